//! The shape of every record: a schema number, then bare fields or something sealed.
//!
//! Sealed records hold JSON, padded so that lengths tell nothing.

use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::conversation::State;
use crate::ports::ChatId;
use crate::ports::Delivery;
use crate::ports::StoreError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::vault::Vault;

/// The schema of the records this version writes.
pub(super) const SCHEMA: u8 = 1;

/// Larger values would go to files of their own, which sled forgets to delete.
const LARGEST: usize = 64 * 1024;

/// What sealing adds: schema number, nonce and tag.
const OVERHEAD: usize = 1 + 24 + 16;

/// Sealed records are as long as a multiple of this: nearly all states are alike in length.
const BLOCK: usize = 512;

/// Sealed records about tips are as long as a multiple of this.
const TIP_BLOCK: usize = 1024;

/// The most ciphertext in one piece.
pub(super) const LARGEST_BLOB: usize = 32 * 1024 * 1024;

/// What is remembered of a chat, as it is sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct Remembered {
    /// The day of the last use.
    pub(super) day: u32,
    /// What is remembered.
    pub(super) state: State,
}

/// A delivery in the outbox, as it is sealed.
#[derive(Serialize, Deserialize)]
pub(super) struct Queued {
    /// Where it goes.
    pub(super) chat: ChatId,
    /// What it is.
    pub(super) delivery: Delivery,
}

/// Returns the record of something sealed.
pub(super) fn seal<T: Serialize>(key: &Key, place: Place<'_>, value: &T) -> Result<Vec<u8>, StoreError> {
    let plain = padded(value, BLOCK)?;
    Ok([&[SCHEMA], key.seal(place, &plain)?.as_slice()].concat())
}

/// Returns the record of something about tips.
pub(super) fn seal_tip<T: Serialize>(key: &Key, place: Place<'_>, value: &T) -> Result<Vec<u8>, StoreError> {
    let plain = padded(value, TIP_BLOCK)?;
    Ok([&[SCHEMA], key.seal(place, &plain)?.as_slice()].concat())
}

/// Whether a value is small enough to be sealed: the memory store asks so that it refuses alike.
pub(super) fn check_size<T: Serialize>(value: &T) -> Result<(), StoreError> {
    padded(value, BLOCK).map(drop)
}

/// Whether something about tips is small enough to be sealed.
pub(super) fn check_tip_size<T: Serialize>(value: &T) -> Result<(), StoreError> {
    padded(value, TIP_BLOCK).map(drop)
}

/// Opens a record; `None` if the key it was sealed with is out of force.
pub(super) fn open<T: DeserializeOwned>(
    vault: &Vault,
    this_week: u32,
    place: Place<'_>,
    record: &[u8],
) -> Result<Option<T>, StoreError> {
    let sealed = fields(record)?;
    let Some(plain) = vault.open(this_week, place, sealed) else {
        return Ok(None);
    };
    unpadded(&plain).map(Some)
}

/// Opens a record about tips, whose key never changes.
pub(super) fn open_tip<T: DeserializeOwned>(
    key: &Key,
    place: Place<'_>,
    record: &[u8],
) -> Result<T, StoreError> {
    unpadded(&key.open(place, fields(record)?).ok_or(StoreError::Unreadable)?)
}

/// Returns the record of a count.
pub(super) fn count(count: u64) -> Vec<u8> {
    [&[SCHEMA], count.to_be_bytes().as_slice()].concat()
}

/// Reads a count.
pub(super) fn read_count(record: &[u8]) -> Result<u64, StoreError> {
    let count = fields(record)?.first_chunk().ok_or(StoreError::Unreadable)?;
    Ok(u64::from_be_bytes(*count))
}

fn fields(record: &[u8]) -> Result<&[u8], StoreError> {
    match record.split_first() {
        Some((&SCHEMA, fields)) => Ok(fields),
        _ => Err(StoreError::Unreadable),
    }
}

/// JSON followed by spaces, which JSON allows.
fn padded<T: Serialize>(value: &T, block: usize) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    // Room for nearly everything from the start: a vector that grows leaves its old self in memory.
    let mut plain = Zeroizing::new(Vec::with_capacity(16 * BLOCK));
    serde_json::to_writer(&mut *plain, value).map_err(|_| StoreError::Unreadable)?;
    let length = plain.len().next_multiple_of(block);
    if length + OVERHEAD > LARGEST {
        return Err(StoreError::TooLarge);
    }
    plain.resize(length, b' ');
    Ok(plain)
}

fn unpadded<T: DeserializeOwned>(plain: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(plain).map_err(|_| StoreError::Unreadable)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::any;
    use proptest::prop_assert;
    use proptest::prop_assert_eq;
    use proptest::proptest;
    use proptest::sample::Index;

    use super::*;

    const PLACE: Place<'_> = Place { tree: "state", row: b"row" };

    #[test]
    fn records_of_different_values_have_the_same_length() {
        let key = Key::generate().unwrap();
        let short = seal(&key, PLACE, &"a").unwrap();
        assert_eq!(short.len(), BLOCK + OVERHEAD);
        let long = seal(&key, PLACE, &"a".repeat(400)).unwrap();
        assert_eq!(short.len(), long.len());
    }

    #[test]
    fn a_record_over_64_kib_is_refused() {
        let key = Key::generate().unwrap();
        let largest = "a".repeat(LARGEST - BLOCK - 2);
        assert!(seal(&key, PLACE, &largest).unwrap().len() <= LARGEST);
        assert_eq!(seal(&key, PLACE, &format!("{largest}a")), Err(StoreError::TooLarge));
    }

    #[test]
    fn padding_is_taken_off_again() {
        let text = "panjang ".repeat(100);
        assert_eq!(unpadded::<String>(&padded(&text, BLOCK).unwrap()), Ok(text));
    }

    #[test]
    fn counts_say_what_was_put_in() {
        assert_eq!(read_count(&count(u64::MAX)), Ok(u64::MAX));
    }

    #[test]
    fn a_record_of_another_schema_or_cut_short_is_unreadable() {
        let record = count(1);
        assert_eq!(read_count(&[&[SCHEMA + 1], &record[1..]].concat()), Err(StoreError::Unreadable));
        assert_eq!(read_count(&record[..8]), Err(StoreError::Unreadable));
        assert_eq!(read_count(&[]), Err(StoreError::Unreadable));
    }

    proptest! {
        #[test]
        fn no_bytes_pass_for_a_record_and_none_break_the_readers(bytes in vec(any::<u8>(), 0..1200), first in any::<bool>()) {
            let record = if first { [&[SCHEMA], bytes.as_slice()].concat() } else { bytes };
            let key = Key::generate().unwrap();
            prop_assert!(open_tip::<serde_json::Value>(&key, PLACE, &record).is_err());
            prop_assert!(record.first() == Some(&SCHEMA) || read_count(&record).is_err());
        }

        #[test]
        fn a_sealed_record_with_any_byte_changed_or_cut_off_is_unreadable(text in "\\PC{0,200}", at in any::<Index>(), by in 1_u8..) {
            let key = Key::generate().unwrap();
            let record = seal_tip(&key, PLACE, &text).unwrap();
            prop_assert_eq!(open_tip::<String>(&key, PLACE, &record), Ok(text));
            let mut changed = record.clone();
            let at = at.index(changed.len());
            changed[at] ^= by;
            prop_assert_eq!(open_tip::<String>(&key, PLACE, &changed), Err(StoreError::Unreadable));
            prop_assert_eq!(open_tip::<String>(&key, PLACE, &record[..at]), Err(StoreError::Unreadable));
        }
    }
}
