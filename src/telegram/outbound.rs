//! From what is to be said to Bot API calls.

use serde::Serialize;
use serde::Serializer;
use teloxide::Bot;

use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::MessageId;
use crate::telegram::call;
use crate::telegram::call::Trouble;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;
use crate::texts::KeyAction;
use crate::texts::KeyView;
use crate::texts::Message;
use crate::texts::markup;

/// How a new message is sent.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    /// The message it answers, where that helps.
    pub(super) reply_to: Option<MessageId>,
    /// Whether no sound and no lock screen announces it.
    pub(super) silent: bool,
    /// Whether it may not be forwarded, saved or copied.
    pub(super) protected: bool,
}

/// Makes one attempt at a delivery.
pub(super) async fn attempt(bot: &Bot, chat: ChatId, delivery: &Delivery) -> Outcome {
    match delivery {
        Delivery::Send { message, reply_to } => {
            send(bot, chat, message, Manner { reply_to: *reply_to, ..Manner::default() }).await
        }
        Delivery::Edit { message_id, message } => {
            edit(bot, chat, *message_id, message, Manner::default()).await
        }
        Delivery::AnswerPress { press, notice } => answer_press(bot, press, notice.as_deref()).await,
    }
}

/// Sends a message; one whose markup Telegram can't read goes as plain text.
pub(super) async fn send(bot: &Bot, chat: ChatId, message: &Message, manner: Manner) -> Outcome {
    let said = Said::new(chat, message).in_manner(manner);
    let result = call::make(bot, "sendMessage", &said).await;
    if !is_markup_trouble(&result) {
        return outcome(result);
    }
    let plain = markup::plain(&message.html);
    outcome(call::make(bot, "sendMessage", &said.as_plain(&plain)).await)
}

/// Replaces a message; where that isn't possible any more, sends a new one in the given manner.
pub(super) async fn edit(
    bot: &Bot,
    chat: ChatId,
    message_id: MessageId,
    message: &Message,
    anew: Manner,
) -> Outcome {
    let said = Said { message_id: Some(message_id.0), ..Said::new(chat, message) };
    let result = call::make(bot, "editMessageText", &said).await;
    if matches!(&result, Err(trouble) if trouble.says("message is not modified")) {
        return Outcome::Taken(Some(message_id));
    }
    match outcome(result) {
        Outcome::Refused => send(bot, chat, message, anew).await,
        other => other,
    }
}

/// Answers a button press.
pub(super) async fn answer_press(bot: &Bot, press: &str, notice: Option<&str>) -> Outcome {
    #[derive(Serialize)]
    struct Answered<'a> {
        callback_query_id: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        text: Option<&'a str>,
    }
    let answered = Answered { callback_query_id: press, text: notice };
    outcome(call::make(bot, "answerCallbackQuery", &answered).await)
}

/// Whether Telegram stumbled over the markup.
pub(super) fn is_markup_trouble<T>(result: &Result<T, Trouble>) -> bool {
    matches!(result, Err(trouble) if trouble.says("can't parse entities"))
}

/// A message as `sendMessage` and `editMessageText` take it.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Said<'a> {
    chat_id: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    message_id: Option<i32>,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    parse_mode: Option<&'static str>,
    link_preview_options: Preview,
    reply_markup: Keyboard<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reply_parameters: Option<Quoted>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disable_notification: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    protect_content: Option<bool>,
}

#[derive(Clone, Copy, Serialize)]
struct Preview {
    is_disabled: bool,
}

#[derive(Clone, Copy, Serialize)]
struct Quoted {
    message_id: i32,
    allow_sending_without_reply: bool,
}

impl<'a> Said<'a> {
    /// What a message is to Telegram, without how it is sent.
    pub(super) fn new(chat: ChatId, message: &'a Message) -> Self {
        Self {
            chat_id: chat.0,
            message_id: None,
            text: &message.html,
            parse_mode: Some("HTML"),
            link_preview_options: Preview { is_disabled: true },
            reply_markup: Keyboard::of(message),
            reply_parameters: None,
            disable_notification: None,
            protect_content: None,
        }
    }

    fn in_manner(self, manner: Manner) -> Self {
        let quoted = |id: MessageId| Quoted { message_id: id.0, allow_sending_without_reply: true };
        Self {
            reply_parameters: manner.reply_to.map(quoted),
            disable_notification: manner.silent.then_some(true),
            protect_content: manner.protected.then_some(true),
            ..self
        }
    }

    fn as_plain(self, plain: &'a str) -> Self {
        Self { text: plain, parse_mode: None, ..self }
    }
}

/// The buttons under a message.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Keyboard<'a> {
    inline_keyboard: Rows<'a>,
}

impl<'a> Keyboard<'a> {
    /// The buttons of a message.
    pub(super) fn of(message: &'a Message) -> Self {
        Self { inline_keyboard: Rows(&message.keyboard) }
    }
}

#[derive(Clone, Copy)]
struct Rows<'a>(&'a [Vec<KeyView>]);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|row| Row(row)))
    }
}

struct Row<'a>(&'a [KeyView]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Key::of))
    }
}

#[derive(Serialize)]
struct Key<'a> {
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    callback_data: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> Key<'a> {
    fn of(view: &'a KeyView) -> Self {
        let (callback_data, url) = match &view.action {
            KeyAction::Press(data) => (Some(data.as_str()), None),
            KeyAction::Open(url) => (None, Some(url.as_str())),
        };
        Self { text: &view.label, callback_data, url }
    }
}
