//! What is kept of admins' work: rows by kind and key, sealed by the store, changed together or not at all.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a row is about. Each kind has a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A published change of the FAQ.
    Revision,
    /// A change of the FAQ that isn't published (yet).
    Draft,
    /// What an admin's chat is in the middle of.
    Session,
    /// An admin.
    Admin,
    /// An invitation that waits.
    Invitation,
    /// A question that was passed on today and isn't shown yet.
    Passed,
    /// A question that was passed on, as editors see it.
    Gap,
    /// A chat that wants announcements. Its removal is physical after the next upkeep.
    Subscriber,
    /// An announcement.
    Announcement,
    /// What became of an announcement in a subscriber's chat.
    Sending,
    /// A row of the audit.
    Audit,
    /// When what was last done, by name.
    Mark,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Revision,
        Self::Draft,
        Self::Session,
        Self::Admin,
        Self::Invitation,
        Self::Passed,
        Self::Gap,
        Self::Subscriber,
        Self::Announcement,
        Self::Sending,
        Self::Audit,
        Self::Mark,
    ];

    /// Whether removed rows must be gone from the disk soon, not only from view.
    #[must_use]
    pub fn is_wiped(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Session
                | Self::Admin
                | Self::Invitation
                | Self::Passed
                | Self::Gap
                | Self::Subscriber
                | Self::Sending
        )
    }
}

/// Where a row stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row {
    /// Its kind.
    pub kind: Kind,
    /// Its key among its kind; rows come in the order of their keys.
    pub key: String,
}

/// What a row must hold for a write to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Was {
    /// Whatever it holds.
    Anything,
    /// Exactly this, or nothing.
    Exactly(Option<Vec<u8>>),
}

/// One write: all writes of a batch are done, or none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Write {
    /// Where.
    pub row: Row,
    /// What must be there.
    pub was: Was,
    /// What is to be there; `None` removes the row.
    pub value: Option<Vec<u8>>,
}

/// Something that is kept in rows of its own kind.
pub trait Kept: Serialize + DeserializeOwned {
    /// Its kind.
    const KIND: Kind;

    /// Its key among its kind.
    fn key(&self) -> String;

    /// Where it stands.
    fn row(&self) -> Row {
        Row { kind: Self::KIND, key: self.key() }
    }

    /// Returns it as bytes. Equal values have equal bytes.
    fn to_bytes(&self) -> Vec<u8> {
        // Maps with odd keys are the one thing this can't write, and nothing kept has any.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads it from bytes.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }

    /// Writes it whatever was there.
    fn put(&self) -> Write {
        Write { row: self.row(), was: Was::Anything, value: Some(self.to_bytes()) }
    }

    /// Writes it where nothing is.
    fn put_new(&self) -> Write {
        Write { row: self.row(), was: Was::Exactly(None), value: Some(self.to_bytes()) }
    }

    /// Writes it in place of `before`.
    fn put_over(&self, before: &Self) -> Write {
        Write { row: before.row(), was: Was::Exactly(Some(before.to_bytes())), value: Some(self.to_bytes()) }
    }

    /// Removes it, if it is still this.
    fn take_out(&self) -> Write {
        Write { row: self.row(), was: Was::Exactly(Some(self.to_bytes())), value: None }
    }
}
