//! Tipsters and handlers in their chats with the bot, and a clock to set.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

use netral::conversation::Place;
use netral::conversation::Preface;
use netral::conversation::Unreadable;
use netral::conversation::Wording;
use netral::desk::Circumstances;
use netral::desk::Desk;
use netral::desk::FetchTrouble;
use netral::desk::File;
use netral::desk::Happening;
use netral::desk::Incoming;
use netral::desk::Opening;
use netral::desk::Received;
use netral::desk::Reference;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Delivery;
use netral::ports::MessageId;
use netral::ports::Sealer;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::ports::TipStore;
use netral::ports::Trust;
use netral::ports::UpdateId;
use netral::ports::Word;
use netral::sealing::AgeSealer;
use netral::sealing::Cost;
use netral::sealing::KeyPair;
use netral::sealing::SealingSecret;
use netral::sealing::open_with;
use netral::sealing::unpad;
use netral::storage::MemoryStore;
use netral::texts::Agency;
use netral::texts::KeyAction;
use netral::texts::KeyView;
use netral::texts::Message;
use netral::texts::markup;
use netral::tips::Escrow;
use netral::tips::Handler;
use netral::tips::Handlers;
use netral::tips::Tag;
use netral::tips::Tip;
use netral::tips::limits::Bounds;
use tokio::runtime::Runtime;
use zeroize::Zeroizing;

use super::INSPECTOR;
use super::PERSONNEL;
use super::TOLD;
use crate::small_faq::small_faq;
use crate::texts::markup::assert_well_formed;

pub(super) const MINUTE: u64 = 60;
pub(super) const HOUR: u64 = 60 * MINUTE;
pub(super) const DAY: u64 = 24 * HOUR;
pub(super) const WEEK: u64 = 7 * DAY;

/// 00:00 UTC on the first day of a week as tips count them, 07:00 in Jakarta.
const BEGINNING: u64 = 2_943 * WEEK;

/// A clock that somebody sets.
#[derive(Clone)]
pub(super) struct Hand(Arc<AtomicU64>, Arc<Mutex<Trust>>);

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }

    fn trust(&self) -> Trust {
        *self.1.lock().unwrap()
    }
}

/// A message as a chat shows it.
#[derive(Clone)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) keys: Vec<KeyView>,
    pub(super) by_bot: bool,
    pub(super) protected: bool,
}

/// A file somebody sends.
pub(super) enum Sent {
    Photo(Vec<u8>),
    Document(Vec<u8>),
    LargePhoto,
    LargeDocument,
    Lost,
}

/// Everybody and everything.
pub(super) struct Town {
    runtime: Runtime,
    desk: Desk<MemoryStore<Hand>>,
    pub(super) store: Arc<MemoryStore<Hand>>,
    sealer: Arc<dyn Sealer>,
    handlers: Handlers,
    bounds: Bounds,
    drill: bool,
    clock: Hand,
    keys: Vec<KeyPair>,
    chats: RefCell<BTreeMap<ChatId, BTreeMap<i32, Shown>>>,
    documents: RefCell<Vec<(ChatId, String, Vec<u8>)>>,
    notices: RefCell<Vec<String>>,
    transcript: RefCell<String>,
    numbers: Cell<i32>,
    /// What the bot's messages answer.
    quotes: RefCell<std::collections::HashMap<(ChatId, i32), MessageId>>,
}

impl Town {
    /// Inspektorat and BKPSDM handle tips.
    pub(super) fn new() -> Self {
        Self::with(&["Inspektorat", "BKPSDM"], Bounds::default())
    }

    pub(super) fn bounded(bounds: Bounds) -> Self {
        Self::with(&["Inspektorat", "BKPSDM"], bounds)
    }

    /// Handlers of these roles, in chats from [`INSPECTOR`] on; the last key is the escrow key.
    pub(super) fn with(roles: &[&str], bounds: Bounds) -> Self {
        let secret = SealingSecret { salt: Zeroizing::new([3; 32]), pepper: Zeroizing::new([4; 32]) };
        Self::sealing(roles, bounds, Arc::new(AgeSealer::new(secret, Cost::TEST)))
    }

    pub(super) fn sealing(roles: &[&str], bounds: Bounds, sealer: Arc<dyn Sealer>) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let clock = Hand(Arc::new(AtomicU64::new(BEGINNING)), Arc::new(Mutex::new(Trust::Sound)));
        let store = Arc::new(MemoryStore::new(clock.clone()));
        let keys: Vec<KeyPair> = (0..=roles.len()).map(|_| KeyPair::generate()).collect();
        let handlers = handlers(roles, &keys);
        let desk = Desk::new(Arc::clone(&store), Reference::of(small_faq()), Agency::default());
        let town = Self {
            runtime,
            desk,
            store,
            sealer,
            handlers,
            bounds,
            drill: false,
            clock,
            keys,
            chats: RefCell::default(),
            documents: RefCell::default(),
            notices: RefCell::default(),
            transcript: RefCell::default(),
            numbers: Cell::new(100),
            quotes: RefCell::default(),
        };
        town.restarted(false)
    }

    /// Stops without a word and starts again; `unclean` if it was killed.
    pub(super) fn restarted(self, unclean: bool) -> Self {
        let opening = Opening {
            handlers: self.handlers.clone(),
            sealer: Arc::clone(&self.sealer),
            clock: Arc::new(self.clock.clone()),
            bounds: self.bounds,
            hours_east: 7,
            unclean,
        };
        let desk = Desk::new(Arc::clone(&self.store), self.desk.reference(), Agency::default());
        let desk = desk.taking_tips(Some(opening)).for_drill(self.drill);
        desk.introduce("netral_bot");
        Self { desk, ..self }
    }

    /// Nobody handles tips any more.
    pub(super) fn closed(self) -> Self {
        let desk = Desk::new(Arc::clone(&self.store), self.desk.reference(), Agency::default());
        Self { desk, ..self }
    }

    pub(super) fn in_drill(self) -> Self {
        Self { drill: true, ..self }.restarted(false)
    }

    /// From now on these roles handle tips, with new keys; the old keys come first, by their number.
    pub(super) fn with_handlers_now(mut self, roles: &[&str]) -> Self {
        let keys: Vec<KeyPair> = (0..=roles.len()).map(|_| KeyPair::generate()).collect();
        self.handlers = handlers(roles, &keys);
        self.keys.extend(keys);
        self.restarted(false)
    }

    pub(super) fn handlers(&self) -> &Handlers {
        &self.handlers
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

    /// Gives a command in a group.
    pub(super) fn says_in_group(&self, chat: ChatId, text: &str) {
        let message = self.writes(chat, text);
        let incoming = self.incoming(chat, Some(message), spoken(text, Wording::Typed));
        self.meets(Incoming { place: Place::Group, ..incoming });
    }

    /// Replies to a message of the bot's with this text in it.
    pub(super) fn replies(&self, chat: ChatId, to: &str, text: &str) -> MessageId {
        let message = self.writes(chat, text);
        let mut incoming = self.incoming(chat, Some(message), spoken(text, Wording::Typed));
        incoming.circumstances.replies_to = Some(to.to_owned());
        self.meets(incoming);
        message
    }

    /// Changes an earlier message.
    pub(super) fn edits(&self, chat: ChatId, message: MessageId, text: &str) {
        let sent = self.now();
        self.edits_of(chat, message, text, sent);
    }

    pub(super) fn edits_of(&self, chat: ChatId, message: MessageId, text: &str, sent: Timestamp) {
        self.note(&format!("> (edit) {text}"));
        self.set(chat, message, by_person(text));
        let mut incoming =
            self.incoming(chat, Some(message), spoken(text, Wording::Special(Preface::Edited)));
        incoming.circumstances.edited = true;
        incoming.circumstances.sent = Some(sent);
        self.meets(incoming);
    }

    /// Sends something that has neither text nor file that is fetched.
    pub(super) fn sends(&self, chat: ChatId, what: Unreadable) -> MessageId {
        let message = self.writes(chat, &format!("({what:?})"));
        self.meets(self.incoming(chat, Some(message), Happening::Sent(what)));
        message
    }

    /// Sends a file, perhaps with a caption.
    pub(super) fn sends_file(&self, chat: ChatId, sent: &Sent, caption: Option<&str>) -> MessageId {
        let message = self.writes(chat, caption.unwrap_or("(file)"));
        self.meets(self.incoming_file(chat, message, sent, caption, false));
        message
    }

    /// Sends something with a caption that the bot never fetches, as a video.
    pub(super) fn captions_unseen(&self, chat: ChatId, caption: &str) {
        let message = self.writes(chat, caption);
        let happening = spoken(caption, Wording::Special(Preface::Caption));
        self.meets(self.incoming(chat, Some(message), happening));
    }

    /// Changes the caption under a file.
    pub(super) fn edits_caption(&self, chat: ChatId, message: MessageId, sent: &Sent, caption: &str) {
        let mut incoming = self.incoming_file(chat, message, sent, Some(caption), true);
        if let Happening::Said { wording, .. } = &mut incoming.happening {
            *wording = Wording::Special(Preface::Edited);
        }
        self.meets(incoming);
    }

    fn incoming_file(
        &self,
        chat: ChatId,
        message: MessageId,
        sent: &Sent,
        caption: Option<&str>,
        edited: bool,
    ) -> Incoming {
        let photo = matches!(sent, Sent::Photo(_) | Sent::LargePhoto | Sent::Lost);
        let wordless = Happening::Sent(if photo { Unreadable::Picture } else { Unreadable::Document });
        let happening = caption.map_or(wordless, |text| spoken(text, Wording::Special(Preface::Caption)));
        let mut incoming = self.incoming(chat, Some(message), happening);
        incoming.circumstances.edited = edited;
        let file = File { id: "file".to_owned(), photo, size: None, content: None };
        incoming.circumstances.file = Some(file.clone());
        let content = self.desk.wants_file(&incoming).then(|| match sent {
            Sent::Photo(bytes) | Sent::Document(bytes) => Ok(Zeroizing::new(bytes.clone())),
            Sent::LargePhoto | Sent::LargeDocument => Err(FetchTrouble::TooLarge),
            Sent::Lost => Err(FetchTrouble::Unavailable),
        });
        incoming.circumstances.file = Some(File { content, ..file });
        incoming
    }

    /// Taps the newest button with this label.
    pub(super) fn taps(&self, chat: ChatId, label: &str) {
        let (message, data) = self.find(chat, label);
        self.taps_on(chat, message, &data, label);
    }

    /// Taps a button, or types its label.
    pub(super) fn chooses(&self, chat: ChatId, label: &str, typed: bool) {
        if typed {
            self.says(chat, label);
        } else {
            self.taps(chat, label);
        }
    }

    /// Taps one of all the buttons that a chat shows, the newer the likelier.
    pub(super) fn taps_any(&self, chat: ChatId, at: usize) {
        let chats = self.chats.borrow();
        let all = chats.get(&chat).into_iter().flatten().rev();
        let presses = all.flat_map(|(number, shown)| {
            shown.keys.iter().filter_map(move |key| match &key.action {
                KeyAction::Press(data) => Some((MessageId(*number), data.clone(), key.label.clone())),
                KeyAction::Open(_) => None,
            })
        });
        let presses: Vec<_> = presses.take(8).collect();
        drop(chats);
        if let Some((message, data, label)) = presses.get(at % presses.len().max(1)) {
            self.taps_on(chat, *message, data, label);
        }
    }

    /// Edits one of a person's messages.
    pub(super) fn edits_any(&self, chat: ChatId, at: usize, text: &str) {
        let chats = self.chats.borrow();
        let own = chats.get(&chat).into_iter().flatten().filter(|(_, shown)| !shown.by_bot);
        let own: Vec<i32> = own.map(|(number, _)| *number).collect();
        drop(chats);
        if let Some(number) = own.get(at % own.len().max(1)) {
            self.edits(chat, MessageId(*number), text);
        }
    }

    /// A receipt that the tipster can see, if there is one.
    pub(super) fn known_receipt(&self) -> Option<String> {
        let all = self.all(super::TIPSTER);
        let found = all.iter().rev().find_map(|shown| netral::tips::Receipt::find(&shown.text));
        Some(found?.grouped().to_string())
    }

    pub(super) fn keeps_house_or_fails(&self) {
        drop(self.runtime.block_on(self.store.purge()));
    }

    /// Taps a button of a message, also one that shows it no more.
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
        let quoted = quoted.and_then(|quoted| self.shown(chat, quoted));
        incoming.circumstances.pressed_replies_to = quoted.map(|shown| shown.text);
        incoming
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
        found.next().unwrap_or_else(|| panic!("no [{label}] in\n{}", self.transcript.borrow()))
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
                speech.deliveries.into_iter().for_each(|delivery| self.deliver(chat, delivery));
                let then = speech.then.map(|state| self.desk.remember(chat, state));
                then.into_iter().for_each(|remembered| drop(self.runtime.block_on(remembered)));
            }
        }
    }

    /// Lets something happen of which nobody is told any more: the process dies before it speaks.
    pub(super) fn hears(&self, incoming: Incoming) -> Received {
        self.runtime.block_on(self.desk.receive(incoming)).unwrap()
    }

    /// Says what is due unprompted, and returns to whom.
    pub(super) fn speaks_up(&self) -> Vec<ChatId> {
        let due = self.runtime.block_on(self.desk.words_due());
        let chats = due.iter().map(|(chat, _)| *chat).collect();
        due.into_iter().for_each(|(chat, words)| self.speak(chat, words));
        chats
    }

    pub(super) fn takes_leave(&self) {
        self.desk.farewell().into_iter().for_each(|(chat, words)| self.speak(chat, words));
    }

    /// From now on the clock is worth this much.
    pub(super) fn trusts_clock(&self, trust: Trust) {
        *self.clock.1.lock().unwrap() = trust;
    }

    pub(super) fn keeps_house(&self) {
        self.runtime.block_on(self.store.purge()).unwrap();
    }

    /// What the newest message of the bot says.
    pub(super) fn reads(&self, chat: ChatId) -> String {
        let chats = self.chats.borrow();
        let newest = chats.get(&chat).into_iter().flatten().rev().find(|(_, shown)| shown.by_bot);
        newest.map(|(_, shown)| shown.text.clone()).unwrap_or_default()
    }

    /// The buttons under the newest message of the bot.
    pub(super) fn labels(&self, chat: ChatId) -> Vec<String> {
        let chats = self.chats.borrow();
        let newest = chats.get(&chat).into_iter().flatten().rev().find(|(_, shown)| shown.by_bot);
        newest.map(|(_, shown)| shown.keys.iter().map(|key| key.label.clone()).collect()).unwrap_or_default()
    }

    /// All that a chat shows, oldest first.
    pub(super) fn all(&self, chat: ChatId) -> Vec<Shown> {
        self.chats.borrow().get(&chat).into_iter().flatten().map(|(_, shown)| shown.clone()).collect()
    }

    /// All that a chat shows, as one text.
    pub(super) fn chat(&self, chat: ChatId) -> String {
        self.all(chat).into_iter().map(|shown| shown.text + "\n---\n").collect()
    }

    pub(super) fn has(&self, chat: ChatId, message: MessageId) -> bool {
        self.shown(chat, message).is_some()
    }

    fn shown(&self, chat: ChatId, message: MessageId) -> Option<Shown> {
        self.chats.borrow().get(&chat)?.get(&message.0).cloned()
    }

    /// The short words over the chat that answered the last tap.
    pub(super) fn notice(&self) -> String {
        self.notices.borrow().join("\n")
    }

    /// Takes the files that a chat was sent, with their names.
    pub(super) fn take_files(&self, chat: ChatId) -> Vec<(String, Vec<u8>)> {
        let all = self.documents.take();
        let (here, elsewhere): (Vec<_>, Vec<_>) = all.into_iter().partition(|(to, ..)| *to == chat);
        self.documents.replace(elsewhere);
        here.into_iter().map(|(_, name, content)| (name, content)).collect()
    }

    pub(super) fn tips(&self) -> Vec<Tip> {
        self.store.tips().unwrap().into_iter().map(|(_, tip)| tip).collect()
    }

    /// The only tip there is.
    pub(super) fn tip(&self) -> Tip {
        let [tip] = <[Tip; 1]>::try_from(self.tips()).unwrap();
        tip
    }

    pub(super) fn tag(&self) -> Tag {
        self.tip().tag
    }

    /// A sealed part of the only tip.
    pub(super) fn sealed(&self, part: usize) -> Vec<u8> {
        self.store.blob(self.tip().parts[part].blob).unwrap().unwrap()
    }

    /// What somebody's key makes of a sealed file: handlers by number, then the escrow key.
    pub(super) fn opens(&self, key: usize, sealed: &[u8]) -> Option<String> {
        let plain = open_with(sealed, &[self.keys[key].identity.clone()]).ok()?;
        Some(String::from_utf8(unpad(plain).to_vec()).unwrap())
    }

    pub(super) fn opens_bytes(&self, key: usize, sealed: &[u8]) -> Vec<u8> {
        open_with(sealed, &[self.keys[key].identity.clone()]).unwrap().to_vec()
    }

    pub(super) fn identity(&self, key: usize) -> Zeroizing<String> {
        self.keys[key].identity.clone()
    }

    /// Writes a report up to its preview, and returns its receipt.
    pub(super) fn prepares(&self, chat: ChatId, text: &str) -> String {
        self.writes_up(chat, text);
        self.receipt(chat)
    }

    /// Writes a report up to its preview; returns the message that tells what happened.
    pub(super) fn writes_up(&self, chat: ChatId, text: &str) -> MessageId {
        self.says(chat, "/lapor");
        self.taps(chat, "Lanjut");
        let told = self.says(chat, text);
        self.taps(chat, "Lanjut");
        (0..5).for_each(|_| self.taps(chat, "Lewati"));
        self.taps(chat, "Lanjut");
        told
    }

    /// Files a report and returns its receipt.
    pub(super) fn files(&self, chat: ChatId) -> String {
        let receipt = self.prepares(chat, TOLD);
        self.taps(chat, "Kirim");
        assert!(self.reads(chat).contains("Terkirim."), "{}", self.reads(chat));
        receipt
    }

    /// Lets the first handler open the only tip and fetch it.
    pub(super) fn taps_handler_fetch(&self) {
        self.says(INSPECTOR, "/kotak");
        self.taps(INSPECTOR, &format!("Buka {}", self.tag()));
        self.taps(INSPECTOR, "Ambil");
    }

    /// How many things the FAQ has counted.
    pub(super) fn counted(&self) -> usize {
        self.runtime.block_on(self.desk.flush_counts()).unwrap();
        self.store.counts().unwrap().len()
    }

    /// The receipt in the newest message that shows one.
    pub(super) fn receipt(&self, chat: ChatId) -> String {
        let all = self.all(chat);
        let found = all.iter().rev().find_map(|shown| netral::tips::Receipt::find(&shown.text));
        found.unwrap_or_else(|| panic!("no receipt in\n{}", self.chat(chat))).grouped().to_string()
    }

    fn speak(&self, chat: ChatId, words: Vec<Word>) {
        for word in words {
            match word {
                Word::Send { message, trail, protected } => {
                    let sent = self.sends_message(chat, &message, protected);
                    trail.into_iter().for_each(|trail| trail.add(sent));
                }
                Word::Reply { to, message } => {
                    let sent = self.sends_message(chat, &message, false);
                    let _: Option<MessageId> = self.quotes.borrow_mut().insert((chat, sent.0), to);
                }
                Word::Edit { message_id, message, trail } => match self.shown(chat, message_id) {
                    Some(_) => self.set(chat, message_id, by_bot(&message, false)),
                    None => {
                        let sent = self.sends_message(chat, &message, false);
                        trail.into_iter().for_each(|trail| trail.add(sent));
                    }
                },
                Word::AnswerPress { notice, .. } => self.notices.borrow_mut().extend(notice),
                Word::Erase { trail, .. } => trail.take().into_iter().for_each(|at| self.remove(chat, at)),
                Word::Delete(message) => self.remove(chat, message),
                Word::Document { name, content, caption } => {
                    self.sends_message(chat, &caption, false);
                    self.documents.borrow_mut().push((chat, name, content));
                }
                Word::Photo { .. } | Word::Commands(_) => panic!("tips never say such"),
            }
        }
    }

    fn deliver(&self, chat: ChatId, delivery: Delivery) {
        match delivery {
            Delivery::Send { message, .. } => drop(self.sends_message(chat, &message, false)),
            Delivery::Edit { message_id, message } => self.set(chat, message_id, by_bot(&message, false)),
            Delivery::AnswerPress { notice, .. } => self.notices.borrow_mut().extend(notice),
        }
    }

    fn sends_message(&self, chat: ChatId, message: &Message, protected: bool) -> MessageId {
        let number = self.next();
        let shown = by_bot(message, protected);
        self.note(&format!("< {}", shown.text.lines().next().unwrap_or_default()));
        self.set(chat, number, shown);
        number
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

    fn remove(&self, chat: ChatId, message: MessageId) {
        self.chats.borrow_mut().entry(chat).or_default().remove(&message.0);
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

fn handlers(roles: &[&str], keys: &[KeyPair]) -> Handlers {
    let chats = (INSPECTOR.0..=PERSONNEL.0 + 20).map(ChatId);
    let all = roles.iter().zip(keys).zip(chats).map(|((role, key), chat)| Handler {
        role: (*role).to_owned(),
        chat,
        key: key.public.clone(),
    });
    let escrow = Escrow { role: "Sekretaris Daerah".to_owned(), key: keys[roles.len()].public.clone() };
    Handlers::new(all.collect(), escrow).unwrap()
}

fn spoken(text: &str, wording: Wording) -> Happening {
    match text.strip_prefix('/') {
        Some(command) => {
            let (name, rest) = command.split_once(' ').unwrap_or((command, ""));
            Happening::Commanded { name: name.to_owned(), rest: rest.to_owned() }
        }
        None => Happening::Said { text: text.to_owned(), wording },
    }
}

fn by_person(text: &str) -> Shown {
    Shown { text: text.to_owned(), keys: Vec::new(), by_bot: false, protected: false }
}

/// Every message of the bot's must be one that Telegram takes.
fn by_bot(message: &Message, protected: bool) -> Shown {
    assert_well_formed(&message.html);
    let length = markup::length(&message.html);
    assert!((1..=markup::LONGEST_MESSAGE).contains(&length), "{length}: {}", message.html);
    let keys: Vec<KeyView> = message.keyboard.iter().flatten().cloned().collect();
    for key in &keys {
        assert!((1..=64).contains(&key.label.chars().count()), "{}", key.label);
        if let KeyAction::Press(data) = &key.action {
            assert!(data.len() <= 64, "{data}");
        }
    }
    Shown { text: markup::plain(&message.html), keys, by_bot: true, protected }
}
