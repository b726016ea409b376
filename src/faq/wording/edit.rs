//! Fields as people call them, and why an edit can't be made.

use super::listed;
use super::suggest;
use crate::faq::Employment;
use crate::faq::Label;
use crate::faq::Sanction;
use crate::faq::Verdict;
use crate::faq::edit::Field;
use crate::faq::edit::Trouble;

pub(crate) fn field_label(field: Field) -> &'static str {
    match field {
        Field::Title => "Judul",
        Field::Verdict => "Putusan",
        Field::Label => "Label",
        Field::Summary => "Ringkasan",
        Field::Step => "Langkah sekarang",
        Field::Caution => "Catatan untuk pembaca",
        Field::Body => "Penjelasan",
        Field::Basis => "Dasar hukum",
        Field::Sanctions => "Sanksi yang disebut aturan",
        Field::PossibleSanctions => "Sanksi yang mungkin",
        Field::Ask => "Kepada siapa bertanya",
        Field::AppliesTo => "Berlaku untuk",
        Field::Phrases => "Cara orang bertanya",
        Field::NearMisses => "Bukan pertanyaan ini",
        Field::Related => "Pertanyaan terkait",
        Field::Subquestions => "Subpertanyaan",
        Field::ReviewNote => "Catatan untuk penyunting",
        Field::UnderReview => "Alasan ditinjau",
        Field::CheckedOn => "Tanggal diperiksa",
        Field::Confirmed => "Perubahan hukum yang dikonfirmasi",
        Field::LegalReview => "Telaah hukum",
    }
}

pub(crate) fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::Unreadable => "Berkas tanya-jawab ini rusak, jadi tidak dapat diubah per bagian. \
             Perbaiki berkasnya di komputer, atau kembalikan versi sebelumnya lewat riwayat."
            .to_owned(),
        Trouble::Empty(field) => {
            format!("{} tidak boleh kosong. Kirim isinya sebagai teks.", field_label(*field))
        }
        Trouble::UnknownWord(field, word) => unknown_word(*field, word),
        Trouble::BadBasis(word) => format!(
            "Dasar \"{word}\" salah bentuk. Pilih dari daftar, atau tulis seperti pp-94-2021:pasal-5-n."
        ),
        Trouble::BadSubquestion(line) => format!(
            "\"{line}\" belum menyebut di mana jawabannya. Tulis: pertanyaan = kata-kata dari satu kalimat jawaban, atau: pertanyaan -> nama tanya-jawab tetangga."
        ),
        Trouble::BadId(word) => {
            format!("\"{word}\" bukan nama tanya-jawab. Cari lalu pilih tanya-jawabnya dari daftar.")
        }
        Trouble::NotADate(word) => {
            format!("\"{word}\" bukan tanggal. Tulis tahun-bulan-hari, misalnya 2026-02-23.")
        }
        Trouble::TooLong(Field::ReviewNote, excess) => {
            format!("Catatan terlalu panjang. Persingkat kira-kira {excess} huruf.")
        }
        Trouble::TooLong(field, excess) => {
            format!("{} terlalu panjang. Persingkat kira-kira {excess} huruf.", field_label(*field))
        }
        Trouble::SummaryInBody => "Penjelasan memuat baris \"Ringkas:\". Hapus baris itu; ringkasan diubah \
             tersendiri."
            .to_owned(),
        Trouble::NoSuchLine(field) => {
            format!("Baris itu sudah tidak ada di bagian {}. Buka lagi daftarnya.", field_label(*field))
        }
    }
}

fn unknown_word(field: Field, word: &str) -> String {
    let names: Vec<&str> = match field {
        Field::Verdict => Verdict::ALL.map(Verdict::as_str).to_vec(),
        Field::Label => Label::WRITTEN.map(Label::as_str).to_vec(),
        Field::AppliesTo => Employment::ALL.map(Employment::as_str).to_vec(),
        Field::Sanctions | Field::PossibleSanctions => Sanction::ALL.map(Sanction::as_str).to_vec(),
        _ => Vec::new(),
    };
    let otherwise = format!("Pilihannya: {}.", listed(names.iter().copied()));
    let remedy = suggest(word, names, otherwise).replace('`', "\"");
    format!("{} tidak mengenal \"{word}\". {remedy}", field_label(field))
}
