use proptest::collection::vec;
use proptest::prelude::Just;
use proptest::prelude::Strategy;
use proptest::prop_assert;
use proptest::prop_assert_ne;
use proptest::prop_oneof;
use proptest::proptest;
use proptest::sample::select;
use proptest::test_runner::Config;
use zeroize::Zeroizing;

use super::Filing;
use super::Move;
use super::Say;
use super::Stage;
use crate::coordinates::ChatId;
use crate::coordinates::MessageId;
use crate::tips::Escrow;
use crate::tips::Handler;
use crate::tips::Handlers;
use crate::tips::Receipt;
use crate::tips::Recipient;
use crate::tips::RoleId;
use crate::tips::button::Button;
use crate::tips::button::Fruit;
use crate::tips::button::Quick;
use crate::tips::button::Step;
use crate::tips::draft::FEWEST;
use crate::tips::draft::MOST;
use crate::tips::draft::PHOTOS;
use crate::tips::draft::Photo;
use crate::tips::draft::Piece;
use crate::tips::draft::Question;
use crate::tips::guard::Finding;

const TOLD: &str = "Kepala dinas membagikan stiker calon di ruang rapat pada jam kerja.";

fn handlers() -> Handlers {
    let handler = |role: &str, chat| Handler {
        role: role.to_owned(),
        chat: ChatId(chat),
        key: Recipient::checked(format!("age1{role}")),
    };
    let escrow = Escrow { role: "Sekda".to_owned(), key: Recipient::checked("age1escrow".to_owned()) };
    Handlers::new(vec![handler("Inspektorat", 1), handler("BKPSDM", 2)], escrow).unwrap()
}

fn only_handler() -> Handlers {
    let all = handlers();
    Handlers::new(all.all()[..1].to_vec(), all.escrow().clone()).unwrap()
}

fn piece(message: i32, text: &str) -> Piece {
    Piece { message: Some(MessageId(message)), text: Zeroizing::new(text.to_owned()) }
}

fn photo(message: i32, content: u8) -> Photo {
    Photo { message: Some(MessageId(message)), jpeg: Zeroizing::new(vec![content]) }
}

fn press(filing: &mut Filing, button: Button) -> Say {
    filing.step(&handlers(), Move::Press(button))
}

fn write(filing: &mut Filing, message: i32, text: &str) -> Say {
    filing.step(&handlers(), Move::Write(piece(message, text)))
}

fn edit(filing: &mut Filing, message: i32, text: &str) -> Say {
    filing.step(&handlers(), Move::Edit(piece(message, text)))
}

/// Presses whatever leads from the present question to the next.
fn go_on(filing: &mut Filing) -> Say {
    let Stage::Ask(question) = filing.stage else { panic!("{:?}", filing.stage) };
    let step = Step::Ask(question);
    press(filing, if filing.draft.has(question) { Button::Next(step) } else { Button::Skip(step) })
}

/// A report whose first question is asked.
fn started() -> Filing {
    let mut filing = Filing::begin(None);
    press(&mut filing, Button::Next(Step::Notice));
    filing
}

/// A report whose preview is shown: what happened in two messages, 1 and 2.
fn ready() -> Filing {
    let mut filing = started();
    write(&mut filing, 1, TOLD);
    write(&mut filing, 2, "Lalu difoto bersama.");
    while filing.stage != Stage::Recipients {
        go_on(&mut filing);
    }
    assert_eq!(press(&mut filing, Button::Next(Step::Recipients)), Say::Ready);
    filing
}

fn answer(filing: &Filing, question: Question) -> Vec<&str> {
    filing.draft.answer(question).iter().map(|piece| piece.text.as_str()).collect()
}

#[test]
fn nothing_is_noted_before_the_notice_is_answered() {
    let mut filing = Filing::begin(Some(piece(1, TOLD)));
    assert_eq!(write(&mut filing, 2, "lagi"), Say::PressFirst);
    assert!(answer(&filing, Question::What).is_empty());
    assert_eq!(press(&mut filing, Button::Next(Step::Notice)), Say::Noted(Question::What));
    assert_eq!(answer(&filing, Question::What), [TOLD]);
}

#[test]
fn a_first_text_can_be_edited_while_the_notice_is_read() {
    let mut filing = Filing::begin(Some(piece(1, "keliru")));
    assert_eq!(edit(&mut filing, 1, TOLD), Say::Notice);
    press(&mut filing, Button::Next(Step::Notice));
    assert_eq!(answer(&filing, Question::What), [TOLD]);
}

#[test]
fn too_short_a_story_can_not_be_left_and_can_not_be_skipped() {
    let mut filing = started();
    assert_eq!(press(&mut filing, Button::Skip(Step::Ask(Question::What))), Say::Ask(Question::What));
    write(&mut filing, 1, &"a".repeat(FEWEST - 1));
    assert_eq!(go_on(&mut filing), Say::TooShort);
    write(&mut filing, 2, "b");
    assert_eq!(go_on(&mut filing), Say::Ask(Question::Who));
}

#[test]
fn a_report_takes_exactly_as_many_letters_as_it_may() {
    let mut filing = started();
    assert_eq!(write(&mut filing, 1, &"a ".repeat(MOST / 2)), Say::Noted(Question::What));
    assert_eq!(write(&mut filing, 2, "bb"), Say::TooLong);
    assert_eq!(edit(&mut filing, 1, &"a ".repeat(MOST / 2 - 2)), Say::Noted(Question::What));
    assert_eq!(write(&mut filing, 2, "bb"), Say::Noted(Question::What));
    assert_eq!(answer(&filing, Question::What).len(), 2);
}

#[test]
fn an_answer_that_is_replaced_does_not_count_against_the_new_one() {
    let mut filing = ready();
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::What));
    assert_eq!(write(&mut filing, 3, &"a ".repeat(MOST / 2 - 1)), Say::Noted(Question::What));
    assert_eq!(go_on(&mut filing), Say::Ready);
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::What));
    assert_eq!(write(&mut filing, 4, &"b ".repeat(MOST / 2 - 1)), Say::Noted(Question::What));
}

#[test]
fn an_answer_that_is_changed_stays_until_something_takes_its_place() {
    let mut filing = ready();
    press(&mut filing, Button::Change);
    assert_eq!(press(&mut filing, Button::ChangeAnswer(Question::What)), Say::Ask(Question::What));
    assert!(filing.is_replacing());
    assert_eq!(answer(&filing, Question::What).len(), 2);
    assert_eq!(go_on(&mut filing), Say::Ready);
    assert_eq!(answer(&filing, Question::What).len(), 2);
}

#[test]
fn an_edit_while_another_answer_is_changed_takes_only_its_own_place() {
    let mut filing = ready();
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::Who));
    write(&mut filing, 3, "Kepala dinas");
    go_on(&mut filing);
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::Who));
    assert_eq!(edit(&mut filing, 2, "Lalu difoto."), Say::Noted(Question::What));
    assert_eq!(answer(&filing, Question::What), [TOLD, "Lalu difoto."]);
    assert!(filing.is_replacing(), "the next text still takes the place of the answer");
    write(&mut filing, 4, "Kepala bidang");
    assert_eq!(answer(&filing, Question::Who), ["Kepala bidang"]);
}

#[test]
fn a_photo_replaces_evidence_only_where_evidence_is_changed() {
    let mut filing = ready();
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::Evidence));
    filing.step(&handlers(), Move::Show(photo(3, 3)));
    go_on(&mut filing);
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::What));
    filing.step(&handlers(), Move::Show(photo(4, 4)));
    assert_eq!(filing.draft.photos.len(), 2);
    assert!(filing.is_replacing());
    go_on(&mut filing);
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeAnswer(Question::Evidence));
    filing.step(&handlers(), Move::Show(photo(5, 5)));
    assert_eq!(filing.draft.photos.len(), 1);
}

#[test]
fn a_photo_that_comes_again_takes_its_own_place_also_when_there_are_five() {
    let mut filing = started();
    for message in 1..=5 {
        assert_eq!(filing.step(&handlers(), Move::Show(photo(message, 0))), Say::PhotoNoted);
    }
    assert_eq!(filing.step(&handlers(), Move::Show(photo(6, 0))), Say::TooManyPhotos);
    assert_eq!(filing.step(&handlers(), Move::Show(photo(3, 9))), Say::PhotoNoted);
    let contents: Vec<u8> = filing.draft.photos.iter().map(|photo| photo.jpeg[0]).collect();
    assert_eq!(contents, [0, 0, 9, 0, 0]);
}

#[test]
fn an_edit_at_the_preview_shows_it_anew_and_one_that_leaves_too_little_leads_back() {
    let mut filing = ready();
    assert_eq!(edit(&mut filing, 2, "Lalu bubar."), Say::Ready);
    edit(&mut filing, 2, "x");
    assert_eq!(edit(&mut filing, 1, "y"), Say::TooShort);
    assert_eq!(filing.stage, Stage::Ask(Question::What));
    write(&mut filing, 3, TOLD);
    assert_eq!(go_on(&mut filing), Say::Ready, "and straight back to the preview");
    assert_eq!(answer(&filing, Question::What), ["y", "x", TOLD]);
}

#[test]
fn what_may_point_to_its_writer_is_settled_before_anything_else() {
    let mut filing = started();
    write(&mut filing, 1, TOLD);
    assert_eq!(write(&mut filing, 2, "Nama saya Fulan"), Say::Guarded(vec![Finding::Self_]));
    for button in [Button::Next(Step::Ask(Question::What)), Button::Skip(Step::Ask(Question::What))] {
        assert_eq!(press(&mut filing, button), Say::Stale);
    }
    assert_eq!(press(&mut filing, Button::Rephrase), Say::Ask(Question::What));
    assert_eq!(answer(&filing, Question::What), [TOLD]);
    write(&mut filing, 3, "Nama saya Fulan");
    assert_eq!(press(&mut filing, Button::KeepAnyway), Say::Noted(Question::What));
    assert_eq!(answer(&filing, Question::What), [TOLD, "Nama saya Fulan"]);
}

#[test]
fn a_clean_text_takes_the_place_of_one_that_was_held_back() {
    let mut filing = started();
    write(&mut filing, 1, "Nama saya Fulan");
    assert_eq!(write(&mut filing, 2, TOLD), Say::Noted(Question::What));
    assert!(!filing.is_guarding());
    assert_eq!(answer(&filing, Question::What), [TOLD]);
}

#[test]
fn a_new_text_answers_the_open_question_although_an_edit_of_another_is_held_back() {
    let mut filing = started();
    write(&mut filing, 1, TOLD);
    go_on(&mut filing);
    edit(&mut filing, 1, "Nama saya Fulan");
    assert_eq!(write(&mut filing, 2, "Kepala dinas"), Say::Noted(Question::Who));
    assert_eq!(answer(&filing, Question::What), [TOLD]);
    assert_eq!(answer(&filing, Question::Who), ["Kepala dinas"]);
}

#[test]
fn an_edit_that_is_held_back_leads_nowhere_else_and_leaves_the_old_text() {
    let mut filing = started();
    write(&mut filing, 1, TOLD);
    while filing.stage != Stage::Recipients {
        go_on(&mut filing);
    }
    edit(&mut filing, 1, "Nama saya Fulan");
    assert_eq!(press(&mut filing, Button::Next(Step::Recipients)), Say::Stale);
    assert_eq!(press(&mut filing, Button::Rephrase), Say::Recipients);
    assert_eq!(filing.stage, Stage::Recipients, "the choice of recipients isn't passed over");
    assert_eq!(answer(&filing, Question::What), [TOLD]);
}

#[test]
fn a_receipt_is_refused_at_every_stage() {
    let code = format!("kode {}", *Receipt::from_random([7; 16]).grouped());
    let mut choosing = ready();
    press(&mut choosing, Button::Change);
    let mut recipients = ready();
    press(&mut recipients, Button::Change);
    press(&mut recipients, Button::ChangeRecipients);
    for mut filing in [Filing::begin(Some(piece(1, TOLD))), started(), ready(), choosing, recipients] {
        let before = filing.clone();
        assert_eq!(write(&mut filing, 9, &code), Say::ReceiptInText, "{filing:?}");
        assert_eq!(edit(&mut filing, 1, &code), Say::ReceiptInText, "{filing:?}");
        assert!(filing == before);
    }
}

#[test]
fn one_role_can_be_excluded_and_included_again_but_never_the_only_one() {
    let handlers = handlers();
    let mut filing = ready();
    press(&mut filing, Button::Change);
    press(&mut filing, Button::ChangeRecipients);
    let [first, second] = [handlers.all()[0].id(), handlers.all()[1].id()];
    press(&mut filing, Button::Toggle(first));
    press(&mut filing, Button::Toggle(second));
    assert_eq!(filing.draft.excluded, Some(second), "one at a time");
    press(&mut filing, Button::Toggle(second));
    assert_eq!(filing.draft.excluded, None);
    press(&mut filing, Button::Toggle(RoleId([9; 8])));
    assert_eq!(filing.draft.excluded, None, "nobody has this role");
    filing.step(&only_handler(), Move::Press(Button::Toggle(first)));
    assert_eq!(filing.draft.excluded, None);
}

#[test]
fn a_sealed_report_stands_alone_and_can_not_be_changed() {
    let mut filing = started();
    assert_eq!(filing.step(&handlers(), Move::Seal(vec![1, 2, 3])), Say::Ready);
    assert_eq!(filing.draft.pre_sealed.as_deref(), Some(&[1, 2, 3][..]));
    assert!(!filing.draft.has(Question::What));
    assert_eq!(press(&mut filing, Button::Change), Say::Stale);
    assert_eq!(write(&mut filing, 2, "lagi"), Say::PressFirst);
    let mut unread = Filing::begin(None);
    assert_eq!(unread.step(&handlers(), Move::Seal(vec![1])), Say::PressFirst);
    let mut begun = started();
    write(&mut begun, 1, TOLD);
    assert_eq!(begun.step(&handlers(), Move::Seal(vec![1])), Say::SealedStandsAlone);
    assert!(begun.draft.has(Question::What) && begun.draft.pre_sealed.is_none(), "nothing was lost");
}

fn a_button() -> impl Strategy<Value = Button> {
    let role = handlers().all()[0].id();
    let steps = Question::ALL.map(Step::Ask).into_iter().chain([Step::Notice, Step::Recipients]);
    let mut all: Vec<Button> = steps.flat_map(|step| [Button::Next(step), Button::Skip(step)]).collect();
    all.extend(Question::ALL.map(Button::ChangeAnswer));
    all.extend(Quick::ALL.map(Button::When));
    all.extend(Fruit::ALL.map(Button::Pick));
    all.extend([Button::KeepAnyway, Button::Rephrase, Button::Change, Button::ChangeRecipients]);
    all.extend([Button::Preview, Button::Toggle(role), Button::Risks, Button::Add, Button::Inbox(0)]);
    select(all)
}

fn a_text() -> impl Strategy<Value = String> {
    let code = Receipt::from_random([7; 16]).grouped().to_string();
    let long = "panjang ".repeat(700);
    let texts = ["x", TOLD, "Nama saya Fulan", "198503122010011002", " ", "\u{1F352}\u{200D}\u{202E}"];
    prop_oneof![
        6 => select(texts.map(str::to_owned).to_vec()),
        1 => Just(long),
        1 => Just(code),
        1 => "\\PC{0,30}",
    ]
}

/// Something a tipster does. `Move` itself doesn't tell what it holds.
#[derive(Debug, Clone)]
enum Act {
    Offered(usize),
    Press(Button),
    Write(i32, String),
    Edit(i32, String),
    Show(i32),
}

impl Act {
    fn to_move(&self, filing: &Filing) -> Option<Move> {
        Some(match self {
            Self::Offered(at) => Move::Press(offered(filing, *at)?),
            Self::Press(button) => Move::Press(*button),
            Self::Write(message, text) => Move::Write(piece(*message, text)),
            Self::Edit(message, text) => Move::Edit(piece(*message, text)),
            Self::Show(message) => Move::Show(photo(*message, 0)),
        })
    }
}

fn an_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        8 => (0..20_usize).prop_map(Act::Offered),
        3 => a_button().prop_map(Act::Press),
        6 => (1..8_i32, a_text()).prop_map(|(message, text)| Act::Write(message, text)),
        3 => (1..8_i32, a_text()).prop_map(|(message, text)| Act::Edit(message, text)),
        2 => (1..8_i32).prop_map(Act::Show),
    ]
}

/// Presses one of the buttons that are offered and are the dialogue's own.
fn offered(filing: &Filing, at: usize) -> Option<Button> {
    let buttons: Vec<Button> = filing.buttons(&handlers()).into_iter().flatten().collect();
    let elsewhere =
        |button: &Button| matches!(button, Button::Cancel | Button::Send | Button::Pick(_) | Button::Risks);
    let own: Vec<Button> = buttons.into_iter().filter(|button| !elsewhere(button)).collect();
    own.get(at % own.len().max(1)).copied()
}

/// The question whose answer a move may empty: the one that is being changed.
fn may_empty(before: &Filing, action: &Move) -> Option<Question> {
    let Stage::Ask(question) = before.stage else { return None };
    let takes = match action {
        Move::Write(_) | Move::Edit(_) => true,
        Move::Show(_) => question == Question::Evidence,
        Move::Press(button) => matches!(button, Button::When(_) | Button::KeepAnyway),
        Move::Seal(_) => true,
    };
    (before.is_replacing() && takes).then_some(question)
}

/// The message whose text a move may put something else in place of.
fn replaces(before: &Filing, action: &Move) -> Option<MessageId> {
    match action {
        Move::Write(piece) | Move::Edit(piece) => piece.message,
        Move::Press(Button::KeepAnyway) => before.held.as_ref().and_then(|(_, piece)| piece.message),
        _ => None,
    }
}

proptest! {
    #![proptest_config(Config { cases: 300, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_moves_lose_a_noted_text_or_break_a_bound(acts in vec(an_act(), 1..60)) {
        let handlers = handlers();
        let mut filing = Filing::begin(None);
        for act in acts {
            let is_offered = matches!(act, Act::Offered(_));
            let Some(action) = act.to_move(&filing) else { continue };
            let before = filing.clone();
            let said = filing.step(&handlers, action.clone());
            if is_offered {
                prop_assert_ne!(&said, &Say::Stale, "{:?}", before.stage);
            }
            for question in Question::ALL {
                for piece in before.draft.answer(question) {
                    let kept = filing.draft.answer(question).contains(piece);
                    let replaced = piece.message.is_some() && piece.message == replaces(&before, &action);
                    let emptied = may_empty(&before, &action) == Some(question);
                    prop_assert!(kept || replaced || emptied, "{:?} lost at {:?}", question, before.stage);
                }
            }
            let fewer = filing.draft.photos.len() < before.draft.photos.len();
            prop_assert!(!fewer || may_empty(&before, &action) == Some(Question::Evidence));
            prop_assert!(filing.draft.all_characters() <= MOST);
            prop_assert!(filing.draft.photos.len() <= PHOTOS);
            prop_assert!(filing.buttons(&handlers).into_iter().flatten().count() > 0);
            if filing.stage == Stage::Ready {
                prop_assert!(filing.draft.characters(Question::What) >= FEWEST);
            }
        }
    }
}
