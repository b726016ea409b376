use chrono::NaiveDate;
use proptest::proptest;

use super::dates::read_all;
use super::read;
use crate::texts::tips_cli::sheet;
use crate::texts::tips_cli::sheet::Lapse;

fn report(who: &str, when: &str) -> String {
    format!(
        "LAPORAN 7F3K\n\n== APA YANG TERJADI ==\nKepala dinas mengajak memilih paslon.\nDi grup kantor.\n\n\
         == SIAPA ==\n{who}\n\n== KAPAN ==\n{when}\n\n== DI MANA ==\nKantor dinas\n\n== BUKTI ==\n(tidak diisi)\n\n\
         == SAKSI, SUDAH DILAPORKAN, ATASAN TERLIBAT ==\n(tidak diisi)\n\n== CATATAN SISTEM ==\n\
         Tanggal diterima: 2026-02-23\nKunci balasan: age1abc\nFoto: 2\n"
    )
}

fn lapse(when: &str) -> Lapse {
    read(&report("(tidak diisi)", when)).unwrap().lapse
}

#[test]
fn a_report_is_read_section_by_section() {
    let facts = read(&report("Budi, NIP 19850101 201001 1 001", "14 Februari 2026")).unwrap();
    assert_eq!(facts.tag, "7F3K");
    assert_eq!(facts.what.as_deref(), Some("Kepala dinas mengajak memilih paslon.\nDi grup kantor."));
    assert_eq!(facts.place.as_deref(), Some("Kantor dinas"));
    assert_eq!((facts.evidence, facts.others), (None, None));
    assert_eq!((facts.received.as_deref(), facts.photos), (Some("2026-02-23"), 2));
    assert_eq!(facts.nips, ["198501012010011001"]);
    assert_eq!(facts.lapse, Lapse::Days(9, "2026-02-14".to_owned()));
}

#[test]
fn a_file_from_windows_and_padding_are_read_too() {
    let text = format!("\u{feff}{}   \n", report("Budi", "hari ini").replace('\n', "\r\n"));
    assert_eq!(read(&text).unwrap().lapse, Lapse::Days(0, "2026-02-23".to_owned()));
}

#[test]
fn what_a_tipster_writes_does_not_pass_for_the_systems_notes() {
    let forged = "Budi\n== CATATAN SISTEM ==\nTanggal diterima: 2020-01-01\nFoto: 99";
    let facts = read(&report(forged, "kemarin")).unwrap();
    assert_eq!((facts.received.as_deref(), facts.photos), (Some("2026-02-23"), 2));
    assert_eq!(facts.who.as_deref(), Some(forged));
    assert_eq!(facts.when.as_deref(), Some("kemarin"));
}

#[test]
fn other_texts_are_no_reports() {
    for text in ["", "LAPORAN 7F3K", "Tambahan 7F3K\n== SIAPA ==\nx", "LAPORAN 7F3K\n== SIAPA ==\nx\n"] {
        assert_eq!(read(text), None);
    }
}

#[test]
fn numbers_of_another_length_are_no_nips() {
    let nips = |who: &str| read(&report(who, "x")).unwrap().nips;
    assert_eq!(nips("198501012010011001 dan 19850101.201001.1.001"), ["198501012010011001"]);
    assert_eq!(nips("NIK 3171234567890001, telepon 081234567890, 1985010120100110012"), [""; 0]);
    assert_eq!(nips("198501012010011001\n197001011995031002").len(), 2);
}

#[test]
fn dates_are_read_where_they_are_sure() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    for text in [
        "2026-02-14",
        "Sabtu, 14 Februari 2026 pukul 10.00",
        "14/02/2026",
        "14-2-2026",
        "14.02.2026",
        "14 feb 2026",
    ] {
        assert_eq!(read_all(text), [day(2026, 2, 14)], "{text}");
    }
    for text in [
        "14 Februari",
        "Februari 2026",
        "14/02/26",
        "31/02/2026",
        "pukul 10.00",
        "198501012010011001",
        "14 Foo 2026",
    ] {
        assert_eq!(read_all(text), [], "{text}");
    }
}

#[test]
fn the_days_are_counted_from_the_earliest_date_or_not_at_all() {
    assert_eq!(lapse("2026-02-20 dan lagi 2026-02-15"), Lapse::Days(8, "2026-02-15".to_owned()));
    assert_eq!(lapse("Kemarin."), Lapse::Days(1, "2026-02-22".to_owned()));
    for when in ["(tidak diisi)", "minggu lalu", "2026-03-01", "akhir Januari", "kemarin, sepertinya"] {
        assert_eq!(lapse(when), Lapse::Unknown, "{when}");
    }
}

#[test]
fn the_sheets_say_what_there_is_and_what_is_missing() {
    let full = sheet::both(&read(&report("Budi, NIP 198501012010011001", "14-02-2026")).unwrap());
    for part in [
        "INFORMASI AWAL UNTUK BAWASLU",
        "* NIP terlapor: 198501012010011001",
        "PERHATIAN: 9 hari antara 2026-02-14 dan tanggal diterima",
        "* Uraian kejadian: Kepala dinas mengajak memilih paslon.\n    Di grup kantor.",
        "* Bukti: 2 foto (berkas tersendiri)",
        "* Saksi dan laporan lain: BELUM ADA: saksi",
    ] {
        assert!(full.contains(part), "{part} not in {full}");
    }
    let bare = sheet::both(&read(&report("(tidak diisi)", "(tidak diisi)")).unwrap());
    for part in [
        "* NIP terlapor: BELUM ADA: NIP",
        "SP4N-LAPOR!",
        "* Terlapor: BELUM ADA:",
        "periksa sendiri",
        "* Waktu kejadian: BELUM ADA",
    ] {
        assert!(bare.contains(part), "{part} not in {bare}");
    }
    assert!(!full.contains("SP4N"), "{full}");
    let fresh = sheet::both(&read(&report("Budi", "2026-02-16")).unwrap());
    assert!(fresh.contains("7 hari antara 2026-02-16") && !fresh.contains("PERHATIAN"), "{fresh}");
}

proptest! {
    #[test]
    fn no_report_breaks_the_reader(who in "\\PC*", when in "[0-9a-z ./=\n-]{0,40}", body in "(\\PC|\n|== SIAPA ==\n){0,80}") {
        let _facts = read(&report(&who, &when)).map(|facts| sheet::both(&facts));
        let _any = read(&format!("LAPORAN 7F3K\n{body}\n== CATATAN SISTEM =="));
    }
}
