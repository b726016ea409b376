//! Key files as the age programs write them: a secret key under its public one, or that behind a
//! passphrase.

use std::fmt;

use age::scrypt;
use age::secrecy::SecretString;
use zeroize::Zeroizing;

use crate::ports::SealTrouble;
use crate::sealing::envelope;
use crate::sealing::keys;
use crate::tips::Recipient;
use crate::tips::age_file;

/// What a guess at a passphrase costs, as with `age -p`: 2^18 rounds, 256 MiB, about a second.
const WORK: u8 = 18;

/// The most that is done to open a key file: four seconds and 1 GiB.
const MOST_WORK: u8 = 20;

/// A fresh secret key and its public one.
pub struct KeyPair {
    /// The secret key, as `AGE-SECRET-KEY-1…`.
    pub identity: Zeroizing<String>,
    /// The public key.
    pub public: Recipient,
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyPair(…)")
    }
}

impl KeyPair {
    /// Makes a fresh pair.
    #[must_use]
    pub fn generate() -> Self {
        let (identity, public) = keys::generate();
        Self { identity, public }
    }

    /// Returns what stands in a key file.
    #[must_use]
    pub fn file(&self) -> Zeroizing<Vec<u8>> {
        let parts = ["# public key: ", self.public.as_str(), "\n", &self.identity, "\n"];
        let mut file = Zeroizing::new(Vec::with_capacity(parts.iter().map(|part| part.len()).sum()));
        parts.iter().for_each(|part| file.extend_from_slice(part.as_bytes()));
        file
    }
}

/// Why a key file gives no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyFileTrouble {
    /// It is behind a passphrase, and this isn't it.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// It holds no secret key, or is damaged.
    #[error("no secret key in the file")]
    NoKey,
}

/// Whether a key file asks for a passphrase.
#[must_use]
pub fn is_protected(file: &[u8]) -> bool {
    age_file::is_age_file(file)
}

/// Puts a key file behind a passphrase.
///
/// # Errors
/// When the engine fails.
pub fn protect(file: &[u8], passphrase: &str) -> Result<Vec<u8>, SealTrouble> {
    let mut recipient = scrypt::Recipient::new(SecretString::from(passphrase));
    recipient.set_work_factor(WORK);
    envelope::encrypt(file, std::iter::once(&recipient as &dyn age::Recipient))
}

/// Reads the secret keys of a key file; `passphrase` counts only if it [is protected](is_protected).
///
/// # Errors
/// When the passphrase is wrong, or there is no key.
pub fn read_keys(file: &[u8], passphrase: &str) -> Result<Vec<Zeroizing<String>>, KeyFileTrouble> {
    let opened;
    let text = if is_protected(file) {
        opened = unprotect(file, passphrase)?;
        &*opened
    } else {
        file
    };
    let text = std::str::from_utf8(text).map_err(|_| KeyFileTrouble::NoKey)?;
    let keys: Vec<_> = text
        .lines()
        .map(str::trim)
        .filter(|line| keys::public_of(line).is_some())
        .map(|line| Zeroizing::new(line.to_owned()))
        .collect();
    if keys.is_empty() { Err(KeyFileTrouble::NoKey) } else { Ok(keys) }
}

fn unprotect(file: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, KeyFileTrouble> {
    let mut identity = scrypt::Identity::new(SecretString::from(passphrase));
    identity.set_max_work_factor(MOST_WORK);
    envelope::decrypt(file, std::iter::once(&identity as &dyn age::Identity)).map_err(|trouble| match trouble
    {
        SealTrouble::WrongKey => KeyFileTrouble::WrongPassphrase,
        _ => KeyFileTrouble::NoKey,
    })
}
