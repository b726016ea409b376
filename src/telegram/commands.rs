//! Tells Telegram which commands to show and what to say of the bot.

use serde_json::Value;
use serde_json::json;
use teloxide::Bot;

use crate::ports::ChatId;
use crate::telegram::call;
use crate::texts::commands;

/// Commands of single chats, each with what it is for.
pub(super) type Menus = [(ChatId, Vec<(String, String)>)];

/// Publishes the command menus and the description; the bot works without them, so failing is no error.
pub(super) async fn publish(bot: &Bot, takes_tips: bool, menus: &Menus) {
    let private =
        json!({ "commands": menu(&commands::public(takes_tips)), "scope": { "type": "all_private_chats" } });
    let group = json!({ "commands": menu(&commands::GROUP), "scope": { "type": "all_group_chats" } });
    let told = [
        tell(bot, "setMyCommands", private).await,
        tell(bot, "setMyCommands", group).await,
        tell(bot, "setMyDescription", json!({ "description": commands::DESCRIPTION })).await,
        tell(bot, "setMyShortDescription", json!({ "short_description": commands::SHORT_DESCRIPTION })).await,
    ];
    publish_to_some(bot, menus).await;
    if told.contains(&false) {
        tracing::warn!("the command menu could not be published; it will be at the next start");
    }
}

async fn tell(bot: &Bot, method: &str, parameters: Value) -> bool {
    call::make::<bool>(bot, method, &parameters).await.is_ok()
}

/// Shows handlers and admins their own commands too; who hasn't started the bot is refused that by Telegram.
async fn publish_to_some(bot: &Bot, menus: &Menus) {
    for (chat, rows) in menus {
        let parameters = json!({ "commands": menu(rows), "scope": scope_of(*chat) });
        let _shown_once_they_started = tell(bot, "setMyCommands", parameters).await;
    }
}

/// One chat, as Telegram names it where commands are for some chats only.
pub(super) fn scope_of(chat: ChatId) -> Value {
    json!({ "type": "chat", "chat_id": chat.0 })
}

/// Commands as Telegram takes them, each with what it is for.
pub(super) fn menu<T: AsRef<str>>(rows: &[(T, T)]) -> Vec<Value> {
    let row = |(name, about): &(T, T)| json!({ "command": name.as_ref(), "description": about.as_ref() });
    rows.iter().map(row).collect()
}
