//! Changes of law: marked, told at once over every answer they concern, confirmed one by one.

use netral::curation::Button;
use netral::curation::button::law;
use netral::curation::button::law::Spot;
use netral::curation::revision::Purpose;
use netral::faq::EntryId;
use netral::faq::LegalBasis;
use netral::faq::edit;
use netral::faq::edit::Field;

use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::each_way;
use crate::small_faq::small_files;

const LIKE: &str = "media-sosial/like.md";
const LIKE_QUESTION: &str = "/start q_like";
const COMMENT_QUESTION: &str = "/start q_komentar";
const QUICK_COUNT: &str = "hak-politik/quick-count.md";

fn office_with(path: &str, passage: &str, replacement: &str) -> Office {
    let office = Office::new();
    let mut files = office.base().clone();
    let text = files.get_mut(path).unwrap();
    assert!(text.contains(passage));
    *text = text.replace(passage, replacement);
    office.over_base(files)
}

/// Marks the whole of the small FAQ's decree as changed on 1 May 2026.
fn marks_decree(office: &Office, note: &str) {
    comes_to_mark_decree(office, note);
    office.taps(EDITOR, "Tandai sekarang");
}

/// Marks a law up to the last tap.
fn comes_to_mark_decree(office: &Office, note: &str) {
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Tandai perubahan hukum");
    office.taps_first(EDITOR, "2. SKB Contoh");
    office.taps_first(EDITOR, "1. Seluruh peraturan");
    office.taps(EDITOR, "Berubah");
    office.says(EDITOR, "01-05-2026");
    office.says(EDITOR, note);
}

#[test]
fn an_editor_marks_a_law_and_every_answer_on_it_says_so_at_once() {
    each_way(|office| {
        assert!(office.asks(STRANGER, LIKE_QUESTION).starts_with("DILARANG · "));
        office.says(EDITOR, "/faq tinjau");
        assert_eq!(
            office.labels(EDITOR),
            [
                "Hukumnya berubah (1)",
                "Catatan untuk penyunting (1)",
                "Tandai perubahan hukum",
                "Tanda yang ada (1)",
                "Menu FAQ"
            ]
        );
        office.taps(EDITOR, "Tandai perubahan hukum");
        assert_eq!(office.labels(EDITOR)[1], "2. SKB Contoh (4 jawaban)");
        office.taps(EDITOR, "2. SKB Contoh (4 jawaban)");
        assert_eq!(
            office.labels(EDITOR)[..2],
            ["1. Seluruh peraturan (4 jawaban)", "2. Lampiran II (4 jawaban)"]
        );
        office.taps(EDITOR, "1. Seluruh peraturan (4 jawaban)");
        office.taps(EDITOR, "Berubah");
        office.says(EDITOR, "1/5/2026");
        let preview = office.reads(EDITOR);
        assert!(preview.contains("Sedang ditinjau: SKB Contoh berubah sejak 1 Mei 2026"), "{preview}");
        assert!(preview.contains("4 jawaban akan membawa pesan itu"), "{preview}");
        assert!(preview.contains("• Bolehkah ASN menyukai unggahan calon?"), "{preview}");
        office.says(EDITOR, "Diganti “pedoman” <baru>");
        assert!(
            office.reads(EDITOR).contains("1 Mei 2026: Diganti \"pedoman\" <baru>"),
            "{}",
            office.reads(EDITOR)
        );
        assert!(office.revisions().is_empty());
        office.taps(EDITOR, "Tandai sekarang");
        let done = office.reads(EDITOR);
        assert!(done.starts_with("Ditandai sebagai revisi 1."), "{done}");
        assert!(done.contains("4 jawaban sekarang membawa pesan"), "{done}");
        let answer = office.asks(STRANGER, LIKE_QUESTION);
        let banner = "Sedang ditinjau: SKB Contoh berubah sejak 1 Mei 2026. Diganti \"pedoman\" <baru>. ";
        assert!(answer.starts_with("DILARANG · ") && answer.contains(banner), "{answer}");
        assert!(!office.asks(STRANGER, "/start q_hadir").contains("Sedang ditinjau"));
        let [revision] = <[_; 1]>::try_from(office.revisions()).unwrap();
        assert_eq!(revision.purpose, Purpose::MarkLaw);
        assert!(revision.changes[0].after.as_ref().unwrap().contains("ditandai = 2026-05-28"));
    });
}

#[test]
fn each_answer_is_confirmed_by_itself_and_the_next_one_is_offered() {
    each_way(|office| {
        marks_decree(office, "Ada pedoman baru.");
        office.taps(EDITOR, "Tinjau satu per satu");
        assert_eq!(office.labels(EDITOR)[2], "3. Bolehkah ASN menyukai unggahan calon?");
        office.taps(EDITOR, "3. Bolehkah ASN menyukai unggahan calon?");
        let entry = office.reads(EDITOR);
        assert!(entry.contains("• SKB Contoh berubah sejak 1 Mei 2026: Ada pedoman baru."), "{entry}");
        assert!(entry.contains("• Catatan: Pedoman ini dibuat untuk 2024."), "{entry}");
        assert!(entry.contains("Dasar hukum: PP Contoh Pasal 5; SKB Contoh Lampiran II"), "{entry}");
        office.taps(EDITOR, "Masih benar");
        let done = office.reads(EDITOR);
        assert!(done.starts_with("Dikonfirmasi sebagai revisi 2."), "{done}");
        assert!(done.contains("Masih menunggu: 4 jawaban."), "{done}");
        assert!(!office.asks(STRANGER, LIKE_QUESTION).contains("Sedang ditinjau"));
        assert!(office.asks(STRANGER, COMMENT_QUESTION).contains("Sedang ditinjau"));
        let text = &office.files()[LIKE];
        assert_eq!(edit::value(text, Field::Confirmed).as_deref(), Some("skb-contoh@2026-05-28"));
        assert_eq!(edit::value(text, Field::CheckedOn).as_deref(), Some("2026-05-28"));
        assert_eq!(office.revisions()[1].purpose, Purpose::Confirm);
        office.taps(EDITOR, "Berikutnya");
        assert!(office.labels(EDITOR).contains(&"Masih benar".to_owned()));
        assert_ne!(office.reads(EDITOR), entry);
    });
}

#[test]
fn a_mark_written_by_hand_is_confirmed_with_the_day_of_its_change() {
    let office = Office::new();
    assert!(office.asks(STRANGER, "/start q_quick-count").contains("Sedang ditinjau: UU Contoh"));
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Hukumnya berubah (1)");
    office.taps(EDITOR, "1. Bolehkah ASN menjadi petugas hitung cepat?");
    office.taps(EDITOR, "Masih benar");
    assert!(office.reads(EDITOR).contains("Tidak ada lagi yang mendesak."), "{}", office.reads(EDITOR));
    let confirmed = edit::value(&office.files()[QUICK_COUNT], Field::Confirmed);
    assert_eq!(confirmed.as_deref(), Some("uu-contoh@2026-03-01"));
    let office = office.restarted();
    assert!(!office.asks(STRANGER, "/start q_quick-count").contains("Sedang ditinjau"));
}

#[test]
fn an_answer_under_review_shows_why_and_comes_back_once_confirmed() {
    let office = office_with(LIKE, "terkait =", "ditinjau = \"Menunggu surat edaran.\"\nterkait =");
    let hidden = office.asks(STRANGER, LIKE_QUESTION);
    assert!(hidden.starts_with("SEDANG DITINJAU · "), "{hidden}");
    assert!(hidden.contains("Menunggu surat edaran.") && !hidden.contains("DILARANG"), "{hidden}");
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Putusan disembunyikan (1)");
    office.taps(EDITOR, "1. Bolehkah ASN menyukai unggahan calon?");
    office.taps(EDITOR, "Masih benar");
    assert!(office.asks(STRANGER, LIKE_QUESTION).starts_with("DILARANG · "));
    assert!(!office.files()[LIKE].contains("ditinjau"));
}

#[test]
fn a_mark_can_be_corrected_and_the_answer_must_be_confirmed_anew() {
    let office = Office::new();
    marks_decree(&office, "Ada pedoman baru.");
    let like = EntryId::parse("like").unwrap();
    let confirm = |office: &Office| {
        let (message, faq) = (office.find_any(EDITOR), office.faq());
        let seen = netral::curation::law::sight(&faq, faq.entry(&like).unwrap());
        let data = Button::Law(law::Button::Confirm(like.clone(), seen)).to_data();
        office.taps_on(EDITOR, message, &data, "Masih benar");
    };
    confirm(&office);
    confirm(&office);
    assert!(office.reads(EDITOR).contains("sudah dikonfirmasi hari ini"), "{}", office.reads(EDITOR));
    assert_eq!(office.revisions().len(), 2);
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Tanda yang ada (2)");
    office.taps(EDITOR, "1. SKB Contoh");
    assert!(
        office.reads(EDITOR).contains("4 jawaban memakai dasar ini; 3 belum dikonfirmasi."),
        "{}",
        office.reads(EDITOR)
    );
    office.taps(EDITOR, "Ubah tanda");
    assert!(office.reads(EDITOR).contains("Tanda baru menggantikannya."));
    office.taps(EDITOR, "Dicabut");
    office.taps(EDITOR, "Hari ini");
    office.taps(EDITOR, "Tandai tanpa catatan");
    let answer = office.asks(STRANGER, LIKE_QUESTION);
    assert!(
        answer.contains("Sedang ditinjau: SKB Contoh dicabut sejak 28 Mei 2026. Jawaban ini"),
        "{answer}"
    );
    assert_eq!(edit::value(&office.files()[LIKE], Field::Confirmed), None);
}

#[test]
fn a_mark_that_goes_takes_its_banner_along() {
    each_way(|office| {
        let before = office.files();
        marks_decree(office, "Ada pedoman baru.");
        office.says(EDITOR, "/faq tinjau");
        office.taps(EDITOR, "Tanda yang ada (2)");
        office.taps(EDITOR, "1. SKB Contoh");
        office.taps(EDITOR, "Hapus tanda");
        assert!(
            office.reads(EDITOR).starts_with("Tanda dihapus sebagai revisi 2."),
            "{}",
            office.reads(EDITOR)
        );
        assert!(!office.asks(STRANGER, LIKE_QUESTION).contains("Sedang ditinjau"));
        assert_eq!(office.files(), before);
    });
}

#[test]
fn a_day_that_is_none_or_has_not_come_is_asked_again() {
    let office = Office::new();
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Tandai perubahan hukum");
    office.taps_first(EDITOR, "2. SKB Contoh");
    office.taps_first(EDITOR, "2. Lampiran II");
    office.taps(EDITOR, "Dicabut");
    office.says(EDITOR, "kemarin <dulu>");
    assert!(office.reads(EDITOR).contains("\"kemarin <dulu>\" bukan tanggal."), "{}", office.reads(EDITOR));
    office.says(EDITOR, "2026-05-29");
    assert!(office.reads(EDITOR).contains("belum tiba"), "{}", office.reads(EDITOR));
    office.says(EDITOR, "2026-05-28");
    assert!(office.reads(EDITOR).contains("SKB Contoh Lampiran II dicabut sejak 28 Mei 2026"));
    office.says(EDITOR, &"a".repeat(4000));
    assert!(office.reads(EDITOR).contains("terlalu panjang"), "{}", office.reads(EDITOR));
    office.says(EDITOR, "Lampirannya dihapus.");
    office.taps(EDITOR, "Tandai sekarang");
    assert!(office.asks(STRANGER, COMMENT_QUESTION).contains("Lampirannya dihapus."));
}

#[test]
fn an_old_button_does_it_once_and_without_a_note_that_was_for_something_else() {
    let office = Office::new();
    marks_decree(&office, "Ada pedoman baru.");
    let place = LegalBasis::parse("skb-contoh:lampiran-ii").unwrap();
    let day = netral::faq::Date::parse("2026-05-02").unwrap();
    let button = law::Button::Mark(Spot::of(&place), law::Kind::Changed, day);
    let data = Button::Law(button).to_data();
    office.says(EDITOR, "/faq tinjau");
    let message = office.find_any(EDITOR);
    office.taps_on(EDITOR, message, &data, "Tandai sekarang");
    assert_eq!(office.revisions().len(), 1, "shown first: the note was for something else");
    for _ in 0..2 {
        office.taps_on(EDITOR, message, &data, "Tandai sekarang");
    }
    assert_eq!(office.revisions().len(), 2);
    let norms = office.files()["_norma.toml"].clone();
    assert!(
        norms.contains("lampiran-ii = ") && !norms.contains("lampiran-ii = { sejak = 2026-05-02, catatan")
    );
    let gone = Spot::of(&LegalBasis::parse("skb-contoh:lampiran-ix").unwrap());
    office.taps_on(EDITOR, message, &Button::Law(law::Button::Unmark(gone)).to_data(), "Hapus tanda");
    assert!(office.reads(EDITOR).contains("sudah tidak ada"), "{}", office.reads(EDITOR));
}

#[test]
fn a_tap_that_comes_again_after_a_crash_marks_nothing_twice() {
    let office = Office::new();
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Hukumnya berubah (1)");
    office.taps_first(EDITOR, "1. ");
    let (message, data) = office.find(EDITOR, "Masih benar");
    let tap = office.pressed(EDITOR, message, &data);
    drop(office.hears(tap.clone()));
    let office = office.restarted();
    office.meets(tap);
    assert_eq!(office.revisions().len(), 1);
}

#[test]
fn what_is_older_than_a_year_waits_page_by_page() {
    each_way(|office| {
        office.pass(271 * DAY);
        office.says(EDITOR, "/faq tinjau");
        assert!(!office.labels(EDITOR).iter().any(|label| label.starts_with("Lama")));
        office.pass(DAY);
        office.says(EDITOR, "/faq tinjau");
        office.taps(EDITOR, "Lama tidak diperiksa (13)");
        assert!(office.reads(EDITOR).starts_with("Lama tidak diperiksa (halaman 1 dari 2)"));
        office.taps(EDITOR, "Berikutnya");
        assert_eq!(
            office.labels(EDITOR).iter().filter(|label| label.starts_with(char::is_numeric)).count(),
            6
        );
        office.taps_first(EDITOR, "6. ");
        assert!(office.reads(EDITOR).contains("Terakhir diperiksa lebih dari setahun lalu"));
        office.taps(EDITOR, "Masih benar");
        office.says(EDITOR, "/faq tinjau");
        assert_eq!(office.labels(EDITOR)[0], "Lama tidak diperiksa (12)");
    });
}

#[test]
fn who_only_looks_on_sees_what_waits_and_can_change_nothing() {
    let office = Office::new();
    office.says(AUDITOR, "/faq tinjau");
    assert_eq!(
        office.labels(AUDITOR),
        ["Hukumnya berubah (1)", "Catatan untuk penyunting (1)", "Tanda yang ada (1)", "Menu FAQ"]
    );
    office.taps(AUDITOR, "Hukumnya berubah (1)");
    office.taps_first(AUDITOR, "1. ");
    assert_eq!(office.labels(AUDITOR), ["Buka entrinya", "Kembali", "Menu FAQ"]);
    let unknown = |office: &Office, chat| {
        office.says(chat, "halo");
        let message = office.find_any(chat);
        office.taps_on(chat, message, "1:zzz", "(forged)");
        (office.reads(chat), office.labels(chat), office.notice())
    };
    for (chat, allowed) in [(AUDITOR, false), (STRANGER, false), (COLLEAGUE, true)] {
        let expected = unknown(&office, chat);
        for button in law::Button::samples() {
            let looks = Button::Law(button.clone()).act() == netral::curation::Act::Look;
            if allowed || (looks && chat == AUDITOR) {
                continue;
            }
            let message = office.find_any(chat);
            office.taps_on(chat, message, &Button::Law(button.clone()).to_data(), "(forged)");
            assert_eq!((office.reads(chat), office.labels(chat), office.notice()), expected, "{button:?}");
        }
    }
    assert!(office.revisions().is_empty());
}

#[test]
fn what_is_typed_after_leaving_is_a_question_again() {
    let office = Office::new();
    office.says(EDITOR, "/faq tinjau");
    office.taps(EDITOR, "Tandai perubahan hukum");
    office.taps_first(EDITOR, "2. SKB Contoh");
    office.taps_first(EDITOR, "1. Seluruh");
    office.taps(EDITOR, "Berubah");
    office.says(EDITOR, "batal");
    office.says(EDITOR, "boleh nge-like postingan paslon");
    assert!(office.reads(EDITOR).contains("Bolehkah ASN menyukai"), "{}", office.reads(EDITOR));
    assert_eq!(office.files(), small_files());
}

#[test]
fn what_changed_since_it_was_shown_is_shown_again_before_it_is_confirmed() {
    let office = Office::new();
    let faq = office.faq();
    let like = EntryId::parse("like").unwrap();
    let seen = netral::curation::law::sight(&faq, faq.entry(&like).unwrap());
    let old = Button::Law(law::Button::Confirm(like, seen)).to_data();
    marks_decree(&office, "Ada pedoman baru.");
    let published = office.revisions().len();
    office.taps_on(EDITOR, office.find_any(EDITOR), &old, "Masih benar");
    assert_eq!(office.revisions().len(), published);
    assert!(office.notice().contains("Ada yang berubah"), "{}", office.notice());
    assert!(office.reads(EDITOR).contains("Ada pedoman baru."), "{}", office.reads(EDITOR));
    office.taps(EDITOR, "Masih benar");
    assert_eq!(office.revisions().len(), published + 1);
}

#[test]
fn a_mark_is_made_once_and_keeps_its_note_however_often_its_button_is_tapped() {
    let office = Office::new();
    comes_to_mark_decree(&office, "Ada pedoman baru.");
    let (message, data) = office.find(EDITOR, "Tandai sekarang");
    office.taps_on(EDITOR, message, &data, "Tandai sekarang");
    let (norms, published) = (office.files()["_norma.toml"].clone(), office.revisions().len());
    assert!(published == 1 && norms.contains("Ada pedoman baru."), "{norms}");
    office.taps_on(EDITOR, message, &data, "Tandai sekarang");
    assert_eq!(office.revisions().len(), published);
    assert_eq!(office.files()["_norma.toml"], norms);
}
