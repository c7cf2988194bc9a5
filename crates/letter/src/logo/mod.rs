//! A sender's logo: whatever the service gave, taken apart within limits and made anew as a small square PNG, so
//! that nothing of what came ever reaches the window. PNG, JPEG and WebP, told by their content; an SVG is a
//! program and no picture.

mod picture;
mod square;

use crate::TextError;
use crate::own_thread::OwnThreads;
use picture::Picture;
use std::time::Duration;

/// Pixels of a side: twice what a letter's head shows, for screens with small pixels.
pub const LOGO_SIDE: u32 = 96;
/// Bytes of what may come.
const MOST_BYTES: usize = 256 << 10;
/// A logo of this size takes milliseconds.
const LONGEST: Duration = Duration::from_secs(3);

static THREADS: OwnThreads = OwnThreads::new();

/// The logo as a PNG of [`LOGO_SIDE`] pixels a side, none when these bytes are no picture that can be shown: another
/// kind, broken, too large, or nothing to be seen in it.
#[must_use]
pub fn logo(bytes: Vec<u8>) -> Option<Vec<u8>> {
    if bytes.len() > MOST_BYTES {
        return None;
    }
    let made = THREADS.run(LONGEST, move || made_anew(&bytes).ok_or(TextError::Unreadable));
    made.ok()
}

fn made_anew(bytes: &[u8]) -> Option<Vec<u8>> {
    written(&square::fitted(&Picture::read(bytes)?, LOGO_SIDE)?)
}

fn written(pixels: &[u8]) -> Option<Vec<u8>> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, LOGO_SIDE, LOGO_SIDE);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header().ok()?.write_image_data(pixels).ok()?;
    Some(file)
}

#[cfg(test)]
mod tests;
