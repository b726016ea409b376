//! teloxide reads everything the server says.

use netral::sandbox::world::files::Upload;
use netral::sandbox::world::room::Standing;
use teloxide::net::Download;
use teloxide::prelude::*;
use teloxide::types::BotCommand;
use teloxide::types::BotCommandScope;
use teloxide::types::InlineKeyboardButton;
use teloxide::types::InlineKeyboardMarkup;
use teloxide::types::InputFile;
use teloxide::types::LinkPreviewOptions;
use teloxide::types::ParseMode;
use teloxide::types::Recipient;
use teloxide::types::UpdateKind;

use super::Api;

const SARI: ChatId = ChatId(1001);

impl Api {
    fn bot(&self) -> Bot {
        Bot::new(self.telegram.token()).set_api_url(self.telegram.url().parse().unwrap())
    }

    /// All updates, each with a known kind.
    async fn understood(&self) -> Vec<Update> {
        let updates = self.bot().get_updates().await.unwrap();
        assert!(updates.iter().all(|update| !matches!(update.kind, UpdateKind::Error(_))), "{updates:?}");
        updates
    }
}

#[tokio::test]
async fn everything_a_person_can_send_is_understood() {
    let api = Api::start().await;
    let telegram = &api.telegram;
    let first = telegram.say(1001, "/start lihat https://contoh.go.id #asn @siapa_saja a@contoh.go.id");
    telegram.edit(1001, first, "diubah");
    telegram.reply(1001, 1001, first, "jawab");
    telegram.send_photo(1001, Upload::new("a.jpg", "image/jpeg", b"xx"), "keterangan");
    telegram.send_album(1001, vec![Upload::default(), Upload::default()], "album");
    telegram.send_document(1001, Upload::new("a.txt", "text/plain", b"xx"), "");
    telegram.send_voice(1001, 3);
    telegram.send_sticker(1001, "👍");
    telegram.send_location(1001, -6.2, 106.8);
    telegram.send_contact(1001, "Bima", "+620000");
    telegram.forward(1001, "Seseorang", "terusan");
    telegram.tap(1001, 1001, first, "v1:a");
    telegram.tap(1001, 1001, 999, "v1:a");
    telegram.say_in_group(1001, "/bantuan");
    telegram.block(1001);
    telegram.unblock(1001);
    telegram.set_group_standing(1001, Standing::Administrator);
    let updates = api.understood().await;
    assert_eq!(updates.len(), 18);
    let messages: Vec<&Message> = updates
        .iter()
        .filter_map(|update| match &update.kind {
            UpdateKind::Message(message) => Some(message),
            _ => None,
        })
        .collect();
    assert_eq!(messages[1].reply_to_message().unwrap().text(), Some("diubah"));
    assert_eq!(messages[2].caption(), Some("keterangan"));
    assert!(messages[3].media_group_id().is_some());
    assert_eq!(messages[5].document().unwrap().file_name.as_deref(), Some("a.txt"));
    assert!(messages[6].voice().is_some() && messages[7].sticker().is_some());
    assert!(messages[8].location().is_some() && messages[9].contact().is_some());
    assert!(messages[10].forward_origin().is_some());
}

#[tokio::test]
async fn everything_a_bot_does_is_answered_in_a_readable_way() {
    let api = Api::with_a_chat().await;
    let bot = api.bot();
    assert!(bot.get_me().await.unwrap().user.is_bot);
    let button = InlineKeyboardButton::callback("Lanjut", "v1:a");
    let preview = LinkPreviewOptions {
        is_disabled: true,
        url: None,
        prefer_small_media: false,
        prefer_large_media: false,
        show_above_text: false,
    };
    let sent = bot
        .send_message(SARI, "<b>a</b> <a href=\"https://contoh.go.id\">b</a>")
        .parse_mode(ParseMode::Html)
        .link_preview_options(preview)
        .protect_content(true)
        .reply_markup(InlineKeyboardMarkup::new([[button]]))
        .await
        .unwrap();
    assert_eq!(sent.entities().unwrap().len(), 2);
    let edited = bot.edit_message_text(SARI, sent.id, "baru").await.unwrap();
    assert!(edited.edit_date().is_some());
    let again = bot.edit_message_text(SARI, sent.id, "baru").await.unwrap_err();
    assert!(
        matches!(again, teloxide::RequestError::Api(teloxide::ApiError::MessageNotModified)),
        "{again:?}"
    );
    bot.send_chat_action(SARI, teloxide::types::ChatAction::Typing).await.unwrap();
    bot.forward_message(SARI, SARI, sent.id).await.unwrap_err();
    bot.copy_message(SARI, SARI, teloxide::types::MessageId(1)).await.unwrap();
    bot.pin_chat_message(SARI, sent.id).await.unwrap();
    bot.delete_messages(SARI, [sent.id]).await.unwrap();
    bot.get_chat(SARI).await.unwrap();
    assert!(bot.get_chat_member(SARI, UserId(1001)).await.unwrap().is_present());
    let callback = api.telegram.tap(1001, 1001, 1, "v1:a");
    bot.answer_callback_query(teloxide::types::CallbackQueryId(callback)).text("ya").await.unwrap();
}

#[tokio::test]
async fn documents_travel_both_ways() {
    let api = Api::with_a_chat().await;
    let bot = api.bot();
    let file = InputFile::memory(b"isi".to_vec()).file_name("a.txt");
    let sent = bot.send_document(SARI, file).caption("Ini").await.unwrap();
    let photo = bot.send_photo(SARI, InputFile::memory(b"gambar".to_vec())).await.unwrap();
    assert!(photo.photo().is_some());
    let file = bot.get_file(sent.document().unwrap().file.id.clone()).await.unwrap();
    let mut bytes = Vec::new();
    bot.download_file(&file.path, &mut bytes).await.unwrap();
    assert_eq!(bytes, b"isi");
}

#[tokio::test]
async fn menus_and_settings_are_understood() {
    let api = Api::with_a_chat().await;
    let bot = api.bot();
    let scope = BotCommandScope::Chat { chat_id: Recipient::Id(SARI) };
    bot.set_my_commands([BotCommand::new("start", "Mulai")])
        .scope(scope.clone())
        .language_code("id")
        .await
        .unwrap();
    assert_eq!(bot.get_my_commands().scope(scope.clone()).language_code("id").await.unwrap().len(), 1);
    bot.delete_my_commands().scope(scope).language_code("id").await.unwrap();
    bot.set_my_description().description("Panduan").await.unwrap();
    assert_eq!(bot.get_my_description().await.unwrap().description, "Panduan");
    assert_eq!(bot.get_webhook_info().await.unwrap().pending_update_count, 1);
    bot.delete_webhook().await.unwrap();
    bot.get_chat_menu_button().await.unwrap();
}

#[tokio::test]
async fn refusals_become_the_errors_teloxide_knows() {
    let api = Api::with_a_chat().await;
    let bot = api.bot();
    api.telegram.fail_next("sendMessage", 1, netral::sandbox::Fault::TooManyRequests(3));
    let wait = bot.send_message(SARI, "a").await.unwrap_err();
    assert!(matches!(wait, teloxide::RequestError::RetryAfter(seconds) if seconds.seconds() == 3));
    api.telegram.block(1001);
    let blocked = bot.send_message(SARI, "a").await.unwrap_err();
    assert!(matches!(blocked, teloxide::RequestError::Api(teloxide::ApiError::BotBlocked)), "{blocked:?}");
}
