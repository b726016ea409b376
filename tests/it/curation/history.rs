//! What was published can be looked at, put back, and taken back.

use netral::curation::revision::Purpose;
use netral::faq::edit::Field;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::MINUTE;
use super::office::Office;
use super::office::each_way;
use super::proposing::ASKED;
use super::proposing::HADIR;
use super::proposing::data;
use super::proposing::presses;
use super::proposing::proposes;
use super::proposing::publishes;

fn summary(number: usize) -> String {
    format!("Dilarang. Naskah nomor {number}.")
}

fn publishes_summaries(office: &Office, count: usize) {
    for number in 1..=count {
        publishes(office, EDITOR, HADIR, &[(Field::Summary, &summary(number))]);
    }
}

#[test]
fn the_history_lists_revisions_newest_first_and_shows_each() {
    each_way(|office| {
        publishes_summaries(office, 9);
        office.says(AUDITOR, "/faq riwayat");
        let told = office.reads(AUDITOR);
        assert!(told.contains("halaman 1 dari 2") && told.contains("penyunting #3"), "{told}");
        assert_eq!(office.labels(AUDITOR)[0], "Revisi 9");
        office.taps(AUDITOR, "Berikutnya");
        assert_eq!(office.labels(AUDITOR), ["Revisi 2", "Revisi 1", "Sebelumnya"]);
        office.taps(AUDITOR, "Revisi 2");
        let told = office.reads(AUDITOR);
        assert!(told.contains(&summary(1)) && told.contains(&summary(2)), "{told}");
        assert_eq!(office.labels(AUDITOR), ["Riwayat"], "an auditor changes nothing");
        presses(office, EDITOR, "1:a:h:e:hadir:0");
        assert!(office.reads(EDITOR).contains("Bolehkah ASN hadir di kampanye?"), "{}", office.reads(EDITOR));
        presses(office, EDITOR, "1:a:h:e:like:0");
        assert!(office.reads(EDITOR).contains("seperti naskah aslinya"));
    });
}

#[test]
fn any_revision_is_put_back_by_a_draft_like_any_other() {
    each_way(|office| {
        publishes_summaries(office, 3);
        office.says(EDITOR, "/faq riwayat");
        office.taps(EDITOR, "Revisi 1");
        office.taps(EDITOR, "Kembalikan ke sini");
        assert!(office.reads(EDITOR).contains("mengembalikan ke revisi 1"), "{}", office.reads(EDITOR));
        office.taps(EDITOR, "Terbitkan");
        assert!(office.asks(STRANGER, ASKED).contains("Naskah nomor 1."));
        assert_eq!(office.revisions().len(), 4, "nothing is dropped");
        assert!(matches!(office.revisions()[3].purpose, Purpose::RollBack(_)));
        office.says(EDITOR, "/faq riwayat");
        office.taps(EDITOR, "Revisi 1");
        office.taps(EDITOR, "Kembalikan ke sini");
        assert!(office.reads(EDITOR).contains("sudah sama"), "{}", office.reads(EDITOR));
    });
}

#[test]
fn going_back_to_what_an_approver_agreed_to_needs_nobody_again() {
    let office = Office::new();
    let turned = [(Field::Verdict, "boleh"), (Field::Summary, "Boleh. Ya.")];
    let draft = proposes(&office, EDITOR, HADIR, &turned);
    office.taps(EDITOR, "Tulis alasan");
    office.says(EDITOR, "Aturannya berubah.");
    office.taps(EDITOR, "Ajukan persetujuan");
    presses(&office, APPROVER, &format!("1:a:r:p:{}", draft.0));
    office.taps(APPROVER, "Setujui dan terbitkan");
    // Back to the folder's text, and again to what was agreed to: neither asks anybody.
    office.says(EDITOR, "/faq riwayat");
    presses(&office, EDITOR, "1:a:h:u:1");
    assert!(office.asks(STRANGER, ASKED).contains("DILARANG"), "{}", office.transcript());
    presses(&office, EDITOR, "1:a:h:b:1");
    office.taps(EDITOR, "Tulis alasan");
    office.says(EDITOR, "Ternyata sudah benar.");
    office.taps(EDITOR, "Terbitkan");
    assert!(office.asks(STRANGER, ASKED).contains("BOLEH"), "{}", office.transcript());
}

#[test]
fn a_revision_is_taken_back_by_one_tap_and_so_is_that() {
    each_way(|office| {
        let before = office.asks(STRANGER, ASKED);
        publishes_summaries(office, 1);
        office.pass(4 * MINUTE);
        office.taps(EDITOR, "Urungkan");
        assert_eq!(office.asks(STRANGER, ASKED), before);
        assert!(matches!(office.revisions()[1].purpose, Purpose::Undo(_)));
        office.taps(EDITOR, "Urungkan ini");
        assert!(office.asks(STRANGER, ASKED).contains("Naskah nomor 1."));
        assert_eq!(office.files()[HADIR], office.revisions()[0].changes[0].after.clone().unwrap());
    });
}

#[test]
fn taking_back_ends_after_five_minutes_and_is_not_everybodys() {
    let office = Office::new();
    publishes_summaries(&office, 1);
    let undo = data(&office, EDITOR, "Urungkan");
    presses(&office, COLLEAGUE, &undo);
    assert!(office.reads(COLLEAGUE).contains("Hanya penulisnya"), "{}", office.reads(COLLEAGUE));
    presses(&office, AUDITOR, &undo);
    presses(&office, STRANGER, &undo);
    office.pass(5 * MINUTE);
    presses(&office, EDITOR, &undo);
    assert!(office.reads(EDITOR).contains("Lima menitnya"), "{}", office.reads(EDITOR));
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn taking_back_twice_or_what_has_changed_again_does_nothing() {
    let office = Office::new();
    publishes_summaries(&office, 1);
    let undo = data(&office, EDITOR, "Urungkan");
    publishes(&office, COLLEAGUE, HADIR, &[(Field::Summary, "Dilarang. Lain lagi.")]);
    presses(&office, OWNER, &undo);
    assert!(office.reads(OWNER).contains("sudah berubah lagi"), "{}", office.reads(OWNER));
    presses(&office, OWNER, "1:a:h:u:2");
    presses(&office, OWNER, "1:a:h:u:2");
    assert_eq!(office.revisions().len(), 3, "{}", office.transcript());
    presses(&office, OWNER, "1:a:h:u:99");
    assert!(office.reads(OWNER).contains("tidak ada"));
}
