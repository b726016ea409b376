//! Files in and out: the FAQ as an archive, and what admins send.

use netral::archive::pack;
use netral::archive::unpack;
use netral::curation::Files;
use netral::curation::Role;
use netral::curation::audit::Deed;
use netral::curation::revision::Purpose;
use netral::desk::FetchTrouble;

use super::AUDITOR;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::Office;
use super::office::each_way;
use crate::small_faq::small_files;

const LIKE: &str = "media-sosial/like.md";

/// The FAQ as an office hands it out.
fn exported(office: &Office) -> Vec<u8> {
    office.says(EDITOR, "/faq ekspor");
    office.take_files(EDITOR).remove(0).content
}

fn packed(change: impl Fn(&mut Files)) -> Vec<u8> {
    let mut files = small_files();
    change(&mut files);
    pack(&files).unwrap()
}

/// What no honest program writes: an archive with a name that leads out.
fn renamed(mut archive: Vec<u8>) -> Vec<u8> {
    for place in 0..archive.len() {
        if archive[place..].starts_with(b"aa/bb") {
            archive[place..place + 5].copy_from_slice(b"../..");
        }
    }
    archive
}

fn edited() -> String {
    small_files()[LIKE].replace("Bolehkah ASN", "Apakah ASN boleh")
}

#[test]
fn an_archive_that_was_exported_comes_back_without_a_change() {
    each_way(|office| {
        office.says(EDITOR, "/faq ekspor");
        let sheet = office.take_files(EDITOR).remove(0);
        assert_eq!(sheet.name, "netral-faq-2026-05-28-r0.zip");
        assert_eq!(unpack(&sheet.content).unwrap().len(), small_files().len());
        assert_eq!(office.audit().len(), 1);
        office.says(EDITOR, "/faq impor");
        assert!(office.sends_file(EDITOR, &sheet.name, &sheet.content, ""));
        assert!(office.reads(EDITOR).contains("Tidak ada perubahan"), "{}", office.reads(EDITOR));
        assert!(office.drafts().is_empty());
        assert!(!office.reads(EDITOR).is_empty() && office.audit().len() == 1);
    });
}

#[test]
fn an_entry_alone_becomes_a_draft_with_its_caption_as_the_reason() {
    let office = Office::new();
    office.says(EDITOR, "/faq impor");
    assert!(office.sends_file(EDITOR, "like (1).md", edited().as_bytes(), "judul lebih jelas"));
    assert!(office.chat(EDITOR).contains("1 diubah"), "{}", office.transcript());
    let draft = office.draft();
    assert_eq!((draft.purpose, draft.reason.as_deref()), (Purpose::Import, Some("judul lebih jelas")));
    assert_eq!((draft.changes.len(), draft.changes[0].path.as_str()), (1, LIKE));
    assert_eq!(draft.changes[0].after.as_deref(), Some(edited().as_str()));
    assert!(!office.sends_file(EDITOR, "surat.pdf", b"%PDF", ""), "nothing is awaited any more");
    let again =
        edited().replacen("\ntanya = [", "\ntanya = [\n  \"boleh kasih jempol ke unggahan paslon\",", 1);
    assert!(office.sends_file(EDITOR, "like.md", again.as_bytes(), ""), "a file of an FAQ needs no asking");
    assert_eq!(office.drafts().len(), 2, "{}", office.transcript());
}

#[test]
fn what_an_archive_lacks_stays_or_goes_as_its_sender_says() {
    each_way(|office| {
        for (answer, changes) in [("Biarkan", 1), ("Pensiunkan 2 entri", 3)] {
            office.says(EDITOR, "/faq impor");
            let archive = packed(|files| {
                files.insert(LIKE.to_owned(), edited());
                files.remove("kampanye/debat.md");
                files.remove("kampanye/donasi.md");
                files.remove("_kosakata.toml");
            });
            office.sends_file(EDITOR, "faq.zip", &archive, "");
            assert!(office.reads(EDITOR).contains("2 entri tidak ada di arsip"), "{}", office.transcript());
            assert!(office.reads(EDITOR).contains("1 diubah"));
            office.taps(EDITOR, answer);
            assert_eq!(office.drafts().pop().unwrap().changes.len(), changes, "{answer}");
        }
    });
}

#[test]
fn an_archive_that_only_lacks_entries_changes_nothing_where_they_stay() {
    let office = Office::new();
    office.says(EDITOR, "/faq impor");
    office.sends_file(EDITOR, "faq.zip", &packed(|files| drop(files.remove("kampanye/debat.md"))), "");
    let (message, keep) = office.find(EDITOR, "Biarkan");
    office.taps(EDITOR, "Biarkan");
    assert!(office.reads(EDITOR).contains("Tidak ada perubahan"));
    assert!(office.drafts().is_empty());
    office.taps_on(EDITOR, message, &keep, "Biarkan");
    assert!(office.reads(EDITOR).contains("sudah terjawab"), "{}", office.transcript());
}

#[test]
fn a_new_entry_alone_is_asked_for_its_group() {
    each_way(|office| {
        let text = edited().replace("boleh nge-like", "boleh menge-like sekali");
        office.says(EDITOR, "/faq impor");
        office.sends_file(EDITOR, "suka-baru.md", text.as_bytes(), "");
        assert!(office.reads(EDITOR).contains("Apakah ASN boleh"), "{}", office.transcript());
        office.taps(EDITOR, "Media sosial");
        assert_eq!(office.draft().changes[0].path, "media-sosial/suka-baru.md");
    });
}

#[test]
fn everything_wrong_is_told_with_file_line_and_remedy_and_the_rest_comes_as_a_file() {
    let office = Office::new();
    office.says(EDITOR, "/faq impor");
    let broken = packed(|files| {
        for (path, text) in files.iter_mut().filter(|(path, _)| path.contains('/')) {
            *text = text.replace("putusan = ", "putusn = ").replace("diperiksa", "dipriksa") + path;
        }
    });
    office.sends_file(EDITOR, "faq.zip", &broken, "");
    let said = office.chat(EDITOR);
    assert!(
        said.contains("belum dapat terbit") && said.contains("putusn") && said.contains(".md:"),
        "{said}"
    );
    let list = office.take_files(EDITOR).remove(0);
    let list = String::from_utf8(list.content).unwrap();
    assert!(list.lines().count() >= 26, "{list}");
    assert_eq!(said.matches("\n• ").count(), 16, "fifteen and how many more");
    assert!(office.drafts().is_empty());
    assert!(office.sends_file(EDITOR, "like.md", edited().as_bytes(), ""), "the next one is awaited at once");
    assert_eq!(office.drafts().len(), 1);
}

#[test]
fn careless_and_hostile_files_are_refused_with_a_sentence_each() {
    let office = Office::new();
    office.says(EDITOR, "/faq impor");
    let good = exported(&office);
    office.says(EDITOR, "/faq impor");
    let outside = renamed(pack(&Files::from([("aa/bb/etc/passwd".to_owned(), "x".to_owned())])).unwrap());
    let cases: [(&str, Vec<u8>, &str); 7] = [
        ("faq.zip", good[..good.len() / 2].to_vec(), "rusak"),
        ("faq.zip", b"bukan arsip".to_vec(), "bukan arsip .zip"),
        ("faq.zip", outside, "passwd"),
        ("like.md", b"\xff\xfej\0u\0".to_vec(), "UTF-16"),
        ("like.md", b"+++\njudul = \"caf\xe9\"\n".to_vec(), "like.md:2"),
        ("surat.pdf", b"%PDF-1.7".to_vec(), "bukan berkas FAQ"),
        (
            "bom.zip",
            packed(|files| drop(files.insert("a/bom.md".to_owned(), "\n".repeat(9_000_000)))),
            "1 MB",
        ),
    ];
    for (name, content, told) in cases {
        assert!(office.sends_file(EDITOR, name, &content, ""));
        assert!(office.reads(EDITOR).contains(told), "{name} {told}: {}", office.reads(EDITOR));
        assert!(office.labels(EDITOR).contains(&"Batal".to_owned()));
    }
    office.sends_lost_document(EDITOR, FetchTrouble::TooLarge);
    assert!(office.reads(EDITOR).contains("10 MB"));
    office.sends_lost_document(EDITOR, FetchTrouble::Unavailable);
    assert!(office.reads(EDITOR).contains("sekali lagi"));
    assert!(office.drafts().is_empty() && office.files() == small_files());
    office.taps(EDITOR, "Batal");
    assert!(!office.sends_file(EDITOR, "surat.pdf", b"%PDF-1.7", ""));
}

#[test]
fn only_who_writes_may_import_and_nobody_else_is_asked_for_a_file() {
    let office = Office::new();
    office.says(STRANGER, "/tidak_ada");
    let unknown = office.reads(STRANGER);
    for command in ["/faq impor", "/faq ekspor"] {
        office.says(STRANGER, command);
        assert_eq!(office.reads(STRANGER), unknown);
    }
    office.says(AUDITOR, "/faq impor");
    assert!(!office.sends_file(AUDITOR, "like.md", edited().as_bytes(), ""));
    assert!(!office.sends_file(STRANGER, "like.md", edited().as_bytes(), ""));
    office.says(AUDITOR, "/faq ekspor");
    assert_eq!(office.take_files(AUDITOR).len(), 1);
    assert!(office.take_files(STRANGER).is_empty());
}

#[test]
fn an_import_outlives_a_restart_and_belongs_to_its_sender() {
    let office = Office::staffed(&[(OWNER, Role::Owner), (EDITOR, Role::Editor)]);
    office.says(EDITOR, "/faq impor");
    let office = office.restarted();
    office.sends_file(EDITOR, "faq.zip", &packed(|files| drop(files.remove("kampanye/debat.md"))), "");
    let (message, retire) = office.find(EDITOR, "Pensiunkan 1 entri");
    let office = office.restarted();
    office.taps_on(OWNER, message, &retire, "Pensiunkan 1 entri");
    assert!(office.reads(OWNER).contains("sudah terjawab"), "{}", office.transcript());
    office.taps(EDITOR, "Pensiunkan 1 entri");
    assert_eq!(office.draft().changes[0].path, "kampanye/debat.md");
}

#[test]
fn files_that_wait_for_an_answer_and_those_that_come_to_nothing_are_in_the_audit() {
    let office = Office::new();
    let deeds = || office.audit().into_iter().map(|row| row.deed).collect::<Vec<Deed>>();
    office.says(EDITOR, "/faq impor");
    office.sends_file(EDITOR, "faq.zip", &packed(|files| drop(files.remove("kampanye/debat.md"))), "");
    let id = office.draft().id;
    assert_eq!(deeds(), [Deed::Imported(id)]);
    office.taps(EDITOR, "Biarkan");
    assert_eq!(deeds(), [Deed::Imported(id), Deed::Discarded(id)]);
    let text = edited().replace("boleh nge-like", "boleh menge-like sekali");
    office.says(EDITOR, "/faq impor");
    office.sends_file(EDITOR, "suka-baru.md", text.as_bytes(), "");
    assert_eq!(deeds().last(), Some(&Deed::Imported(office.draft().id)));
    assert_eq!(deeds().len(), 3);
}
