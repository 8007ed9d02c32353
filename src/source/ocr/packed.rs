//! Pictures as archives pack them: JPEG 2000 (ISO/IEC 15444-1) and JBIG2 (ISO/IEC 14492), which documents in OFD hold.

use hayro_jbig2::Decoder;
use hayro_jpeg2000::{DecodeSettings, DecoderContext, Image};

use crate::source::imported::Failure;
use crate::source::ocr::picture::{Colour, check_size, printed};
use crate::source::ocr::tuning as t;

/// What files of each begin with: JPEG 2000 with boxes around it and bare, JBIG2 as a file and as PDF holds it, where the
/// description of the page comes first.
const JPEG_2000: &[u8] = b"\0\0\0\x0CjP  ";
const BARE_JPEG_2000: &[u8] = b"\xFF\x4F\xFF\x51";
const JBIG2: &[u8] = b"\x97JB2\r\n\x1A\n";
const BARE_JBIG2: &[u8] = b"\0\0\0\0\x30";

const BLACK: [u8; 3] = [0; 3];
const WHITE: [u8; 3] = [255; 3];

/// The picture in `bytes`; `None` where they are neither. Of several pages the first.
///
/// # Errors
/// When it is damaged or too large.
pub(super) fn picture(bytes: &[u8]) -> Option<Result<Colour, Failure>> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    if begins(JPEG_2000) || begins(BARE_JPEG_2000) {
        Some(jpeg_2000(bytes))
    } else if begins(JBIG2) {
        Some(jbig2_file(bytes))
    } else if begins(BARE_JBIG2) {
        let page = hayro_jbig2::Page::new_embedded(bytes, None, &JBIG2_SETTINGS);
        Some(
            page.map_err(|_| Failure::Damaged)
                .and_then(|page| jbig2(&page)),
        )
    } else {
        None
    }
}

fn jpeg_2000(bytes: &[u8]) -> Result<Colour, Failure> {
    let longest = u32::try_from(t::LONGEST_SIDE).unwrap_or(u32::MAX);
    // The file holds the picture in several sizes: the smallest that is large enough saves time and memory.
    let settings = DecodeSettings {
        target_resolution: Some((longest, longest)),
        ..DecodeSettings::default()
    };
    let open =
        |settings: DecodeSettings| Image::new(bytes, &settings).map_err(|_| Failure::Damaged);
    // The time goes with the largest size, whichever is taken.
    let largest = open(DecodeSettings::default())?;
    check_size(largest.width(), largest.height())?;
    let image = open(settings)?;
    let (width, height) = (image.width(), image.height());
    let n_colours = image.color_space().num_channels();
    let n_channels = u32::from(n_colours) + u32::from(image.has_alpha());
    check_size(width, height.saturating_mul(n_channels))?;
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(|_| Failure::Damaged)?;
    let values = decoded.data_u8();
    let opaque = |pixel: &[u8]| match (n_colours, pixel) {
        (1, [grey, ..]) => Some([*grey; 3]),
        (3, [red, green, blue, ..]) => Some([*red, *green, *blue]),
        (4, [cyan, magenta, yellow, black, ..]) => {
            Some(printed([*cyan, *magenta, *yellow, *black]))
        }
        _ => None,
    };
    let n_channels = usize::try_from(n_channels).unwrap_or(1).max(1);
    let pixels = values.chunks_exact(n_channels).map(opaque);
    let pixels: Option<Vec<[u8; 3]>> = pixels.collect();
    whole(pixels.ok_or(Failure::Damaged)?, width, height)
}

const JBIG2_SETTINGS: hayro_jbig2::DecodeSettings = hayro_jbig2::DecodeSettings { strict: false };

fn jbig2_file(bytes: &[u8]) -> Result<Colour, Failure> {
    let file = hayro_jbig2::File::new(bytes, &JBIG2_SETTINGS).map_err(|_| Failure::Damaged)?;
    jbig2(&file.page(0).ok_or(Failure::Damaged)?)
}

fn jbig2(page: &hayro_jbig2::Page<'_>) -> Result<Colour, Failure> {
    let (width, height) = (page.width(), page.height());
    check_size(width, height)?;
    let mut dots = Dots(Vec::new());
    page.decode(&mut dots).map_err(|_| Failure::Damaged)?;
    whole(dots.0, width, height)
}

/// Black and white pixels as they come.
struct Dots(Vec<[u8; 3]>);

impl Decoder for Dots {
    fn push_pixel(&mut self, black: bool) {
        self.0.push(if black { BLACK } else { WHITE });
    }

    fn push_pixel_chunk(&mut self, black: bool, chunk_count: u32) {
        for _ in 0..u64::from(chunk_count) * 8 {
            self.push_pixel(black);
        }
    }

    fn next_line(&mut self) {}
}

/// The picture, where all of its pixels are there.
fn whole(mut pixels: Vec<[u8; 3]>, width: u32, height: u32) -> Result<Colour, Failure> {
    let length = |pixels: u32| usize::try_from(pixels).map_err(|_| Failure::Oversized);
    let (width, height) = (length(width)?, length(height)?);
    let n_pixels = width.checked_mul(height).ok_or(Failure::Oversized)?;
    if pixels.len() < n_pixels {
        return Err(Failure::Damaged);
    }
    pixels.truncate(n_pixels);
    Ok(Colour {
        width,
        height,
        pixels,
    })
}
