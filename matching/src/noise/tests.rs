use proptest::prelude::*;

use super::cut;
use crate::clean;

const QUESTION: &str = "bolehkah memakai kaus bergambar calon";

/// What is left is the question, as far as words go.
fn leaves_the_question(text: &str) {
    let text = text.replace("{}", QUESTION);
    assert_eq!(clean::words(&cut(&text)).join(" "), QUESTION, "{text:?}");
}

#[test]
fn links_go_wherever_they_stand() {
    for text in [
        "{}? https://www.contoh.id/p/Cx1?a=b",
        "https://vt.contoh.com/ZSab/ {}",
        "{} (contoh.me/abc)",
        "{} www.contoh.go.id",
    ] {
        leaves_the_question(text);
    }
    assert_eq!(cut("pasal 280 ayat 1/2 dan/atau SKB 2022"), "pasal 280 ayat 1/2 dan/atau SKB 2022");
}

#[test]
fn heads_of_messengers_go_with_the_name_in_them() {
    for head in [
        "[12/03/24 10.15.32] Siti Aminah: ",
        "[10:15, 12/3/2024] +62 800-0000-0000: ",
        "12/03/24 10.15 - Siti: ",
        "12/03/2024, 10:15 AM - ~ Siti Aminah: ",
        "\u{200e}[12/03/24 10.15.32] Siti: ",
    ] {
        leaves_the_question(&format!("{head}{{}}"));
    }
    assert_eq!(
        clean::words(&cut("12 orang - kata atasan: boleh")),
        ["12", "orang", "kata", "atasan", "boleh"]
    );
}

#[test]
fn marks_of_lists_and_names_of_speakers_go_but_offices_stay() {
    for head in [
        "1. ",
        "12) ",
        "(3) ",
        "a. ",
        "- ",
        "> ",
        "Pak Joko: ",
        "Bu Siti Aminah: ",
        "Tanya: ",
        "Pertanyaan 2: ",
    ] {
        leaves_the_question(&format!("{head}{{}}"));
    }
    for text in
        ["Pak Camat: boleh kampanye", "PPPK: boleh kampanye", "2 periode boleh", "Bu guru honorer: boleh"]
    {
        assert_eq!(clean::words(&cut(text)), clean::words(text), "{text}");
    }
}

#[test]
fn tags_go_and_what_only_looks_like_one_stays() {
    for text in ["<p>{}</p>", "<p style=\"color:red\">{}</p><br/>", "<div><b>{}</b>&nbsp;&nbsp;</div>"] {
        leaves_the_question(text);
    }
    assert_eq!(
        clean::words(&cut("usia <17 boleh memilih >1 kali")),
        ["usia", "17", "boleh", "memilih", "1", "kali"]
    );
}

#[test]
fn content_wins_over_courtesy_however_long_that_is() {
    for text in [
        "Assalamualaikum warahmatullahi wabarakatuh. Selamat pagi Bapak/Ibu admin yang saya hormati. Semoga \
         Bapak/Ibu selalu dalam lindungan Allah SWT. Mohon izin bertanya, {}? Atas perhatiannya saya ucapkan \
         terima kasih banyak. Wassalamualaikum wr. wb.",
        "Halo min, mohon maaf mengganggu waktunya. Mau tanya {}? Makasih banyak min",
        "terima kasih banyak atas jawabannya kak, izin bertanya lagi: {}",
        "{} terima kasih banyak atas bantuannya, semoga berkah selalu",
        "Dengan hormat, {}\n\nDemikian, mohon pencerahannya. Salam sehat.",
    ] {
        let text = text.replace("{}", QUESTION);
        let left = clean::words(&cut(&text)).join(" ");
        assert!(left.contains(QUESTION) && left.len() <= QUESTION.len() + 6, "{text}: {left}");
    }
}

#[test]
fn where_courtesy_is_all_there_is_or_what_is_asked_about_it_stays() {
    for text in [
        "terima kasih banyak atas bantuannya min",
        "assalamualaikum warahmatullahi wabarakatuh",
        "https://contoh.id/a",
        "bolehkah mengucapkan terima kasih",
        "bolehkah kirim salam",
        "",
        "1.",
    ] {
        assert_eq!(clean::words(&cut(text)), clean::words(text), "{text}");
    }
}

#[test]
fn no_word_that_turns_an_answer_round_is_lost() {
    let left = cut("Halo kak, tidak boleh ya? Bukan untuk saya, terima kasih");
    for word in ["tidak", "boleh", "Bukan"] {
        assert!(left.contains(word), "{left}");
    }
}

proptest! {
    #[test]
    fn no_text_breaks_the_cutting_and_words_leave_words(text in "\\PC{0,200}") {
        prop_assert_eq!(clean::words(&cut(&text)).is_empty(), clean::words(&text).is_empty());
    }
}
