//! What could be part of a report that is gone is asked back about, and passes for no question.

use super::STRANGER;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::HOUR;
use super::town::MINUTE;
use super::town::Sent;
use super::town::Town;

const QUESTION: &str = "menyukai video kampanye";

fn asks_back(town: &Town) -> bool {
    town.chat(TIPSTER).contains("Apakah itu pertanyaan, atau bagian dari laporan?")
}

fn answers(town: &Town) -> bool {
    town.chat(TIPSTER).contains("DILARANG")
}

#[test]
fn after_an_unclean_stop_free_text_is_asked_back_about_for_half_an_hour() {
    let town = Town::new().restarted(true);
    town.says(TIPSTER, QUESTION);
    assert!(asks_back(&town) && !answers(&town), "{}", town.chat(TIPSTER));
    assert!(town.reads(TIPSTER).contains("Kami baru dimulai ulang"));
    assert_eq!(town.counted(), 0);
    town.taps(TIPSTER, "Ini pertanyaan");
    assert!(answers(&town), "{}", town.chat(TIPSTER));
    assert!(town.counted() > 0);
    town.says(TIPSTER, QUESTION);
    assert!(!asks_back(&town), "asked once");
    let town = Town::new().restarted(true);
    town.pass(30 * MINUTE);
    town.says(TIPSTER, QUESTION);
    assert!(answers(&town) && !asks_back(&town));
}

#[test]
fn after_a_clean_stop_nothing_is_asked() {
    let town = Town::new().restarted(false);
    town.says(TIPSTER, QUESTION);
    assert!(answers(&town) && !asks_back(&town));
}

#[test]
fn the_answer_can_be_typed_in_words_or_by_number() {
    for typed in ["Ini pertanyaan", "pertanyaan", "1"] {
        let town = Town::new().restarted(true);
        town.says(TIPSTER, QUESTION);
        town.says(TIPSTER, typed);
        assert!(answers(&town), "{typed}: {}", town.chat(TIPSTER));
    }
    for typed in ["ini bagian laporan", "laporan", "2"] {
        let town = Town::new().restarted(true);
        town.says(TIPSTER, TOLD);
        town.says(TIPSTER, typed);
        assert!(town.reads(TIPSTER).contains("Sebelum Anda menulis laporan"), "{typed}");
        assert_eq!(town.counted(), 0);
    }
}

#[test]
fn a_part_of_a_report_begins_a_new_one_with_it_and_is_erased_with_it() {
    let town = Town::new().restarted(true);
    let message = town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Ini bagian laporan");
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains("Apa yang terjadi: dicatat"), "{}", town.chat(TIPSTER));
    town.taps(TIPSTER, "Batal");
    assert!(!town.has(TIPSTER, message), "{}", town.chat(TIPSTER));
}

#[test]
fn a_story_in_several_messages_is_held_back_and_taken_as_one() {
    let town = Town::new().restarted(true);
    let first = town.says(TIPSTER, "Kepala dinas membagikan stiker calon.");
    let second = town.says(TIPSTER, "Itu di ruang rapta.");
    town.edits(TIPSTER, second, "Itu di ruang rapat.");
    let last = town.says(TIPSTER, "Lalu semua difoto.");
    town.taps(TIPSTER, "Ini bagian laporan");
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    let story = "Kepala dinas membagikan stiker calon.\nItu di ruang rapat.\nLalu semua difoto.\n";
    assert!(report.contains(story), "{report}");
    assert!([first, second, last].iter().all(|message| !town.has(TIPSTER, *message)));
}

#[test]
fn an_open_report_is_not_pushed_aside_by_an_old_doubt() {
    let town = Town::new().restarted(true);
    town.says(TIPSTER, "sesuatu yang lama sekali");
    let (message, data) = town.find(TIPSTER, "Ini bagian laporan");
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.taps_on(TIPSTER, message, &data, "Ini bagian laporan");
    assert!(town.chat(TIPSTER).contains("masih terbuka"), "{}", town.chat(TIPSTER));
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains("Siapa yang melakukan?"), "{}", town.chat(TIPSTER));
}

#[test]
fn after_cancelling_and_after_expiry_text_is_asked_back_about_for_half_an_hour() {
    for expires in [false, true] {
        let town = Town::new();
        town.says(TIPSTER, "/lapor");
        if expires {
            town.pass(30 * MINUTE);
            town.speaks_up();
        } else {
            town.taps(TIPSTER, "Batal");
        }
        town.says(TIPSTER, QUESTION);
        assert!(asks_back(&town), "{}", town.chat(TIPSTER));
        town.says(STRANGER, QUESTION);
        assert!(town.reads(STRANGER).contains("DILARANG"), "others are not asked");
        town.pass(30 * MINUTE);
        town.says(TIPSTER, QUESTION);
        assert!(town.reads(TIPSTER).contains("DILARANG"));
    }
}

#[test]
fn text_that_comes_while_a_draft_expires_is_asked_back_about_also_under_a_photo() {
    for captioned in [false, true] {
        let town = Town::new();
        town.says(TIPSTER, "/lapor");
        town.taps(TIPSTER, "Lanjut");
        town.pass(30 * MINUTE);
        if captioned {
            town.sends_file(TIPSTER, &Sent::Lost, Some(QUESTION));
        } else {
            town.says(TIPSTER, QUESTION);
        }
        assert!(asks_back(&town) && !answers(&town), "{}", town.chat(TIPSTER));
        assert_eq!(town.counted(), 0);
    }
}

#[test]
fn a_part_that_comes_after_sending_is_refused_with_the_way_to_add_it() {
    let town = Town::new();
    town.files(TIPSTER);
    let message = town.says(TIPSTER, "Rapatnya pagi.");
    assert!(asks_back(&town));
    town.taps(TIPSTER, "Ini bagian laporan");
    assert!(town.chat(TIPSTER).contains("sudah terkirim dan tidak dapat diubah lagi"));
    assert!(town.labels(TIPSTER).contains(&"Cek laporan dengan kode".to_owned()));
    assert!(town.has(TIPSTER, message), "what was not noted is not taken away");
}

#[test]
fn an_edit_after_sending_is_refused_with_the_way_to_add_it() {
    for command in ["", "/lapor "] {
        let town = Town::new();
        let first = town.says(TIPSTER, &format!("/lapor {TOLD}"));
        town.taps(TIPSTER, "Lanjut");
        town.taps(TIPSTER, "Lanjut");
        (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
        town.taps(TIPSTER, "Lanjut");
        town.taps(TIPSTER, "Kirim");
        town.edits(TIPSTER, first, &format!("{command}{QUESTION}"));
        assert!(town.reads(TIPSTER).contains("tidak dapat diubah lagi"), "{}", town.reads(TIPSTER));
        assert!(!answers(&town));
        assert!(!town.opens(0, &town.sealed(0)).unwrap().contains(QUESTION));
    }
}

#[test]
fn replies_to_a_prompt_of_a_report_never_pass_for_a_question() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    let prompt = town.reads(TIPSTER);
    town.taps(TIPSTER, "Batal");
    town.pass(DAY);
    town.replies(TIPSTER, &prompt, QUESTION);
    assert!(asks_back(&town) && !answers(&town), "{}", town.chat(TIPSTER));
}

#[test]
fn in_a_drill_they_do_not_either() {
    let town = Town::new().in_drill();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    let prompt = town.reads(TIPSTER);
    assert!(prompt.starts_with("🟨 LATIHAN"));
    town.taps(TIPSTER, "Batal");
    town.pass(DAY);
    town.replies(TIPSTER, &prompt, QUESTION);
    assert!(asks_back(&town) && !answers(&town), "{}", town.chat(TIPSTER));
}

#[test]
fn a_reply_to_an_answer_of_the_faq_is_a_question_even_after_an_unclean_stop() {
    let town = Town::new().restarted(true);
    town.replies(TIPSTER, "Pilih topik, atau langsung tulis pertanyaan Anda.", QUESTION);
    assert!(answers(&town) && !asks_back(&town));
}

#[test]
fn after_an_unclean_stop_an_edit_of_an_older_message_is_asked_back_about_as_long_as_it_comes() {
    let town = Town::new();
    let old = town.says(TIPSTER, "zxqv wrtp");
    let then = town.now();
    town.pass(MINUTE);
    let town = town.restarted(true);
    town.pass(5 * HOUR);
    town.edits_of(TIPSTER, old, QUESTION, then);
    assert!(asks_back(&town) && !answers(&town), "{}", town.chat(TIPSTER));
    let new = town.says(STRANGER, "zxqv wrtp");
    town.edits(STRANGER, new, QUESTION);
    assert!(town.chat(STRANGER).contains("DILARANG"), "what was sent since then is a question");
}

#[test]
fn what_is_held_no_more_is_read_off_the_message_that_the_question_quotes() {
    let town = Town::new().restarted(true);
    town.says(TIPSTER, QUESTION);
    town.pass(31 * MINUTE);
    town.speaks_up();
    town.taps(TIPSTER, "Ini pertanyaan");
    assert!(answers(&town), "{}", town.chat(TIPSTER));
}

#[test]
fn two_kills_in_a_row_lose_neither_a_question_nor_a_part_of_a_report() {
    let town = Town::new().restarted(true);
    town.says(TIPSTER, QUESTION);
    let town = town.restarted(true);
    town.taps(TIPSTER, "Ini pertanyaan");
    assert!(answers(&town), "{}", town.chat(TIPSTER));
    let town = Town::new().restarted(true);
    town.says(TIPSTER, TOLD);
    let town = town.restarted(true);
    town.taps(TIPSTER, "Ini bagian laporan");
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains("Apa yang terjadi: dicatat"), "{}", town.chat(TIPSTER));
    assert_eq!(town.counted(), 0);
}

#[test]
fn what_is_plainly_a_question_is_answered_at_once_even_after_an_unclean_stop() {
    let town = Town::new().restarted(true);
    town.says(TIPSTER, "bolehkah menyukai video kampanye?");
    assert!(answers(&town) && !asks_back(&town), "{}", town.chat(TIPSTER));
    for told in
        [TOLD, "bolehkah kemarin pak lurah membagikan sembako bergambar calon di balai?", "zxqv wrtp?"]
    {
        let town = Town::new().restarted(true);
        town.says(TIPSTER, told);
        assert!(asks_back(&town) && !answers(&town), "{}", town.chat(TIPSTER));
    }
}
