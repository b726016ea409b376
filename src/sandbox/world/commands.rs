//! Command menus: one list per scope and language, and which of them a person sees.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::Serialize;

use crate::sandbox::error::ApiError;

/// Most commands in one list.
const MOST: usize = 100;

/// One line of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotCommand {
    /// Without the slash.
    pub command: String,
    /// What it does.
    pub description: String,
}

/// For whom a list is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Scope {
    /// Everybody without a narrower list.
    #[default]
    Default,
    /// All private chats.
    AllPrivateChats,
    /// All groups.
    AllGroupChats,
    /// Administrators of all groups.
    AllChatAdministrators,
    /// One chat.
    Chat {
        /// Which.
        chat_id: i64,
    },
    /// Administrators of one group.
    ChatAdministrators {
        /// Which.
        chat_id: i64,
    },
    /// One member of one group.
    ChatMember {
        /// Which group.
        chat_id: i64,
        /// Who.
        user_id: i64,
    },
}

/// All menus.
#[derive(Debug, Default)]
pub(crate) struct Menus {
    lists: BTreeMap<(Scope, String), Vec<BotCommand>>,
}

impl Menus {
    pub(crate) fn set(
        &mut self,
        scope: Scope,
        language: &str,
        commands: Vec<BotCommand>,
    ) -> Result<(), ApiError> {
        if commands.len() > MOST {
            return Err(ApiError::bad_request("BOT_COMMANDS_TOO_MUCH"));
        }
        commands.iter().try_for_each(check)?;
        self.lists.insert((scope, language.to_owned()), commands);
        Ok(())
    }

    pub(crate) fn get(&self, scope: &Scope, language: &str) -> &[BotCommand] {
        self.lists.get(&(scope.clone(), language.to_owned())).map(Vec::as_slice).unwrap_or_default()
    }

    pub(crate) fn delete(&mut self, scope: &Scope, language: &str) {
        self.lists.remove(&(scope.clone(), language.to_owned()));
    }

    /// The menu a person sees: the narrowest scope wins, and within it their language.
    pub(crate) fn seen_by(&self, user: i64, chat: i64, language: &str) -> &[BotCommand] {
        let in_group = [
            Scope::ChatMember { chat_id: chat, user_id: user },
            Scope::Chat { chat_id: chat },
            Scope::AllGroupChats,
            Scope::Default,
        ];
        let in_private = [Scope::Chat { chat_id: chat }, Scope::AllPrivateChats, Scope::Default];
        let scopes: &[Scope] = if chat == user { &in_private } else { &in_group };
        let lists = scopes.iter().flat_map(|scope| [self.get(scope, language), self.get(scope, "")]);
        lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default()
    }
}

fn check(command: &BotCommand) -> Result<(), ApiError> {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let length = command.command.len();
    if !(1..=32).contains(&length) || !command.command.chars().all(letters) {
        return Err(ApiError::bad_request("BOT_COMMAND_INVALID"));
    }
    match command.description.chars().count() {
        0 => Err(ApiError::bad_request("command description must be non-empty")),
        1..=256 => Ok(()),
        _ => Err(ApiError::bad_request("BOT_COMMAND_DESCRIPTION_INVALID")),
    }
}
