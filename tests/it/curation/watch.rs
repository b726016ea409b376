//! What must be watched: shown to editors, cleared once for every answer that depends on it.

use netral::curation::Button;
use netral::curation::Files;
use netral::curation::button::watch;
use netral::curation::revision::Purpose;

use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::STRANGER;
use super::office::Office;
use super::office::each_way_over;
use crate::small_faq::small_files;

const WATCHES: &str = "_pantau.toml";

/// The small FAQ, watching two things.
fn watching() -> Files {
    let mut files = small_files();
    files.insert(
        WATCHES.to_owned(),
        "# Daftar.\n\n[[pantau]]\nid = \"skb-baru\"\napa = \"Apakah SKB sudah diganti?\"\nnorma = [\"skb-contoh\"]\nlihat = \"JDIH\"\n\
         terakhir = 2026-02-23 # sumber\nmendesak = true\n\n[[pantau]]\nid = \"edaran\"\napa = \"Edaran baru?\"\nentri = [\"hak-pilih\"]\n\
         lihat = \"BKN\"\nterakhir = 2026-02-23\n"
            .to_owned(),
    );
    files
}

#[test]
fn somebody_looks_once_and_every_answer_that_depends_on_it_is_known_until_then() {
    each_way_over(&watching(), |office| {
        assert!(office.asks(STRANGER, "/start q_debat").contains("sumber s.d. Februari 2026"));
        office.says(EDITOR, "/faq tinjau");
        office.taps(EDITOR, "Yang dipantau (2)");
        assert!(
            office.reads(EDITOR).contains("1. Mendesak. Apakah SKB sudah diganti?"),
            "{}",
            office.reads(EDITOR)
        );
        office.taps_first(EDITOR, "1. Apakah SKB");
        let shown = office.reads(EDITOR);
        assert!(
            shown.contains("Lihat: JDIH") && shown.contains("Terakhir dicari: 23 Februari 2026"),
            "{shown}"
        );
        office.taps(EDITOR, "Tidak berubah, catat hari ini");
        assert!(office.reads(EDITOR).starts_with("Dicatat sebagai revisi 1"), "{}", office.reads(EDITOR));
        assert!(office.labels(EDITOR).contains(&"Berikutnya".to_owned()));
        let revision = office.revisions().remove(0);
        assert_eq!((revision.purpose, revision.changes.len()), (Purpose::Confirm, 1));
        assert!(office.files()[WATCHES].contains("# sumber"), "the file's comments stay");
        let known = office.asks(STRANGER, "/start q_debat");
        assert!(known.contains("sumber s.d. Mei 2026"), "{known}");
        let other = office.asks(STRANGER, "/start q_hak-pilih");
        assert!(other.contains("sumber s.d. Februari 2026"), "it depends on something else: {other}");
        office.says(EDITOR, "/faq tinjau");
        office.taps(EDITOR, "Yang dipantau (2)");
        office.taps_first(EDITOR, "2. Edaran");
        office.taps(EDITOR, "Tidak berubah, catat hari ini");
        let labels = office.labels(EDITOR);
        assert!(!labels.contains(&"Berikutnya".to_owned()), "all was looked at today: {labels:?}");
        office.taps(EDITOR, "Urungkan");
        assert_eq!(office.files()[WATCHES].matches("2026-02-23").count(), 1, "{}", office.files()[WATCHES]);
    });
}

#[test]
fn what_has_changed_is_marked_from_where_it_was_found() {
    each_way_over(&watching(), |office| {
        office.says(EDITOR, "/faq tinjau");
        office.taps(EDITOR, "Yang dipantau (2)");
        office.taps_first(EDITOR, "1. Apakah SKB");
        office.taps(EDITOR, "Berubah: SKB Contoh");
        office.taps(EDITOR, "Berubah");
        office.taps(EDITOR, "Hari ini");
        office.taps(EDITOR, "Tandai tanpa catatan");
        assert!(office.asks(STRANGER, "/start q_debat").contains("SKB Contoh berubah sejak"));
    });
}

#[test]
fn whoever_only_looks_on_sees_what_is_watched_and_cannot_clear_it() {
    let office = Office::new().over_base(watching());
    office.says(AUDITOR, "/faq tinjau");
    office.taps(AUDITOR, "Yang dipantau (2)");
    office.taps_first(AUDITOR, "1. Apakah SKB");
    assert!(!office.labels(AUDITOR).iter().any(|label| label.starts_with("Tidak berubah")));
    let faq = office.faq();
    let seen = netral::curation::watch::sight(&faq.watches[0]);
    let forged = Button::Watch(watch::Button::Looked(faq.watches[0].id.clone(), seen)).to_data();
    let message = office.find_any(AUDITOR);
    office.taps_on(AUDITOR, message, &forged, "(forged)");
    assert!(office.revisions().is_empty());
}

#[test]
fn a_button_from_before_somebody_else_looked_clears_nothing_unseen() {
    let office = Office::new().over_base(watching());
    let faq = office.faq();
    let old = Button::Watch(watch::Button::Looked(
        faq.watches[0].id.clone(),
        netral::curation::watch::sight(&faq.watches[0]).wrapping_add(1),
    ));
    office.says(COLLEAGUE, "/faq tinjau");
    let message = office.find_any(COLLEAGUE);
    office.taps_on(COLLEAGUE, message, &old.to_data(), "Tidak berubah, catat hari ini");
    assert!(office.revisions().is_empty());
    assert!(office.reads(COLLEAGUE).contains("Apakah SKB sudah diganti?"), "{}", office.reads(COLLEAGUE));
}
