//! What comes of one turn of an admin's: writes first, then what is said, then what follows.

use crate::curation::Admin;
use crate::curation::Kept;
use crate::curation::audit::AuditRow;
use crate::curation::record::Write;
use crate::desk::Incoming;
use crate::desk::curation::Standing;
use crate::desk::curation::people::Leaver;
use crate::desk::curation::retold;
use crate::desk::curation::retold::Taken;
use crate::desk::curation::session::Awaiting;
use crate::desk::curation::session::Session;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::Timestamp;
use crate::ports::Word;
use crate::texts::KeyAction;
use crate::texts::Message;
use crate::texts::curation as texts;
use crate::texts::markup;

/// Gathers what comes of one input. Nothing of it happens before its writes are durable; where another
/// admin was faster with one of them, the turn is decided anew.
pub(super) struct Turn<'a> {
    pub(super) incoming: &'a Incoming,
    pub(super) now: Timestamp,
    /// What the admin is in the middle of; `None` for everybody else.
    pub(super) session: Option<Session>,
    /// The last row of the audit, once this turn noted something.
    pub(super) noted: Option<AuditRow>,
    writes: Vec<Write>,
    deliveries: Vec<Delivery>,
    words: Vec<Word>,
    notice: Option<String>,
    in_place: bool,
    said_before: Option<Vec<Delivery>>,
    afterwards: Vec<After>,
}

/// What follows once the writes are durable.
pub(super) enum After {
    /// This FAQ is in force.
    Stands(Box<Standing>),
    /// This is what an admin is from now on.
    Serve(Admin),
    /// An admin lost the role, which can be undone for a while.
    Leaves(Leaver),
    /// Say this in another chat.
    Tell(ChatId, Vec<Word>),
}

/// What a turn came to.
pub(in crate::desk) struct Outcome {
    pub(in crate::desk) deliveries: Vec<Delivery>,
    pub(in crate::desk) words: Vec<Word>,
    pub(super) afterwards: Vec<After>,
}

impl<'a> Turn<'a> {
    pub(super) fn new(incoming: &'a Incoming, now: Timestamp, session: Option<Session>) -> Self {
        let in_place = incoming.press.is_some();
        Self {
            incoming,
            now,
            session,
            noted: None,
            writes: Vec::new(),
            deliveries: Vec::new(),
            words: Vec::new(),
            notice: None,
            in_place,
            said_before: None,
            afterwards: Vec::new(),
        }
    }

    /// A turn that only says again what was said.
    pub(super) fn again(incoming: &'a Incoming, now: Timestamp, session: Session) -> Self {
        let mut turn = Self::new(incoming, now, None);
        turn.said_before = Some(session.said);
        turn
    }

    /// Shows a message in place of the tapped one the first time, and below it after that.
    pub(super) fn show(&mut self, message: Message) {
        if let Some(session) = &mut self.session {
            session.offered = offered(&message);
        }
        let in_place = std::mem::take(&mut self.in_place);
        self.deliveries.push(match self.incoming.message {
            Some(message_id) if in_place => Delivery::Edit { message_id, message },
            _ => Delivery::Send { message, reply_to: None },
        });
    }

    /// Shows a text of any length: the first piece in place of the tapped message, the buttons under the last.
    pub(super) fn show_long(&mut self, message: Message) {
        let mut pieces = markup::split(&message.html, markup::LONGEST_PIECE);
        let last = pieces.pop().unwrap_or_default();
        for html in pieces {
            self.show(Message { html, keyboard: Vec::new() });
        }
        self.show(Message { html: last, keyboard: message.keyboard });
    }

    /// Leaves the tapped message as it is: what is shown stands below it.
    pub(super) fn keep_tapped(&mut self) {
        self.in_place = false;
    }

    /// Says a short word over the chat after a tap.
    pub(super) fn notice(&mut self, text: &str) {
        self.notice = Some(text.to_owned());
    }

    /// Says something straight from memory, after what is shown: a file or a picture.
    pub(super) fn say(&mut self, word: Word) {
        self.words.push(word);
    }

    /// The next text is for this.
    pub(super) fn awaits(&mut self, awaiting: Awaiting) {
        if let Some(session) = &mut self.session {
            session.awaiting = Some(awaiting);
        }
    }

    /// Whether a text is awaited.
    pub(super) fn is_awaiting(&self) -> bool {
        self.session.as_ref().is_some_and(|session| session.awaiting.is_some())
    }

    /// Takes what was awaited: the next text is for nothing any more, unless something awaits it anew.
    pub(super) fn take_awaiting(&mut self) -> Option<Awaiting> {
        self.session.as_mut()?.awaiting.take()
    }

    /// Notes what a text was taken for.
    pub(super) fn took(&mut self, taken: Taken) {
        if let Some(session) = &mut self.session {
            retold::note(&mut session.taken, taken);
        }
    }

    /// Leaves what is open, and says so.
    pub(super) fn leave(&mut self) {
        let message = match self.take_awaiting() {
            Some(_) => texts::left(),
            None => texts::nothing_open(),
        };
        self.show(message);
    }

    /// Adds a write.
    pub(super) fn write(&mut self, write: Write) {
        self.writes.push(write);
    }

    /// What is written is written only while the admin still has this role: who is removed meanwhile does
    /// nothing more.
    pub(super) fn holds_only_for(&mut self, admin: &Admin) {
        if !self.writes.is_empty() {
            self.writes.push(admin.put_over(admin));
        }
    }

    /// Adds what follows once everything is durable.
    pub(super) fn afterwards(&mut self, after: After) {
        self.afterwards.push(after);
    }

    /// Ends the turn: what is to be written, and what comes of it then.
    pub(super) fn end(mut self) -> (Vec<Write>, Outcome) {
        if let Some(deliveries) = self.said_before {
            return (Vec::new(), Outcome { deliveries, words: Vec::new(), afterwards: Vec::new() });
        }
        let press = self.incoming.press.clone();
        let answer = press.map(|press| Delivery::AnswerPress { press, notice: self.notice });
        let deliveries: Vec<Delivery> = answer.into_iter().chain(self.deliveries).collect();
        if let Some(mut session) = self.session {
            session.last = self.incoming.update;
            session.said.clone_from(&deliveries);
            self.writes.push(session.put());
        }
        (self.writes, Outcome { deliveries, words: self.words, afterwards: self.afterwards })
    }
}

fn offered(message: &Message) -> Vec<(String, String)> {
    let keys = message.keyboard.iter().flatten();
    let pressed = keys.filter_map(|key| match &key.action {
        KeyAction::Press(data) => Some((key.label.clone(), data.clone())),
        KeyAction::Open(_) => None,
    });
    pressed.collect()
}
