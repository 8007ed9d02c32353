//! Files of pictures become pictures: PNG, JPEG, BMP, TIFF with several pages, and what archives hold.

use std::fs::File;
use std::io::{BufReader, Cursor};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits};
use tiff::decoder::ifd::Value;
use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use crate::source::imported::Failure;
use crate::source::ocr::packed;
use crate::source::ocr::picture::{Colour, check_size, printed};

/// Bytes that a decoder may take for a picture.
const DECODER_BYTES: u64 = 400 << 20;

/// A picture of a file, and the dots per inch it claims to have, if any.
pub(crate) type Page = (Colour, Option<f64>);

/// Whether the bytes are a TIFF file.
fn is_tiff(bytes: &[u8]) -> bool {
    bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*")
}

/// Whether a JPEG file breaks off: nothing ends its last picture, and the decoder fills the rest with grey.
pub(crate) fn is_cut(bytes: &[u8]) -> bool {
    const BEGIN: [u8; 3] = [0xff, 0xd8, 0xff];
    const SCAN: [u8; 2] = [0xff, 0xda];
    const END: [u8; 2] = [0xff, 0xd9];
    let begin_of_scan = bytes.windows(2).rposition(|pair| pair == SCAN);
    let behind = begin_of_scan.and_then(|at| bytes.get(at..));
    let ends = behind.is_some_and(|rest| rest.windows(2).any(|pair| pair == END));
    bytes.starts_with(&BEGIN) && !ends
}

/// Hands the pictures in `bytes` to `each`, one after the other, upright as the file says.
///
/// # Errors
/// When a picture is damaged or too large; the failure of `each`.
pub(crate) fn each_picture(
    bytes: &[u8],
    each: &mut dyn FnMut(Page) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if is_tiff(bytes) {
        return each_tiff(bytes, each);
    }
    if let Some(picture) = packed::picture(bytes) {
        return each((picture?, None));
    }
    let mut reader = ImageReader::new(Cursor::new(bytes));
    let mut limits = Limits::default();
    limits.max_alloc = Some(DECODER_BYTES);
    reader.limits(limits);
    let reader = reader.with_guessed_format().map_err(|_| Failure::Damaged)?;
    let mut decoder = reader.into_decoder().map_err(|_| Failure::Damaged)?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Failure::Damaged)?;
    picture.apply_orientation(orientation);
    each((colour(picture), None))
}

/// Width and height of the picture in a file, as its head tells; none for TIFF, which scanners write.
pub(crate) fn size(file: File) -> Option<(u32, u32)> {
    let reader = ImageReader::new(BufReader::new(file));
    let reader = reader.with_guessed_format().ok()?;
    reader.into_dimensions().ok()
}

/// Opaque colours: what is transparent shows the paper. A large picture is not held more often than needed.
fn colour(picture: DynamicImage) -> Colour {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let pixels = if picture.color().has_alpha() {
        let picture = picture.into_rgba8();
        let over = |value: u8, alpha: u8| {
            let sum = u32::from(value) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
            u8::try_from(sum / 255).unwrap_or(255)
        };
        let pixels = picture.pixels().map(|pixel| {
            let [red, green, blue, alpha] = pixel.0;
            [red, green, blue].map(|value| over(value, alpha))
        });
        pixels.collect()
    } else {
        picture.into_rgb8().into_raw().as_chunks().0.to_vec()
    };
    Colour {
        width,
        height,
        pixels,
    }
}

fn each_tiff(
    bytes: &[u8],
    each: &mut dyn FnMut(Page) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let damaged = |_: TiffError| Failure::Damaged;
    let mut decoder = Decoder::new(Cursor::new(bytes)).map_err(damaged)?;
    loop {
        let (width, height) = decoder.dimensions().map_err(damaged)?;
        check_size(width, height)?;
        let resolution = decoder.find_tag(Tag::XResolution).ok().flatten();
        let resolution = resolution.and_then(|value| match value {
            Value::Rational(part, whole) => Some(f64::from(part) / f64::from(whole.max(1))),
            _ => None,
        });
        let unit = decoder.find_tag_unsigned::<u16>(Tag::ResolutionUnit);
        let per_inch = match unit {
            Ok(Some(3)) => resolution.map(|per_cm| per_cm * 2.54),
            Ok(Some(1)) => None,
            _ => resolution,
        };
        let kind = decoder.colortype().map_err(damaged)?;
        let pixels = decoder.read_image().map_err(damaged)?;
        let picture = tiff_colour(width as usize, height as usize, kind, pixels)?;
        each((picture, per_inch))?;
        if !decoder.more_images() || decoder.next_image().is_err() {
            return Ok(());
        }
    }
}

/// What a decoder of TIFF gives, as colours.
fn tiff_colour(
    width: usize,
    height: usize,
    kind: ColorType,
    pixels: DecodingResult,
) -> Result<Colour, Failure> {
    let bytes: Vec<u8> = match pixels {
        DecodingResult::U8(bytes) => bytes,
        DecodingResult::U16(words) => words.iter().map(|word| word.to_be_bytes()[0]).collect(),
        _ => return Err(Failure::Damaged),
    };
    let pixels: Vec<[u8; 3]> = match kind {
        ColorType::Gray(bits @ (1 | 2 | 4)) => shallow(&bytes, width, bits),
        ColorType::Gray(_) => bytes.iter().map(|grey| [*grey; 3]).collect(),
        ColorType::GrayA(_) => bytes
            .as_chunks::<2>()
            .0
            .iter()
            .map(|[grey, _]| [*grey; 3])
            .collect(),
        ColorType::RGB(_) => bytes.as_chunks::<3>().0.to_vec(),
        ColorType::RGBA(_) => bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|[red, green, blue, _]| [*red, *green, *blue])
            .collect(),
        ColorType::CMYK(_) => bytes
            .as_chunks::<4>()
            .0
            .iter()
            .map(|pixel| printed(*pixel))
            .collect(),
        _ => return Err(Failure::Damaged),
    };
    if pixels.len() < width * height {
        return Err(Failure::Damaged);
    }
    Ok(Colour {
        width,
        height,
        pixels,
    })
}

/// Pixels of less than a byte; rows begin on a byte.
fn shallow(bytes: &[u8], width: usize, bits: u8) -> Vec<[u8; 3]> {
    let per_byte = 8 / usize::from(bits);
    let most = (1_u16 << bits) - 1;
    let rows = bytes.chunks(width.div_ceil(per_byte).max(1));
    let row = |row: &[u8]| -> Vec<[u8; 3]> {
        let values = (0..width).map(|x| {
            let byte = row.get(x / per_byte).copied().unwrap_or(0);
            let shift = 8 - usize::from(bits) * (x % per_byte + 1);
            let value = (u16::from(byte) >> shift) & most;
            [u8::try_from(value * 255 / most).unwrap_or(255); 3]
        });
        values.collect()
    };
    rows.flat_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_jpeg_without_an_end_behind_its_last_picture_breaks_off() {
        // A small picture in the head ends as well.
        let head = b"\xff\xd8\xff\xe1\xff\xd8\xff\xda12\xff\xd9";
        let whole = [&head[..], b"\xff\xda1234\xff\x00\xff\xd9 more"].concat();
        assert!(!is_cut(&whole));
        let cut = whole.len() - b"\xff\xd9 more".len();
        assert!(is_cut(&whole[..cut]));
        assert!(!is_cut(b"\x89PNG"));
    }
}
