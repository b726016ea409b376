//! Nothing of a tip is anywhere but in its sealed files.

use netral::conversation::Unreadable;
use netral::ports::ChatId;
use netral::ports::Store;
use netral::ports::TipStore;

use super::INSPECTOR;
use super::STRANGER;
use super::TIPSTER;
use super::town::DAY;
use super::town::Town;

/// A word that is in no text of the bot.
const CANARY: &str = "kenari7391";

/// Everything that the store holds of tips, without what is sealed.
fn records(town: &Town) -> String {
    format!("{:?} {:?} {:?}", town.store.tips(), town.store.tombstones(), town.store.deeds())
}

#[test]
fn filing_following_and_handling_a_tip_writes_nothing_outside_the_tips() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Apa risikonya?");
    town.taps(TIPSTER, "Lanjut");
    let told = town.says(TIPSTER, &format!("Kepala dinas membagikan stiker calon {CANARY} di ruang rapat."));
    town.edits(TIPSTER, told, &format!("Kepala dinas membagikan stiker calon {CANARY} di ruang rapat pagi."));
    town.says(TIPSTER, &format!("nama saya {CANARY}"));
    town.taps(TIPSTER, "Tetap kirim");
    town.sends(TIPSTER, Unreadable::Voice);
    town.says(TIPSTER, &format!("/tanya {CANARY}"));
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Lanjut");
    let receipt = town.receipt(TIPSTER);
    town.taps(TIPSTER, "Kirim");
    town.says(TIPSTER, &format!("terlambat {CANARY}"));
    town.taps(TIPSTER, "Ini bagian laporan");
    town.pass(DAY);
    town.taps_handler_fetch();
    town.says(INSPECTOR, &format!("/balas {} {CANARY}", town.tag()));
    town.taps(INSPECTOR, "Kirim");
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, &format!("lagi {CANARY}"));
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.counted(), 0, "no counter");
    assert!(town.store.pending().unwrap().is_empty(), "no outbox");
    for chat in [TIPSTER, INSPECTOR] {
        assert_eq!(town.store.load(chat), Ok(None), "no state");
    }
    let records = records(&town);
    for secret in [CANARY, &TIPSTER.0.to_string(), &receipt, &receipt.replace(' ', "")] {
        assert!(!records.contains(secret), "{secret} in {records}");
    }
    for blob in town.tip().blobs() {
        let sealed = town.store.blob(blob).unwrap().unwrap();
        assert!(!sealed.windows(CANARY.len()).any(|window| window == CANARY.as_bytes()));
    }
    assert_eq!(town.opens(0, &town.sealed(0)).unwrap().matches(CANARY).count(), 2);
}

#[test]
fn a_person_who_filed_and_one_who_did_not_leave_the_same_state_behind() {
    let town = Town::new();
    for chat in [TIPSTER, STRANGER] {
        town.says(chat, "/menu");
    }
    let idle = town.store.load(STRANGER).unwrap();
    town.files(TIPSTER);
    assert_eq!(town.store.load(TIPSTER).unwrap(), idle);
}

#[test]
fn reports_of_very_different_lengths_are_stored_in_few_sizes() {
    let town = Town::new();
    let mut sizes = Vec::new();
    for (number, letters) in [50, 500, 2000, 4000, 8000, 12_000].into_iter().enumerate() {
        let chat = ChatId(3000 + i64::try_from(number).unwrap());
        town.says(chat, "/lapor");
        town.taps(chat, "Lanjut");
        "abcde fghi ".repeat(1100).as_bytes()[..letters].chunks(4000).for_each(|piece| {
            town.says(chat, std::str::from_utf8(piece).unwrap());
        });
        town.taps(chat, "Lanjut");
        (0..5).for_each(|_| town.taps(chat, "Lewati"));
        town.taps(chat, "Lanjut");
        town.taps(chat, "Kirim");
    }
    for tip in town.tips() {
        // Less age's random grease in the header.
        let sealed = town.store.blob(tip.parts[0].blob).unwrap().unwrap();
        let body = sealed.windows(5).position(|window| window == b"\n--- ").unwrap();
        sizes.push(sealed.len() - body);
    }
    sizes.sort_unstable();
    sizes.dedup();
    assert!(sizes.len() <= 3, "{sizes:?}");
}

#[test]
fn in_a_group_no_report_is_begun_and_nothing_that_was_written_is_repeated() {
    let town = Town::new();
    town.files(TIPSTER);
    let group = ChatId(-2002);
    for command in [format!("/lapor {CANARY}"), "/status".to_owned(), "/penerima".to_owned()] {
        town.says_in_group(group, &command);
        let said = town.reads(group);
        assert!(said.contains("mari lanjut di chat pribadi") && !said.contains(CANARY), "{said}");
        assert_eq!(town.labels(group), ["Buka di chat pribadi"]);
    }
    let before = town.all(group).len();
    for command in ["/kotak", "/tidak_ada"] {
        town.says_in_group(group, command);
    }
    assert_eq!(town.all(group).len(), before + 2, "neither is answered");
    assert_eq!(town.counted(), 0);
}

#[test]
fn a_chat_that_blocks_the_bot_is_forgotten_with_its_draft() {
    let town = Town::new();
    town.says(TIPSTER, &format!("/lapor {CANARY}"));
    town.leaves(TIPSTER);
    town.pass(DAY);
    assert!(town.speaks_up().is_empty(), "nothing is said to somebody who left");
}
