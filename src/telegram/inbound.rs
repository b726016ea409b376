//! From an update to what happened: total, so that no update, however odd, is an error.

mod circumstances;
mod mention;

use serde_json::Value;

use crate::conversation::Place;
use crate::conversation::Preface;
use crate::conversation::Unreadable;
use crate::conversation::Wording;
use crate::conversation::bare;
use crate::conversation::is_unseen;
use crate::desk::Circumstances;
use crate::desk::Happening;
use crate::desk::Incoming;
use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::UpdateId;
use crate::telegram::wire::CallbackQuery;
use crate::telegram::wire::KINDS;
use crate::telegram::wire::MemberChange;
use crate::telegram::wire::Message;
use crate::telegram::wire::Update;

/// The bot itself, as Telegram names it.
#[derive(Clone)]
pub(super) struct Me {
    pub(super) id: i64,
    pub(super) username: String,
}

/// An update that has something of a kind that Netral reads, but not in a form it can read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unread;

/// Returns what an update says happened, or `None` when it concerns no chat that Netral answers.
pub(super) fn read(me: &Me, update: UpdateId, json: &str) -> Result<Option<Incoming>, Unread> {
    let read: Update = serde_json::from_str(json).map_err(|_| Unread)?;
    if read.is_empty() && has_a_known_kind(json) {
        return Err(Unread);
    }
    Ok(of_update(me, read).map(|incoming| Incoming { update: Some(update), ..incoming }))
}

/// Whether an update is of one of the kinds that are asked for.
fn has_a_known_kind(json: &str) -> bool {
    let fields: serde_json::Map<String, Value> = serde_json::from_str(json).unwrap_or_default();
    KINDS.iter().any(|kind| fields.get(*kind).is_some_and(|value| !value.is_null()))
}

fn of_update(me: &Me, read: Update) -> Option<Incoming> {
    if let Some(message) = read.message {
        of_message(me, message, false)
    } else if let Some(message) = read.edited_message {
        of_message(me, message, true)
    } else if let Some(query) = read.callback_query {
        of_press(query)
    } else {
        of_member_change(read.my_chat_member?)
    }
}

fn place(kind: Option<&str>) -> Option<Place> {
    match kind {
        Some("private") => Some(Place::Private),
        Some("group" | "supergroup") => Some(Place::Group),
        _ => None,
    }
}

fn of_message(me: &Me, message: Message, edited: bool) -> Option<Incoming> {
    let place = place(message.chat.kind.as_deref())?;
    let by_bot = message.from.as_ref().is_some_and(|from| from.is_bot == Some(true));
    // In a group, Telegram puts bots of its own in the place of who writes as the group or as a channel.
    let as_somebody_else = place == Place::Group && message.rest.contains_key("sender_chat");
    if by_bot && !as_somebody_else {
        return None;
    }
    let chat = ChatId(message.chat.id);
    let message_id = Some(MessageId(message.message_id));
    let happening = match place {
        Place::Private => in_private(me, &message, edited),
        Place::Group => in_group(me, &message, edited)?,
    };
    Some(Incoming {
        update: None,
        chat,
        place,
        message: message_id,
        press: None,
        happening,
        circumstances: circumstances::of_message(me, &message, edited),
    })
}

fn in_private(me: &Me, message: &Message, edited: bool) -> Happening {
    let Some((text, wording)) = words(message, edited) else { return wordless(message, edited) };
    match command(me, text) {
        Some(Addressee::Us(name, rest)) => Happening::Commanded { name, rest },
        Some(Addressee::AnotherBot) | None => Happening::Said { text: text.to_owned(), wording },
    }
}

/// In a group the bot speaks only when spoken to: by command, mention or reply.
fn in_group(me: &Me, message: &Message, edited: bool) -> Option<Happening> {
    if edited {
        return None;
    }
    let (text, wording) = words(message, edited)?;
    match command(me, text) {
        Some(Addressee::Us(name, rest)) => return Some(Happening::Commanded { name, rest }),
        Some(Addressee::AnotherBot) => return None,
        None => {}
    }
    let replies = message.reply_to_message.as_ref().and_then(|replied| replied.from.as_ref());
    let spoken_to = replies.is_some_and(|author| author.id == me.id);
    let text = match mention::strip(me, message, text) {
        Some(besides) if besides.is_empty() => return Some(Happening::Joined),
        Some(besides) => besides,
        None if spoken_to => text.trim().to_owned(),
        None => return None,
    };
    match command(me, &text) {
        Some(Addressee::Us(name, rest)) => Some(Happening::Commanded { name, rest }),
        Some(Addressee::AnotherBot) => None,
        None => Some(Happening::Said { text, wording }),
    }
}

/// The message's words, and how they came.
fn words(message: &Message, edited: bool) -> Option<(&str, Wording)> {
    let worded = |text: &str| !bare(text).is_empty();
    let text = message.text.as_deref().filter(|text| worded(text));
    let caption = message.caption.as_deref().filter(|caption| worded(caption));
    let wording = if edited {
        Wording::Special(Preface::Edited)
    } else if ["forward_origin", "forward_date", "forward_from"]
        .iter()
        .any(|key| message.rest.contains_key(*key))
    {
        Wording::Special(Preface::Forwarded)
    } else if text.is_none() && caption.is_some() {
        Wording::Special(Preface::Caption)
    } else {
        Wording::Typed
    };
    Some((text.or(caption)?, wording))
}

/// What was sent instead of words. Service messages ask for no answer, and neither do edits without a file:
/// a live location sends one every few seconds.
fn wordless(message: &Message, edited: bool) -> Happening {
    const KINDS: [(&str, Unreadable); 16] = [
        ("photo", Unreadable::Picture),
        ("video", Unreadable::Picture),
        ("animation", Unreadable::Picture),
        ("story", Unreadable::Picture),
        ("paid_media", Unreadable::Picture),
        ("voice", Unreadable::Voice),
        ("video_note", Unreadable::Voice),
        ("audio", Unreadable::Voice),
        ("sticker", Unreadable::Sticker),
        ("dice", Unreadable::Sticker),
        ("game", Unreadable::Sticker),
        ("document", Unreadable::Document),
        ("venue", Unreadable::Location),
        ("location", Unreadable::Location),
        ("contact", Unreadable::Contact),
        ("poll", Unreadable::Poll),
    ];
    const SERVICE: [&str; 8] = [
        "pinned_message",
        "message_auto_delete_timer_changed",
        "chat_background_set",
        "write_access_allowed",
        "boost_added",
        "successful_payment",
        "users_shared",
        "chat_shared",
    ];
    const FILES: [&str; 5] = ["photo", "video", "animation", "document", "audio"];
    let has = |keys: &[&str]| keys.iter().any(|key| message.rest.contains_key(*key));
    if has(&SERVICE) || (edited && !has(&FILES)) {
        return Happening::Ignored;
    }
    let kind = KINDS.iter().find(|(key, _)| message.rest.contains_key(*key));
    Happening::Sent(kind.map_or(Unreadable::Other, |(_, what)| *what))
}

enum Addressee {
    Us(String, String),
    AnotherBot,
}

/// Splits `/name@bot rest`; nothing else is a command.
fn command(me: &Me, text: &str) -> Option<Addressee> {
    let is_blank = |letter: char| letter.is_whitespace() || is_unseen(letter);
    let after_slash = text.trim_start_matches(is_blank).strip_prefix('/')?;
    let (head, rest) = after_slash.split_once(is_blank).unwrap_or((after_slash, ""));
    let (name, bot) = head.split_once('@').unwrap_or((head, &me.username));
    let well_formed =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if !well_formed {
        return None;
    }
    if !bot.eq_ignore_ascii_case(&me.username) {
        return Some(Addressee::AnotherBot);
    }
    Some(Addressee::Us(name.to_owned(), bare(rest).to_owned()))
}

fn of_press(query: CallbackQuery) -> Option<Incoming> {
    let circumstances = query.message.as_ref().map(circumstances::of_press).unwrap_or_default();
    let (chat, place, message) = match query.message {
        Some(pressed) => {
            let reachable = pressed.date != Some(0);
            let message = reachable.then_some(MessageId(pressed.message_id));
            (ChatId(pressed.chat.id), place(pressed.chat.kind.as_deref())?, message)
        }
        None => (ChatId(query.from?.id), Place::Private, None),
    };
    let happening = Happening::Pressed(query.data.unwrap_or_default());
    Some(Incoming { update: None, chat, place, message, press: Some(query.id), happening, circumstances })
}

fn of_member_change(change: MemberChange) -> Option<Incoming> {
    let place = place(change.chat.kind.as_deref())?;
    let status = |member: Option<crate::telegram::wire::Member>| member.and_then(|member| member.status);
    let before = status(change.old_chat_member);
    let now = status(change.new_chat_member);
    let gone = |status: &Option<String>| matches!(status.as_deref(), None | Some("kicked" | "left"));
    let happening = match place {
        _ if gone(&now) => Happening::Left,
        Place::Group if gone(&before) => Happening::Joined,
        _ => Happening::Ignored,
    };
    Some(Incoming {
        update: None,
        chat: ChatId(change.chat.id),
        place,
        message: None,
        press: None,
        happening,
        circumstances: Circumstances::default(),
    })
}

#[cfg(test)]
mod tests;
