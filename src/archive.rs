//! Zip archives: from bytes to the files in them, and back, all in memory.
//!
//! Whoever sends an archive may be careless or worse, so no number in it is believed: what is unpacked is
//! counted while it comes, and everything that could mean more than a file in a folder is refused.

mod path;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fmt;
use std::io::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use rawzip::CompressionMethod;
use rawzip::DataDescriptorOutput;
use rawzip::ZipArchive;
use rawzip::ZipArchiveWriter;
use rawzip::ZipFileHeaderRecord;
use rawzip::ZipSliceArchive;
use rawzip::ZipVerification;
use rawzip::time::UtcDateTime;

use crate::archive::path::Place;

/// The largest archive that is read, in bytes: what Telegram's files are fetched up to.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// The largest file in an archive, in bytes.
pub const LARGEST_FILE: usize = 1024 * 1024;

/// All files of an archive together, in bytes.
pub const LARGEST_SUM: usize = 20 * 1024 * 1024;

/// Most files in an archive.
pub const MOST_FILES: usize = 2_000;

/// Most rows of an archive's directory: folders and files that mean nothing come on top of the others.
const MOST_ROWS: usize = 3 * MOST_FILES;

/// How hard packing tries; more costs time and wins nothing.
const LEVEL: u8 = 6;

/// A file as an archive holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// Where: without a leading `/`, with `/` between names, none of them `.` or `..`.
    pub path: String,
    /// What, whether or not it is text.
    pub bytes: Vec<u8>,
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Member(…)")
    }
}

/// Why an archive isn't unpacked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is larger than [`LARGEST`].
    TooLarge,
    /// It is no zip archive.
    NoArchive,
    /// It ends too early, or what is in it isn't what it says.
    Damaged,
    /// It holds more than [`MOST_FILES`].
    TooManyFiles,
    /// Together its files are larger than [`LARGEST_SUM`].
    TooMuch,
    /// This file is larger than [`LARGEST_FILE`].
    FileTooLarge(String),
    /// This file is locked with a password.
    Locked(String),
    /// This file is packed in a way that isn't read.
    OddlyPacked(String),
    /// This name leads out of the folder, or would on some system.
    LeadsOut(String),
    /// This name is no text.
    OddName(String),
    /// This is a link.
    Link(String),
    /// This name stands there twice.
    Twice(String),
    /// This file is an archive itself.
    Nested(String),
}

/// Whether these bytes begin as a zip archive does, an empty one too.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Unpacks an archive. Folders, hidden files, and what Windows and macOS leave behind are left out.
///
/// # Errors
/// The first reason not to.
pub fn unpack(bytes: &[u8]) -> Result<Vec<Member>, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let archive = ZipArchive::from_slice(bytes).map_err(|_| no_archive(bytes))?;
    let mut unpacking = Unpacking::default();
    let (mut entries, mut rows) = (archive.entries(), 0_usize);
    while let Some(record) = entries.next_entry().map_err(|_| Refusal::Damaged)? {
        rows = rows.saturating_add(1);
        if rows > MOST_ROWS {
            return Err(Refusal::TooManyFiles);
        }
        unpacking.take(&archive, &record)?;
    }
    // A directory that was cut off ends like one that is complete.
    if u64::try_from(rows).ok() != Some(archive.entries_hint()) {
        return Err(Refusal::Damaged);
    }
    Ok(unpacking.members)
}

/// Returns what one file of an archive holds, a hidden one too.
#[must_use]
pub fn find(bytes: &[u8], path: &str) -> Option<Vec<u8>> {
    let archive = ZipArchive::from_slice(bytes).ok()?;
    let mut entries = archive.entries();
    while let Ok(Some(record)) = entries.next_entry() {
        if record.file_path().as_bytes() == path.as_bytes() {
            return content(&archive, &record, path).ok();
        }
    }
    None
}

fn no_archive(bytes: &[u8]) -> Refusal {
    if is_archive(bytes) { Refusal::Damaged } else { Refusal::NoArchive }
}

/// What was unpacked so far.
#[derive(Default)]
struct Unpacking {
    members: Vec<Member>,
    /// Paths as a system without upper and lower case sees them.
    names: BTreeSet<String>,
    sum: usize,
}

impl Unpacking {
    fn take(
        &mut self,
        archive: &ZipSliceArchive<&[u8]>,
        record: &ZipFileHeaderRecord<'_>,
    ) -> Result<(), Refusal> {
        let path = match path::place(record.file_path().as_bytes()) {
            Place::File(path) => path,
            Place::Nothing => return Ok(()),
            Place::LeadsOut(shown) => return Err(Refusal::LeadsOut(shown)),
            Place::Odd(shown) => return Err(Refusal::OddName(shown)),
        };
        if record.mode().is_symlink() {
            return Err(Refusal::Link(path));
        }
        if record.flags().is_encrypted() {
            return Err(Refusal::Locked(path));
        }
        if !self.names.insert(path.to_lowercase()) {
            return Err(Refusal::Twice(path));
        }
        if self.members.len() >= MOST_FILES {
            return Err(Refusal::TooManyFiles);
        }
        let bytes = content(archive, record, &path)?;
        if is_nested(&path, &bytes) {
            return Err(Refusal::Nested(path));
        }
        self.sum = self.sum.saturating_add(bytes.len());
        if self.sum > LARGEST_SUM {
            return Err(Refusal::TooMuch);
        }
        self.members.push(Member { path, bytes });
        Ok(())
    }
}

/// Unpacks one file; it grows no further than it may, whatever its header says.
fn content(
    archive: &ZipSliceArchive<&[u8]>,
    record: &ZipFileHeaderRecord<'_>,
    path: &str,
) -> Result<Vec<u8>, Refusal> {
    let entry = archive.get_entry(record.wayfinder()).map_err(|_| Refusal::Damaged)?;
    let too_large = || Refusal::FileTooLarge(path.to_owned());
    let packed = entry.data();
    let bytes = match record.compression_method() {
        CompressionMethod::STORE if packed.len() > LARGEST_FILE => return Err(too_large()),
        CompressionMethod::STORE => packed.to_vec(),
        CompressionMethod::DEFLATE => {
            decompress_to_vec_with_limit(packed, LARGEST_FILE).map_err(|stopped| {
                if stopped.output.len() >= LARGEST_FILE { too_large() } else { Refusal::Damaged }
            })?
        }
        _ => return Err(Refusal::OddlyPacked(path.to_owned())),
    };
    let is = ZipVerification { crc: rawzip::crc32(&bytes), uncompressed_size: size(&bytes) };
    entry.claim_verifier().valid(is).map_err(|_| Refusal::Damaged)?;
    Ok(bytes)
}

fn is_nested(path: &str, bytes: &[u8]) -> bool {
    const ENDS: [&str; 6] = ["zip", "rar", "7z", "gz", "tar", "xz"];
    let end = path.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    is_archive(bytes) || end.is_some_and(|end| ENDS.contains(&end.as_str()))
}

fn size(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.len()).unwrap_or(u64::MAX)
}

/// Packs texts by path into an archive, equal ones into equal archives; `None` where one archive can't
/// hold them.
#[must_use]
pub fn pack(files: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut archive = ZipArchiveWriter::new(Vec::new());
    // The first day there is: without one some programs refuse the archive.
    let day = UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0)?;
    for (path, text) in files {
        let file =
            archive.new_file(path.as_str()).compression_method(CompressionMethod::DEFLATE).last_modified(day);
        let (mut entry, _sums_known_beforehand) = file.start().ok()?;
        entry.write_all(&compress_to_vec(text.as_bytes(), LEVEL)).ok()?;
        let sums = DataDescriptorOutput::new(rawzip::crc32(text.as_bytes()), size(text.as_bytes()));
        entry.finish(sums).ok()?;
    }
    archive.finish().ok()
}

#[cfg(test)]
mod tests;
