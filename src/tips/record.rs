//! What rests on the disk of a tip: no text, no chat, no function of one, no clock finer than a week.

use std::fmt;

use serde::Deserialize;
use serde::Serialize;

use crate::coordinates::Timestamp;
use crate::tips::Recipient;
use crate::tips::RoleId;
use crate::tips::Status;

/// The number of a week, counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Week(pub u32);

impl From<Timestamp> for Week {
    fn from(now: Timestamp) -> Self {
        Self(now.week())
    }
}

/// Where a tip is found by its receipt: derived from the receipt and a secret, never reversible.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LookupId(pub [u8; 32]);

impl fmt::Debug for LookupId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LookupId(…)")
    }
}

/// Where ciphertext is found. Random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct BlobId(pub [u8; 16]);

/// How handlers speak of a tip: four characters that can't be mistaken for one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tag([u8; 4]);

/// No 0/O, 1/I/L, 5/S, 8/B, U/V.
const TAG_ALPHABET: &[u8; 24] = b"234679ACDEFGHJKMNPQRTWXY";

impl Tag {
    /// Draws a tag.
    #[must_use]
    pub fn from_random(bytes: [u8; 4]) -> Self {
        Self(
            bytes.map(|byte| {
                TAG_ALPHABET.get(usize::from(byte) % TAG_ALPHABET.len()).copied().unwrap_or(b'2')
            }),
        )
    }

    /// Reads a tag, in any case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; 4] = text.trim().to_ascii_uppercase().as_bytes().try_into().ok()?;
        bytes.iter().all(|byte| TAG_ALPHABET.contains(byte)).then_some(Self(bytes))
    }

    /// Returns the tag's bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{}", char::from(*byte)))
    }
}

/// A piece of ciphertext of a tip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Where it is.
    pub blob: BlobId,
    /// What it is.
    pub kind: PartKind,
    /// Until when it stays, once it was sealed anew.
    pub replaced: Option<Week>,
}

/// What a part of a tip is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartKind {
    /// The report.
    Report,
    /// A report that the tipster sealed, and the bot never read.
    PreSealed,
    /// A photo.
    Photo,
    /// Something the tipster added later.
    Addition,
}

/// A file that a handler sealed anew, until another one agrees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Where it is.
    pub blob: BlobId,
    /// In whose place it is meant to be.
    pub replaces: BlobId,
    /// Who sent it.
    pub by: RoleId,
}

/// What is known of a tip.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tip {
    /// How handlers speak of it.
    pub tag: Tag,
    /// When it was filed.
    pub filed: Week,
    /// When either side last did something.
    pub active: Week,
    /// When the tipster last wrote.
    pub written: Week,
    /// How far it has come.
    pub status: Status,
    /// Since when.
    pub since: Week,
    /// The public key, derived from the receipt, that replies are sealed to.
    pub reply_key: Recipient,
    /// The roles that can open it.
    pub openers: Vec<RoleId>,
    /// The role that shall never open it.
    pub excluded: Option<RoleId>,
    /// Its ciphertext, in order.
    pub parts: Vec<Part>,
    /// Files sealed anew that nobody has agreed to yet.
    #[serde(default)]
    pub proposals: Vec<Proposal>,
    /// Replies of handlers, sealed to `reply_key`, in order.
    pub replies: Vec<BlobId>,
    /// Whether there is something handlers haven't been told of.
    pub news: bool,
    /// Whether handlers were warned that it goes soon.
    pub warned: bool,
}

impl Tip {
    /// Returns every blob the tip refers to.
    pub fn blobs(&self) -> impl Iterator<Item = BlobId> {
        let proposed = self.proposals.iter().map(|proposal| proposal.blob);
        self.parts.iter().map(|part| part.blob).chain(proposed).chain(self.replies.iter().copied())
    }
}

/// What remains of a removed tip for a year, so that nobody wonders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    /// The tip's tag; it isn't used again while the tombstone stands.
    pub tag: Tag,
    /// When the tip was removed.
    pub week: Week,
    /// How far it had come.
    pub status: Status,
    /// Whether the tipster removed it.
    pub withdrawn: bool,
    /// The roles that knew of it.
    pub openers: Vec<RoleId>,
}

/// What a handler did with a tip. Tipsters' acts are never noted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// Fetched it.
    Fetched,
    /// Changed its status.
    Moved(Status),
    /// Replied.
    Replied,
    /// Sent a file of it that was sealed anew.
    Resealed,
    /// Agreed to such a file of another handler.
    Confirmed,
    /// Dropped such a file.
    Declined,
}

/// A row of the audit: each holds the hash of the one before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// When.
    pub week: Week,
    /// Which role.
    pub role: RoleId,
    /// What it did.
    pub act: Act,
    /// With which tip.
    pub tag: Tag,
    /// SHA-256 over the row before and this row's fields.
    pub hash: [u8; 32],
}
