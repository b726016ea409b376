//! What is said in one turn about tips, in the order it is said.

use crate::desk::Incoming;
use crate::ports::Timestamp;
use crate::ports::Trail;
use crate::ports::Word;
use crate::texts::Message;
use crate::texts::tips as texts;

/// Gathers what is said to one input.
pub(super) struct Turn<'a> {
    pub(super) incoming: &'a Incoming,
    pub(super) now: Timestamp,
    words: Vec<Word>,
    notice: Option<String>,
    in_place: bool,
}

impl<'a> Turn<'a> {
    pub(super) fn new(incoming: &'a Incoming, now: Timestamp) -> Self {
        Self { incoming, now, words: Vec::new(), notice: None, in_place: incoming.press.is_some() }
    }

    /// Shows a message in place of the tapped one the first time, and below it after that.
    pub(super) fn show(&mut self, message: Message, trail: Option<&Trail>) {
        let trail = trail.cloned();
        let word = match self.incoming.message {
            Some(message_id) if std::mem::take(&mut self.in_place) => {
                if let Some(trail) = &trail {
                    trail.add(message_id);
                }
                Word::Edit { message_id, message, trail }
            }
            _ => Word::Send { message, trail, protected: false },
        };
        self.words.push(word);
    }

    /// Shows a message below the one it answers, so that a press on its buttons brings that along.
    pub(super) fn quote(&mut self, message: Message) {
        match self.incoming.message {
            Some(to) => self.words.push(Word::Reply { to, message }),
            None => self.show(message, None),
        }
    }

    /// Shows several messages.
    pub(super) fn show_all(&mut self, messages: Vec<Message>, trail: Option<&Trail>) {
        messages.into_iter().for_each(|message| self.show(message, trail));
    }

    /// Sends a message below everything, which can't be passed on if it is `protected`.
    pub(super) fn send(&mut self, message: Message, trail: Option<&Trail>, protected: bool) {
        self.words.push(Word::Send { message, trail: trail.cloned(), protected });
    }

    /// Says a short word over the chat after a tap.
    pub(super) fn notice(&mut self, text: &str) {
        self.notice = Some(text.to_owned());
    }

    /// Deletes the message this turn answers.
    pub(super) fn delete_incoming(&mut self) {
        self.words.extend(self.incoming.message.map(Word::Delete));
        self.in_place = false;
    }

    /// Deletes everything on a trail.
    pub(super) fn erase(&mut self, trail: &Trail) {
        self.words.push(Word::Erase { trail: trail.clone(), failed: texts::not_erased() });
    }

    /// What is said without being asked: everything on a trail goes, and a message says why.
    pub(super) fn unprompted(trail: &Trail, message: Option<Message>) -> Vec<Word> {
        let erase = Word::Erase { trail: trail.clone(), failed: texts::not_erased() };
        let told = message.map(|message| Word::Send { message, trail: None, protected: false });
        [erase].into_iter().chain(told).collect()
    }

    /// Sends a sealed file.
    pub(super) fn document(&mut self, name: String, content: Vec<u8>, caption: Message) {
        self.words.push(Word::Document { name, content, caption });
    }

    /// Returns all that is to be said; a tap is always answered, and first.
    pub(super) fn words(self) -> Vec<Word> {
        let press = self.incoming.press.clone();
        let answer = press.map(|press| Word::AnswerPress { press, notice: self.notice });
        answer.into_iter().chain(self.words).collect()
    }
}
