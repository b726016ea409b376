//! A lawyer's review: recorded by an approver, told under the answer, gone with the text it was of.

use netral::curation::revision::Purpose;
use netral::faq::EntryId;
use netral::faq::edit;
use netral::faq::edit::Field;

use super::APPROVER;
use super::EDITOR;
use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::each_way;

const LIKE: &str = "media-sosial/like.md";
const QUESTION: &str = "/start q_like";

fn opens_like(office: &Office, chat: netral::ports::ChatId) {
    office.says(chat, "/faq like");
    office.taps_first(chat, "1. Bolehkah ASN menyukai");
    office.taps(chat, "Sebagai data");
}

fn records(office: &Office, typed: &str) {
    opens_like(office, APPROVER);
    office.taps(APPROVER, "Catat telaah hukum");
    office.says(APPROVER, typed);
    office.taps(APPROVER, "Catat");
}

#[test]
fn an_approver_records_who_reviewed_an_entry_and_the_footer_says_so() {
    each_way(|office| {
        assert!(office.asks(STRANGER, QUESTION).contains("belum ditinjau ahli hukum"));
        records(office, "Kepala Bagian Hukum, A. Contoh\n2026-05-20");
        assert!(office.reads(APPROVER).contains("Dicatat sebagai revisi 1"), "{}", office.reads(APPROVER));
        let answer = office.asks(STRANGER, QUESTION);
        assert!(answer.contains("ditinjau Kepala Bagian Hukum, A. Contoh, 20 Mei 2026"), "{answer}");
        assert!(!answer.contains("belum ditinjau"), "{answer}");
        let revision = office.revisions().remove(0);
        assert_eq!(revision.purpose, Purpose::LegalReview);
        assert_eq!(
            revision.reason.as_deref(),
            Some("Ditelaah oleh Kepala Bagian Hukum, A. Contoh, tanggal 2026-05-20")
        );
        assert!(office.asks(STRANGER, "/start q_komentar").contains("belum ditinjau ahli hukum"));
    });
}

#[test]
fn a_record_can_be_withdrawn_and_its_name_is_gone_from_the_answer() {
    each_way(|office| {
        records(office, "Kepala Bagian Hukum, A. Contoh");
        opens_like(office, APPROVER);
        office.taps(APPROVER, "Catat telaah hukum");
        office.taps(APPROVER, "Cabut catatan telaah yang ada");
        assert!(office.reads(APPROVER).contains("Dicabut sebagai revisi 2"), "{}", office.reads(APPROVER));
        let answer = office.asks(STRANGER, QUESTION);
        assert!(answer.contains("belum ditinjau ahli hukum") && !answer.contains("A. Contoh"), "{answer}");
        opens_like(office, APPROVER);
        office.taps(APPROVER, "Catat telaah hukum");
        assert!(!office.labels(APPROVER).contains(&"Cabut catatan telaah yang ada".to_owned()));
    });
}

#[test]
fn a_review_lapses_with_the_text_it_was_of_and_not_with_a_new_phrase() {
    let office = Office::new().without_four_eyes();
    records(&office, "Kabag Hukum");
    for (field, value, holds) in [
        (Field::Phrases, "kasih jempol ke foto calon kades", true),
        (Field::Summary, "Dilarang. Tanda suka dibaca sebagai dukungan.", false),
    ] {
        opens_like(&office, EDITOR);
        office.taps(EDITOR, "Ubah");
        office.taps(EDITOR, field.label());
        office.says(EDITOR, value);
        office.says(EDITOR, "/faq draf");
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Pratinjau dan terbitkan");
        office.taps(EDITOR, "Terbitkan");
        office.pass(DAY);
        let answer = office.asks(STRANGER, QUESTION);
        assert_eq!(answer.contains("ditinjau Kabag Hukum"), holds, "{}: {answer}", office.transcript());
        assert_eq!(answer.contains("belum ditinjau ahli hukum"), !holds, "{answer}");
    }
    opens_like(&office, EDITOR);
    assert!(office.reads(EDITOR).contains("gugur, teksnya berubah sejak itu"), "{}", office.reads(EDITOR));
}

#[test]
fn a_whole_topic_is_recorded_at_once() {
    let office = Office::new();
    office.says(APPROVER, "/faq");
    office.taps(APPROVER, "Telusuri topik");
    office.taps_first(APPROVER, "1. ");
    office.taps(APPROVER, "Catat telaah hukum topik ini");
    office.says(APPROVER, "Tim Biro Hukum");
    office.taps(APPROVER, "Catat");
    let faq = office.faq();
    let first = &faq.groups[0].id;
    for entry in &faq.entries {
        assert_eq!(entry.valid_review().is_some(), entry.group == *first, "{}", entry.id);
    }
}

#[test]
fn nobody_but_an_approver_records_a_review_and_nobody_alone_imports_one() {
    let office = Office::new();
    opens_like(&office, EDITOR);
    assert!(!office.labels(EDITOR).contains(&"Catat telaah hukum".to_owned()));
    let entry = office.faq().entry(&EntryId::parse("like").unwrap()).unwrap().clone();
    let forged = format!("Kabag Hukum@2026-05-20#{}", entry.fingerprint());
    let text = edit::set(&office.files()[LIKE], Field::LegalReview, &forged).unwrap();
    office.says(EDITOR, "/faq impor");
    office.sends_file(EDITOR, "like.md", text.as_bytes(), "telaah");
    assert!(!office.labels(EDITOR).contains(&"Terbitkan".to_owned()), "{:?}", office.labels(EDITOR));
    assert!(office.asks(STRANGER, QUESTION).contains("belum ditinjau ahli hukum"));
}

#[test]
fn a_wrong_name_or_day_is_asked_for_again() {
    let office = Office::new();
    opens_like(&office, APPROVER);
    office.taps(APPROVER, "Catat telaah hukum");
    for (typed, told) in [
        ("2026-05-20", "Belum ada jabatan atau nama."),
        ("Kabag Hukum\n2030-01-01", "Tanggal itu belum tiba."),
        (&"x".repeat(81), "Terlalu panjang 1 huruf"),
    ] {
        office.says(APPROVER, typed);
        assert!(office.reads(APPROVER).contains(told), "{}", office.reads(APPROVER));
    }
    office.says(APPROVER, "Kabag Hukum");
    office.taps(APPROVER, "Batal");
    assert!(office.revisions().is_empty());
}
