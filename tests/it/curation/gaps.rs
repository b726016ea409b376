//! Editors decide what becomes of questions that were passed on.

use netral::curation::Gap;
use netral::curation::Kept;
use netral::curation::audit::Deed;
use netral::curation::audit::Parting;
use netral::curation::revision::Purpose;
use netral::ports::Records;

use super::AUDITOR;
use super::EDITOR;
use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::each_way;

/// Questions as editors see them, keys in this order.
fn with(questions: &[&str]) -> Office {
    let office = Office::new();
    seed(&office, questions);
    office
}

fn seed(office: &Office, questions: &[&str]) {
    let week = office.now().week();
    let gaps = questions.iter().zip(1_u8..).map(|(text, number)| {
        let key = format!("{number:012x}");
        Gap { key, text: (*text).to_owned(), week, thrown_away: None }.put_new()
    });
    let store = &office.store;
    assert!(office.runtime().block_on(store.apply(gaps.collect())).unwrap());
}

const CIRCUS: [&str; 4] = [
    "bolehkah asn menonton sirkus gajah di alun-alun",
    "apa boleh pns nonton sirkus gajah",
    "pegawai menonton sirkus gajah boleh tidak",
    "cara menanam padi di sawah tadah hujan",
];

fn waiting(office: &Office) -> usize {
    let gaps: Vec<Gap> = office.store.all_kept().unwrap();
    gaps.iter().filter(|gap| gap.thrown_away.is_none()).count()
}

#[test]
fn questions_that_mean_the_same_stand_together_and_the_most_asked_first() {
    let office = with(&CIRCUS);
    office.says(EDITOR, "/celah");
    let list = office.reads(EDITOR);
    assert!(list.contains("4 kiriman"), "{list}");
    assert!(list.contains("(3×)"), "{list}");
    assert!(list.find("sirkus").unwrap() < list.find("padi").unwrap(), "{list}");
    assert_eq!(office.labels(EDITOR).len(), 2, "{list}");
}

#[test]
fn a_group_shows_its_texts_and_what_can_become_of_it() {
    each_way(|office| {
        seed(office, &CIRCUS);
        office.says(EDITOR, "/celah");
        office.taps_first(EDITOR, "1. ");
        let group = office.reads(EDITOR);
        for text in &CIRCUS[..3] {
            assert!(group.contains(text), "{group}");
        }
        let labels = office.labels(EDITOR);
        assert_eq!(labels.iter().filter(|label| label.starts_with("Jadi frasa: ")).count(), 3, "{labels:?}");
        for label in ["Cari entri lain", "Entri baru", "Di luar cakupan", "Buang", "Kembali ke daftar"] {
            assert!(labels.iter().any(|other| other == label), "{labels:?}");
        }
    });
}

#[test]
fn one_tap_makes_them_phrases_of_an_entry_in_a_draft_and_they_wait_until_it_is_published() {
    let office = with(&CIRCUS);
    office.says(EDITOR, "/celah");
    office.taps_first(EDITOR, "1. ");
    office.taps_first(EDITOR, "Jadi frasa: ");
    let draft = office.draft();
    assert_eq!(draft.purpose, Purpose::Phrase);
    let [change] = <[_; 1]>::try_from(draft.changes).unwrap();
    let (before, after) = (change.before.unwrap(), change.after.unwrap());
    for text in &CIRCUS[..3] {
        assert!(after.contains(text) && !before.contains(text), "{after}");
    }
    office.says(EDITOR, "/celah");
    assert!(office.reads(EDITOR).contains("sirkus"), "it waits for the draft");
    office.taps_first(EDITOR, "1. ");
    assert!(office.reads(EDITOR).contains("Sudah ada draf"), "{}", office.transcript());
}

#[test]
fn what_the_faq_has_by_now_is_settled() {
    // As after the draft was published: the FAQ has the phrase, in whatever spelling.
    let office = with(&["Menyukai VIDEO kampanye?", "cara menanam padi di sawah"]);
    office.says(EDITOR, "/celah");
    let list = office.reads(EDITOR);
    assert!(!list.contains("VIDEO") && list.contains("padi") && list.contains("1 kiriman"), "{list}");
}

#[test]
fn another_entry_is_found_with_a_few_words() {
    each_way(|office| {
        seed(office, &CIRCUS[..1]);
        office.says(EDITOR, "/celah");
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Cari entri lain");
        office.says(EDITOR, "menyukai unggahan");
        assert!(office.labels(EDITOR)[0].contains("menyukai unggahan calon"), "{:?}", office.labels(EDITOR));
        office.taps_first(EDITOR, "1. ");
        let draft = office.draft();
        assert_eq!(draft.changes[0].path, "media-sosial/like.md");
    });
}

#[test]
fn what_lies_outside_becomes_a_phrase_there() {
    each_way(|office| {
        seed(office, &CIRCUS[3..]);
        office.says(EDITOR, "/celah");
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Di luar cakupan");
        office.taps(EDITOR, "Memasak");
        let draft = office.draft();
        assert_eq!(draft.changes[0].path, "_di-luar.toml");
        let (before, after) =
            (draft.changes[0].before.clone().unwrap(), draft.changes[0].after.clone().unwrap());
        let added = "  \"cara menanam padi di sawah tadah hujan\",\n";
        assert_eq!(after.replace(added, ""), before, "only that line is new");
        let (faq, problems) = netral::faq::parse::parse(&{
            let mut files = office.files();
            files.insert("_di-luar.toml".to_owned(), after);
            files
        });
        assert!(problems.is_empty(), "{problems:?}");
        let cooking = faq.unwrap().outside.into_iter().find(|group| group.id.as_str() == "memasak").unwrap();
        assert_eq!(cooking.phrases.last().unwrap(), CIRCUS[3]);
    });
}

#[test]
fn a_new_entry_begins_with_them_and_without_a_verdict() {
    each_way(|office| {
        seed(office, &CIRCUS[..2]);
        office.says(EDITOR, "/celah");
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Entri baru");
        office.taps(EDITOR, "Kampanye");
        let draft = office.draft();
        assert_eq!(draft.purpose, Purpose::Add);
        let text = draft.changes[0].after.clone().unwrap();
        assert!(draft.changes[0].path.starts_with("kampanye/"), "{}", draft.changes[0].path);
        assert!(CIRCUS[..2].iter().all(|phrase| text.contains(phrase)), "{text}");
        assert!(!text.contains("putusan"), "nobody has chosen a verdict: {text}");
    });
}

#[test]
fn what_is_thrown_away_can_be_brought_back_until_the_next_day() {
    each_way(|office| {
        seed(office, &CIRCUS);
        office.says(EDITOR, "/celah");
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Buang");
        assert!(office.reads(EDITOR).contains("3 kiriman dibuang"), "{}", office.transcript());
        assert_eq!(waiting(office), 1);
        office.taps(EDITOR, "Urungkan");
        assert_eq!(waiting(office), 4);
        assert!(office.reads(EDITOR).contains("4 kiriman"), "{}", office.transcript());
        office.taps_first(EDITOR, "1. ");
        office.taps(EDITOR, "Buang");
        let (message, undo) = office.find(EDITOR, "Urungkan");
        office.pass(DAY);
        office.speaks_up();
        assert_eq!(office.store.all_kept::<Gap>().unwrap().len(), 1, "what was thrown away is gone");
        office.taps_on(EDITOR, message, &undo, "Urungkan");
        assert!(office.reads(EDITOR).contains("tidak ada di daftar"), "{}", office.transcript());
    });
}

#[test]
fn a_group_that_grew_meanwhile_is_looked_at_again_before_it_goes() {
    let office = with(&CIRCUS[..2]);
    office.says(EDITOR, "/celah");
    office.taps_first(EDITOR, "1. ");
    let more = Gap {
        key: "0000000000ff".to_owned(),
        text: CIRCUS[2].to_owned(),
        week: office.now().week(),
        thrown_away: None,
    };
    assert!(office.runtime().block_on(office.store.apply(vec![more.put_new()])).unwrap());
    office.taps(EDITOR, "Buang");
    assert_eq!(waiting(&office), 3, "{}", office.transcript());
    assert!(office.notice().contains("berubah"), "{}", office.notice());
}

#[test]
fn acts_are_in_the_audit_without_the_questions() {
    let office = with(&CIRCUS);
    office.says(EDITOR, "/celah");
    office.taps_first(EDITOR, "1. ");
    office.taps(EDITOR, "Buang");
    office.taps(EDITOR, "Urungkan");
    let audit = office.audit();
    assert_eq!(audit.len(), 2);
    let written: String = audit.iter().map(|row| String::from_utf8(row.to_bytes()).unwrap()).collect();
    assert!(!written.contains("sirkus"), "{written}");
}

#[test]
fn what_becomes_of_questions_is_in_the_audit_as_soon_as_a_draft_of_it_is_begun() {
    for (ways, parting) in [
        (vec!["Jadi frasa: "], Parting::Phrase),
        (vec!["Entri baru", "Kampanye"], Parting::Entry),
        (vec!["Di luar cakupan", "Memasak"], Parting::Outside),
    ] {
        let office = with(&CIRCUS);
        office.says(EDITOR, "/celah");
        office.taps_first(EDITOR, "1. ");
        ways.iter().for_each(|way| office.taps_first(EDITOR, way));
        let deeds: Vec<Deed> = office.audit().into_iter().map(|row| row.deed).collect();
        assert_eq!(deeds, [Deed::Parted(parting, 3)], "{}", office.transcript());
    }
}

#[test]
fn nobody_else_sees_them() {
    let office = with(&CIRCUS);
    let unknown = office.asks(STRANGER, "/tidakada");
    assert_eq!(office.asks(STRANGER, "/celah"), unknown);
    assert_eq!(office.asks(AUDITOR, "/celah"), unknown);
    let stale = {
        let message = office.find_any(STRANGER);
        office.taps_on(STRANGER, message, "1:a:zz", "?");
        office.reads(STRANGER)
    };
    for button in netral::curation::button::gaps::Button::samples() {
        let message = office.find_any(STRANGER);
        let data = netral::curation::Button::Gaps(button).to_data();
        office.taps_on(STRANGER, message, &data, &data);
        assert_eq!(office.reads(STRANGER), stale, "{data}");
    }
}

#[test]
fn without_questions_it_says_so() {
    let office = Office::new();
    office.says(EDITOR, "/celah");
    assert!(office.reads(EDITOR).contains("Belum ada pertanyaan"), "{}", office.transcript());
}
