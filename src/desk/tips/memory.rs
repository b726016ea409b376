//! What is remembered of tips between two inputs. In memory only, and not for long.

use std::collections::HashMap;
use std::collections::HashSet;

use zeroize::Zeroizing;

use crate::conversation::Wording;
use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::ReceiptKeys;
use crate::ports::Timestamp;
use crate::ports::Trail;
use crate::ports::Word;
use crate::tips::LookupId;
use crate::tips::Tag;
use crate::tips::draft::Piece;
use crate::tips::filing::Filing;
use crate::tips::limits::Bounds;
use crate::tips::limits::Limits;

/// Seconds without activity after which a draft is wiped.
pub(super) const DRAFT_LIVES: u64 = 30 * 60;

/// Seconds for which a receipt, once sent, keeps its tip open.
pub(super) const SESSION_LIVES: u64 = 10 * 60;

/// Drafts without a word that may be open at the same time; of more, the oldest go.
const MOST_EMPTY: usize = 2_000;

/// Bytes that all drafts may take together.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Bytes that a draft counts for from its first word on, so that none crowds out others by what it may grow to.
const LEAST_BYTES: usize = 16 * 1024;

/// Files leave a quarter of it to those who only write.
const MOST_BYTES_WITH_FILES: usize = MOST_BYTES / 4 * 3;

/// Seconds after which it is told again that there is no room.
const FULL_AGAIN: u64 = 3600;

/// Texts held back until their writers say what they are.
const MOST_HELD: usize = 500;

/// Messages of one chat that are held back; a longer story loses its beginning.
const MOST_PIECES_HELD: usize = 19;

/// What a chat is in the middle of.
pub(super) struct Session {
    pub(super) kind: Kind,
    pub(super) trail: Trail,
    pub(super) touched: Timestamp,
}

/// What it is.
pub(super) enum Kind {
    /// Writing a report.
    Filing { filing: Box<Filing>, keys: Option<ReceiptKeys> },
    /// Asked for a receipt.
    AskedReceipt,
    /// Looking at a tip that a receipt opened.
    Following(Following),
    /// A handler writing a reply.
    Replying { tag: Tag, text: Option<Zeroizing<String>> },
}

/// A tip that a receipt opened.
pub(super) struct Following {
    pub(super) lookup: LookupId,
    pub(super) identity: Zeroizing<String>,
    /// What is being added, message by message.
    pub(super) addition: Option<Vec<Piece>>,
    /// A piece that may point to its writer, until that is settled.
    pub(super) held: Option<Piece>,
}

impl Session {
    pub(super) fn new(kind: Kind, now: Timestamp) -> Self {
        Self { kind, trail: Trail::default(), touched: now }
    }

    /// Whether its time is over.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        let lives = match self.kind {
            Kind::Filing { .. } | Kind::Replying { .. } => DRAFT_LIVES,
            Kind::Following(Following { addition: Some(_), .. }) => DRAFT_LIVES,
            Kind::AskedReceipt | Kind::Following(_) => SESSION_LIVES,
        };
        self.touched.0.saturating_add(lives) <= now.0
    }

    fn bytes(&self) -> usize {
        match &self.kind {
            Kind::Filing { filing, .. } if filing.has_words() => filing.draft.bytes().max(LEAST_BYTES),
            _ => 0,
        }
    }

    /// Whether it is a report without a word: whoever loses it loses nothing.
    fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Filing { filing, .. } if !filing.has_words())
    }
}

/// How a report of a chat ended, while parts of it may still come in.
#[derive(Clone)]
pub(super) struct Aftermath {
    pub(super) until: Timestamp,
    pub(super) filed: bool,
    /// Messages of the draft, by now deleted; an edit of one is no question.
    pub(super) messages: Vec<MessageId>,
}

/// A text whose writer is asked whether it is a question.
pub(super) struct Held {
    pub(super) text: Zeroizing<String>,
    pub(super) wording: Wording,
    pub(super) message: Option<MessageId>,
    pub(super) until: Timestamp,
    /// What came before it, unsettled too: people tell a story in several messages.
    pub(super) before: Vec<Piece>,
}

impl Held {
    /// Returns everything that is held as one text, in the order it came.
    pub(super) fn story(&self) -> Zeroizing<String> {
        let texts = || self.before.iter().map(|piece| &piece.text).chain([&self.text]);
        let room = texts().map(|text| text.len().saturating_add(1)).sum();
        let mut story = Zeroizing::new(String::with_capacity(room));
        for text in texts() {
            if !story.is_empty() {
                story.push('\n');
            }
            story.push_str(text);
        }
        story
    }

    /// Returns every message that holds a part of it.
    pub(super) fn messages(&self) -> impl Iterator<Item = MessageId> {
        self.before.iter().filter_map(|piece| piece.message).chain(self.message)
    }
}

/// Everything that is remembered.
pub(super) struct Memory {
    sessions: HashMap<ChatId, Session>,
    aftermaths: HashMap<ChatId, Aftermath>,
    held: HashMap<ChatId, Held>,
    /// Chats that have said that they ask questions, after an unclean stop.
    sure: HashSet<ChatId>,
    pub(super) limits: Limits,
    /// Whether somebody was turned away for want of room.
    was_full: bool,
    /// When it was last told that there is no room.
    told_full: Option<Timestamp>,
    /// What is to be said unprompted.
    pub(super) due: Vec<(ChatId, Vec<Word>)>,
}

impl Memory {
    pub(super) fn new(bounds: Bounds) -> Self {
        Self {
            sessions: HashMap::new(),
            aftermaths: HashMap::new(),
            held: HashMap::new(),
            sure: HashSet::new(),
            limits: Limits::new(bounds),
            was_full: false,
            told_full: None,
            due: Vec::new(),
        }
    }

    /// Takes a chat's session out; whoever does puts it back or lets it be dropped.
    pub(super) fn take(&mut self, chat: ChatId) -> Option<Session> {
        self.sessions.remove(&chat)
    }

    pub(super) fn put(&mut self, chat: ChatId, session: Session) {
        self.sessions.insert(chat, session);
    }

    pub(super) fn session(&self, chat: ChatId) -> Option<&Session> {
        self.sessions.get(&chat)
    }

    /// Takes out every session whose time is over.
    pub(super) fn take_over(&mut self, now: Timestamp) -> Vec<(ChatId, Session)> {
        let over: Vec<ChatId> =
            self.sessions.iter().filter(|(_, session)| session.is_over(now)).map(|(chat, _)| *chat).collect();
        over.into_iter().filter_map(|chat| Some((chat, self.sessions.remove(&chat)?))).collect()
    }

    /// Takes out every session.
    pub(super) fn take_all(&mut self) -> Vec<(ChatId, Session)> {
        self.sessions.drain().collect()
    }

    /// Takes out the oldest reports without a word, as far as there are too many of them.
    pub(super) fn take_surplus(&mut self) -> Vec<(ChatId, Session)> {
        let empty = self.sessions.iter().filter(|(_, session)| session.is_empty());
        let mut empty: Vec<_> = empty.map(|(chat, session)| (session.touched, *chat)).collect();
        empty.sort_unstable();
        let surplus = empty.len().saturating_sub(MOST_EMPTY);
        let oldest = empty.into_iter().take(surplus);
        oldest.filter_map(|(_, chat)| Some((chat, self.sessions.remove(&chat)?))).collect()
    }

    /// Whether somebody may begin to write, or write more; notes it if not.
    pub(super) fn has_room_for_words(&mut self) -> bool {
        let room = self.bytes().saturating_add(LEAST_BYTES) <= MOST_BYTES;
        self.was_full |= !room;
        room
    }

    /// Whether all drafts together may grow by a file of so many bytes; notes it if not.
    pub(super) fn has_room_for(&mut self, bytes: usize) -> bool {
        let room = self.bytes().saturating_add(bytes) <= MOST_BYTES_WITH_FILES;
        self.was_full |= !room;
        room
    }

    fn bytes(&self) -> usize {
        self.sessions.values().map(Session::bytes).sum()
    }

    /// Whether somebody was turned away for want of room of whom nobody has been told; told once an hour.
    pub(super) fn is_full_news(&mut self, now: Timestamp) -> bool {
        let full = std::mem::take(&mut self.was_full);
        let lately = self.told_full.is_some_and(|then| now.0 < then.0.saturating_add(FULL_AGAIN));
        if full && !lately {
            self.told_full = Some(now);
        }
        full && !lately
    }

    /// Notes that a chat's report ended.
    pub(super) fn ended(&mut self, chat: ChatId, aftermath: Aftermath) {
        self.aftermaths.insert(chat, aftermath);
    }

    pub(super) fn aftermath(&self, chat: ChatId, now: Timestamp) -> Option<&Aftermath> {
        self.aftermaths.get(&chat).filter(|aftermath| aftermath.until > now)
    }

    /// Holds a text back until its writer says what it is.
    pub(super) fn hold(&mut self, chat: ChatId, mut held: Held) {
        if let Some(earlier) = self.held.remove(&chat) {
            held.before = earlier.before;
            held.before.push(Piece { message: earlier.message, text: earlier.text });
            held.before.retain(|piece| piece.message.is_none() || piece.message != held.message);
            let surplus = held.before.len().saturating_sub(MOST_PIECES_HELD);
            drop(held.before.drain(..surplus));
        }
        if self.held.len() < MOST_HELD {
            self.held.insert(chat, held);
        }
    }

    pub(super) fn is_held(&self, chat: ChatId) -> bool {
        self.held.contains_key(&chat)
    }

    pub(super) fn release(&mut self, chat: ChatId) -> Option<Held> {
        self.held.remove(&chat)
    }

    /// Notes that a chat asks questions; it isn't asked again.
    pub(super) fn make_sure(&mut self, chat: ChatId, after_a_crash: bool) {
        self.aftermaths.remove(&chat);
        self.sure.extend(after_a_crash.then_some(chat));
    }

    pub(super) fn is_sure(&self, chat: ChatId) -> bool {
        self.sure.contains(&chat)
    }

    /// Forgets who asks questions: nobody is asked back any more.
    pub(super) fn forget_who_is_sure(&mut self) {
        self.sure.clear();
    }

    /// Forgets what has had its time.
    pub(super) fn forget(&mut self, now: Timestamp) {
        self.aftermaths.retain(|_, aftermath| aftermath.until > now);
        self.held.retain(|_, held| held.until > now);
        self.limits.forget(now);
    }

    /// Forgets a chat at its own wish.
    pub(super) fn forget_chat(&mut self, chat: ChatId) {
        self.held.remove(&chat);
        self.aftermaths.remove(&chat);
        self.sure.remove(&chat);
    }
}
