//! What the header of an age file tells without any key.

/// The first line of every age file (age-encryption.org/v1, C2SP).
const HEADER: &[u8] = b"age-encryption.org/v1\n";

/// The first line of one that is written as text, as with `age -a`.
const ARMOUR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// What a recipient's stanza of an X25519 key begins with.
const STANZA: &[u8] = b"-> X25519 ";

/// What ends the header.
const END: &[u8] = b"---";

/// A header is far shorter than this.
const LONGEST_HEADER: usize = 16 * 1024;

/// Whether bytes begin like an age file, binary or written as text.
#[must_use]
pub fn is_age_file(bytes: &[u8]) -> bool {
    bytes.starts_with(HEADER) || bytes.trim_ascii_start().starts_with(ARMOUR)
}

/// Returns how many X25519 keys an age file was sealed to; one that is written as text doesn't tell.
#[must_use]
pub fn keys(bytes: &[u8]) -> usize {
    let header = bytes.get(..bytes.len().min(LONGEST_HEADER)).unwrap_or_default();
    let lines = header.split(|byte| *byte == b'\n').take_while(|line| !line.starts_with(END));
    lines.filter(|line| line.starts_with(STANZA)).count()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::is_age_file;
    use super::keys;

    #[test]
    fn the_header_tells_how_many_keys_there_are() {
        let file = b"age-encryption.org/v1\n-> X25519 abc\nxyz\n-> grease 12\nq\n-> X25519 def\nuvw\n--- mac\n-> X25519 no\n";
        assert!(is_age_file(file));
        assert_eq!(keys(file), 2);
        assert!(!is_age_file(b"age-encryption.org/v2\n"));
        assert!(is_age_file(b"\r\n-----BEGIN AGE ENCRYPTED FILE-----\r\n"));
        assert_eq!(keys(b""), 0);
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader_and_it_never_counts_more_keys_than_stand_there(bytes in vec(any::<u8>(), 0..200), stanzas in 0_usize..6) {
            let stanza = b"-> X25519 abc\nxyz\n".repeat(stanzas);
            let file = [&b"age-encryption.org/v1\n"[..], &stanza, b"--- mac\n", &bytes].concat();
            prop_assert!(is_age_file(&file));
            prop_assert_eq!(keys(&file), stanzas);
            prop_assert!(keys(&bytes) <= bytes.len() / 10);
        }
    }
}
