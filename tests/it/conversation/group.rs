//! In groups the bot answers briefly, remembers nothing and leads into the private chat.

use insta::assert_snapshot;
use netral::conversation::Unreadable;
use netral::desk::Happening;

use super::chat::Chat;

#[test]
fn a_question_in_a_group_gets_a_brief_answer_with_a_way_into_the_private_chat() {
    let chat = Chat::in_group().says("menyukai video kampanye").says("komentar postingan paslon");
    assert_snapshot!(chat.transcript(), @r"
    > menyukai video kampanye
    ! Send, quoting
    < DILARANG · Bolehkah ASN menyukai unggahan calon?
        [Buka di chat pribadi → https://t.me/netral_bot?start=q_like]
    > komentar postingan paslon
    ! Send, quoting
    < Ada beberapa kemungkinan: 1. Bolehkah ASN menyukai unggahan calon? (Media sosial)
        [Buka di chat pribadi → https://t.me/netral_bot]
    ");
    assert_eq!(chat.state(), None);
}

#[test]
fn the_bot_greets_a_group_and_talks_about_private_matters_elsewhere() {
    let chat = Chat::in_group()
        .does(Happening::Joined, "(adds the bot)")
        .commands("/privasi")
        .commands("/tanya")
        .says("zxqv wrtp kjhgf");
    assert_snapshot!(chat.transcript(), @r"
    > (adds the bot)
    ! Send, quoting
    < Saya menjawab pertanyaan tentang netralitas ASN. Di grup, sebut @netral_…
        [Buka di chat pribadi → https://t.me/netral_bot]
    > /privasi
    ! Send, quoting
    < Untuk yang ini mari lanjut di chat pribadi, supaya lengkap dan tidak ter…
        [Buka di chat pribadi → https://t.me/netral_bot]
    > /tanya
    ! Send, quoting
    < Saya menjawab pertanyaan tentang netralitas ASN. Di grup, sebut @netral_…
        [Buka di chat pribadi → https://t.me/netral_bot]
    > zxqv wrtp kjhgf
    ! Send, quoting
    < Untuk yang ini mari lanjut di chat pribadi, supaya lengkap dan tidak ter…
        [Buka di chat pribadi → https://t.me/netral_bot]
    ");
}

#[test]
fn a_word_that_is_a_button_elsewhere_is_answered_in_a_group_too() {
    for word in ["menu", "1", "batal"] {
        let chat = Chat::in_group().says(word);
        assert!(chat.reads().starts_with("Saya menjawab pertanyaan tentang netralitas ASN."), "{word}");
    }
}

#[test]
fn a_group_is_not_disturbed_by_what_is_not_for_the_bot() {
    let chat = Chat::in_group()
        .commands("/start_game")
        .sends(Unreadable::Sticker)
        .does(Happening::Crashed, "(something that breaks the bot)")
        .does(Happening::Hurried, "(too fast)")
        .does(Happening::Left, "(removes the bot)");
    assert!(!chat.transcript().contains('<'), "{}", chat.transcript());
    assert_eq!(chat.state(), None);
}

#[test]
fn a_button_from_elsewhere_changes_nothing_in_a_group() {
    let chat = Chat::in_group().presses("1:s:pppk", "[PPPK]");
    assert_snapshot!(chat.transcript(), @r"
    > [PPPK]
    ! AnswerPress: Tombol ini sudah tidak berlaku. Silakan pilih lagi dari menu.
    ");
    assert_eq!(chat.state(), None);
}
