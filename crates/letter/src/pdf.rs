//! Text out of a PDF: the letters as they are drawn, put together to words and lines by where they stand.

use crate::text::{Limits, Readable, TextError};
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, interpret_page,
};
use std::time::Instant;

/// A gap of this part of the letters' size is a space between words.
const WORD_GAP: f64 = 0.18;
/// A step of this part of their size up or down is a new line.
const LINE_STEP: f64 = 0.5;

/// Reads page after page until the end or the deadline.
pub(crate) fn text(bytes: Vec<u8>, limits: &Limits, deadline: Instant) -> Result<Readable, TextError> {
    let pdf = Pdf::new(bytes).map_err(|_| TextError::Unreadable)?;
    let cache = InterpreterCache::new();
    let pages = pdf.pages();
    let mut lines = Lines::default();
    let mut truncated = pages.len() > limits.max_pages;
    for page in pages.iter().take(limits.max_pages) {
        if Instant::now() > deadline || lines.text.len() > limits.max_text {
            truncated = true;
            break;
        }
        let everywhere = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context =
            Context::new(Affine::IDENTITY, everywhere, &cache, pdf.xref(), InterpreterSettings::default());
        interpret_page(page, &mut context, &mut lines);
        lines.end_page();
    }
    Ok(Readable { text: lines.text, pages: u32::try_from(pages.len()).ok(), truncated })
}

/// The lines so far, and where the last letter ended.
#[derive(Default)]
struct Lines {
    text: String,
    end: Option<Point>,
}

impl Lines {
    fn letter(&mut self, words: &str, from: Point, to: Point, size: f64) {
        if let Some(end) = self.end {
            if (from.y - end.y).abs() > LINE_STEP * size {
                self.text.push('\n');
            } else if (from.x - end.x).abs() > WORD_GAP * size && !self.text.ends_with(char::is_whitespace) {
                self.text.push(' ');
            }
        }
        self.text.push_str(words);
        self.end = Some(to);
    }

    fn end_page(&mut self) {
        self.text.push_str("\n\n");
        self.end = None;
    }
}

impl Device<'_> for Lines {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        for glyph in run.glyphs() {
            let words = match glyph.as_unicode() {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => continue,
            };
            let place = props.transform * glyph.transform();
            // Glyphs are drawn a thousand units to the em.
            let from: Point = place * Point::ZERO;
            let size = (place * Point::new(0.0, 1000.0) - from).hypot();
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let to = place * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            self.letter(&words, from, to, size);
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
