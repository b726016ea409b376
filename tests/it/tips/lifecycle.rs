//! What happens to tips by time alone.

use netral::ports::TipStore;
use netral::ports::Trust;
use netral::tips::Tip;

use super::INSPECTOR;
use super::PERSONNEL;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::HOUR;
use super::town::MINUTE;
use super::town::Town;
use super::town::WEEK;

fn box_of_inspector(town: &Town) -> String {
    town.says(INSPECTOR, "/kotak");
    town.reads(INSPECTOR)
}

#[test]
fn an_unread_tip_is_overdue_after_two_weeks() {
    let town = Town::new();
    town.files(TIPSTER);
    town.pass(2 * WEEK - 1);
    assert!(!box_of_inspector(&town).contains("TERLAMBAT"));
    town.pass(1);
    assert!(box_of_inspector(&town).contains("TERLAMBAT: belum diambil"));
    town.taps_handler_fetch();
    assert!(!box_of_inspector(&town).contains("TERLAMBAT"));
}

#[test]
fn a_tip_without_feedback_for_a_quarter_is_overdue_although_it_is_kept_alive() {
    let town = Town::new();
    town.files(TIPSTER);
    town.taps_handler_fetch();
    town.pass(8 * WEEK);
    town.taps_handler_fetch();
    town.pass(5 * WEEK);
    assert!(box_of_inspector(&town).contains("TERLAMBAT: belum ada kabar untuk pelapor"));
}

#[test]
fn handlers_are_warned_after_eleven_weeks_and_the_tip_goes_after_thirteen() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    let blobs: Vec<_> = town.tip().blobs().collect();
    town.pass(DAY);
    town.speaks_up();
    town.pass(10 * WEEK);
    assert!(town.speaks_up().is_empty(), "not in the tenth week");
    assert!(!box_of_inspector(&town).contains("DIHAPUS"));
    town.pass(WEEK);
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
    assert!(town.reads(INSPECTOR).contains("masa simpannya hampir habis"));
    assert!(box_of_inspector(&town).contains("DIHAPUS dalam 3 minggu"));
    town.pass(2 * WEEK);
    assert!(town.speaks_up().is_empty(), "warned once");
    town.keeps_house();
    assert_eq!(town.tips().len(), 1, "still in the thirteenth week");
    town.pass(WEEK);
    town.keeps_house();
    assert!(town.tips().is_empty());
    assert!(blobs.iter().all(|blob| town.store.blob(*blob) == Ok(None)));
    assert!(!town.store.needs_rewrite().unwrap(), "and its bytes are gone with it");
    assert!(box_of_inspector(&town).contains("masa simpan habis"));
}

#[test]
fn whatever_a_handler_does_gives_a_tip_its_time_anew() {
    let town = Town::new();
    town.files(TIPSTER);
    town.pass(12 * WEEK);
    town.taps_handler_fetch();
    town.pass(13 * WEEK);
    town.keeps_house();
    assert_eq!(town.tips().len(), 1);
    town.pass(WEEK);
    town.keeps_house();
    assert!(town.tips().is_empty());
}

#[test]
fn a_tip_whose_tipster_wrote_last_is_kept_four_weeks_longer() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(WEEK);
    town.says(TIPSTER, &receipt);
    assert!(town.reads(TIPSTER).contains("sekitar 13 minggu"), "{}", town.reads(TIPSTER));
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.taps(TIPSTER, "Kirim");
    town.taps(TIPSTER, "Kembali ke laporan");
    assert!(town.reads(TIPSTER).contains("sekitar 18 minggu"), "{}", town.reads(TIPSTER));
    town.pass(17 * WEEK);
    town.keeps_house();
    assert_eq!(town.tips().len(), 1);
    town.pass(WEEK);
    town.keeps_house();
    assert!(town.tips().is_empty());
}

#[test]
fn a_tombstone_stands_for_a_year_and_its_tag_is_not_used_meanwhile() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Hapus laporan saya");
    town.taps(TIPSTER, "Ya, hapus laporan");
    let stones = town.store.tombstones().unwrap();
    assert!(stones.len() == 1 && stones[0].withdrawn);
    town.pass(52 * WEEK);
    town.keeps_house();
    assert_eq!(town.store.tombstones().unwrap().len(), 1);
    town.pass(WEEK);
    town.keeps_house();
    assert!(town.store.tombstones().unwrap().is_empty());
    assert!(!box_of_inspector(&town).contains("Sudah dihapus"));
}

#[test]
fn the_audit_is_forgotten_after_a_year_too() {
    let town = Town::new();
    town.files(TIPSTER);
    town.taps_handler_fetch();
    assert_eq!(town.store.deeds().unwrap().len(), 1);
    town.pass(53 * WEEK);
    town.keeps_house();
    assert!(town.store.deeds().unwrap().is_empty());
}

/// How many minutes after `from` handlers are told, looking every minute.
fn told_after(town: &Town, minutes: u64) -> Option<u64> {
    (1..=minutes).find(|_| {
        town.pass(MINUTE);
        !town.speaks_up().is_empty()
    })
}

#[test]
fn handlers_are_told_at_eight_and_four_local_time_or_up_to_twenty_minutes_later_and_once() {
    let town = Town::new();
    town.speaks_up(); // 07:00
    town.files(TIPSTER);
    let minutes = told_after(&town, 90).unwrap();
    assert!((60..=80).contains(&minutes), "{minutes} minutes after seven");
    assert!(town.reads(PERSONNEL).contains("Ada kabar di kotak laporan"));
    assert!(!town.reads(PERSONNEL).contains(&town.tag().to_string()));
    assert_eq!(told_after(&town, 24 * 60), None, "once");
    town.files(TIPSTER);
    town.files(TIPSTER);
    let minutes = told_after(&town, 24 * 60).unwrap();
    let of_day = (town.now().0 + 7 * HOUR) % DAY / MINUTE;
    assert!((480..=500).contains(&of_day) || (960..=980).contains(&of_day), "{minutes}: {of_day}");
    assert!(town.tips().iter().all(|tip: &Tip| !tip.news), "one notice for both");
}

#[test]
fn a_restart_neither_repeats_nor_swallows_a_notice() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    town.pass(DAY);
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
    let town = town.restarted(true);
    town.speaks_up();
    town.pass(DAY);
    assert!(town.speaks_up().is_empty());
    town.files(TIPSTER);
    let town = town.restarted(true);
    town.speaks_up();
    town.pass(DAY);
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
}

#[test]
fn an_addition_is_news_and_a_handlers_own_act_is_none() {
    let town = Town::new();
    town.speaks_up();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.speaks_up();
    town.taps_handler_fetch();
    town.pass(DAY);
    assert!(town.speaks_up().is_empty());
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.taps(TIPSTER, "Kirim");
    town.taps(TIPSTER, "Tutup");
    town.pass(DAY);
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
}

#[test]
fn in_a_drill_every_message_and_caption_says_so() {
    let town = Town::new().in_drill();
    town.speaks_up();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.speaks_up();
    town.taps_handler_fetch();
    town.taps(INSPECTOR, "Balas");
    town.says(INSPECTOR, "Terima kasih.");
    town.taps(INSPECTOR, "Kirim");
    town.says(TIPSTER, &receipt);
    town.says(PERSONNEL, "menyukai video kampanye");
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.takes_leave();
    for chat in [TIPSTER, INSPECTOR, PERSONNEL] {
        let all = town.all(chat);
        let by_bot: Vec<_> = all.iter().filter(|shown| shown.by_bot).collect();
        assert!(!by_bot.is_empty());
        assert!(by_bot.iter().all(|shown| shown.text.starts_with("🟨 LATIHAN")), "{}", town.chat(chat));
    }
}

#[test]
fn handlers_are_told_once_that_the_clock_is_wrong_and_nothing_goes_until_it_is_right() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    town.pass(20 * WEEK);
    for (trust, says) in [
        (Trust::Doubtful, "Balas dengan pesan apa saja"),
        (Trust::Contradicted, "Jam server salah"),
        (Trust::Returned, "sehari lagi"),
    ] {
        town.trusts_clock(trust);
        town.speaks_up();
        assert!(town.reads(INSPECTOR).contains(says), "{}", town.reads(INSPECTOR));
        assert!(town.reads(PERSONNEL).contains(says));
        town.keeps_house();
        assert!(town.speaks_up().is_empty(), "told once");
        assert_eq!(town.store.tips().unwrap().len(), 1);
    }
    town.trusts_clock(Trust::Sound);
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
    assert!(town.reads(INSPECTOR).contains("cocok lagi"));
    town.keeps_house();
    assert!(town.store.tips().unwrap().is_empty());
}
