//! From a receipt to a place and a key: Argon2id makes guessing dear, HMAC keeps the two apart.

use std::fmt;

use argon2::Algorithm;
use argon2::Argon2;
use argon2::Block;
use argon2::Params;
use argon2::Version;
use hmac::Hmac;
use hmac::Mac;
use hmac::digest::KeyInit;
use sha2::Sha256;
use zeroize::Zeroize;
use zeroize::Zeroizing;

use crate::ports::ReceiptKeys;
use crate::ports::SealTrouble;
use crate::sealing::keys;
use crate::tips::LookupId;

/// Which place a receipt leads to. Changing a label loses every tip filed before.
const LOOKUP: &[u8] = b"lookup-v1";

/// Which key opens the replies.
const REPLIES: &[u8] = b"age-x25519-v1";

/// What this install mixes into every receipt: without it, guessing can't even begin.
#[derive(Clone)]
pub struct SealingSecret {
    /// The salt of Argon2id.
    pub salt: Zeroizing<[u8; 32]>,
    /// The second half of the key that tells place and key apart.
    pub pepper: Zeroizing<[u8; 32]>,
}

impl From<(Zeroizing<[u8; 32]>, Zeroizing<[u8; 32]>)> for SealingSecret {
    fn from((salt, pepper): (Zeroizing<[u8; 32]>, Zeroizing<[u8; 32]>)) -> Self {
        Self { salt, pepper }
    }
}

impl fmt::Debug for SealingSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealingSecret(…)")
    }
}

/// How dear one try of a receipt is. One lane, so that it is the same on every machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
}

impl Cost {
    /// 19 MiB and two passes: some 60 ms. Changing it loses every tip filed before.
    pub const REAL: Self = Self { memory_kib: 19 * 1024, passes: 2 };

    /// As little as Argon2id allows, for tests.
    pub const TEST: Self = Self { memory_kib: 8, passes: 1 };
}

/// Derives what the digits of a receipt unlock.
pub(super) fn unlock(digits: &str, secret: &SealingSecret, cost: Cost) -> Result<ReceiptKeys, SealTrouble> {
    // One block of HMAC-SHA-256: the stretched receipt, then the pepper.
    let mut key = Zeroizing::new([0; 64]);
    let (stretched, pepper) = key.split_at_mut(32);
    stretch(digits, secret, cost, stretched)?;
    pepper.copy_from_slice(&*secret.pepper);
    let identity = keys::identity_of(&labelled(&key, REPLIES)).ok_or(SealTrouble::Failed)?;
    let reply_key = keys::public_of(&identity).ok_or(SealTrouble::Failed)?;
    Ok(ReceiptKeys { lookup: LookupId(*labelled(&key, LOOKUP)), reply_key, identity })
}

fn stretch(digits: &str, secret: &SealingSecret, cost: Cost, out: &mut [u8]) -> Result<(), SealTrouble> {
    let params =
        Params::new(cost.memory_kib, cost.passes, 1, Some(out.len())).map_err(|_| SealTrouble::Failed)?;
    let mut memory = vec![Block::default(); params.block_count()];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let stretched = argon2.hash_password_into_with_memory(digits.as_bytes(), &*secret.salt, out, &mut memory);
    memory.iter_mut().for_each(Zeroize::zeroize);
    stretched.map_err(|_| SealTrouble::Failed)
}

fn labelled(key: &[u8; 64], label: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut hash = <Hmac<Sha256> as KeyInit>::new(key.into());
    hash.update(label);
    Zeroizing::new(hash.finalize().into_bytes().into())
}
