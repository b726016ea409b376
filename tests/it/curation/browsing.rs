//! Looking for entries, and at one of them.

use super::AUDITOR;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;

#[test]
fn to_all_others_the_command_is_one_that_does_not_exist() {
    let office = Office::new();
    office.says(STRANGER, "/tidak_ada");
    let unknown = (office.reads(STRANGER), office.labels(STRANGER));
    for command in ["/faq", "/FAQ", "/faq cari", "/faq tinjau", "/faq draf", "/faq tambah", "/faq hadir"] {
        office.says(STRANGER, command);
        assert_eq!((office.reads(STRANGER), office.labels(STRANGER)), unknown, "{command}");
    }
    for chat in [EDITOR, AUDITOR] {
        office.says(chat, "/faq");
        assert_ne!(office.reads(chat), unknown.0);
    }
}

#[test]
fn the_menu_shows_what_the_role_may_do() {
    let office = Office::new();
    office.says(AUDITOR, "/faq");
    let auditor = office.labels(AUDITOR);
    for label in ["Telusuri topik", "Cari", "Riwayat"] {
        assert!(auditor.contains(&label.to_owned()), "{auditor:?}");
    }
    assert!(!auditor.iter().any(|it| it.starts_with("Tambah") || it.starts_with("Draf")), "{auditor:?}");
    for chat in [EDITOR, OWNER] {
        office.says(chat, "/faq");
        let labels = office.labels(chat);
        for label in ["Tambah entri", "Draf saya", "Menunggu persetujuan", "Pertanyaan orang"] {
            assert!(labels.contains(&label.to_owned()), "{labels:?}");
        }
    }
}

#[test]
fn an_entry_is_found_by_topic_page_by_page() {
    each_way(|office| {
        office.says(EDITOR, "/faq");
        office.taps(EDITOR, "Telusuri topik");
        office.taps_first(EDITOR, "2. Kampanye");
        assert!(office.reads(EDITOR).contains("halaman 1 dari 2"), "{}", office.reads(EDITOR));
        office.taps(EDITOR, "Berikutnya");
        assert!(office.reads(EDITOR).contains("halaman 2 dari 2"), "{}", office.reads(EDITOR));
        office.taps_first(EDITOR, "1. ");
        let seen = office.reads(EDITOR);
        assert!(seen.starts_with("Seperti dilihat orang:"), "{seen}");
        office.taps(EDITOR, "Ke Kampanye");
        assert!(office.reads(EDITOR).contains("halaman 2 dari 2"), "{}", office.reads(EDITOR));
        office.taps(EDITOR, "Sebelumnya");
        office.taps(EDITOR, "Topik lain");
        office.taps(EDITOR, "Menu FAQ");
        assert!(office.reads(EDITOR).contains("Mengelola FAQ"));
    });
}

#[test]
fn search_finds_by_question_by_title_and_by_name() {
    each_way(|office| {
        for (words, title) in [
            ("memberi jempol pada status paslon", "Bolehkah ASN menyukai unggahan calon?"),
            ("quick-count", "Bolehkah ASN menjadi petugas hitung cepat?"),
            ("menyumbang dana", "Bolehkah ASN menyumbang dana?"),
        ] {
            office.says(EDITOR, "/faq");
            office.taps(EDITOR, "Cari");
            office.says(EDITOR, words);
            let first = office.labels(EDITOR)[0].clone();
            assert_eq!(first, format!("1. {title}"), "{words}");
            assert!(office.reads(EDITOR).contains("Yang cocok"), "{}", office.reads(EDITOR));
        }
        office.says(EDITOR, "/faq cari resep rendang padang");
        assert!(
            office.reads(EDITOR).contains("Tidak ada yang benar-benar cocok"),
            "{}",
            office.reads(EDITOR)
        );
    });
}

#[test]
fn what_people_see_is_shown_to_the_letter() {
    let office = Office::new();
    let asked = office.asks(STRANGER, "memberi jempol pada status paslon");
    assert!(asked.contains("menyukai unggahan"), "{asked}");
    office.says(AUDITOR, "/faq like");
    office.taps_first(AUDITOR, "1. ");
    assert_eq!(office.reads(AUDITOR), format!("Seperti dilihat orang:\n\n{asked}"));
    assert!(!office.labels(AUDITOR).contains(&"Ubah".to_owned()));
    office.taps(AUDITOR, "Bagian lain");
    let chat = office.chat(AUDITOR);
    for part in ["Orang lain dapat melihat", "Lampiran II", "sanksi moral", "Perjanjian kerja Anda"] {
        assert!(chat.contains(part), "{part} in {chat}");
    }
    office.taps(AUDITOR, "Kembali ke entri");
    assert!(office.reads(AUDITOR).contains("Seperti dilihat orang"));
}

#[test]
fn an_entry_as_data_tells_its_fields_and_who_changed_it_last() {
    each_way(|office| {
        office.says(EDITOR, "/faq like");
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Sebagai data");
        let data = office.reads(EDITOR);
        for told in [
            "Putusan: dilarang",
            "Berlaku untuk: PNS; PPPK",
            "Dasar: PP Contoh Pasal 5; SKB Contoh Lampiran II",
            "Frasa: 5",
            "Terkait: Bolehkah ASN",
            "Diperiksa: 23 Februari 2026",
            "belum pernah lewat bot",
            "media-sosial/like.md",
        ] {
            assert!(data.contains(told), "{told} in {data}");
        }
        office.taps(EDITOR, "Daftar frasa");
        assert!(office.reads(EDITOR).contains("5. komentar postingan paslon"), "{}", office.reads(EDITOR));
        office.taps(EDITOR, "Kembali ke entri");
        office.taps(EDITOR, "Seperti dilihat orang");
        assert!(office.reads(EDITOR).starts_with("Seperti dilihat orang"));
    });
}

#[test]
fn an_entry_that_is_not_there_says_so_and_what_to_do() {
    let office = Office::new();
    office.says(EDITOR, "/faq");
    let at = office.find_any(EDITOR);
    for data in ["1:a:e:v:tidak-ada", "1:a:e:d:tidak-ada", "1:a:e:f:tidak-ada:3", "1:a:d:b:tidak-ada"] {
        office.taps_on(EDITOR, at, data, "old");
        assert!(office.reads(EDITOR).contains("tidak ada (lagi)"), "{data}: {}", office.reads(EDITOR));
        assert!(office.labels(EDITOR).contains(&"Cari".to_owned()));
    }
    office.taps_on(EDITOR, at, "1:a:e:l:tidak-ada:0", "old");
    assert!(office.reads(EDITOR).contains("Pilih topik"), "{}", office.reads(EDITOR));
    assert!(office.drafts().is_empty());
}

#[test]
fn groups_hear_nothing_of_it() {
    let office = Office::new();
    office.says_in_group(EDITOR, "/faq");
    assert!(!office.chat(EDITOR).contains("Mengelola FAQ"), "{}", office.chat(EDITOR));
}
