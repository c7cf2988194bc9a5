use super::{LOGO_SIDE, MOST_BYTES, Picture, logo};
use image_webp::{ColorType as WebpColor, WebPEncoder};
use png::{BitDepth, ColorType};
use std::io::Write;

const RED: [u8; 4] = [200, 0, 0, 255];

fn png_of(width: u32, height: u32, color: ColorType, samples: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    if color == ColorType::Indexed {
        encoder.set_palette(vec![200, 0, 0, 0, 0, 200]);
    }
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    file
}

fn plain(width: u32, height: u32, pixel: [u8; 4]) -> Vec<u8> {
    png_of(width, height, ColorType::Rgba, &pixel.repeat((width * height) as usize))
}

/// What the window would get, taken apart again.
fn shown(bytes: Vec<u8>) -> Picture {
    let made = logo(bytes).unwrap();
    assert!(made.starts_with(b"\x89PNG\r\n\x1a\n"));
    let picture = Picture::read(&made).unwrap();
    assert_eq!((picture.width, picture.height), (LOGO_SIDE, LOGO_SIDE));
    picture
}

fn at(picture: &Picture, x: u32, y: u32) -> [u8; 4] {
    picture.pixels[(y * LOGO_SIDE + x) as usize]
}

#[test]
fn a_picture_keeps_its_shape_in_the_middle_of_a_clear_square_large_or_small() {
    for (width, height) in [(300, 100), (30, 10), (1023, 341)] {
        let picture = shown(plain(width, height, RED));
        assert_eq!(at(&picture, 0, LOGO_SIDE / 2), RED, "{width}");
        assert_eq!(at(&picture, LOGO_SIDE - 1, LOGO_SIDE / 2), RED, "{width}");
        assert_eq!(at(&picture, LOGO_SIDE / 2, 31)[3], 0, "{width}");
        assert_eq!(at(&picture, LOGO_SIDE / 2, 32), RED, "{width}");
        assert_eq!(at(&picture, LOGO_SIDE / 2, 64)[3], 0, "{width}");
    }
    assert_eq!(at(&shown(plain(1, 1024, RED)), LOGO_SIDE / 2 - 1, 5), RED, "the thinnest is still seen");
}

#[test]
fn what_is_clear_gives_no_colour_to_what_is_beside_it() {
    let samples = [RED, [0, 255, 0, 0]].concat().repeat(200 * 100);
    let picture = shown(png_of(200, 200, ColorType::Rgba, &samples));
    assert_eq!(&at(&picture, 40, 40)[..3], &RED[..3]);
    assert!((120..136).contains(&at(&picture, 40, 40)[3]));
}

#[test]
fn every_kind_of_png_is_read() {
    let grey = shown(png_of(8, 8, ColorType::Grayscale, &[90; 64]));
    assert_eq!(at(&grey, 5, 5), [90, 90, 90, 255]);
    let half = shown(png_of(8, 8, ColorType::GrayscaleAlpha, &[90, 128].repeat(64)));
    assert_eq!(at(&half, 5, 5), [90, 90, 90, 128]);
    let full = shown(png_of(8, 8, ColorType::Rgb, &[1, 2, 3].repeat(64)));
    assert_eq!(at(&full, 5, 5), [1, 2, 3, 255]);
    let palette = shown(png_of(8, 8, ColorType::Indexed, &[1; 64]));
    assert_eq!(at(&palette, 5, 5), [0, 0, 200, 255]);
}

#[test]
fn a_webp_and_a_jpeg_are_read_by_their_content() {
    let mut webp = Vec::new();
    WebPEncoder::new(&mut webp).encode(&RED.repeat(64), 8, 8, WebpColor::Rgba8).unwrap();
    assert_eq!(at(&shown(webp), 5, 5), RED);
    let [red, green, blue, alpha] = at(&shown(include_bytes!("../../tests/data/red.jpg").to_vec()), 48, 48);
    assert!(red > 190 && green < 12 && blue < 12 && alpha == 255, "{red} {green} {blue}");
}

#[test]
fn a_white_mark_on_clear_ground_gets_a_ground_on_which_it_is_seen() {
    let mark = |x: u32| if x % 10 < 5 { [255, 255, 255, 255] } else { [255, 255, 255, 0] };
    let samples: Vec<u8> = (0..100 * 100).flat_map(mark).collect();
    let picture = shown(png_of(100, 100, ColorType::Rgba, &samples));
    assert!(picture.pixels.iter().all(|pixel| pixel[3] == 255));
    assert!(picture.pixels.iter().any(|pixel| pixel[0] < 0x20), "the ground");
    assert!(picture.pixels.iter().any(|pixel| pixel[0] > 0xf0), "the mark");
}

#[test]
fn what_is_no_logo_is_none() {
    let good = plain(20, 20, RED);
    for cut in 0..good.len() - 12 {
        assert!(logo(good[..cut].to_vec()).is_none(), "cut at {cut}");
    }
    for (what, bytes) in [
        ("nothing", Vec::new()),
        ("text", b"ikke et billede".to_vec()),
        ("an SVG", br#"<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>"#.to_vec()),
        ("an SVG with a beginning", b"\x89PNG\r\n\x1a\n<svg/>".to_vec()),
        ("a GIF", b"GIF89a\x01\0\x01\0\0\0\0;".to_vec()),
        ("half a JPEG", include_bytes!("../../tests/data/red.jpg")[..200].to_vec()),
        ("a film", b"RIFF\x04\0\0\0AVI LIST".to_vec()),
        ("an empty WebP", b"RIFF\x04\0\0\0WEBP".to_vec()),
        ("all clear", plain(20, 20, [9, 9, 9, 0])),
        ("too wide", plain(1025, 1, RED)),
        ("too high", plain(1, 1025, RED)),
        ("too many bytes", [good.clone(), vec![0; MOST_BYTES]].concat()),
    ] {
        assert!(logo(bytes).is_none(), "{what}");
    }
}

/// A few bytes that say of themselves that they are 20,000 pixels wide: nothing is unpacked.
#[test]
fn a_bomb_is_told_by_its_size_before_it_goes_off() {
    let mut bomb = plain(20, 20, RED);
    bomb[16..20].copy_from_slice(&20_000_u32.to_be_bytes());
    bomb[20..24].copy_from_slice(&20_000_u32.to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    let header = png::Decoder::new(std::io::Cursor::new(&bomb)).read_header_info().unwrap().size();
    assert_eq!(header, (20_000, 20_000), "its header is sound");
    assert!(logo(bomb).is_none());
    // And text that unpacks to 16 million bytes beside the picture costs nothing.
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&vec![b'a'; 16 << 20]).unwrap();
    let packed = packed.finish().unwrap();
    let mut chunk = b"zTXtk\0\0".to_vec();
    chunk.extend(packed);
    let mut sum = flate2::Crc::new();
    sum.update(&chunk);
    let good = plain(20, 20, RED);
    let length = u32::try_from(chunk.len() - 4).unwrap().to_be_bytes();
    let with_text = [&good[..33], &length, &chunk, &sum.sum().to_be_bytes(), &good[33..]].concat();
    assert_eq!(at(&shown(with_text), 5, 5), RED);
}
