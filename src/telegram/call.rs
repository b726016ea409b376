//! Bot API calls whose results are taken as they come.
//!
//! teloxide's typed results refuse a message with one field they don't know, although it was sent;
//! and its `getUpdates` loses what it can't read. Requests, transport and errors are teloxide's.

use std::marker::PhantomData;

use serde::Serialize;
use serde::Serializer;
use serde_json::Value;
use teloxide::Bot;
use teloxide::RequestError;
use teloxide::requests::JsonRequest;
use teloxide::requests::MultipartPayload;
use teloxide::requests::MultipartRequest;
use teloxide::requests::Payload;
use teloxide::requests::Request;

/// A method of the Bot API.
pub(super) trait Method: Send + Sync + 'static {
    const NAME: &'static str;
}

macro_rules! methods {
    ($($method:ident = $name:literal),* $(,)?) => {
        $(
            #[doc = concat!("The method `", $name, "`.")]
            pub(super) enum $method {}

            impl Method for $method {
                const NAME: &'static str = $name;
            }
        )*
    };
}

methods! {
    AnswerCallbackQuery = "answerCallbackQuery",
    DeleteMessage = "deleteMessage",
    DeleteMessages = "deleteMessages",
    DeleteMyCommands = "deleteMyCommands",
    DeleteWebhook = "deleteWebhook",
    EditMessageText = "editMessageText",
    GetChat = "getChat",
    GetFile = "getFile",
    GetMe = "getMe",
    GetUpdates = "getUpdates",
    SendMessage = "sendMessage",
    SetMyCommands = "setMyCommands",
    SetMyDescription = "setMyDescription",
    SetMyShortDescription = "setMyShortDescription",
}

struct Raw<M> {
    parameters: Value,
    method: PhantomData<M>,
}

impl<M> Serialize for Raw<M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.parameters.serialize(serializer)
    }
}

impl<M: Method> Payload for Raw<M> {
    type Output = Value;
    const NAME: &'static str = M::NAME;
}

/// Calls a method.
pub(super) async fn make<M: Method>(bot: &Bot, parameters: Value) -> Result<Value, RequestError> {
    JsonRequest::new(bot.clone(), Raw::<M> { parameters, method: PhantomData }).send().await
}

/// Calls a method that takes a file.
pub(super) async fn upload<P>(bot: &Bot, payload: P) -> Result<Value, RequestError>
where
    P: MultipartPayload + Payload<Output = Value> + Serialize + 'static,
{
    MultipartRequest::new(bot.clone(), payload).send().await
}
