//! Picture files that tell too much, and some that would take all memory.

use std::io::Write;

use image::ImageFormat;

/// An Exif block with an orientation, a camera, an author, a place and a thumbnail.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    let entries: [(u16, u16, u32, [u8; 4]); 4] = [
        (0x010f, 2, 7, 100_u32.to_le_bytes()),
        (0x0112, 3, 1, [orientation, 0, 0, 0]),
        (0x013b, 2, 5, 110_u32.to_le_bytes()),
        (0x8825, 4, 1, 120_u32.to_le_bytes()),
    ];
    let mut block = b"II*\0\x08\0\0\0\x04\0".to_vec();
    for (tag, kind, count, value) in entries {
        block.extend(tag.to_le_bytes());
        block.extend(kind.to_le_bytes());
        block.extend(count.to_le_bytes());
        block.extend(value);
    }
    block.resize(100, 0);
    block.extend(b"CAMERA\0\0\0\0Budi\0\0\0\0\0\0GPS -6.2,106.8\xff\xd8\xff\xdb thumbnail \xff\xd9");
    block
}

const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0<x>Budi</x>";

/// Puts an Exif block, XMP, an author and a zip file behind the end into a picture file.
pub(super) fn with_metadata(file: &[u8], format: ImageFormat, orientation: u8) -> Vec<u8> {
    let exif = exif(orientation);
    let mut told = match format {
        ImageFormat::Jpeg => jpeg_with(
            file,
            &[
                (0xe1, [b"Exif\0\0", exif.as_slice()].concat()),
                (0xe1, XMP.to_vec()),
                (0xe2, b"ICC_PROFILE\0\x01\x01 Budi".to_vec()),
                (0xfe, b"Budi".to_vec()),
            ],
        ),
        ImageFormat::Png => {
            let chunks =
                [chunk(b"eXIf", &exif), chunk(b"tEXt", b"Author\0Budi"), chunk(b"iTXt", XMP)].concat();
            [&file[..33], &chunks, &file[33..]].concat()
        }
        _ => webp_with(file, &exif),
    };
    told.extend(b"PK\x03\x04rahasia.txt");
    told
}

/// Puts segments in front of all others of a JPEG.
pub(super) fn jpeg_with(file: &[u8], segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let mut told = file[..2].to_vec();
    for (marker, segment) in segments {
        told.extend([0xff, *marker]);
        told.extend(u16::try_from(segment.len() + 2).unwrap().to_be_bytes());
        told.extend(segment);
    }
    told.extend(&file[2..]);
    told
}

fn webp_with(file: &[u8], exif: &[u8]) -> Vec<u8> {
    let (width, height) = image::load_from_memory(file).map(|seen| (seen.width(), seen.height())).unwrap();
    let mut extended = vec![0x0c, 0, 0, 0];
    extended.extend(&(width - 1).to_le_bytes()[..3]);
    extended.extend(&(height - 1).to_le_bytes()[..3]);
    let body = [&riff(b"VP8X", &extended), &file[12..], &riff(b"EXIF", exif), &riff(b"XMP ", XMP)].concat();
    riff(b"RIFF", &[b"WEBP", body.as_slice()].concat())
}

fn riff(kind: &[u8; 4], chunk: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_vec();
    bytes.extend(u32::try_from(chunk.len()).unwrap().to_le_bytes());
    bytes.extend(chunk);
    bytes.resize(bytes.len().next_multiple_of(2), 0);
    bytes
}

/// A PNG chunk with its checksum.
pub(super) fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(kind);
    bytes.extend(content);
    bytes.extend(crc(&bytes[4..]).to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xedb8_8320 * (crc & 1)))
    })
}

/// A deflate stream that stores its bytes.
fn stored(content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap();
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in content {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    let mut stream = vec![0x78, 0x01, 0x01];
    stream.write_all(&length.to_le_bytes()).unwrap();
    stream.write_all(&(!length).to_le_bytes()).unwrap();
    stream.write_all(content).unwrap();
    stream.write_all(&(high << 16 | low).to_be_bytes()).unwrap();
    stream
}

fn png(width: u32, height: u32, kind: [u8; 2], chunks: &[Vec<u8>]) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &kind, &[0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &header), chunks.concat(), chunk(b"IEND", b"")].concat()
}

/// An 8×8 PNG of two colours, one bit a pixel.
pub(super) fn paletted() -> Vec<u8> {
    let rows = [0, 0b1010_1010].repeat(8);
    png(8, 8, [1, 3], &[chunk(b"PLTE", &[255, 0, 0, 0, 0, 255]), chunk(b"IDAT", &stored(&rows))])
}

fn jpeg(width: u16, height: u16, frame: u8, components: u8, in_scan: u8) -> Vec<u8> {
    let mut header = vec![8];
    header.extend(height.to_be_bytes());
    header.extend(width.to_be_bytes());
    header.push(components);
    (1..=components).for_each(|id| header.extend([id, 0x11, 0]));
    let scan = [vec![in_scan], vec![0; usize::from(in_scan) * 2 + 3]].concat();
    jpeg_with(&[0xff, 0xd8, 0xff, 0xd9], &[(frame, header), (0xda, scan)])
}

fn webp(kind: &[u8; 4], bits: &[u8]) -> Vec<u8> {
    riff(b"RIFF", &[b"WEBP", riff(kind, bits).as_slice()].concat())
}

/// Small files that would take gigabytes.
pub(super) fn bombs() -> Vec<(&'static str, Vec<u8>)> {
    let pixels = chunk(b"IDAT", &stored(&[0; 1000]));
    let lossless = (16_383_u32 | 16_383 << 14).to_le_bytes();
    let lossy = [&[0x10, 0, 0, 0x9d, 0x01, 0x2a][..], &[0xff, 0x3f, 0xff, 0x3f], &[0; 100]].concat();
    let hidden = [&riff(b"VP8X", &[0; 10]), riff(b"VP8 ", &lossy).as_slice()].concat();
    let moving = [&[0; 16][..], &riff(b"VP8 ", &lossy)].concat();
    let moving = [riff(b"VP8X", &[2, 0, 0, 0, 9, 0, 0, 9, 0, 0]), riff(b"ANMF", &moving)].concat();
    vec![
        ("a PNG of 50,000 × 50,000", png(50_000, 50_000, [8, 2], std::slice::from_ref(&pixels))),
        ("a PNG of one bit a pixel", png(50_000, 50_000, [1, 0], std::slice::from_ref(&pixels))),
        ("a long thin PNG", png(2_000_000_000, 1, [8, 0], std::slice::from_ref(&pixels))),
        ("a deep PNG", png(7000, 7000, [16, 6], &[pixels])),
        ("a JPEG of 50,000 × 50,000", jpeg(50_000, 50_000, 0xc0, 3, 3)),
        ("a progressive JPEG that keeps its coefficients", jpeg(7000, 7000, 0xc2, 3, 3)),
        ("a JPEG in three scans", jpeg(7000, 7000, 0xc0, 3, 1)),
        ("a lossless WebP", webp(b"VP8L", &[&[0x2f][..], &lossless, &[0; 100]].concat())),
        ("a lossy WebP", webp(b"VP8 ", &lossy)),
        ("a WebP with a small canvas", riff(b"RIFF", &[b"WEBP", hidden.as_slice()].concat())),
        ("a moving WebP", riff(b"RIFF", &[b"WEBP", moving.as_slice()].concat())),
    ]
}
