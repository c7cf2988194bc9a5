//! The exact type of a picture, by what it begins with; only those that the window shows.

/// What such a picture begins with.
const BEGINNINGS: [(&[u8], &str); 4] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
];

/// The media type of a picture, or nothing when it is none that can be shown.
#[must_use]
pub fn image_mime(bytes: &[u8]) -> Option<&'static str> {
    let (_, mime) = BEGINNINGS.iter().find(|(beginning, _)| bytes.starts_with(beginning))?;
    // RIFF holds sounds and films, too; a WebP says so after its length.
    let webp = bytes.get(8..12) == Some(b"WEBP".as_slice());
    (*mime != "image/webp" || webp).then_some(*mime)
}

#[cfg(test)]
mod tests {
    use super::image_mime;

    #[test]
    fn a_picture_is_known_by_its_beginning_and_a_film_is_none() {
        assert_eq!(image_mime(b"\x89PNG\r\n\x1a\n\0"), Some("image/png"));
        assert_eq!(image_mime(b"\xff\xd8\xff\xe0"), Some("image/jpeg"));
        assert_eq!(image_mime(b"GIF89a"), Some("image/gif"));
        assert_eq!(image_mime(b"RIFF\0\0\0\0WEBPVP8 "), Some("image/webp"));
        assert_eq!(image_mime(b"RIFF\0\0\0\0AVI LIST"), None);
        assert_eq!(image_mime(b"<svg/>"), None);
        assert_eq!(image_mime(b""), None);
    }
}
