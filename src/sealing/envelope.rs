//! Standard age files: sealed to public keys, opened with secret ones.

use std::io;
use std::io::Read;
use std::io::Write;

use age::DecryptError;
use age::Decryptor;
use age::Encryptor;
use age::Identity;
use age::armor::ArmoredReader;
use age::x25519;
use zeroize::Zeroizing;

use crate::ports::SealTrouble;
use crate::system;
use crate::tips::Recipient;

/// The longest header that is read. Netral's own are a tenth of it, and age's parser takes time that
/// grows with the square of the length.
const LONGEST_HEADER: usize = 16 * 1024;

/// How a header's last line begins.
const HEADER_END: &[u8] = b"\n--- ";

/// Seals to all recipients and as many throw-away keys, in an order drawn by lot: nobody, not even a
/// recipient who finds his own place, learns who else or how many can open it.
pub(super) fn seal(plain: &[u8], recipients: &[Recipient], decoys: usize) -> Result<Vec<u8>, SealTrouble> {
    if recipients.is_empty() {
        return Err(SealTrouble::Failed);
    }
    let mut keys = Vec::with_capacity(recipients.len().saturating_add(decoys));
    for recipient in recipients {
        let key: x25519::Recipient = recipient.as_str().parse().map_err(|_| SealTrouble::Failed)?;
        keys.push((lot()?, key));
    }
    for _ in 0..decoys {
        keys.push((lot()?, x25519::Identity::generate().to_public()));
    }
    keys.sort_by_key(|(lot, _)| *lot);
    encrypt(plain, keys.iter().map(|(_, key)| key as &dyn age::Recipient))
}

/// Seals to all recipients as it is: no padding, no throw-away keys.
///
/// # Errors
/// When there are no recipients, or the engine fails.
pub fn seal_exactly(plain: &[u8], recipients: &[Recipient]) -> Result<Vec<u8>, SealTrouble> {
    seal(plain, recipients, 0)
}

/// Opens an age file, binary or armoured, with any of these secret keys; padding stays.
///
/// # Errors
/// When none of the keys opens it, or it isn't an intact age file.
pub fn open_with(sealed: &[u8], identities: &[Zeroizing<String>]) -> Result<Zeroizing<Vec<u8>>, SealTrouble> {
    let keys: Vec<x25519::Identity> =
        identities.iter().filter_map(|identity| identity.parse().ok()).collect();
    if keys.is_empty() {
        return Err(SealTrouble::WrongKey);
    }
    decrypt(sealed, keys.iter().map(|key| key as &dyn Identity))
}

/// Opens an age file and seals the same bytes to other keys, with no fewer stanzas than before: the header
/// goes on hiding whether somebody was excluded.
///
/// # Errors
/// When none of the keys opens it, it isn't an intact age file, there are no recipients, or the engine
/// fails.
pub fn reseal(
    sealed: &[u8],
    identities: &[Zeroizing<String>],
    recipients: &[Recipient],
) -> Result<Vec<u8>, SealTrouble> {
    let plain = open_with(sealed, identities)?;
    let before = stanzas(&binary(sealed)?);
    seal(&plain, recipients, before.saturating_sub(recipients.len()))
}

/// Counts the keys a file is sealed to, throw-away ones among them.
fn stanzas(sealed: &[u8]) -> usize {
    let head = sealed.get(..LONGEST_HEADER).unwrap_or(sealed);
    let lines = head.split(|byte| *byte == b'\n').take_while(|line| !line.starts_with(b"---"));
    lines.filter(|line| line.starts_with(b"-> X25519 ")).count()
}

/// Encrypts to an age file, not armoured.
pub(super) fn encrypt<'a>(
    plain: &[u8],
    recipients: impl Iterator<Item = &'a dyn age::Recipient>,
) -> Result<Vec<u8>, SealTrouble> {
    let encryptor = Encryptor::with_recipients(recipients).map_err(|_| SealTrouble::Failed)?;
    let written = || -> io::Result<Vec<u8>> {
        let mut output = encryptor.wrap_output(Vec::with_capacity(plain.len().saturating_add(4096)))?;
        output.write_all(plain)?;
        output.finish()
    };
    written().map_err(|_| SealTrouble::Failed)
}

/// Decrypts an age file, binary or armoured.
pub(super) fn decrypt<'a>(
    sealed: &[u8],
    identities: impl Iterator<Item = &'a dyn Identity>,
) -> Result<Zeroizing<Vec<u8>>, SealTrouble> {
    let sealed = binary(sealed)?;
    let head = sealed.get(..LONGEST_HEADER).unwrap_or(&sealed);
    if !head.windows(HEADER_END.len()).any(|window| window == HEADER_END) {
        return Err(SealTrouble::Damaged);
    }
    let decryptor = Decryptor::new_buffered(sealed.as_slice()).map_err(|_| SealTrouble::Damaged)?;
    let mut reader = decryptor.decrypt(identities).map_err(|error| trouble(&error))?;
    // Ciphertext is longer than its text: the buffer never grows, and so leaves no copy behind.
    let mut plain = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.read_to_end(&mut plain).map_err(|_| SealTrouble::Damaged)?;
    Ok(plain)
}

fn binary(sealed: &[u8]) -> Result<Vec<u8>, SealTrouble> {
    let mut binary = Vec::with_capacity(sealed.len());
    ArmoredReader::new(sealed).read_to_end(&mut binary).map_err(|_| SealTrouble::Damaged)?;
    Ok(binary)
}

fn trouble(error: &DecryptError) -> SealTrouble {
    match error {
        DecryptError::NoMatchingKeys | DecryptError::DecryptionFailed => SealTrouble::WrongKey,
        _ => SealTrouble::Damaged,
    }
}

fn lot() -> Result<[u8; 16], SealTrouble> {
    system::random_bytes().map_err(|_| SealTrouble::Failed)
}
