//! How a file is written: header, keys, values.

use super::listed;
use super::suggest;
use crate::faq::problem::Finding;
use crate::matching::is_unseen;

pub(crate) fn header_missing() -> Finding {
    Finding::error(
        "Berkas tidak diawali baris `+++`.",
        "Tulis `+++` sendirian di baris pertama, lalu kunci-kuncinya, lalu `+++` lagi sebelum `Ringkas:`. Contohnya ada di `_contoh.md`.",
    )
}

pub(crate) fn header_unclosed() -> Finding {
    Finding::error(
        "Baris `+++` penutup belum ada.",
        "Tulis `+++` sendirian di satu baris, setelah kunci terakhir dan sebelum `Ringkas:`.",
    )
}

pub(crate) fn control_character() -> Finding {
    Finding::error(
        "Baris ini memuat tanda yang tidak terlihat.",
        "Ketik ulang baris ini; tanda seperti itu biasanya terbawa saat menyalin dari program lain.",
    )
}

/// Whether a space that isn't one, or a letter that nobody sees, stands outside quotation marks.
fn hides_something(line: &str) -> bool {
    let hides = |letter: char| is_unseen(letter) || (letter.is_whitespace() && !letter.is_ascii());
    line.split('"').step_by(2).any(|outside| outside.contains(hides))
}

/// Puts a syntax error of the TOML library into words, by the few kinds that people make.
pub(crate) fn syntax(message: &str, line: &str) -> Finding {
    let has = |words: &[&str]| words.iter().any(|word| message.contains(word));
    if hides_something(line) {
        Finding::error(
            "Di luar tanda kutip, baris ini memuat spasi khusus atau tanda yang tidak terlihat.",
            "Hapus lalu ketik ulang spasi di sekitar `=`, koma, dan kurung; tanda seperti itu biasanya terbawa saat menyalin dari program lain.",
        )
    } else if line.contains(['“', '”', '„', '‘', '’'])
        && has(&["quot", "string", "invalid", "missing", "unexpected"])
    {
        Finding::error(
            "Tanda kutip di baris ini miring (“ ”).",
            "Ganti dengan tanda kutip lurus (\") di awal dan akhir teks.",
        )
    } else if has(&["duplicate key"]) {
        Finding::error("Kunci di baris ini ditulis dua kali.", "Hapus salah satunya, atau satukan isinya.")
    } else if has(&["comma"]) {
        Finding::error(
            "Tanda koma di baris ini kurang atau berlebih.",
            "Beri satu koma di antara dua isi daftar, di luar tanda kutip.",
        )
    } else if has(&["escape", "unicode value"]) {
        Finding::error(
            "Garis miring terbalik (\\) di baris ini tidak dapat dibaca.",
            "Hapus garis itu, atau tulis dua kali (\\\\). Tanda kutip di dalam teks ditulis \\\".",
        )
    } else if has(&["quot", "string"]) {
        Finding::error(
            "Tanda kutip di baris ini tidak lengkap.",
            "Apit setiap teks dengan tanda kutip lurus (\") di awal dan akhir. Tanda kutip di dalam teks ditulis \\\".",
        )
    } else if has(&["unclosed array", "unclosed table"]) {
        Finding::error("Kurung siku di baris ini belum ditutup.", "Tulis `]` setelah isi terakhir.")
    } else if has(&["date", "month", "day", "year", "time"]) {
        Finding::error("Tanggal di baris ini tidak ada.", "Tulis tahun-bulan-hari, misalnya 2026-02-23.")
    } else {
        Finding::error(
            "Susunan baris ini tidak dapat dibaca.",
            "Tulis `kunci = isi` dan periksa tanda kutip, koma, dan kurung siku di baris ini serta baris sebelumnya.",
        )
    }
}

pub(crate) fn unknown_key<'n>(key: &str, known: impl Iterator<Item = &'n str> + Clone) -> Finding {
    let otherwise = format!("Hapus baris ini. Kunci yang dikenal: {}.", listed(known.clone()));
    Finding::error(format!("Kunci `{key}` tidak dikenal."), suggest(key, known, otherwise))
}

pub(crate) fn missing_key(key: &str, example: &str) -> Finding {
    Finding::error(format!("Kunci `{key}` belum ada."), format!("Tambahkan, misalnya `{example}`."))
}

pub(crate) fn empty_value(key: &str, example: &str) -> Finding {
    Finding::error(format!("Isi `{key}` kosong."), format!("Isi, misalnya `{example}`."))
}

pub(crate) fn empty_item(key: &str) -> Finding {
    Finding::error(format!("Satu isi `{key}` kosong."), "Isi, atau hapus baris ini.")
}

pub(crate) fn wrong_kind(key: &str, example: &str) -> Finding {
    Finding::error(format!("Isi `{key}` salah bentuk."), format!("Tulis seperti `{example}`."))
}

pub(crate) fn not_a_date(key: &str, example: &str) -> Finding {
    Finding::error(
        format!("Isi `{key}` bukan tanggal."),
        format!("Tulis tahun-bulan-hari tanpa tanda kutip, misalnya `{example}`."),
    )
}

pub(crate) fn unknown_choice<'n>(
    key: &str,
    word: &str,
    choices: impl Iterator<Item = &'n str> + Clone,
) -> Finding {
    let otherwise = format!("Pilihannya: {}.", listed(choices.clone()));
    Finding::error(format!("Isi `{key}` tidak dikenal: `{word}`."), suggest(word, choices, otherwise))
}

pub(crate) fn not_a_slug(word: &str) -> Finding {
    Finding::error(
        format!("Id `{word}` tidak dapat dipakai."),
        format!(
            "Pakai 1 sampai 40 huruf kecil, angka, dan tanda hubung{}.",
            slug_like(word).map(|slug| format!(", misalnya `{slug}`")).unwrap_or_default()
        ),
    )
}

pub(crate) fn repeated_item(key: &str, word: &str) -> Finding {
    Finding::warning(format!("Isi `{key}` ditulis dua kali: `{word}`."), "Hapus salah satunya.")
}

/// Returns the identifier closest to a name, if anything of it can be kept.
fn slug_like(word: &str) -> Option<String> {
    let words = word.to_lowercase();
    let parts: Vec<&str> =
        words.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let slug: String = parts.join("-").chars().take(40).collect();
    let slug = slug.trim_matches('-').to_owned();
    (!slug.is_empty()).then_some(slug)
}
