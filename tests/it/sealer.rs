//! A real sealer that is watched: a test sees what it is given, counts, or lets it fail.

use netral::ports::Boxed;
use netral::ports::Contents;
use netral::ports::PhotoTrouble;
use netral::ports::ReceiptKeys;
use netral::ports::SealTrouble;
use netral::ports::Sealer;
use netral::sealing::AgeSealer;
use netral::tips::Receipt;
use netral::tips::Recipient;
use zeroize::Zeroizing;

/// What a sealer is asked for, with what it is given.
pub(crate) enum Asked<'a> {
    Unlock(&'a Receipt),
    Seal(&'a [u8]),
    Photo(&'a [u8]),
    Random,
}

type Watch = dyn Fn(Asked<'_>) -> Result<(), SealTrouble> + Send + Sync;

/// Asks the watch before it does anything.
pub(crate) struct Watched {
    sealer: AgeSealer,
    watch: Box<Watch>,
}

impl Watched {
    pub(crate) fn new(
        sealer: AgeSealer,
        watch: impl Fn(Asked<'_>) -> Result<(), SealTrouble> + Send + Sync + 'static,
    ) -> Self {
        Self { sealer, watch: Box::new(watch) }
    }
}

impl Sealer for Watched {
    fn unlock<'a>(&'a self, receipt: &'a Receipt) -> Boxed<'a, Result<ReceiptKeys, SealTrouble>> {
        match (self.watch)(Asked::Unlock(receipt)) {
            Ok(()) => self.sealer.unlock(receipt),
            Err(trouble) => Box::pin(async move { Err(trouble) }),
        }
    }

    fn seal(
        &self,
        plain: Zeroizing<Vec<u8>>,
        contents: Contents,
        recipients: Vec<Recipient>,
        decoys: usize,
    ) -> Boxed<'_, Result<Vec<u8>, SealTrouble>> {
        match (self.watch)(Asked::Seal(&plain)) {
            Ok(()) => self.sealer.seal(plain, contents, recipients, decoys),
            Err(trouble) => Box::pin(async move { Err(trouble) }),
        }
    }

    fn open<'a>(
        &'a self,
        sealed: Vec<u8>,
        identity: &'a str,
    ) -> Boxed<'a, Result<Zeroizing<Vec<u8>>, SealTrouble>> {
        self.sealer.open(sealed, identity)
    }

    fn photo(&self, picture: Zeroizing<Vec<u8>>) -> Boxed<'_, Result<Zeroizing<Vec<u8>>, PhotoTrouble>> {
        match (self.watch)(Asked::Photo(&picture)) {
            Ok(()) => self.sealer.photo(picture),
            Err(_) => Box::pin(async { Err(PhotoTrouble::Failed) }),
        }
    }

    fn random(&self) -> Result<[u8; 32], SealTrouble> {
        (self.watch)(Asked::Random)?;
        self.sealer.random()
    }
}
