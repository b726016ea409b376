//! Tells Telegram which commands to show and what to say of the bot.

use serde_json::Value;
use serde_json::json;
use teloxide::Bot;

use crate::telegram::call;
use crate::telegram::call::SetMyCommands;
use crate::telegram::call::SetMyDescription;
use crate::telegram::call::SetMyShortDescription;
use crate::texts::commands;

/// Publishes the command menus and the description; the bot works without them, so failing is no error.
pub(super) async fn publish(bot: &Bot) {
    let private = json!({ "commands": menu(&commands::PUBLIC), "scope": { "type": "all_private_chats" } });
    let group = json!({ "commands": menu(&commands::GROUP), "scope": { "type": "all_group_chats" } });
    let told = [
        call::make::<SetMyCommands>(bot, private).await.is_ok(),
        call::make::<SetMyCommands>(bot, group).await.is_ok(),
        call::make::<SetMyDescription>(bot, json!({ "description": commands::DESCRIPTION })).await.is_ok(),
        call::make::<SetMyShortDescription>(bot, json!({ "short_description": commands::SHORT_DESCRIPTION }))
            .await
            .is_ok(),
    ];
    if told.contains(&false) {
        tracing::warn!("the command menu could not be published; it will be at the next start");
    }
}

fn menu(rows: &[(&str, &str)]) -> Vec<Value> {
    rows.iter().map(|(name, about)| json!({ "command": name, "description": about })).collect()
}
