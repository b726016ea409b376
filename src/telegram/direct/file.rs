//! Files that are said: from memory to Telegram, as a document or as a picture.

use reqwest::multipart::Form;
use reqwest::multipart::Part;
use teloxide::Bot;

use crate::ports::ChatId;
use crate::telegram::call;
use crate::telegram::line::Attempts;
use crate::telegram::line::Line;
use crate::telegram::outbound;
use crate::telegram::outbound::Keyboard;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;
use crate::texts::Message;
use crate::texts::markup;

/// How Telegram shows a file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown {
    /// As a file to save.
    Document,
    /// As a picture in the chat.
    Photo,
}

impl Shown {
    /// The method that sends it, and the parameter that holds it.
    fn wire(self) -> (&'static str, &'static str) {
        match self {
            Self::Document => ("sendDocument", "document"),
            Self::Photo => ("sendPhoto", "photo"),
        }
    }
}

/// Sends a file, however long Telegram takes.
pub(super) async fn send(
    line: &Line,
    chat: ChatId,
    shown: Shown,
    name: &str,
    content: &[u8],
    caption: &Message,
) -> Outcome {
    let attempt = |chat| upload(&line.bot, chat, shown, name, content, caption);
    line.insist(chat, Attempts::Endless, attempt).await
}

/// One attempt; a caption whose markup Telegram can't read goes as plain text.
async fn upload(
    bot: &Bot,
    chat: ChatId,
    shown: Shown,
    name: &str,
    content: &[u8],
    caption: &Message,
) -> Outcome {
    let (method, parameter) = shown.wire();
    let form = |caption: String| {
        let file = Part::bytes(content.to_vec()).file_name(name.to_owned());
        Form::new()
            .text("chat_id", chat.0.to_string())
            .text("caption", caption)
            .text("disable_notification", "true")
            .part(parameter, file)
    };
    let buttons = serde_json::to_string(&Keyboard::of(caption)).unwrap_or_default();
    let marked = form(caption.html.clone()).text("parse_mode", "HTML").text("reply_markup", buttons.clone());
    let result = call::upload(bot, method, marked).await;
    if !outbound::is_markup_trouble(&result) {
        return outcome(result);
    }
    let plain = form(markup::plain(&caption.html)).text("reply_markup", buttons);
    outcome(call::upload(bot, method, plain).await)
}
