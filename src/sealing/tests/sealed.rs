//! What sealing shows and what it hides.

use std::collections::BTreeSet;

use super::pair;
use super::plain;
use super::sealer;
use crate::ports::Contents;
use crate::ports::SealTrouble;
use crate::ports::Sealer;
use crate::sealing::open_with;
use crate::sealing::unpad;
use crate::tips::Recipient;

/// The recipient stanzas of an age file, and where its body begins; age's random grease aside.
fn header(sealed: &[u8]) -> (usize, usize) {
    let end = sealed.windows(5).position(|window| window == b"\n--- ").unwrap();
    let body = end + 1 + sealed[end + 1..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let header = std::str::from_utf8(&sealed[..end]).unwrap();
    (header.matches("\n-> X25519 ").count(), body)
}

#[tokio::test]
async fn every_recipient_opens_what_is_sealed_and_the_excluded_one_does_not() {
    let sealer = sealer();
    let pairs = [pair(), pair(), pair()];
    let (excluded, _) = pair();
    let recipients: Vec<Recipient> = pairs.iter().map(|(_, public)| public.clone()).collect();
    let sealed = sealer.seal(plain("LAPORAN 7F3K"), Contents::Text, recipients, 1).await.unwrap();
    for (identity, _) in pairs {
        let opened = open_with(&sealed, &[identity]).unwrap();
        assert_eq!(opened.len(), 4096);
        assert_eq!(unpad(opened).as_slice(), b"LAPORAN 7F3K");
    }
    assert_eq!(open_with(&sealed, &[excluded]).unwrap_err(), SealTrouble::WrongKey);
}

#[tokio::test]
async fn the_header_does_not_tell_whether_somebody_was_excluded() {
    let sealer = sealer();
    let keys: Vec<Recipient> = (0..4).map(|_| pair().1).collect();
    let everybody = sealer.seal(plain("a"), Contents::Text, keys.clone(), 0).await.unwrap();
    let but_one = sealer.seal(plain("a"), Contents::Text, keys[1..].to_vec(), 1).await.unwrap();
    assert_eq!(header(&everybody).0, 4);
    assert_eq!(header(&but_one).0, 4);
}

/// Which stanza of the header a key opens.
fn place(sealed: &[u8], identity: &str) -> usize {
    let (_, body) = header(sealed);
    let text = std::str::from_utf8(&sealed[..body]).unwrap();
    let starts: Vec<usize> = text.match_indices("\n-> ").map(|(start, _)| start + 1).collect();
    let opens = |skip: usize| {
        // With one stanza spoilt, the file opens no more if it was ours.
        let mut spoilt = sealed.to_vec();
        let start = starts[skip] + "-> X25519 ".len();
        spoilt[start] = if spoilt[start] == b'A' { b'B' } else { b'A' };
        open_with(&spoilt, &[zeroize::Zeroizing::new(identity.to_owned())]).unwrap_err()
            == SealTrouble::WrongKey
    };
    (0..starts.len() - 1).find(|skip| opens(*skip)).unwrap()
}

#[tokio::test]
async fn a_recipient_does_not_learn_from_the_own_place_who_else_there_is() {
    let sealer = sealer();
    let (identity, first) = pair();
    let (_, second) = pair();
    let mut places = BTreeSet::new();
    for _ in 0..60 {
        let sealed =
            sealer.seal(plain("a"), Contents::Text, vec![first.clone(), second.clone()], 1).await.unwrap();
        places.insert(place(&sealed, &identity));
    }
    assert_eq!(places, BTreeSet::from([0, 1, 2]), "missing one has a chance of one in 10^10");
}

#[tokio::test]
async fn texts_of_every_length_have_three_sizes() {
    let sealer = sealer();
    let (identity, public) = pair();
    let mut sizes = BTreeSet::new();
    for character in ["a", "é", "\u{1f600}"] {
        for length in [1, 50, 1000, 4095, 4096, 4097, 8000, 11_999, 12_000] {
            let text = character.repeat(length);
            let sealed = sealer.seal(plain(&text), Contents::Text, vec![public.clone()], 0).await.unwrap();
            sizes.insert(sealed.len() - header(&sealed).1);
            let opened = sealer.open(sealed, &identity).await.unwrap();
            assert!(opened.as_slice() == text.as_bytes(), "{character} × {length}");
        }
    }
    assert_eq!(sizes.len(), 3);
}

#[tokio::test]
async fn the_longest_report_fits_and_what_is_longer_is_refused() {
    let sealer = sealer();
    let (identity, public) = pair();
    let seal = |length: usize, contents| {
        sealer.seal(zeroize::Zeroizing::new(vec![b'x'; length]), contents, vec![public.clone()], 0)
    };
    let full = seal(64 * 1024, Contents::Text).await.unwrap();
    assert_eq!(sealer.open(full, &identity).await.unwrap().len(), 64 * 1024);
    assert_eq!(seal(64 * 1024 + 1, Contents::Text).await.unwrap_err(), SealTrouble::TooLong);
    assert_eq!(seal(416 * 1024 + 1, Contents::Photo).await.unwrap_err(), SealTrouble::TooLong);
}

#[tokio::test]
async fn photos_have_three_sizes_and_keep_every_byte() {
    let sealer = sealer();
    let (identity, public) = pair();
    let mut sizes = BTreeSet::new();
    for length in [1000, 65_536, 65_537, 163_840, 163_841, 400 * 1024] {
        let mut photo = vec![0xab; length];
        photo[..3].copy_from_slice(&[0xff, 0xd8, 0xff]);
        let sealed = sealer
            .seal(zeroize::Zeroizing::new(photo.clone()), Contents::Photo, vec![public.clone()], 0)
            .await
            .unwrap();
        let padded = open_with(&sealed, std::slice::from_ref(&identity)).unwrap();
        sizes.insert(padded.len());
        assert!(unpad(padded).as_slice() == photo, "{length}");
    }
    assert_eq!(sizes, BTreeSet::from([64 * 1024, 160 * 1024, 416 * 1024]));
}

#[tokio::test]
async fn padded_text_ends_with_a_line_break() {
    let (identity, public) = pair();
    for length in [5, 4094, 4095] {
        let text = "x".repeat(length);
        let sealed = sealer().seal(plain(&text), Contents::Text, vec![public.clone()], 0).await.unwrap();
        let padded = open_with(&sealed, std::slice::from_ref(&identity)).unwrap();
        assert_eq!((padded.len(), padded[length], padded[4095]), (4096, b'\n', b'\n'), "{length}");
    }
}

#[tokio::test]
async fn nothing_is_sealed_to_nobody() {
    let sealed = sealer().seal(plain("a"), Contents::Text, Vec::new(), 3).await;
    assert_eq!(sealed.unwrap_err(), SealTrouble::Failed);
}
