//! What a tipster has written so far. It exists in memory only, and is wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

use crate::coordinates::MessageId;
use crate::tips::RoleId;
use crate::tips::guard::Expecting;

/// Fewest characters that say what happened.
pub const FEWEST: usize = 40;

/// Most characters of a report, all answers together.
pub const MOST: usize = 12_000;

/// Most photos of a report.
pub const PHOTOS: usize = 5;

/// A question of the dialogue, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What happened. The only one that can't be skipped.
    What,
    /// Who did it.
    Who,
    /// When.
    When,
    /// Where.
    Where,
    /// Links and photos.
    Evidence,
    /// Witnesses, whether it was reported elsewhere, whether superiors are involved.
    Context,
}

impl Question {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::What, Self::Who, Self::When, Self::Where, Self::Evidence, Self::Context];

    /// Returns the question's number, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|question| *question == self).unwrap_or_default()
    }

    /// Returns the question after this.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::ALL.get(self.index().saturating_add(1)).copied()
    }

    /// What an answer is expected to name.
    #[must_use]
    pub fn expecting(self) -> Expecting {
        match self {
            Self::Who => Expecting::Others,
            _ => Expecting::Nobody,
        }
    }
}

/// One message of an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Piece {
    /// The message it came as, so that an edit replaces it.
    pub message: Option<MessageId>,
    /// Its text.
    pub text: Zeroizing<String>,
}

/// A photo, written anew as a JPEG without anything but pixels.
#[derive(Clone, PartialEq, Eq)]
pub struct Photo {
    /// The message it came as.
    pub message: Option<MessageId>,
    /// The JPEG.
    pub jpeg: Zeroizing<Vec<u8>>,
}

/// A report that is being written.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Draft {
    answers: [Vec<Piece>; 6],
    /// Photos, in the order they came.
    pub photos: Vec<Photo>,
    /// The role that shall not get it.
    pub excluded: Option<RoleId>,
    /// A whole report that the tipster sealed.
    pub pre_sealed: Option<Vec<u8>>,
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Draft(…)")
    }
}

impl Draft {
    /// Returns the messages that answer a question.
    #[must_use]
    pub fn answer(&self, question: Question) -> &[Piece] {
        self.answers.get(question.index()).map_or(&[], Vec::as_slice)
    }

    /// Adds to an answer; a message that was there before is replaced.
    pub fn put(&mut self, question: Question, piece: Piece) {
        if let Some(place) = self.place_of(piece.message) {
            *place = piece;
        } else if let Some(answer) = self.answers.get_mut(question.index()) {
            answer.push(piece);
        }
    }

    /// Empties an answer, and with the evidence its photos.
    pub fn clear(&mut self, question: Question) {
        if let Some(answer) = self.answers.get_mut(question.index()) {
            answer.clear();
        }
        if question == Question::Evidence {
            self.photos.clear();
        }
    }

    /// Returns the question a message answers.
    #[must_use]
    pub fn question_of(&self, message: MessageId) -> Option<Question> {
        Question::ALL
            .into_iter()
            .find(|question| self.answer(*question).iter().any(|piece| piece.message == Some(message)))
    }

    /// Whether a question has an answer.
    #[must_use]
    pub fn has(&self, question: Question) -> bool {
        !self.answer(question).is_empty() || (question == Question::Evidence && !self.photos.is_empty())
    }

    /// Returns the characters of an answer.
    #[must_use]
    pub fn characters(&self, question: Question) -> usize {
        self.answer(question).iter().map(|piece| piece.text.trim().chars().count()).sum()
    }

    /// Returns the characters of all answers.
    #[must_use]
    pub fn all_characters(&self) -> usize {
        Question::ALL.into_iter().map(|question| self.characters(question)).sum()
    }

    /// Returns roughly how many bytes of memory it takes.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let photos: usize = self.photos.iter().map(|photo| photo.jpeg.len()).sum();
        let sealed = self.pre_sealed.as_ref().map_or(0, Vec::len);
        self.all_characters().saturating_mul(4).saturating_add(photos).saturating_add(sealed)
    }

    fn place_of(&mut self, message: Option<MessageId>) -> Option<&mut Piece> {
        let message = message?;
        self.answers.iter_mut().flatten().find(|piece| piece.message == Some(message))
    }
}
