//! A picture fitted into a square: its own shape kept, in the middle, clear around it. Each pixel is the mean of what
//! it covers, weighed by how opaque that is, in whole numbers.

use super::picture::Picture;

/// A mark that is nearly white on a clear ground cannot be seen on paper: it gets this ground.
const DARK: [u8; 3] = [0x14, 0x26, 0x2a];
/// From this mean on, of 255, a mark is nearly white.
const NEARLY_WHITE: u64 = 235;
/// Less of the square than this, in hundredths, is nothing to be seen.
const LEAST_SEEN: u64 = 1;

/// Red, green, blue and how opaque of each pixel of the square, row by row; none when there is nothing to be seen.
pub fn fitted(picture: &Picture, side: u32) -> Option<Vec<u8>> {
    let longer = picture.width.max(picture.height);
    let fit = |length: u32| (u64::from(length) * u64::from(side) / u64::from(longer)).clamp(1, side.into());
    let (width, height) = (fit(picture.width), fit(picture.height));
    let (left, top) = ((u64::from(side) - width) / 2, (u64::from(side) - height) / 2);
    let mut square = vec![[0; 4]; (side as usize).pow(2)];
    let columns: Vec<_> = (0..width).map(|x| covered(x, width, picture.width.into())).collect();
    for y in 0..height {
        let rows = covered(y, height, picture.height.into());
        for (x, columns) in (0..).zip(&columns) {
            let place = usize::try_from((top + y) * u64::from(side) + left + x).ok()?;
            *square.get_mut(place)? = mean(picture, columns, &rows)?;
        }
    }
    seen(&mut square).then(|| square.concat())
}

/// Which of `from` pixels the one at `at` of `to` covers, and how much of each, in `to`ths of one.
fn covered(at: u64, to: u64, from: u64) -> Vec<(u64, u64)> {
    let (start, end) = (at * from, (at + 1) * from);
    let part = |one: u64| ((one + 1) * to).min(end) - (one * to).max(start);
    (start / to..end.div_ceil(to)).map(|one| (one, part(one))).collect()
}

fn mean(picture: &Picture, columns: &[(u64, u64)], rows: &[(u64, u64)]) -> Option<[u8; 4]> {
    let (mut colours, mut opaque, mut all) = ([0; 3], 0, 0);
    for (y, high) in rows {
        for (x, wide) in columns {
            let place = usize::try_from(y * u64::from(picture.width) + x).ok()?;
            let [red, green, blue, alpha] = picture.pixels.get(place)?.map(u64::from);
            let weight = high * wide;
            for (sum, colour) in colours.iter_mut().zip([red, green, blue]) {
                *sum += colour * alpha * weight;
            }
            opaque += alpha * weight;
            all += weight;
        }
    }
    let share = |sum: u64, of: u64| sum.checked_div(of).and_then(|mean| u8::try_from(mean).ok()).unwrap_or(0);
    let [red, green, blue] = colours.map(|sum| share(sum, opaque));
    Some([red, green, blue, share(opaque, all)])
}

/// Whether there is anything to be seen; what is too light for paper gets a dark ground.
fn seen(square: &mut [[u8; 4]]) -> bool {
    let opaque: u64 = square.iter().map(|pixel| u64::from(pixel[3])).sum();
    let whole = 255 * square.len() as u64;
    if opaque * 100 < whole * LEAST_SEEN {
        return false;
    }
    let light: u64 = square
        .iter()
        .map(|[red, green, blue, alpha]| (u64::from(*red) + u64::from(*green) + u64::from(*blue)) * u64::from(*alpha))
        .sum();
    if light / (3 * opaque) >= NEARLY_WHITE {
        square.iter_mut().for_each(on_dark);
    }
    true
}

fn on_dark(pixel: &mut [u8; 4]) {
    let alpha = u16::from(pixel[3]);
    for (colour, ground) in pixel.iter_mut().zip(DARK) {
        let mixed = (u16::from(*colour) * alpha + u16::from(ground) * (255 - alpha)) / 255;
        *colour = u8::try_from(mixed).unwrap_or(u8::MAX);
    }
    pixel[3] = u8::MAX;
}
