//! Coming back with a receipt.

use netral::conversation::Unreadable;
use netral::ports::TipStore;

use super::INSPECTOR;
use super::STRANGER;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::MINUTE;
use super::town::Town;
use super::town::WEEK;

/// A valid receipt that leads nowhere.
fn nowhere() -> String {
    netral::tips::Receipt::from_random([77; 16]).grouped().to_string()
}

#[test]
fn a_receipt_is_taken_however_it_comes_and_its_message_is_deleted_at_once() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let digits = receipt.replace(' ', "");
    for (number, text) in
        [format!("/status {receipt}"), receipt.clone(), digits, receipt.replace(' ', "-")].iter().enumerate()
    {
        town.pass(10 * MINUTE);
        town.speaks_up();
        let message = town.says(STRANGER, text);
        assert!(!town.has(STRANGER, message), "way {number}");
        assert!(town.reads(STRANGER).starts_with("Laporan Anda"), "{}", town.reads(STRANGER));
        let all = town.all(STRANGER);
        let of_tip = all.iter().filter(|shown| shown.text.starts_with("Laporan Anda"));
        assert!(of_tip.clone().count() == 1 && of_tip.clone().all(|shown| shown.protected));
    }
    town.pass(10 * MINUTE);
    town.speaks_up();
    town.says(STRANGER, "/status");
    assert!(town.reads(STRANGER).contains("20 angka"));
    town.says(STRANGER, &receipt);
    assert!(town.reads(STRANGER).starts_with("Laporan Anda"));
}

#[test]
fn what_leads_nowhere_gets_one_answer_whatever_the_reason() {
    let town = Town::new();
    let withdrawn = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &withdrawn);
    town.taps(TIPSTER, "Hapus laporan saya");
    town.taps(TIPSTER, "Ya, hapus laporan");
    let expired = town.files(TIPSTER);
    town.pass(14 * WEEK);
    town.keeps_house();
    let unsent = town.prepares(TIPSTER, TOLD);
    town.taps(TIPSTER, "Batal");
    let mut answers = Vec::new();
    for receipt in [nowhere(), withdrawn, expired, unsent] {
        town.pass(MINUTE);
        town.says(STRANGER, &receipt);
        answers.push((town.reads(STRANGER), town.labels(STRANGER)));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(answers[0].0.contains("jawabannya selalu sama"));
    town.says(STRANGER, "tutup");
    assert!(town.reads(STRANGER).starts_with("Ditutup."), "its button can be typed");
}

#[test]
fn a_mistyped_receipt_is_named_as_one_and_deleted() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let last = if receipt.ends_with('1') { "2" } else { "1" };
    let wrong = format!("{}{last}", &receipt[..receipt.len() - 1]);
    town.says(STRANGER, "/status");
    let message = town.says(STRANGER, &wrong);
    assert!(town.reads(STRANGER).contains("Itu bukan kode laporan"));
    assert!(!town.has(STRANGER, message));
    town.says(STRANGER, &receipt);
    assert!(town.reads(STRANGER).starts_with("Laporan Anda"));
}

#[test]
fn a_tip_stays_open_for_ten_minutes_and_then_leaves_the_chat() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.says(STRANGER, &receipt);
    town.pass(10 * MINUTE - 1);
    assert!(town.speaks_up().is_empty());
    town.pass(1);
    assert_eq!(town.speaks_up(), [STRANGER]);
    let all = town.all(STRANGER);
    assert_eq!(all.len(), 1, "{}", town.chat(STRANGER));
    assert!(all[0].text.contains("sudah ditutup di chat ini"));
}

#[test]
fn a_button_of_a_tip_that_was_closed_by_time_does_nothing() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.says(STRANGER, &receipt);
    town.taps(STRANGER, "Hapus laporan saya");
    town.pass(10 * MINUTE);
    town.taps(STRANGER, "Ya, hapus laporan");
    assert_eq!(town.tips().len(), 1);
    assert!(town.reads(STRANGER).contains("sudah ditutup"), "{}", town.reads(STRANGER));
}

#[test]
fn what_is_still_written_when_time_closes_the_tip_is_no_question() {
    let town = Town::new();
    let receipt = town.files(STRANGER);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.pass(30 * MINUTE);
    town.says(TIPSTER, "menyukai video kampanye itu perintahnya");
    town.speaks_up();
    assert!(town.chat(TIPSTER).contains("pertanyaan, atau bagian dari laporan"), "{}", town.chat(TIPSTER));
    assert_eq!(town.counted(), 0);
    town.taps(TIPSTER, "Ini bagian laporan");
    assert!(town.chat(TIPSTER).contains("Tambah keterangan"));
}

#[test]
fn writing_an_addition_keeps_the_tip_open() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    for _ in 0..3 {
        town.pass(9 * MINUTE);
        town.says(TIPSTER, "Satu hal lagi.");
    }
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.opens(0, &town.sealed(1)).unwrap().matches("Satu hal lagi.").count(), 3);
}

#[test]
fn an_addition_of_several_messages_with_edits_arrives_as_it_was_last() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    let at = town.find_any(TIPSTER);
    town.taps_on(TIPSTER, at, &netral::tips::button::Button::SendAddition.to_data(), "Kirim");
    assert!(town.reads(TIPSTER).contains("Belum ada yang ditulis"));
    let first = town.says(TIPSTER, "Rapatnya pagi.");
    town.says(TIPSTER, "Ada dua puluh orang.");
    town.edits(TIPSTER, first, "Rapatnya siang.");
    town.edits(TIPSTER, first, &"x".repeat(13_000));
    assert!(town.reads(TIPSTER).contains("tidak dicatat"));
    town.taps(TIPSTER, "Kirim");
    let added = town.opens(0, &town.sealed(1)).unwrap();
    assert!(added.contains("Rapatnya siang.\nAda dua puluh orang."), "{added}");
    assert!(added.starts_with(&format!("TAMBAHAN UNTUK LAPORAN {}", town.tag())));
    assert!(!town.chat(TIPSTER).contains("Rapatnya"), "{}", town.chat(TIPSTER));
    assert!(town.reads(TIPSTER).contains("Keterangan tersimpan"));
}

#[test]
fn an_addition_is_guarded_and_what_was_held_back_is_left_out_once_written_anew() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    for (button, kept) in [("Ubah", false), ("Tetap kirim", true)] {
        town.pass(DAY);
        town.says(TIPSTER, &receipt);
        town.taps(TIPSTER, "Tambah keterangan");
        town.says(TIPSTER, "Nama saya Fulan");
        assert!(town.reads(TIPSTER).contains("menunjuk ke Anda"));
        town.taps(TIPSTER, button);
        town.says(TIPSTER, "Rapatnya pagi.");
        town.taps(TIPSTER, "Kirim");
        let last = town.tip().parts.len() - 1;
        assert_eq!(town.opens(0, &town.sealed(last)).unwrap().contains("Fulan"), kept);
        town.taps(TIPSTER, "Tutup");
    }
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Nama saya Fulan");
    town.says(TIPSTER, "Rapatnya di aula.");
    town.says(TIPSTER, "kirim");
    let last = town.tip().parts.len() - 1;
    let added = town.opens(0, &town.sealed(last)).unwrap();
    assert!(added.contains("Rapatnya di aula.") && !added.contains("Fulan") && !added.contains("kirim"));
}

#[test]
fn only_text_can_be_added_and_nothing_is_read_before_the_button() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.says(TIPSTER, "Rapatnya pagi.");
    assert!(town.reads(TIPSTER).contains("tidak diteruskan dan tidak disimpan"));
    town.taps(TIPSTER, "Tambah keterangan");
    for what in [Unreadable::Picture, Unreadable::Voice, Unreadable::Contact] {
        town.sends(TIPSTER, what);
        assert!(town.reads(TIPSTER).contains("hanya dapat berupa teks"));
    }
    town.taps(TIPSTER, "Kembali ke laporan");
    town.taps(TIPSTER, "Tutup");
    assert_eq!(town.all(TIPSTER).iter().filter(|shown| !shown.by_bot).count(), 0, "{}", town.chat(TIPSTER));
}

#[test]
fn an_addition_to_a_tip_that_is_gone_says_so_and_leaves_nothing_in_the_chat() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.pass(MINUTE);
    town.says(STRANGER, &receipt);
    town.taps(STRANGER, "Hapus laporan saya");
    town.taps(STRANGER, "Ya, hapus laporan");
    town.taps(TIPSTER, "Kirim");
    assert!(town.reads(TIPSTER).contains("Tidak ada laporan dengan kode itu."));
    assert!(!town.chat(TIPSTER).contains("Rapatnya"), "{}", town.chat(TIPSTER));
}

#[test]
fn withdrawing_says_whether_somebody_has_fetched_it_and_removes_every_byte() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let blob = town.tip().parts[0].blob;
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Hapus laporan saya");
    assert!(town.chat(TIPSTER).contains("Belum ada penerima yang mengambilnya"));
    town.taps_handler_fetch();
    town.taps(TIPSTER, "Kembali ke laporan");
    town.taps(TIPSTER, "Hapus laporan saya");
    assert!(town.chat(TIPSTER).contains("Penerima sudah mengambilnya"));
    town.taps(TIPSTER, "Ya, hapus laporan");
    assert_eq!(town.store.blob(blob), Ok(None));
    assert!(town.store.needs_rewrite().unwrap());
    town.keeps_house();
    assert!(!town.store.needs_rewrite().unwrap());
    town.says(INSPECTOR, "/kotak");
    assert!(town.reads(INSPECTOR).contains("dihapus pelapor"));
}

#[test]
fn a_command_of_the_faq_closes_the_tip_and_takes_it_out_of_sight() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(STRANGER, &receipt);
    town.says(STRANGER, "/menu");
    town.speaks_up();
    assert!(!town.chat(STRANGER).contains("Laporan Anda"), "{}", town.chat(STRANGER));
    assert!(town.reads(STRANGER).contains("Pilih topik"));
}

#[test]
fn a_long_exchange_is_shown_in_as_many_messages_as_it_needs() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    for number in 0..6 {
        town.says(
            INSPECTOR,
            &format!("/balas {} {}", town.tag(), format!("<{number}> & \"kutip\" ").repeat(150)),
        );
        town.taps(INSPECTOR, "Kirim");
    }
    town.says(STRANGER, &receipt);
    let chat = town.chat(STRANGER);
    assert!((0..6).all(|number| chat.contains(&format!("<{number}> & \"kutip\""))), "{chat}");
}

#[test]
fn a_receipt_is_found_in_what_was_pasted_with_it() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    for text in [
        format!("Kode Anda: {receipt}"),
        format!("📄 Laporan terkirim.\n\nKode Anda: {receipt}\n\nSimpan kodenya di luar HP ini."),
        format!("\"{receipt}\""),
        format!("“{receipt}”"),
        format!("{receipt}, terima kasih"),
        format!("kode saya {receipt} terima kasih banyak min, sejak 12 Mei belum ada kabar"),
        format!("\u{200e}> {receipt}\u{200b}"),
        format!("<code>{receipt}</code>"),
    ] {
        town.pass(10 * MINUTE);
        town.speaks_up();
        town.says(STRANGER, "/status");
        let message = town.says(STRANGER, &text);
        assert!(town.reads(STRANGER).starts_with("Laporan Anda"), "{text}: {}", town.reads(STRANGER));
        assert!(!town.has(STRANGER, message), "{text}");
    }
    town.pass(10 * MINUTE);
    town.speaks_up();
    town.says(STRANGER, &format!("/status \"{receipt}\" terima kasih"));
    assert!(town.reads(STRANGER).starts_with("Laporan Anda"), "{}", town.reads(STRANGER));
}
