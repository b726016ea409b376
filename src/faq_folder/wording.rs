//! What to tell an editor about a folder that can't be read, in Indonesian.

use std::path::Path;

use crate::faq::Problem;
use crate::faq::Severity;

pub(super) fn folder_missing(dir: &Path) -> Problem {
    whole(
        &dir.display().to_string(),
        "Folder FAQ ini tidak ada.",
        "Periksa ejaan alamatnya setelah `--faq`, atau jalankan tanpa `--faq` untuk memakai FAQ bawaan.",
    )
}

pub(super) fn not_a_folder(dir: &Path) -> Problem {
    whole(
        &dir.display().to_string(),
        "Alamat ini berkas, bukan folder.",
        "Tulis alamat folder yang berisi `_grup.toml` setelah `--faq`.",
    )
}

pub(super) fn unreadable(file: &str) -> Problem {
    whole(
        file,
        "Tidak dapat dibuka.",
        "Periksa izin bacanya. Bila ini tautan ke tempat lain, pastikan tujuannya masih ada.",
    )
}

pub(super) fn leads_out(file: &str) -> Problem {
    whole(file, "Tautan ini menuju ke luar folder FAQ.", "Ganti dengan salinan berkasnya.")
}

pub(super) fn not_a_file(file: &str) -> Problem {
    whole(file, "Ini bukan berkas biasa, atau foldernya terlalu dalam.", "Pindahkan ke luar folder FAQ.")
}

pub(super) fn too_large(file: &str) -> Problem {
    whole(file, "Berkas ini lebih besar dari 1 MB.", "Pindahkan ke luar folder FAQ, atau bagi isinya.")
}

pub(super) fn too_many_files(most: usize) -> Problem {
    whole(
        ".",
        &format!("Folder ini berisi lebih dari {most} berkas."),
        "Pastikan alamatnya folder FAQ, bukan folder yang lebih besar di atasnya.",
    )
}

pub(super) fn not_utf8(file: &str, line: usize) -> Problem {
    Problem {
        line: Some(line),
        ..whole(
            file,
            "Huruf di berkas ini tidak dapat dibaca.",
            "Simpan ulang sebagai teks UTF-8, misalnya lewat \"Simpan sebagai\" lalu pilih pengodean UTF-8.",
        )
    }
}

fn whole(file: &str, what: &str, remedy: &str) -> Problem {
    Problem {
        file: file.to_owned(),
        line: None,
        severity: Severity::Error,
        what: what.to_owned(),
        remedy: remedy.to_owned(),
    }
}
