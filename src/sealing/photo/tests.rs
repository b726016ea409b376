use std::io::Cursor;
use std::time::Duration;
use std::time::Instant;

use image::DynamicImage;
use image::ImageFormat;
use image::Rgb;
use image::RgbImage;
use image::Rgba;
use image::RgbaImage;
use proptest::collection::vec;
use proptest::prelude::any;
use proptest::prop_assert;
use proptest::proptest;

use super::BYTES;
use super::SIDE;
use super::anew;
use crate::ports::PhotoTrouble;

mod files;

use files::bombs;
use files::exif;
use files::with_metadata;

const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

const RED: Rgb<u8> = Rgb([220, 20, 20]);
const GREEN: Rgb<u8> = Rgb([20, 200, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);
const YELLOW: Rgb<u8> = Rgb([220, 220, 20]);

/// Red, green, blue and yellow quarters: each way of turning looks different.
fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => RED,
        (false, true) => GREEN,
        (true, false) => BLUE,
        (false, false) => YELLOW,
    })
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

fn decoded(photo: &[u8]) -> RgbImage {
    image::load_from_memory_with_format(photo, ImageFormat::Jpeg).unwrap().to_rgb8()
}

fn is_like(one: Rgb<u8>, two: Rgb<u8>) -> bool {
    one.0.iter().zip(two.0).all(|(one, two)| one.abs_diff(two) < 40)
}

/// The colours of the four quarters: top left, top right, bottom left, bottom right.
fn corners(photo: &RgbImage) -> [char; 4] {
    let (right, bottom) = (photo.width() * 3 / 4, photo.height() * 3 / 4);
    let (left, top) = (photo.width() / 4, photo.height() / 4);
    [(left, top), (right, top), (left, bottom), (right, bottom)].map(|(x, y)| {
        let seen = *photo.get_pixel(x, y);
        let names = [(RED, 'r'), (GREEN, 'g'), (BLUE, 'b'), (YELLOW, 'y')];
        names.iter().find(|(colour, _)| is_like(seen, *colour)).map_or('?', |(_, name)| *name)
    })
}

fn has(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn nothing_but_pixels_comes_out() {
    let traces: [&[u8]; 10] = [
        b"Exif",
        b"GPS",
        b"Budi",
        b"http://ns.adobe.com",
        b"eXIf",
        b"tEXt",
        b"PK\x03\x04",
        b"rahasia.txt",
        b"CAMERA",
        b"ICC",
    ];
    for format in FORMATS {
        let clean = encoded(&quarters(300, 200).into(), format);
        let told = with_metadata(&clean, format, 1);
        assert!(["Budi", "GPS", "rahasia.txt", "CAMERA"].iter().all(|trace| has(&told, trace.as_bytes())));
        let photo = anew(&told).unwrap();
        for trace in traces {
            assert!(!has(&photo, trace), "{format:?}: {}", String::from_utf8_lossy(trace));
        }
        assert!(photo.as_slice() == anew(&clean).unwrap().as_slice(), "{format:?}: the same as without");
    }
}

#[test]
fn the_output_has_no_segment_that_could_tell_anything() {
    let photo = anew(&encoded(&quarters(300, 200).into(), ImageFormat::Png)).unwrap();
    let mut place = 2;
    while photo[place + 1] != 0xda {
        let marker = photo[place + 1];
        assert!(matches!(marker, 0xe0 | 0xdb | 0xc0 | 0xc4), "{marker:x}");
        place += 2 + usize::from(u16::from_be_bytes([photo[place + 2], photo[place + 3]]));
    }
    assert_eq!(photo[photo.len() - 2..], [0xff, 0xd9]);
}

#[test]
fn photos_stand_upright_however_the_camera_was_held() {
    for format in FORMATS {
        for orientation in 1..=8_u8 {
            let file = encoded(&quarters(300, 200).into(), format);
            let photo = decoded(&anew(&with_metadata(&file, format, orientation)).unwrap());
            let size = if orientation < 5 { (300, 200) } else { (200, 300) };
            assert_eq!(photo.dimensions(), size, "{format:?} {orientation}");
            let seen: String = corners(&photo).iter().collect();
            assert_eq!(seen, expected(orientation), "{format:?} {orientation}");
        }
    }
}

/// How the quarters of a file look to a person, by what its Exif block says.
fn expected(orientation: u8) -> &'static str {
    match orientation {
        2 => "gryb",
        3 => "ybgr",
        4 => "byrg",
        5 => "rbgy",
        6 => "bryg",
        7 => "ygbr",
        8 => "gyrb",
        _ => "rgby",
    }
}

#[test]
fn an_exif_block_that_makes_no_sense_turns_nothing() {
    for block in [&b""[..], b"II", b"II*\0\xff\xff\xff\xff", &exif(0), &exif(9)] {
        let file = encoded(&quarters(300, 200).into(), ImageFormat::Jpeg);
        let photo = anew(&files::jpeg_with(&file, &[(0xe1, [b"Exif\0\0", block].concat())])).unwrap();
        assert_eq!(decoded(&photo).dimensions(), (300, 200));
    }
}

#[test]
fn large_photos_become_small_ones() {
    let mut seed = 1_u32;
    let mut noise = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(seed >> 24).unwrap()
    };
    let noisy = RgbImage::from_fn(2400, 1800, |_, _| Rgb([noise(), noise(), noise()]));
    let photo = anew(&encoded(&noisy.into(), ImageFormat::Jpeg)).unwrap();
    assert!(photo.len() <= BYTES, "{}", photo.len());
    assert!(decoded(&photo).width() >= 480);
    for (width, height, small) in
        [(6000, 40, (SIDE, 11)), (2000, 4000, (800, SIDE)), (1600, 1600, (1600, 1600))]
    {
        let photo = anew(&encoded(&quarters(width, height).into(), ImageFormat::Png)).unwrap();
        assert_eq!(decoded(&photo).dimensions(), small);
    }
}

#[test]
fn a_screenshot_keeps_its_full_size() {
    let is_ink = |x: u32, y: u32| y % 48 < 24 && (x / 4 + y / 6).is_multiple_of(3);
    let paper = |x, y| if is_ink(x, y) { Rgb([30; 3]) } else { Rgb([255; 3]) };
    let screen = RgbImage::from_fn(1080, 2400, paper);
    let photo = decoded(&anew(&encoded(&screen.into(), ImageFormat::Png)).unwrap());
    assert_eq!(photo.dimensions(), (720, SIDE));
}

#[test]
fn what_is_transparent_is_white() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let clear = RgbaImage::from_pixel(64, 64, Rgba([0, 0, 0, 0]));
        let photo = decoded(&anew(&encoded(&clear.into(), format)).unwrap());
        assert!(is_like(*photo.get_pixel(32, 32), Rgb([255; 3])), "{format:?}");
    }
}

#[test]
fn grey_deep_and_paletted_pictures_are_pictures() {
    let deep = DynamicImage::ImageRgb8(quarters(120, 80)).to_rgb16();
    let photo = anew(&encoded(&DynamicImage::ImageRgb16(deep), ImageFormat::Png)).unwrap();
    assert_eq!(corners(&decoded(&photo)), ['r', 'g', 'b', 'y']);
    let grey = DynamicImage::ImageLuma8(DynamicImage::ImageRgb8(quarters(120, 80)).to_luma8());
    for format in [ImageFormat::Png, ImageFormat::Jpeg] {
        assert_eq!(decoded(&anew(&encoded(&grey, format)).unwrap()).dimensions(), (120, 80));
    }
    assert_eq!(decoded(&anew(&files::paletted()).unwrap()).dimensions(), (8, 8));
}

/// The quarters as libwebp, libjpeg and libpng write them, in ways that our own encoders don't know: with
/// loss, in motion, progressively, in printers' colours, several in one file. Some are to be turned.
#[test]
fn pictures_of_other_programs_are_read() {
    macro_rules! sample {
        ($name:literal) => {
            (
                $name,
                include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/foto/", $name)).as_slice(),
            )
        };
    }
    let samples = [
        (sample!("lossy-turned.webp"), "bryg"),
        (sample!("lossy-transparent.webp"), "?gby"),
        (sample!("moving.webp"), "?gby"),
        (sample!("progressive-turned.jpg"), "bryg"),
        (sample!("cmyk.jpg"), "rgby"),
        (sample!("several.jpg"), "rgby"),
        (sample!("palette-turned.png"), "bryg"),
    ];
    for ((name, file), expected) in samples {
        let photo = anew(file).unwrap();
        let seen: String = corners(&decoded(&photo)).iter().collect();
        assert_eq!(seen, expected, "{name}");
        assert!(!has(&photo, b"Budi"), "{name}");
    }
}

#[test]
fn bombs_are_refused_before_they_go_off() {
    for (name, bomb) in bombs() {
        let begin = Instant::now();
        let refused = anew(&bomb);
        let taken = begin.elapsed();
        assert_eq!(refused.unwrap_err(), PhotoTrouble::TooLarge, "{name}");
        assert!(taken < Duration::from_millis(100), "{name} took {taken:?}");
    }
}

#[test]
fn what_is_no_picture_is_said_to_be_none() {
    let gif = b"GIF89a\x01\0\x01\0\0\0\0;";
    let others: [&[u8]; 6] = [b"", b"\xff\xd8\xff", b"%PDF-1.7", gif, b"RIFF\0\0\0\0WEBP", b"PK\x03\x04"];
    for file in others {
        assert_eq!(anew(file).unwrap_err(), PhotoTrouble::Unreadable);
    }
    for format in FORMATS {
        let whole = encoded(&quarters(300, 200).into(), format);
        assert_eq!(anew(&whole[..40]).unwrap_err(), PhotoTrouble::Unreadable, "{format:?}");
    }
}

proptest! {
    #[test]
    fn no_bytes_break_the_photo_reader(bytes in vec(any::<u8>(), 0..400), begin in 0_usize..6) {
        let begins: [&[u8]; 6] = [
            b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08\x02\0\0\0",
            b"RIFF\x80\0\0\0WEBPVP8 ", b"RIFF\x80\0\0\0WEBPVP8L", b"RIFF\x80\0\0\0WEBPVP8X\x0a\0\0\0",
        ];
        let _any = anew(&[begins[begin], &bytes].concat());
    }

    #[test]
    fn no_damage_breaks_the_photo_reader(format in 0_usize..3, damage in vec((any::<u16>(), any::<u8>()), 1..6), cut in any::<u16>()) {
        let format = FORMATS[format];
        let mut file = with_metadata(&encoded(&quarters(40, 30).into(), format), format, 6);
        for (place, byte) in damage {
            let place = usize::from(place) % file.len();
            file[place] = byte;
        }
        file.truncate(file.len() - usize::from(cut) % 50);
        if let Ok(photo) = anew(&file) {
            prop_assert!(photo.len() <= BYTES && !has(&photo, b"Budi"));
        }
    }
}
