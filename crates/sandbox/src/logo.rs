//! Logos of the pretended senders: a mark drawn from the id, so that each has its own and none is
//! anybody's.

use axum::body::Body;
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// What can be wrong with a logo. The register goes on to say that there is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LogoFault {
    /// There is none (404).
    Missing,
    /// More bytes than anybody needs for one.
    TooLarge,
    /// Text.
    NotAnImage,
    /// A program that draws, with a script in it.
    Svg,
    /// Few bytes that would be many pixels.
    Bomb,
    /// It begins and does not come.
    Slow,
}

/// Pixels of a side.
const SIDE: u16 = 96;
/// Cells of a side of the pattern.
const CELLS: u16 = 6;

/// A logo as it is served; whatever is wrong with it, it says that it is what was promised.
pub fn body(fault: Option<LogoFault>, good: Vec<u8>) -> Body {
    match fault {
        None => good.into(),
        Some(LogoFault::Slow) => slowly(good),
        Some(other) => wrong(other, &good).into(),
    }
}

/// Its first bytes, and the others never.
fn slowly(bytes: Vec<u8>) -> Body {
    let first = Bytes::from(bytes.into_iter().take(8).collect::<Vec<u8>>());
    let pieces = futures::stream::once(async { Ok::<_, std::convert::Infallible>(first) });
    Body::from_stream(futures::StreamExt::chain(pieces, futures::stream::pending()))
}

/// The bytes of a logo that is wrong in this way, where it is one of bytes.
#[must_use]
fn wrong(fault: LogoFault, good: &[u8]) -> Vec<u8> {
    match fault {
        LogoFault::TooLarge => [good, &vec![0; 2 << 20]].concat(),
        LogoFault::NotAnImage => b"Her skulle der ligge et logo.".to_vec(),
        LogoFault::Svg => {
            br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><circle r="9"/></svg>"#.to_vec()
        }
        LogoFault::Bomb => bomb(good),
        LogoFault::Missing | LogoFault::Slow => good.to_vec(),
    }
}

/// The same PNG, which says that it is 60,000 pixels wide and as high.
fn bomb(good: &[u8]) -> Vec<u8> {
    const SIZE: std::ops::Range<usize> = 16..24;
    const HEADER: std::ops::Range<usize> = 12..29;
    const SUM: std::ops::Range<usize> = 29..33;
    let mut bomb = good.to_vec();
    if let Some(size) = bomb.get_mut(SIZE) {
        size.copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    }
    let mut sum = flate2::Crc::new();
    sum.update(bomb.get(HEADER).unwrap_or_default());
    if let Some(place) = bomb.get_mut(SUM) {
        place.copy_from_slice(&sum.sum().to_be_bytes());
    }
    bomb
}

/// A PNG of a round field in a colour of its own with a mirrored pattern in white.
///
/// # Errors
/// When the encoder refuses.
pub fn draw(id: &str) -> Result<Vec<u8>, png::EncodingError> {
    let seed: [u8; 32] = Sha256::digest(id.as_bytes()).into();
    let [red, green, blue, pattern @ ..] = seed;
    // Dark enough for white upon it.
    let field = [red / 2, green / 2, blue / 2, 255];
    let mut pixels = Vec::with_capacity(usize::from(SIDE) * usize::from(SIDE) * 4);
    for y in 0..SIDE {
        for x in 0..SIDE {
            let (dx, dy) = (i32::from(2 * x) - i32::from(SIDE) + 1, i32::from(2 * y) - i32::from(SIDE) + 1);
            let inside = dx * dx + dy * dy <= i32::from(SIDE) * i32::from(SIDE);
            let (column, row) = (x * CELLS / SIDE, y * CELLS / SIDE);
            let mirrored = column.min(CELLS - 1 - column);
            let inner = (1..CELLS - 1).contains(&column) && (1..CELLS - 1).contains(&row);
            let bit = pattern.get(usize::from(row * CELLS + mirrored) % pattern.len()).is_some_and(|b| b & 1 == 1);
            let pixel = match (inside, inner && bit) {
                (false, _) => [0, 0, 0, 0],
                (true, true) => [255, 255, 255, 255],
                (true, false) => field,
            };
            pixels.extend(pixel);
        }
    }
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, SIDE.into(), SIDE.into());
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sender_has_a_mark_of_its_own() {
        let one = draw("a").unwrap();
        assert!(one.starts_with(b"\x89PNG\r\n"));
        assert_eq!(one, draw("a").unwrap());
        assert_ne!(one, draw("b").unwrap());
    }

    #[test]
    fn a_bomb_is_a_sound_header_of_a_huge_picture() {
        let bomb = wrong(LogoFault::Bomb, &draw("a").unwrap());
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bomb));
        assert_eq!(decoder.read_header_info().unwrap().size(), (60_000, 60_000));
    }
}
