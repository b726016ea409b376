//! Entries that are put under review, go, and come back.

use netral::curation::revision::Purpose;
use netral::faq::edit;
use netral::faq::edit::Field;

use super::APPROVER;
use super::AUDITOR;
use super::EDITOR;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;
use crate::small_faq::small_files;

fn finds(office: &Office, name: &str) {
    office.says(EDITOR, &format!("/faq {name}"));
    office.taps_first(EDITOR, "1. ");
}

#[test]
fn an_entry_is_put_under_review_at_once_and_says_why() {
    each_way(|office| {
        let question = "memberi jempol pada status paslon";
        assert!(office.asks(STRANGER, question).contains("DILARANG"));
        finds(office, "like");
        office.taps(EDITOR, "Tinjau dulu");
        office.says(EDITOR, "???");
        assert!(office.revisions().is_empty());
        office.says(EDITOR, "Pedoman barunya sedang dipelajari.");
        assert!(office.reads(EDITOR).contains("Sedang ditinjau"), "{}", office.reads(EDITOR));
        let answer = office.asks(STRANGER, question);
        assert!(answer.contains("Pedoman barunya sedang dipelajari."), "{answer}");
        assert!(!answer.contains("DILARANG"), "{answer}");
        let revisions = office.revisions();
        assert_eq!(revisions.len(), 1);
        assert_eq!(revisions[0].purpose, Purpose::Review);
        assert_eq!(revisions[0].reason.as_deref(), Some("Pedoman barunya sedang dipelajari."));
        assert_eq!(office.audit().len(), 1);
        finds(office, "like");
        assert!(office.labels(EDITOR).contains(&"Konfirmasi".to_owned()), "{:?}", office.labels(EDITOR));
        assert!(!office.labels(EDITOR).contains(&"Tinjau dulu".to_owned()));
    });
}

#[test]
fn a_review_survives_a_restart() {
    let office = Office::new();
    finds(&office, "like");
    office.taps(EDITOR, "Tinjau dulu");
    let office = office.restarted();
    office.says(EDITOR, "Menunggu surat edaran.");
    let office = office.restarted();
    let answer = office.asks(STRANGER, "memberi jempol pada status paslon");
    assert!(answer.contains("Menunggu surat edaran."), "{answer}");
}

#[test]
fn retiring_takes_the_links_to_it_along_and_says_so() {
    each_way(|office| {
        finds(office, "hak-pilih");
        office.taps(EDITOR, "Pensiunkan");
        let asked = office.reads(EDITOR);
        assert!(
            asked.contains("di 1 entri") && asked.contains("Bolehkah ASN menyukai unggahan calon?"),
            "{asked}"
        );
        assert!(office.drafts().is_empty());
        office.taps(EDITOR, "Lanjut ke pratinjau");
        let draft = office.draft();
        assert_eq!(draft.purpose, Purpose::Retire);
        let [entry, neighbour] = draft.changes.as_slice() else { panic!("{:?}", draft.changes.len()) };
        assert_eq!((entry.path.as_str(), &entry.after), ("hak-politik/hak-pilih.md", &None));
        assert_eq!(neighbour.path, "media-sosial/like.md");
        assert_eq!(edit::lines(neighbour.after.as_ref().unwrap(), Field::Related), ["komentar"]);
    });
}

#[test]
fn questions_that_measure_it_are_told_and_adjusted() {
    let mut files = crate::small_faq::small_files();
    files.insert("_uji.tsv".to_owned(), "ikut coblos yuk\thak-pilih\t\tobrolan\n".to_owned());
    let office = Office::new().over_base(files);
    finds(&office, "hak-pilih");
    office.taps(EDITOR, "Pensiunkan");
    assert!(office.reads(EDITOR).contains("1 pertanyaan uji"), "{}", office.reads(EDITOR));
    office.taps(EDITOR, "Lanjut ke pratinjau");
    let draft = office.draft();
    let trials = draft.changes.iter().find(|change| change.path == "_uji.tsv").unwrap();
    assert_eq!(trials.after.as_deref(), Some("ikut coblos yuk\t-\t\tobrolan\n"));
}

#[test]
fn a_draft_that_retires_is_shown_as_a_whole() {
    let office = Office::new();
    finds(&office, "hak-pilih");
    office.taps(EDITOR, "Pensiunkan");
    office.taps(EDITOR, "Lanjut ke pratinjau");
    office.says(EDITOR, "/faq draf");
    office.taps_first(EDITOR, "1. ");
    let labels = office.labels(EDITOR);
    assert!(labels.contains(&"Pratinjau dan terbitkan".to_owned()), "{labels:?}");
    assert!(!labels.contains(&"Judul".to_owned()), "{labels:?}");
    office.taps(EDITOR, "Buang draf");
    office.taps(EDITOR, "Ya, buang");
    assert!(office.drafts().is_empty());
}

#[test]
fn auditors_see_what_was_retired_and_restore_nothing() {
    let office = Office::new();
    office.says(AUDITOR, "/faq pensiun");
    assert!(office.reads(AUDITOR).contains("Tidak ada entri yang dipensiunkan"), "{}", office.reads(AUDITOR));
    office.says(AUDITOR, "/faq hadir");
    office.taps_first(AUDITOR, "1. ");
    let labels = office.labels(AUDITOR);
    for label in ["Ubah", "Tinjau dulu", "Pensiunkan"] {
        assert!(!labels.contains(&label.to_owned()), "{labels:?}");
    }
}

/// Puts the newest draft before an approver, who agrees.
fn passes(office: &Office) {
    assert!(office.labels(EDITOR).contains(&"Tulis alasan".to_owned()), "{}", office.reads(EDITOR));
    office.taps(EDITOR, "Tulis alasan");
    office.says(EDITOR, "Sudah dibicarakan.");
    office.taps(EDITOR, "Ajukan persetujuan");
    office.says(APPROVER, "/faq");
    office.taps_first(APPROVER, "Menunggu persetujuan");
    office.taps_first(APPROVER, "Periksa draf");
    office.taps(APPROVER, "Setujui dan terbitkan");
}

#[test]
fn what_was_retired_is_answered_no_more_and_comes_back_as_it_was() {
    let office = Office::new();
    let question = "memberi jempol pada status paslon";
    let before = office.files();
    assert!(office.asks(STRANGER, question).contains("DILARANG · Bolehkah ASN menyukai"));
    finds(&office, "like");
    office.taps(EDITOR, "Pensiunkan");
    office.taps(EDITOR, "Lanjut ke pratinjau");
    passes(&office);
    assert_eq!(office.revisions().len(), 1, "{}", office.transcript());
    assert!(!office.asks(STRANGER, question).contains("DILARANG · Bolehkah ASN menyukai"));
    let office = office.restarted();
    assert!(!office.files().contains_key("media-sosial/like.md"));
    office.says(EDITOR, "/faq topik");
    office.taps(EDITOR, "Entri pensiun (1)");
    office.taps_first(EDITOR, "1. Pulihkan:");
    assert!(office.chat(EDITOR).contains("di 3 berkas lain ikut dipulihkan"), "{}", office.chat(EDITOR));
    office.taps(EDITOR, "Terbitkan");
    assert_eq!(office.revisions().len(), 2, "{}", office.transcript());
    assert_eq!(office.files(), before);
    assert!(office.asks(STRANGER, question).contains("DILARANG · Bolehkah ASN menyukai"));
    office.says(EDITOR, "/faq pensiun");
    assert!(office.reads(EDITOR).contains("Tidak ada entri yang dipensiunkan"), "{}", office.reads(EDITOR));
}

#[test]
fn an_edit_goes_from_the_phone_to_whoever_asks() {
    let office = Office::new();
    finds(&office, "konvoi");
    office.taps(EDITOR, "Ubah");
    office.taps(EDITOR, "Ringkasan");
    office.says(EDITOR, "Dilarang. Ikut arak-arakan adalah ikut kampanye.");
    office.taps(EDITOR, "Pratinjau dan terbitkan");
    office.taps(EDITOR, "Terbitkan");
    assert_eq!(office.revisions().len(), 1, "{}", office.transcript());
    assert!(office.drafts().is_empty());
    office.says(STRANGER, "/start q_konvoi");
    assert!(office.reads(STRANGER).contains("Ikut arak-arakan adalah"), "{}", office.reads(STRANGER));
    finds(&office, "konvoi");
    office.taps(EDITOR, "Sebagai data");
    assert!(office.reads(EDITOR).contains("penyunting #3, baru saja (revisi 1"), "{}", office.reads(EDITOR));
}

#[test]
fn a_neighbour_whose_subquestion_it_answered_points_nowhere_else() {
    let mut files = small_files();
    let comment = files.get_mut("media-sosial/komentar.md").unwrap();
    *comment = comment.replacen("diperiksa", "subtanya = [\"Hanya menyukai? -> like\"]\ndiperiksa", 1);
    let office = Office::new().over_base(files);
    finds(&office, "like");
    office.taps(EDITOR, "Pensiunkan");
    office.taps(EDITOR, "Lanjut ke pratinjau");
    let draft = office.draft();
    let comment = draft.changes.iter().find(|change| change.path == "media-sosial/komentar.md").unwrap();
    assert!(!comment.after.as_ref().unwrap().contains("-> like"), "{:?}", comment.after);
    assert!(!office.reads(EDITOR).contains("Belum dapat diterbitkan"), "{}", office.reads(EDITOR));
}
