//! What a folder holds: its files, groups, norms, thresholds and test questions.

use super::suggest;
use crate::faq::problem::Finding;

pub(crate) fn file_missing(file: &str) -> Finding {
    Finding::error(
        format!("Berkas `{file}` belum ada."),
        "Buat berkas ini, atau pastikan folder yang dibaca sudah benar.",
    )
}

pub(crate) fn optional_file_missing(file: &str) -> Finding {
    Finding::warning(
        format!("Berkas `{file}` belum ada."),
        "Netral tetap berjalan, tetapi lebih jarang mengerti pertanyaan. Salin berkas ini dari FAQ bawaan.",
    )
}

pub(crate) fn no_entries() -> Finding {
    Finding::error(
        "Belum ada satu pun tanya-jawab.",
        "Salin `_contoh.md` ke folder sebuah kelompok, beri nama, lalu isi.",
    )
}

pub(crate) fn unknown_file<'n>(file: &str, known: impl Iterator<Item = &'n str>) -> Finding {
    Finding::warning(
        format!("Berkas `{file}` tidak dibaca."),
        suggest(file, known, "Tanya-jawab ditaruh di `kelompok/nama.md`. Hapus berkas ini bila tidak perlu."),
    )
}

pub(crate) fn watch_without_subject() -> Finding {
    Finding::error(
        "Hal yang dipantau ini tidak menyebut aturan atau tanya-jawab.",
        "Isi `norma`, `entri`, atau keduanya.",
    )
}

pub(crate) fn watched_entry_gone<'n>(id: &str, ids: impl Iterator<Item = &'n str>) -> Finding {
    Finding::warning(
        format!("Tanya-jawab `{id}` yang dipantau tidak ada."),
        suggest(id, ids, "Hapus dari `entri`."),
    )
}

pub(crate) fn folder_without_group<'n>(folder: &str, groups: impl Iterator<Item = &'n str>) -> Finding {
    let otherwise =
        format!("Tambahkan blok `[[grup]]` dengan `id = \"{folder}\"`, atau ganti nama foldernya.");
    Finding::error(
        format!("Folder `{folder}` tidak ada di daftar kelompok."),
        suggest(folder, groups, otherwise),
    )
}

pub(crate) fn group_without_entries(group: &str) -> Finding {
    Finding::warning(
        format!("Kelompok `{group}` belum berisi tanya-jawab."),
        format!("Taruh tanya-jawab di folder `{group}`, atau hapus blok ini."),
    )
}

pub(crate) fn long_group_title(letters: usize, most: usize) -> Finding {
    Finding::warning(
        format!("Judul kelompok panjangnya {letters} huruf."),
        format!("Persingkat menjadi paling banyak {most} huruf agar muat di tombol."),
    )
}

pub(crate) fn repeated_id(id: &str, other_place: &str) -> Finding {
    Finding::error(
        format!("Id `{id}` sudah dipakai di {other_place}."),
        "Ganti salah satunya; setiap id hanya boleh dipakai sekali.",
    )
}

pub(crate) fn repeated_entry(id: &str, other_file: &str) -> Finding {
    Finding::error(
        format!("Nama `{id}` sudah dipakai berkas {other_file}."),
        "Ganti nama salah satu berkas; nama harus berbeda walaupun foldernya berbeda.",
    )
}

pub(crate) fn link_not_secure(link: &str) -> Finding {
    Finding::error(
        format!("Tautan `{link}` tidak diawali `https://`."),
        "Tulis alamat lengkapnya, diawali `https://`, tanpa spasi.",
    )
}

pub(crate) fn changed_article_unknown(article: &str) -> Finding {
    Finding::error(
        format!("Pasal `{article}` ditandai berubah, tetapi tidak ada di `[norma.pasal]`."),
        "Tambahkan pasalnya, atau hapus tandanya.",
    )
}

pub(crate) fn mark_without_day(key: &str, example: &str) -> Finding {
    Finding::error(
        format!("Aturan ini ditandai berubah atau dicabut, tetapi kunci `{key}` belum ada."),
        format!("Tambahkan, misalnya `{example}`, atau hapus tandanya."),
    )
}

pub(crate) fn not_a_share(key: &str) -> Finding {
    Finding::error(
        format!("Isi `{key}` harus di antara 0 dan 1."),
        "Hapus `_ambang.toml`, lalu jalankan `netral faq tune`.",
    )
}

pub(crate) fn trial_without_label() -> Finding {
    Finding::error(
        "Baris ini tidak berisi pertanyaan dan jawabannya.",
        "Tulis pertanyaan, satu tab, lalu id tanya-jawab atau `-` bila di luar FAQ.",
    )
}

pub(crate) fn trial_label_unknown<'n>(label: &str, labels: impl Iterator<Item = &'n str>) -> Finding {
    Finding::error(
        format!("Id `{label}` tidak ada."),
        suggest(label, labels, "Tulis id tanya-jawab, id kelompok di luar FAQ, atau `-`."),
    )
}

pub(crate) fn trial_also_phrase(other_place: &str) -> Finding {
    Finding::warning(
        format!("Pertanyaan uji ini sama dengan kalimat di {other_place}."),
        "Ganti dengan pertanyaan lain; hasil uji hanya jujur bila pertanyaannya belum pernah dilihat.",
    )
}
