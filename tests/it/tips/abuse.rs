//! Limits: told kindly, and enough for everybody honest.

use netral::ports::ChatId;
use netral::tips::Receipt;
use netral::tips::limits::Bounds;

use super::INSPECTOR;
use super::PERSONNEL;
use super::STRANGER;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::HOUR;
use super::town::MINUTE;
use super::town::Town;

const FRUITS: [&str; 4] = ["Apel 🍎", "Semangka 🍉", "Jeruk 🍊", "Pisang 🍌"];

/// The picture that is to be picked.
fn wanted(town: &Town) -> &'static str {
    let said = town.reads(TIPSTER);
    let named = FRUITS.into_iter().find(|fruit| said.contains(&format!("tekan {fruit}")));
    named.unwrap_or_else(|| panic!("{said}"))
}

fn nowhere(number: u8) -> String {
    Receipt::from_random([number; 16]).grouped().to_string()
}

#[test]
fn a_chat_files_three_tips_a_day_and_is_told_when_again() {
    let town = Town::new();
    for _ in 0..3 {
        town.files(TIPSTER);
        town.pass(HOUR);
    }
    town.says(TIPSTER, "/lapor");
    assert!(town.reads(TIPSTER).contains("Coba lagi dalam 21 jam"), "{}", town.reads(TIPSTER));
    town.pass(21 * HOUR);
    town.files(TIPSTER);
    assert_eq!(town.tips().len(), 4);
}

#[test]
fn a_part_of_a_report_that_was_held_back_is_no_way_around_the_limit() {
    let town = Town::new();
    (0..3).for_each(|_| drop(town.files(TIPSTER)));
    town.pass(31 * MINUTE);
    town.speaks_up();
    town.replies(TIPSTER, "📝 Laporan, langkah 1 dari 7", TOLD);
    town.taps(TIPSTER, "Ini bagian laporan");
    assert!(town.chat(TIPSTER).contains("sebanyak yang diterima dari satu chat"), "{}", town.chat(TIPSTER));
}

#[test]
fn twenty_messages_a_minute_are_noted_and_the_next_is_not() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    for number in 1..=20 {
        town.says(TIPSTER, &format!("Ini pesan nomor {number}."));
    }
    town.says(TIPSTER, "Ini pesan nomor 21.");
    assert!(town.reads(TIPSTER).contains("Pelan-pelan"), "{}", town.reads(TIPSTER));
    town.pass(MINUTE);
    town.says(TIPSTER, "Ini pesan nomor 22.");
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    assert!(report.contains("nomor 20.") && report.contains("nomor 22.") && !report.contains("nomor 21."));
}

#[test]
fn beyond_thirty_tips_an_hour_a_picture_is_to_be_picked() {
    let town = Town::new();
    (0..30).for_each(|number| drop(town.files(ChatId(3000 + number))));
    let receipt = town.prepares(TIPSTER, TOLD);
    town.taps(TIPSTER, "Kirim");
    for _ in 0..3 {
        let right = wanted(&town);
        let wrong = FRUITS.into_iter().find(|fruit| *fruit != right).unwrap();
        town.taps(TIPSTER, wrong);
        assert_eq!(town.tips().len(), 30, "a wrong picture asks again");
    }
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tips().len(), 30, "and so does pressing on");
    let typed = wanted(&town).split(' ').next().unwrap().to_lowercase();
    town.says(TIPSTER, &typed);
    assert_eq!(town.tips().len(), 31);
    assert_eq!(town.receipt(TIPSTER), receipt);
    assert_eq!(town.all(TIPSTER).len(), 1, "{}", town.chat(TIPSTER));
    town.pass(HOUR);
    town.files(STRANGER);
}

#[test]
fn a_picture_that_was_picked_before_a_kill_tells_the_truth_afterwards() {
    let town = Town::bounded(Bounds { tips_an_hour: 1, ..Bounds::default() });
    town.files(STRANGER);
    town.prepares(TIPSTER, TOLD);
    town.taps(TIPSTER, "Kirim");
    let (message, data) = town.find(TIPSTER, wanted(&town));
    let press = town.pressed(TIPSTER, message, &data);
    town.hears(press.clone());
    assert_eq!(town.tips().len(), 2);
    let town = town.restarted(true);
    town.meets(press);
    assert!(town.chat(TIPSTER).contains("Sudah terkirim."), "{}", town.chat(TIPSTER));
    assert!(!town.chat(TIPSTER).contains("Belum terkirim"), "{}", town.chat(TIPSTER));
}

#[test]
fn a_chat_tries_five_receipts_in_ten_minutes() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    for number in 0..5 {
        town.pass(2);
        town.says(STRANGER, &nowhere(number));
        assert!(town.reads(STRANGER).contains("Tidak ada laporan dengan kode itu."));
    }
    town.pass(2);
    let message = town.says(STRANGER, &receipt);
    assert!(town.reads(STRANGER).contains("Terlalu banyak kode dicoba"), "{}", town.reads(STRANGER));
    assert!(!town.has(STRANGER, message));
    town.says(TIPSTER, &receipt);
    assert!(town.reads(TIPSTER).starts_with("Laporan Anda"), "others are not held up");
    town.pass(10 * MINUTE);
    town.says(STRANGER, &receipt);
    assert!(town.reads(STRANGER).starts_with("Laporan Anda"));
}

#[test]
fn all_chats_together_try_one_receipt_a_second() {
    let town = Town::new();
    town.says(STRANGER, &nowhere(1));
    town.says(TIPSTER, &nowhere(2));
    assert!(town.reads(TIPSTER).contains("Coba lagi dalam 1 detik"), "{}", town.reads(TIPSTER));
    town.pass(1);
    town.says(TIPSTER, &nowhere(2));
    assert!(town.reads(TIPSTER).contains("Tidak ada laporan dengan kode itu."));
}

#[test]
fn drafts_without_a_word_shut_nobody_out_and_the_oldest_of_too_many_goes() {
    let town = Town::new();
    for number in 0..=2_000 {
        town.says(ChatId(3000 + number), "/lapor");
        town.pass(u64::from(number < 3));
    }
    assert!(town.reads(ChatId(5_000)).contains("Sebelum Anda menulis laporan"));
    assert_eq!(town.speaks_up(), [ChatId(3000)]);
    assert!(town.reads(ChatId(3000)).contains("draf Anda yang masih kosong ditutup"));
    town.taps(ChatId(3001), "Lanjut");
    assert!(town.reads(ChatId(3001)).contains("Apa yang terjadi"), "{}", town.reads(ChatId(3001)));
    town.files(TIPSTER);
}

#[test]
fn when_the_memory_for_drafts_is_full_those_who_run_the_bot_hear_of_it_once_an_hour() {
    let town = Town::new();
    town.speaks_up();
    for number in 0..4_096 {
        let chat = ChatId(10_000 + number);
        town.says(chat, "/lapor Ada pembagian stiker calon di ruang rapat.");
    }
    town.says(TIPSTER, "/lapor");
    assert!(town.reads(TIPSTER).contains("terlalu banyak draf terbuka"), "{}", town.reads(TIPSTER));
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
    assert!(town.reads(INSPECTOR).contains("Menu laporan penuh"));
    town.says(TIPSTER, "/lapor");
    assert!(town.speaks_up().is_empty(), "told lately");
    town.pass(DAY);
    town.speaks_up();
    town.files(TIPSTER);
}
