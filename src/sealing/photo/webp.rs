//! The essence of a WebP: the bits of its first picture, with their own sizes.

use image::ImageFormat;
use image::metadata::Orientation;
use zeroize::Zeroizing;

use crate::sealing::photo::essence;
use crate::sealing::photo::essence::Essence;
use crate::sealing::photo::essence::take;
use crate::sealing::photo::essence::take_slice;

/// Says that a picture has transparency, in the header of an extended file.
const HAS_ALPHA: u8 = 0x10;

/// The chunks of a file that matter.
#[derive(Default)]
struct Chunks<'a> {
    lossy: Option<&'a [u8]>,
    lossless: Option<&'a [u8]>,
    alpha: Option<&'a [u8]>,
    exif: Option<&'a [u8]>,
}

/// Copies the essence out of a WebP file.
pub(super) fn essence(picture: &[u8]) -> Option<Essence> {
    let mut rest = picture.strip_prefix(b"RIFF")?;
    let length = usize::try_from(u32::from_le_bytes(take(&mut rest)?)).ok()?;
    // What follows the picture is left behind.
    let rest = rest.get(..length).unwrap_or(rest).strip_prefix(b"WEBP")?;
    let mut chunks = Chunks::default();
    chunks.read(rest);
    let orientation = essence::orientation(chunks.exif);
    if let Some(bits) = chunks.lossless {
        return lossless(bits, orientation);
    }
    lossy(chunks.lossy?, chunks.alpha, orientation)
}

impl<'a> Chunks<'a> {
    /// Reads as many chunks as are whole; the first of each kind counts.
    fn read(&mut self, mut rest: &'a [u8]) {
        while let Some((kind, chunk)) = chunk(&mut rest) {
            match &kind {
                b"VP8 " => drop(self.lossy.get_or_insert(chunk)),
                b"VP8L" => drop(self.lossless.get_or_insert(chunk)),
                b"ALPH" => drop(self.alpha.get_or_insert(chunk)),
                b"EXIF" => drop(self.exif.get_or_insert(chunk)),
                // The first picture of a moving one: its chunks follow sixteen bytes of place and time.
                b"ANMF" if self.lossy.is_none() && self.lossless.is_none() => {
                    self.read_still(chunk.get(16..).unwrap_or_default());
                }
                _ => {}
            }
        }
    }

    fn read_still(&mut self, mut rest: &'a [u8]) {
        while let Some((kind, chunk)) = chunk(&mut rest) {
            match &kind {
                b"VP8 " => drop(self.lossy.get_or_insert(chunk)),
                b"VP8L" => drop(self.lossless.get_or_insert(chunk)),
                b"ALPH" => drop(self.alpha.get_or_insert(chunk)),
                _ => {}
            }
        }
    }
}

/// Reads the next chunk: its kind and what it holds.
fn chunk<'a>(rest: &mut &'a [u8]) -> Option<([u8; 4], &'a [u8])> {
    let kind = take(rest)?;
    let length = usize::try_from(u32::from_le_bytes(take(rest)?)).ok()?;
    let chunk = take_slice(rest, length)?;
    if !length.is_multiple_of(2) && !rest.is_empty() {
        take_slice(rest, 1)?;
    }
    Some((kind, chunk))
}

fn lossless(bits: &[u8], orientation: Orientation) -> Option<Essence> {
    let mut rest = bits.strip_prefix(&[0x2f])?;
    let header = u32::from_le_bytes(take(&mut rest)?);
    let (width, height) = ((header & 0x3fff) + 1, ((header >> 14) & 0x3fff) + 1);
    let file = riff(&[(b"VP8L", bits)])?;
    // The picture in four bytes a pixel, and once more without transparency.
    Some(Essence { format: ImageFormat::WebP, width, height, bytes_per_hundred: 800, orientation, file })
}

fn lossy(bits: &[u8], alpha: Option<&[u8]>, orientation: Orientation) -> Option<Essence> {
    let mut rest = bits.get(3..)?.strip_prefix(&[0x9d, 0x01, 0x2a])?;
    let width = u32::from(u16::from_le_bytes(take(&mut rest)?) & 0x3fff);
    let height = u32::from(u16::from_le_bytes(take(&mut rest)?) & 0x3fff);
    let Some(alpha) = alpha else {
        let file = riff(&[(b"VP8 ", bits)])?;
        return Some(Essence {
            format: ImageFormat::WebP,
            width,
            height,
            bytes_per_hundred: 500,
            orientation,
            file,
        });
    };
    let extended = extended(width, height)?;
    let file = riff(&[(b"VP8X", &extended), (b"ALPH", alpha), (b"VP8 ", bits)])?;
    Some(Essence { format: ImageFormat::WebP, width, height, bytes_per_hundred: 1100, orientation, file })
}

/// The header of a file with transparency.
fn extended(width: u32, height: u32) -> Option<[u8; 10]> {
    let [w0, w1, w2, _] = width.checked_sub(1)?.to_le_bytes();
    let [h0, h1, h2, _] = height.checked_sub(1)?.to_le_bytes();
    Some([HAS_ALPHA, 0, 0, 0, w0, w1, w2, h0, h1, h2])
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Option<Zeroizing<Vec<u8>>> {
    let padded = |chunk: &[u8]| chunk.len().checked_add(8)?.checked_next_multiple_of(2);
    let length = chunks.iter().try_fold(4_usize, |sum, (_, chunk)| sum.checked_add(padded(chunk)?))?;
    let mut file = Zeroizing::new(Vec::with_capacity(length.checked_add(8)?));
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&u32::try_from(length).ok()?.to_le_bytes());
    file.extend_from_slice(b"WEBP");
    for (kind, chunk) in chunks {
        file.extend_from_slice(*kind);
        file.extend_from_slice(&u32::try_from(chunk.len()).ok()?.to_le_bytes());
        file.extend_from_slice(chunk);
        if !chunk.len().is_multiple_of(2) {
            file.push(0);
        }
    }
    Some(file)
}
