//! Entries that are put under review, go, and come back.

use netral::curation::revision::Purpose;
use netral::faq::edit;
use netral::faq::edit::Field;

use super::AUDITOR;
use super::EDITOR;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;

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
