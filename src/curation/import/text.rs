//! From bytes to text: only UTF-8 is taken, since guessing would change letters unseen.

use crate::curation::import::Trouble;

/// What bytes that aren't UTF-8 seem to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// What "Unicode" means in older programs of Windows.
    Utf16,
    /// What "ANSI" means in older programs of Windows.
    Windows1252,
    /// No text at all.
    Binary,
}

/// Reads a file's text; line ends become plain, and a byte order mark goes.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<String, Trouble> {
    decode(bytes).map_err(|(line, seems)| Trouble::NotText { file: file.to_owned(), line, seems })
}

/// Reads text that anybody may have saved with anything.
///
/// # Errors
/// The first line that isn't UTF-8, and what the whole seems to be.
pub fn decode(bytes: &[u8]) -> Result<String, (usize, Encoding)> {
    let trouble = |line, seems| (line, seems);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(trouble(1, Encoding::Utf16));
    }
    if let Some(place) = bytes.iter().position(|byte| *byte == 0) {
        let seems = if looks_like_utf16(bytes) { Encoding::Utf16 } else { Encoding::Binary };
        return Err(trouble(line_of(bytes, place), seems));
    }
    let text = std::str::from_utf8(bytes)
        .map_err(|error| trouble(line_of(bytes, error.valid_up_to()), Encoding::Windows1252))?;
    Ok(plain(text))
}

/// A text with plain line ends and without a byte order mark.
pub(super) fn plain(text: &str) -> String {
    text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// Whether every other byte is 0, as in Latin letters of UTF-16 without its mark.
fn looks_like_utf16(bytes: &[u8]) -> bool {
    let zeros = |odd: usize| bytes.iter().skip(odd).step_by(2).take(64).filter(|byte| **byte == 0).count();
    let most = bytes.len().min(128) / 2;
    most > 0 && [zeros(0), zeros(1)].iter().any(|count| count.saturating_mul(4) >= most.saturating_mul(3))
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    bytes.iter().take(offset).filter(|byte| **byte == b'\n').count().saturating_add(1)
}
