//! A small Telegram as a pure state machine: one bot, its people, chats, messages, files and updates.
//!
//! Nothing here knows of HTTP, tasks or clocks. [`World::set_now`] tells the time; every other method is one
//! event of Telegram's life, done by the bot ([`bot`]) or by a person ([`people`]).

pub mod attachments;
pub mod bot;
pub mod callbacks;
pub mod commands;
pub mod detect;
pub mod files;
pub mod html;
pub mod journal;
pub mod keyboards;
pub mod people;
pub mod personas;
mod queue;
pub mod room;
pub mod types;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use serde_json::json;

use self::callbacks::Callbacks;
use self::commands::Menus;
use self::files::Files;
use self::journal::Journal;
use self::queue::Queue;
use self::room::Room;
use self::types::Chat;
use self::types::Message;
use self::types::User;

/// What the bot tells about itself, per language code ("" is the default).
#[derive(Debug, Default)]
pub(crate) struct Profile {
    pub(crate) names: BTreeMap<String, String>,
    pub(crate) descriptions: BTreeMap<String, String>,
    pub(crate) short_descriptions: BTreeMap<String, String>,
    pub(crate) default_menu_button: Option<Value>,
}

/// One bot's Telegram.
#[derive(Debug)]
pub struct World {
    now: i64,
    bot: User,
    users: BTreeMap<i64, User>,
    rooms: BTreeMap<i64, Room>,
    pub(crate) queue: Queue,
    pub(crate) callbacks: Callbacks,
    pub(crate) files: Files,
    pub(crate) menus: Menus,
    pub(crate) profile: Profile,
    pub(crate) webhook: Option<String>,
    journal: Journal,
}

impl World {
    /// A world with the personas and the group of [`personas`], at a point in time.
    #[must_use]
    pub fn new(bot_id: i64, bot_username: &str, now: i64) -> Self {
        let bot = User {
            id: bot_id,
            is_bot: true,
            first_name: "Netral".to_owned(),
            username: Some(bot_username.to_owned()),
            language_code: None,
        };
        let mut world = Self {
            now,
            bot,
            users: BTreeMap::new(),
            rooms: BTreeMap::new(),
            // Ids begin beyond those of an earlier run, so that none is taken for one that was handled.
            queue: Queue::new(first_update(now)),
            callbacks: Callbacks::default(),
            files: Files::default(),
            menus: Menus::default(),
            profile: Profile::default(),
            webhook: None,
            journal: Journal::default(),
        };
        personas::settle(&mut world);
        world
    }

    /// Tells the time, in Unix seconds; it never runs backwards.
    pub fn set_now(&mut self, now: i64) {
        self.now = self.now.max(now);
    }

    /// The time, in Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The bot.
    #[must_use]
    pub fn bot(&self) -> &User {
        &self.bot
    }

    /// The bot's `@name`, without the at sign.
    #[must_use]
    pub fn bot_username(&self) -> &str {
        self.bot.username.as_deref().unwrap_or_default()
    }

    /// A person; whoever is named first, exists.
    pub fn user(&mut self, id: i64) -> User {
        let newcomer = || User {
            id,
            is_bot: false,
            first_name: format!("Pengguna {id}"),
            username: None,
            language_code: Some("id".to_owned()),
        };
        self.users.entry(id).or_insert_with(newcomer).clone()
    }

    /// Adds a person, or puts them in place of one with the same id.
    pub fn add_user(&mut self, user: User) {
        self.users.insert(user.id, user);
    }

    pub(crate) fn known_user(&self, id: i64) -> Option<&User> {
        if id == self.bot.id { Some(&self.bot) } else { self.users.get(&id) }
    }

    pub(crate) fn add_room(&mut self, room: Room) {
        self.rooms.insert(room.chat.id, room);
    }

    /// A chat, if it exists.
    #[must_use]
    pub fn room(&self, chat: i64) -> Option<&Room> {
        self.rooms.get(&chat)
    }

    pub(crate) fn room_mut(&mut self, chat: i64) -> Option<&mut Room> {
        self.rooms.get_mut(&chat)
    }

    /// The private chat of a person, made when it does not exist.
    pub(crate) fn private_room(&mut self, user: &User) -> &mut Room {
        self.rooms.entry(user.id).or_insert_with(|| Room::new(Chat::private(user)))
    }

    /// All messages of a chat, in order.
    #[must_use]
    pub fn messages(&self, chat: i64) -> Vec<&Message> {
        self.rooms.get(&chat).map(|room| room.messages().collect()).unwrap_or_default()
    }

    /// One message.
    #[must_use]
    pub fn message(&self, chat: i64, message_id: i32) -> Option<&Message> {
        self.rooms.get(&chat)?.message(message_id)
    }

    /// What happened, for the page and for tests.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Number of updates the bot has not confirmed yet.
    #[must_use]
    pub fn unconfirmed(&self) -> usize {
        self.queue.len()
    }

    /// From now on update ids continue at `next`, higher or lower.
    pub fn jump_update_ids(&mut self, next: i64) {
        self.queue.jump(next);
    }

    /// Queues an update if the bot asked for its kind.
    pub(crate) fn announce(&mut self, kind: &str, body: &impl Serialize) {
        if !self.queue.wants(kind) {
            return;
        }
        if let Ok(body) = serde_json::to_string(body) {
            self.queue.push(|id| format!(r#"{{"update_id":{id},"{kind}":{body}}}"#));
        }
    }

    /// Queues any JSON as an update, whatever kinds the bot asked for; a missing `update_id` is added.
    pub fn insert_update(&mut self, mut update: Value) -> i64 {
        self.queue.push(|id| {
            if let Some(fields) = update.as_object_mut() {
                fields.entry("update_id").or_insert(json!(id));
            }
            update.to_string()
        })
    }

    /// Queues a text as an update, made from its id and delivered byte for byte.
    pub fn insert_raw_update(&mut self, text: impl FnOnce(i64) -> String) -> i64 {
        self.queue.push(text)
    }
}

/// Counts on with the seconds: nobody sends more than one update in each for long.
fn first_update(now: i64) -> i64 {
    const BEGAN: i64 = 1_000_000_000;
    now.saturating_sub(BEGAN).clamp(700_000_001, 2_000_000_000)
}

#[cfg(test)]
mod tests;
