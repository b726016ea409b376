//! One chat with the bot, and the transcript of what was said in it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::sync::Arc;

use futures::FutureExt;
use netral::conversation::Place;
use netral::conversation::Preface;
use netral::conversation::State;
use netral::conversation::Unreadable;
use netral::conversation::Wording;
use netral::desk::Circumstances;
use netral::desk::Desk;
use netral::desk::Happening;
use netral::desk::Incoming;
use netral::desk::Received;
use netral::desk::Reference;
use netral::desk::Speech;
use netral::ports::ChatId;
use netral::ports::Clock;
use netral::ports::Delivery;
use netral::ports::MessageId;
use netral::ports::Store;
use netral::ports::Timestamp;
use netral::storage::MemoryStore;
use netral::texts::Agency;
use netral::texts::KeyAction;
use netral::texts::KeyView;
use netral::texts::Message;
use netral::texts::markup;

use crate::small_faq::small_faq;

/// Longest piece of a message that a transcript shows, in letters.
const GIST: usize = 72;

/// A clock that stands still.
pub(crate) struct Noon;

impl Clock for Noon {
    fn now(&self) -> Timestamp {
        Timestamp(20_601 * 86_400)
    }
}

/// A person in one chat with the bot; each act is answered before the next.
pub(crate) struct Chat {
    desk: Desk<MemoryStore<Noon>>,
    pub(crate) store: Arc<MemoryStore<Noon>>,
    pub(crate) id: ChatId,
    place: Place,
    /// The message the person looks at, by its number.
    shown: Option<(MessageId, Message)>,
    messages: i32,
    /// Telegram's number of whatever happens, where the story minds it.
    transcript: String,
}

impl Chat {
    /// A private chat in which nothing has been said.
    pub(crate) fn new() -> Self {
        Self::with(Agency::default())
    }

    /// A private chat with the bot of an agency.
    pub(crate) fn with(agency: Agency) -> Self {
        let store = Arc::new(MemoryStore::new(Noon));
        let desk = Desk::new(Arc::clone(&store), Reference::of(small_faq()), agency);
        desk.introduce("netral_bot");
        let (place, id) = (Place::Private, ChatId(1001));
        Self { desk, store, id, place, shown: None, messages: 100, transcript: String::new() }
    }

    /// A group the bot is in.
    pub(crate) fn in_group() -> Self {
        Self { place: Place::Group, id: ChatId(-2002), ..Self::new() }
    }

    /// Writes something that is no command.
    pub(crate) fn says(self, text: &str) -> Self {
        self.asks(text, Wording::Typed, "")
    }

    /// Changes an earlier message into this.
    pub(crate) fn edits(self, text: &str) -> Self {
        self.asks(text, Wording::Special(Preface::Edited), "(edited) ")
    }

    /// Sends a picture with this under it.
    pub(crate) fn captions(self, text: &str) -> Self {
        self.asks(text, Wording::Special(Preface::Caption), "(caption) ")
    }

    /// Forwards somebody's message.
    pub(crate) fn forwards(self, text: &str) -> Self {
        self.asks(text, Wording::Special(Preface::Forwarded), "(forwarded) ")
    }

    fn asks(self, text: &str, wording: Wording, how: &str) -> Self {
        let note = format!("{how}{text}");
        self.does(Happening::Said { text: text.to_owned(), wording }, &note)
    }

    /// Gives a command, as in `/start q_like`.
    pub(crate) fn commands(self, command: &str) -> Self {
        let (name, rest) = command.trim_start_matches('/').split_once(' ').unwrap_or((&command[1..], ""));
        self.does(Happening::Commanded { name: name.to_owned(), rest: rest.to_owned() }, command)
    }

    /// Taps the button with this label under the message that is shown.
    pub(crate) fn taps(self, label: &str) -> Self {
        let data = self.data_of(label);
        self.presses(&data, &format!("[{label}]"))
    }

    /// Presses a button with this callback data.
    pub(crate) fn presses(self, data: &str, note: &str) -> Self {
        self.does(Happening::Pressed(data.to_owned()), note)
    }

    /// Sends something without text.
    pub(crate) fn sends(self, what: Unreadable) -> Self {
        self.does(Happening::Sent(what), &format!("({what:?})"))
    }

    /// Does something, noted so.
    pub(crate) fn does(mut self, happening: Happening, note: &str) -> Self {
        self.transcript.push_str(&format!("> {note}\n"));
        let received = self.meets(happening);
        self.tell(&received);
        self
    }

    /// Does something that the transcript leaves out.
    pub(crate) fn meets(&mut self, happening: Happening) -> Received {
        let incoming = self.incoming(happening);
        let received = self.desk.receive(incoming).now_or_never();
        let received = received.unwrap().unwrap();
        if let Received::Said(Speech { then: Some(state), .. }) = &received {
            drop(self.desk.remember(self.id, state.clone()).now_or_never().unwrap());
        }
        for delivery in deliveries(&received) {
            match delivery {
                Delivery::Send { message, .. } => {
                    self.messages += 1;
                    self.shown = Some((MessageId(self.messages), message.clone()));
                }
                Delivery::Edit { message_id, message } => self.shown = Some((*message_id, message.clone())),
                Delivery::AnswerPress { .. } => {}
            }
        }
        received
    }

    fn incoming(&mut self, happening: Happening) -> Incoming {
        let pressed = matches!(happening, Happening::Pressed(_));
        self.messages += 1;
        let own = MessageId(self.messages);
        let shown = self.shown.as_ref().map(|(id, _)| *id);
        Incoming {
            update: None,
            chat: self.id,
            place: self.place,
            message: if pressed { shown } else { Some(own) },
            press: pressed.then(|| "press".to_owned()),
            happening,
            circumstances: Circumstances::default(),
        }
    }

    /// Lets every write of the store fail from now on, or succeed again.
    pub(crate) fn with_full_disk(mut self, full: bool) -> Self {
        self.transcript.push_str(if full { "(the disk is full)\n" } else { "(the disk has room again)\n" });
        self.store.fail_commits(full);
        self
    }

    /// What is remembered of the chat.
    pub(crate) fn state(&self) -> Option<State> {
        self.store.load(self.id).unwrap()
    }

    /// Everything that the last message says, without markup.
    pub(crate) fn reads(&self) -> String {
        self.shown.as_ref().map(|(_, message)| markup::plain(&message.html)).unwrap_or_default()
    }

    /// The message that is shown.
    pub(crate) fn shown(&self) -> Option<&Message> {
        self.shown.as_ref().map(|(_, message)| message)
    }

    /// What has been counted, one a line.
    pub(crate) fn counts(&self) -> String {
        self.desk.flush_counts().now_or_never().unwrap().unwrap();
        let counts = self.store.counts().unwrap();
        counts.iter().map(|(counted, count)| format!("{count} × {counted:?}\n")).collect()
    }

    /// What was said, and how.
    pub(crate) fn transcript(&self) -> &str {
        &self.transcript
    }

    fn data_of(&self, label: &str) -> String {
        let keys = self.shown.iter().flat_map(|(_, message)| message.keyboard.iter().flatten());
        let found = keys.clone().find(|key| key.label == label);
        match found.map(|key| &key.action) {
            Some(KeyAction::Press(data)) => data.clone(),
            _ => panic!("no button [{label}] among {:?}", keys.collect::<Vec<_>>()),
        }
    }

    fn tell(&mut self, received: &Received) {
        for delivery in deliveries(received) {
            self.transcript.push_str(&told(delivery));
        }
    }
}

/// What is to be delivered, saved or not.
pub(crate) fn deliveries(received: &Received) -> Vec<&Delivery> {
    match received {
        Received::Said(speech) => speech.deliveries.iter().collect(),
        Received::Direct(_) => panic!("no tip is filed here"),
    }
}

fn told(delivery: &Delivery) -> String {
    match delivery {
        Delivery::Send { message, reply_to } => {
            let quoting = if reply_to.is_some() { ", quoting" } else { "" };
            format!("! Send{quoting}\n{}", told_message(message))
        }
        Delivery::Edit { message, .. } => format!("! Edit\n{}", told_message(message)),
        Delivery::AnswerPress { notice: None, .. } => "! AnswerPress\n".to_owned(),
        Delivery::AnswerPress { notice: Some(notice), .. } => format!("! AnswerPress: {notice}\n"),
    }
}

fn told_message(message: &Message) -> String {
    let rows = message.keyboard.iter().map(|row| row.iter().map(told_key).collect::<Vec<_>>().join(" "));
    let rows: String = rows.map(|row| format!("    {row}\n")).collect();
    format!("< {}\n{rows}", gist(&markup::plain(&message.html)))
}

fn told_key(key: &KeyView) -> String {
    match &key.action {
        KeyAction::Press(_) => format!("[{}]", key.label),
        KeyAction::Open(address) => format!("[{} → {address}]", key.label),
    }
}

/// The first line; a line that only announces takes the next with it.
fn gist(text: &str) -> String {
    let mut lines = text.lines().filter(|line| !line.is_empty());
    let mut gist = lines.next().unwrap_or_default().to_owned();
    if gist.ends_with(':') {
        gist = format!("{gist} {}", lines.next().unwrap_or_default());
        return gist;
    }
    match gist.char_indices().nth(GIST) {
        Some((end, _)) => format!("{}…", &gist[..end]),
        None => gist,
    }
}
