//! The essence of a JPEG: tables, frame and scans; no application segment but Adobe's colour mark.

use image::ImageFormat;
use image::metadata::Orientation;
use zeroize::Zeroizing;

use crate::sealing::photo::essence;
use crate::sealing::photo::essence::Essence;
use crate::sealing::photo::essence::take;
use crate::sealing::photo::essence::take_slice;

const APP1: u8 = 0xe1;
const ADOBE: u8 = 0xee;
const SCAN: u8 = 0xda;
const EXIF: &[u8] = b"Exif\0\0";

/// The frame header.
struct Frame {
    width: u16,
    height: u16,
    components: u8,
    progressive: bool,
    /// Samples of all components together for each hundred pixels.
    samples_per_hundred: u64,
}

/// Copies the essence out of a JPEG file.
pub(super) fn essence(picture: &[u8]) -> Option<Essence> {
    let mut rest = picture.get(2..)?;
    let mut file = Zeroizing::new(Vec::with_capacity(picture.len()));
    file.extend_from_slice(&[0xff, 0xd8]);
    let (mut frame, mut orientation) = (None, Orientation::NoTransforms);
    loop {
        let (marker, segment) = segment(&mut rest)?;
        match marker {
            APP1 if segment.starts_with(EXIF) => {
                orientation = essence::orientation(segment.get(EXIF.len()..));
            }
            0xc0..=0xcf | 0xdb | 0xdd | ADOBE | SCAN => copy(&mut file, marker, segment)?,
            _ => {}
        }
        if is_frame(marker) {
            let first = frame.replace(read_frame(marker, segment)?);
            if first.is_some() {
                return None;
            }
        }
        if marker == SCAN {
            // All scans; the decoder ends with the last of them, whatever follows it.
            file.extend_from_slice(rest);
            return finish(&frame?, *segment.first()?, orientation, file);
        }
    }
}

fn finish(
    frame: &Frame,
    in_first_scan: u8,
    orientation: Orientation,
    file: Zeroizing<Vec<u8>>,
) -> Option<Essence> {
    let shown = if frame.components == 1 { 1 } else { 3 };
    // Where components or their bits come in several scans, all coefficients are kept: two bytes each.
    let kept = frame.progressive || in_first_scan != frame.components;
    let coefficients = if kept { frame.samples_per_hundred.checked_mul(2)? } else { 0 };
    Some(Essence {
        format: ImageFormat::Jpeg,
        width: u32::from(frame.width),
        height: u32::from(frame.height),
        bytes_per_hundred: coefficients.checked_add(100 * shown)?,
        orientation,
        file,
    })
}

/// Reads the next segment: its marker and what it holds.
fn segment<'a>(rest: &mut &'a [u8]) -> Option<(u8, &'a [u8])> {
    loop {
        let start = rest.iter().position(|byte| *byte == 0xff)?;
        take_slice(rest, start)?;
        let fill = rest.iter().position(|byte| *byte != 0xff)?;
        take_slice(rest, fill)?;
        let [marker] = take(rest)?;
        // Neither stuffing nor markers that stand alone.
        if !matches!(marker, 0x00 | 0x01 | 0xd0..=0xd9) {
            let length = usize::from(u16::from_be_bytes(take(rest)?));
            return Some((marker, take_slice(rest, length.checked_sub(2)?)?));
        }
    }
}

fn copy(file: &mut Vec<u8>, marker: u8, segment: &[u8]) -> Option<()> {
    let length = u16::try_from(segment.len().checked_add(2)?).ok()?;
    file.extend_from_slice(&[0xff, marker]);
    file.extend_from_slice(&length.to_be_bytes());
    file.extend_from_slice(segment);
    Some(())
}

fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

fn read_frame(marker: u8, mut segment: &[u8]) -> Option<Frame> {
    let [_precision] = take(&mut segment)?;
    let height = u16::from_be_bytes(take(&mut segment)?);
    let width = u16::from_be_bytes(take(&mut segment)?);
    let [components] = take(&mut segment)?;
    let (mut sum, mut across, mut down) = (0_u64, 1_u64, 1_u64);
    for _ in 0..components {
        let [_id, sampling, _table] = take(&mut segment)?;
        let (horizontal, vertical) = (u64::from(sampling >> 4), u64::from(sampling & 15));
        sum = sum.saturating_add(horizontal.saturating_mul(vertical));
        across = across.max(horizontal);
        down = down.max(vertical);
    }
    let samples_per_hundred = sum.saturating_mul(100) / across.saturating_mul(down);
    Some(Frame { width, height, components, progressive: marker == 0xc2, samples_per_hundred })
}
