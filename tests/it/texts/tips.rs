//! Every message about tips is one that Telegram takes, whatever was written and whoever handles it.

use netral::ports::ChatId;
use netral::ports::MessageId;
use netral::sealing::KeyPair;
use netral::texts::Agency;
use netral::texts::KeyAction;
use netral::texts::Message;
use netral::texts::markup;
use netral::texts::tips as texts;
use netral::texts::tips::Desk;
use netral::texts::tips::Refused;
use netral::tips::Act;
use netral::tips::AuditRow;
use netral::tips::BlobId;
use netral::tips::Escrow;
use netral::tips::Handler;
use netral::tips::Handlers;
use netral::tips::Part;
use netral::tips::PartKind;
use netral::tips::Receipt;
use netral::tips::Status;
use netral::tips::Tag;
use netral::tips::Tip;
use netral::tips::Tombstone;
use netral::tips::Week;
use netral::tips::button::Button;
use netral::tips::button::Fruit;
use netral::tips::button::Step;
use netral::tips::draft::Photo;
use netral::tips::draft::Piece;
use netral::tips::draft::Question;
use netral::tips::filing::Filing;
use netral::tips::filing::Move;
use netral::tips::filing::Say;
use netral::tips::filing::Stage;
use netral::tips::guard::Finding;
use netral::tips::limits::RetryAfter;
use proptest::collection::vec;
use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prelude::any;
use proptest::prop_oneof;
use proptest::proptest;
use proptest::test_runner::Config;
use zeroize::Zeroizing;

use super::markup::assert_well_formed;

/// As many handlers as there may be, with roles that try to be markup.
pub(super) fn handlers(count: usize, role: &str) -> Handlers {
    let handler = |number: usize| Handler {
        role: format!("{role} {number}"),
        chat: ChatId(i64::try_from(number).unwrap()),
        key: KeyPair::generate().public,
    };
    let escrow = Escrow { role: role.to_owned(), key: KeyPair::generate().public };
    Handlers::new((1..=count).map(handler).collect(), escrow).unwrap()
}

pub(super) fn assert_taken(message: &Message) {
    assert_well_formed(&message.html);
    let length = markup::length(&message.html);
    // The drill's line must fit too.
    let drill = markup::length(texts::DRILL) + 2;
    assert!(length > 0 && length + drill <= markup::LONGEST_MESSAGE, "{length} units: {}", message.html);
    for key in message.keyboard.iter().flatten() {
        assert!((1..=120).contains(&key.label.chars().count()), "{}", key.label);
        if let KeyAction::Press(data) = &key.action {
            assert!((1..=64).contains(&data.len()), "{data}");
        }
    }
}

const FINDINGS: [Finding; 6] =
    [Finding::Nip, Finding::Nik, Finding::Phone, Finding::Email, Finding::Handle, Finding::Self_];

/// Everything that can be said while a report is written.
pub(super) fn every_say() -> Vec<Say> {
    let mut all = vec![Say::Notice, Say::Risks];
    all.extend(Question::ALL.map(Say::Ask));
    all.extend(Question::ALL.map(Say::Noted));
    all.extend([Say::PhotoNoted, Say::Guarded(FINDINGS.to_vec()), Say::TooShort, Say::TooLong]);
    all.extend([Say::TooManyPhotos, Say::ReceiptInText, Say::PressFirst, Say::Recipients, Say::Choose]);
    all.extend([Say::SealedStandsAlone, Say::Ready, Say::Stale]);
    all
}

pub(super) const REFUSED: [Refused; 10] = [
    Refused::LargeSealed,
    Refused::Voice,
    Refused::Video,
    Refused::Contact,
    Refused::Location,
    Refused::Document,
    Refused::Other,
    Refused::BrokenPhoto,
    Refused::LargePhoto,
    Refused::Unavailable,
];

/// All that can be said of a report as it stands.
fn of_filing(desk: Desk<'_>, filing: &mut Filing) -> Vec<Message> {
    let receipt = Receipt::from_random([7; 16]);
    let mut all: Vec<Message> = every_say().iter().map(|say| texts::say(desk, filing, say)).collect();
    all.extend(texts::preview(desk, &filing.draft, "2026-02-23"));
    all.extend([texts::receipt(desk, filing, &receipt), texts::not_filed(desk, filing)]);
    all.extend(REFUSED.map(|what| texts::refused(desk, Some(filing), what)));
    all.push(texts::still_open(desk, filing));
    let before = filing.puzzle.replace(Fruit::Watermelon);
    all.push(texts::puzzle(desk, filing));
    filing.puzzle = before;
    all
}

pub(super) fn a_tip(tag: &str, status: Status) -> Tip {
    let part = |number, kind| Part { blob: BlobId([number; 16]), kind, replaced: None };
    Tip {
        tag: Tag::parse(tag).unwrap(),
        filed: Week(2940),
        active: Week(2941),
        written: Week(2940),
        status,
        since: Week(2941),
        reply_key: KeyPair::generate().public,
        openers: Vec::new(),
        excluded: None,
        parts: vec![part(1, PartKind::Report), part(2, PartKind::Photo)],
        proposals: Vec::new(),
        replies: vec![BlobId([3; 16])],
        news: false,
        warned: false,
    }
}

#[derive(Debug, Clone)]
enum Deed {
    Offered(usize),
    Write(String),
    Edit(i32, String),
    Photo,
}

fn a_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z<>&\" ]{40,80}",
        1 => "\\PC{1,200}",
        1 => Just("<&>\"".repeat(900)),
        1 => Just("🍒".repeat(2000)),
        1 => Just("nama saya <b>Fulan</b>".to_owned()),
    ]
}

fn an_act() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => any::<usize>().prop_map(Deed::Offered),
        4 => a_text().prop_map(Deed::Write),
        1 => (0..10_i32, a_text()).prop_map(|(message, text)| Deed::Edit(message, text)),
        1 => Just(Deed::Photo),
    ]
}

fn to_move(handlers: &Handlers, filing: &Filing, number: i32, act: Deed) -> Move {
    let piece = |number, text: String| Piece { message: Some(MessageId(number)), text: Zeroizing::new(text) };
    match act {
        Deed::Offered(at) => {
            let buttons: Vec<Button> = filing.buttons(handlers).into_iter().flatten().collect();
            Move::Press(*buttons.get(at % buttons.len()).unwrap())
        }
        Deed::Write(text) => Move::Write(piece(number, text)),
        Deed::Edit(message, text) => Move::Edit(piece(message, text)),
        Deed::Photo => Move::Show(Photo { message: Some(MessageId(number)), jpeg: Zeroizing::new(vec![1]) }),
    }
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn whatever_is_written_every_message_about_it_is_one_that_telegram_takes(acts in vec(an_act(), 1..40)) {
        let handlers = handlers(12, "Inspektorat <Daerah> & \"Mitra\" Kabupaten Contoh Raya");
        let desk = Desk { handlers: &handlers, agency: &Agency::default() };
        let mut filing = Filing::begin(None);
        filing.step(&handlers, Move::Press(Button::Next(Step::Notice)));
        for (number, act) in (0..).zip(acts) {
            let action = to_move(&handlers, &filing, number, act);
            filing.step(&handlers, action);
            of_filing(desk, &mut filing).iter().for_each(assert_taken);
        }
    }

    #[test]
    fn whatever_is_replied_every_message_about_it_is_one_that_telegram_takes(
        replies in vec(proptest::option::of(a_text()), 0..8),
    ) {
        let handlers = handlers(2, "Inspektorat");
        let desk = Desk { handlers: &handlers, agency: &Agency::default() };
        for status in Status::settable() {
            let tip = a_tip("7F3K", status);
            let view = texts::View { tip: &tip, replies: &replies, weeks_left: 13 };
            texts::followed(desk, view).iter().for_each(assert_taken);
        }
    }
}

#[test]
fn the_longest_list_reply_and_history_are_messages_that_telegram_takes() {
    let role = "Inspektorat <Daerah> & \"Mitra\" Kabupaten Contoh Raya";
    let handlers = handlers(12, role);
    let desk = Desk { handlers: &handlers, agency: &Agency::default() };
    let longest = Status::settable();
    let longest = *longest.iter().max_by_key(|status| texts::status_name(**status).len()).unwrap();
    let tip = a_tip("7F3K", longest);
    let rows = [texts::Row { tip: &tip, mark: texts::Mark::NoFeedback }; 12];
    let stone =
        Tombstone { tag: tip.tag, week: Week(2000), status: longest, withdrawn: false, openers: Vec::new() };
    assert_taken(&texts::inbox(desk, &rows, &[&stone; 6], 1, 3, Week(2990)));
    let role = handlers.all()[0].id();
    let deed = AuditRow { week: Week(2000), role, act: Act::Moved(longest), tag: tip.tag, hash: [0; 32] };
    let viewer = deed.role;
    assert_taken(&texts::tip(desk, &tip, viewer, &vec![deed; 20], Week(2990)));
    assert_taken(&texts::preview_reply(desk, tip.tag, &"&".repeat(3000)));
    assert_taken(&texts::recipients_of_tips(desk));
    for seconds in [0, 1, 90, 91, 5400, 5401, 86_400] {
        let wait = RetryAfter(seconds);
        [texts::too_fast(wait), texts::too_many_tips(wait), texts::too_many_receipts(wait)]
            .iter()
            .for_each(assert_taken);
    }
}

#[test]
fn every_message_of_a_report_is_known_by_its_mark_even_in_a_drill() {
    let handlers = handlers(2, "Inspektorat");
    let desk = Desk { handlers: &handlers, agency: &Agency::default() };
    let mut filing = Filing::begin(None);
    assert_eq!(filing.stage, Stage::Notice);
    for message in of_filing(desk, &mut filing) {
        let drill = format!("{}\n\n{}", texts::DRILL, message.html);
        assert!(texts::is_prompt(&markup::plain(&message.html)), "{}", message.html);
        assert!(texts::is_prompt(&markup::plain(&drill)), "{drill}");
    }
    assert!(!texts::is_prompt("Pilih topik, atau langsung tulis pertanyaan Anda."));
}
