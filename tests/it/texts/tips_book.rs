//! The book of tips: every sentence that tipsters and handlers read, with sample values.

use insta::Settings;
use insta::assert_snapshot;
use netral::ports::MessageId;
use netral::sealing;
use netral::texts::Agency;
use netral::texts::Message;
use netral::texts::markup;
use netral::texts::tips as texts;
use netral::texts::tips::AdditionTrouble;
use netral::texts::tips::Desk;
use netral::texts::tips::HandlerTrouble;
use netral::texts::tips::Mark;
use netral::texts::tips::Row;
use netral::texts::tips::View;
use netral::tips::Act;
use netral::tips::AuditRow;
use netral::tips::BlobId;
use netral::tips::Escrow;
use netral::tips::Handler;
use netral::tips::Handlers;
use netral::tips::Proposal;
use netral::tips::Receipt;
use netral::tips::RoleId;
use netral::tips::Status;
use netral::tips::Tag;
use netral::tips::Tip;
use netral::tips::Tombstone;
use netral::tips::Week;
use netral::tips::button::Button;
use netral::tips::button::Fruit;
use netral::tips::button::Quick;
use netral::tips::button::Step;
use netral::tips::draft::Photo;
use netral::tips::draft::Piece;
use netral::tips::draft::Question;
use netral::tips::filing::Filing;
use netral::tips::filing::Move;
use netral::tips::filing::Say;
use netral::tips::limits::RetryAfter;
use zeroize::Zeroizing;

use super::tips::REFUSED;
use super::tips::a_tip;
use super::tips::assert_taken;
use super::tips::every_say;

const SOURCES: [&str; 5] = [
    include_str!("../../../src/texts/tips/filing.rs"),
    include_str!("../../../src/texts/tips/follow.rs"),
    include_str!("../../../src/texts/tips/handle.rs"),
    include_str!("../../../src/texts/tips/notice.rs"),
    include_str!("../../../src/texts/tips/sending.rs"),
];

/// What is in the book under another name, is no message, or shows nothing by itself.
const ELSEWHERE: [&str; 4] = ["report_key", "say", "file_name", "status_name"];

#[test]
fn the_book_of_tips_is_as_it_was_reviewed() {
    let mut settings = Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/snapshots"));
    let handlers = handlers();
    let desk = Desk { handlers: &handlers, agency: &Agency::default() };
    let book: String = pages(desk).iter().map(|(title, message)| page(title, message)).collect();
    settings.bind(|| assert_snapshot!("tips_book", book));
}

#[test]
fn the_dialogue_in_the_book_says_everything_that_can_be_said() {
    let said: Vec<_> = a_dialogue(&handlers()).iter().map(|(said, _)| std::mem::discriminant(said)).collect();
    let missing = every_say().into_iter().filter(|say| !said.contains(&std::mem::discriminant(say)));
    assert_eq!(missing.collect::<Vec<_>>(), [Say::Notice, Say::Risks]);
}

#[test]
fn every_message_about_tips_is_in_the_book() {
    let handlers = handlers();
    let desk = Desk { handlers: &handlers, agency: &Agency::default() };
    let titles: Vec<String> = pages(desk).into_iter().map(|(title, _)| title).collect();
    let functions = SOURCES.iter().flat_map(|source| source.lines());
    let functions = functions.filter_map(|line| line.strip_prefix("pub fn ")?.split('(').next());
    let names: Vec<&str> = functions.filter(|name| !ELSEWHERE.contains(name)).collect();
    assert!(names.len() > 40, "the search must find them: {names:?}");
    let missing: Vec<&&str> = names
        .iter()
        .filter(|name| !titles.iter().any(|title| title.split(' ').next() == Some(name)))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

fn handlers() -> Handlers {
    let key = |text| sealing::recipient(text).unwrap();
    let handler = |role: &str, chat, text| Handler {
        role: role.to_owned(),
        chat: netral::ports::ChatId(chat),
        key: key(text),
    };
    let inspector =
        handler("Inspektorat", 1, "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p");
    let personnel = handler("BKPSDM", 2, "age1lggyhqrw2nlhcxprm67z43rta597azn8gknawjehu9d9dl0jq3yqqvfafg");
    let escrow = Escrow {
        role: "Sekretaris Daerah".to_owned(),
        key: key("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"),
    };
    Handlers::new(vec![inspector, personnel], escrow).unwrap()
}

fn page(title: &str, message: &Message) -> String {
    assert_taken(message);
    let rows: String = message
        .keyboard
        .iter()
        .map(|row| row.iter().map(|key| format!("[{}]", key.label)).collect::<Vec<_>>().join(" ") + "\n")
        .collect();
    let gap = if rows.is_empty() { "" } else { "\n" };
    format!("## {title}\n\n{}\n{gap}{rows}\n", markup::plain(&message.html))
}

/// A report with an answer, at its first question.
fn a_filing(handlers: &Handlers) -> Filing {
    let mut filing = Filing::begin(None);
    filing.step(handlers, Move::Press(Button::Next(Step::Notice)));
    let text = Zeroizing::new("Kepala dinas membagikan stiker calon di ruang rapat.".to_owned());
    filing.step(handlers, Move::Write(Piece { message: Some(MessageId(1)), text }));
    filing
}

/// Leads a report to its preview.
fn ready(handlers: &Handlers) -> Filing {
    let mut filing = a_filing(handlers);
    filing.step(handlers, Move::Press(Button::Next(Step::Ask(Question::What))));
    for question in Question::ALL.into_iter().skip(1) {
        filing.step(handlers, Move::Press(Button::Skip(Step::Ask(question))));
    }
    filing.step(handlers, Move::Press(Button::Next(Step::Recipients)));
    filing.receipt = Some(Receipt::from_random([7; 16]));
    filing
}

/// What is said in a dialogue in which everything happens, each with the report as it stands then.
fn a_dialogue(handlers: &Handlers) -> Vec<(Say, Filing)> {
    let write = |text: &str| Move::Write(Piece { message: None, text: Zeroizing::new(text.to_owned()) });
    let next = |question| Move::Press(Button::Next(Step::Ask(question)));
    let skip = |question| Move::Press(Button::Skip(Step::Ask(question)));
    let photo =
        |number| Move::Show(Photo { message: Some(MessageId(number)), jpeg: Zeroizing::new(vec![1]) });
    let mut moves =
        vec![Move::Press(Button::Next(Step::Notice)), write("Kepala dinas."), next(Question::What)];
    moves.extend([write("Ia membagikan stiker calon di ruang rapat."), write(&"a ".repeat(6000))]);
    moves.push(write(&Receipt::from_random([7; 16]).grouped()));
    moves.extend([write("nama saya Fulan, 0812-3456-7890"), Move::Press(Button::Rephrase)]);
    moves.extend([next(Question::What), write("Kepala dinas"), next(Question::Who)]);
    moves.extend([Move::Press(Button::When(Quick::Yesterday)), skip(Question::Where)]);
    moves.extend((2..=7).map(photo));
    moves.push(Move::Seal(vec![1]));
    moves.extend([next(Question::Evidence), skip(Question::Context), write("lagi")]);
    moves.push(Move::Press(Button::Toggle(RoleId::of("BKPSDM"))));
    moves.extend([Move::Press(Button::Next(Step::Recipients)), Move::Press(Button::Preview)]);
    moves.extend([Button::Change, Button::ChangeAnswer(Question::What)].map(Move::Press));
    let mut filing = Filing::begin(None);
    moves.into_iter().map(|action| (filing.step(handlers, action), filing.clone())).collect()
}

fn pages(desk: Desk<'_>) -> Vec<(String, Message)> {
    let mut pages = Vec::new();
    of_filing(desk, &mut pages);
    of_following(desk, &mut pages);
    of_handling(desk, &mut pages);
    pages
}

fn of_filing(desk: Desk<'_>, pages: &mut Vec<(String, Message)>) {
    let mut add = |title: &str, message| pages.push((title.to_owned(), message));
    let receipt = Receipt::from_random([7; 16]);
    let wait = RetryAfter(600);
    let waiting = Filing::begin(Some(Piece { message: None, text: Zeroizing::new("Teks".to_owned()) }));
    add("notice", texts::notice(desk, &Filing::begin(None)));
    add("notice with a text", texts::notice(desk, &waiting));
    add("risks", texts::risks(desk, &Filing::begin(None)));
    let filing = a_filing(desk.handlers);
    for (said, filing) in a_dialogue(desk.handlers) {
        add(&format!("{said:?}"), texts::say(desk, &filing, &said));
    }
    let mut done = ready(desk.handlers);
    texts::preview(desk, &done.draft, "2026-02-23").into_iter().for_each(|message| add("preview", message));
    add("receipt", texts::receipt(desk, &done, &receipt));
    let mut sealed = ready(desk.handlers);
    sealed.step(desk.handlers, Move::Seal(vec![0; 5000]));
    texts::preview(desk, &sealed.draft, "").into_iter().for_each(|message| add("preview sealed", message));
    add("filed", texts::filed(desk, &receipt));
    add("filed_before", texts::filed_before(desk, &receipt));
    add("draft_lost", texts::draft_lost(desk));
    add("draft_gone", texts::draft_gone(desk));
    add("not_sealed", texts::not_sealed(desk, &done));
    add("not_filed", texts::not_filed(desk, &done));
    done.puzzle = Some(Fruit::Watermelon);
    add("puzzle", texts::puzzle(desk, &done));
    add("too_many_tips", texts::too_many_tips(wait));
    add("too_fast", texts::too_fast(wait));
    add("too_full", texts::too_full());
    add("made_way", texts::made_way());
    add("menu_is_full", texts::menu_is_full());
    REFUSED.iter().for_each(|what| add(&format!("refused {what:?}"), texts::refused(desk, None, *what)));
    add("still_open", texts::still_open(desk, &filing));
    add("cancelled", texts::cancelled());
    add("expired", texts::expired());
    add("stopping", texts::stopping());
    add("not_erased", texts::not_erased());
    add("doubt", texts::doubt(desk, false));
    add("doubt after a restart", texts::doubt(desk, true));
    add("nothing_held", texts::nothing_held());
    add("add_instead", texts::add_instead(desk));
    add("receipt_elsewhere", texts::receipt_elsewhere(desk));
    let stale = Message { html: texts::stale().to_owned(), keyboard: Vec::new() };
    add("stale over the chat", stale);
    add("recipients_of_tips", texts::recipients_of_tips(desk));
}

fn of_following(desk: Desk<'_>, pages: &mut Vec<(String, Message)>) {
    let mut add = |title: &str, message| pages.push((title.to_owned(), message));
    add("ask_receipt", texts::ask_receipt(desk));
    add("no_receipt", texts::no_receipt(desk));
    add("unknown_receipt", texts::unknown_receipt(desk));
    add("too_many_receipts", texts::too_many_receipts(RetryAfter(600)));
    let replies = [Some("Di ruang mana?".to_owned()), None];
    for status in [Status::Received, Status::Read].into_iter().chain(Status::settable()) {
        let tip = a_tip("7F3K", status);
        let view = View { tip: &tip, replies: &replies, weeks_left: 12 };
        let title = format!("followed {}", texts::status_name(status));
        texts::followed(desk, view).into_iter().for_each(|message| add(&title, message));
    }
    add("ask_addition", texts::ask_addition(desk));
    add("add_or_close", texts::add_or_close(desk));
    add("addition_noted", texts::addition_noted(desk, 120));
    add("addition_guarded", texts::addition_guarded(desk));
    let troubles = [
        AdditionTrouble::Receipt,
        AdditionTrouble::TooLong,
        AdditionTrouble::OnlyText,
        AdditionTrouble::Empty,
        AdditionTrouble::TooMany,
        AdditionTrouble::NotStored,
    ];
    troubles.iter().for_each(|trouble| {
        add(&format!("addition_trouble {trouble:?}"), texts::addition_trouble(desk, *trouble));
    });
    add("added", texts::added(desk));
    add("ask_withdraw", texts::ask_withdraw(desk, false));
    add("ask_withdraw after it was fetched", texts::ask_withdraw(desk, true));
    add("withdrawn", texts::withdrawn());
    add("closed", texts::closed());
    add("session_over", texts::session_over(desk, false));
    add("session_over with an addition", texts::session_over(desk, true));
    add("addition_lost", texts::addition_lost());
    add("still_adding", texts::still_adding(desk));
    add("receipt_as_text", texts::receipt_as_text(desk));
    add("closed_receipt", texts::closed_receipt());
    add("store_trouble", texts::store_trouble());
}

fn of_handling(desk: Desk<'_>, pages: &mut Vec<(String, Message)>) {
    let mut add = |title: &str, message| pages.push((title.to_owned(), message));
    let now = Week(2943);
    let tip = a_tip("7F3K", Status::Received);
    let marks = [Mark::None, Mark::Unread, Mark::NoFeedback, Mark::GoesSoon(Week(2944))];
    let rows = marks.map(|mark| Row { tip: &tip, mark });
    let stone = |withdrawn| Tombstone {
        tag: Tag::parse("9CDE").unwrap(),
        week: Week(2941),
        status: Status::Rejected,
        withdrawn,
        openers: Vec::new(),
    };
    add("inbox empty", texts::inbox(desk, &[], &[], 0, 1, now));
    add("inbox", texts::inbox(desk, &rows, &[&stone(true), &stone(false)], 1, 3, now));
    let acts = [
        Act::Fetched,
        Act::Moved(Status::Examined),
        Act::Replied,
        Act::Resealed,
        Act::Confirmed,
        Act::Declined,
    ];
    let role = desk.handlers.all().first().unwrap().id();
    let deeds = acts.map(|act| AuditRow { week: Week(2942), role, act, tag: tip.tag, hash: [0; 32] });
    add("tip", texts::tip(desk, &tip, role, &deeds, now));
    add("file_caption", texts::file_caption(tip.tag, 1, 2));
    add("choose_status", texts::choose_status(desk, &tip));
    add("ask_reply", texts::ask_reply(desk, tip.tag));
    add("preview_reply", texts::preview_reply(desk, tip.tag, "Di ruang mana?"));
    add("replied", texts::replied(desk, tip.tag));
    of_resealing(desk, &tip, now, &mut add);
    let troubles = [
        HandlerTrouble::NoTip,
        HandlerTrouble::NoSuchStep,
        HandlerTrouble::TooManyReplies,
        HandlerTrouble::ReplyLength,
        HandlerTrouble::NotSealed,
        HandlerTrouble::TooFewKeys,
        HandlerTrouble::OddKeys,
        HandlerTrouble::OwnReseal,
        HandlerTrouble::Changed,
        HandlerTrouble::Store,
        HandlerTrouble::ReplyUsage,
        HandlerTrouble::ResealUsage,
    ];
    troubles.iter().for_each(|trouble| {
        add(&format!("handler_trouble {trouble:?}"), texts::handler_trouble(desk, *trouble));
    });
    add("reply_dropped", texts::reply_dropped(desk));
    add("reply_lost", texts::reply_lost(tip.tag));
    add("still_replying", texts::still_replying(desk, tip.tag));
    add("news", texts::news(desk));
    add("goes_soon", texts::goes_soon(desk));
    add("recipients_changed", texts::recipients_changed());
}

fn of_resealing(desk: Desk<'_>, tip: &Tip, now: Week, add: &mut impl FnMut(&str, Message)) {
    let role = desk.handlers.all().first().unwrap().id();
    add("resealed", texts::resealed(desk, tip.tag, 1, false));
    add("resealed alone", texts::resealed(desk, tip.tag, 1, true));
    let proposal = Proposal { blob: BlobId([7; 16]), replaces: tip.parts.first().unwrap().blob, by: role };
    let proposed = Tip { proposals: vec![proposal], ..tip.clone() };
    add("tip with a file sealed anew, as its sender sees it", texts::tip(desk, &proposed, role, &[], now));
    let other = RoleId::of("lain");
    add("tip with a file sealed anew, as others see it", texts::tip(desk, &proposed, other, &[], now));
    add("reseal_proposed", texts::reseal_proposed(desk, tip.tag, 1, role));
    add("reseal_confirmed", texts::reseal_confirmed(desk, tip.tag, role));
    add("reseal_declined", texts::reseal_declined(desk, tip.tag, role));
    add("proposal_caption", texts::proposal_caption(desk, tip.tag, 1, role));
}
