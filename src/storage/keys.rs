//! Sealing: what rests on the disk can be read, and a chat's row found, only with the key.
//!
//! Values are sealed with XChaCha20-Poly1305 under random nonces and bound to their place, so that no
//! row can be swapped for another. Row keys are keyed hashes, so that the disk doesn't tell which chats
//! there are. What both begin with is made once per key, when it comes into use.

use std::fmt;
use std::hint::black_box;
use std::sync::Arc;

use chacha20poly1305::KeyInit;
use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::XNonce;
use chacha20poly1305::aead::Aead;
use chacha20poly1305::aead::Payload;
use hkdf::Hkdf;
use hmac::Hmac;
use hmac::Mac;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::ports::ChatId;
use crate::system::NoRandomness;
use crate::system::random_bytes;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
const ROW_KEY_BYTES: usize = 16;

/// Where a chat's row stands in a tree.
pub(super) type RowKey = [u8; ROW_KEY_BYTES];

/// A key, wiped from memory when the last of its clones is dropped.
#[derive(Clone)]
pub(super) struct Key(Arc<Inner>);

struct Inner {
    bytes: Zeroizing<[u8; KEY_BYTES]>,
    /// HMAC with the key taken in.
    keyed: Hmac<Sha256>,
    /// The cipher, whose key is derived, so that no key serves two algorithms.
    cipher: XChaCha20Poly1305,
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        *self.0.bytes == *other.0.bytes
    }
}

impl Eq for Key {}

impl Drop for Inner {
    fn drop(&mut self) {
        // The cipher wipes its key itself; what HMAC made of the key is as good as the key.
        self.keyed = keyed(&[0; KEY_BYTES]);
        let _: &Hmac<Sha256> = black_box(&self.keyed);
    }
}

/// Where a sealed value stands; it opens nowhere else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The tree.
    pub(super) tree: &'static str,
    /// The row in it.
    pub(super) row: &'a [u8],
}

impl Key {
    /// Makes a fresh key.
    pub(super) fn generate() -> Result<Self, NoRandomness> {
        Ok(Self::new(Zeroizing::new(random_bytes()?)))
    }

    fn new(bytes: Zeroizing<[u8; KEY_BYTES]>) -> Self {
        let keyed = keyed(&bytes);
        let cipher = XChaCha20Poly1305::new(hash(&keyed, &[b"seal"]).as_slice().into());
        Self(Arc::new(Inner { bytes, keyed, cipher }))
    }

    /// Returns the key as hexadecimal digits.
    pub(super) fn to_hex(&self) -> Zeroizing<String> {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let nibbles = self.0.bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        // Room for all of it from the start: a string that grows leaves its old self in memory.
        let mut hex = Zeroizing::new(String::with_capacity(KEY_BYTES * 2));
        hex.extend(nibbles.filter_map(|nibble| DIGITS.get(usize::from(nibble))));
        hex
    }

    /// Reads a key from hexadecimal digits.
    pub(super) fn from_hex(hex: &str) -> Option<Self> {
        let mut digits = hex.chars();
        let mut key = Zeroizing::new([0; KEY_BYTES]);
        for byte in key.iter_mut() {
            let high = digits.next()?.to_digit(16)?;
            let low = digits.next()?.to_digit(16)?;
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        digits.next().is_none().then(|| Self::new(key))
    }

    /// Returns where a chat's row stands among those that have this `purpose`.
    pub(super) fn row_key(&self, purpose: &str, chat: ChatId) -> RowKey {
        let hash = self.hash(&[purpose.as_bytes(), &chat.0.to_be_bytes()]);
        let mut row = RowKey::default();
        row.iter_mut().zip(hash.iter()).for_each(|(to, from)| *to = *from);
        row
    }

    /// Returns another key for one purpose, which tells nothing of this one.
    pub(super) fn derive(&self, purpose: &str) -> Self {
        Self::new(self.hash(&[b"derive\0", purpose.as_bytes()]))
    }

    /// Returns the key that follows from this one by HKDF; there is no way back.
    pub(super) fn follow(&self, info: &[&[u8]]) -> Self {
        let mut next = Zeroizing::new([0; KEY_BYTES]);
        // It fails only for outputs of more than 255 hashes.
        let _one_hash_long = Hkdf::<Sha256>::new(None, &*self.0.bytes).expand_multi_info(info, &mut *next);
        Self::new(next)
    }

    /// Returns the hash of some bytes for one purpose: nobody without the key can make it.
    pub(super) fn keyed_hash(&self, purpose: &str, bytes: &[u8]) -> [u8; KEY_BYTES] {
        *self.hash(&[purpose.as_bytes(), bytes])
    }

    /// Gives the key's bytes to an engine outside of storage.
    pub(super) fn into_bytes(self) -> Zeroizing<[u8; KEY_BYTES]> {
        self.0.bytes.clone()
    }

    /// Seals `plain` for its place: nonce, then ciphertext.
    pub(super) fn seal(&self, place: Place<'_>, plain: &[u8]) -> Result<Vec<u8>, SealError> {
        let nonce = random_bytes::<NONCE_BYTES>().map_err(|NoRandomness| SealError)?;
        let associated = place.bytes();
        let payload = Payload { msg: plain, aad: &associated };
        let sealed = self.0.cipher.encrypt(XNonce::from_slice(&nonce), payload).map_err(|_| SealError)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what [`seal`](Self::seal) made with this key for this place.
    pub(super) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES)?;
        let payload = Payload { msg: sealed, aad: &place.bytes() };
        self.0.cipher.decrypt(XNonce::from_slice(nonce), payload).ok().map(Zeroizing::new)
    }

    fn hash(&self, parts: &[&[u8]]) -> Zeroizing<[u8; KEY_BYTES]> {
        hash(&self.0.keyed, parts)
    }
}

fn keyed(key: &[u8; KEY_BYTES]) -> Hmac<Sha256> {
    // A block long and zero-padded is what HMAC itself makes of a shorter key.
    let mut block = Zeroizing::new([0; 64]);
    block.iter_mut().zip(key.iter()).for_each(|(to, from)| *to = *from);
    <Hmac<Sha256> as KeyInit>::new((&*block).into())
}

fn hash(keyed: &Hmac<Sha256>, parts: &[&[u8]]) -> Zeroizing<[u8; KEY_BYTES]> {
    let mut hash = keyed.clone();
    for part in parts {
        hash.update(part);
    }
    Zeroizing::new(hash.finalize().into_bytes().into())
}

impl Place<'_> {
    /// Tree names hold no zero byte, so that no two places share their bytes.
    fn bytes(self) -> Vec<u8> {
        [self.tree.as_bytes(), &[0], self.row].concat()
    }
}

/// A value could not be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SealError;

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place<'_> = Place { tree: "state", row: b"row" };

    #[test]
    fn what_was_sealed_opens_with_the_same_key_at_the_same_place() {
        let key = Key::generate().unwrap();
        let sealed = key.seal(PLACE, b"hello").unwrap();
        assert_eq!(key.open(PLACE, &sealed).unwrap().as_slice(), b"hello");
    }

    #[test]
    fn nothing_opens_with_another_key_or_elsewhere_or_after_a_change() {
        let key = Key::generate().unwrap();
        let mut sealed = key.seal(PLACE, b"hello").unwrap();
        assert!(Key::generate().unwrap().open(PLACE, &sealed).is_none());
        assert!(key.open(Place { tree: "outbox", ..PLACE }, &sealed).is_none());
        assert!(key.open(Place { row: b"other", ..PLACE }, &sealed).is_none());
        assert!(key.open(PLACE, &sealed[..10]).is_none());
        *sealed.last_mut().unwrap() ^= 1;
        assert!(key.open(PLACE, &sealed).is_none());
    }

    #[test]
    fn the_same_value_never_looks_the_same_twice() {
        let key = Key::generate().unwrap();
        assert_ne!(key.seal(PLACE, b"hello").unwrap(), key.seal(PLACE, b"hello").unwrap());
    }

    #[test]
    fn a_row_key_depends_on_key_purpose_and_chat() {
        let key = Key::generate().unwrap();
        let row = key.row_key("state", ChatId(1));
        assert_eq!(row, key.row_key("state", ChatId(1)));
        assert_ne!(row, key.row_key("state", ChatId(2)));
        assert_ne!(row, key.row_key("draft", ChatId(1)));
        assert_ne!(row, Key::generate().unwrap().row_key("state", ChatId(1)));
    }

    #[test]
    fn hashes_are_hmac_sha_256() {
        // RFC 4231, test case 2, has a shorter key: zero padding makes it one of ours.
        let mut bytes = [0; KEY_BYTES];
        bytes[..4].copy_from_slice(b"Jefe");
        let hash = Key::new(Zeroizing::new(bytes)).hash(&[b"what do ya want ", b"for nothing?"]);
        assert_eq!(hash[..8], [0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e]);
    }

    #[test]
    fn a_key_survives_hexadecimal_digits_and_nothing_else_passes() {
        let key = Key::generate().unwrap();
        let hex = key.to_hex();
        assert_eq!(Key::from_hex(&hex), Some(key));
        assert_eq!(Key::from_hex(&hex[1..]), None);
        assert_eq!(Key::from_hex(&format!("{}0", *hex)), None);
        assert_eq!(Key::from_hex(&"g".repeat(64)), None);
    }

    #[test]
    fn derived_keys_differ_by_purpose_and_from_their_origin_and_stay_the_same() {
        let key = Key::generate().unwrap();
        assert_eq!(key.derive("a"), key.derive("a"));
        assert_ne!(key.derive("a"), key.derive("b"));
        assert_ne!(key.derive("a"), key);
        assert_ne!(key.derive("a"), Key::generate().unwrap().derive("a"));
        assert_ne!(key.keyed_hash("a", b"row"), key.keyed_hash("b", b"row"));
    }

    #[test]
    fn a_key_follows_by_hkdf_sha_256() {
        // RFC 5869: extract with a salt of zeros, expand to one hash.
        let key = Key::new(Zeroizing::new([0x0b; KEY_BYTES]));
        let extracted = hash(&keyed(&[0; KEY_BYTES]), &[&[0x0b; KEY_BYTES]]);
        let expanded = hash(&keyed(&extracted), &[b"info", &[1]]);
        assert_eq!(key.follow(&[b"in", b"fo"]), Key::new(expanded));
    }

    #[test]
    fn a_key_never_shows() {
        assert_eq!(format!("{:?}", Key::generate().unwrap()), "***");
    }
}
