//! Photos, sealed reports, and everything that is not taken.

use std::io::Cursor;

use base64::Engine;
use image::DynamicImage;
use image::ImageFormat;
use netral::conversation::Unreadable;
use netral::ports::ChatId;
use netral::sealing::KeyPair;
use netral::sealing::seal_exactly;
use netral::tips::PartKind;

use super::INSPECTOR;
use super::TIPSTER;
use super::TOLD;
use super::town::Sent;
use super::town::Town;

fn picture() -> Sent {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(64, 48).write_to(&mut file, ImageFormat::Png).unwrap();
    Sent::Photo(file.into_inner())
}

/// A report at its first question.
fn started(town: &Town) {
    town.says(TIPSTER, "/lapor");
    town.taps(TIPSTER, "Lanjut");
}

fn to_the_preview(town: &Town) {
    while !town.reads(TIPSTER).contains("Kode laporan Anda") {
        let labels = town.labels(TIPSTER);
        let next = ["Lewati", "Lanjut"].into_iter().find(|label| labels.iter().any(|other| other == label));
        town.taps(TIPSTER, next.unwrap());
    }
}

fn tells(town: &Town, said: &str) {
    assert!(town.reads(TIPSTER).contains(said), "{}", town.reads(TIPSTER));
}

#[test]
fn a_photo_with_a_caption_is_noted_with_it_and_arrives_as_a_jpeg_of_its_own() {
    let town = Town::new();
    started(&town);
    town.sends_file(TIPSTER, &picture(), Some(TOLD));
    assert!(town.chat(TIPSTER).contains("Foto dicatat sebagai bukti (1 dari 5)"));
    tells(&town, "Apa yang terjadi: dicatat");
    to_the_preview(&town);
    assert!(town.chat(TIPSTER).contains("1 foto"));
    town.taps(TIPSTER, "Kirim");
    let kinds: Vec<PartKind> = town.tip().parts.iter().map(|part| part.kind).collect();
    assert_eq!(kinds, [PartKind::Report, PartKind::Photo]);
    let jpeg = town.opens_bytes(0, &town.sealed(1));
    let seen = image::load_from_memory_with_format(&jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!((seen.width(), seen.height()), (64, 48));
    town.taps_handler_fetch();
    let names: Vec<String> = town.take_files(INSPECTOR).into_iter().map(|(name, _)| name).collect();
    let tag = town.tag();
    assert_eq!(names, [format!("{tag}.age"), format!("{tag}-2-foto.jpg.age")]);
}

#[test]
fn five_photos_are_taken_and_the_sixth_is_not() {
    let town = Town::new();
    started(&town);
    town.says(TIPSTER, TOLD);
    for _ in 0..5 {
        town.sends_file(TIPSTER, &picture(), None);
    }
    tells(&town, "5 dari 5");
    town.sends_file(TIPSTER, &picture(), None);
    tells(&town, "tidak dicatat: sudah ada 5");
    to_the_preview(&town);
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().parts.len(), 6);
}

#[test]
fn another_picture_in_place_of_a_noted_one_is_what_is_filed_also_at_the_preview() {
    let town = Town::new();
    started(&town);
    town.says(TIPSTER, TOLD);
    let wide = |width| {
        let mut file = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, 48).write_to(&mut file, ImageFormat::Png).unwrap();
        Sent::Photo(file.into_inner())
    };
    let message = town.sends_file(TIPSTER, &wide(64), Some("dengan wajah"));
    town.edits_caption(TIPSTER, message, &wide(65), "tanpa wajah");
    to_the_preview(&town);
    town.edits_caption(TIPSTER, message, &wide(66), "tanpa wajah sama sekali");
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().parts.len(), 2);
    let jpeg = town.opens_bytes(0, &town.sealed(1));
    assert_eq!(image::load_from_memory(&jpeg).unwrap().width(), 66);
}

#[test]
fn a_changed_caption_takes_the_place_of_the_old_one_and_the_photo_stays_single() {
    let town = Town::new();
    started(&town);
    town.says(TIPSTER, TOLD);
    let message = town.sends_file(TIPSTER, &picture(), Some("keterangan lama"));
    town.edits_caption(TIPSTER, message, &picture(), "keterangan baru");
    to_the_preview(&town);
    town.edits_caption(TIPSTER, message, &picture(), "keterangan terbaru");
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().parts.len(), 2);
    let report = town.opens(0, &town.sealed(0)).unwrap();
    assert!(report.contains("keterangan terbaru") && !report.contains("lama"), "{report}");
    assert!(!report.contains("baru\n\n== SIAPA ==\nketerangan"), "{report}");
}

#[test]
fn what_can_not_be_a_photo_is_refused_and_its_caption_is_taken_all_the_same() {
    let cases = [
        (Sent::Photo(b"bukan gambar".to_vec()), "tidak dapat dibaca"),
        (Sent::LargePhoto, "terlalu besar"),
        (Sent::Lost, "tidak dapat diambil dari Telegram"),
        (Sent::Document(b"%PDF-1.7".to_vec()), "Berkas tidak diterima"),
        (Sent::LargeDocument, "Berkas tidak diterima"),
    ];
    for (sent, why) in cases {
        let town = Town::new();
        started(&town);
        town.sends_file(TIPSTER, &sent, None);
        tells(&town, why);
        tells(&town, "tidak dicatat");
        town.sends_file(TIPSTER, &sent, Some(TOLD));
        assert!(town.chat(TIPSTER).contains(why));
        tells(&town, "Apa yang terjadi: dicatat");
        to_the_preview(&town);
        town.taps(TIPSTER, "Kirim");
        assert_eq!(town.tip().parts.len(), 1, "{why}");
    }
}

#[test]
fn a_picture_with_too_many_pixels_is_refused_before_it_is_unfolded() {
    let mut file = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xc3\x50\0\0\xc3\x50\x08\x02\0\0\0".to_vec();
    file.extend(crc32fast::hash(&file[12..29]).to_be_bytes());
    file.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
    let town = Town::new();
    started(&town);
    town.sends_file(TIPSTER, &Sent::Photo(file), None);
    tells(&town, "terlalu besar");
}

#[test]
fn everything_that_tells_who_writes_is_refused_with_its_reason() {
    let cases = [
        (Unreadable::Voice, "suara dapat dikenali"),
        (Unreadable::Picture, "Video tidak diterima"),
        (Unreadable::Contact, "Kontak tidak diterima"),
        (Unreadable::Location, "Lokasi tidak diterima"),
        (Unreadable::Document, "Berkas tidak diterima"),
        (Unreadable::Sticker, "tidak dapat masuk ke laporan"),
        (Unreadable::Poll, "tidak dapat masuk ke laporan"),
        (Unreadable::Other, "tidak dapat masuk ke laporan"),
    ];
    let town = Town::new();
    started(&town);
    for (what, why) in cases {
        let message = town.sends(TIPSTER, what);
        tells(&town, why);
        tells(&town, "tidak dicatat");
        assert!(town.has(TIPSTER, message));
    }
    town.taps(TIPSTER, "Batal");
    assert_eq!(town.all(TIPSTER).len(), 1, "what was refused is erased too");
}

#[test]
fn the_caption_of_something_that_is_never_fetched_is_noted_and_the_rest_named_as_refused() {
    let town = Town::new();
    started(&town);
    town.captions_unseen(TIPSTER, TOLD);
    assert!(town.chat(TIPSTER).contains("tidak dapat masuk ke laporan"), "{}", town.chat(TIPSTER));
    tells(&town, "Apa yang terjadi: dicatat");
}

#[test]
fn files_are_fetched_only_where_an_answer_is_expected() {
    let town = Town::new();
    town.says(TIPSTER, "/lapor");
    town.sends_file(TIPSTER, &picture(), None);
    tells(&town, "Tekan salah satu tombol");
    town.taps(TIPSTER, "Lanjut");
    town.says(TIPSTER, TOLD);
    to_the_preview(&town);
    town.sends_file(TIPSTER, &picture(), Some("keterangan"));
    tells(&town, "Laporan sudah siap");
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.tip().parts.len(), 1);
}

fn sealed_report(town: &Town) -> Vec<u8> {
    let keys: Vec<_> = town.handlers().all().iter().map(|handler| handler.key.clone()).collect();
    seal_exactly(TOLD.as_bytes(), &keys).unwrap()
}

#[test]
fn a_report_that_the_tipster_sealed_is_kept_byte_for_byte() {
    let town = Town::new();
    started(&town);
    let sealed = sealed_report(&town);
    town.sends_file(TIPSTER, &Sent::Document(sealed.clone()), None);
    assert!(town.chat(TIPSTER).contains("Berkas tersegel diterima"));
    assert_eq!(town.labels(TIPSTER), ["Kirim", "Batal"]);
    town.taps(TIPSTER, "Kirim");
    let tip = town.tip();
    assert_eq!(tip.parts.len(), 1);
    assert_eq!(tip.parts[0].kind, PartKind::PreSealed);
    assert!(town.sealed(0) == sealed);
    assert_eq!(town.opens(0, &sealed).unwrap(), TOLD);
    assert_eq!(tip.openers.len(), 2);
}

#[test]
fn a_sealed_report_that_is_written_as_text_is_taken_too() {
    let town = Town::new();
    started(&town);
    let armoured = format!(
        "-----BEGIN AGE ENCRYPTED FILE-----\n{}\n-----END AGE ENCRYPTED FILE-----\n",
        base64::engine::general_purpose::STANDARD
            .encode(sealed_report(&town))
            .as_bytes()
            .chunks(64)
            .map(String::from_utf8_lossy)
            .collect::<Vec<_>>()
            .join("\n")
    );
    town.sends_file(TIPSTER, &Sent::Document(armoured.clone().into_bytes()), None);
    town.taps(TIPSTER, "Kirim");
    assert_eq!(town.opens(0, &town.sealed(0)).unwrap(), TOLD);
    assert!(town.sealed(0) == armoured.as_bytes());
}

#[test]
fn a_sealed_report_of_more_than_four_mebibytes_is_refused() {
    let town = Town::new();
    started(&town);
    let mut sealed = sealed_report(&town);
    sealed.resize(4 * 1024 * 1024 + 1, 0);
    town.sends_file(TIPSTER, &Sent::Document(sealed), None);
    tells(&town, "tidak dicatat");
}

#[test]
fn files_of_all_drafts_together_leave_a_quarter_of_64_mebibytes_to_words() {
    let town = Town::new();
    let key = KeyPair::generate().public;
    let large = seal_exactly(&vec![0; 4 * 1024 * 1024 - 4096], &[key]).unwrap();
    let mut taken = 0;
    for number in 0..20 {
        let chat = ChatId(2000 + number);
        town.says(chat, "/lapor");
        town.taps(chat, "Lanjut");
        town.sends_file(chat, &Sent::Document(large.clone()), None);
        taken += usize::from(town.reads(chat).contains("Kode laporan Anda"));
    }
    assert_eq!(taken, 12);
}
