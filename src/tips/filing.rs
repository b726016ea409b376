//! The dialogue in which a report is written. Pure: same draft and move in, same draft and words out.

mod moves;

pub use moves::Move;
pub use moves::Say;

use std::fmt;

use crate::coordinates::MessageId;
use crate::tips::Handlers;
use crate::tips::Receipt;
use crate::tips::RoleId;
use crate::tips::button::Button;
use crate::tips::button::Fruit;
use crate::tips::button::Quick;
use crate::tips::button::Step;
use crate::tips::draft::Draft;
use crate::tips::draft::FEWEST;
use crate::tips::draft::MOST;
use crate::tips::draft::PHOTOS;
use crate::tips::draft::Photo;
use crate::tips::draft::Piece;
use crate::tips::draft::Question;
use crate::tips::guard;
use crate::tips::report;

/// Where the dialogue stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The notice is shown; nothing is taken before it is answered.
    Notice,
    /// A question is asked.
    Ask(Question),
    /// Who receives it.
    Recipients,
    /// The preview and the receipt are shown.
    Ready,
    /// Which answer to change.
    Choosing,
}

/// A report on its way. In memory only.
#[derive(Clone, PartialEq, Eq)]
pub struct Filing {
    /// Where the dialogue stands.
    pub stage: Stage,
    /// What was written.
    pub draft: Draft,
    /// The receipt it will have, once that was shown.
    pub receipt: Option<Receipt>,
    /// The picture to be picked before it is filed, when so many tips come in.
    pub puzzle: Option<Fruit>,
    /// A text that may point to its writer, until that is settled.
    held: Option<(Question, Piece)>,
    /// Whether an answer is being changed: then the preview follows.
    changing: bool,
    /// Whether what is written next replaces the answer.
    replacing: bool,
}

impl fmt::Debug for Filing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Filing at {:?}", self.stage)
    }
}

impl Filing {
    /// Begins with the notice. A text that came with the command waits until the notice is answered.
    #[must_use]
    pub fn begin(first: Option<Piece>) -> Self {
        let held = first.map(|piece| (Question::What, piece));
        Self {
            stage: Stage::Notice,
            draft: Draft::default(),
            receipt: None,
            puzzle: None,
            held,
            changing: false,
            replacing: false,
        }
    }

    /// Whether a text came along and waits for the notice to be answered.
    #[must_use]
    pub fn has_first_text(&self) -> bool {
        self.stage == Stage::Notice && self.held.is_some()
    }

    /// Whether anything was written or sent for it yet.
    #[must_use]
    pub fn has_words(&self) -> bool {
        self.held.is_some() || self.draft.bytes() > 0
    }

    /// Whether what is written next replaces an answer.
    #[must_use]
    pub fn is_replacing(&self) -> bool {
        self.replacing
    }

    /// Whether a text is held back because it may point to its writer.
    #[must_use]
    pub fn is_guarding(&self) -> bool {
        self.stage != Stage::Notice && self.held.is_some()
    }

    /// Makes a move.
    pub fn step(&mut self, handlers: &Handlers, action: Move) -> Say {
        match action {
            Move::Press(button) => self.press(handlers, button),
            Move::Write(piece) => self.write(piece),
            Move::Edit(piece) => self.edit(piece),
            Move::Show(photo) => self.show(photo),
            Move::Seal(file) => self.seal(file),
        }
    }

    /// Returns the buttons that go with where the dialogue stands.
    #[must_use]
    pub fn buttons(&self, handlers: &Handlers) -> Vec<Vec<Button>> {
        if self.is_guarding() {
            return vec![vec![Button::Rephrase, Button::KeepAnyway], vec![Button::Cancel]];
        }
        match self.stage {
            Stage::Notice => {
                vec![vec![Button::Next(Step::Notice), Button::Cancel], vec![Button::Risks]]
            }
            Stage::Ask(question) => self.question_buttons(question),
            Stage::Recipients => {
                let mut rows = self.exclusion_buttons(handlers);
                rows.push(vec![Button::Next(Step::Recipients), Button::Cancel]);
                rows
            }
            Stage::Ready if self.puzzle.is_some() => {
                vec![Fruit::ALL.map(Button::Pick).to_vec(), vec![Button::Cancel]]
            }
            Stage::Ready if self.draft.pre_sealed.is_some() => vec![vec![Button::Send, Button::Cancel]],
            Stage::Ready => vec![vec![Button::Send, Button::Change, Button::Cancel]],
            Stage::Choosing => {
                let answers = Question::ALL.map(|question| vec![Button::ChangeAnswer(question)]);
                let last = [vec![Button::ChangeRecipients], vec![Button::Preview, Button::Cancel]];
                answers.into_iter().chain(last).collect()
            }
        }
    }

    fn question_buttons(&self, question: Question) -> Vec<Vec<Button>> {
        let step = Step::Ask(question);
        let mut rows = Vec::new();
        if question == Question::When && (self.replacing || !self.draft.has(question)) {
            rows.push(Quick::ALL.map(Button::When).to_vec());
        }
        rows.push(match (question, self.draft.has(question)) {
            (Question::What, false) => vec![Button::Cancel],
            (_, true) => vec![Button::Next(step), Button::Cancel],
            (_, false) => vec![Button::Skip(step), Button::Cancel],
        });
        rows
    }

    /// One role may be excluded, if another handler remains.
    fn exclusion_buttons(&self, handlers: &Handlers) -> Vec<Vec<Button>> {
        if handlers.all().len() < 2 {
            return Vec::new();
        }
        handlers.all().iter().map(|handler| vec![Button::Toggle(handler.id())]).collect()
    }

    fn press(&mut self, handlers: &Handlers, button: Button) -> Say {
        match (self.stage, button) {
            (_, Button::KeepAnyway) if self.is_guarding() => self.settle(),
            (_, Button::Rephrase) if self.is_guarding() => self.drop_held(),
            // Whatever else is pressed would silently leave that text behind.
            _ if self.is_guarding() => Say::Stale,
            (Stage::Notice, Button::Risks) => Say::Risks,
            (Stage::Notice, Button::Next(Step::Notice)) => self.start(),
            (Stage::Ask(at), Button::Next(Step::Ask(of))) if at == of => self.leave(at),
            (Stage::Ask(at), Button::Skip(Step::Ask(of))) if at == of => self.skip(at),
            (Stage::Ask(Question::When), Button::When(quick)) => self.tell_when(quick),
            (Stage::Recipients, Button::Toggle(role)) => self.toggle(handlers, role),
            (Stage::Recipients, Button::Next(Step::Recipients)) => self.ready(),
            (Stage::Ready, Button::Change) if self.draft.pre_sealed.is_none() => {
                self.stage = Stage::Choosing;
                Say::Choose
            }
            (Stage::Choosing, Button::ChangeAnswer(question)) => self.change(question),
            (Stage::Choosing, Button::ChangeRecipients) => {
                self.stage = Stage::Recipients;
                Say::Recipients
            }
            (Stage::Choosing, Button::Preview) => self.ready(),
            _ => Say::Stale,
        }
    }

    fn start(&mut self) -> Say {
        self.stage = Stage::Ask(Question::What);
        match self.held.take() {
            Some((_, piece)) => self.write(piece),
            None => Say::Ask(Question::What),
        }
    }

    fn leave(&mut self, question: Question) -> Say {
        if question == Question::What && self.draft.characters(question) < FEWEST {
            return Say::TooShort;
        }
        if self.draft.has(question) { self.go_on(question) } else { Say::Ask(question) }
    }

    fn skip(&mut self, question: Question) -> Say {
        if question == Question::What { Say::Ask(question) } else { self.go_on(question) }
    }

    fn go_on(&mut self, question: Question) -> Say {
        if self.changing {
            return self.ready();
        }
        match question.next() {
            Some(next) => {
                self.stage = Stage::Ask(next);
                Say::Ask(next)
            }
            None => {
                self.stage = Stage::Recipients;
                Say::Recipients
            }
        }
    }

    /// Everything is told, unless what happened was cut too short since it was asked.
    fn ready(&mut self) -> Say {
        if self.draft.pre_sealed.is_none() && self.draft.characters(Question::What) < FEWEST {
            self.stage = Stage::Ask(Question::What);
            self.changing = true;
            self.replacing = false;
            return Say::TooShort;
        }
        self.stage = Stage::Ready;
        self.changing = false;
        self.replacing = false;
        self.puzzle = None;
        Say::Ready
    }

    fn change(&mut self, question: Question) -> Say {
        self.changing = true;
        self.replacing = self.draft.has(question);
        self.stage = Stage::Ask(question);
        Say::Ask(question)
    }

    fn tell_when(&mut self, quick: Quick) -> Say {
        let piece = Piece { message: None, text: report::when(quick).to_owned().into() };
        self.note(Question::When, piece);
        self.go_on(Question::When)
    }

    fn toggle(&mut self, handlers: &Handlers, role: RoleId) -> Say {
        let known = handlers.with_role(role).is_some() && handlers.all().len() > 1;
        self.draft.excluded = (known && self.draft.excluded != Some(role)).then_some(role);
        Say::Recipients
    }

    fn write(&mut self, piece: Piece) -> Say {
        if Receipt::find(&piece.text).is_some() {
            return Say::ReceiptInText;
        }
        match self.stage {
            Stage::Ask(question) => self.take(question, piece),
            _ => Say::PressFirst,
        }
    }

    /// An edit replaces the message it belongs to, wherever the dialogue stands by now.
    fn edit(&mut self, piece: Piece) -> Say {
        if Receipt::find(&piece.text).is_some() {
            return Say::ReceiptInText;
        }
        let answered = piece.message.and_then(|message| self.draft.question_of(message));
        let is_held = self.held.as_ref().is_some_and(|(_, held)| held.message == piece.message);
        match (answered, self.stage) {
            (_, Stage::Notice) if is_held => {
                self.held = Some((Question::What, piece));
                Say::Notice
            }
            (Some(question), stage) => match self.take(question, piece) {
                Say::Noted(_) if stage == Stage::Ready => self.ready(),
                said => said,
            },
            (None, _) => self.write(piece),
        }
    }

    /// Notes a text, unless it is too long or may point to its writer.
    fn take(&mut self, question: Question, piece: Piece) -> Say {
        let replaced = match piece.message.filter(|message| self.draft.question_of(*message).is_some()) {
            Some(message) => self.characters_of(message),
            None if self.replaces(question) => self.draft.characters(question),
            None => 0,
        };
        let more = piece.text.trim().chars().count();
        if self.draft.all_characters().saturating_sub(replaced).saturating_add(more) > MOST {
            return Say::TooLong;
        }
        let findings = guard::findings(&piece.text, question.expecting());
        if findings.is_empty() {
            self.held = None;
            self.note(question, piece);
            return Say::Noted(question);
        }
        self.held = Some((question, piece));
        Say::Guarded(findings)
    }

    /// Adds to an answer, or puts the first new text in place of one that is being changed. An edit only
    /// ever takes the place of its own message.
    fn note(&mut self, question: Question, piece: Piece) {
        let is_edit = piece.message.is_some_and(|message| self.draft.question_of(message).is_some());
        if !is_edit && self.replaces(question) {
            self.replacing = false;
            self.draft.clear(question);
        }
        self.draft.put(question, piece);
    }

    /// Whether what is written next takes the place of this answer.
    fn replaces(&self, question: Question) -> bool {
        self.replacing && self.stage == Stage::Ask(question)
    }

    fn characters_of(&self, message: MessageId) -> usize {
        let pieces = Question::ALL.into_iter().flat_map(|question| self.draft.answer(question));
        let of_message = pieces.filter(|piece| piece.message == Some(message));
        of_message.map(|piece| piece.text.trim().chars().count()).sum()
    }

    /// Uses the text that was held back.
    fn settle(&mut self) -> Say {
        match self.held.take() {
            Some((question, piece)) => {
                self.note(question, piece);
                if self.stage == Stage::Ready { self.ready() } else { Say::Noted(question) }
            }
            None => Say::Stale,
        }
    }

    /// Drops the text that was held back; what it was to replace stays.
    fn drop_held(&mut self) -> Say {
        if self.held.take().is_none() {
            return Say::Stale;
        }
        match self.stage {
            Stage::Ask(question) => Say::Ask(question),
            Stage::Recipients => Say::Recipients,
            Stage::Choosing => Say::Choose,
            Stage::Notice | Stage::Ready => self.ready(),
        }
    }

    /// A photo in place of one that was noted counts wherever the dialogue stands by now.
    fn show(&mut self, photo: Photo) -> Say {
        let same = |known: &&mut Photo| known.message.is_some() && known.message == photo.message;
        if let Some(known) = self.draft.photos.iter_mut().find(same) {
            *known = photo;
            return Say::PhotoNoted;
        }
        if !matches!(self.stage, Stage::Ask(_)) {
            return Say::PressFirst;
        }
        if self.replaces(Question::Evidence) {
            self.replacing = false;
            self.draft.clear(Question::Evidence);
        }
        if self.draft.photos.len() >= PHOTOS {
            return Say::TooManyPhotos;
        }
        self.draft.photos.push(photo);
        Say::PhotoNoted
    }

    /// A sealed report stands for all answers.
    fn seal(&mut self, file: Vec<u8>) -> Say {
        if self.stage == Stage::Notice {
            return Say::PressFirst;
        }
        if self.held.is_some() || !self.draft.photos.is_empty() || self.draft.all_characters() > 0 {
            return Say::SealedStandsAlone;
        }
        self.draft = Draft::default();
        self.draft.pre_sealed = Some(file);
        self.held = None;
        self.ready()
    }
}

#[cfg(test)]
mod tests;
