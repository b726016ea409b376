//! The chat page of `netral sandbox` in a real browser: the real binary, Chromium and WebDriver, nothing else.
//!
//! Without Chromium and its driver these tests say so and pass; with `NETRAL_REQUIRE_BROWSER=1` they fail then.
//! `NETRAL_AXE` names the `axe.min.js` of the npm package axe-core for the accessibility rules. With
//! `NETRAL_SCREENSHOTS=docs/screenshots` the tests whose names begin with `the_guide` write its pictures anew.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test may panic: that is how it fails"
)]

mod answers;
mod bare;
mod driver;
mod files;
mod keeping;
mod keys;
mod page;
mod process;
mod sandbox;
mod screen;

use self::keys::DOWN_TO_THE_NEXT;
use self::keys::ENTER;
use self::keys::ESCAPE;
use self::keys::SPACE;
use self::keys::UP;
use self::keys::UP_TO_THE_LAST;
use self::page::Page;
use self::sandbox::Sandbox;
use self::screen::Scheme;
use self::screen::Screen;

const QUESTION: &str = "Bolehkah ASN menyukai (like) postingan calon atau partai?";
const NONSENSE: &str = "qwzx plokij vbnmgh";

/// A sandbox and its page, or `None` where there is no browser.
async fn open(path: &str, screen: Screen) -> Option<(Sandbox, Page)> {
    let browser = driver::find()?;
    let sandbox = Sandbox::start();
    let page = Page::open(&browser, &sandbox.address(path), screen).await;
    Some((sandbox, page))
}

#[tokio::test]
async fn a_question_is_answered_and_the_answer_changes_in_place() {
    let Some((_sandbox, page)) = open("/", Screen::PHONE).await else { return };
    page.press_button("Mulai").await;
    page.until_bot_says("Tulis saja pertanyaan Anda").await;
    page.say(QUESTION).await;
    page.until_bot_says("DILARANG").await;
    let before = page.messages().await;
    page.press_button("Semua dasar hukum").await;
    page.until_bot_says("Status:").await;
    assert_eq!(page.messages().await.len(), before.len(), "the answer is edited, not sent again");
    page.until("document.querySelector('.from-bot:last-child .edited')", "the edit is marked").await;
    page.press_button("Kembali").await;
    page.until_bot_says("DILARANG").await;
    assert_eq!(page.messages().await, before);
    page.must_have_behaved().await;
}

#[tokio::test]
async fn what_is_not_known_is_not_guessed_and_what_is_typed_stays_text() {
    let Some((_sandbox, page)) = open("/", Screen::PHONE).await else { return };
    let markup = format!("<img src=x onerror=alert(1)> <b>{NONSENSE}</b>");
    page.say(&markup).await;
    page.until_bot_says("tidak punya jawaban").await;
    assert_eq!(page.messages().await.first(), Some(&markup));
    page.until("!document.querySelector('.words img, .from-person b')", "nothing became markup").await;
    page.must_have_behaved().await;
}

#[tokio::test]
async fn everything_can_be_done_with_the_keyboard_alone() {
    let Some((_sandbox, page)) = open("/", Screen::PHONE).await else { return };
    page.tab_to("Mulai", DOWN_TO_THE_NEXT).await;
    page.press(ENTER).await;
    page.until_bot_says("Tulis saja pertanyaan Anda").await;
    assert!(page.focus_is_in_the_field().await, "after Mulai one can write at once");
    page.write(NONSENSE).await;
    page.press(ENTER).await;
    page.until_bot_says("tidak punya jawaban").await;
    assert!(page.focus_is_in_the_field().await, "after sending one can write on");
    page.press(UP).await;
    page.replace_draft(QUESTION).await;
    page.press(ENTER).await;
    page.until_bot_says("DILARANG").await;
    page.tab_to("Semua dasar hukum", UP_TO_THE_LAST).await;
    page.press(SPACE).await;
    page.until_bot_says("Status:").await;
    page.until("document.activeElement.closest('.from-bot:last-child')", "the focus stays at the answer")
        .await;
    page.tab_to("Kembali", DOWN_TO_THE_NEXT).await;
    page.press(ENTER).await;
    page.until_bot_says("DILARANG").await;
}

#[tokio::test]
async fn commands_are_chosen_from_a_menu_and_a_conversation_can_be_started_over() {
    let Some((_sandbox, page)) = open("/", Screen::PHONE).await else { return };
    // The menu lists what the bot has set by then: on a busy computer it isn't there yet when the page is.
    page.press_button("Mulai").await;
    page.until_bot_says("Tulis saja pertanyaan Anda").await;
    page.press_button("Daftar perintah").await;
    page.until("document.querySelector('.menu-row')", "the commands are listed").await;
    page.press(ESCAPE).await;
    page.until("!document.querySelector('.menu-row').checkVisibility()", "Escape closes the menu").await;
    page.press_button("Daftar perintah").await;
    page.press_button("/privasi").await;
    page.until_bot_says("Yang tidak disimpan").await;
    page.press_button("Ulang dari awal").await;
    page.press_button("Mulai dari awal").await;
    page.until("document.querySelectorAll('.message').length === 0", "the messages are gone").await;
    page.press_button("Mulai").await;
    page.until_bot_says("Tulis saja pertanyaan Anda").await;
}

#[tokio::test]
async fn each_persona_has_a_conversation_and_a_draft_of_its_own() {
    let Some((_sandbox, page)) = open("/", Screen::PHONE).await else { return };
    page.say(NONSENSE).await;
    page.until_bot_says("tidak punya jawaban").await;
    page.write("setengah jadi").await;
    page.press_button("Bima").await;
    page.until("document.querySelector('.empty:not([hidden])')", "Bima has said nothing yet").await;
    assert_eq!(page.draft().await, "");
    page.press_button("Sari").await;
    page.until_bot_says("tidak punya jawaban").await;
    assert_eq!(page.draft().await, "setengah jadi");
}

#[tokio::test]
async fn two_personas_stand_side_by_side_and_a_group_leads_to_the_private_chat() {
    let Some((_sandbox, page)) = open("/#pegawai", Screen::DESK).await else { return };
    page.press_button("Tampilkan Grup Kantor di samping").await;
    page.until("document.querySelectorAll('.phone').length === 2", "the group stands beside").await;
    page.say_in("Grup Kantor", &format!("/tanya {QUESTION}")).await;
    page.until("document.querySelector('.log a.key')", "the short answer has a link").await;
    page.press_button("Buka di chat pribadi").await;
    let private = "[aria-label=\"Percakapan Sari\"] .from-bot";
    page.until(&format!("document.querySelector('{private}')"), "the private chat goes on").await;
    page.must_have_behaved().await;
}

#[tokio::test]
async fn those_who_keep_the_faq_can_be_tried_at_once() {
    let Some((_sandbox, page)) = open("/#pemilik", Screen::PHONE).await else { return };
    page.say("/admin").await;
    page.until_bot_says("#2 · penyetuju").await;
    page.press_button("Undang").await;
    page.until_bot_says("Undang sebagai apa?").await;
    for (persona, says) in
        [("Ratna", "Mengelola FAQ"), ("Gunawan", "Mengelola FAQ"), ("Bima", "tidak saya kenal")]
    {
        page.press_button(persona).await;
        page.say("/faq").await;
        page.until_bot_says(says).await;
    }
    page.must_fit().await;
    page.must_have_behaved().await;
}

#[tokio::test]
async fn the_page_says_when_the_server_is_gone_and_comes_back_by_itself() {
    let Some((sandbox, page)) = open("/", Screen::PHONE).await else { return };
    page.until("document.querySelector('.begin').checkVisibility()", "the page is ready").await;
    let again = sandbox.listen().to_owned();
    drop(sandbox);
    page.until_shown("tidak terhubung").await;
    page.say("masih di sana?").await;
    page.until_shown("Belum terkirim").await;
    assert_eq!(page.draft().await, "masih di sana?", "what was not sent stays in the field");
    let _sandbox = Sandbox::start_at(&again);
    page.until("!document.querySelector('.trouble').textContent", "the connection is back").await;
}

#[tokio::test]
async fn the_page_follows_the_accessibility_rules_in_every_look() {
    let Some((_sandbox, page)) = open("/#pegawai+grup", Screen::PHONE).await else { return };
    let Some(rules) = driver::axe() else { return };
    page.must_follow(&rules).await;
    page.say(QUESTION).await;
    page.until_bot_says("DILARANG").await;
    page.press_button("Daftar perintah").await;
    page.until("document.querySelector('.menu-row')", "the commands are listed").await;
    for screen in [Screen::PHONE, Screen::SMALL, Screen::ZOOMED, Screen::DESK] {
        for scheme in [Scheme::Light, Scheme::Dark] {
            page.show(screen.with(scheme)).await;
            page.must_follow(&rules).await;
            page.must_fit().await;
        }
    }
}

#[tokio::test]
async fn the_guide_has_pictures_of_the_real_page() {
    let Some((_sandbox, page)) = open("/#pegawai", Screen::PHONE).await else { return };
    page.say("Apakah menyukai unggahan bakal calon kepala daerah termasuk pelanggaran netralitas?").await;
    page.until_bot_says("DILARANG").await;
    page.picture("sandbox-ponsel.png").await;
    page.show(Screen::DESK).await;
    page.press_button("Tampilkan Grup Kantor di samping").await;
    page.say_in("Grup Kantor", "/tanya foto sama bupati petahana").await;
    page.until("document.querySelector('.log a.key')", "the group is answered").await;
    page.picture("sandbox.png").await;
}
