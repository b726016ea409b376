//! "Kirim": once in effect, and the truth about it whenever it is pressed.

use netral::desk::Received;

use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::Town;

#[test]
fn pressing_send_twice_or_ten_times_files_one_tip_and_says_so() {
    let town = Town::new();
    let receipt = town.prepares(TIPSTER, TOLD);
    let (message, data) = town.find(TIPSTER, "Kirim");
    for again in 0..10 {
        town.taps_on(TIPSTER, message, &data, "Kirim");
        let said = if again == 0 { "Terkirim." } else { "Sudah terkirim." };
        assert!(town.reads(TIPSTER).contains(said), "{}", town.reads(TIPSTER));
        assert_eq!(town.receipt(TIPSTER), receipt);
        assert_eq!(town.tips().len(), 1);
    }
    assert_eq!(town.all(TIPSTER).len(), 1, "{}", town.chat(TIPSTER));
}

#[test]
fn a_send_that_comes_again_after_a_kill_says_that_the_tip_is_filed() {
    let town = Town::new();
    let receipt = town.prepares(TIPSTER, TOLD);
    let (message, data) = town.find(TIPSTER, "Kirim");
    let press = town.pressed(TIPSTER, message, &data);
    assert!(matches!(town.hears(press.clone()), Received::Direct(_)), "and dies before it speaks");
    let town = town.restarted(true);
    town.meets(press);
    assert!(town.chat(TIPSTER).contains("Sudah terkirim."), "{}", town.chat(TIPSTER));
    assert_eq!(town.tips().len(), 1);
    town.pass(60);
    town.says(TIPSTER, &receipt);
    assert!(town.reads(TIPSTER).contains("Status: Diterima"));
}

#[test]
fn a_send_after_a_kill_that_came_first_says_that_nothing_was_filed() {
    let town = Town::new();
    let receipt = town.prepares(TIPSTER, TOLD);
    let town = town.restarted(true);
    town.taps(TIPSTER, "Kirim");
    assert!(town.chat(TIPSTER).contains("Belum terkirim, draf hilang."), "{}", town.chat(TIPSTER));
    assert!(town.tips().is_empty());
    town.says(TIPSTER, &receipt);
    assert!(town.reads(TIPSTER).contains("Tidak ada laporan dengan kode itu."));
}

#[test]
fn any_button_of_a_report_that_was_filed_before_the_kill_tells_the_truth() {
    for label in ["Ubah", "Kirim"] {
        let town = Town::new();
        town.prepares(TIPSTER, TOLD);
        let (message, data) = town.find(TIPSTER, "Kirim");
        town.hears(town.pressed(TIPSTER, message, &data));
        let town = town.restarted(true);
        town.taps(TIPSTER, label);
        assert!(town.chat(TIPSTER).contains("Sudah terkirim."), "{label}: {}", town.chat(TIPSTER));
    }
}

#[test]
fn a_button_without_a_receipt_in_its_message_claims_nothing_it_can_not_know() {
    let town = Town::new();
    town.prepares(TIPSTER, TOLD);
    town.says(TIPSTER, "/menu");
    let (message, data) = town.find(TIPSTER, "Kirim");
    assert!(!town.reads(TIPSTER).contains("Kode"), "the newest button stands under another message");
    town.hears(town.pressed(TIPSTER, message, &data));
    assert_eq!(town.tips().len(), 1);
    let town = town.restarted(true);
    town.taps_on(TIPSTER, message, &data, "Kirim");
    let said = town.chat(TIPSTER);
    assert!(said.contains("Draf itu sudah tidak ada.") && !said.contains("Belum terkirim"), "{said}");
}

#[test]
fn the_send_of_an_old_preview_touches_no_new_draft() {
    let town = Town::new();
    town.prepares(TIPSTER, TOLD);
    let (message, data) = town.find(TIPSTER, "Kirim");
    let old = town.pressed(TIPSTER, message, &data);
    town.taps(TIPSTER, "Batal");
    let receipt = town.prepares(TIPSTER, "Kepala bidang memasang baliho calon di pagar kantor.");
    town.meets(old);
    assert!(town.tips().is_empty());
    assert!(town.chat(TIPSTER).contains("Belum terkirim, draf hilang."), "{}", town.chat(TIPSTER));
    let (message, data) = town.find(TIPSTER, "Ubah");
    town.taps_on(TIPSTER, message, &data.replace(":u", ":k"), "Kirim");
    assert_eq!(town.tips().len(), 1, "the new one is still there to be sent");
    assert_eq!(town.receipt(TIPSTER), receipt);
}

#[test]
fn the_send_of_an_earlier_preview_means_nothing_while_something_is_changed() {
    let town = Town::new();
    town.prepares(TIPSTER, TOLD);
    let (message, data) = town.find(TIPSTER, "Kirim");
    let old = town.pressed(TIPSTER, message, &data);
    town.taps(TIPSTER, "Ubah");
    town.meets(old);
    assert!(town.notice().contains("langkah sebelumnya"));
    assert!(town.tips().is_empty());
    assert!(!town.chat(TIPSTER).contains("draf hilang"), "{}", town.chat(TIPSTER));
}

#[test]
fn an_edit_that_may_point_to_its_writer_is_settled_before_the_report_goes() {
    let town = Town::new();
    let told = town.writes_up(TIPSTER, TOLD);
    town.edits(TIPSTER, told, &format!("{TOLD} Nama saya Fulan."));
    town.taps(TIPSTER, "Kirim");
    assert!(town.tips().is_empty(), "neither version is sent unasked");
    town.taps(TIPSTER, "Tetap kirim");
    town.taps(TIPSTER, "Kirim");
    assert!(town.opens(0, &town.sealed(0)).unwrap().contains("Nama saya Fulan."));
}

#[test]
fn only_the_announcement_stays_and_can_be_deleted_by_its_button() {
    let town = Town::new();
    town.files(TIPSTER);
    let all = town.all(TIPSTER);
    assert_eq!(all.len(), 1, "{}", town.chat(TIPSTER));
    assert!(!all[0].protected, "a receipt must be copied");
    town.taps(TIPSTER, "Sudah saya simpan – hapus pesan ini");
    assert!(town.all(TIPSTER).is_empty());
}

#[test]
fn a_second_report_has_another_receipt_tag_and_place() {
    let town = Town::new();
    let first = town.files(TIPSTER);
    town.pass(DAY);
    let second = town.files(TIPSTER);
    assert_ne!(first, second);
    let tips = town.tips();
    assert_eq!(tips.len(), 2);
    assert_ne!(tips[0].tag, tips[1].tag);
    assert_ne!(tips[0].reply_key, tips[1].reply_key);
}
