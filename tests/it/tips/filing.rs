//! Writing a report: every step, tapped or typed.

use super::INSPECTOR;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::MINUTE;
use super::town::Town;

#[test]
fn a_report_goes_from_the_first_word_to_the_handler_and_back_until_it_is_withdrawn() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    let tag = town.tag();
    town.says(INSPECTOR, "/kotak");
    assert!(town.reads(INSPECTOR).contains(&format!("{tag} · minggu ini · Diterima")));
    town.taps(INSPECTOR, &format!("Buka {tag}"));
    town.taps(INSPECTOR, "Ambil");
    let files = town.take_files(INSPECTOR);
    assert_eq!(files.len(), 1);
    assert_eq!(files[0].0, format!("{tag}.age"));
    let report = town.opens(0, &files[0].1).unwrap();
    assert!(report.contains(TOLD) && report.contains(&format!("LAPORAN {tag}")), "{report}");
    town.taps(INSPECTOR, "Ubah status");
    town.taps(INSPECTOR, "Perlu informasi");
    assert_eq!(town.notice(), "Perlu informasi");
    town.taps(INSPECTOR, "Balas");
    town.says(INSPECTOR, "Di ruang mana?");
    town.taps(INSPECTOR, "Kirim");
    assert!(town.reads(INSPECTOR).contains("disegel dan disimpan"));
    town.says(TIPSTER, &receipt);
    let seen = town.reads(TIPSTER);
    assert!(seen.contains("Status: Perlu informasi") && seen.contains("Di ruang mana?"), "{seen}");
    town.taps(TIPSTER, "Tambah keterangan");
    town.says(TIPSTER, "Di ruang rapat lantai dua.");
    town.taps(TIPSTER, "Kirim");
    let added = town.opens(0, &town.sealed(1)).unwrap();
    assert!(added.contains("Di ruang rapat lantai dua."), "{added}");
    town.taps(TIPSTER, "Kembali ke laporan");
    town.taps(TIPSTER, "Hapus laporan saya");
    town.taps(TIPSTER, "Ya, hapus laporan");
    assert!(town.reads(TIPSTER).starts_with("Laporan dihapus."));
    assert!(town.tips().is_empty());
    town.says(INSPECTOR, "/kotak");
    assert!(town.reads(INSPECTOR).contains("dihapus pelapor"), "{}", town.reads(INSPECTOR));
}

#[test]
fn every_answer_stands_under_its_heading_in_what_is_sealed() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, "Kepala dinas, NIP 198503122010011002");
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kemarin");
    town.says(TIPSTER, "Kota Contoh, kantor dinas");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, "https://contoh.id/video");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, "Ada dua saksi.");
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Lanjut");
    let preview = town.chat(TIPSTER);
    assert!(preview.contains("Pratinjau laporan") && preview.contains("Ada dua saksi."), "{preview}");
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    let tag = town.tag();
    let key = town.tip().reply_key;
    let expected = format!(
        "LAPORAN {tag}\n\n== APA YANG TERJADI ==\n{TOLD}\n\n== SIAPA ==\nKepala dinas, NIP 198503122010011002\n\n\
         == KAPAN ==\nKemarin\n\n== DI MANA ==\nKota Contoh, kantor dinas\n\n\
         == BUKTI ==\nhttps://contoh.id/video\n\n== SAKSI, SUDAH DILAPORKAN, ATASAN TERLIBAT ==\nAda dua saksi.\n\n\
         == CATATAN SISTEM ==\nTanggal diterima: 2026-05-28\nKunci balasan: {}\nFoto: 0\n",
        key.as_str()
    );
    assert_eq!(report.trim_end(), expected.trim_end());
}

#[test]
fn a_report_can_be_filed_by_typing_alone_and_nothing_typed_stays_in_the_chat() {
    let town = Town::new();
    let mut typed = vec![town.says(TIPSTER, "/lapor")];
    typed.push(town.says(TIPSTER, "lanjut"));
    typed.push(town.says(TIPSTER, TOLD));
    for word in ["Lanjut", "lewati", "HARI INI", "Lewati.", "lewati!", "lewati", "lanjut"] {
        typed.push(town.says(TIPSTER, word));
    }
    assert!(town.reads(TIPSTER).contains("Kode laporan Anda"), "{}", town.reads(TIPSTER));
    typed.push(town.says(TIPSTER, "kirim"));
    assert!(town.reads(TIPSTER).contains("Terkirim."));
    assert_eq!(town.tips().len(), 1);
    assert!(typed.iter().all(|message| !town.has(TIPSTER, *message)));
    assert_eq!(town.all(TIPSTER).len(), 1, "{}", town.chat(TIPSTER));
}

#[test]
fn an_edited_or_forwarded_text_presses_no_button() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    let told = town.says(TIPSTER, TOLD);
    town.edits(TIPSTER, told, "batal");
    assert!(town.reads(TIPSTER).contains("dicatat, 5 huruf"), "{}", town.reads(TIPSTER));
}

#[test]
fn forty_letters_are_enough_and_thirty_nine_are_not() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, &"a".repeat(39));
    town.taps(TIPSTER, "Lanjut");
    assert!(town.reads(TIPSTER).contains("baru 39 huruf, paling sedikit 40"), "{}", town.reads(TIPSTER));
    town.says(TIPSTER, "b");
    town.taps(TIPSTER, "Lanjut");
    assert!(town.reads(TIPSTER).contains("Siapa yang melakukan?"));
}

#[test]
fn twelve_thousand_letters_are_taken_and_not_one_more() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    for _ in 0..3 {
        town.says(TIPSTER, &"a b ".repeat(1000)[..3999]);
    }
    town.says(TIPSTER, "abc");
    town.says(TIPSTER, "d");
    assert!(town.reads(TIPSTER).contains("belum dicatat"), "{}", town.reads(TIPSTER));
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    assert!(report.contains("\nabc\n") && !report.contains("\nd\n"));
}

#[test]
fn cancelling_at_any_step_erases_every_message_of_both_sides() {
    for steps in 0..=8 {
        for typed in [false, true] {
            let town = Town::new();
            town.says(TIPSTER, "/lapor");
            let labels = ["Lanjut", "Lanjut", "Lewati", "Lewati", "Lewati", "Lewati", "Lewati", "Lanjut"];
            for (step, label) in labels.into_iter().take(steps).enumerate() {
                if step == 1 {
                    town.says(TIPSTER, TOLD);
                }
                town.chooses(TIPSTER, label, typed);
            }
            town.chooses(TIPSTER, "Batal", typed);
            let all = town.all(TIPSTER);
            assert_eq!(all.len(), 1, "after {steps} steps:\n{}", town.chat(TIPSTER));
            assert!(all[0].text.starts_with("Dibatalkan."));
            town.says(TIPSTER, "/batal");
            assert!(town.tips().is_empty());
        }
    }
}

#[test]
fn the_command_cancels_too_and_erases_itself() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.says(TIPSTER, "/batal");
    assert_eq!(town.all(TIPSTER).len(), 1, "{}", town.chat(TIPSTER));
}

#[test]
fn a_draft_is_wiped_after_half_an_hour_without_a_move_and_its_writer_is_told() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.pass(29 * MINUTE);
    town.says(TIPSTER, TOLD);
    town.pass(29 * MINUTE);
    assert!(town.speaks_up().is_empty(), "every move gives it half an hour more");
    town.pass(MINUTE);
    assert_eq!(town.speaks_up(), [TIPSTER]);
    let all = town.all(TIPSTER);
    assert_eq!(all.len(), 1, "{}", town.chat(TIPSTER));
    assert!(all[0].text.contains("30 menit tidak ada kegiatan"));
    assert!(town.speaks_up().is_empty(), "once");
}

#[test]
fn a_press_after_half_an_hour_moves_nothing_even_before_the_draft_was_swept() {
    let town = Town::new();
    town.prepares(TIPSTER, TOLD);
    town.pass(30 * MINUTE);
    town.taps(TIPSTER, "Kirim");
    assert!(town.tips().is_empty());
    assert!(town.chat(TIPSTER).contains("Belum terkirim, draf hilang."), "{}", town.chat(TIPSTER));
}

#[test]
fn a_stop_takes_leave_of_open_drafts_and_leaves_nothing() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.says(TIPSTER, "/lapor rahasia besar");
    town.says(super::STRANGER, &receipt);
    town.takes_leave();
    let text = town.chat(TIPSTER);
    assert!(text.contains("dimatikan untuk perawatan") && !text.contains("rahasia besar"), "{text}");
    assert!(!town.chat(super::STRANGER).contains("Laporan Anda"), "{}", town.chat(super::STRANGER));
}

#[test]
fn an_old_answer_stays_until_a_new_one_takes_its_place() {
    let town = Town::new();
    town.prepares(TIPSTER, TOLD);
    town.taps(TIPSTER, "Ubah");
    town.taps(TIPSTER, "Apa yang terjadi");
    assert!(town.reads(TIPSTER).contains(&format!("Sekarang:\n{TOLD}")), "{}", town.reads(TIPSTER));
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains(&format!("Apa yang terjadi\n{TOLD}")));
    town.taps(TIPSTER, "Ubah");
    town.taps(TIPSTER, "Apa yang terjadi");
    town.says(TIPSTER, "Kepala bidang memasang baliho calon di pagar kantor kemarin.");
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    assert!(report.contains("baliho") && !report.contains(TOLD), "{report}");
}

#[test]
fn everything_can_be_changed_from_the_preview_and_the_receipt_stays_the_same() {
    let town = Town::new();
    let receipt = town.prepares(TIPSTER, TOLD);
    for question in ["Siapa", "Kapan", "Di mana", "Bukti", "Saksi dan keterangan lain"] {
        town.taps(TIPSTER, "Ubah");
        town.taps(TIPSTER, question);
        town.says(TIPSTER, &format!("Isi baru {question}"));
        town.taps(TIPSTER, "Lanjut");
        assert!(town.chat(TIPSTER).contains(&format!("{question}\nIsi baru {question}")));
    }
    town.taps(TIPSTER, "Ubah");
    town.taps(TIPSTER, "Kembali ke pratinjau");
    assert_eq!(town.receipt(TIPSTER), receipt);
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    assert_eq!(report.matches("Isi baru").count(), 5);
}

#[test]
fn buttons_of_earlier_steps_mean_nothing_any_more() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    let notice = town.find(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    let what = town.find(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Lanjut");
    for (message, data) in [notice, what] {
        town.taps_on(TIPSTER, message, &data, "Lanjut");
        assert!(town.notice().contains("langkah sebelumnya"), "{}", town.notice());
        assert!(town.reads(TIPSTER).contains("Siapa yang melakukan?"));
    }
}

#[test]
fn an_edit_takes_the_place_of_its_message_also_at_the_preview() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    let first = town.says(TIPSTER, TOLD);
    let second = town.says(TIPSTER, "Lalu difoto.");
    town.edits(TIPSTER, second, "Lalu bubar.");
    town.taps(TIPSTER, "Lanjut");
    town.edits(TIPSTER, second, "Lalu semua pulang.");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Lanjut");
    town.edits(TIPSTER, first, "Kepala bidang membagikan stiker calon di ruang rapat pagi itu.");
    assert!(town.reads(TIPSTER).contains("Kode laporan Anda"), "the preview comes anew");
    town.taps(TIPSTER, "Kirim");
    let report = town.opens(0, &town.sealed(0)).unwrap();
    assert!(report.contains("Kepala bidang membagikan stiker") && report.contains("Lalu semua pulang."));
    assert!(!report.contains(TOLD) && !report.contains("difoto") && !report.contains("bubar"), "{report}");
}

#[test]
fn an_edit_that_leaves_too_little_leads_back_to_the_question() {
    let town = Town::new();
    let told = town.writes_up(TIPSTER, TOLD);
    let kirim = town.find(TIPSTER, "Kirim");
    town.edits(TIPSTER, told, "pendek");
    assert!(town.reads(TIPSTER).contains("baru 6 huruf"), "{}", town.reads(TIPSTER));
    town.taps_on(TIPSTER, kirim.0, &kirim.1, "Kirim");
    assert!(town.tips().is_empty() && town.notice().contains("langkah sebelumnya"));
    town.says(TIPSTER, TOLD);
    town.taps(TIPSTER, "Lanjut");
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tips().len(), 1);
}

#[test]
fn a_text_behind_the_command_waits_for_the_notice_and_can_be_edited_meanwhile() {
    let town = Town::new();
    let first = town.says(TIPSTER, "/lapor keliru sekali");
    assert!(town.reads(TIPSTER).contains("kami pegang di memori saja"));
    town.edits(TIPSTER, first, &format!("/lapor {TOLD}"));
    assert!(town.reads(TIPSTER).contains("kami pegang di memori saja"), "{}", town.reads(TIPSTER));
    town.taps(TIPSTER, "Lanjut");
    assert!(town.reads(TIPSTER).contains(&format!("dicatat, {} huruf", TOLD.chars().count())));
    town.edits(TIPSTER, first, &format!("/lapor {TOLD} Lalu pulang."));
    town.taps(TIPSTER, "Batal");
    assert!(!town.has(TIPSTER, first));
}

#[test]
fn a_second_report_command_shows_the_open_report_and_loses_nothing() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    town.says(TIPSTER, "/lapor yang lain");
    assert!(town.reads(TIPSTER).contains("masih terbuka"));
    town.taps(TIPSTER, "Lanjut");
    assert!(town.reads(TIPSTER).contains("Siapa yang melakukan?"));
}

#[test]
fn commands_of_the_faq_and_receipts_wait_while_a_report_is_open() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    for command in ["/tanya menyukai video kampanye", "/menu", "/start", "/status", "/saya", "/hapus_data"] {
        town.says(TIPSTER, command);
        assert!(town.reads(TIPSTER).contains("masih terbuka"), "{command}: {}", town.reads(TIPSTER));
    }
    let held = town.says(TIPSTER, &format!("/status {receipt}"));
    assert!(!town.has(TIPSTER, held), "a receipt is deleted at once");
    assert!(town.reads(TIPSTER).contains("masih terbuka"));
    for command in ["/bantuan", "/privasi"] {
        town.says(TIPSTER, command);
        assert!(!town.reads(TIPSTER).contains("masih terbuka"), "{command}");
    }
    town.taps(TIPSTER, "Lanjut");
    assert!(town.chat(TIPSTER).contains("Siapa yang melakukan?"), "the draft is untouched");
}
