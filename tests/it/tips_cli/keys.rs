//! Making keys.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Desk;
use super::assert_refused;
use super::errors;
use super::out;

const PASSPHRASE: &str = "kuda laut tujuh warna";

#[test]
fn a_key_behind_a_passphrase_opens_with_it_and_with_no_other() {
    let desk = Desk::new();
    let made = desk.tips(&["keygen"], &format!("{PASSPHRASE}\n{PASSPHRASE}\n"));
    assert!(made.status.success(), "{}", errors(&made));
    let public = out(&made);
    assert!(public.starts_with("age1") && public.lines().count() == 1, "{public}");
    assert!(!errors(&made).to_uppercase().contains("AGE-SECRET-KEY"));
    let file = desk.read("kunci.txt");
    assert!(file.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    let mode = fs::metadata(desk.path("kunci.txt")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    desk.seal("7F3K.age", public.trim(), "Isi laporan");
    assert_eq!(out(&desk.tips(&["open", "7F3K.age"], &format!("{PASSPHRASE}\n"))), "Isi laporan\n");
    assert_refused(&desk.tips(&["open", "7F3K.age"], "kuda laut\n"), "Kata sandi untuk kunci.txt keliru.");
    assert_refused(&desk.tips(&["open", "7F3K.age"], ""), "memerlukan kata sandi");
}

#[test]
fn a_passphrase_that_is_short_or_mistyped_makes_no_key() {
    let desk = Desk::new();
    assert_refused(&desk.tips(&["keygen"], "pendek\npendek\n"), "Kata sandi terlalu pendek.");
    assert_refused(&desk.tips(&["keygen"], &format!("{PASSPHRASE}\nkuda laut enam warna\n")), "tidak sama");
    assert_refused(&desk.tips(&["keygen"], &format!("{PASSPHRASE}\n")), "tidak sama");
    assert!(!desk.path("kunci.txt").exists());
}

#[test]
fn a_key_that_is_there_is_never_replaced() {
    let desk = Desk::new();
    desk.key("kunci.txt");
    let before = desk.read("kunci.txt");
    assert_refused(&desk.tips(&["keygen", "--tanpa-sandi"], ""), "Berkas kunci.txt sudah ada");
    assert_eq!(desk.read("kunci.txt"), before);
}

#[test]
fn a_key_without_passphrase_comes_with_a_warning() {
    let desk = Desk::new();
    let made = desk.tips(&["keygen", "--tanpa-sandi"], "");
    assert!(errors(&made).contains("PERINGATAN") && errors(&made).contains("sidik jarinya"));
    let file = String::from_utf8(desk.read("kunci.txt")).unwrap();
    assert_eq!(file.lines().next().unwrap(), format!("# public key: {}", out(&made).trim()));
    assert!(file.lines().nth(1).unwrap().starts_with("AGE-SECRET-KEY-1"));
}

#[test]
fn a_folder_that_is_not_there_is_told() {
    let made = Desk::new().tips(&["keygen", "--tanpa-sandi", "--output", "tidak/ada.txt"], "");
    assert_refused(&made, "Berkas tidak/ada.txt tidak dapat ditulis.");
}
