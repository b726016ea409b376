//! Bot API methods by name: parameters in, one event of the [`World`] and a JSON result out.
//!
//! `getUpdates` is not here: it waits, so it lives in the HTTP layer.

mod chats;
mod menus;
mod messages;
pub(crate) mod params;
mod profile;
mod sending;
pub(crate) mod updates;

use serde_json::Value;

use self::params::Params;
use super::error::ApiError;
use super::world::World;

/// A method: pure but for the world it changes.
type Run = fn(&mut World, &Params) -> Result<Value, ApiError>;

/// All methods, spelled as in Telegram's documentation.
const METHODS: &[(&str, Run)] = &[
    ("getMe", profile::get_me),
    ("logOut", profile::yes),
    ("close", profile::yes),
    ("setWebhook", updates::set_webhook),
    ("deleteWebhook", updates::delete_webhook),
    ("getWebhookInfo", updates::get_webhook_info),
    ("sendMessage", sending::send_message),
    ("sendPhoto", sending::send_photo),
    ("sendDocument", sending::send_document),
    ("sendChatAction", sending::send_chat_action),
    ("forwardMessage", sending::forward_message),
    ("copyMessage", sending::copy_message),
    ("editMessageText", messages::edit_text),
    ("editMessageCaption", messages::edit_caption),
    ("editMessageReplyMarkup", messages::edit_buttons),
    ("deleteMessage", messages::delete),
    ("deleteMessages", messages::delete_many),
    ("setMessageReaction", messages::react),
    ("pinChatMessage", messages::pin),
    ("unpinChatMessage", messages::unpin),
    ("unpinAllChatMessages", messages::unpin),
    ("answerCallbackQuery", messages::answer_callback),
    ("getFile", messages::get_file),
    ("getChat", chats::get_chat),
    ("getChatMember", chats::get_chat_member),
    ("getChatMemberCount", chats::get_chat_member_count),
    ("getChatAdministrators", chats::get_chat_administrators),
    ("leaveChat", chats::leave_chat),
    ("getUserProfilePhotos", chats::get_user_profile_photos),
    ("setChatMenuButton", chats::set_menu_button),
    ("getChatMenuButton", chats::get_menu_button),
    ("setMyCommands", menus::set_commands),
    ("getMyCommands", menus::get_commands),
    ("deleteMyCommands", menus::delete_commands),
    ("setMyName", profile::set_name),
    ("getMyName", profile::get_name),
    ("setMyDescription", profile::set_description),
    ("getMyDescription", profile::get_description),
    ("setMyShortDescription", profile::set_short_description),
    ("getMyShortDescription", profile::get_short_description),
];

/// The name as documented, however it was spelled; unknown names stay as they are.
pub(crate) fn canonical(name: &str) -> String {
    if name.eq_ignore_ascii_case("getUpdates") {
        return "getUpdates".to_owned();
    }
    let found = METHODS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
    found.map_or(name, |(known, _)| known).to_owned()
}

/// Runs a method.
///
/// # Errors
/// Whatever Telegram would refuse, in its words; 404 for a method it does not have.
pub(crate) fn run(world: &mut World, name: &str, params: &Params) -> Result<Value, ApiError> {
    let (_, method) =
        METHODS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).ok_or_else(ApiError::not_found)?;
    method(world, params)
}
