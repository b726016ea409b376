//! What a tipster does, and what is said to it.

use crate::tips::button::Button;
use crate::tips::draft::Photo;
use crate::tips::draft::Piece;
use crate::tips::draft::Question;
use crate::tips::guard::Finding;

/// What the tipster did.
#[derive(Clone, PartialEq, Eq)]
pub enum Move {
    /// Pressed a button, or typed it.
    Press(Button),
    /// Wrote something.
    Write(Piece),
    /// Edited a message.
    Edit(Piece),
    /// Sent a photo, which was written anew.
    Show(Photo),
    /// Sent a whole report that is sealed already.
    Seal(Vec<u8>),
}

/// What to say next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Say {
    /// The notice before the first word.
    Notice,
    /// The risks in full.
    Risks,
    /// A question.
    Ask(Question),
    /// That an answer was noted.
    Noted(Question),
    /// That a photo was noted.
    PhotoNoted,
    /// That a text may point to its writer.
    Guarded(Vec<Finding>),
    /// That what happened is told too briefly.
    TooShort,
    /// That the report would be too long; nothing was noted.
    TooLong,
    /// That there are enough photos; this one was not noted.
    TooManyPhotos,
    /// That a receipt doesn't belong into a report; nothing was noted.
    ReceiptInText,
    /// That a sealed report can't be part of one that is being written; nothing was noted.
    SealedStandsAlone,
    /// That a button is expected here; nothing was noted.
    PressFirst,
    /// Who receives it.
    Recipients,
    /// Which answer to change.
    Choose,
    /// Everything is told: show preview and receipt.
    Ready,
    /// The button belongs to an earlier step.
    Stale,
}
