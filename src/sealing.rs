//! Sealing: standard age files, receipts stretched into keys, photos written anew.
//!
//! The server seals to public keys and holds none of the secret ones. What a receipt unlocks is derived
//! from it anew each time. Buffers of our own are wiped; those inside codecs and ciphers can't be.

mod derive;
mod envelope;
mod key_file;
mod keys;
mod padding;
mod photo;

pub use derive::Cost;
pub use derive::SealingSecret;
pub use envelope::open_with;
pub use envelope::reseal;
pub use envelope::seal_exactly;
pub use key_file::KeyFileTrouble;
pub use key_file::KeyPair;
pub use key_file::is_protected;
pub use key_file::protect;
pub use key_file::read_keys;
pub use keys::is_secret_key;
pub use keys::recipient;
pub use padding::pad;
pub use padding::unpad;

use std::fmt;
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task;
use zeroize::Zeroizing;

use crate::ports::Boxed;
use crate::ports::Contents;
use crate::ports::PhotoTrouble;
use crate::ports::ReceiptKeys;
use crate::ports::SealTrouble;
use crate::ports::Sealer;
use crate::system;
use crate::tips::Receipt;
use crate::tips::Recipient;

/// The [`Sealer`] of age, Argon2id and image codecs, working on the runtime's blocking threads.
///
/// One receipt is stretched and one photo decoded at a time: whoever guesses receipts or sends large
/// pictures waits in line, and the machine's memory stays bounded.
pub struct AgeSealer {
    secret: Arc<SealingSecret>,
    cost: Cost,
    stretching: Arc<Semaphore>,
    decoding: Arc<Semaphore>,
}

impl fmt::Debug for AgeSealer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AgeSealer(…)")
    }
}

impl AgeSealer {
    /// Seals with the install's secret; receipts are stretched at this cost.
    #[must_use]
    pub fn new(secret: SealingSecret, cost: Cost) -> Self {
        Self {
            secret: Arc::new(secret),
            cost,
            stretching: Arc::new(Semaphore::new(1)),
            decoding: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Sealer for AgeSealer {
    fn unlock<'a>(&'a self, receipt: &'a Receipt) -> Boxed<'a, Result<ReceiptKeys, SealTrouble>> {
        let (secret, cost, digits) = (Arc::clone(&self.secret), self.cost, receipt.digits());
        let stretch = move || derive::unlock(&digits, &secret, cost);
        Box::pin(alone(&self.stretching, SealTrouble::Failed, SealTrouble::Failed, stretch))
    }

    fn seal(
        &self,
        plain: Zeroizing<Vec<u8>>,
        contents: Contents,
        recipients: Vec<Recipient>,
        decoys: usize,
    ) -> Boxed<'_, Result<Vec<u8>, SealTrouble>> {
        let seal = move || envelope::seal(&padding::pad(&plain, contents)?, &recipients, decoys);
        Box::pin(away(SealTrouble::Failed, seal))
    }

    fn open<'a>(
        &'a self,
        sealed: Vec<u8>,
        identity: &'a str,
    ) -> Boxed<'a, Result<Zeroizing<Vec<u8>>, SealTrouble>> {
        let identity = Zeroizing::new(identity.to_owned());
        let open = move || Ok(padding::unpad(envelope::open_with(&sealed, &[identity])?));
        Box::pin(away(SealTrouble::Damaged, open))
    }

    fn photo(&self, picture: Zeroizing<Vec<u8>>) -> Boxed<'_, Result<Zeroizing<Vec<u8>>, PhotoTrouble>> {
        let anew = move || photo::anew(&picture);
        // A decoder that panics met a picture it can't read.
        Box::pin(alone(&self.decoding, PhotoTrouble::Failed, PhotoTrouble::Unreadable, anew))
    }

    fn random(&self) -> Result<[u8; 32], SealTrouble> {
        system::random_bytes().map_err(|_| SealTrouble::Failed)
    }
}

/// Works on a blocking thread once nobody else does.
async fn alone<T, E>(
    turn: &Arc<Semaphore>,
    closed: E,
    panicked: E,
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, E>
where
    T: Send + 'static,
    E: Send + 'static,
{
    // The permit goes with the work, so that a caller who gives up doesn't let a second one begin.
    let permit = Arc::clone(turn).acquire_owned().await.map_err(|_| closed)?;
    let guarded = move || {
        let done = work();
        drop(permit);
        done
    };
    away(panicked, guarded).await
}

/// Works on a blocking thread.
async fn away<T, E>(panicked: E, work: impl FnOnce() -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: Send + 'static,
{
    task::spawn_blocking(work).await.unwrap_or(Err(panicked))
}

#[cfg(test)]
mod tests;
