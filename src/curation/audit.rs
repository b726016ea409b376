//! The audit: admins' acts as a chain of hashes, so that no row can be changed or left out unseen.
//!
//! A chain alone doesn't show that its end was cut off: for that, auditors get its head once a week, and
//! [`Audit::seen`] says whether a head that somebody noted is still part of it.

mod deed;

pub use deed::Deed;
pub use deed::Parting;

use std::fmt::Write as _;

use serde::Deserialize;
use serde::Serialize;
use sha2::Digest as _;
use sha2::Sha256;

use crate::coordinates::Timestamp;
use crate::curation::Author;
use crate::curation::Kept;
use crate::curation::record::Kind;

/// The hash of a row and, through it, of all before it.
pub type Hash = [u8; 32];

/// What stands before the first row.
const NOTHING: Hash = [0; 32];

/// Hexadecimal digits of a hash that people compare: nobody finds another chain with the same ones.
const FINGERPRINT: usize = 16;

/// One act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Counted from 1.
    pub number: u32,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub author: Author,
    /// What.
    pub deed: Deed,
    /// The hash of the row before; zeros before the first.
    pub before: Hash,
}

impl Kept for AuditRow {
    const KIND: Kind = Kind::Audit;

    fn key(&self) -> String {
        format!("{:08}", self.number)
    }
}

impl AuditRow {
    /// Returns the row that follows `last`.
    #[must_use]
    pub fn after(last: Option<&Self>, at: Timestamp, author: Author, deed: Deed) -> Self {
        let number = last.map_or(1, |last| last.number.saturating_add(1));
        Self { number, at, author, deed, before: last.map_or(NOTHING, Self::hash) }
    }

    /// Returns the hash of this row: of its number, time, author, deed and the hash before, one a line.
    #[must_use]
    pub fn hash(&self) -> Hash {
        Sha256::digest(self.canonical()).into()
    }

    /// However rows are stored, this is what is hashed.
    fn canonical(&self) -> String {
        let json = |value: serde_json::Result<String>| value.unwrap_or_default();
        let author = json(serde_json::to_string(&self.author));
        let deed = json(serde_json::to_string(&self.deed));
        format!("netral-audit-1\n{}\n{}\n{author}\n{deed}\n{}\n", self.number, self.at.0, hex(&self.before))
    }

    /// The head of a chain that ends here, short enough to be noted and compared by people.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let digits: Vec<char> = hex(&self.hash()).chars().take(FINGERPRINT).collect();
        let fours: Vec<String> = digits.chunks(4).map(|four| four.iter().collect()).collect();
        fours.join(" ")
    }
}

/// All rows as they rest in the store, looked through.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audit {
    /// The rows before the first that is broken.
    pub rows: Vec<AuditRow>,
    /// The number of the first row that is missing, changed, or out of its place.
    pub broken: Option<u32>,
}

impl Audit {
    /// Looks through the rows of a store, by key.
    #[must_use]
    pub fn read(stored: &[(String, Vec<u8>)]) -> Self {
        let mut rows: Vec<AuditRow> = Vec::new();
        for (key, bytes) in stored {
            let next =
                AuditRow::from_bytes(bytes).filter(|row| row.key() == *key && follows(row, rows.last()));
            match next {
                Some(row) => rows.push(row),
                None => {
                    let broken = Some(next_number(rows.last()));
                    return Self { rows, broken };
                }
            }
        }
        Self { rows, broken: None }
    }

    /// Returns the last row.
    #[must_use]
    pub fn head(&self) -> Option<&AuditRow> {
        self.rows.last()
    }

    /// Returns the number of the row that somebody noted as head, whole or by its first digits; `None`
    /// where no row has it: then the end was cut off, or the chain written anew.
    #[must_use]
    pub fn seen(&self, noted: &NotedHead) -> Option<u32> {
        let row = self.rows.iter().find(|row| hex(&row.hash()).starts_with(&noted.0));
        row.map(|row| row.number)
    }
}

/// The head of a chain as auditors get it to note: the number of its last row, and its fingerprint.
#[must_use]
pub fn head_line(rows: &[AuditRow]) -> Option<String> {
    rows.last().map(|row| format!("{} · {}", row.number, row.fingerprint()))
}

/// The head of a chain as somebody noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotedHead(String);

impl NotedHead {
    /// Reads a head: sixteen hexadecimal digits or more, with or without spaces and the row's number.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.rsplit_once('·').map_or(text, |(_number, digits)| digits);
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        let digits = digits.to_ascii_lowercase();
        let fits =
            (FINGERPRINT..=64).contains(&digits.len()) && digits.chars().all(|it| it.is_ascii_hexdigit());
        fits.then_some(Self(digits))
    }
}

fn follows(row: &AuditRow, last: Option<&AuditRow>) -> bool {
    row.number == next_number(last) && row.before == last.map_or(NOTHING, AuditRow::hash)
}

fn next_number(last: Option<&AuditRow>) -> u32 {
    last.map_or(1, |last| last.number.saturating_add(1))
}

/// Returns a hash in hexadecimal digits.
#[must_use]
pub fn hex(hash: &Hash) -> String {
    hash.iter().fold(String::with_capacity(64), |mut digits, byte| {
        let _infallible = write!(digits, "{byte:02x}");
        digits
    })
}

#[cfg(test)]
mod tests;
