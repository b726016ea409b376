//! The audit as owners and auditors see it, and what shows that somebody touched it.

use netral::curation::Kept;
use netral::curation::audit::Audit;
use netral::curation::audit::AuditRow;
use netral::curation::audit::Deed;
use netral::curation::audit::NotedHead;
use netral::curation::record::Kind;
use netral::ports::Records;

use super::AUDITOR;
use super::EDITOR;
use super::OWNER;
use super::office::Office;
use super::office::each_way;

/// Lets the owner act so many times.
fn acts(office: &Office, times: usize) {
    for _ in 0..times {
        office.says(OWNER, "/admin");
        office.taps(OWNER, "Undang");
        office.taps(OWNER, "Pemeriksa");
        office.taps(OWNER, "Tanpa catatan");
        office.taps(OWNER, "Batalkan undangan ini");
    }
}

#[test]
fn where_nothing_was_done_it_says_so() {
    let office = Office::new();
    office.says(AUDITOR, "/audit");
    assert!(office.reads(AUDITOR).contains("Belum ada tindakan pengelola"));
}

#[test]
fn the_last_acts_come_first_with_the_head_to_note() {
    each_way(|office| {
        acts(office, 4);
        office.says(AUDITOR, "/audit");
        let page = office.reads(AUDITOR);
        assert!(page.contains("Catatan audit (halaman 1 dari 2)"), "{page}");
        let first = "8 · 2026-05-28 07.00 · pemilik #1: membatalkan undangan pemeriksa";
        assert!(page.contains(first), "{page}");
        let head = office.audit().last().unwrap().fingerprint();
        assert!(page.contains(&format!("Kepala: 8 · {head}")), "{page}");
        office.taps(AUDITOR, "Berikutnya");
        assert!(office.reads(AUDITOR).contains("\n• 1 · "), "{}", office.reads(AUDITOR));
    });
}

#[test]
fn a_changed_row_shows_and_nothing_follows_what_cannot_be_read() {
    let office = Office::new();
    acts(&office, 2);
    let row = office.audit()[1].clone();
    let forged = AuditRow { deed: Deed::FolderRead, ..row };
    assert!(office.runtime().block_on(office.store.apply(vec![forged.put()])).unwrap());
    office.says(AUDITOR, "/audit");
    assert!(office.reads(AUDITOR).contains("RUSAK di baris 3"), "{}", office.reads(AUDITOR));
}

#[test]
fn a_cut_tail_shows_against_a_head_that_was_noted() {
    let office = Office::new();
    acts(&office, 2);
    let noted = NotedHead::parse(&office.audit()[3].fingerprint()).unwrap();
    let last = office.audit()[3].clone();
    let audit = || Audit::read(&office.store.records(Kind::Audit).unwrap());
    assert_eq!(audit().seen(&noted), Some(4));
    assert!(office.runtime().block_on(office.store.apply(vec![last.take_out()])).unwrap());
    assert_eq!(audit().broken, None, "the chain alone does not show it");
    assert_eq!(audit().seen(&noted), None);
    acts(&office, 1);
    assert_eq!((audit().broken, audit().seen(&noted)), (None, None), "nor does going on heal it");
}

/// Names, notes and chats of people never get into it, however they act.
#[test]
fn no_row_holds_a_text_a_name_or_a_chat() {
    let office = Office::new();
    office.says(OWNER, "/admin");
    office.taps(OWNER, "#3 penyunting");
    office.taps(OWNER, "Ubah catatan");
    office.says(OWNER, "Canary Rahasia");
    office.taps(OWNER, "Keluarkan");
    office.taps(OWNER, "Ya, keluarkan");
    let rows: Vec<String> =
        office.audit().iter().map(|row| String::from_utf8(row.to_bytes()).unwrap()).collect();
    assert_eq!(rows.len(), 1);
    let chat = EDITOR.0.to_string();
    assert!(rows.iter().all(|row| !row.contains("Canary") && !row.contains(&chat)), "{rows:?}");
}
