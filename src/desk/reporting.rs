//! Where tips and questions meet: who is offered to report, and what a receipt is where none are taken.

use crate::conversation::Part;
use crate::conversation::Place;
use crate::conversation::Reply;
use crate::conversation::Screen;
use crate::conversation::Transition;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::desk::tips::Heard;
use crate::faq::Faq;
use crate::matching::Matcher;
use crate::matching::Outcome;
use crate::ports::Word;
use crate::texts;
use crate::tips::Receipt;
use crate::tips::telling::tells_of_misconduct;

/// The group of entries on how to report.
const REPORTING: &str = "pelaporan";

/// Whether to offer a report under an answer: to somebody who tells of misconduct, or asks how to report.
pub(super) fn offers_to_report(faq: &Faq, incoming: &Incoming, transition: &Transition) -> bool {
    let tells = match &incoming.happening {
        Happening::Said { text, .. } => tells_of_misconduct(text),
        _ => false,
    };
    let about_reporting = |reply: &Reply| match reply {
        Reply::Show(Screen::Entry { entry, part: Part::Answer, .. }) => {
            faq.entry(entry).is_some_and(|entry| entry.group.as_str() == REPORTING)
        }
        _ => false,
    };
    incoming.place == Place::Private && (tells || transition.replies.iter().any(about_reporting))
}

/// Letters beyond which a text tells a story, even if it asks something too.
const LONGEST_QUESTION: usize = 120;

/// Whether a text is short, asks something, tells of no misconduct, and surely means one entry.
pub(super) fn is_plainly_a_question(text: &str, matcher: &Matcher) -> bool {
    text.chars().count() <= LONGEST_QUESTION
        && texts::tips::asks(text)
        && Receipt::find(text).is_none()
        && !tells_of_misconduct(text)
        && matches!(matcher.judge(text).outcome, Outcome::Answer(_))
}

/// Where no tips are taken (any more), a receipt is still no question.
pub(super) fn closed_to_receipts(incoming: &Incoming) -> Heard {
    let text = match &incoming.happening {
        Happening::Said { text, .. } => text,
        Happening::Commanded { rest, .. } => rest,
        _ => return Heard::NotOurs,
    };
    if incoming.place != Place::Private || Receipt::find(text).is_none() {
        return Heard::NotOurs;
    }
    let message = texts::tips::closed_receipt();
    let told = Word::Send { message, trail: None, protected: false };
    Heard::Words(incoming.message.map(Word::Delete).into_iter().chain([told]).collect())
}
