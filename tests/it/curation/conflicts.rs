//! The folder moves on under revisions, and breaks, while the bot runs.

use netral::curation::Files;
use netral::curation::audit::Deed;
use netral::faq::edit;
use netral::faq::edit::Field;
use netral::faq::parse::parse;
use netral::ports::ChatId;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;
use super::proposing::ASKED;
use super::proposing::HADIR;
use super::proposing::publishes;

/// What the folder comes to say.
const FOLDERS: [(Field, &str); 2] = [(Field::Verdict, "bersyarat"), (Field::Summary, "Bersyarat. Folder.")];

const OURS: &str = "Dilarang. Naskah kita.";

fn changed(office: &Office, path: &str, fields: &[(Field, &str)]) -> Files {
    let mut files = office.base().clone();
    let text = files[path].clone();
    let set = |text: String, (field, value): &(Field, &str)| edit::set(&text, *field, value).unwrap();
    files.insert(path.to_owned(), fields.iter().fold(text, set));
    files
}

fn rebases(office: &Office, files: Files) {
    office.runtime().block_on(office.desk().rebase(files)).unwrap();
    office.speaks_up();
}

fn breaks(office: &Office, files: &Files) -> Vec<ChatId> {
    let (faq, problems) = parse(files);
    assert!(faq.is_none());
    office.runtime().block_on(office.desk().folder_is_broken(problems)).unwrap();
    office.speaks_up()
}

#[test]
fn a_changed_folder_is_in_force_without_a_restart() {
    let office = Office::new();
    let files = changed(&office, HADIR, &[(Field::Summary, "Dilarang. Naskah folder.")]);
    rebases(&office, files);
    assert!(office.asks(STRANGER, ASKED).contains("Naskah folder"));
    assert!(office.audit().iter().any(|row| row.deed == Deed::FolderRead));
}

#[test]
fn a_revision_stays_in_force_and_editors_hear_of_the_conflict() {
    let office = Office::new();
    publishes(&office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
    let files = changed(&office, HADIR, &[(Field::Title, "Judul folder?")]);
    rebases(&office, files);
    assert!(office.reads(COLLEAGUE).contains("1 konflik"), "{}", office.transcript());
    let answer = office.asks(STRANGER, ASKED);
    assert!(answer.contains("Naskah kita") && !answer.contains("SEDANG DITINJAU"), "{answer}");
    office.says(AUDITOR, "/faq konflik");
    office.taps(AUDITOR, "Konflik 1");
    assert!(office.reads(AUDITOR).contains("Judul folder?"), "{}", office.reads(AUDITOR));
    assert_eq!(office.labels(AUDITOR), ["Semua konflik"]);
}

#[test]
fn a_conflict_that_weighs_hides_the_verdict_until_somebody_settles_it() {
    each_way(|office| {
        publishes(office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
        let files =
            changed(office, HADIR, &[(Field::Verdict, "bersyarat"), (Field::Summary, "Bersyarat. Folder.")]);
        rebases(office, files);
        let answer = office.asks(STRANGER, ASKED);
        assert!(answer.contains("SEDANG DITINJAU") && !answer.contains("Naskah kita"), "{answer}");
        office.says(APPROVER, "/faq konflik");
        office.taps(APPROVER, "Konflik 1");
        office.taps(APPROVER, "Pertahankan revisi");
        let answer = office.asks(STRANGER, ASKED);
        assert!(answer.contains("Naskah kita") && !answer.contains("SEDANG DITINJAU"), "{answer}");
        office.says(APPROVER, "/faq konflik");
        assert!(office.reads(APPROVER).contains("Tidak ada"), "{}", office.reads(APPROVER));
    });
}

#[test]
fn a_conflict_is_settled_with_the_folders_text_or_with_both() {
    for (label, wanted, other) in
        [("Ambil dari folder", "Judul folder?", OURS), ("Gabungkan keduanya", "Judul folder?", "?")]
    {
        let office = Office::new();
        publishes(&office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
        let files = changed(&office, HADIR, &[(Field::Title, "Judul folder?")]);
        rebases(&office, files.clone());
        office.says(OWNER, "/faq konflik");
        office.taps(OWNER, "Konflik 1");
        office.taps(OWNER, label);
        assert!(office.reads(OWNER).contains("Pratinjau"), "{}", office.reads(OWNER));
        office.taps(OWNER, "Terbitkan");
        let answer = office.asks(STRANGER, ASKED);
        assert!(answer.contains(wanted), "{answer}");
        assert_eq!(answer.contains(OURS.trim_start_matches("Dilarang. ")), other == "?", "{label}: {answer}");
        let office = office.over_base(files);
        assert_eq!(office.asks(STRANGER, ASKED), answer, "the same after a restart");
        office.says(OWNER, "/faq konflik");
        assert!(office.reads(OWNER).contains("Tidak ada"));
    }
}

#[test]
fn who_wrote_a_revision_does_not_settle_its_conflict_while_others_can() {
    let office = Office::new();
    publishes(&office, APPROVER, HADIR, &[(Field::Summary, OURS)]);
    rebases(&office, changed(&office, HADIR, &FOLDERS));
    for label in ["Pertahankan revisi", "Ambil dari folder"] {
        office.says(APPROVER, "/faq konflik");
        office.taps(APPROVER, "Konflik 1");
        office.taps(APPROVER, label);
        assert!(office.reads(APPROVER).contains("penyetuju lain"), "{}", office.reads(APPROVER));
    }
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn a_conflict_is_settled_with_another_verdict_only_when_somebody_else_agrees() {
    let office = Office::new();
    publishes(&office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
    let files = changed(&office, HADIR, &FOLDERS);
    let theirs = files[HADIR].clone();
    rebases(&office, files);
    office.says(APPROVER, "/faq konflik");
    office.taps(APPROVER, "Konflik 1");
    office.taps(APPROVER, "Ambil dari folder");
    assert!(!office.labels(APPROVER).contains(&"Terbitkan".to_owned()), "{}", office.reads(APPROVER));
    office.says(EDITOR, "/faq impor");
    office.sends_file(EDITOR, "hadir.md", theirs.as_bytes(), "");
    assert!(!office.labels(EDITOR).contains(&"Terbitkan".to_owned()), "{}", office.reads(EDITOR));
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn a_folder_that_took_the_revision_over_rules_again() {
    let office = Office::new();
    publishes(&office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
    let exported = office.files();
    rebases(&office, exported);
    assert_eq!(office.revisions().len(), 2, "that it was taken over is noted");
    let files = changed(&office, HADIR, &[(Field::Summary, "Dilarang. Folder lebih baru.")]);
    rebases(&office, files);
    assert!(office.asks(STRANGER, ASKED).contains("Folder lebih baru"), "{}", office.transcript());
    office.says(OWNER, "/faq konflik");
    assert!(office.reads(OWNER).contains("Tidak ada"));
}

#[test]
fn a_broken_folder_is_told_once_and_the_last_good_faq_stays() {
    let office = Office::new();
    let mut broken = office.base().clone();
    broken.insert(HADIR.to_owned(), "+++\nputusan = \"mungkin\"\n+++\n".to_owned());
    let mut told = breaks(&office, &broken);
    told.sort();
    assert_eq!(told, [OWNER, APPROVER, EDITOR, COLLEAGUE]);
    assert!(office.reads(EDITOR).contains("Folder FAQ rusak"), "{}", office.reads(EDITOR));
    assert_eq!(breaks(&office, &broken), [], "told once");
    assert!(office.asks(STRANGER, ASKED).contains("DILARANG"));
    broken.insert("media-sosial/like.md".to_owned(), "rusak".to_owned());
    assert_eq!(breaks(&office, &broken).len(), 4, "something else is broken");
    rebases(&office, office.base().clone());
    assert!(office.reads(EDITOR).contains("sudah dapat dibaca lagi"), "{}", office.reads(EDITOR));
    rebases(&office, broken);
    assert!(office.asks(STRANGER, ASKED).contains("DILARANG"), "a broken base never comes into force");
}

#[test]
fn a_revision_that_makes_no_faq_on_another_base_gives_way_and_editors_are_told() {
    let office = Office::new();
    publishes(&office, EDITOR, HADIR, &[(Field::Related, "debat\nbaliho"), (Field::Summary, OURS)]);
    let mut files = office.base().clone();
    files.remove("kampanye/baliho.md");
    for text in files.values_mut() {
        *text = text.replace("\"baliho\", ", "").replace(", \"baliho\"", "").replace("\"baliho\"", "");
    }
    assert!(parse(&files).0.is_some(), "{:?}", parse(&files).1);
    let office = office.over_base(files);
    assert_eq!(office.speaks_up().len(), 4, "{}", office.transcript());
    assert!(office.reads(EDITOR).contains("tidak dapat dipakai"), "{}", office.reads(EDITOR));
    assert!(!office.asks(STRANGER, ASKED).contains("Naskah kita"));
    publishes(&office, EDITOR, "media-sosial/like.md", &[(Field::Summary, "Dilarang. Tetap.")]);
}

#[test]
fn a_folder_that_changed_while_the_bot_was_stopped_is_noted_and_editors_hear_of_the_conflict_once() {
    let office = Office::new();
    publishes(&office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
    let files =
        changed(&office, HADIR, &[(Field::Verdict, "bersyarat"), (Field::Summary, "Bersyarat. Folder.")]);
    let read = |office: &Office| office.audit().iter().filter(|row| row.deed == Deed::FolderRead).count();
    let office = office.over_base(files.clone());
    let mut told = office.speaks_up();
    told.sort();
    assert_eq!(told, [OWNER, APPROVER, EDITOR, COLLEAGUE]);
    assert!(office.reads(COLLEAGUE).contains("1 konflik"), "{}", office.transcript());
    assert_eq!(read(&office), 1);
    rebases(&office, files);
    let office = office.restarted();
    assert_eq!(office.speaks_up(), [], "told once");
    assert_eq!(read(&office), 1, "noted once");
    let files = changed(&office, "media-sosial/like.md", &[(Field::Title, "Bolehkah menyukai?")]);
    let office = office.over_base(files);
    assert_eq!(read(&office), 1);
    office.speaks_up();
    assert_eq!(read(&office), 2, "another change");
}

#[test]
fn of_a_conflict_that_is_known_nobody_is_told_again_when_something_else_changed_meanwhile() {
    let office = Office::new();
    publishes(&office, EDITOR, HADIR, &[(Field::Summary, OURS)]);
    let mut files = changed(&office, HADIR, &[(Field::Title, "Judul folder?")]);
    rebases(&office, files.clone());
    files.extend(
        changed(&office, "media-sosial/like.md", &[(Field::Title, "Bolehkah menyukai?")])
            .remove_entry("media-sosial/like.md"),
    );
    let office = office.over_base(files);
    assert_eq!(office.speaks_up(), []);
}
