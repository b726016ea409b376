//! What may point to the writer is asked back about, and receipts belong in no text.

use super::STRANGER;
use super::TIPSTER;
use super::TOLD;
use super::town::DAY;
use super::town::Town;

const POINTING: [(&str, &str); 6] = [
    ("NIP 198503122010011002 ya", "angka seperti NIP"),
    ("nik 3201 2345 6789 0001", "angka seperti NIK"),
    ("hubungi 0812-3456-7890", "nomor telepon"),
    ("surel orang@contoh.go.id", "alamat surel"),
    ("akun @pegawai_teladan", "nama pengguna"),
    ("Nama saya Fulan", "kata-kata tentang diri Anda"),
];

fn started(town: &Town) {
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
}

fn to_the_preview(town: &Town) {
    town.taps(TIPSTER, "Lanjut");
    (0..5).for_each(|_| town.taps(TIPSTER, "Lewati"));
    town.taps(TIPSTER, "Lanjut");
}

#[test]
fn whatever_may_point_to_the_writer_is_named_and_left_out_or_kept_at_will() {
    for (text, named) in POINTING {
        for keep in [false, true] {
            let town = Town::new();
            started(&town);
            town.says(TIPSTER, text);
            let said = town.reads(TIPSTER);
            assert!(said.contains("bisa menunjuk ke Anda") && said.contains(named), "{said}");
            town.taps(TIPSTER, if keep { "Tetap kirim" } else { "Ubah" });
            to_the_preview(&town);
            town.taps(TIPSTER, "Kirim");
            assert_eq!(town.opens(0, &town.sealed(0)).unwrap().contains(text), keep, "{text}");
        }
    }
}

#[test]
fn a_text_written_anew_or_edited_takes_the_place_of_the_one_held_back() {
    for edit in [false, true] {
        let town = Town::new();
        started(&town);
        let pointing = town.says(TIPSTER, "Nama saya Fulan, dan rapatnya pagi.");
        if edit {
            town.edits(TIPSTER, pointing, "Rapatnya pagi.");
        } else {
            town.says(TIPSTER, "Rapatnya pagi.");
        }
        assert!(town.reads(TIPSTER).contains("dicatat"), "{}", town.reads(TIPSTER));
        to_the_preview(&town);
        town.taps(TIPSTER, "Kirim");
        let report = town.opens(0, &town.sealed(0)).unwrap();
        assert!(report.contains("Rapatnya pagi.") && !report.contains("Fulan"), "{report}");
    }
}

#[test]
fn the_choice_can_be_typed() {
    let town = Town::new();
    started(&town);
    town.says(TIPSTER, "Nama saya Fulan");
    town.says(TIPSTER, "tetap kirim");
    assert!(town.reads(TIPSTER).contains("dicatat"));
    town.says(TIPSTER, "Nama saya Polan");
    town.says(TIPSTER, "ubah");
    assert!(town.reads(TIPSTER).contains("Apa yang terjadi?"));
}

#[test]
fn numbers_of_others_may_stand_where_others_are_named() {
    let town = Town::new();
    started(&town);
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, "Kabid Contoh, NIP 198503122010011002, 0812 3456 7890");
    assert!(town.reads(TIPSTER).contains("Siapa: dicatat"));
    town.says(TIPSTER, "saya staf di bidang itu");
    assert!(town.reads(TIPSTER).contains("bisa menunjuk ke Anda"));
}

#[test]
fn a_receipt_in_a_text_is_refused_and_deleted_wherever_a_report_stands() {
    for (steps, at) in [(0, "the notice"), (1, "a question"), (8, "the preview")] {
        let town = Town::new();
        let receipt = town.files(STRANGER);
        town.says(TIPSTER, "/lapor");
        if steps > 0 {
            town.taps(TIPSTER, "Lanjut");
            town.says(TIPSTER, TOLD);
        }
        if steps > 1 {
            to_the_preview(&town);
        }
        let pasted = town.says(TIPSTER, &format!("kode saya {receipt} ya"));
        assert!(!town.has(TIPSTER, pasted), "at {at}");
        assert!(town.reads(TIPSTER).contains("seperti kode laporan"), "at {at}: {}", town.reads(TIPSTER));
        let bare = town.says(TIPSTER, &receipt);
        assert!(!town.has(TIPSTER, bare), "at {at}");
        assert!(!town.reads(TIPSTER).contains("Laporan Anda\n"), "no report is opened meanwhile");
    }
}

#[test]
fn a_receipt_in_an_edit_or_under_a_photo_is_refused_and_deleted() {
    let town = Town::new();
    let receipt = town.files(STRANGER);
    started(&town);
    let told = town.says(TIPSTER, "Lalu bubar.");
    town.edits(TIPSTER, told, &receipt);
    assert!(!town.has(TIPSTER, told));
    let photo = town.sends_file(TIPSTER, &super::town::Sent::Lost, Some(&receipt));
    assert!(!town.has(TIPSTER, photo));
    to_the_preview(&town);
    let photo = town.sends_file(TIPSTER, &super::town::Sent::Lost, Some(&receipt));
    assert!(!town.has(TIPSTER, photo), "at the preview too");
}

#[test]
fn a_receipt_behind_any_command_is_deleted_and_not_passed_on() {
    let town = Town::new();
    let receipt = town.files(STRANGER);
    for command in ["lapor", "tanya", "menu", "start", "penerima", "kotak", "balas", "tidak_ada", "batal"] {
        let message = town.says(TIPSTER, &format!("/{command} {receipt}"));
        assert!(!town.has(TIPSTER, message), "{command}");
        assert!(town.reads(TIPSTER).contains("seperti kode laporan"), "{command}: {}", town.reads(TIPSTER));
    }
}

#[test]
fn a_receipt_inside_a_question_is_deleted_and_the_question_is_not_read() {
    let town = Town::new();
    let receipt = town.files(STRANGER);
    let message = town.says(TIPSTER, &format!("menyukai video kampanye {receipt}"));
    assert!(!town.has(TIPSTER, message));
    assert!(town.reads(TIPSTER).contains("seperti kode laporan"));
    assert_eq!(town.counted(), 0);
}

#[test]
fn a_receipt_in_an_addition_is_refused_and_deleted() {
    let town = Town::new();
    let receipt = town.files(TIPSTER);
    town.pass(DAY);
    town.says(TIPSTER, &receipt);
    town.taps(TIPSTER, "Tambah keterangan");
    let message = town.says(TIPSTER, &format!("ini {receipt} kode saya"));
    assert!(!town.has(TIPSTER, message));
    assert!(town.reads(TIPSTER).contains("tidak dicatat"));
}
