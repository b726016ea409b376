//! People pass questions on: only at their wish, cleaned, and without anything that leads back to them.

use netral::curation::Gap;
use netral::curation::Kept;
use netral::curation::Passed;
use netral::ports::ChatId;
use netral::ports::Records;
use netral::ports::Store;

use super::EDITOR;
use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::WEEK;
use super::office::each_way;

/// What the small FAQ has no answer to.
const UNKNOWN: &str = "apakah panduan melukis gajah purba tersedia";

const OFFER: &str = "Kirim pertanyaan ini ke pengelola";
const SEND: &str = "Kirim tanpa identitas";
const SHORTER: &str = "Tulis lebih singkat";

fn passed(office: &Office) -> Vec<Passed> {
    office.store.all_kept().unwrap()
}

fn gaps(office: &Office) -> Vec<Gap> {
    office.store.all_kept().unwrap()
}

/// Asks what has no answer, and taps the offer.
fn offered(office: &Office, question: &str) {
    office.says(STRANGER, question);
    assert!(office.reads(STRANGER).contains("tidak punya jawaban"), "{}", office.transcript());
    office.taps(STRANGER, OFFER);
}

#[test]
fn an_unknown_question_is_shown_cleaned_and_kept_only_when_it_is_sent() {
    let office = Office::new();
    offered(&office, "apakah panduan melukis gajah purba tersedia, hubungi 0812-3456-7890 pak Zulkarnaen");
    let preview = office.reads(STRANGER);
    assert!(
        preview.contains("“apakah panduan melukis gajah purba tersedia, hubungi [angka] pak [nama]”"),
        "{preview}"
    );
    assert!(preview.contains("Dibaca pengelola FAQ; tanpa identitas"), "{preview}");
    assert!(preview.contains("12 minggu"), "{preview}");
    assert_eq!(office.labels(STRANGER), [SEND, SHORTER, "Batal"]);
    assert!(passed(&office).is_empty(), "nothing is kept before it is sent");
    office.taps(STRANGER, SEND);
    assert!(office.reads(STRANGER).contains("Terkirim tanpa identitas"), "{}", office.transcript());
    let [kept] = <[Passed; 1]>::try_from(passed(&office)).ok().unwrap();
    assert_eq!(kept.text, "apakah panduan melukis gajah purba tersedia, hubungi [angka] pak [nama]");
    assert_eq!(kept.week, office.now().week());
}

#[test]
fn the_whole_way_can_be_typed() {
    each_way(|office| {
        office.says(STRANGER, UNKNOWN);
        office.taps(STRANGER, OFFER);
        if !office.reads(STRANGER).contains('“') {
            // Where the button was typed, no message is at hand: the question is written once more.
            assert!(office.reads(STRANGER).contains("Tulis pertanyaan"), "{}", office.transcript());
            office.says(STRANGER, UNKNOWN);
        }
        office.taps(STRANGER, SEND);
        assert_eq!(passed(office).len(), 1, "{}", office.transcript());
    });
}

#[test]
fn after_an_answer_that_didnt_help_the_question_is_written_anew() {
    let office = Office::new();
    office.says(STRANGER, "menyukai video kampanye");
    office.taps(STRANGER, "Belum menjawab");
    office.taps(STRANGER, OFFER);
    assert!(office.reads(STRANGER).contains("Tulis pertanyaan"), "{}", office.transcript());
    office.says(STRANGER, "bolehkah menyukai status tetangga saya yang jadi relawan");
    office.taps(STRANGER, SHORTER);
    office.says(STRANGER, "bolehkah menyukai status relawan");
    office.taps(STRANGER, SEND);
    let texts: Vec<String> = passed(&office).into_iter().map(|passed| passed.text).collect();
    assert_eq!(texts, ["bolehkah menyukai status relawan"]);
}

#[test]
fn what_is_dropped_leaves_nothing() {
    each_way(|office| {
        office.says(STRANGER, UNKNOWN);
        let (message, data) = office.find(STRANGER, OFFER);
        office.taps_on(STRANGER, message, &data, OFFER);
        office.taps(STRANGER, "Batal");
        assert!(office.reads(STRANGER).contains("Tidak ada yang disimpan"), "{}", office.transcript());
        assert!(passed(office).is_empty());
    });
    let office = Office::new();
    offered(&office, UNKNOWN);
    office.taps(STRANGER, "Batal");
    assert!(!office.chat(STRANGER).contains('“'), "the preview is gone from the chat");
}

#[test]
fn the_question_is_in_no_state_and_in_no_outbox() {
    let office = Office::new();
    offered(&office, UNKNOWN);
    let state = format!("{:?}", office.store.load(STRANGER).unwrap());
    assert!(!state.contains("gajah"), "{state}");
    for pending in office.store.pending().unwrap() {
        let kept = serde_json::to_string(&pending.delivery).unwrap();
        assert!(!kept.contains("gajah"), "{kept}");
    }
}

#[test]
fn a_press_that_comes_twice_sends_once() {
    let office = Office::new();
    offered(&office, UNKNOWN);
    let (message, data) = office.find(STRANGER, SEND);
    let press = office.pressed(STRANGER, message, &data);
    // The process dies before anybody is told, and the press comes again; then the thumb slips.
    let _unsaid = office.hears(press.clone());
    office.meets(press.clone());
    office.meets(netral::desk::Incoming { update: None, ..press });
    assert_eq!(passed(&office).len(), 1);
}

#[test]
fn a_forged_slip_sends_nothing_that_wasnt_shown() {
    let office = Office::new();
    office.says(STRANGER, UNKNOWN);
    let message = office.find_any(STRANGER);
    for data in ["1:k:ya", "1:k:ya:0123456789abcdef", "1:k:ya:0123456789ABCDEF", "1:k:ya:0123456789abcdef:1"]
    {
        office.taps_on(STRANGER, message, data, data);
        assert!(passed(&office).is_empty(), "{data}");
    }
}

#[test]
fn whoever_tells_of_misconduct_is_not_offered_it() {
    let office = Office::new();
    office.says(STRANGER, "kemarin pak lurah membagikan gajah purba kepada panitia lukisan");
    assert!(!office.labels(STRANGER).iter().any(|label| label == OFFER), "{}", office.transcript());
    // Nor can it be written there.
    offered(&office, UNKNOWN);
    office.taps(STRANGER, SHORTER);
    office.says(STRANGER, "kemarin pak lurah membagikan gajah purba kepada panitia lukisan");
    assert!(office.reads(STRANGER).contains("menceritakan kejadian"), "{}", office.transcript());
    assert!(passed(&office).is_empty());
}

#[test]
fn what_is_too_long_or_says_nothing_is_written_again() {
    let office = Office::new();
    offered(&office, UNKNOWN);
    office.taps(STRANGER, SHORTER);
    office.says(STRANGER, &"apakah melukis gajah itu boleh ".repeat(12));
    assert!(office.reads(STRANGER).contains("terlalu panjang"), "{}", office.transcript());
    office.says(STRANGER, "0812 3456 7890 @akun_saya");
    assert!(office.reads(STRANGER).contains("tidak ada pertanyaan"), "{}", office.transcript());
    office.says(STRANGER, UNKNOWN);
    office.taps(STRANGER, SEND);
    assert_eq!(passed(&office).len(), 1);
}

#[test]
fn a_chat_passes_on_five_a_day() {
    let office = Office::new();
    for number in 1..=5 {
        offered(&office, &format!("{UNKNOWN} {}", "lagi ".repeat(number)));
        office.taps(STRANGER, SEND);
    }
    offered(&office, UNKNOWN);
    assert!(office.reads(STRANGER).contains("sudah cukup banyak"), "{}", office.transcript());
    assert_eq!(passed(&office).len(), 5);
    office.pass(DAY);
    offered(&office, UNKNOWN);
    office.taps(STRANGER, SEND);
    assert!(office.reads(STRANGER).contains("Terkirim"), "{}", office.transcript());
}

#[test]
fn where_nothing_can_be_stored_nobody_is_told_that_it_was_sent() {
    let office = Office::new();
    offered(&office, UNKNOWN);
    office.store.fail_commits(true);
    office.taps(STRANGER, SEND);
    assert!(!office.chat(STRANGER).contains("Terkirim"), "{}", office.transcript());
    office.store.fail_commits(false);
    office.taps(STRANGER, SEND);
    assert!(office.reads(STRANGER).contains("Terkirim"), "{}", office.transcript());
    assert_eq!(passed(&office).len(), 1);
}

#[test]
fn editors_see_it_a_day_later_under_another_key_and_nobody_after_twelve_weeks() {
    let office = Office::new();
    offered(&office, UNKNOWN);
    office.taps(STRANGER, SEND);
    let before = passed(&office).remove(0);
    office.says(EDITOR, "/celah");
    assert!(!office.reads(EDITOR).contains("gajah"), "{}", office.transcript());
    assert!(office.reads(EDITOR).contains("tampil sehari sesudahnya"), "{}", office.transcript());
    office.pass(DAY);
    office.speaks_up();
    assert!(passed(&office).is_empty());
    let [gap] = <[Gap; 1]>::try_from(gaps(&office)).ok().unwrap();
    assert_ne!(gap.key, before.key);
    assert_eq!((gap.text, gap.week), (before.text, before.week));
    office.pass(11 * WEEK);
    office.speaks_up();
    assert_eq!(gaps(&office).len(), 1);
    office.pass(WEEK);
    office.speaks_up();
    assert!(gaps(&office).is_empty());
}

#[test]
fn rows_hold_text_week_and_chance_and_nothing_else() {
    let passed = Passed { key: "0".to_owned(), text: "apa".to_owned(), week: 1 };
    assert_eq!(String::from_utf8(passed.to_bytes()).unwrap(), r#"{"key":"0","text":"apa","week":1}"#);
    let gap = String::from_utf8(Gap::of(&passed, [1; 6]).to_bytes()).unwrap();
    assert_eq!(gap, r#"{"key":"010101010101","text":"apa","week":1,"thrown_away":null}"#);
}

#[test]
fn while_a_report_is_open_nothing_is_offered_and_nothing_passed_on() {
    let office = Office::new().handling_tips(ChatId(2001));
    offered(&office, UNKNOWN);
    let (preview, send) = office.find(STRANGER, SEND);
    office.says(STRANGER, "/lapor");
    office.taps_on(STRANGER, preview, &send, SEND);
    assert!(office.chat(STRANGER).contains("mungkin ada laporan"), "{}", office.transcript());
    office.taps_on(STRANGER, preview, "1:k", OFFER);
    assert!(passed(&office).is_empty());
}

#[test]
fn in_a_group_nothing_is_offered() {
    let office = Office::new();
    office.says_in_group(STRANGER, UNKNOWN);
    assert!(!office.labels(STRANGER).iter().any(|label| label == OFFER), "{}", office.transcript());
}
