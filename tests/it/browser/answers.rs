//! What one does with messages: answer, change, delete and copy them.

use serde_json::json;

use super::bare::Bare;
use super::driver;
use super::keys::CONTROL_V;
use super::keys::ENTER;
use super::keys::ESCAPE;
use super::keys::UP_TO_THE_LAST;
use super::screen::Scheme;
use super::screen::Screen;

const BIMA: i64 = 1002;
const ACTIONS: &str = "Tindakan untuk pesan ini";

#[tokio::test]
async fn a_message_of_the_bot_is_answered_with_the_keyboard_alone() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::DESK).await else { return };
    bare.telegram.say(BIMA, "/lapor");
    let asked = bare.write(BIMA, "Apa yang terjadi?", false).await;
    page.until_bot_says("Apa yang terjadi?").await;
    page.run("document.querySelector('textarea').focus()").await;
    page.tab_to(ACTIONS, UP_TO_THE_LAST).await;
    page.press(ENTER).await;
    page.until("document.activeElement.textContent === 'Balas'", "the first action has the focus").await;
    page.press(ESCAPE).await;
    page.until("document.querySelector('.from-bot .actions').hidden", "Escape folds it up").await;
    page.press(ENTER).await;
    page.press(ENTER).await;
    page.until_shown("Membalas Netral: Apa yang terjadi?").await;
    page.write("Kepala dinas berkampanye").await;
    page.press(ENTER).await;
    page.until("document.querySelector('.from-person:last-child .quote')", "the quote is shown").await;
    let heard = bare.heard("message").await;
    assert_eq!(heard[1]["reply_to_message"]["message_id"], asked);
    bare.done("editMessageText", json!({"chat_id": BIMA, "message_id": asked, "text": "Apa?"})).await;
    page.until("document.querySelector('.quote').textContent.endsWith('Apa?')", "the quote follows").await;
    bare.done("deleteMessage", json!({"chat_id": BIMA, "message_id": asked})).await;
    page.until("!document.querySelector('.from-bot')", "what the bot deletes vanishes").await;
    page.until("document.querySelector('.quote').textContent.endsWith('sudah dihapus')", "its quote too")
        .await;
    page.must_have_behaved().await;
}

#[tokio::test]
async fn an_own_message_is_changed_and_deleted() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::PHONE).await else { return };
    page.say("kemarin").await;
    page.until("document.querySelector('.from-person')", "it is sent").await;
    page.press_button(ACTIONS).await;
    page.press_button("Ubah").await;
    page.replace_draft("hari ini").await;
    page.press(ENTER).await;
    page.until("document.querySelector('.from-person .edited')", "it is shown as edited").await;
    assert_eq!(bare.heard("edited_message").await[0]["text"], "hari ini");
    assert_eq!(page.messages().await, ["hari ini"]);
    page.press_button(ACTIONS).await;
    page.press_button("Hapus").await;
    page.until("!document.querySelector('.message')", "it is gone").await;
    assert!(bare.telegram.chat_messages(BIMA).is_empty());
    page.must_have_behaved().await;
}

#[tokio::test]
async fn a_change_of_a_message_that_the_bot_deletes_meanwhile_ends() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::PHONE).await else { return };
    page.say("draf laporan").await;
    page.until("document.querySelector('.from-person')", "it is sent").await;
    page.press_button(ACTIONS).await;
    page.press_button("Ubah").await;
    page.until_shown("Mengubah: draf laporan").await;
    let number = bare.heard("message").await[0]["message_id"].clone();
    bare.done("deleteMessages", json!({"chat_id": BIMA, "message_ids": [number]})).await;
    page.until("document.querySelector('.quote-bar').hidden", "there is nothing left to change").await;
    assert_eq!(page.draft().await, "");
}

#[tokio::test]
async fn a_code_is_copied_with_one_press() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::PHONE).await else { return };
    page.may_use_the_clipboard().await;
    bare.telegram.say(BIMA, "/lapor");
    bare.write(BIMA, "Kode Anda: <code>4821 0937 5566 1204 8839</code> – simpan.", false).await;
    page.press_button("Salin kode").await;
    page.until_shown("Disalin.").await;
    page.run("document.querySelector('textarea').focus()").await;
    page.press(CONTROL_V).await;
    assert_eq!(page.draft().await, "4821 0937 5566 1204 8839");
    page.must_have_behaved().await;
}

#[tokio::test]
async fn what_is_protected_says_so_and_can_not_be_copied() {
    let Some((bare, page)) = Bare::open("/#pelapor", Screen::PHONE).await else { return };
    bare.telegram.say(BIMA, "/status");
    bare.write(BIMA, "boleh disalin", false).await;
    bare.write(BIMA, "Balasan: <code>rahasia</code>", true).await;
    page.until_shown("tidak dapat diteruskan").await;
    let marked = "const marked = getSelection(); marked.selectAllChildren(document.querySelector('.log')); return marked.toString()";
    let text = page.run(marked).await;
    let text = text.as_str().unwrap();
    assert!(text.contains("boleh disalin") && !text.contains("rahasia"), "{text}");
    page.until("!document.querySelector('.copy')", "there is no button to copy").await;
    page.press_button(ACTIONS).await;
    page.until("document.querySelector('.protected .actions:not([hidden])')", "it has actions").await;
    page.until(
        "!document.querySelector('.protected .actions').textContent.includes('Salin')",
        "none of them copies",
    )
    .await;
}

#[tokio::test]
async fn everything_around_files_and_actions_follows_the_accessibility_rules() {
    let Some((bare, page)) = Bare::open("/#penerima", Screen::PHONE).await else { return };
    let Some(rules) = driver::axe() else { return };
    let key = netral::sandbox::demo::demo_handler_key().parse::<age::x25519::Recipient>().unwrap();
    bare.telegram.say(2001, "/kotak");
    bare.write(2001, "Kode <code>4821 0937</code> <pre>beberapa\nbaris</pre>", false).await;
    bare.write(2001, "Balasan", true).await;
    bare.hand_over(2001, &format!("{}.age", "7F3K".repeat(20)), age::encrypt(&key, b"isi").unwrap()).await;
    let folder = tempfile::tempdir().unwrap();
    let long = folder.path().join(format!("{}.png", "foto".repeat(30)));
    std::fs::write(&long, "isi").unwrap();
    page.attach(&[long]).await;
    page.until("document.querySelector('.tray-row')", "the tray is shown").await;
    page.press_button(ACTIONS).await;
    for panel in [false, true] {
        if panel {
            page.press_button("Buka dengan kunci demo").await;
            page.until("document.querySelector('#opened').open", "the panel is open").await;
        }
        for screen in [Screen::PHONE, Screen::SMALL, Screen::ZOOMED, Screen::DESK] {
            for scheme in [Scheme::Light, Scheme::Dark] {
                page.show(screen.with(scheme)).await;
                page.must_follow(&rules).await;
                page.must_fit().await;
            }
        }
    }
}
