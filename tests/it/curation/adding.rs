//! Adding an entry, step by step.

use netral::curation::revision::Purpose;
use netral::faq::edit;
use netral::faq::edit::Field;

use super::EDITOR;
use super::office::Office;
use super::office::each_way;

fn text(office: &Office) -> String {
    office.draft().changes[0].after.clone().unwrap()
}

fn begins(office: &Office, title: &str) {
    office.says(EDITOR, "/faq");
    office.taps(EDITOR, "Tambah entri");
    office.taps_first(EDITOR, "2. Kampanye");
    office.says(EDITOR, title);
}

#[test]
fn a_dialogue_leads_from_the_topic_to_the_preview() {
    each_way(|office| {
        begins(office, "Bolehkah ASN mengantar surat suara?");
        assert!(office.reads(EDITOR).contains("Langkah 3 dari 8"), "{}", office.reads(EDITOR));
        office.taps(EDITOR, "Bersyarat");
        office.says(EDITOR, "Bersyarat. Hanya bila ditugaskan KPU.");
        office.says(EDITOR, "Petugas pengantar ditunjuk resmi.\n\n## Mengapa\nSupaya jelas.");
        office.taps(EDITOR, "Tambah dasar");
        office.taps_first(EDITOR, "1. PP Contoh");
        office.taps_first(EDITOR, "1. Pasal 5");
        office.taps(EDITOR, "Lanjut");
        office.taps(EDITOR, "pensiunan: tidak");
        office.taps(EDITOR, "Lanjut");
        assert!(office.reads(EDITOR).contains("Paling sedikit 5 lagi"), "{}", office.reads(EDITOR));
        office.says(EDITOR, "antar kotak suara ke desa\nngirim surat suara pakai mobil dinas");
        assert!(office.reads(EDITOR).contains("Paling sedikit 3 lagi"), "{}", office.reads(EDITOR));
        office.says(
            EDITOR,
            "kurir logistik pencoblosan\nbawa logistik tps\nSaya diminta mengawal truk kotak. Aman?",
        );
        office.taps(EDITOR, "Lanjut");
        let overview = office.reads(EDITOR);
        assert!(!overview.contains("Belum dapat diterbitkan"), "{overview}");
        let labels = office.labels(EDITOR);
        assert!(!labels.iter().any(|label| label.starts_with("Lanjut:")), "{labels:?}");
        assert!(labels.contains(&"Pratinjau dan terbitkan".to_owned()), "{labels:?}");
        let draft = office.draft();
        assert_eq!(draft.purpose, Purpose::Add);
        assert_eq!(draft.changes[0].path, "kampanye/mengantar-surat-suara.md");
        assert_eq!(draft.changes[0].before, None);
        assert_eq!(edit::value(&text(office), Field::Verdict).as_deref(), Some("bersyarat"));
    });
}

#[test]
fn it_can_be_left_and_resumed_at_every_step() {
    let steps: [(&str, &[&str]); 5] = [
        ("Putusan", &["[Boleh]"]),
        ("Ringkasan", &["Boleh. Silakan."]),
        ("Dasar hukum", &["[Tambah dasar]", "[1. PP Contoh]", "[Aturan ini saja, tanpa pasal]"]),
        ("Cara orang bertanya", &["satu cara\ndua jalan\ntiga arah\nempat mata\nlima sila"]),
        ("", &[]),
    ];
    let mut office = Office::new();
    begins(&office, "Bolehkah ASN mengantar surat suara?");
    for (label, acts) in steps {
        office = office.restarted();
        office.says(EDITOR, "/batal");
        office.says(EDITOR, "bolehkah saya ikut nyoblos");
        office.says(EDITOR, "/faq draf");
        office.taps_first(EDITOR, "1. ");
        if label.is_empty() {
            break;
        }
        office.taps(EDITOR, &format!("Lanjut: {label}"));
        for act in acts {
            match act.strip_prefix('[') {
                Some(act) => office.taps_first(EDITOR, act.trim_end_matches(']')),
                None => drop(office.says(EDITOR, act)),
            }
        }
    }
    assert!(
        !office.labels(EDITOR).iter().any(|label| label.starts_with("Lanjut")),
        "{}",
        office.transcript()
    );
    assert_eq!(office.drafts().len(), 1);
}

#[test]
fn every_step_leads_back_to_the_one_before() {
    each_way(|office| {
        begins(office, "Bolehkah ASN mengantar surat suara?");
        office.taps(EDITOR, "Boleh");
        office.says(EDITOR, "Boleh. Silakan.");
        let steps = ["Langkah 5", "Langkah 4", "Langkah 3", "Langkah 2"];
        for step in steps {
            assert!(office.reads(EDITOR).contains(step), "{step} {}", office.reads(EDITOR));
            office.taps(EDITOR, "Kembali");
        }
        assert!(office.reads(EDITOR).contains("Pindah topik"), "{}", office.reads(EDITOR));
        office.taps_first(EDITOR, "3. Hak pilih");
        assert_eq!(office.draft().changes[0].path, "hak-politik/mengantar-surat-suara.md");
        assert!(office.reads(EDITOR).contains("Topiknya sekarang Hak pilih"), "{}", office.reads(EDITOR));
    });
}

#[test]
fn a_title_that_is_answered_already_is_told() {
    each_way(|office| {
        begins(office, "memberi jempol pada status paslon");
        let read = office.reads(EDITOR);
        assert!(read.contains("sekarang dijawab oleh entri Bolehkah ASN menyukai unggahan calon?"), "{read}");
        assert_eq!(office.drafts().len(), 1);
    });
}

#[test]
fn a_title_without_words_is_asked_again_and_no_draft_is_made() {
    each_way(|office| {
        begins(office, "???");
        assert!(office.reads(EDITOR).contains("tidak boleh kosong"), "{}", office.reads(EDITOR));
        assert!(office.drafts().is_empty());
        office.says(EDITOR, &"sangat ".repeat(100));
        assert!(office.reads(EDITOR).contains("terlalu panjang"), "{}", office.reads(EDITOR));
        office.says(EDITOR, "Bolehkah ASN mengantar surat suara?");
        assert_eq!(office.drafts().len(), 1);
    });
}

#[test]
fn two_entries_of_one_title_get_two_names() {
    let office = Office::new();
    begins(&office, "Bolehkah ASN hadir?");
    begins(&office, "Bolehkah ASN hadir?");
    let paths: Vec<String> = office.drafts().iter().map(|draft| draft.changes[0].path.clone()).collect();
    assert_ne!(paths[0], paths[1]);
    assert!(!paths.contains(&"kampanye/hadir.md".to_owned()), "{paths:?}");
}

#[test]
fn a_step_can_be_skipped_and_what_lacks_is_told() {
    let office = Office::new();
    begins(&office, "Bolehkah ASN mengantar surat suara?");
    for _ in 0..6 {
        office.taps(EDITOR, "Lanjut");
    }
    let read = office.reads(EDITOR);
    assert!(read.contains("Belum dapat diterbitkan"), "{read}");
    assert!(office.labels(EDITOR).contains(&"Lanjut: Putusan".to_owned()), "{:?}", office.labels(EDITOR));
}
