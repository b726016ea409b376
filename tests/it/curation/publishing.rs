//! A draft becomes what people get: previewed, judged, published, once.

use netral::curation::audit::Deed;
use netral::curation::revision::Purpose;
use netral::faq::edit::Field;

use super::COLLEAGUE;
use super::EDITOR;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;
use super::proposing::ASKED;
use super::proposing::HADIR;
use super::proposing::data;
use super::proposing::drafted;
use super::proposing::edited;
use super::proposing::presses;
use super::proposing::previews;
use super::proposing::proposes;
use super::proposing::publishes;

const SUMMARY: &str = "Dilarang. Hadir pun dibaca orang sebagai dukungan.";

#[test]
fn what_is_previewed_is_what_people_get_once_it_is_published() {
    each_way(|office| {
        proposes(office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
        let all = office.all(EDITOR);
        let (seen, told) = (&all[all.len() - 2], &all[all.len() - 1]);
        assert!(seen.text.contains("Hadir pun dibaca orang"), "{}", office.transcript());
        assert!(
            told.text.contains("Ringkasan") && told.text.contains("tidak ada yang berpindah"),
            "{}",
            told.text
        );
        assert!(office.revisions().is_empty() && !office.asks(STRANGER, ASKED).contains("Hadir pun"));
        office.taps(EDITOR, "Terbitkan");
        assert!(office.reads(EDITOR).contains("revisi 1"), "{}", office.reads(EDITOR));
        assert_eq!(office.labels(EDITOR), ["Urungkan", "Lihat revisi"]);
        assert_eq!(office.asks(STRANGER, ASKED), seen.text);
        let revision = &office.revisions()[0];
        assert_eq!((revision.purpose, revision.approver), (Purpose::Edit, None));
        assert!(office.drafts().is_empty());
        let deeds: Vec<Deed> = office.audit().into_iter().map(|row| row.deed).collect();
        assert_eq!(
            deeds,
            [Deed::Published { revision: revision.id, purpose: Purpose::Edit, approver: None }]
        );
    });
}

#[test]
fn a_new_explanation_is_shown_as_a_whole() {
    let office = Office::new();
    proposes(&office, EDITOR, HADIR, &[(Field::Body, "Penjelasan yang panjang.\n\n## Mengapa\nSebab.")]);
    assert!(office.all(EDITOR).iter().any(|shown| shown.text.contains("Penjelasan yang panjang.")));
}

#[test]
fn a_flip_needs_a_reason_even_where_nobody_has_to_agree() {
    each_way(|office| {
        proposes(office, EDITOR, HADIR, &[(Field::Title, "Bolehkah ASN datang?")]);
        assert!(office.labels(EDITOR).contains(&"Terbitkan".to_owned()));
    });
    let office = Office::new().without_four_eyes();
    let draft = proposes(&office, EDITOR, HADIR, &[(Field::Verdict, "boleh"), (Field::Summary, "Boleh.")]);
    assert!(office.reads(EDITOR).contains("BERBALIK PUTUSAN"), "{}", office.reads(EDITOR));
    assert_eq!(office.labels(EDITOR), ["Tulis alasan", "Ubah lagi", "Buang"]);
    office.taps(EDITOR, "Tulis alasan");
    office.says(EDITOR, &"a".repeat(501));
    assert!(office.reads(EDITOR).contains("1 sampai 500"));
    office.says(EDITOR, "Aturannya berubah.");
    assert!(office.reads(EDITOR).contains("Aturannya berubah."), "{}", office.transcript());
    office.taps(EDITOR, "Terbitkan");
    assert_eq!(office.revisions()[0].reason.as_deref(), Some("Aturannya berubah."));
    assert!(office.asks(STRANGER, ASKED).contains("BOLEH"));
    presses(&office, EDITOR, &format!("1:a:r:p:{}", draft.0));
    assert!(office.reads(EDITOR).contains("sudah diterbitkan"));
}

#[test]
fn what_would_be_no_faq_is_not_published_and_says_what_to_do() {
    let office = Office::new();
    let mut change = edited(&office, HADIR, &[]);
    change.after = change.after.map(|text| text.replace("pp-contoh:pasal-5", "aturan-yang-tidak-ada"));
    let draft = drafted(&office, EDITOR, vec![change]);
    previews(&office, EDITOR, draft);
    assert!(office.reads(EDITOR).contains("Belum dapat diterbitkan"), "{}", office.reads(EDITOR));
    assert!(!office.labels(EDITOR).contains(&"Terbitkan".to_owned()));
    presses(&office, EDITOR, &format!("1:a:r:t:{}:7", draft.0));
    assert!(office.revisions().is_empty());
    assert!(office.asks(STRANGER, ASKED).contains("DILARANG"));
    assert_eq!(office.drafts().len(), 1, "a broken draft isn't lost");
}

#[test]
fn two_editors_of_different_fields_come_together_and_are_told() {
    let office = Office::new();
    let theirs = drafted(
        &office,
        COLLEAGUE,
        vec![edited(&office, HADIR, &[(Field::Title, "Bolehkah ASN datang ke kampanye?")])],
    );
    publishes(&office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
    assert!(office.reads(COLLEAGUE).contains("Orang lain baru saja menerbitkan"), "{}", office.transcript());
    previews(&office, COLLEAGUE, theirs);
    assert!(office.reads(COLLEAGUE).contains("Disesuaikan"), "{}", office.reads(COLLEAGUE));
    office.taps(COLLEAGUE, "Terbitkan");
    let answer = office.asks(STRANGER, ASKED);
    assert!(answer.contains("Hadir pun") && answer.contains("datang ke kampanye"), "{answer}");
}

#[test]
fn two_editors_of_one_field_are_told_and_nothing_is_lost() {
    each_way(|office| {
        let fields = [(Field::Summary, "Dilarang. Kata saya."), (Field::Title, "Judul saya?")];
        let theirs = drafted(office, COLLEAGUE, vec![edited(office, HADIR, &fields)]);
        publishes(office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
        previews(office, COLLEAGUE, theirs);
        let told = office.reads(COLLEAGUE);
        assert!(told.contains("Bertabrakan di: Ringkasan"), "{told}");
        assert!(told.contains("Kata saya") && told.contains("Hadir pun"), "{told}");
        office.taps(COLLEAGUE, "Mulai dari yang terbaru");
        assert!(office.reads(COLLEAGUE).contains("Judul saya?"), "{}", office.reads(COLLEAGUE));
        office.taps(COLLEAGUE, "Terbitkan");
        let answer = office.asks(STRANGER, ASKED);
        assert!(answer.contains("Hadir pun") && answer.contains("Judul saya?"), "{answer}");
    });
}

#[test]
fn what_differs_from_what_was_seen_is_shown_again_before_it_is_published() {
    let office = Office::new();
    let draft = proposes(&office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
    let seen = data(&office, EDITOR, "Terbitkan");
    publishes(&office, COLLEAGUE, HADIR, &[(Field::Title, "Bolehkah ASN datang?")]);
    presses(&office, EDITOR, &seen);
    assert_eq!(office.revisions().len(), 1, "{}", office.transcript());
    assert!(office.reads(EDITOR).contains("sudah berbeda dari yang Anda lihat"), "{}", office.reads(EDITOR));
    office.taps(EDITOR, "Terbitkan");
    assert_eq!(office.revisions().len(), 2);
    presses(&office, EDITOR, &seen);
    assert!(office.reads(EDITOR).contains("revisi 2"), "{}", office.reads(EDITOR));
    assert_eq!(office.revisions().len(), 2, "an old button does nothing again");
    office.pass(120);
    presses(&office, EDITOR, &seen);
    assert!(office.reads(EDITOR).contains("sudah diterbitkan"), "{draft:?}");
}

#[test]
fn a_press_that_comes_again_after_a_kill_publishes_once() {
    let office = Office::new();
    proposes(&office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
    let (message, data) = office.find(EDITOR, "Terbitkan");
    let press = office.pressed(EDITOR, message, &data);
    // The process dies before anybody is told.
    drop(office.hears(press.clone()));
    let office = office.restarted();
    office.meets(press);
    assert_eq!(office.revisions().len(), 1);
    assert!(office.asks(STRANGER, ASKED).contains("Hadir pun"));
}

#[test]
fn a_draft_survives_a_restart_between_preview_and_publishing() {
    let office = Office::new();
    proposes(&office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
    let office = office.restarted();
    office.taps(EDITOR, "Terbitkan");
    assert_eq!(office.revisions().len(), 1);
    let office = office.restarted();
    assert!(office.asks(STRANGER, ASKED).contains("Hadir pun"));
}

#[test]
fn nobody_else_publishes_a_draft() {
    let office = Office::new();
    proposes(&office, EDITOR, HADIR, &[(Field::Summary, SUMMARY)]);
    let publish = data(&office, EDITOR, "Terbitkan");
    presses(&office, COLLEAGUE, &publish);
    assert!(office.reads(COLLEAGUE).contains("Hanya penulis"), "{}", office.reads(COLLEAGUE));
    presses(&office, STRANGER, &publish);
    assert!(office.revisions().is_empty());
}
