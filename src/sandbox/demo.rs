//! Two age keys that everybody knows, so that newcomers can seal and open tips without making keys first.
//!
//! Their secret halves stand below for all to read: whatever is sealed to them is open to the world. They are for
//! the sandbox alone, and [`is_demo`] lets the configuration refuse them everywhere else.

use age::DecryptError;
use age::x25519::Identity;

const HANDLER: &str = "age1herc86lfunwxnwc55zghx2vqe96znw2mnq0r879jjqxawzlwdd8st8qc9y";
const HANDLER_SECRET: &str = "AGE-SECRET-KEY-1ZLQKLGF8LKMVY6MF59C9XH2JTYRWGD9WLYRAYDRPU0MLGTNP9JEQ8CMWS5";

const ESCROW: &str = "age1kzgqmsnhltr4h9evnfa9v63lcjx52ud9j96atvz4klmy04nc94ksvffrqq";
const ESCROW_SECRET: &str = "AGE-SECRET-KEY-1S00F2FUQYKHAHJ7WPPKN8N7QPR88LKW7NZXXPRZDFERA8L5UCZ5QS2Y34N";

/// Returns the public key of the handler of the sandbox, Tirta.
#[must_use]
pub fn demo_handler_key() -> &'static str {
    HANDLER
}

/// Returns the public key of the sandbox's escrow, which opens every tip.
#[must_use]
pub fn demo_escrow_key() -> &'static str {
    ESCROW
}

/// Whether a public key is one of the two, however it is spaced or cased: then it must not seal real tips.
#[must_use]
pub fn is_demo(key: &str) -> bool {
    [HANDLER, ESCROW].iter().any(|demo| key.trim().eq_ignore_ascii_case(demo))
}

/// Which of the two keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DemoKey {
    Handler,
    Escrow,
}

/// Why an age file stays closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closed {
    /// It was sealed to other keys, or with a passphrase.
    WrongKey,
    /// It isn't an age file, or a changed one.
    Damaged,
}

/// Opens an age file with a demo key. Slow for large files: not for the runtime's threads.
pub(crate) fn open(sealed: &[u8], key: DemoKey) -> Result<Vec<u8>, Closed> {
    let secret = match key {
        DemoKey::Handler => HANDLER_SECRET,
        DemoKey::Escrow => ESCROW_SECRET,
    };
    let identity: Identity = secret.parse().map_err(|_| Closed::WrongKey)?;
    age::decrypt(&identity, sealed).map_err(|error| match error {
        DecryptError::NoMatchingKeys => Closed::WrongKey,
        _ => Closed::Damaged,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tips::age_file::is_age_file;
    use age::x25519::Recipient;

    fn sealed_to(key: &str, text: &[u8]) -> Vec<u8> {
        age::encrypt(&key.parse::<Recipient>().unwrap(), text).unwrap()
    }

    #[test]
    fn each_key_opens_what_is_sealed_to_it_and_nothing_else() {
        let (handler, escrow) =
            (sealed_to(demo_handler_key(), b"satu"), sealed_to(demo_escrow_key(), b"dua"));
        assert_eq!(open(&handler, DemoKey::Handler), Ok(b"satu".to_vec()));
        assert_eq!(open(&escrow, DemoKey::Escrow), Ok(b"dua".to_vec()));
        assert_eq!(open(&handler, DemoKey::Escrow), Err(Closed::WrongKey));
        assert_eq!(open(&escrow, DemoKey::Handler), Err(Closed::WrongKey));
    }

    #[test]
    fn age_files_are_known_by_their_beginning_in_both_spellings() {
        let recipient: Recipient = demo_handler_key().parse().unwrap();
        let armored = age::encrypt_and_armor(&recipient, b"isi").unwrap();
        assert!(is_age_file(armored.as_bytes()) && is_age_file(&sealed_to(demo_handler_key(), b"isi")));
        assert_eq!(open(armored.as_bytes(), DemoKey::Handler), Ok(b"isi".to_vec()));
        assert!(!is_age_file(b"") && !is_age_file(b"age-encryption.org") && !is_age_file(b"%PDF-1.7"));
    }

    #[test]
    fn changed_files_stay_closed() {
        let sealed = sealed_to(demo_handler_key(), b"isi");
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert!(open(&changed, DemoKey::Handler).is_err(), "byte {place}");
            assert!(open(&sealed[..place], DemoKey::Handler).is_err(), "cut at {place}");
        }
        assert_eq!(open(b"isi", DemoKey::Handler), Err(Closed::Damaged));
    }

    #[test]
    fn demo_keys_are_recognised_however_they_are_written() {
        for key in [demo_handler_key(), demo_escrow_key()] {
            assert!(is_demo(key) && is_demo(&format!(" {}\n", key.to_uppercase())));
        }
        assert!(!is_demo(&age::x25519::Identity::generate().to_public().to_string()));
        assert!(!is_demo(""));
    }
}
