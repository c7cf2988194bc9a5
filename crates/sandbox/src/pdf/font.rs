//! The fonts that come along (IBM Plex Sans, SIL Open Font License), and how wide a text is in them.

use krilla::text::Font;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};
use std::sync::LazyLock;

const REGULAR: &[u8] = include_bytes!("../../assets/IBMPlexSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/IBMPlexSans-Bold.ttf");

/// A cut of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// For text.
    Regular,
    /// For headings.
    Bold,
}

struct Cut {
    font: Font,
    /// Widths of the characters below U+2100 in thousandths of the size.
    widths: Vec<f32>,
}

/// Both cuts.
pub struct Fonts {
    regular: Cut,
    bold: Cut,
}

/// The fonts, read once.
pub fn fonts() -> Option<&'static Fonts> {
    static FONTS: LazyLock<Option<Fonts>> = LazyLock::new(|| Some(Fonts { regular: cut(REGULAR)?, bold: cut(BOLD)? }));
    FONTS.as_ref()
}

fn cut(file: &'static [u8]) -> Option<Cut> {
    let font = Font::new(file.to_vec().into(), 0)?;
    let reader = FontRef::new(file).ok()?;
    let metrics = reader.glyph_metrics(Size::new(1.0), LocationRef::default());
    let characters = reader.charmap();
    let width = |code: u32| {
        let glyph = characters.map(code)?;
        metrics.advance_width(glyph)
    };
    let widths = (0..0x2100).map(|code| width(code).unwrap_or(0.6)).collect();
    Some(Cut { font, widths })
}

impl Fonts {
    fn cut(&self, face: Face) -> &Cut {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }

    /// krilla's font.
    #[must_use]
    pub fn font(&self, face: Face) -> Font {
        self.cut(face).font.clone()
    }

    /// How wide a text is, in points; kerning, which only narrows, is left out.
    #[must_use]
    pub fn width(&self, text: &str, face: Face, size: f32) -> f32 {
        let widths = &self.cut(face).widths;
        let width = |c: char| widths.get(c as usize).copied().unwrap_or(0.6);
        text.chars().map(width).sum::<f32>() * size
    }

    /// The text in lines no wider than `room`; breaks in the text are kept. A word wider than that
    /// is taken apart.
    #[must_use]
    pub fn broken(&self, text: &str, face: Face, size: f32, room: f32) -> Vec<String> {
        let space = self.width(" ", face, size);
        let mut lines = Vec::new();
        for given in text.lines() {
            let (mut line, mut filled) = (String::new(), 0.0);
            for word in given.split_whitespace() {
                let width = self.width(word, face, size);
                if !line.is_empty() && filled + space + width > room {
                    lines.push(std::mem::take(&mut line));
                    filled = 0.0;
                }
                if !line.is_empty() {
                    line.push(' ');
                    filled += space;
                }
                if width <= room {
                    line.push_str(word);
                    filled += width;
                } else {
                    for c in word.chars() {
                        let width = self.width(c.encode_utf8(&mut [0; 4]), face, size);
                        if filled + width > room {
                            lines.push(std::mem::take(&mut line));
                            filled = 0.0;
                        }
                        line.push(c);
                        filled += width;
                    }
                }
            }
            lines.push(line);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_its_room_and_no_word_is_lost() {
        let fonts = fonts().unwrap();
        let text = "Kommunen har behandlet ansøgningen.\nSpeciallægepraksisplanlægningsstabiliseringsperiode";
        let lines = fonts.broken(text, Face::Regular, 10.0, 90.0);
        assert!(lines.iter().all(|line| fonts.width(line, Face::Regular, 10.0) <= 90.0), "{lines:?}");
        let squeeze = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeeze(&lines.concat()), squeeze(text));
    }

    #[test]
    fn the_letters_of_danish_and_norwegian_have_widths_of_their_own() {
        let fonts = fonts().unwrap();
        for letter in ["æ", "ø", "å", "Æ", "Ø", "Å", "é", "š", "–"] {
            assert!(fonts.width(letter, Face::Regular, 10.0) > 3.0, "{letter}");
        }
    }
}
