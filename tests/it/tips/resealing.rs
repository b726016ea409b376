//! Files sealed anew: beside the tip until another handler agrees.

use netral::ports::TipStore;
use netral::sealing;
use netral::sealing::KeyPair;
use netral::sealing::seal_exactly;
use netral::tips::Act;
use netral::tips::Recipient;
use netral::tips::button::Button;
use netral::tips::button::ProposalCode;
use netral::tips::limits::Bounds;

use super::INSPECTOR;
use super::PERSONNEL;
use super::TIPSTER;
use super::TOLD;
use super::exclusion::files_without_personnel;
use super::town::Sent;
use super::town::Town;
use super::town::WEEK;

fn keys(town: &Town) -> Vec<Recipient> {
    let handlers = town.handlers().all().iter().map(|handler| handler.key.clone());
    handlers.chain([town.handlers().escrow().key.clone()]).collect()
}

/// What somebody sends who has a handler's chat, but no key: garbage for keys of his own.
fn garbage(town: &Town) -> Vec<u8> {
    let own: Vec<_> = keys(town).iter().map(|_| KeyPair::generate().public).collect();
    seal_exactly(b"sampah", &own).unwrap()
}

fn proposes(town: &Town, content: Vec<u8>) {
    town.sends_file(INSPECTOR, &Sent::Document(content), Some(&format!("/segel_ulang {}", town.tag())));
}

#[test]
fn a_handlers_chat_without_a_key_replaces_no_tip_and_the_other_handlers_hear_of_it_at_once() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    let old = town.sealed(0);
    proposes(&town, garbage(&town));
    assert!(town.reads(INSPECTOR).contains("tetap berlaku"), "{}", town.reads(INSPECTOR));
    assert_eq!(town.speaks_up(), [PERSONNEL], "at once, and not at the next hour of notices");
    let told = town.reads(PERSONNEL);
    assert!(told.contains("Inspektorat") && told.contains("jalur lain"), "{told}");
    let tip = town.tip();
    town.says(INSPECTOR, "/kotak");
    town.taps(INSPECTOR, &format!("Buka {}", town.tag()));
    assert!(!town.labels(INSPECTOR).iter().any(|label| label.starts_with("Setujui")), "not his own");
    let forged = Button::ConfirmReseal(town.tag(), 1, ProposalCode::of(&tip.proposals[0])).to_data();
    town.taps_on(INSPECTOR, town.find_any(INSPECTOR), &forged, "Setujui");
    assert!(town.reads(INSPECTOR).contains("harus penerima lain"), "{}", town.reads(INSPECTOR));
    assert_eq!(town.tip(), tip);
    for _ in 0..5 {
        town.pass(2 * WEEK);
        town.keeps_house();
        assert!(town.sealed(0) == old, "never replaced, and never destroyed");
    }
    town.take_files(PERSONNEL);
    town.says(PERSONNEL, "/kotak");
    town.taps(PERSONNEL, &format!("Buka {}", town.tag()));
    town.taps(PERSONNEL, "Ambil");
    let files = town.take_files(PERSONNEL);
    assert_eq!(files.len(), 2);
    assert!(files[0].1 == old && files[1].0.ends_with("-1-usulan.age"));
    town.taps(PERSONNEL, "Buang berkas 1");
    assert!(town.tip().proposals.is_empty());
    let garbage = tip.proposals[0].blob;
    assert_eq!(town.store.blob(garbage), Ok(None));
    assert!(town.speaks_up().contains(&INSPECTOR));
    assert!(town.chat(INSPECTOR).contains("dibuang oleh BKPSDM"));
    assert!(town.store.deeds().unwrap().iter().any(|row| row.act == Act::Declined));
}

#[test]
fn what_another_handler_agreed_to_takes_the_place_of_the_old_file_which_stays_four_weeks() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    let (old, part) = (town.sealed(0), town.tip().parts[0].blob);
    let anew = sealing::reseal(&old, &[town.identity(0)], &keys(&town)).unwrap();
    proposes(&town, anew.clone());
    town.speaks_up();
    town.taps(PERSONNEL, &format!("Buka {}", town.tag()));
    assert!(town.reads(PERSONNEL).contains("belum disetujui"));
    town.taps(PERSONNEL, "Setujui berkas 1");
    assert!(town.sealed(0) == anew);
    assert!(town.opens(1, &town.sealed(0)).unwrap().contains(TOLD));
    assert!(town.tip().proposals.is_empty());
    assert_eq!(town.speaks_up(), [INSPECTOR]);
    assert!(town.reads(INSPECTOR).contains("disetujui BKPSDM"));
    let acts: Vec<_> = town.store.deeds().unwrap().iter().map(|row| row.act).collect();
    assert_eq!(acts, [Act::Resealed, Act::Confirmed]);
    town.pass(4 * WEEK);
    town.keeps_house();
    assert!(town.store.blob(part).unwrap().is_some(), "four weeks");
    town.pass(WEEK);
    town.keeps_house();
    assert_eq!(town.store.blob(part), Ok(None));
    assert_eq!(town.tip().parts.len(), 1);
}

#[test]
fn nobody_agrees_to_a_file_that_came_after_the_one_he_saw() {
    let town = Town::new();
    town.speaks_up();
    town.files(TIPSTER);
    let old = town.sealed(0);
    proposes(&town, sealing::reseal(&old, &[town.identity(0)], &keys(&town)).unwrap());
    town.speaks_up();
    town.taps(PERSONNEL, &format!("Buka {}", town.tag()));
    proposes(&town, garbage(&town));
    assert_eq!(town.tip().proposals.len(), 1, "the last of one handler counts");
    town.taps(PERSONNEL, "Setujui berkas 1");
    assert!(town.reads(PERSONNEL).contains("baru saja diubah"), "{}", town.reads(PERSONNEL));
    assert!(town.sealed(0) == old);
}

#[test]
fn one_handler_alone_keeps_both_files_for_as_long_as_the_tip_is_there() {
    let town = Town::with(&["Inspektorat"], Bounds::default());
    town.files(TIPSTER);
    let old = town.sealed(0);
    let anew = sealing::reseal(&old, &[town.identity(0)], &keys(&town)).unwrap();
    proposes(&town, anew.clone());
    assert!(town.reads(INSPECTOR).contains("kedua versi tetap tersimpan"));
    town.take_files(INSPECTOR);
    town.taps_handler_fetch();
    let files: Vec<_> = town.take_files(INSPECTOR).into_iter().map(|(_, content)| content).collect();
    assert!(files == [old, anew]);
    assert!(!town.labels(INSPECTOR).iter().any(|label| label.starts_with("Setujui")));
    for _ in 0..3 {
        town.pass(6 * WEEK);
        town.taps_handler_fetch();
        town.keeps_house();
    }
    assert_eq!(town.tip().blobs().count(), 2);
}

#[test]
fn of_two_handlers_of_whom_one_is_excluded_the_other_is_alone() {
    let town = Town::new();
    town.speaks_up();
    files_without_personnel(&town);
    proposes(&town, garbage(&town));
    assert!(town.reads(INSPECTOR).contains("kedua versi tetap tersimpan"), "{}", town.reads(INSPECTOR));
    assert!(town.speaks_up().is_empty(), "the excluded role hears nothing");
}

#[test]
fn a_role_that_is_new_opens_the_tip_and_may_agree() {
    let town = Town::new();
    town.files(TIPSTER);
    let (tag, old, identity) = (town.tag(), town.sealed(0), town.identity(0));
    let town = town.with_handlers_now(&["Inspektorat", "Bagian Hukum"]);
    town.says(PERSONNEL, "/kotak");
    assert!(town.reads(PERSONNEL).contains("Tidak ada laporan."), "not yet for the new role");
    let anew = sealing::reseal(&old, &[identity], &keys(&town)).unwrap();
    proposes(&town, anew.clone());
    town.says(PERSONNEL, "/kotak");
    town.taps(PERSONNEL, &format!("Buka {tag}"));
    town.taps(PERSONNEL, "Setujui berkas 1");
    assert!(town.opens(4, &town.sealed(0)).unwrap().contains(TOLD), "the new role opens it");
}

#[test]
fn a_file_sealed_to_too_few_or_too_many_keys_or_to_something_else_is_refused() {
    let town = Town::new();
    town.files(TIPSTER);
    let (tag, old, all) = (town.tag(), town.sealed(0), keys(&town));
    let few = seal_exactly(b"x", &all[..2]).unwrap();
    let more: Vec<_> = all.iter().cloned().chain([KeyPair::generate().public]).collect();
    let many = seal_exactly(b"x", &more).unwrap();
    let right = seal_exactly(b"x", &all).unwrap();
    let head = b"age-encryption.org/v1\n";
    let other = [&head[..], b"-> scrypt abc 18\nxyz\n", &right[head.len()..]].concat();
    for (file, says) in [(few, "lebih sedikit"), (many, "kunci lain"), (other, "kunci lain")] {
        proposes(&town, file);
        assert!(town.reads(INSPECTOR).contains(says), "{}", town.reads(INSPECTOR));
    }
    for wrong in [
        format!("/segel_ulang {tag} 2"),
        format!("/segel_ulang {tag} 0"),
        format!("/segel_ulang {tag} x"),
        "/segel_ulang".to_owned(),
    ] {
        town.sends_file(INSPECTOR, &Sent::Document(right.clone()), Some(&wrong));
        assert!(town.reads(INSPECTOR).contains("Cara memakai"), "{wrong}: {}", town.reads(INSPECTOR));
    }
    assert!(town.sealed(0) == old && town.tip().proposals.is_empty());
}
