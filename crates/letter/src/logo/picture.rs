//! The pixels of a picture, read by the library for its kind. Its size is looked at before anything is unpacked.

use crate::image_mime;
use image_webp::WebPDecoder;
use png::{ColorType, Limits, Transformations};
use std::io::Cursor;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Pixels of the longer side.
const LONGEST_SIDE: u32 = 1024;
/// What unpacking may take: four such pictures, since libraries work on more than one.
const MOST_MEMORY: usize = 4 * 4 * (LONGEST_SIDE as usize).pow(2);

/// A picture.
pub struct Picture {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and how opaque, row by row from the top.
    pub pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// Reads a PNG, JPEG or WebP, of an animation what comes first.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let picture = match image_mime(bytes)? {
            "image/png" => png(bytes),
            "image/jpeg" => jpeg(bytes),
            "image/webp" => webp(bytes),
            _ => None,
        }?;
        let wanted = usize::try_from(u64::from(picture.width) * u64::from(picture.height)).ok()?;
        (picture.pixels.len() == wanted).then_some(picture)
    }
}

fn is_small(width: u32, height: u32) -> bool {
    (1..=LONGEST_SIDE).contains(&width) && (1..=LONGEST_SIDE).contains(&height)
}

/// Pixels out of samples of so many a pixel: grey or colours, then how opaque where the number is even.
fn pixels(samples: &[u8], each: usize) -> Vec<[u8; 4]> {
    let pixel = |one: &[u8]| match *one {
        [grey] => [grey, grey, grey, u8::MAX],
        [grey, opaque] => [grey, grey, grey, opaque],
        [red, green, blue] => [red, green, blue, u8::MAX],
        [red, green, blue, opaque] => [red, green, blue, opaque],
        _ => [0; 4],
    };
    samples.chunks_exact(each).map(pixel).collect()
}

fn png(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = png::Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: MOST_MEMORY });
    // What is packed beside the pixels is of no use here.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16 | Transformations::ALPHA);
    let (width, height) = decoder.read_header_info().ok()?.size();
    if !is_small(width, height) {
        return None;
    }
    let mut reader = decoder.read_info().ok()?;
    let mut samples = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut samples).ok()?;
    let each = match frame.color_type {
        ColorType::Rgba => 4,
        ColorType::GrayscaleAlpha => 2,
        ColorType::Rgb | ColorType::Grayscale | ColorType::Indexed => return None,
    };
    Some(Picture { width, height, pixels: pixels(samples.get(..frame.buffer_size())?, each) })
}

fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let side = LONGEST_SIDE as usize;
    let options = DecoderOptions::default().set_max_width(side).set_max_height(side);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let info = decoder.info()?;
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    if !is_small(width, height) {
        return None;
    }
    let samples = decoder.decode().ok()?;
    Some(Picture { width, height, pixels: pixels(&samples, 3) })
}

fn webp(bytes: &[u8]) -> Option<Picture> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).ok()?;
    let (width, height) = decoder.dimensions();
    if !is_small(width, height) {
        return None;
    }
    decoder.set_memory_limit(MOST_MEMORY);
    let mut samples = vec![0; decoder.output_buffer_size()?];
    decoder.read_image(&mut samples).ok()?;
    Some(Picture { width, height, pixels: pixels(&samples, if decoder.has_alpha() { 4 } else { 3 }) })
}
