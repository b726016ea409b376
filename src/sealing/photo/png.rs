//! The essence of a PNG: header, palette, transparency and pixels.

use image::ImageFormat;
use zeroize::Zeroizing;

use crate::sealing::photo::essence;
use crate::sealing::photo::essence::Essence;
use crate::sealing::photo::essence::take;
use crate::sealing::photo::essence::take_slice;

/// How every PNG begins.
pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The chunks that make up the picture.
const KEPT: [&[u8; 4]; 5] = [b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"];

/// Copies the essence out of a PNG file.
pub(super) fn essence(picture: &[u8]) -> Option<Essence> {
    let mut rest = picture.strip_prefix(SIGNATURE)?;
    let mut file = Zeroizing::new(Vec::with_capacity(picture.len()));
    file.extend_from_slice(SIGNATURE);
    let (mut header, mut exif, mut transparent) = (None, None, false);
    loop {
        let (kind, chunk, whole) = chunk(&mut rest)?;
        if KEPT.contains(&&kind) {
            file.extend_from_slice(whole);
        }
        match &kind {
            b"IHDR" if header.is_none() => header = Some(chunk),
            b"tRNS" => transparent = true,
            b"eXIf" => exif = Some(chunk),
            b"IEND" => break,
            _ => {}
        }
    }
    let mut header = header?;
    let width = u32::from_be_bytes(take(&mut header)?);
    let height = u32::from_be_bytes(take(&mut header)?);
    let [depth, colours] = take(&mut header)?;
    let bytes_per_hundred = 100 * channels(colours, transparent)? * if depth == 16 { 2 } else { 1 };
    let orientation = essence::orientation(exif);
    Some(Essence { format: ImageFormat::Png, width, height, bytes_per_hundred, orientation, file })
}

/// Reads the next chunk: its kind, what it holds, and all of it.
fn chunk<'a>(rest: &mut &'a [u8]) -> Option<([u8; 4], &'a [u8], &'a [u8])> {
    let begin = *rest;
    let length = usize::try_from(u32::from_be_bytes(take(rest)?)).ok()?;
    let kind = take(rest)?;
    let chunk = take_slice(rest, length)?;
    let [_, _, _, _] = take(rest)?;
    Some((kind, chunk, begin.get(..length.checked_add(12)?)?))
}

fn channels(colours: u8, transparent: bool) -> Option<u64> {
    let own = match colours {
        0 => 1,
        2 | 3 => 3,
        4 => return Some(2),
        6 => return Some(4),
        _ => return None,
    };
    Some(if transparent { own + 1 } else { own })
}
