//! The append-only file beside the database: whatever sled loses is made good from here.
//!
//! After a heading (title, schema, number of the generation) come entries, one for each group of writes: length of the payload (u32), sequence
//! number (u64), CRC-32 of sequence number and payload (u32), payload. Numbers count from 1 and are
//! big-endian. A payload is a row of changes: tree, length of the row's key (u16), key, then the length
//! of the record plus one (u32) and the record, or a zero for a row that goes.

use std::fs::File;
use std::fs::OpenOptions;
use std::io;
use std::io::BufReader;
use std::io::Read;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use sled::IVec;

use crate::storage::Breakage;
use crate::storage::OpenError;
use crate::storage::tips::shelf::Changes;
use crate::storage::tips::shelf::Shelf;

const TITLE: &[u8] = b"netral-tips\0";

/// The shape of journals this version writes and the newest it reads.
const SCHEMA: u8 = 1;

const HEADING_BYTES: u64 = TITLE.len() as u64 + 1 + 8;
const ENTRY_BYTES: u64 = 4 + 8 + 4;

/// How far ahead a sequence number after damage may be and still be believed.
const FAR: u64 = 1 << 32;

/// An open journal.
pub(super) struct Journal(File);

/// What was found in a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Survey {
    /// The last entry before the first that is unreadable.
    pub(super) last: u64,
    /// Where that entry ends.
    pub(super) end: u64,
    /// The last readable entry after damage, if there is any: then it isn't just a torn end.
    pub(super) beyond: Option<u64>,
}

impl Journal {
    /// Starts the journal of a generation.
    pub(super) fn create(path: &Path, generation: u64) -> Result<Self, OpenError> {
        let mut file = OpenOptions::new().append(true).create_new(true).mode(0o600).open(path)?;
        file.write_all(&[TITLE, &[SCHEMA], &generation.to_be_bytes()].concat())?;
        Ok(Self(file))
    }

    /// Goes on with a journal; what stands behind `end` is cut off.
    pub(super) fn resume(path: &Path, end: u64) -> Result<Self, OpenError> {
        let file = OpenOptions::new().append(true).open(path)?;
        if file.metadata()?.len() > end {
            file.set_len(end)?;
            file.sync_all()?;
        }
        Ok(Self(file))
    }

    /// Adds an entry, which isn't durable before [`sync`](Self::sync).
    pub(super) fn append(&mut self, sequence: u64, changes: &Changes) -> Result<(), OpenError> {
        let payload = encode(changes)?;
        let length = u32::try_from(payload.len()).map_err(|_| io::ErrorKind::FileTooLarge)?;
        let checksum = checksum(sequence, &payload).to_be_bytes();
        self.0.write_all(&[length.to_be_bytes().as_slice(), &sequence.to_be_bytes(), &checksum].concat())?;
        Ok(self.0.write_all(&payload)?)
    }

    /// Makes all entries durable.
    pub(super) fn sync(&mut self) -> Result<(), OpenError> {
        Ok(self.0.sync_data()?)
    }
}

/// Looks through a whole journal; `None` if there is none or it doesn't begin like this generation's.
pub(super) fn survey(path: &Path, generation: u64) -> Result<Option<Survey>, OpenError> {
    let Some(mut entries) = Entries::open(path, generation)? else {
        return Ok(None);
    };
    let (mut last, mut end) = (0, entries.at);
    while let Some((sequence, _)) = entries.next()? {
        (last, end) = (sequence, entries.at);
    }
    let beyond = if end < entries.length { readable_beyond(path, last, end)? } else { None };
    Ok(Some(Survey { last, end, beyond }))
}

/// Hands over the changes of all entries after number `after`, up to the first that is unreadable.
pub(super) fn replay(
    path: &Path,
    generation: u64,
    after: u64,
    mut each: impl FnMut(u64, Changes) -> Result<(), OpenError>,
) -> Result<(), OpenError> {
    let Some(mut entries) = Entries::open(path, generation)? else {
        return Ok(());
    };
    while let Some((sequence, payload)) = entries.next()? {
        if sequence > after {
            each(sequence, decode(&payload).ok_or(OpenError::Broken(Breakage::Corrupt))?)?;
        }
    }
    Ok(())
}

/// Entries from the beginning, in order, while they can be read.
struct Entries {
    file: BufReader<File>,
    at: u64,
    length: u64,
    last: u64,
}

impl Entries {
    fn open(path: &Path, generation: u64) -> Result<Option<Self>, OpenError> {
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let length = file.metadata()?.len();
        let mut file = BufReader::with_capacity(64 * 1024, file);
        if length < HEADING_BYTES {
            return Ok(None);
        }
        let (title, [schema]) = (read::<{ TITLE.len() }>(&mut file)?, read::<1>(&mut file)?);
        match schema {
            _ if title != TITLE => Ok(None),
            found if found > SCHEMA => Err(OpenError::Newer { found, known: SCHEMA }),
            _ if u64::from_be_bytes(read(&mut file)?) != generation => Ok(None),
            _ => Ok(Some(Self { file, at: HEADING_BYTES, length, last: 0 })),
        }
    }

    fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, OpenError> {
        let rest = self.length.saturating_sub(self.at);
        if rest < ENTRY_BYTES {
            return Ok(None);
        }
        let length = u32::from_be_bytes(read(&mut self.file)?);
        let sequence = u64::from_be_bytes(read(&mut self.file)?);
        let expected = u32::from_be_bytes(read(&mut self.file)?);
        if sequence != self.last.saturating_add(1) || u64::from(length) > rest - ENTRY_BYTES {
            return Ok(None);
        }
        let mut payload = vec![0; length as usize];
        self.file.read_exact(&mut payload)?;
        if checksum(sequence, &payload) != expected {
            return Ok(None);
        }
        self.last = sequence;
        self.at = self.at.saturating_add(ENTRY_BYTES).saturating_add(u64::from(length));
        Ok(Some((sequence, payload)))
    }
}

fn read<const N: usize>(file: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Returns the greatest number of a readable entry anywhere behind `end`.
fn readable_beyond(path: &Path, last: u64, end: u64) -> Result<Option<u64>, OpenError> {
    let mut rest = Vec::new();
    let mut file = File::open(path)?;
    let _: u64 = io::Seek::seek(&mut file, io::SeekFrom::Start(end))?;
    let _: usize = file.read_to_end(&mut rest)?;
    let numbers = (1..rest.len()).filter_map(|at| {
        let (length, entry) = rest.get(at..)?.split_first_chunk()?;
        let (sequence, entry) = entry.split_first_chunk()?;
        let (expected, entry) = entry.split_first_chunk()?;
        let sequence = u64::from_be_bytes(*sequence);
        if sequence <= last || sequence - last > FAR {
            return None;
        }
        let payload = entry.get(..u32::from_be_bytes(*length) as usize)?;
        (checksum(sequence, payload) == u32::from_be_bytes(*expected)).then_some(sequence)
    });
    Ok(numbers.max())
}

fn checksum(sequence: u64, payload: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&sequence.to_be_bytes());
    hasher.update(payload);
    hasher.finalize()
}

fn encode(changes: &Changes) -> Result<Vec<u8>, OpenError> {
    let mut payload = Vec::with_capacity(changes.bytes());
    for (shelf, row, record) in changes.iter() {
        let length = u16::try_from(row.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
        payload.push(shelf.code());
        payload.extend(length.to_be_bytes());
        payload.extend(row.as_ref());
        let length = record.map_or(0, |record| record.len().saturating_add(1));
        let length = u32::try_from(length).map_err(|_| io::ErrorKind::InvalidInput)?;
        payload.extend(length.to_be_bytes());
        payload.extend(record.map(IVec::as_ref).unwrap_or_default());
    }
    Ok(payload)
}

fn decode(mut payload: &[u8]) -> Option<Changes> {
    let mut changes = Changes::default();
    while let Some((code, rest)) = payload.split_first() {
        let shelf = Shelf::from_code(*code)?;
        let (length, rest) = rest.split_first_chunk()?;
        let (row, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        let (length, rest) = rest.split_first_chunk()?;
        match (u32::from_be_bytes(*length) as usize).checked_sub(1) {
            Some(length) => {
                let (record, rest) = rest.split_at_checked(length)?;
                changes.put(shelf, row, record.to_vec());
                payload = rest;
            }
            None => {
                changes.remove(shelf, row);
                payload = rest;
            }
        }
    }
    Some(changes)
}

#[cfg(test)]
mod tests;
