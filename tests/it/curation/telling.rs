//! What everybody is told of changes: verdicts in /perubahan, and old messages whose answer changed.

use netral::curation::Author;
use netral::curation::FileChange;
use netral::curation::Kept;
use netral::curation::Revision;
use netral::curation::RevisionId;
use netral::curation::overlay::Overlay;
use netral::curation::revision::Purpose;
use netral::faq::edit;
use netral::faq::edit::Field;
use netral::ports::Records;

use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::each_way;

const LIKE: &str = "media-sosial/like.md";
const NOTHING: &str = "Belum ada putusan yang berubah dalam 90 hari terakhir.";

/// Publishes another value of a field of the entry on likes, and starts again.
fn published(office: Office, field: Field, value: &str) -> Office {
    let before = office.files()[LIKE].clone();
    let after = edit::set(&before, field, value).unwrap();
    let number = u32::try_from(office.revisions().len()).unwrap() + 1;
    let changes = vec![FileChange { path: LIKE.to_owned(), before: Some(before), after: Some(after) }];
    let revision = Revision {
        id: RevisionId(number),
        at: office.now(),
        author: Author::CommandLine,
        approver: None,
        purpose: Purpose::Edit,
        reason: None,
        bases: Overlay::of(&office.revisions()).bases(office.base(), Purpose::Edit, &changes),
        changes,
    };
    assert!(office.runtime().block_on(office.store.apply(vec![revision.put_new()])).unwrap());
    office.restarted()
}

#[test]
fn everybody_can_read_which_verdicts_changed_in_90_days() {
    let office = Office::new();
    office.says(STRANGER, "/perubahan");
    assert_eq!(office.reads(STRANGER), NOTHING);
    let office = published(office, Field::Verdict, "bersyarat");
    office.says(STRANGER, "/perubahan");
    assert!(
        office
            .reads(STRANGER)
            .contains("• Bolehkah ASN menyukai unggahan calon?\n  DILARANG → BERSYARAT, 28 Mei 2026"),
        "{}",
        office.reads(STRANGER)
    );
    assert_eq!(office.labels(STRANGER), ["Menu"]);
    office.pass(91 * DAY);
    office.says(STRANGER, "/perubahan");
    assert_eq!(office.reads(STRANGER), NOTHING);
}

#[test]
fn what_changed_back_is_no_change() {
    let office = published(Office::new(), Field::Verdict, "bersyarat");
    let office = published(office, Field::Verdict, "dilarang");
    office.says(STRANGER, "/perubahan");
    assert_eq!(office.reads(STRANGER), NOTHING);
}

#[test]
fn an_old_answer_says_that_it_changed_as_soon_as_one_of_its_buttons_is_used() {
    for label in ["Semua dasar hukum", "Lihat sanksi", "Membantu", "Jawaban ini keliru"] {
        let office = Office::new();
        office.says(STRANGER, "/start q_like");
        let (message, data) = office.find(STRANGER, label);
        let office = published(office, Field::Verdict, "bersyarat");
        office.taps_on(STRANGER, message, &data, label);
        assert_eq!(office.notice(), "Jawaban ini sudah berubah.");
        let answer = office.reads(STRANGER);
        assert!(
            answer.starts_with("Jawaban ini sudah berubah sejak pesan yang tombolnya Anda tekan."),
            "{answer}"
        );
        assert!(answer.contains("BERSYARAT · Bolehkah ASN menyukai unggahan calon?"), "{answer}");
        office.taps(STRANGER, "Semua dasar hukum");
        assert!(office.reads(STRANGER).starts_with("Dasar hukum · "), "{}", office.reads(STRANGER));
    }
}

#[test]
fn an_old_answer_that_is_what_it_was_and_a_button_of_an_older_version_work_as_ever() {
    each_way(|office| {
        office.says(STRANGER, "/start q_like");
        office.taps(STRANGER, "Semua dasar hukum");
        assert!(office.reads(STRANGER).starts_with("Dasar hukum · "));
    });
    let office = Office::new();
    office.says(STRANGER, "/start q_like");
    let office = published(office, Field::Phrases, "satu\ndua\ntiga\nempat\nlima");
    office.taps(STRANGER, "Semua dasar hukum");
    assert!(office.reads(STRANGER).starts_with("Dasar hukum · "), "{}", office.reads(STRANGER));
    let office = published(office, Field::Verdict, "bersyarat");
    let message = office.find_any(STRANGER);
    office.taps_on(STRANGER, message, "1:e:like:d", "Semua dasar hukum");
    assert!(office.reads(STRANGER).starts_with("Dasar hukum · "), "{}", office.reads(STRANGER));
}
