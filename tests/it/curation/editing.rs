//! Editing an entry, one field at a time.

use netral::curation::Draft;
use netral::curation::Kept;
use netral::faq::edit;
use netral::faq::edit::Field;
use netral::ports::ChatId;
use netral::ports::Records;

use super::APPROVER;
use super::AUDITOR;
use super::COLLEAGUE;
use super::EDITOR;
use super::OWNER;
use super::STRANGER;
use super::office::DAY;
use super::office::Office;
use super::office::each_way;

/// Opens a draft of the entry `hadir` and shows its fields.
fn opens(office: &Office, chat: ChatId) {
    office.says(chat, "/faq hadir");
    office.taps_first(chat, "1. ");
    office.taps(chat, "Ubah");
}

/// A field of the only draft.
fn value(office: &Office, field: Field) -> Option<String> {
    edit::value(office.draft().changes[0].after.as_ref().unwrap(), field)
}

fn lines(office: &Office, field: Field) -> Vec<String> {
    edit::lines(office.draft().changes[0].after.as_ref().unwrap(), field)
}

#[test]
fn each_text_is_shown_to_be_copied_and_replaced_by_what_is_typed() {
    each_way(|office| {
        opens(office, EDITOR);
        assert!(office.reads(EDITOR).contains("Draf:"), "{}", office.transcript());
        for (label, field, typed) in [
            ("Judul", Field::Title, "Bolehkah ASN hadir di acara kampanye?"),
            ("Ringkasan", Field::Summary, "Dilarang. Hadir pun dibaca orang sebagai dukungan."),
            ("Penjelasan", Field::Body, "Orang melihat.\n\n## Mengapa\nSebab <aturan> & \"pasal\"."),
            ("Catatan untuk penyunting", Field::ReviewNote, "Pedoman 2024."),
        ] {
            let before = value(office, field);
            office.taps(EDITOR, label);
            if let Some(before) = before {
                assert!(office.chat(EDITOR).contains(&before), "{before}");
            }
            office.says(EDITOR, typed);
            assert_eq!(value(office, field).as_deref(), Some(typed), "{}", office.transcript());
            assert!(office.reads(EDITOR).contains("disimpan"), "{}", office.reads(EDITOR));
        }
        let draft = office.draft();
        assert_ne!(draft.changes[0].before, draft.changes[0].after);
        assert!(office.revisions().is_empty());
    });
}

#[test]
fn verdict_sanctions_and_statuses_are_chosen_with_buttons() {
    each_way(|office| {
        opens(office, EDITOR);
        office.taps(EDITOR, "Putusan");
        office.taps(EDITOR, "Boleh");
        assert_eq!(value(office, Field::Verdict).as_deref(), Some("boleh"));
        assert!(
            office.reads(EDITOR).contains("Ringkasan dan putusan tidak sama"),
            "{}",
            office.reads(EDITOR)
        );
        let before = lines(office, Field::Sanctions);
        office.taps(EDITOR, "Sanksi yang disebut aturan");
        office.taps(EDITOR, "pidana: tidak");
        assert!(lines(office, Field::Sanctions).contains(&"pidana".to_owned()));
        office.taps(EDITOR, "pidana: ya");
        assert_eq!(lines(office, Field::Sanctions), before);
        office.taps(EDITOR, "Selesai");
        office.taps(EDITOR, "Berlaku untuk");
        office.taps(EDITOR, "pensiunan: tidak");
        assert!(lines(office, Field::AppliesTo).contains(&"pensiunan".to_owned()));
    });
}

#[test]
fn the_last_status_stays_on() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.taps(EDITOR, "Berlaku untuk");
    let on: Vec<String> = office.labels(EDITOR).into_iter().filter(|it| it.ends_with(": ya")).collect();
    on.iter().for_each(|label| office.taps(EDITOR, label));
    assert_eq!(lines(&office, Field::AppliesTo).len(), 1);
    assert!(office.reads(EDITOR).contains("Belum disimpan"), "{}", office.reads(EDITOR));
}

#[test]
fn a_legal_basis_is_chosen_from_norms_and_articles_and_taken_out_again() {
    each_way(|office| {
        opens(office, EDITOR);
        let before = lines(office, Field::Basis);
        office.taps(EDITOR, "Dasar hukum");
        office.taps(EDITOR, "Tambah dasar");
        office.taps_first(EDITOR, "2. SKB Contoh");
        office.taps_first(EDITOR, "1. Lampiran II");
        assert_eq!(lines(office, Field::Basis).last().unwrap(), "skb-contoh:lampiran-ii");
        assert!(office.reads(EDITOR).contains("SKB Contoh Lampiran II"), "{}", office.reads(EDITOR));
        let newest = before.len() + 1;
        office.taps_first(EDITOR, &format!("Hapus {newest}."));
        assert_eq!(lines(office, Field::Basis), before);
    });
}

#[test]
fn phrases_are_added_several_at_a_time_and_taken_out_one_by_one() {
    each_way(|office| {
        opens(office, EDITOR);
        let before = lines(office, Field::Phrases);
        office.taps(EDITOR, "Cara orang bertanya");
        office.says(EDITOR, "• nonton orasi akbar\n• ikut duduk di lapangan saat orasi");
        office.says(EDITOR, "menyimak orasi dari trotoar");
        let phrases = lines(office, Field::Phrases);
        assert_eq!(phrases.len(), before.len() + 3, "{}", office.transcript());
        assert!(office.reads(EDITOR).contains("menyimak orasi dari trotoar"), "{}", office.reads(EDITOR));
        office.taps_first(EDITOR, &format!("Hapus {}.", phrases.len()));
        assert_eq!(lines(office, Field::Phrases).len(), before.len() + 2);
        assert!(!lines(office, Field::Phrases).contains(&"menyimak orasi dari trotoar".to_owned()));
    });
}

#[test]
fn an_old_remove_button_never_takes_out_another_phrase() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.taps(EDITOR, "Cara orang bertanya");
    let label = office.labels(EDITOR).into_iter().find(|label| label.starts_with("Hapus 1.")).unwrap();
    let (message, data) = office.find(EDITOR, &label);
    office.taps_on(EDITOR, message, &data, &label);
    let left = lines(&office, Field::Phrases);
    office.taps_on(EDITOR, message, &data, &label);
    assert_eq!(lines(&office, Field::Phrases), left);
    assert!(office.reads(EDITOR).contains("sudah tidak ada"), "{}", office.reads(EDITOR));
}

#[test]
fn a_phrase_of_another_entry_is_told_at_once_and_the_draft_is_kept() {
    each_way(|office| {
        opens(office, EDITOR);
        office.taps(EDITOR, "Cara orang bertanya");
        office.says(EDITOR, "memberi jempol pada status paslon");
        let read = office.reads(EDITOR);
        assert!(read.contains("sekarang dijawab oleh entri Bolehkah ASN menyukai unggahan calon?"), "{read}");
        assert!(read.contains("Belum dapat diterbitkan"), "{read}");
        assert!(lines(office, Field::Phrases).contains(&"memberi jempol pada status paslon".to_owned()));
    });
}

#[test]
fn neighbours_are_searched_and_added() {
    each_way(|office| {
        opens(office, EDITOR);
        office.taps(EDITOR, "Pertanyaan terkait");
        office.says(EDITOR, "nyoblos");
        office.taps_first(EDITOR, "Tambah 1.");
        assert!(lines(office, Field::Related).contains(&"hak-pilih".to_owned()), "{}", office.transcript());
        assert!(office.reads(EDITOR).contains("Bolehkah ASN memilih di TPS?"), "{}", office.reads(EDITOR));
    });
}

#[test]
fn the_day_of_the_check_is_today_or_typed() {
    each_way(|office| {
        opens(office, EDITOR);
        office.taps(EDITOR, "Tanggal diperiksa");
        office.taps(EDITOR, "Hari ini");
        assert_eq!(value(office, Field::CheckedOn).as_deref(), Some("2026-05-28"));
        office.taps(EDITOR, "Tanggal diperiksa");
        office.says(EDITOR, "kemarin dulu");
        assert!(office.reads(EDITOR).contains("bukan tanggal"), "{}", office.reads(EDITOR));
        office.says(EDITOR, "01-02-2026");
        assert_eq!(value(office, Field::CheckedOn).as_deref(), Some("2026-02-01"));
    });
}

#[test]
fn a_field_is_put_back_as_it_was_or_emptied() {
    each_way(|office| {
        opens(office, EDITOR);
        let before = value(office, Field::Title);
        office.taps(EDITOR, "Judul");
        office.says(EDITOR, "Judul lain?");
        office.taps(EDITOR, "Judul");
        office.taps(EDITOR, "Kembalikan seperti semula");
        assert_eq!(value(office, Field::Title), before);
        office.taps(EDITOR, "Catatan untuk penyunting");
        office.says(EDITOR, "Sementara.");
        office.taps(EDITOR, "Catatan untuk penyunting");
        office.taps(EDITOR, "Kosongkan");
        assert_eq!(value(office, Field::ReviewNote), None);
        let draft = office.draft();
        assert_eq!(draft.changes[0].before, draft.changes[0].after);
    });
}

#[test]
fn what_is_open_survives_a_restart() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.taps(EDITOR, "Judul");
    let office = office.restarted();
    office.says(EDITOR, "Judul setelah mulai lagi?");
    assert_eq!(value(&office, Field::Title).as_deref(), Some("Judul setelah mulai lagi?"));
    let office = office.restarted();
    office.says(EDITOR, "/faq draf");
    office.taps_first(EDITOR, "1. Judul setelah");
    assert!(office.reads(EDITOR).contains("Judul setelah mulai lagi?"));
}

#[test]
fn two_editors_on_one_entry_are_told() {
    each_way(|office| {
        opens(office, EDITOR);
        opens(office, COLLEAGUE);
        let read = office.reads(COLLEAGUE);
        assert!(read.contains("penyunting #3"), "{read}");
        office.taps(COLLEAGUE, "Lihat draf penyunting #3");
        assert!(!office.labels(COLLEAGUE).contains(&"Judul".to_owned()));
        opens(office, COLLEAGUE);
        office.taps(COLLEAGUE, "Buat draf saya sendiri");
        assert!(office.labels(COLLEAGUE).contains(&"Judul".to_owned()), "{}", office.transcript());
        assert_eq!(office.drafts().len(), 2);
        opens(office, COLLEAGUE);
        office.taps(COLLEAGUE, "Lanjutkan draf saya");
        assert_eq!(office.drafts().len(), 2);
    });
}

#[test]
fn nobody_edits_a_draft_of_somebody_else() {
    let office = Office::new();
    opens(&office, EDITOR);
    let (_, title) = office.find(EDITOR, "Judul");
    let (_, discard) = office.find(EDITOR, "Buang draf");
    let before = office.draft();
    for chat in [COLLEAGUE, APPROVER, OWNER] {
        office.says(chat, "/faq");
        let at = office.find_any(chat);
        office.taps_on(chat, at, &title, "forged");
        assert!(office.notice().contains("penyunting #3"), "{}", office.notice());
        office.says(chat, "Judul curian?");
        assert_eq!(office.draft(), before);
    }
    office.says(COLLEAGUE, "/faq");
    office.taps_on(COLLEAGUE, office.find_any(COLLEAGUE), &discard, "forged");
    assert!(!office.labels(COLLEAGUE).contains(&"Ya, buang".to_owned()));
    for chat in [AUDITOR, STRANGER] {
        office.says(chat, "/menu");
        let at = office.find_any(chat);
        office.taps_on(chat, at, "1:a:tidak:ada", "unknown");
        let unknown = (office.reads(chat), office.labels(chat), office.notice());
        for data in [&title, &discard] {
            office.taps_on(chat, at, data, "forged");
            assert_eq!((office.reads(chat), office.labels(chat), office.notice()), unknown);
        }
    }
    assert_eq!(office.drafts(), [before]);
}

#[test]
fn a_draft_is_discarded_after_a_question_and_brought_back() {
    each_way(|office| {
        opens(office, EDITOR);
        let draft = office.draft();
        office.taps(EDITOR, "Buang draf");
        office.taps(EDITOR, "Jangan");
        office.taps(EDITOR, "Buang draf");
        office.taps(EDITOR, "Ya, buang");
        assert!(office.drafts().is_empty());
        office.taps(EDITOR, "Kembalikan draf");
        assert_eq!(office.drafts(), [draft]);
        office.taps(EDITOR, "Buang draf");
        office.taps(EDITOR, "Ya, buang");
        let (message, recall) = office.find(EDITOR, "Kembalikan draf");
        office.taps_on(EDITOR, message, &recall, "Kembalikan draf");
        office.taps_on(EDITOR, message, &recall, "Kembalikan draf");
        assert_eq!(office.drafts().len(), 1);
    });
}

#[test]
fn an_approver_discards_a_draft_of_somebody_else_and_its_author_is_told() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.says(APPROVER, "/faq draf");
    office.taps_first(APPROVER, "1. ");
    office.taps(APPROVER, "Buang draf");
    office.taps(APPROVER, "Ya, buang");
    assert!(office.reads(EDITOR).contains("dibuang oleh penyetuju #2"), "{}", office.reads(EDITOR));
    assert_eq!(office.audit().len(), 1);
    office.taps(APPROVER, "Kembalikan draf");
    assert_eq!(office.drafts().len(), 1);
}

#[test]
fn a_draft_number_is_never_given_twice() {
    let office = Office::new();
    opens(&office, EDITOR);
    let (message, data) = office.find(EDITOR, "Judul");
    let first = office.draft().id;
    office.taps(EDITOR, "Buang draf");
    office.taps(EDITOR, "Ya, buang");
    opens(&office, EDITOR);
    assert_ne!(office.draft().id, first);
    office.taps_on(EDITOR, message, &data, "Judul");
    assert!(office.chat(EDITOR).contains("sudah tidak ada"), "{}", office.chat(EDITOR));
}

#[test]
fn an_author_is_reminded_once_of_a_draft_that_nobody_touches() {
    let reminders = |office: &Office| {
        office.speaks_up();
        [EDITOR, COLLEAGUE].map(|chat| office.chat(chat).matches("30 hari tidak disentuh").count())
    };
    let office = Office::new();
    opens(&office, EDITOR);
    office.pass(29 * DAY);
    assert_eq!(reminders(&office), [0, 0]);
    office.pass(DAY);
    assert_eq!(reminders(&office), [1, 0]);
    let office = office.restarted();
    office.pass(DAY);
    assert_eq!(reminders(&office), [1, 0]);
    assert_eq!(office.drafts().len(), 1);
    office.says(EDITOR, "/faq");
    assert!(office.reads(EDITOR).contains("lebih dari 30 hari"), "{}", office.reads(EDITOR));
}

#[test]
fn what_is_awaited_is_left_by_every_way_out() {
    for way_out in ["/batal", "batal", "/menu", "/faq"] {
        let office = Office::new();
        opens(&office, EDITOR);
        let before = office.draft();
        office.taps(EDITOR, "Judul");
        office.says(EDITOR, way_out);
        office.says(EDITOR, "bolehkah saya ikut nyoblos di tps");
        assert_eq!(office.draft(), before, "{way_out}");
    }
}

#[test]
fn a_number_means_the_buttons_of_whoever_spoke_last() {
    let office = Office::new();
    office.says(EDITOR, "/faq topik");
    office.says(EDITOR, "/menu");
    let menu = office.labels(EDITOR);
    office.says(EDITOR, "1");
    assert!(!office.reads(EDITOR).contains("halaman"), "{menu:?} {}", office.reads(EDITOR));
    office.says(EDITOR, "/faq topik");
    office.says(EDITOR, "2");
    assert!(office.labels(EDITOR).contains(&"Topik lain".to_owned()), "{}", office.transcript());
}

#[test]
fn an_edit_that_is_delivered_twice_has_one_effect() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.taps(EDITOR, "Cara orang bertanya");
    let before = lines(&office, Field::Phrases).len();
    let update = office.written(EDITOR, "satu frasa yang sama sekali baru");
    drop(office.hears(update.clone()));
    let once = office.draft();
    office.meets(update);
    assert_eq!(office.draft(), once);
    assert_eq!(lines(&office, Field::Phrases).len(), before + 1);
}

#[test]
fn a_change_takes_a_proposal_back_from_the_approvers() {
    let office = Office::new();
    opens(&office, EDITOR);
    let draft = office.draft();
    let submitted = Draft { submitted: Some(office.now()), ..draft.clone() };
    assert!(office.runtime().block_on(office.store.apply(vec![submitted.put_over(&draft)])).unwrap());
    office.taps(EDITOR, "Judul");
    office.says(EDITOR, "Judul lain?");
    assert!(office.reads(EDITOR).contains("Pengajuan persetujuan ditarik"), "{}", office.reads(EDITOR));
    assert_eq!(office.draft().submitted, None);
}

#[test]
fn whatever_is_typed_leaves_a_draft_that_can_be_read() {
    let hostile =
        ["+++", "\"\"\"", "</pre>", "[a]\nb = 1", "x\u{0}y", "Ringkas: ya", "a\u{a0}b“c”", "\u{1f600}"];
    let office = Office::new();
    opens(&office, EDITOR);
    let labels = office.labels(EDITOR);
    for label in labels.iter().take(12) {
        for typed in hostile.iter().map(|it| (*it).to_owned()).chain(["panjang ".repeat(700)]) {
            office.says(EDITOR, "/faq draf");
            office.taps_first(EDITOR, "1. ");
            office.taps(EDITOR, label);
            office.says(EDITOR, &typed);
            let text = office.draft().changes[0].after.clone().unwrap();
            assert!(edit::value(&text, Field::Title).is_some(), "{label} {typed:?}\n{text}");
        }
    }
}

#[test]
fn who_takes_away_what_answers_a_subquestion_is_told_so() {
    each_way(|office| {
        office.says(EDITOR, "/faq like");
        office.taps_first(EDITOR, "1. Bolehkah ASN menyukai");
        office.taps(EDITOR, "Ubah");
        assert!(!office.reads(EDITOR).contains("Subpertanyaan \""), "{}", office.reads(EDITOR));
        office.taps(EDITOR, "Penjelasan");
        office.says(EDITOR, "Orang lain dapat melihat siapa yang menyukai sebuah unggahan.");
        let told = office.reads(EDITOR);
        assert!(told.contains("Subpertanyaan \"Menonton saja?\" tidak terjawab"), "{told}");
        assert!(!told.contains("Belum dapat diterbitkan"), "it is advice: {told}");
    });
}

#[test]
fn an_edit_of_a_text_replaces_it_in_its_field() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.taps(EDITOR, "Judul");
    let title = office.says(EDITOR, "Bolehkah ASN hadri di kampanye?");
    office.edits(EDITOR, title, "Bolehkah ASN hadir di kampanye?");
    assert_eq!(value(&office, Field::Title).as_deref(), Some("Bolehkah ASN hadir di kampanye?"));
    office.taps(EDITOR, "Ringkasan");
    let summary = office.says(EDITOR, "Dilarang. Hadri pun dibaca orang.");
    office.edits(EDITOR, title, "Bolehkah ASN datang di kampanye?");
    office.edits(EDITOR, summary, "Dilarang. Hadir pun dibaca orang.");
    assert_eq!(value(&office, Field::Title).as_deref(), Some("Bolehkah ASN datang di kampanye?"));
    assert_eq!(value(&office, Field::Summary).as_deref(), Some("Dilarang. Hadir pun dibaca orang."));
}

#[test]
fn an_edit_of_a_line_replaces_that_line_and_no_other() {
    let office = Office::new();
    opens(&office, EDITOR);
    let before = lines(&office, Field::Phrases);
    office.taps(EDITOR, "Cara orang bertanya");
    let phrase = office.says(EDITOR, "boleh ikut nonton kampaye terbuka");
    office.edits(EDITOR, phrase, "boleh ikut nonton kampanye terbuka");
    office.edits(EDITOR, phrase, "boleh ikut melihat kampanye terbuka");
    let added = |lines: Vec<String>| lines.into_iter().filter(|it| !before.contains(it)).collect::<Vec<_>>();
    assert_eq!(added(lines(&office, Field::Phrases)), ["boleh ikut melihat kampanye terbuka"]);
    office.says(EDITOR, "boleh ikut mendengar kampanye terbuka");
    office.edits(EDITOR, phrase, "boleh nonton");
    assert!(office.reads(EDITOR).contains("teks yang lama tetap berlaku"), "{}", office.transcript());
    assert_eq!(added(lines(&office, Field::Phrases)).len(), 2);
}

#[test]
fn an_edit_of_a_text_whose_draft_is_gone_is_said_to_change_nothing() {
    let office = Office::new();
    opens(&office, EDITOR);
    office.taps(EDITOR, "Judul");
    let title = office.says(EDITOR, "Bolehkah ASN hadir di kampanye siapa pun?");
    office.taps(EDITOR, "Buang draf");
    office.taps(EDITOR, "Ya, buang");
    office.edits(EDITOR, title, "Bolehkah ASN hadir?");
    assert!(office.reads(EDITOR).contains("teks yang lama tetap berlaku"), "{}", office.transcript());
}
