//! The bytes of a record: where it stands, how it is sealed, and how a long value is cut to pieces.

use zeroize::Zeroizing;

use crate::curation::record::Kind;
use crate::curation::record::Row;
use crate::curation::record::Write;
use crate::ports::StoreError;
use crate::storage::keys::Key;
use crate::storage::keys::Place;
use crate::storage::record::SCHEMA;
use crate::system::random_bytes;

/// The most that one value may have: an import with the whole FAQ before and after it has a tenth.
const LARGEST_VALUE: usize = 16 * 1024 * 1024;

/// The most that all values of a batch may have.
const LARGEST_BATCH: usize = 2 * LARGEST_VALUE;

/// The longest key, in bytes.
const LONGEST_KEY: usize = 256;

/// Sealed records are as long as a multiple of this, so that lengths tell little.
const BLOCK: usize = 512;

/// The most that is sealed in one piece. sled keeps up to 20 records on a page, and puts pages of more
/// than 128 KiB into files of their own, which it neither syncs nor always deletes.
const PIECE: usize = 7 * BLOCK;

const INLINE: u8 = 0;
const CUT: u8 = 1;

/// What names the pieces of a value.
pub(super) type PieceId = [u8; 16];

/// An opened row.
pub(super) struct Opened {
    /// The real key.
    pub(super) key: String,
    /// The length of the value.
    pub(super) length: usize,
    /// The value, unless it is cut to pieces.
    pub(super) value: Zeroizing<Vec<u8>>,
    /// What names its pieces.
    pub(super) pieces: Option<PieceId>,
}

/// Whether writes are small enough to be stored.
pub(in crate::storage) fn check_sizes(writes: &[Write]) -> Result<(), StoreError> {
    let mut all = 0_usize;
    for write in writes {
        let length = write.value.as_ref().map_or(0, Vec::len);
        all = all.saturating_add(length);
        if length > LARGEST_VALUE || all > LARGEST_BATCH || write.row.key.len() > LONGEST_KEY {
            return Err(StoreError::TooLarge);
        }
    }
    Ok(())
}

/// Returns the number of a kind on the disk: it never changes.
pub(super) fn code(kind: Kind) -> u8 {
    match kind {
        Kind::Revision => 1,
        Kind::Draft => 2,
        Kind::Session => 3,
        Kind::Admin => 4,
        Kind::Invitation => 5,
        Kind::Passed => 6,
        Kind::Gap => 7,
        Kind::Subscriber => 8,
        Kind::Announcement => 9,
        Kind::Sending => 10,
        Kind::Audit => 11,
        Kind::Mark => 12,
    }
}

/// Returns where a row stands: nobody without the key can tell for what.
pub(super) fn row(key: &Key, row: &Row) -> [u8; 17] {
    let code = code(row.kind);
    let hash = key.keyed_hash("record", &[&[code], row.key.as_bytes()].concat());
    let mut at = [code; 17];
    at.iter_mut().skip(1).zip(hash).for_each(|(to, from)| *to = from);
    at
}

/// Makes a name for pieces.
pub(super) fn fresh_id() -> Result<PieceId, StoreError> {
    random_bytes().map_err(|_| StoreError::Unwritable)
}

/// Whether a value rests in its row.
pub(super) fn fits(row: &Row, value: &[u8]) -> bool {
    head_bytes(&row.key).saturating_add(value.len()) <= PIECE
}

/// Seals a row: the value itself, or what names its pieces.
pub(super) fn seal(
    key: &Key,
    place: Place<'_>,
    row: &Row,
    value: &[u8],
    pieces: Option<PieceId>,
) -> Result<Vec<u8>, StoreError> {
    let name = u16::try_from(row.key.len()).map_err(|_| StoreError::TooLarge)?;
    let length = u32::try_from(value.len()).map_err(|_| StoreError::TooLarge)?;
    let mut plain = Zeroizing::new(Vec::with_capacity(PIECE));
    plain.extend_from_slice(&name.to_be_bytes());
    plain.extend_from_slice(row.key.as_bytes());
    plain.push(if pieces.is_some() { CUT } else { INLINE });
    plain.extend_from_slice(&length.to_be_bytes());
    plain.extend_from_slice(pieces.as_ref().map_or(value, PieceId::as_slice));
    seal_padded(key, place, plain)
}

/// Opens a row; `None` if it was sealed with another key or isn't one.
pub(super) fn open(key: &Key, place: Place<'_>, record: &[u8]) -> Option<Opened> {
    let plain = open_padded(key, place, record)?;
    let (name, rest) = plain.split_first_chunk()?;
    let (name, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*name)))?;
    let (form, rest) = rest.split_first()?;
    let (length, rest) = rest.split_first_chunk()?;
    let name = String::from_utf8(name.to_vec()).ok()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (value, pieces) = match *form {
        INLINE => (rest.get(..length)?.to_vec(), None),
        CUT => (Vec::new(), Some(*rest.first_chunk()?)),
        _ => return None,
    };
    Some(Opened { key: name, length, value: Zeroizing::new(value), pieces })
}

/// Cuts a value to pieces, and says where each stands.
pub(super) fn cut(id: PieceId, value: &[u8]) -> impl Iterator<Item = ([u8; 20], &[u8])> {
    (0_u32..).zip(value.chunks(PIECE)).map(move |(number, piece)| (piece_row(id, number), piece))
}

/// Returns where the pieces of a row's value stand, in order.
pub(super) fn pieces(opened: &Opened) -> impl Iterator<Item = [u8; 20]> + use<> {
    let count = u32::try_from(opened.length.div_ceil(PIECE)).unwrap_or(u32::MAX);
    opened.pieces.into_iter().flat_map(move |id| (0..count).map(move |number| piece_row(id, number)))
}

/// Seals a piece.
pub(super) fn seal_piece(key: &Key, place: Place<'_>, piece: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut plain = Zeroizing::new(Vec::with_capacity(PIECE));
    plain.extend_from_slice(piece);
    seal_padded(key, place, plain)
}

/// Opens a piece; the last one has zeros behind it.
pub(super) fn open_piece(key: &Key, place: Place<'_>, record: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    open_padded(key, place, record)
}

fn seal_padded(key: &Key, place: Place<'_>, mut plain: Zeroizing<Vec<u8>>) -> Result<Vec<u8>, StoreError> {
    let length = plain.len().next_multiple_of(BLOCK);
    plain.resize(length, 0);
    Ok([&[SCHEMA], key.seal(place, &plain)?.as_slice()].concat())
}

fn open_padded(key: &Key, place: Place<'_>, record: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    match record.split_first() {
        Some((&SCHEMA, sealed)) => key.open(place, sealed),
        _ => None,
    }
}

fn piece_row(id: PieceId, number: u32) -> [u8; 20] {
    let mut row = [0; 20];
    row.iter_mut().zip(id.into_iter().chain(number.to_be_bytes())).for_each(|(to, from)| *to = from);
    row
}

/// What stands before the value: the key, its length, the form and the value's length.
fn head_bytes(key: &str) -> usize {
    key.len().saturating_add(2 + 1 + 4)
}
