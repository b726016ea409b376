//! Opening, sorting and sealing anew.

use super::Desk;
use super::REPORT;
use super::assert_refused;
use super::errors;
use super::out;

#[test]
fn text_is_shown_without_its_padding_and_without_commands_to_the_terminal() {
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    desk.seal("a.age", &public, "Isi\u{1b}[2J laporan\u{7}\nbaris dua");
    desk.seal("b.age", &public, "Tambahan");
    assert_eq!(out(&desk.tips(&["open", "a.age"], "")), "Isi[2J laporan\nbaris dua\n");
    let both = out(&desk.tips(&["open", "a.age", "b.age"], ""));
    assert!(both.contains("---- a.age ----\nIsi") && both.contains("---- b.age ----\nTambahan\n"), "{both}");
}

#[test]
fn each_thing_that_can_be_wrong_is_told_apart() {
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    desk.key("lain.txt");
    desk.seal("a.age", &public, "Isi");
    let mut damaged = desk.read("a.age");
    let last = damaged.len() - 1;
    damaged[last] ^= 1;
    desk.write("rusak.age", &damaged);
    desk.write("bukan.age", "bukan berkas age");
    let open = |args: &[&str]| desk.tips(&[&["open"], args].concat(), "");
    assert_refused(&open(&["a.age", "--key", "lain.txt"]), "tidak terbuka dengan kunci lain.txt");
    assert_refused(&open(&["rusak.age"]), "Berkas rusak.age rusak");
    assert_refused(&open(&["bukan.age"]), "Berkas bukan.age rusak atau bukan berkas age.");
    assert_refused(&open(&["tidak-ada.age"]), "tidak-ada.age tidak dapat dibaca");
    assert_refused(&open(&["a.age", "--key", "bukan.age"]), "tidak berisi kunci rahasia");
    assert_refused(&open(&["a.age", "--key", "tidak-ada.txt"]), "tidak-ada.txt tidak dapat dibaca");
    let some = open(&["rusak.age", "a.age"]);
    assert_eq!((some.status.code(), out(&some).contains("Isi\n")), (Some(1), true), "the others are opened");
}

#[test]
fn photos_and_other_files_are_written_and_nothing_is_replaced() {
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    for (name, content) in [
        ("7F3K-foto-1.age", &b"\xff\xd8\xff\xe0 gambar \xff\xd9\0\0\0"[..]),
        ("berkas.age", b"%PDF\xff\xfe \n"),
    ] {
        let recipient = netral::sealing::recipient(&public).unwrap();
        desk.write(name, netral::sealing::seal_exactly(content, &[recipient]).unwrap());
    }
    std::fs::create_dir(desk.path("foto")).unwrap();
    let opened = desk.tips(&["open", "7F3K-foto-1.age", "berkas.age", "--output", "foto"], "");
    assert!(opened.status.success() && out(&opened).is_empty(), "{}", errors(&opened));
    assert_eq!(desk.read("foto/7F3K-foto-1.jpg"), b"\xff\xd8\xff\xe0 gambar \xff\xd9");
    assert_eq!(desk.read("foto/berkas.isi"), b"%PDF\xff\xfe \n");
    let again = desk.tips(&["open", "berkas.age", "--output", "foto"], "");
    assert_refused(&again, "foto/berkas.isi sudah ada");
}

#[test]
fn a_report_becomes_two_sheets_sealed_or_opened() {
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    desk.seal("7F3K.age", &public, REPORT);
    desk.write("7F3K.txt", REPORT);
    let sheets = out(&desk.tips(&["sheet", "7F3K.age"], ""));
    for part in [
        "LEMBAR 1: INFORMASI AWAL UNTUK BAWASLU",
        "LEMBAR 2: SBT BKN",
        "PERHATIAN: 9 hari",
        "* NIP terlapor: 198501012010011001",
        "* Tempat kejadian: BELUM ADA: tempat kejadian",
        "* Bukti: BELUM ADA",
    ] {
        assert!(sheets.contains(part), "{part} not in {sheets}");
    }
    assert_eq!(out(&desk.tips(&["sheet", "7F3K.txt", "--key", "tidak-perlu"], "")), sheets);
    desk.write("lain.txt", "Halo");
    assert_refused(&desk.tips(&["sheet", "lain.txt"], ""), "bukan laporan dari bot ini");
}

#[test]
fn resealing_changes_the_keys_and_not_a_byte_of_the_content() {
    let desk = Desk::new();
    let (old, new, other) = (desk.key("kunci.txt"), desk.key("baru.txt"), desk.key("lain.txt"));
    desk.seal("a.age", &old, "Isi laporan");
    let resealed = desk.tips(&["reseal", "a.age", "--to", &new, "--to", &other, "--to", &new], "");
    assert!(resealed.status.success(), "{}", errors(&resealed));
    let content = |file: &str, key: &str| {
        let keys = netral::sealing::read_keys(&desk.read(key), "").unwrap();
        netral::sealing::open_with(&desk.read(file), &keys).ok()
    };
    let before = content("a.age", "kunci.txt").unwrap();
    assert_eq!(before.len(), 4096);
    for key in ["baru.txt", "lain.txt"] {
        assert_eq!(content("a.baru.age", key).as_ref(), Some(&before), "{key}");
    }
    assert_eq!(content("a.baru.age", "kunci.txt"), None, "who isn't named can't open it");
}

#[test]
fn resealing_to_fewer_keys_does_not_show() {
    let desk = Desk::new();
    let keys = ["kunci.txt", "b.txt", "c.txt"].map(|name| desk.key(name));
    let recipients = keys.each_ref().map(|key| netral::sealing::recipient(key).unwrap());
    desk.write("a.age", netral::sealing::seal_exactly(b"Isi", &recipients).unwrap());
    let resealed = desk.tips(&["reseal", "a.age", "--to", &keys[1]], "");
    assert!(resealed.status.success(), "{}", errors(&resealed));
    let stanzas = |name: &str| {
        let file = desk.read(name);
        file.windows(11).filter(|window| *window == b"\n-> X25519 ").count()
    };
    assert_eq!((stanzas("a.age"), stanzas("a.baru.age")), (3, 3));
    assert_eq!(out(&desk.tips(&["open", "a.baru.age", "--key", "b.txt"], "")), "Isi\n");
}

#[test]
fn resealing_takes_everybody_of_a_configuration() {
    let desk = Desk::new();
    let (handler, escrow) = (desk.key("kunci.txt"), desk.key("cadangan.txt"));
    desk.seal("a.age", &handler, "Isi");
    let section = |name: &str, key: &str| format!("[{name}]\nperan = \"x\"\nkunci = \"{key}\"\n");
    desk.write("netral.toml", section("[penerima]", &handler) + &section("cadangan", &escrow));
    let resealed = desk.tips(&["reseal", "a.age", "--config", "netral.toml"], "");
    assert!(resealed.status.success(), "{}", errors(&resealed));
    assert_eq!(out(&desk.tips(&["open", "a.baru.age", "--key", "cadangan.txt"], "")), "Isi\n");

    desk.write("kurang.toml", section("[penerima]", &handler));
    assert_refused(&desk.tips(&["reseal", "a.age", "--config", "kurang.toml"], ""), "tidak lengkap");
    assert_refused(&desk.tips(&["reseal", "a.age"], ""), "Tidak ada penerima.");
}

#[test]
fn what_is_no_public_key_is_refused_and_a_secret_one_is_not_repeated() {
    let desk = Desk::new();
    desk.key("kunci.txt");
    let file = String::from_utf8(desk.read("kunci.txt")).unwrap();
    let secret = file.lines().nth(1).unwrap();
    let refused = desk.tips(&["reply", "--to", secret], "Balasan");
    assert_refused(&refused, "kunci rahasia, bukan kunci publik");
    assert!(!errors(&refused).contains(secret));
    assert_refused(
        &desk.tips(&["reply", "--to", "age1salah"], "Balasan"),
        "\"age1salah\" bukan kunci publik.",
    );
}

#[test]
fn a_reply_must_be_a_text_that_fits() {
    let desk = Desk::new();
    let public = desk.key("kunci.txt");
    let reply = |text: &str| desk.tips(&["reply", "--to", &public], text);
    assert_refused(&reply(" \n"), "Balasannya kosong.");
    assert_refused(&reply(&"x".repeat(65_537)), "lebih dari 64 KiB");
    assert_refused(&reply(&"é".repeat(100_000)), "lebih dari 64 KiB");
    assert!(!desk.path("balasan.age").exists());
    assert!(reply("Terima kasih.\n").status.success());
    assert_eq!(out(&desk.tips(&["open", "balasan.age"], "")), "Terima kasih.\n");
}
