use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc;

use age::secrecy::ExposeSecret;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::proptest;
use tokio::sync::Semaphore;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use super::AgeSealer;
use super::Cost;
use super::SealingSecret;
use super::alone;
use super::is_secret_key;
use super::open_with;
use super::recipient;
use super::seal_exactly;
use crate::ports::Contents;
use crate::ports::SealTrouble;
use crate::ports::Sealer;
use crate::tips::Receipt;
use crate::tips::Recipient;
use crate::tips::age_file::is_age_file;

mod key_files;
mod sealed;

fn secret() -> SealingSecret {
    SealingSecret { salt: Zeroizing::new([1; 32]), pepper: Zeroizing::new([2; 32]) }
}

fn sealer() -> AgeSealer {
    AgeSealer::new(secret(), Cost::TEST)
}

fn pair() -> (Zeroizing<String>, Recipient) {
    let identity = age::x25519::Identity::generate();
    let public = recipient(&identity.to_public().to_string()).unwrap();
    (Zeroizing::new(identity.to_string().expose_secret().to_owned()), public)
}

fn plain(text: &str) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(text.as_bytes().to_vec())
}

#[tokio::test]
async fn a_receipt_always_unlocks_what_it_unlocked_when_this_was_written() {
    let real = AgeSealer::new(secret(), Cost::REAL);
    let receipt = Receipt::from_random(*b"0123456789abcdef");
    let keys = real.unlock(&receipt).await.unwrap();
    let lookup: String = keys.lookup.0.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(receipt.digits().as_str(), DIGITS);
    assert_eq!(lookup, LOOKUP);
    assert_eq!(keys.identity.as_str(), IDENTITY);
    assert_eq!(keys.reply_key.as_str(), REPLY_KEY);
}

// Computed with other programs: argon2, Python's hmac, age-keygen.
const DIGITS: &str = "22089670769124054798";
const LOOKUP: &str = "f4337233656a8c4eb7740bc16882135f9c0fce05968d5ef20095cc385596c8d2";
const IDENTITY: &str = "AGE-SECRET-KEY-10UH7J0P2TPZJ8AD9ZCCTMM3627DHD5URXSYMTLE64FN3XDWLS97SEMUE7W";
const REPLY_KEY: &str = "age123g2q043ut6fdg3sz3feeqq4rtcpv2cpj6qya8a580k9wywwhfuqq6agrw";

#[tokio::test]
async fn a_reply_opens_with_its_receipt_and_with_no_other() {
    let sealer = sealer();
    let right = sealer.unlock(&Receipt::from_random([7; 16])).await.unwrap();
    let sealed =
        sealer.seal(plain("Terima kasih."), Contents::Text, vec![right.reply_key.clone()], 0).await.unwrap();
    let opened = sealer.open(sealed.clone(), &right.identity).await.unwrap();
    assert_eq!(opened.as_slice(), b"Terima kasih.");
    let mut near = [7; 16];
    near[15] += 1;
    let wrong = sealer.unlock(&Receipt::from_random(near)).await.unwrap();
    assert_ne!(wrong.lookup, right.lookup);
    assert_eq!(sealer.open(sealed, &wrong.identity).await.unwrap_err(), SealTrouble::WrongKey);
}

#[tokio::test]
async fn another_install_unlocks_something_else() {
    let receipt = Receipt::from_random([7; 16]);
    let (mut places, mut keys) = (HashSet::new(), HashSet::new());
    for (salt, pepper) in [([1; 32], [2; 32]), ([9; 32], [2; 32]), ([1; 32], [9; 32])] {
        let secret = SealingSecret { salt: Zeroizing::new(salt), pepper: Zeroizing::new(pepper) };
        let unlocked = AgeSealer::new(secret, Cost::TEST).unlock(&receipt).await.unwrap();
        places.insert(unlocked.lookup);
        keys.insert(unlocked.reply_key);
    }
    assert_eq!((places.len(), keys.len()), (3, 3));
}

#[tokio::test]
async fn one_works_at_a_time_even_when_a_caller_gives_up() {
    let turn = Arc::new(Semaphore::new(1));
    let (release, wait) = mpsc::channel::<()>();
    let (begin, begun) = oneshot::channel();
    let work = move || {
        begin.send(()).unwrap();
        wait.recv().map_err(drop)
    };
    let first = tokio::spawn({
        let turn = Arc::clone(&turn);
        async move { alone(&turn, (), (), work).await }
    });
    begun.await.unwrap();
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    assert_eq!(turn.available_permits(), 0, "the work goes on");
    release.send(()).unwrap();
    alone(&turn, (), (), || Ok(())).await.unwrap();
}

#[tokio::test]
async fn work_that_panics_fails_and_gives_its_turn_back() {
    let turn = Arc::new(Semaphore::new(1));
    let failed = alone(&turn, "closed", "panicked", || -> Result<(), _> { panic!("on purpose") }).await;
    assert_eq!(failed, Err("panicked"));
    assert_eq!(turn.available_permits(), 1);
}

#[test]
fn random_bytes_do_not_repeat() {
    assert_ne!(sealer().random().unwrap(), sealer().random().unwrap());
}

#[test]
fn only_public_x25519_keys_are_recipients() {
    let (identity, public) = pair();
    assert_eq!(recipient(&format!("  {}\n", public.as_str())).as_ref(), Some(&public));
    assert_eq!(recipient(&public.as_str().to_uppercase()).as_ref(), Some(&public));
    let mut mistyped = public.as_str().to_owned();
    let last = mistyped.pop().unwrap();
    mistyped.push(if last == 'q' { 'p' } else { 'q' });
    let odd = [mistyped.as_str(), identity.as_str(), "", "age1", "ssh-ed25519 AAAA", "age1yubikey1qqqq"];
    assert!(odd.iter().all(|text| recipient(text).is_none()));
}

#[test]
fn keys_that_anybody_could_open_are_no_recipients() {
    for point in super::keys::SMALL_ORDER {
        for highest in [0, 0x80] {
            let mut point = point;
            point[31] |= highest;
            let hrp = bech32::Hrp::parse("age").unwrap();
            let text = bech32::encode::<bech32::Bech32>(hrp, &point).unwrap();
            assert!(text.parse::<age::x25519::Recipient>().is_ok(), "well written");
            assert_eq!(recipient(&text), None);
        }
    }
}

#[test]
fn secret_keys_are_recognised_however_they_are_written() {
    let (identity, public) = pair();
    assert!(is_secret_key(&identity));
    assert!(is_secret_key(&format!("# kunci saya\n{}", identity.to_lowercase())));
    assert!(is_secret_key("AGE-PLUGIN-YUBIKEY-1QQQQ"));
    assert!(is_secret_key("AGE-SECRET-KEY-PQ-1QQQQ"));
    assert!(!is_secret_key(public.as_str()));
    assert!(!is_secret_key("age secret key"));
}

#[test]
fn age_files_are_recognised_binary_and_armoured() {
    let (_, public) = pair();
    let sealed = seal_exactly(b"isi", &[public]).unwrap();
    assert!(is_age_file(&sealed));
    assert!(is_age_file(b"\r\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl"));
    assert!(!is_age_file(b"age-encryption.org/v"));
    assert!(!is_age_file(b"LAPORAN 7F3K"));
}

#[test]
fn damaged_and_hostile_files_are_told_apart_from_wrong_keys() {
    let (identity, public) = pair();
    let (other, _) = pair();
    let keys = [identity];
    let sealed = seal_exactly(&[7; 70_000], &[public]).unwrap();
    assert_eq!(open_with(&sealed, &[other]).unwrap_err(), SealTrouble::WrongKey);
    assert_eq!(open_with(&sealed[..sealed.len() - 1], &keys).unwrap_err(), SealTrouble::Damaged);
    assert_eq!(open_with(&sealed[..100], &keys).unwrap_err(), SealTrouble::Damaged);
    for place in [0, 30, sealed.len() / 2, sealed.len() - 1] {
        let mut flipped = sealed.clone();
        flipped[place] ^= 1;
        assert!(open_with(&flipped, &keys).is_err(), "byte {place}");
    }
    let mut endless = b"age-encryption.org/v1\n".to_vec();
    endless.extend(b"-> X\n\n".repeat(1_000_000));
    assert_eq!(open_with(&endless, &keys).unwrap_err(), SealTrouble::Damaged);
}

proptest! {
    #[test]
    fn no_bytes_break_the_readers(bytes in vec(any::<u8>(), 0..300), begin in 0_usize..4) {
        let begins: [&[u8]; 4] = [b"", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n-> X25519 ", b"-----BEGIN AGE ENCRYPTED FILE-----\n"];
        let bytes = [begins[begin], &bytes].concat();
        prop_assert!(is_age_file(&bytes) || begin == 0);
        prop_assert!(open_with(&bytes, &[pair().0]).is_err());
        let text = String::from_utf8_lossy(&bytes);
        prop_assert!(recipient(&text).is_none());
        prop_assert!(super::read_keys(&bytes, "").is_err());
    }
}
