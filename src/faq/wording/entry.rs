//! What an entry says: its text, its legal basis, its neighbours.

use super::listed;
use super::suggest;
use crate::faq::problem::Finding;

pub(crate) fn summary_missing() -> Finding {
    Finding::error(
        "Jawaban tidak diawali `Ringkas:`.",
        "Setelah `+++` kedua, tulis `Ringkas:` lalu satu atau dua kalimat dengan putusan lebih dulu.",
    )
}

pub(crate) fn summary_empty() -> Finding {
    Finding::error(
        "`Ringkas:` kosong.",
        "Tulis satu atau dua kalimat setelah `Ringkas:`, putusan lebih dulu.",
    )
}

pub(crate) fn summary_repeated() -> Finding {
    Finding::error("`Ringkas:` ditulis dua kali.", "Satukan menjadi satu paragraf di awal jawaban.")
}

pub(crate) fn summary_long(letters: usize, most: usize) -> Finding {
    Finding::warning(
        format!("`Ringkas:` panjangnya {letters} huruf."),
        format!("Ringkas lagi menjadi paling banyak {most} huruf; sisanya masuk penjelasan."),
    )
}

pub(crate) fn unknown_status(heading: &str, statuses: &[&str]) -> Finding {
    let headings: Vec<String> = statuses.iter().map(|status| format!("Untuk {status}")).collect();
    let headings = headings.iter().map(String::as_str);
    let otherwise = format!("Pilihannya: {}.", listed(headings.clone()));
    Finding::error(format!("Bagian `{heading}` tidak dikenal."), suggest(heading, headings, otherwise))
}

pub(crate) fn section_empty(heading: &str) -> Finding {
    Finding::error(format!("Bagian `{heading}` kosong."), "Isi bagian ini, atau hapus judulnya.")
}

pub(crate) fn section_repeated(heading: &str) -> Finding {
    Finding::error(format!("Bagian `{heading}` ada dua kali."), "Satukan isinya di bawah satu judul.")
}

pub(crate) fn heading_level(heading: &str) -> Finding {
    Finding::warning(
        format!("Judul bagian `{heading}` tidak memakai `##`."),
        "Awali dengan `## ` (dua tanda pagar dan satu spasi).",
    )
}

pub(crate) fn answer_long(part: &str, excess: usize) -> Finding {
    Finding::error(
        format!("{part} terlalu panjang untuk satu pesan Telegram."),
        format!("Persingkat kira-kira {excess} huruf."),
    )
}

pub(crate) fn bad_basis(word: &str) -> Finding {
    Finding::error(
        format!("Dasar `{word}` salah bentuk."),
        "Tulis `id:pasal`, misalnya `pp-94-2021:pasal-5-n`, atau `id` saja.",
    )
}

pub(crate) fn bad_confirmation(word: &str) -> Finding {
    Finding::error(
        format!("Konfirmasi `{word}` salah bentuk."),
        "Hapus, atau tulis `id:pasal@tanggal`, misalnya `uu-7-2017:pasal-280@2026-11-22`.",
    )
}

pub(crate) fn label_against_verdict(label: &str, verdict: &str) -> Finding {
    Finding::error(
        format!("Label `{label}` bertentangan dengan putusan `{verdict}`."),
        "Hapus labelnya, atau ganti putusannya: `hindari` hanya di atas `dilarang` atau `bersyarat`.",
    )
}

pub(crate) fn sanction_in_both(word: &str) -> Finding {
    Finding::error(
        format!("Sanksi `{word}` ada di `sanksi` dan di `sanksi_mungkin`."),
        "Tulis di `sanksi` bila aturan menyebutnya, di `sanksi_mungkin` bila itu kesimpulan.",
    )
}

pub(crate) fn bad_subquestion(line: &str) -> Finding {
    Finding::error(
        format!("Subpertanyaan \"{line}\" salah bentuk."),
        "Tulis `pertanyaan = kata-kata dari satu kalimat jawaban`, atau `pertanyaan -> id-tanya-jawab-tetangga`.",
    )
}

pub(crate) fn bad_legal_review(text: &str) -> Finding {
    Finding::error(
        format!("Telaah hukum `{text}` salah bentuk."),
        "Hapus baris ini, lalu catat telaahnya lewat bot: buka entrinya di /faq.",
    )
}

pub(crate) fn unknown_norm<'n>(norm: &str, norms: impl Iterator<Item = &'n str>) -> Finding {
    Finding::error(
        format!("Aturan `{norm}` tidak ada di `_norma.toml`."),
        suggest(norm, norms, "Tambahkan dulu aturannya di `_norma.toml`."),
    )
}

pub(crate) fn unknown_article<'n>(
    norm: &str,
    article: &str,
    articles: impl Iterator<Item = &'n str>,
) -> Finding {
    Finding::error(
        format!("Pasal `{article}` tidak ada pada aturan `{norm}`."),
        suggest(article, articles, format!("Tambahkan dulu pasalnya pada `{norm}` di `_norma.toml`.")),
    )
}

pub(crate) fn dead_link<'n>(id: &str, ids: impl Iterator<Item = &'n str>) -> Finding {
    Finding::error(
        format!("Tanya-jawab terkait `{id}` tidak ada."),
        suggest(id, ids, "Hapus, atau ganti dengan nama berkas tanya-jawab lain tanpa `.md`."),
    )
}

pub(crate) fn answered_by_itself(id: &str) -> Finding {
    Finding::error(
        format!("Subpertanyaan ini menunjuk tanya-jawabnya sendiri (`{id}`)."),
        "Tulis `= kata-kata dari jawabannya`, atau tunjuk tanya-jawab lain.",
    )
}

pub(crate) fn link_to_itself(id: &str) -> Finding {
    Finding::error(
        format!("Tanya-jawab ini terkait dengan dirinya sendiri (`{id}`)."),
        "Hapus dari `terkait`.",
    )
}
