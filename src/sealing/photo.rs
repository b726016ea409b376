//! Photos written anew: pixels, upright, and nothing else.
//!
//! Three steps. First the few parts of the file that make up the picture are copied out of it, so that
//! no decoder ever sees metadata, profiles, thumbnails or what hides behind the end. Then what decoding
//! will take is held against the limits, from the header alone. Only then is it decoded, made smaller
//! and written as a JPEG.

mod essence;
mod jpeg;
mod png;
mod webp;

use std::io::Cursor;

use image::DynamicImage;
use image::GenericImageView;
use image::ImageDecoder;
use image::ImageReader;
use image::Limits;
use image::Rgb;
use image::RgbImage;
use image::RgbaImage;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use zeroize::Zeroize;
use zeroize::Zeroizing;

use crate::ports::PhotoTrouble;
use crate::sealing::photo::essence::Essence;

/// The longest side of what is written.
const SIDE: u32 = 1600;

/// The most bytes that are written.
const BYTES: usize = 400 * 1024;

/// Sides and qualities to try until the photo is small enough.
const TRIES: [(u32, u8); 8] =
    [(SIDE, 85), (SIDE, 75), (SIDE, 60), (1280, 70), (1280, 50), (1024, 60), (800, 50), (480, 40)];

/// Decodes a picture and writes it anew.
pub(super) fn anew(picture: &[u8]) -> Result<Zeroizing<Vec<u8>>, PhotoTrouble> {
    let essence = essence::of(picture).ok_or(PhotoTrouble::Unreadable)?;
    essence.check_size()?;
    let mut small = shrink(decode(&essence)?, SIDE);
    small.apply_orientation(essence.orientation);
    let flat = on_white(&small);
    wipe(small);
    let written = encode(&flat);
    wipe(flat.into());
    written
}

fn decode(essence: &Essence) -> Result<DynamicImage, PhotoTrouble> {
    let mut limits = Limits::default();
    limits.max_alloc = Some(essence::MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(essence.file.as_slice()), essence.format);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|_| PhotoTrouble::Unreadable)?;
    if decoder.dimensions() != (essence.width, essence.height) {
        return Err(PhotoTrouble::Unreadable);
    }
    DynamicImage::from_decoder(decoder).map_err(|_| PhotoTrouble::Unreadable)
}

/// Makes a picture smaller if one of its sides is longer than `side`.
fn shrink(mut picture: DynamicImage, side: u32) -> DynamicImage {
    let twice = side.saturating_mul(2);
    if longest(&picture) > twice {
        // Averaging down to twice the size takes no memory to speak of; the good filter does the rest.
        let halfway = picture.thumbnail(twice, twice);
        wipe(std::mem::replace(&mut picture, halfway));
    }
    if longest(&picture) > side {
        let small = picture.resize(side, side, FilterType::CatmullRom);
        wipe(std::mem::replace(&mut picture, small));
    }
    picture
}

fn longest(picture: &impl GenericImageView) -> u32 {
    picture.width().max(picture.height())
}

/// Puts a picture on white, as far as one sees through it.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen: RgbaImage = picture.to_rgba8();
    let mut flat = RgbImage::new(seen.width(), seen.height());
    for (to, from) in flat.pixels_mut().zip(seen.pixels()) {
        let [red, green, blue, alpha] = from.0;
        *to = Rgb([red, green, blue].map(|part| over_white(part, alpha)));
    }
    flat
}

fn over_white(part: u8, alpha: u8) -> u8 {
    let (part, alpha) = (u32::from(part), u32::from(alpha));
    let mixed =
        part.saturating_mul(alpha).saturating_add(255_u32.saturating_mul(255_u32.saturating_sub(alpha)));
    u8::try_from(mixed.saturating_add(127) / 255).unwrap_or(u8::MAX)
}

fn encode(picture: &RgbImage) -> Result<Zeroizing<Vec<u8>>, PhotoTrouble> {
    for (side, quality) in TRIES {
        let written = if longest(picture) <= side {
            write(picture, quality)?
        } else {
            let smaller = shrink(picture.clone().into(), side).into_rgb8();
            let written = write(&smaller, quality)?;
            wipe(smaller.into());
            written
        };
        if written.len() <= BYTES {
            return Ok(written);
        }
    }
    Err(PhotoTrouble::Failed)
}

fn write(picture: &RgbImage, quality: u8) -> Result<Zeroizing<Vec<u8>>, PhotoTrouble> {
    let mut written = Zeroizing::new(Vec::with_capacity(2 * BYTES));
    let mut encoder = JpegEncoder::new_with_quality(&mut *written, quality);
    encoder.encode_image(picture).map_err(|_| PhotoTrouble::Failed)?;
    Ok(written)
}

/// Wipes and frees the pixels of the usual kinds of pictures.
fn wipe(mut picture: DynamicImage) {
    match &mut picture {
        DynamicImage::ImageLuma8(pixels) => pixels.as_flat_samples_mut().samples.zeroize(),
        DynamicImage::ImageLumaA8(pixels) => pixels.as_flat_samples_mut().samples.zeroize(),
        DynamicImage::ImageRgb8(pixels) => pixels.as_flat_samples_mut().samples.zeroize(),
        DynamicImage::ImageRgba8(pixels) => pixels.as_flat_samples_mut().samples.zeroize(),
        DynamicImage::ImageRgb16(pixels) => pixels.as_flat_samples_mut().samples.zeroize(),
        DynamicImage::ImageRgba16(pixels) => pixels.as_flat_samples_mut().samples.zeroize(),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
