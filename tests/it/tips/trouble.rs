//! When nothing can be stored or sealed, nothing is announced and nothing is lost.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use netral::ports::SealTrouble;
use netral::sealing::AgeSealer;
use netral::sealing::Cost;
use netral::sealing::SealingSecret;
use netral::tips::Status;
use netral::tips::limits::Bounds;
use zeroize::Zeroizing;

use super::INSPECTOR;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::Town;
use crate::sealer::Asked;
use crate::sealer::Watched;

#[test]
fn a_tip_that_can_not_be_stored_is_not_announced_and_its_draft_is_kept() {
    let town = Town::new();
    let receipt = town.prepares(TIPSTER, TOLD);
    town.store.fail_commits(true);
    for _ in 0..3 {
        town.taps(TIPSTER, "Kirim");
        assert!(town.reads(TIPSTER).contains("Belum dapat dipastikan terkirim."), "{}", town.reads(TIPSTER));
        assert!(!town.chat(TIPSTER).contains('✅'));
    }
    assert!(town.tips().is_empty());
    town.store.fail_commits(false);
    town.taps(TIPSTER, "Kirim");
    assert!(town.reads(TIPSTER).contains("Terkirim."));
    assert_eq!(town.receipt(TIPSTER), receipt);
    assert_eq!(town.tips().len(), 1);
    assert_eq!(town.all(TIPSTER).len(), 1, "{}", town.chat(TIPSTER));
}

#[test]
fn an_addition_and_a_withdrawal_that_fail_are_said_to_and_work_later() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Rapatnya pagi.");
    town.store.fail_commits(true);
    town.taps(TIPSTER, "Kirim");
    assert!(town.chat(TIPSTER).contains("Belum tersimpan"), "{}", town.chat(TIPSTER));
    town.store.fail_commits(false);
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().parts.len(), 2);
    town.taps(TIPSTER, "Kembali ke laporan");
    town.taps(TIPSTER, "Hapus laporan saya");
    town.store.fail_commits(true);
    town.taps(TIPSTER, "Ya, hapus laporan");
    assert!(!town.chat(TIPSTER).contains("Laporan dihapus."), "{}", town.chat(TIPSTER));
    assert!(town.chat(TIPSTER).contains("belum terjadi"));
    assert_eq!(town.tips().len(), 1);
}

#[test]
fn what_a_handler_does_is_not_said_to_be_done_when_it_can_not_be_stored() {
    let town = Town::new();
    town.files(TIPSTER);
    let tag = town.tag();
    town.says(INSPECTOR, "/kotak");
    town.taps(INSPECTOR, &format!("Buka {tag}"));
    town.store.fail_commits(true);
    town.taps(INSPECTOR, "Ambil");
    assert!(town.reads(INSPECTOR).contains("belum terjadi"), "{}", town.reads(INSPECTOR));
    assert!(town.take_files(INSPECTOR).is_empty(), "what isn't noted isn't handed out");
    assert_eq!(town.tip().status, Status::Received);
    town.says(INSPECTOR, &format!("/balas {tag} Terima kasih."));
    town.taps(INSPECTOR, "Kirim");
    assert!(town.chat(INSPECTOR).contains("belum terjadi"));
    town.store.fail_commits(false);
    town.says(INSPECTOR, "kirim");
    assert_eq!(town.tip().replies.len(), 1, "the reply was kept");
}

#[test]
fn handlers_are_told_nothing_while_it_can_not_be_noted_that_they_were() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    town.pass(DAY);
    town.store.fail_commits(true);
    assert!(town.speaks_up().is_empty());
    town.store.fail_commits(false);
    town.pass(DAY);
    assert_eq!(town.speaks_up().len(), 2, "but later");
}

#[test]
fn a_sealer_that_fails_for_a_while_spoils_no_draft() {
    let failing = Arc::new(AtomicBool::new(false));
    let secret = SealingSecret { salt: Zeroizing::new([3; 32]), pepper: Zeroizing::new([4; 32]) };
    let fails = Arc::clone(&failing);
    let moody = move |asked: Asked<'_>| {
        let takes_photos = matches!(asked, Asked::Photo(_));
        if fails.load(Ordering::SeqCst) && !takes_photos { Err(SealTrouble::Failed) } else { Ok(()) }
    };
    let sealer = Watched::new(AgeSealer::new(secret, Cost::TEST), moody);
    let town = Town::sealing(&["Inspektorat", "BKPSDM"], Bounds::default(), Arc::new(sealer));
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    failing.store(true, Ordering::SeqCst);
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains("Belum terkirim."), "{}", town.chat(TIPSTER));
    town.taps(TIPSTER, "Kirim");
    assert!(town.tips().is_empty());
    failing.store(false, Ordering::SeqCst);
    town.taps(TIPSTER, "Ubah");
    town.taps(TIPSTER, "Kembali ke pratinjau");
    assert!(town.reads(TIPSTER).contains("Kode laporan Anda"), "{}", town.chat(TIPSTER));
    failing.store(true, Ordering::SeqCst);
    town.taps(TIPSTER, "Kirim");
    assert!(town.tips().is_empty());
    failing.store(false, Ordering::SeqCst);
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tips().len(), 1);
    assert!(town.opens(0, &town.sealed(0)).unwrap().contains(TOLD));
}
