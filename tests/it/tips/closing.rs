//! What holds while the menu opens, changes and closes: offers, notices, receipts.

use super::INSPECTOR;
use super::PERSONNEL;
use super::TIPSTER;
use super::TOLD;
use super::town::Town;

#[test]
fn whoever_tells_of_misconduct_is_offered_to_report_it_and_whoever_asks_is_not() {
    let town = Town::new();
    let offered = |town: &Town| town.labels(TIPSTER).contains(&"Laporkan tanpa identitas".to_owned());
    town.says(TIPSTER, "menyukai video kampanye");
    assert!(!offered(&town));
    town.says(TIPSTER, "kemarin pak lurah membagikan sembako bergambar calon di balai");
    assert!(offered(&town), "{:?}", town.labels(TIPSTER));
    town.taps(TIPSTER, "Laporkan tanpa identitas");
    assert!(town.reads(TIPSTER).contains("Sebelum Anda menulis laporan"));
    let closed = Town::new().closed();
    closed.says(TIPSTER, "kemarin pak lurah membagikan sembako bergambar calon di balai");
    assert!(!offered(&closed), "nobody could open it");
}

#[test]
fn all_handlers_are_told_once_that_the_recipients_changed() {
    let town = Town::new();
    assert!(town.speaks_up().is_empty(), "the first list is no change");
    let town = town.with_handlers_now(&["Inspektorat", "BKPSDM"]);
    assert_eq!(town.speaks_up(), [INSPECTOR, PERSONNEL]);
    assert!(town.reads(INSPECTOR).contains("Daftar penerima laporan berubah"));
    assert!(town.speaks_up().is_empty());
    let town = town.restarted(false);
    assert!(town.speaks_up().is_empty(), "nor after a restart");
}

#[test]
fn a_receipt_is_no_question_while_the_menu_is_closed() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let town = town.closed();
    for text in [receipt.clone(), format!("menyukai video kampanye {receipt}"), format!("/status {receipt}")]
    {
        let message = town.says(TIPSTER, &text);
        assert!(!town.has(TIPSTER, message), "{text}");
        assert!(town.reads(TIPSTER).contains("tertutup"), "{}", town.reads(TIPSTER));
    }
    assert_eq!(town.counted(), 0);
}

#[test]
fn the_leave_is_taken_of_additions_and_replies_too() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, TOLD);
    let tag = town.tag();
    town.says(INSPECTOR, &format!("/balas {tag} Terima kasih."));
    town.takes_leave();
    assert!(town.reads(TIPSTER).contains("tidak tersimpan"), "{}", town.reads(TIPSTER));
    assert!(town.reads(INSPECTOR).contains("belum terkirim"), "{}", town.reads(INSPECTOR));
    assert!(!town.chat(TIPSTER).contains(TOLD) && !town.chat(INSPECTOR).contains("Terima kasih."));
}
