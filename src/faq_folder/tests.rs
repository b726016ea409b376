//! Reading folders, good and bad.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::embedded;
use super::embedded_files;
use super::load;
use crate::faq::parse::tests::good_folder;

/// Returns a folder in which nothing is wrong.
fn good_dir() -> TempDir {
    folder_of(good_folder())
}

fn folder_of(files: BTreeMap<String, String>) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        write(dir.path(), &path, text.as_bytes());
    }
    dir
}

fn write(dir: &Path, path: &str, bytes: &[u8]) {
    let path = dir.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

fn errors_in(dir: &Path) -> Vec<String> {
    let (faq, problems) = load(dir);
    let errors: Vec<String> =
        problems.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    assert_eq!(faq.is_none(), !errors.is_empty());
    errors
}

#[test]
fn the_compiled_in_faq_has_no_errors() {
    let (faq, problems) = embedded();
    let errors: Vec<String> =
        problems.iter().filter(|problem| problem.is_error()).map(ToString::to_string).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(faq.is_some_and(|faq| !faq.entries.is_empty()));
}

#[test]
fn a_copy_of_the_compiled_in_faq_is_the_same_faq() {
    let dir = folder_of(embedded_files());
    let (faq, problems) = load(dir.path());
    let (original, original_problems) = embedded();
    assert_eq!(problems, original_problems);
    assert_eq!(faq.map(|faq| faq.entries), original.map(|faq| faq.entries));
}

#[test]
fn a_folder_that_does_not_exist_is_the_only_problem_told() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("tidak-ada");
    let errors = errors_in(&missing);
    assert_eq!(errors.len(), 1);
    assert!(errors[0].ends_with(
        "kesalahan: Folder FAQ ini tidak ada. Periksa ejaan alamatnya setelah `--faq`, atau jalankan tanpa `--faq` untuk memakai FAQ bawaan."
    ));
}

#[test]
fn a_file_in_place_of_a_folder_is_told() {
    let dir = good_dir();
    let errors = errors_in(&dir.path().join("_grup.toml"));
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("Alamat ini berkas, bukan folder."));
}

#[test]
fn a_file_that_is_not_utf8_is_told_with_its_line() {
    let dir = good_dir();
    write(dir.path(), "media-sosial/README.md", b"baris satu\nbaris dua \xff\n");
    assert_eq!(
        errors_in(dir.path()),
        [
            "media-sosial/README.md:2: kesalahan: Huruf di berkas ini tidak dapat dibaca. Simpan ulang sebagai teks UTF-8, misalnya lewat \"Simpan sebagai\" lalu pilih pengodean UTF-8."
        ]
    );
}

#[test]
fn a_file_over_one_mebibyte_is_told_and_nothing_else_about_it() {
    let dir = good_dir();
    write(dir.path(), "_ambang.toml", &vec![b'#'; 1024 * 1024 + 1]);
    assert_eq!(
        errors_in(dir.path()),
        [
            "_ambang.toml: kesalahan: Berkas ini lebih besar dari 1 MB. Pindahkan ke luar folder FAQ, atau bagi isinya."
        ]
    );
}

#[test]
fn a_folder_with_too_many_files_is_refused_as_a_whole() {
    let dir = tempfile::tempdir().unwrap();
    for number in 0..=5_000 {
        write(dir.path(), &format!("berkas-{number}"), b"");
    }
    assert_eq!(
        errors_in(dir.path()),
        [
            ".: kesalahan: Folder ini berisi lebih dari 5000 berkas. Pastikan alamatnya folder FAQ, bukan folder yang lebih besar di atasnya."
        ]
    );
}

#[test]
fn hidden_files_are_not_even_opened() {
    let dir = good_dir();
    write(dir.path(), ".git/objects/ab", b"\xff\xff");
    write(dir.path(), "media-sosial/.like.md.swp", b"\0\xff");
    assert_eq!(errors_in(dir.path()), Vec::<String>::new());
}

#[cfg(unix)]
mod links {
    use std::os::unix::fs::symlink;

    use super::errors_in;
    use super::good_dir;
    use super::write;

    #[test]
    fn a_link_out_of_the_folder_is_not_followed() {
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "rahasia.md", b"rahasia");
        let dir = good_dir();
        symlink(outside.path().join("rahasia.md"), dir.path().join("media-sosial/rahasia.md")).unwrap();
        symlink(outside.path(), dir.path().join("luar")).unwrap();
        assert_eq!(
            errors_in(dir.path()),
            [
                "luar: kesalahan: Tautan ini menuju ke luar folder FAQ. Ganti dengan salinan berkasnya.",
                "media-sosial/rahasia.md: kesalahan: Tautan ini menuju ke luar folder FAQ. Ganti dengan salinan berkasnya."
            ]
        );
    }

    #[test]
    fn a_link_that_leads_nowhere_is_told() {
        let dir = good_dir();
        symlink("tidak-ada.md", dir.path().join("media-sosial/mati.md")).unwrap();
        assert_eq!(
            errors_in(dir.path()),
            [
                "media-sosial/mati.md: kesalahan: Tidak dapat dibuka. Periksa izin bacanya. Bila ini tautan ke tempat lain, pastikan tujuannya masih ada."
            ]
        );
    }

    #[test]
    fn a_link_to_the_folder_itself_ends() {
        let dir = good_dir();
        symlink(dir.path(), dir.path().join("diri")).unwrap();
        assert!(!errors_in(dir.path()).is_empty());
    }
}
