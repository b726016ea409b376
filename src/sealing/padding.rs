//! Padding: lengths tell which of three sizes something has, and nothing more.

use zeroize::Zeroizing;

use crate::ports::Contents;
use crate::ports::SealTrouble;

const KIB: usize = 1024;

/// What text is padded to. The largest holds 12,000 characters of four bytes, with headings.
const TEXT: [usize; 3] = [4 * KIB, 16 * KIB, 64 * KIB];

/// What photos are padded to. The largest holds the largest photo there is.
const PHOTO: [usize; 3] = [64 * KIB, 160 * KIB, 416 * KIB];

/// How every JPEG begins.
const JPEG: [u8; 3] = [0xff, 0xd8, 0xff];

/// Pads to the next size: text with spaces before a last line break, a picture with zeros.
///
/// # Errors
/// [`SealTrouble::TooLong`] when it fits none.
pub fn pad(plain: &[u8], contents: Contents) -> Result<Zeroizing<Vec<u8>>, SealTrouble> {
    let (sizes, filler) = match contents {
        Contents::Text => (TEXT, b' '),
        Contents::Photo => (PHOTO, 0),
    };
    let size = sizes.into_iter().find(|size| plain.len() <= *size).ok_or(SealTrouble::TooLong)?;
    let mut padded = Zeroizing::new(Vec::with_capacity(size));
    padded.extend_from_slice(plain);
    if contents == Contents::Text && plain.len() < size {
        // The text keeps its last line for itself, and a terminal's prompt begins a fresh one.
        padded.push(b'\n');
        let before_last = padded.len().max(size.saturating_sub(1));
        padded.resize(before_last, filler);
    }
    let last = if contents == Contents::Text { b'\n' } else { filler };
    padded.resize(size, last);
    Ok(padded)
}

/// Takes padding off: zeros after a JPEG, spaces and line breaks after anything else.
#[must_use]
pub fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Zeroizing<Vec<u8>> {
    let is_padding: fn(&u8) -> bool =
        if padded.starts_with(&JPEG) { |byte| *byte == 0 } else { |byte| b" \r\n".contains(byte) };
    let content = padded.iter().rposition(|byte| !is_padding(byte)).map_or(0, |last| last.saturating_add(1));
    padded.truncate(content);
    padded
}
