//! Says words: straight from memory to Telegram. Nothing of them is stored, and none is logged.

mod file;

use serde_json::json;
use teloxide::Bot;

use crate::ports::ChatId;
use crate::ports::MessageId;
use crate::ports::Trail;
use crate::ports::Word;
use crate::telegram::call;
use crate::telegram::commands;
use crate::telegram::direct::file::Shown;
use crate::telegram::line::Attempts;
use crate::telegram::line::Line;
use crate::telegram::outbound;
use crate::telegram::outbound::Manner;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;
use crate::texts::Message;

/// Most messages that Telegram deletes at once.
const BATCH: usize = 100;

/// No lock screen lights up.
const SILENTLY: Manner = Manner { reply_to: None, silent: true, protected: false };

/// Says a word, however long Telegram takes; [`Outcome::Gone`] if there is nobody to say it to.
pub(super) async fn say(line: &Line, chat: ChatId, word: Word) -> Outcome {
    match word {
        Word::Send { message, trail, protected } => {
            let outcome = send(line, chat, &message, Manner { protected, ..SILENTLY }).await;
            note(trail.as_ref(), outcome, None);
            outcome
        }
        Word::Reply { to, message } => {
            send(line, chat, &message, Manner { reply_to: Some(to), ..SILENTLY }).await
        }
        Word::Edit { message_id, message, trail } => {
            let attempt = |chat| outbound::edit(&line.bot, chat, message_id, &message, SILENTLY);
            let outcome = line.insist(chat, Attempts::Endless, attempt).await;
            note(trail.as_ref(), outcome, Some(message_id));
            outcome
        }
        Word::AnswerPress { press, notice } => {
            let attempt = |_chat| outbound::answer_press(&line.bot, &press, notice.as_deref());
            line.insist(chat, Attempts::Two, attempt).await
        }
        Word::Erase { trail, failed } => erase(line, chat, &trail.take(), &failed).await,
        Word::Delete(message) => delete(line, chat, message).await,
        Word::Document { name, content, caption } => {
            file::send(line, chat, Shown::Document, &name, &content, &caption).await
        }
        Word::Photo { name, content, caption } => {
            file::send(line, chat, Shown::Photo, &name, &content, &caption).await
        }
        Word::Commands(commands) => show_commands(line, chat, commands.as_deref()).await,
    }
}

async fn send(line: &Line, chat: ChatId, message: &Message, manner: Manner) -> Outcome {
    line.insist(chat, Attempts::Endless, |chat| outbound::send(&line.bot, chat, message, manner)).await
}

/// Notes the number of a new message.
fn note(trail: Option<&Trail>, outcome: Outcome, edited: Option<MessageId>) {
    if let (Some(trail), Outcome::Taken(Some(sent))) = (trail, outcome)
        && edited != Some(sent)
    {
        trail.add(sent);
    }
}

/// Deletes messages, and says so if some of them stay.
async fn erase(line: &Line, chat: ChatId, messages: &[MessageId], failed: &Message) -> Outcome {
    let mut some_stay = false;
    for batch in messages.chunks(BATCH) {
        let attempt = |chat| delete_at_once(&line.bot, chat, batch);
        match line.insist(chat, Attempts::Endless, attempt).await {
            Outcome::Taken(_) => {}
            Outcome::Gone => return Outcome::Gone,
            _ => match delete_each(line, chat, batch).await {
                Outcome::Taken(_) => {}
                Outcome::Gone => return Outcome::Gone,
                _ => some_stay = true,
            },
        }
    }
    if some_stay { send(line, chat, failed, SILENTLY).await } else { Outcome::Taken(None) }
}

/// Telegram refuses a batch as a whole if one of it can't be deleted; alone, the others can.
async fn delete_each(line: &Line, chat: ChatId, messages: &[MessageId]) -> Outcome {
    let mut all = Outcome::Taken(None);
    for message in messages {
        match delete(line, chat, *message).await {
            Outcome::Taken(_) => {}
            Outcome::Gone => return Outcome::Gone,
            refused => all = refused,
        }
    }
    all
}

async fn delete(line: &Line, chat: ChatId, message: MessageId) -> Outcome {
    line.insist(chat, Attempts::Endless, |chat| delete_one(&line.bot, chat, message)).await
}

/// Shows commands of its own to a chat, or takes them away; where nobody has started the bot, Telegram
/// refuses that, and nobody misses it.
async fn show_commands(line: &Line, chat: ChatId, commands: Option<&[(String, String)]>) -> Outcome {
    let attempt = |chat| set_commands(&line.bot, chat, commands);
    match line.insist(chat, Attempts::Endless, attempt).await {
        Outcome::Gone => Outcome::Refused,
        outcome => outcome,
    }
}

async fn set_commands(bot: &Bot, chat: ChatId, commands: Option<&[(String, String)]>) -> Outcome {
    let scope = commands::scope_of(chat);
    outcome(match commands {
        Some(rows) => {
            let parameters = json!({ "commands": commands::menu(rows), "scope": scope });
            call::make(bot, "setMyCommands", &parameters).await
        }
        None => call::make(bot, "deleteMyCommands", &json!({ "scope": scope })).await,
    })
}

async fn delete_at_once(bot: &Bot, chat: ChatId, messages: &[MessageId]) -> Outcome {
    let numbers: Vec<i32> = messages.iter().map(|message| message.0).collect();
    let parameters = json!({ "chat_id": chat.0, "message_ids": numbers });
    match call::make(bot, "deleteMessages", &parameters).await {
        // A server that doesn't know the method.
        Err(trouble) if trouble.is_unknown() => Outcome::Refused,
        result => outcome(result),
    }
}

async fn delete_one(bot: &Bot, chat: ChatId, message: MessageId) -> Outcome {
    let parameters = json!({ "chat_id": chat.0, "message_id": message.0 });
    match call::make(bot, "deleteMessage", &parameters).await {
        // What isn't there doesn't stay.
        Err(trouble) if trouble.says("message to delete not found") => Outcome::Taken(None),
        result => outcome(result),
    }
}

#[cfg(test)]
mod tests;
