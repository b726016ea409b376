//! Keys and files as people write them: what is a public key, what a secret one, what an age file.

use age::secrecy::ExposeSecret;
use age::x25519::Identity;
use bech32::Bech32;
use bech32::Hrp;
use zeroize::Zeroizing;

use crate::tips::Recipient;

/// The points of small order, the highest bit aside: whatever is sealed to one, anybody opens.
pub(super) const SMALL_ORDER: [[u8; 32]; 7] = [
    ends(0, 0, 0),
    ends(1, 0, 0),
    [
        0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a, 0xda,
        0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8, 0x00,
    ],
    [
        0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b, 0x04,
        0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11, 0x57,
    ],
    ends(0xec, 0xff, 0x7f),
    ends(0xed, 0xff, 0x7f),
    ends(0xee, 0xff, 0x7f),
];

const fn ends(first: u8, between: u8, last: u8) -> [u8; 32] {
    let mut point = [between; 32];
    let [head, .., tail] = &mut point;
    *head = first;
    *tail = last;
    point
}

/// Reads a public age key (X25519), as `age1…`; space around it doesn't matter.
#[must_use]
pub fn recipient(text: &str) -> Option<Recipient> {
    let text = text.trim();
    let key: age::x25519::Recipient = text.parse().ok()?;
    let (_, bytes) = bech32::decode(text).ok()?;
    let mut point: [u8; 32] = bytes.try_into().ok()?;
    if let Some(last) = point.last_mut() {
        *last &= 0x7f;
    }
    (!SMALL_ORDER.contains(&point)).then(|| Recipient::checked(key.to_string()))
}

/// Whether a text holds a secret age key, in any case, also one of a plugin.
#[must_use]
pub fn is_secret_key(text: &str) -> bool {
    let upper = Zeroizing::new(text.to_ascii_uppercase());
    upper.contains("AGE-SECRET-KEY-") || upper.contains("AGE-PLUGIN-")
}

/// Writes 32 bytes as a secret age key.
pub(super) fn identity_of(bytes: &[u8; 32]) -> Option<Zeroizing<String>> {
    let prefix = Hrp::parse("age-secret-key-").ok()?;
    bech32::encode_upper::<Bech32>(prefix, bytes).ok().map(Zeroizing::new)
}

/// Returns the public key of a secret one.
pub(super) fn public_of(identity: &str) -> Option<Recipient> {
    let identity: Identity = identity.parse().ok()?;
    Some(Recipient::checked(identity.to_public().to_string()))
}

/// Makes a fresh pair.
pub(super) fn generate() -> (Zeroizing<String>, Recipient) {
    let identity = Identity::generate();
    let public = Recipient::checked(identity.to_public().to_string());
    (Zeroizing::new(identity.to_string().expose_secret().to_owned()), public)
}
