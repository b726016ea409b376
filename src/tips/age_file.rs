//! What the header of an age file tells without any key.

/// The first line of every age file (age-encryption.org/v1, C2SP).
const HEADER: &[u8] = b"age-encryption.org/v1\n";

/// The first line of one that is written as text, as with `age -a`.
const ARMOUR: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// What a recipient's stanza begins with.
const STANZA: &[u8] = b"-> ";

/// The kind of a stanza of an X25519 key.
const X25519: &[u8] = b"X25519";

/// How the kind of a stanza ends that means nothing, and is there so that readers learn to skip it.
const GREASE: &[u8] = b"grease";

/// What ends the header.
const END: &[u8] = b"---";

/// A header is far shorter than this.
const LONGEST_HEADER: usize = 16 * 1024;

/// Whether bytes begin like an age file, binary or written as text.
#[must_use]
pub fn is_age_file(bytes: &[u8]) -> bool {
    bytes.starts_with(HEADER) || bytes.trim_ascii_start().starts_with(ARMOUR)
}

/// What the header of an age file tells of whom it was sealed to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Header {
    /// How many X25519 keys. Whose they are, nobody can tell who has none of them.
    pub keys: usize,
    /// How many things of another kind: passphrases, plugins, SSH keys.
    pub others: usize,
}

/// Reads the header; that of a file written as text tells nothing.
#[must_use]
pub fn header(bytes: &[u8]) -> Header {
    let header = bytes.get(..bytes.len().min(LONGEST_HEADER)).unwrap_or_default();
    let lines = header.split(|byte| *byte == b'\n').take_while(|line| !line.starts_with(END));
    let stanzas = lines.filter(|line| line.starts_with(STANZA));
    stanzas.fold(Header::default(), |read, stanza| match kind(stanza) {
        X25519 => Header { keys: read.keys.saturating_add(1), ..read },
        kind if kind.ends_with(GREASE) => read,
        _ => Header { others: read.others.saturating_add(1), ..read },
    })
}

fn kind(stanza: &[u8]) -> &[u8] {
    let arguments = stanza.get(STANZA.len()..).unwrap_or_default();
    arguments.split(|byte| *byte == b' ').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::Header;
    use super::header;
    use super::is_age_file;

    #[test]
    fn the_header_tells_how_many_keys_there_are() {
        let file = b"age-encryption.org/v1\n-> X25519 abc\nxyz\n-> Xy-grease 12\nq\n-> X25519 def\nuvw\n--- mac\n-> X25519 no\n";
        assert!(is_age_file(file));
        assert_eq!(header(file), Header { keys: 2, others: 0 });
        assert!(!is_age_file(b"age-encryption.org/v2\n"));
        assert!(is_age_file(b"\r\n-----BEGIN AGE ENCRYPTED FILE-----\r\n"));
        assert_eq!(header(b""), Header::default());
        let other = b"age-encryption.org/v1\n-> scrypt abc 18\nxyz\n-> ssh-ed25519 a b\nq\n-> X25519 def\nuvw\n--- mac\n";
        assert_eq!(header(other), Header { keys: 1, others: 2 });
    }

    proptest! {
        #[test]
        fn no_bytes_break_the_reader_and_it_never_counts_more_keys_than_stand_there(bytes in vec(any::<u8>(), 0..200), stanzas in 0_usize..6) {
            let stanza = b"-> X25519 abc\nxyz\n".repeat(stanzas);
            let file = [&b"age-encryption.org/v1\n"[..], &stanza, b"--- mac\n", &bytes].concat();
            prop_assert!(is_age_file(&file));
            prop_assert_eq!(header(&file).keys, stanzas);
            prop_assert!(header(&bytes).keys <= bytes.len() / 9);
        }
    }
}
