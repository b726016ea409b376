//! Closed weeks as a table, as a picture and as a digest; never the week that runs, never a small count.

use netral::conversation::Counted;
use netral::conversation::Rating;
use netral::curation::statistics::Cell;
use netral::desk::tell_week;
use netral::faq::EntryId;
use netral::ports::ChatId;
use netral::ports::Store;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::WEEK;
use super::office::each_way;
use crate::small_faq::small_faq;

fn entry(id: &str) -> EntryId {
    EntryId::parse(id).unwrap()
}

/// A week with some of everything, and the next one begun.
fn closed(office: &Office) {
    let counts = vec![
        (Counted::Answered(entry("like")), 43),
        (Counted::Answered(entry("hadir")), 12),
        (Counted::Answered(entry("baliho")), 3),
        (Counted::Chose, 11),
        (Counted::Redirected, 2),
        (Counted::Unknown, 24),
        (Counted::Rated(entry("like"), Rating::Helpful), 31),
        (Counted::Rated(entry("like"), Rating::Unanswered), 9),
        (Counted::Rated(entry("hadir"), Rating::Wrong), 1),
        (Counted::PassedOn, 7),
    ];
    office.speaks_up();
    office.runtime().block_on(office.store.count(counts)).unwrap();
    office.pass(WEEK);
}

#[test]
fn a_closed_week_is_shown_as_a_table_that_fits_a_phone_and_as_a_picture() {
    let office = Office::new();
    closed(&office);
    office.says(EDITOR, "/statistik");
    let chat = office.chat(EDITOR);
    for row in [
        "Dijawab                    55  61%",
        "Tidak tahu                 25  27%",
        "Diarahkan                  <5\n",
    ] {
        assert!(chat.contains(row), "{row} in {chat}");
    }
    assert!(chat.contains("Membantu                   30  75%"), "{chat}");
    assert!(!chat.contains("43") && !chat.contains("31"), "no exact number: {chat}");
    let pictures = office.take_files(EDITOR);
    assert_eq!(pictures.len(), 1);
    assert!(pictures[0].name.ends_with(".png"), "{}", pictures[0].name);
    let picture = image::load_from_memory(&pictures[0].content).unwrap().to_rgb8();
    let filled = picture.pixels().filter(|pixel| pixel.0 == [46, 94, 104]).count();
    assert!(filled > 10_000, "{filled} pixels of bars");
    assert!(chat.contains("Grafik") && chat.contains("dijawab 55"), "the caption says what it shows: {chat}");
}

#[test]
fn the_week_that_runs_is_never_shown() {
    let office = Office::new();
    office.runtime().block_on(office.store.count(vec![(Counted::Unknown, 5_000)])).unwrap();
    office.says(EDITOR, "/statistik");
    assert!(!office.chat(EDITOR).contains("5000"), "{}", office.transcript());
    let week = office.now().week();
    let message = office.find_any(EDITOR);
    office.taps_on(EDITOR, message, &format!("1:a:i:w:{week}"), "?");
    office.taps_on(EDITOR, message, "1:a:i:w:4294967295", "?");
    assert!(!office.chat(EDITOR).contains("5000"), "{}", office.transcript());
    office.pass(WEEK);
    office.says(EDITOR, "/statistik");
    assert!(office.chat(EDITOR).contains("5000"), "now it is closed: {}", office.transcript());
}

#[test]
fn weeks_are_turned_by_buttons_and_drawn_at_wish() {
    each_way(|office| {
        closed(office);
        office.runtime().block_on(office.store.count(vec![(Counted::Unknown, 80)])).unwrap();
        office.pass(WEEK);
        office.says(AUDITOR, "/statistik");
        drop(office.take_files(AUDITOR));
        let (table, data) = office.find(AUDITOR, "Minggu sebelumnya");
        office.taps_on(AUDITOR, table, &data, "Minggu sebelumnya");
        assert!(office.chat(AUDITOR).contains("Dijawab                    55"), "{}", office.transcript());
        let (table, data) = office.find(AUDITOR, "Lihat sebagai grafik");
        office.taps_on(AUDITOR, table, &data, "Lihat sebagai grafik");
        assert_eq!(office.take_files(AUDITOR).len(), 1);
        let (table, data) = office.find(AUDITOR, "Minggu sesudahnya");
        office.taps_on(AUDITOR, table, &data, "Minggu sesudahnya");
        assert!(office.chat(AUDITOR).contains("Tidak tahu                 80"), "{}", office.transcript());
    });
}

#[test]
fn a_week_stays_as_it_was_first_told() {
    let office = Office::new();
    closed(&office);
    let told = |week| {
        let store = &*office.store;
        office.runtime().block_on(tell_week(store, &small_faq(), office.now(), week)).unwrap()
    };
    let first = told(None);
    assert_eq!(first.outcomes.unknown, Cell::About(25));
    // Entries that move or go would pool small counts anew.
    let mut other = small_faq();
    other.entries.retain(|entry| entry.id.as_str() != "hadir");
    let again = office.runtime().block_on(tell_week(&*office.store, &other, office.now(), None)).unwrap();
    assert_eq!(first, again);
    office.pass(WEEK);
    assert_eq!(told(Some(first.week)), first);
}

#[test]
fn an_answer_called_wrong_is_put_before_editors() {
    let office = Office::new();
    closed(&office);
    office.says(EDITOR, "/statistik");
    let (_, data) = office.find(EDITOR, "Periksa: Bolehkah ASN hadir di kampanye?");
    assert_eq!(data, "1:a:e:v:hadir");
    assert!(office.chat(EDITOR).contains("DISEBUT KELIRU"), "{}", office.transcript());
}

#[test]
fn the_digest_comes_once_a_week_to_those_it_concerns() {
    let office = Office::new();
    assert_eq!(office.speaks_up(), Vec::<ChatId>::new(), "not in the first week");
    closed(&office);
    let mut to = office.speaks_up();
    to.sort();
    assert_eq!(to, [OWNER, APPROVER, EDITOR, COLLEAGUE, AUDITOR]);
    for admin in [OWNER, APPROVER, EDITOR, COLLEAGUE] {
        let digest = office.reads(admin);
        assert!(digest.contains("Ringkasan mingguan"), "{digest}");
        assert!(digest.contains("Pertanyaan: 90"), "{digest}");
        assert!(digest.contains("Disebut keliru") && digest.contains("hadir di kampanye"), "{digest}");
    }
    let audit = office.reads(AUDITOR);
    assert!(audit.contains("audit") && !audit.contains("Pertanyaan: 90"), "{audit}");
    assert_eq!(office.speaks_up(), Vec::<ChatId>::new());
    office.pass(DAY);
    assert_eq!(office.speaks_up(), Vec::<ChatId>::new());
    let office = office.restarted();
    assert_eq!(office.speaks_up(), Vec::<ChatId>::new(), "a restart tells nobody twice");
    office.pass(WEEK);
    assert_eq!(office.speaks_up().len(), 5);
}

#[test]
fn a_digest_that_could_not_be_noted_comes_later() {
    let office = Office::new();
    closed(&office);
    office.store.fail_commits(true);
    assert_eq!(office.speaks_up(), Vec::<ChatId>::new());
    office.store.fail_commits(false);
    assert_eq!(office.speaks_up().len(), 5);
}

#[test]
fn to_everybody_else_it_is_an_unknown_command() {
    let office = Office::new();
    closed(&office);
    office.speaks_up();
    let unknown = office.asks(STRANGER, "/tidakada");
    assert_eq!(office.asks(STRANGER, "/statistik"), unknown);
    assert!(office.take_files(STRANGER).is_empty());
}
