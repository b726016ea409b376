//! What makes up a picture, copied out of its file: the parts a decoder needs, and no others.

use image::ImageFormat;
use image::metadata::Orientation;
use zeroize::Zeroizing;

use crate::ports::PhotoTrouble;
use crate::sealing::photo::jpeg;
use crate::sealing::photo::png;
use crate::sealing::photo::webp;

/// The most pixels: what the largest cameras of telephones make.
const MOST_PIXELS: u64 = 50_000_000;

/// The longest side.
const LONGEST_SIDE: u32 = 16_384;

/// The most memory that decoding may take, in bytes.
pub(super) const MOST_MEMORY: u64 = 160 * 1024 * 1024;

/// A picture without anything around it, and what decoding it takes.
pub(super) struct Essence {
    /// Which decoder to use.
    pub(super) format: ImageFormat,
    /// Pixels across, before turning it upright.
    pub(super) width: u32,
    /// Pixels down, before turning it upright.
    pub(super) height: u32,
    /// How many bytes the decoder holds for each hundred pixels at its peak.
    pub(super) bytes_per_hundred: u64,
    /// How to turn it upright.
    pub(super) orientation: Orientation,
    /// A file with the picture and nothing else.
    pub(super) file: Zeroizing<Vec<u8>>,
}

/// Reads the essence of a JPEG, PNG or WebP file; `None` for anything else, or a damaged one.
pub(super) fn of(picture: &[u8]) -> Option<Essence> {
    if picture.starts_with(&[0xff, 0xd8, 0xff]) {
        jpeg::essence(picture)
    } else if picture.starts_with(png::SIGNATURE) {
        png::essence(picture)
    } else {
        webp::essence(picture)
    }
}

impl Essence {
    /// Holds the picture against the limits, before anything is decoded.
    pub(super) fn check_size(&self) -> Result<(), PhotoTrouble> {
        if self.width == 0 || self.height == 0 {
            return Err(PhotoTrouble::Unreadable);
        }
        let pixels = u64::from(self.width).saturating_mul(u64::from(self.height));
        let memory = pixels.saturating_mul(self.bytes_per_hundred) / 100;
        let large = pixels > MOST_PIXELS || self.width.max(self.height) > LONGEST_SIDE;
        if large || memory > MOST_MEMORY { Err(PhotoTrouble::TooLarge) } else { Ok(()) }
    }
}

/// Reads how a picture is to be turned from an Exif block; without a word of it, not at all.
pub(super) fn orientation(exif: Option<&[u8]>) -> Orientation {
    exif.and_then(Orientation::from_exif_chunk).unwrap_or(Orientation::NoTransforms)
}

/// Reads bytes off the front of a slice.
pub(super) fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(*head)
}

/// Takes a slice off the front of another.
pub(super) fn take_slice<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (head, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(head)
}
