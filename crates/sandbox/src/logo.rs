//! Logos of the pretended senders: a mark drawn from the id, so that each has its own and none is
//! anybody's.

use sha2::{Digest, Sha256};

/// Pixels of a side.
const SIDE: u16 = 96;
/// Cells of a side of the pattern.
const CELLS: u16 = 6;

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
}
