//! Admins and others in their chats with the bot, over the real desk and the store in memory.
//!
//! Every message is held against Telegram's limits as it comes. What an admin taps can as well be typed:
//! [`each_way`] runs a conversation once with a thumb and once with a keyboard.

#![allow(dead_code, reason = "each flow's tests use what they need of it")]

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use netral::conversation::Place;
use netral::conversation::Preface;
use netral::conversation::Unreadable;
use netral::conversation::Wording;
use netral::curation::Admin;
use netral::curation::AdminId;
use netral::curation::Draft;
use netral::curation::Files;
use netral::curation::Kept;
use netral::curation::Revision;
use netral::curation::Role;
use netral::curation::audit::AuditRow;
use netral::curation::record::Kind;
use netral::curation::record::Row;
use netral::curation::record::Was;
use netral::curation::record::Write;
use netral::desk::Circumstances;
use netral::desk::Desk;
use netral::desk::FetchTrouble;
use netral::desk::File;
use netral::desk::FileName;
use netral::desk::Happening;
use netral::desk::Incoming;
use netral::desk::Keeping;
use netral::desk::Opening;
use netral::desk::Received;
use netral::desk::Reference;
use netral::faq::parse::parse;
use netral::ports::Boxed;
use netral::ports::Chance;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Delivery;
use netral::ports::MessageId;
use netral::ports::Records;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::ports::UpdateId;
use netral::ports::Word;
use netral::ports::Workshop;
use netral::sealing::AgeSealer;
use netral::sealing::Cost;
use netral::sealing::KeyPair;
use netral::sealing::SealingSecret;
use netral::storage::MemoryStore;
use netral::texts::Agency;
use netral::texts::KeyAction;
use netral::texts::KeyView;
use netral::texts::Message;
use netral::texts::markup;
use netral::tips::Escrow;
use netral::tips::Handler;
use netral::tips::Handlers;
use netral::tips::limits::Bounds;
use sha2::Digest as _;
use sha2::Sha256;
use tokio::runtime::Runtime;
use zeroize::Zeroizing;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use crate::small_faq::small_files;
use crate::texts::markup::assert_well_formed;

pub(super) const MINUTE: u64 = 60;
pub(super) const HOUR: u64 = 60 * MINUTE;
pub(super) const DAY: u64 = 24 * HOUR;
pub(super) const WEEK: u64 = 7 * DAY;

/// Thursday, 28 May 2026, 00:00 UTC: 07:00 in Jakarta.
const BEGINNING: u64 = 20_601 * DAY;

/// Most letters on an admin's button: more is cut off on a small phone.
const LONGEST_LABEL: usize = 64;

/// A clock that somebody sets.
#[derive(Clone)]
pub(super) struct Hand(Arc<AtomicU64>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// Does the work at once.
struct Inline;

impl Workshop for Inline {
    fn run(&self, work: Box<dyn FnOnce() + Send>) -> Boxed<'_, ()> {
        work();
        Box::pin(std::future::ready(()))
    }
}

/// Gives other bytes each time, the same in every run.
#[derive(Default)]
struct Numbers(AtomicU64);

impl Chance for Numbers {
    fn bytes(&self) -> Option<[u8; 32]> {
        let number = self.0.fetch_add(1, Ordering::SeqCst).wrapping_add(1);
        Some(Sha256::digest(number.to_le_bytes()).into())
    }
}

/// Commands as a chat's menu shows them, each with what it is for.
pub(super) type Commands = Vec<(String, String)>;

/// A message as a chat shows it.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) keys: Vec<KeyView>,
    pub(super) by_bot: bool,
}

/// A file or picture as a chat was sent it.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
}

/// Everybody and everything.
pub(super) struct Office {
    runtime: Runtime,
    desk: Desk<MemoryStore<Hand>>,
    pub(super) store: Arc<MemoryStore<Hand>>,
    base: Files,
    owners: Vec<ChatId>,
    four_eyes: bool,
    typing: bool,
    handler: Option<ChatId>,
    clock: Hand,
    chance: Arc<Numbers>,
    chats: RefCell<BTreeMap<ChatId, BTreeMap<i32, Shown>>>,
    /// Which message another one answers.
    quotes: RefCell<BTreeMap<(ChatId, i32), i32>>,
    documents: RefCell<Vec<(ChatId, Sheet)>>,
    menus: RefCell<BTreeMap<ChatId, Option<Commands>>>,
    notices: RefCell<Vec<String>>,
    transcript: RefCell<String>,
    numbers: Cell<i32>,
}

/// Runs a conversation twice: once tapping every button, once typing what stands on it.
pub(super) fn each_way(conversation: impl Fn(&Office)) {
    each_way_over(&small_files(), conversation);
}

/// The same over an FAQ of its own.
pub(super) fn each_way_over(base: &Files, conversation: impl Fn(&Office)) {
    for typing in [false, true] {
        let office = Office { typing, ..Office::new() }.over_base(base.clone());
        conversation(&office);
    }
}

impl Office {
    /// An owner, an approver, two editors and an auditor, with four eyes, over the small FAQ.
    pub(super) fn new() -> Self {
        Self::staffed(&[
            (OWNER, Role::Owner),
            (APPROVER, Role::Approver),
            (EDITOR, Role::Editor),
            (COLLEAGUE, Role::Editor),
            (AUDITOR, Role::Auditor),
        ])
    }

    /// These admins, numbered from 1, over the small FAQ.
    pub(super) fn staffed(staff: &[(ChatId, Role)]) -> Self {
        Self::over(small_files(), staff)
    }

    /// These admins, numbered from 1, over an FAQ of their own.
    pub(super) fn over(base: Files, staff: &[(ChatId, Role)]) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let clock = Hand(Arc::new(AtomicU64::new(BEGINNING)));
        let store = Arc::new(MemoryStore::new(clock.clone()));
        let seeds = staff.iter().zip(1..).map(|((chat, role), number)| {
            let since = u32::try_from(BEGINNING / DAY).unwrap();
            Admin { id: AdminId(number), role: *role, chat: Some(*chat), since, note: None }.put_new()
        });
        assert!(runtime.block_on(store.apply(seeds.collect())).unwrap());
        let owners = staff.iter().filter(|(_, role)| *role == Role::Owner).map(|(chat, _)| *chat);
        let desk = Desk::new(Arc::clone(&store), read(&base), Agency::default());
        let office = Self {
            runtime,
            desk,
            store,
            base,
            owners: owners.collect(),
            four_eyes: true,
            typing: false,
            handler: None,
            clock,
            chance: Arc::default(),
            chats: RefCell::default(),
            quotes: RefCell::default(),
            documents: RefCell::default(),
            menus: RefCell::default(),
            notices: RefCell::default(),
            transcript: RefCell::default(),
            numbers: Cell::new(100),
        };
        office.restarted()
    }

    /// Stops without a word and starts again, from what the store has.
    pub(super) fn restarted(self) -> Self {
        let keeping = Keeping {
            owners: self.owners.clone(),
            files: self.base.clone(),
            workshop: Arc::new(Inline),
            chance: self.chance.clone(),
            clock: Arc::new(self.clock.clone()),
            hours_east: 7,
            four_eyes: self.four_eyes,
        };
        let desk = Desk::new(Arc::clone(&self.store), read(&self.base), Agency::default());
        let desk = desk.taking_tips(self.handler.map(|chat| opening(chat, &self.clock)));
        let desk = desk.keeping(keeping).unwrap();
        desk.introduce("netral_bot");
        Self { desk, ..self }
    }

    /// Dies after the last input had its effect and before that was noted and anybody told.
    pub(super) fn killed_before_it_spoke(self) -> Self {
        let store = Arc::new(MemoryStore::new(self.clock.clone()));
        let rows = |kind: Kind| {
            let rows = self.store.records(kind).unwrap().into_iter();
            rows.map(move |(key, value)| Write {
                row: Row { kind, key },
                was: Was::Anything,
                value: Some(value),
            })
        };
        let writes = Kind::ALL.into_iter().flat_map(rows).collect();
        assert!(self.runtime.block_on(store.apply(writes)).unwrap());
        Self { store, ..self }.restarted()
    }

    /// Takes tips, which somebody opens from this chat.
    pub(super) fn handling_tips(self, chat: ChatId) -> Self {
        Self { handler: Some(chat), ..self }.restarted()
    }

    /// Starts again with these owners in the configuration.
    pub(super) fn owned_by(self, owners: &[ChatId]) -> Self {
        let office = Self { owners: owners.to_vec(), ..self }.restarted();
        office.runtime.block_on(office.desk.begin()).unwrap();
        office.speaks_up();
        office
    }

    /// Nobody has to agree to anything.
    pub(super) fn without_four_eyes(self) -> Self {
        Self { four_eyes: false, ..self }.restarted()
    }

    /// Starts again over another base.
    pub(super) fn over_base(self, base: Files) -> Self {
        Self { base, ..self }.restarted()
    }

    /// What the FAQ is read from without its revisions.
    pub(super) fn base(&self) -> &Files {
        &self.base
    }

    pub(super) fn desk(&self) -> &Desk<MemoryStore<Hand>> {
        &self.desk
    }

    pub(super) fn runtime(&self) -> &Runtime {
        &self.runtime
    }

    pub(super) fn pass(&self, seconds: u64) {
        self.clock.0.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Writes a text or a command; returns the message's number.
    pub(super) fn says(&self, chat: ChatId, text: &str) -> MessageId {
        let message = self.writes(chat, text);
        self.meets(self.incoming(chat, Some(message), spoken(text, Wording::Typed)));
        message
    }

    /// Passes on what somebody else wrote.
    pub(super) fn forwards(&self, chat: ChatId, text: &str) {
        let message = self.writes(chat, text);
        let happening = spoken(text, Wording::Special(Preface::Forwarded));
        self.meets(self.incoming(chat, Some(message), happening));
    }

    /// Changes an earlier message.
    pub(super) fn edits(&self, chat: ChatId, message: MessageId, text: &str) {
        self.note(&format!("> (edit) {text}"));
        self.set(chat, message, by_person(text));
        let happening = spoken(text, Wording::Special(Preface::Edited));
        let mut incoming = self.incoming(chat, Some(message), happening);
        incoming.circumstances.edited = true;
        self.meets(incoming);
    }

    /// Gives a command in a group.
    pub(super) fn says_in_group(&self, chat: ChatId, text: &str) {
        let message = self.writes(chat, text);
        let incoming = self.incoming(chat, Some(message), spoken(text, Wording::Typed));
        self.meets(Incoming { place: Place::Group, ..incoming });
    }

    /// Sends something that has neither text nor file that is fetched.
    pub(super) fn sends(&self, chat: ChatId, what: Unreadable) {
        let message = self.writes(chat, &format!("({what:?})"));
        self.meets(self.incoming(chat, Some(message), Happening::Sent(what)));
    }

    /// Sends a document; it is fetched if the desk wants it. Returns whether it did.
    pub(super) fn sends_document(&self, chat: ChatId, content: &[u8]) -> bool {
        self.sends_fetched(chat, Ok(Zeroizing::new(content.to_vec())))
    }

    /// Sends a document by its name, perhaps with words under it; returns whether it was fetched.
    pub(super) fn sends_file(&self, chat: ChatId, name: &str, content: &[u8], caption: &str) -> bool {
        let message = self.writes(chat, &format!("({name}) {caption}"));
        let happening = match caption {
            "" => Happening::Sent(Unreadable::Document),
            words => spoken(words, Wording::Special(Preface::Caption)),
        };
        let size = Some(content.len() as u64);
        let file = File { id: "file".to_owned(), photo: false, size, content: None };
        let mut incoming = self.incoming(chat, Some(message), happening);
        incoming.circumstances.file_name = Some(FileName::new(name.to_owned()));
        incoming.circumstances.file = Some(file.clone());
        let wanted = self.desk.wants_file(&incoming);
        let content = wanted.then(|| Ok(Zeroizing::new(content.to_vec())));
        incoming.circumstances.file = Some(File { content, ..file });
        self.meets(incoming);
        wanted
    }

    /// Sends a document that can't be had, or is too large.
    pub(super) fn sends_lost_document(&self, chat: ChatId, trouble: FetchTrouble) -> bool {
        self.sends_fetched(chat, Err(trouble))
    }

    fn sends_fetched(&self, chat: ChatId, content: Result<Zeroizing<Vec<u8>>, FetchTrouble>) -> bool {
        let message = self.writes(chat, "(file)");
        let size = content.as_ref().ok().map(|bytes| bytes.len() as u64);
        let file = File { id: "file".to_owned(), photo: false, size, content: None };
        let mut incoming = self.incoming(chat, Some(message), Happening::Sent(Unreadable::Document));
        incoming.circumstances.file = Some(file.clone());
        let wanted = self.desk.wants_file(&incoming);
        incoming.circumstances.file = Some(File { content: wanted.then_some(content), ..file });
        self.meets(incoming);
        wanted
    }

    /// Taps the newest button with this label; where this office types, types it instead.
    pub(super) fn taps(&self, chat: ChatId, label: &str) {
        if self.typing && self.labels(chat).iter().any(|other| other == label) {
            self.says(chat, label);
            return;
        }
        let (message, data) = self.find(chat, label);
        self.taps_on(chat, message, &data, label);
    }

    /// Taps the first button of the newest message whose label begins so.
    pub(super) fn taps_first(&self, chat: ChatId, beginning: &str) {
        let labels = self.labels(chat);
        let label = labels.iter().find(|label| label.starts_with(beginning));
        let label = label.unwrap_or_else(|| panic!("no [{beginning}…] in\n{}", self.transcript()));
        self.taps(chat, label);
    }

    /// Taps a button of a message, also one that shows it no more, or one that never was.
    pub(super) fn taps_on(&self, chat: ChatId, message: MessageId, data: &str, label: &str) {
        self.note(&format!("> [{label}]"));
        let press = self.pressed(chat, message, data);
        self.meets(press);
    }

    /// A tap as Telegram brings it, to be met now or once more later.
    pub(super) fn pressed(&self, chat: ChatId, message: MessageId, data: &str) -> Incoming {
        let mut incoming = self.incoming(chat, Some(message), Happening::Pressed(data.to_owned()));
        incoming.press = Some("press".to_owned());
        incoming.circumstances.pressed = self.shown(chat, message).map(|shown| shown.text);
        let quoted = self.quotes.borrow().get(&(chat, message.0)).copied();
        let quoted = quoted.and_then(|quoted| self.shown(chat, MessageId(quoted)));
        incoming.circumstances.pressed_replies_to = quoted.map(|shown| shown.text);
        incoming
    }

    /// A text as Telegram brings it, to be met now or once more later.
    pub(super) fn written(&self, chat: ChatId, text: &str) -> Incoming {
        let message = self.writes(chat, text);
        self.incoming(chat, Some(message), spoken(text, Wording::Typed))
    }

    /// The newest message with this button, and the button's data.
    pub(super) fn find(&self, chat: ChatId, label: &str) -> (MessageId, String) {
        let chats = self.chats.borrow();
        let shown = chats.get(&chat).into_iter().flatten().rev();
        let mut found = shown.filter_map(|(number, shown)| {
            let key = shown.keys.iter().find(|key| key.label == label)?;
            let KeyAction::Press(data) = &key.action else { return None };
            Some((MessageId(*number), data.clone()))
        });
        found.next().unwrap_or_else(|| panic!("no [{label}] in\n{}", self.transcript()))
    }

    /// The newest message of the bot's.
    pub(super) fn find_any(&self, chat: ChatId) -> MessageId {
        let chats = self.chats.borrow();
        let newest = chats.get(&chat).into_iter().flatten().rev().find(|(_, shown)| shown.by_bot);
        MessageId(*newest.unwrap().0)
    }

    /// Blocks the bot.
    pub(super) fn leaves(&self, chat: ChatId) {
        self.meets(self.incoming(chat, None, Happening::Left));
    }

    /// Lets something happen, and says what follows.
    pub(super) fn meets(&self, incoming: Incoming) {
        let chat = incoming.chat;
        self.notices.borrow_mut().clear();
        match self.hears(incoming) {
            Received::Direct(words) => self.speak(chat, words),
            Received::Said(speech) => {
                self.deliver_all(chat, speech.deliveries.into_iter());
                self.speak(chat, speech.words);
                let told = self.desk.told_to_others();
                told.into_iter().for_each(|(chat, words)| self.speak(chat, words));
                let then = speech.then.map(|state| self.desk.remember(chat, state));
                then.into_iter().for_each(|remembered| drop(self.runtime.block_on(remembered)));
            }
        }
        self.speaks_up();
    }

    /// Lets something happen of which nobody is told any more: the process dies before it speaks.
    pub(super) fn hears(&self, incoming: Incoming) -> Received {
        self.runtime.block_on(self.desk.receive(incoming)).unwrap()
    }

    /// Says what is due unprompted, and returns to whom. Everything that is met does this too.
    pub(super) fn speaks_up(&self) -> Vec<ChatId> {
        let due = self.runtime.block_on(self.desk.words_due());
        let chats = due.iter().map(|(chat, _)| *chat).collect();
        due.into_iter().for_each(|(chat, words)| self.speak(chat, words));
        chats
    }

    pub(super) fn keeps_house(&self) {
        self.runtime.block_on(self.store.purge()).unwrap();
    }

    /// What the newest message of the bot says.
    pub(super) fn reads(&self, chat: ChatId) -> String {
        self.newest(chat).map(|shown| shown.text).unwrap_or_default()
    }

    /// The buttons under the newest message of the bot.
    pub(super) fn labels(&self, chat: ChatId) -> Vec<String> {
        let keys = self.newest(chat).map(|shown| shown.keys).unwrap_or_default();
        keys.into_iter().map(|key| key.label).collect()
    }

    fn newest(&self, chat: ChatId) -> Option<Shown> {
        let chats = self.chats.borrow();
        let mut newest = chats.get(&chat).into_iter().flatten().rev();
        newest.find(|(_, shown)| shown.by_bot).map(|(_, shown)| shown.clone())
    }

    /// All that a chat shows, oldest first.
    pub(super) fn all(&self, chat: ChatId) -> Vec<Shown> {
        self.chats.borrow().get(&chat).into_iter().flatten().map(|(_, shown)| shown.clone()).collect()
    }

    /// All that a chat shows, as one text.
    pub(super) fn chat(&self, chat: ChatId) -> String {
        self.all(chat).into_iter().map(|shown| shown.text + "\n---\n").collect()
    }

    /// The short words over the chat that answered the last tap.
    pub(super) fn notice(&self) -> String {
        self.notices.borrow().join("\n")
    }

    /// Takes the files and pictures that a chat was sent.
    pub(super) fn take_files(&self, chat: ChatId) -> Vec<Sheet> {
        let all = self.documents.take();
        let (here, elsewhere): (Vec<_>, Vec<_>) = all.into_iter().partition(|(to, _)| *to == chat);
        self.documents.replace(elsewhere);
        here.into_iter().map(|(_, sheet)| sheet).collect()
    }

    /// The commands that a chat was last given; `None` where it sees what everybody sees.
    pub(super) fn menu(&self, chat: ChatId) -> Option<Commands> {
        self.menus.borrow().get(&chat).cloned().flatten()
    }

    /// Everything that was said, for a test that fails.
    pub(super) fn transcript(&self) -> String {
        self.transcript.borrow().clone()
    }

    /// What somebody who only asks is answered.
    pub(super) fn asks(&self, chat: ChatId, question: &str) -> String {
        self.says(chat, question);
        self.reads(chat)
    }

    pub(super) fn drafts(&self) -> Vec<Draft> {
        self.store.all_kept().unwrap()
    }

    /// The only draft there is.
    pub(super) fn draft(&self) -> Draft {
        let [draft] = <[Draft; 1]>::try_from(self.drafts()).unwrap();
        draft
    }

    pub(super) fn revisions(&self) -> Vec<Revision> {
        self.store.all_kept().unwrap()
    }

    pub(super) fn admins(&self) -> Vec<Admin> {
        self.store.all_kept().unwrap()
    }

    /// Everything that is kept of admins' work, as it would be read, by kind and key.
    pub(super) fn kept(&self) -> Vec<String> {
        let rows = |kind: Kind| {
            let rows = self.store.records(kind).unwrap();
            rows.into_iter()
                .map(move |(key, value)| format!("{kind:?} {key} {}", String::from_utf8_lossy(&value)))
        };
        Kind::ALL.into_iter().flat_map(rows).collect()
    }

    pub(super) fn audit(&self) -> Vec<AuditRow> {
        self.store.all_kept().unwrap()
    }

    /// The files of the FAQ in force.
    pub(super) fn files(&self) -> Files {
        composed(&self.base, &self.revisions())
    }

    /// The FAQ in force.
    pub(super) fn faq(&self) -> netral::faq::Faq {
        netral::faq::parse::parse(&self.files()).0.unwrap()
    }

    fn shown(&self, chat: ChatId, message: MessageId) -> Option<Shown> {
        self.chats.borrow().get(&chat)?.get(&message.0).cloned()
    }

    fn speak(&self, chat: ChatId, words: Vec<Word>) {
        for word in words {
            match word {
                Word::Send { message, .. } => self.sends_message(chat, &message),
                Word::Reply { message, .. } => self.sends_message(chat, &message),
                Word::Edit { message_id, message, .. } => match self.shown(chat, message_id) {
                    Some(_) => self.set(chat, message_id, by_bot(&message)),
                    None => self.sends_message(chat, &message),
                },
                Word::AnswerPress { notice, .. } => self.notices.borrow_mut().extend(notice),
                Word::Document { name, content, caption } | Word::Photo { name, content, caption } => {
                    self.sends_message(chat, &caption);
                    self.documents.borrow_mut().push((chat, Sheet { name, content }));
                }
                Word::Commands(commands) => drop(self.menus.borrow_mut().insert(chat, commands)),
                Word::Erase { .. } | Word::Delete(_) => panic!("nothing of admins' is deleted"),
            }
        }
    }

    fn deliver_all(&self, chat: ChatId, deliveries: impl Iterator<Item = Delivery>) {
        for delivery in deliveries {
            match delivery {
                Delivery::Send { message, reply_to } => {
                    self.sends_message(chat, &message);
                    let own = (chat, self.numbers.get());
                    self.quotes.borrow_mut().extend(reply_to.map(|quoted| (own, quoted.0)));
                }
                Delivery::Edit { message_id, message } => self.changes_message(chat, message_id, &message),
                Delivery::AnswerPress { notice, .. } => self.answers_press(notice),
            }
        }
    }

    fn answers_press(&self, notice: Option<String>) {
        if let Some(notice) = notice {
            assert!((1..=200).contains(&notice.chars().count()), "{notice}");
            self.note(&format!("< ({notice})"));
            self.notices.borrow_mut().push(notice);
        }
    }

    fn changes_message(&self, chat: ChatId, number: MessageId, message: &Message) {
        let shown = by_bot(message);
        self.note(&format!("< (edit) {}", outline(&shown)));
        self.set(chat, number, shown);
    }

    fn sends_message(&self, chat: ChatId, message: &Message) {
        let shown = by_bot(message);
        self.note(&format!("< {}", outline(&shown)));
        let number = self.next();
        self.set(chat, number, shown);
    }

    fn writes(&self, chat: ChatId, text: &str) -> MessageId {
        self.note(&format!("> {text}"));
        let number = self.next();
        self.set(chat, number, by_person(text));
        number
    }

    fn set(&self, chat: ChatId, message: MessageId, shown: Shown) {
        self.chats.borrow_mut().entry(chat).or_default().insert(message.0, shown);
    }

    fn next(&self) -> MessageId {
        self.numbers.set(self.numbers.get() + 1);
        MessageId(self.numbers.get())
    }

    fn note(&self, line: &str) {
        let mut transcript = self.transcript.borrow_mut();
        transcript.push_str(line);
        transcript.push('\n');
    }

    fn incoming(&self, chat: ChatId, message: Option<MessageId>, happening: Happening) -> Incoming {
        Incoming {
            update: Some(UpdateId(self.next().0.unsigned_abs())),
            chat,
            place: Place::Private,
            message,
            press: None,
            happening,
            circumstances: Circumstances { sent: Some(self.now()), ..Circumstances::default() },
        }
    }
}

/// What a desk takes tips with.
fn opening(chat: ChatId, clock: &Hand) -> Opening {
    let secret = SealingSecret { salt: Zeroizing::new([3; 32]), pepper: Zeroizing::new([4; 32]) };
    let handler = Handler { role: "Inspektorat".to_owned(), chat, key: KeyPair::generate().public };
    let escrow = Escrow { role: "Sekretaris".to_owned(), key: KeyPair::generate().public };
    Opening {
        handlers: Handlers::new(vec![handler], escrow).unwrap(),
        sealer: Arc::new(AgeSealer::new(secret, Cost::TEST)),
        clock: Arc::new(clock.clone()),
        bounds: Bounds::default(),
        hours_east: 7,
        unclean: false,
    }
}

/// Base and revisions, as they stand one upon the other while the base doesn't change.
fn composed(base: &Files, revisions: &[Revision]) -> Files {
    let mut files = base.clone();
    for change in revisions.iter().flat_map(|revision| &revision.changes) {
        match &change.after {
            Some(text) => drop(files.insert(change.path.clone(), text.clone())),
            None => drop(files.remove(&change.path)),
        }
    }
    files
}

fn read(files: &Files) -> Reference {
    let (faq, problems) = parse(files);
    Reference::of(faq.unwrap_or_else(|| panic!("{problems:?}")))
}

fn spoken(text: &str, wording: Wording) -> Happening {
    match text.strip_prefix('/') {
        Some(command) => {
            let (name, rest) = command.split_once([' ', '\n']).unwrap_or((command, ""));
            Happening::Commanded { name: name.to_owned(), rest: rest.to_owned() }
        }
        None => Happening::Said { text: text.to_owned(), wording },
    }
}

fn by_person(text: &str) -> Shown {
    Shown { text: text.to_owned(), keys: Vec::new(), by_bot: false }
}

fn outline(shown: &Shown) -> String {
    let labels: Vec<&str> = shown.keys.iter().map(|key| key.label.as_str()).collect();
    format!("{} {labels:?}", shown.text.lines().next().unwrap_or_default())
}

/// Every message of the bot's must be one that Telegram takes.
fn by_bot(message: &Message) -> Shown {
    assert_well_formed(&message.html);
    let length = markup::length(&message.html);
    assert!((1..=markup::LONGEST_MESSAGE).contains(&length), "{length}: {}", message.html);
    assert!(message.keyboard.iter().all(|row| (1..=8).contains(&row.len())), "{}", message.html);
    let keys: Vec<KeyView> = message.keyboard.iter().flatten().cloned().collect();
    assert!(keys.len() <= 100, "{}", message.html);
    for key in &keys {
        assert!((1..=LONGEST_LABEL).contains(&key.label.chars().count()), "{}", key.label);
        assert!(key.label.chars().any(char::is_alphabetic), "{}", key.label);
        if let KeyAction::Press(data) = &key.action {
            assert!((1..=64).contains(&data.len()), "{data}");
        }
    }
    Shown { text: markup::plain(&message.html), keys, by_bot: true }
}
