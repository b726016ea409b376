//! Files that are said: from memory to Telegram, as a document or as a picture.

use std::marker::PhantomData;

use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeStruct as _;
use serde_json::Value;
use teloxide::Bot;
use teloxide::requests::MultipartPayload;
use teloxide::requests::Payload;
use teloxide::types::InputFile;

use crate::ports::ChatId;
use crate::telegram::call;
use crate::telegram::line::Attempts;
use crate::telegram::line::Line;
use crate::telegram::outbound;
use crate::telegram::outcome::Outcome;
use crate::telegram::outcome::outcome;
use crate::texts::Message;
use crate::texts::markup;

/// How Telegram shows a file.
pub(super) trait Form: Clone + Send + Sync + 'static {
    /// The method that sends it.
    const METHOD: &'static str;
    /// The parameter that holds it.
    const PARAMETER: &'static str;
}

/// As a file to save.
#[derive(Clone)]
pub(super) enum Document {}

/// As a picture in the chat.
#[derive(Clone)]
pub(super) enum Photo {}

impl Form for Document {
    const METHOD: &'static str = "sendDocument";
    const PARAMETER: &'static str = "document";
}

impl Form for Photo {
    const METHOD: &'static str = "sendPhoto";
    const PARAMETER: &'static str = "photo";
}

/// Sends a file, however long Telegram takes.
pub(super) async fn send<F: Form>(
    line: &Line,
    chat: ChatId,
    name: String,
    content: Vec<u8>,
    caption: &Message,
) -> Outcome {
    let file = InputFile::memory(content).file_name(name);
    let attempt = |chat| upload::<F>(&line.bot, chat, &file, caption);
    line.insist(chat, Attempts::Endless, attempt).await
}

/// One attempt; a caption whose markup Telegram can't read goes as plain text.
async fn upload<F: Form>(bot: &Bot, chat: ChatId, file: &InputFile, caption: &Message) -> Outcome {
    let sending = Sending::<F> {
        chat: chat.0,
        file: file.clone(),
        caption: caption.html.clone(),
        parse_mode: "HTML",
        buttons: outbound::buttons(caption).to_string(),
        form: PhantomData,
    };
    let result = call::upload(bot, sending.clone()).await;
    if !outbound::is_markup_trouble(&result) {
        return outcome(result);
    }
    let plain = markup::plain(&caption.html);
    outcome(call::upload(bot, Sending { caption: plain, parse_mode: "", ..sending }).await)
}

#[derive(Clone)]
struct Sending<F> {
    chat: i64,
    file: InputFile,
    caption: String,
    parse_mode: &'static str,
    buttons: String,
    form: PhantomData<F>,
}

impl<F: Form> Serialize for Sending<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Sending", 6)?;
        fields.serialize_field("chat_id", &self.chat)?;
        fields.serialize_field(F::PARAMETER, &self.file)?;
        fields.serialize_field("caption", &self.caption)?;
        fields.serialize_field("parse_mode", self.parse_mode)?;
        fields.serialize_field("disable_notification", &true)?;
        fields.serialize_field("reply_markup", &self.buttons)?;
        fields.end()
    }
}

impl<F: Form> Payload for Sending<F> {
    type Output = Value;
    const NAME: &'static str = F::METHOD;
}

impl<F: Form> MultipartPayload for Sending<F> {
    fn copy_files(&self, into: &mut dyn FnMut(InputFile)) {
        into(self.file.clone());
    }

    fn move_files(&mut self, into: &mut dyn FnMut(InputFile)) {
        into(self.file.clone());
    }
}
