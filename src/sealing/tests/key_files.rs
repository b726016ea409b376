//! Key files, with a passphrase and without.

use crate::sealing::KeyFileTrouble;
use crate::sealing::KeyPair;
use crate::sealing::is_protected;
use crate::sealing::protect;
use crate::sealing::read_keys;

#[test]
fn a_key_file_reads_back_with_its_comments() {
    let pair = KeyPair::generate();
    let file = pair.file();
    assert!(!is_protected(&file));
    assert!(
        std::str::from_utf8(&file).unwrap().starts_with(&format!("# public key: {}\n", pair.public.as_str()))
    );
    assert_eq!(read_keys(&file, "").unwrap(), [pair.identity]);
}

#[test]
fn a_protected_key_file_opens_with_its_passphrase_only() {
    let pair = KeyPair::generate();
    let file = protect(&pair.file(), "kuda laut tujuh warna").unwrap();
    assert!(is_protected(&file));
    assert_eq!(read_keys(&file, "kuda laut tujuh warna").unwrap(), [pair.identity]);
    assert_eq!(read_keys(&file, "kuda laut enam warna").unwrap_err(), KeyFileTrouble::WrongPassphrase);
    assert_eq!(read_keys(&file[..60], "kuda laut tujuh warna").unwrap_err(), KeyFileTrouble::NoKey);
}

#[test]
fn a_file_without_a_key_gives_none() {
    assert_eq!(read_keys(b"# public key: age1\n", "").unwrap_err(), KeyFileTrouble::NoKey);
    assert_eq!(read_keys(&[0xff, 0xfe], "").unwrap_err(), KeyFileTrouble::NoKey);
}
