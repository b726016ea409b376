//! Who is excluded can neither open a tip nor learn of it.

use netral::ports::ChatId;
use netral::ports::TipStore;
use netral::tips::Status;
use netral::tips::button::Button;
use netral::tips::limits::Bounds;

use super::INSPECTOR;
use super::PERSONNEL;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::HOUR;
use super::town::Town;
use super::town::WEEK;

/// The first handler's key, the second's, and the one in the safe.
const KEYS: [usize; 3] = [0, 1, 2];

/// Files a report that the second handler shall not get.
pub(super) fn files_without_personnel(town: &Town) -> String {
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Kecualikan / sertakan: BKPSDM");
    assert!(town.reads(TIPSTER).contains("✗ dikecualikan: BKPSDM"), "{}", town.reads(TIPSTER));
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains("Inspektorat dan pemegang kunci cadangan; tanpa BKPSDM"));
    let receipt = town.receipt(TIPSTER);
    town.taps(TIPSTER, "Kirim");
    receipt
}

fn stanzas(sealed: &[u8]) -> usize {
    let end = sealed.windows(5).position(|window| window == b"\n--- ").unwrap();
    String::from_utf8_lossy(&sealed[..end]).matches("\n-> X25519 ").count()
}

#[test]
fn the_excluded_key_opens_nothing_and_the_header_does_not_tell_that_somebody_is_excluded() {
    let everybody = Town::new();
    everybody.files(TIPSTER);
    assert_eq!(stanzas(&everybody.sealed(0)), 3);
    assert!(KEYS.iter().all(|key| everybody.opens(*key, &everybody.sealed(0)).is_some()));
    let town = Town::new();
    let receipt = files_without_personnel(&town);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.taps(TIPSTER, "Kirim");
    for part in [0, 1] {
        let sealed = town.sealed(part);
        assert_eq!(stanzas(&sealed), 3);
        let opened = KEYS.map(|key| town.opens(key, &sealed).is_some());
        assert_eq!(opened, [true, false, true], "part {part}");
    }
}

#[test]
fn the_excluded_handler_sees_nothing_of_the_tip_whatever_is_tried() {
    let town = Town::new();
    files_without_personnel(&town);
    let tag = town.tag();
    town.says(PERSONNEL, "/kotak");
    assert!(town.reads(PERSONNEL).contains("Tidak ada laporan."), "{}", town.reads(PERSONNEL));
    let list = town.find_any(PERSONNEL);
    let forged = [
        Button::Open(tag),
        Button::Fetch(tag),
        Button::ChooseStatus(tag),
        Button::SetStatus(tag, Status::Rejected),
        Button::Reply(tag),
    ];
    let nowhere = netral::tips::Tag::parse(if tag.to_string() == "2222" { "3333" } else { "2222" }).unwrap();
    let nothing = [Button::Open(nowhere), Button::Fetch(nowhere)];
    let mut answers = Vec::new();
    for button in forged.into_iter().chain(nothing) {
        town.taps_on(PERSONNEL, list, &button.to_data(), "forged");
        answers.push((town.chat(PERSONNEL), town.notice()));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "the tip doesn't exist for him: {answers:?}");
    assert!(answers[0].0.contains("Tidak ada laporan dengan tanda itu"));
    for command in [format!("/balas {tag} halo"), format!("/balas {tag}"), format!("/segel_ulang {tag}")] {
        town.says(PERSONNEL, &command);
        assert!(town.reads(PERSONNEL).contains("Tidak ada laporan dengan tanda itu"), "{command}");
    }
    assert!(town.take_files(PERSONNEL).is_empty());
    assert_eq!(town.tip().status, Status::Received);
    assert!(town.tip().replies.is_empty());
    assert!(town.store.deeds().unwrap().is_empty());
}

#[test]
fn the_excluded_handler_is_told_neither_of_news_nor_of_the_end() {
    let town = Town::new();
    town.speaks_up();
    let receipt = files_without_personnel(&town);
    town.pass(DAY);
    assert_eq!(town.speaks_up(), [INSPECTOR]);
    town.pass(11 * WEEK);
    let told = town.speaks_up();
    assert!(told.contains(&INSPECTOR) && !told.contains(&PERSONNEL), "{told:?}");
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Hapus laporan saya");
    town.taps(TIPSTER, "Ya, hapus laporan");
    for (chat, told) in [(INSPECTOR, true), (PERSONNEL, false)] {
        town.says(chat, "/kotak");
        assert_eq!(town.reads(chat).contains("dihapus pelapor"), told);
    }
    town.pass(HOUR);
}

#[test]
fn nobody_can_be_excluded_where_there_is_one_handler_only() {
    let town = Town::with(&["Inspektorat"], Bounds::default());
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    assert!(town.reads(TIPSTER).contains("Hanya ada satu penerima"));
    assert_eq!(town.labels(TIPSTER), ["Lanjut", "Batal"]);
    let at = town.find_any(TIPSTER);
    let only = town.handlers().all()[0].id();
    town.taps_on(TIPSTER, at, &Button::Toggle(only).to_data(), "forged");
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().excluded, None);
    assert_eq!(town.tip().openers, [only]);
}

#[test]
fn with_many_handlers_one_at_a_time_can_be_excluded() {
    let roles = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"];
    let town = Town::with(&roles, Bounds::default());
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Kecualikan / sertakan: C");
    town.taps(TIPSTER, "Kecualikan / sertakan: L");
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    let sealed = town.sealed(0);
    assert_eq!(stanzas(&sealed), 13);
    let opened: Vec<usize> = (0..13).filter(|key| town.opens(*key, &sealed).is_some()).collect();
    assert_eq!(opened, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
    assert!(town.handlers().in_chat(ChatId(INSPECTOR.0 + 11)).is_some());
}
