//! What tips need from the world: somewhere to keep what is sealed, and somebody who seals.

use std::fmt;
use std::future::Future;
use std::pin::Pin;

use zeroize::Zeroizing;

use crate::ports::StoreError;
use crate::tips::Act;
use crate::tips::AuditRow;
use crate::tips::BlobId;
use crate::tips::LookupId;
use crate::tips::Receipt;
use crate::tips::Recipient;
use crate::tips::RecipientsId;
use crate::tips::RoleId;
use crate::tips::Tag;
use crate::tips::Tip;
use crate::tips::Tombstone;
use crate::tips::Week;

/// Ciphertext and where it is to be found.
#[derive(Clone, PartialEq, Eq)]
pub struct Blob {
    /// Where.
    pub id: BlobId,
    /// What: an age file.
    pub sealed: Vec<u8>,
}

impl fmt::Debug for Blob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Blob({} bytes)", self.sealed.len())
    }
}

/// How filing a tip ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filing {
    /// The tip is durable.
    Filed,
    /// A tip with this receipt was there before; nothing was changed.
    AlreadyFiled,
    /// Another tip or tombstone has the tag; nothing was changed.
    TagTaken,
}

/// A handler's act with a tip, for the audit. Only handlers' acts are noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub week: Week,
    /// Which role.
    pub role: RoleId,
    /// What.
    pub act: Act,
    /// With which tip.
    pub tag: Tag,
}

/// Keeps tips, apart from everything else. Whatever it is given is sealed already.
pub trait TipStore: Send + Sync + 'static {
    /// Makes a tip and its ciphertext durable in one transaction.
    fn file(
        &self,
        lookup: LookupId,
        tip: Tip,
        blobs: Vec<Blob>,
    ) -> impl Future<Output = Result<Filing, StoreError>> + Send;

    /// Returns the tip a receipt leads to.
    fn tip(&self, lookup: LookupId) -> Result<Option<Tip>, StoreError>;

    /// Returns all tips, by tag.
    fn tips(&self) -> Result<Vec<(LookupId, Tip)>, StoreError>;

    /// Returns what is left of removed tips.
    fn tombstones(&self) -> Result<Vec<Tombstone>, StoreError>;

    /// Returns ciphertext.
    fn blob(&self, id: BlobId) -> Result<Option<Vec<u8>>, StoreError>;

    /// Puts `after` in place of `before` in one transaction with new ciphertext and a handler's deed, and
    /// drops ciphertext that `after` no longer names. `false` if the tip isn't `before` any more: then
    /// nothing was changed.
    fn revise(
        &self,
        lookup: LookupId,
        before: Tip,
        after: Tip,
        blobs: Vec<Blob>,
        deed: Option<Deed>,
    ) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Removes a tip and all its ciphertext, leaving a tombstone. Its bytes are gone from the disk after
    /// the next [`rewrite`](Self::rewrite).
    fn remove(
        &self,
        lookup: LookupId,
        tombstone: Tombstone,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns the audit of handlers' deeds, oldest first.
    fn deeds(&self) -> Result<Vec<AuditRow>, StoreError>;

    /// Forgets tombstones and deeds from before `week`.
    fn forget_before(&self, week: Week) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Returns which recipients the handlers were last told of.
    fn recipients(&self) -> Result<Option<RecipientsId>, StoreError>;

    /// Notes which recipients the handlers are told of.
    fn note_recipients(
        &self,
        recipients: RecipientsId,
    ) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Whether something was removed since the last [`rewrite`](Self::rewrite).
    fn needs_rewrite(&self) -> Result<bool, StoreError>;

    /// Writes everything that is live to a new generation and deletes the old one: the physical deletion
    /// of what was removed.
    fn rewrite(&self) -> impl Future<Output = Result<(), StoreError>> + Send;
}

/// A future that a trait object can return.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a receipt unlocks.
pub struct ReceiptKeys {
    /// Where its tip is.
    pub lookup: LookupId,
    /// The public key that replies are sealed to.
    pub reply_key: Recipient,
    /// The secret key that opens replies, as `AGE-SECRET-KEY-1…`.
    pub identity: Zeroizing<String>,
}

impl fmt::Debug for ReceiptKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReceiptKeys(…)")
    }
}

/// Why something could not be sealed or opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SealTrouble {
    /// The engine failed, or had no randomness.
    #[error("sealing failed")]
    Failed,
    /// It was sealed to another key.
    #[error("this key does not open it")]
    WrongKey,
    /// It isn't an age file, or a damaged one.
    #[error("not an age file")]
    Damaged,
    /// It doesn't fit the largest size.
    #[error("too long")]
    TooLong,
}

/// Why a picture was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PhotoTrouble {
    /// It isn't JPEG, PNG or WebP, or a damaged one.
    #[error("not a picture")]
    Unreadable,
    /// It has too many pixels to be opened safely.
    #[error("too many pixels")]
    TooLarge,
    /// The engine failed.
    #[error("the picture could not be written anew")]
    Failed,
}

/// What is sealed: how it is padded depends on it, so that lengths tell little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contents {
    /// Text, padded with spaces.
    Text,
    /// A picture, padded with zeros after its end.
    Photo,
}

/// Seals and opens, away from the runtime's threads.
pub trait Sealer: Send + Sync + 'static {
    /// Derives what a receipt unlocks. Takes the same time for every receipt, known or not.
    fn unlock<'a>(&'a self, receipt: &'a Receipt) -> Boxed<'a, Result<ReceiptKeys, SealTrouble>>;

    /// Seals to all `recipients`, and to as many throw-away keys as `decoys`.
    fn seal(
        &self,
        plain: Zeroizing<Vec<u8>>,
        contents: Contents,
        recipients: Vec<Recipient>,
        decoys: usize,
    ) -> Boxed<'_, Result<Vec<u8>, SealTrouble>>;

    /// Opens what was sealed to the key of a receipt; padding is taken off text.
    fn open<'a>(
        &'a self,
        sealed: Vec<u8>,
        identity: &'a str,
    ) -> Boxed<'a, Result<Zeroizing<Vec<u8>>, SealTrouble>>;

    /// Decodes a picture and writes it anew as a JPEG without anything but pixels: at most 1,600 of them
    /// a side and 400 KiB, upright.
    fn photo(&self, picture: Zeroizing<Vec<u8>>) -> Boxed<'_, Result<Zeroizing<Vec<u8>>, PhotoTrouble>>;

    /// Returns fresh random bytes.
    fn random(&self) -> Result<[u8; 32], SealTrouble>;
}
