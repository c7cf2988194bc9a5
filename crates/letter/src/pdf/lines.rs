//! The letters as they are drawn, put together to words and lines by where they stand.

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{BezPath, Point};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};
use std::time::Instant;

/// A gap of this part of the letters' size is a space between words.
const WORD_GAP: f64 = 0.18;
/// A step of this part of their size up or down is a new line.
const LINE_STEP: f64 = 0.5;

/// Thrown through the interpreter when a limit is reached; it has no other way to be stopped.
pub(super) struct Enough;

/// The lines so far, and where the last letter ended.
pub(super) struct Lines {
    pub(super) text: String,
    end: Option<Point>,
    most: usize,
    deadline: Instant,
}

impl Lines {
    pub(super) fn new(most: usize, deadline: Instant) -> Self {
        Lines { text: String::new(), end: None, most, deadline }
    }

    /// Whether a limit is reached.
    pub(super) fn is_enough(&self) -> bool {
        self.text.len() > self.most || Instant::now() > self.deadline
    }

    /// Whatever is drawn is an occasion to stop.
    fn go_on(&self) {
        if self.is_enough() {
            std::panic::resume_unwind(Box::new(Enough));
        }
    }

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

    pub(super) fn end_page(&mut self) {
        self.text.push_str("\n\n");
        self.end = None;
    }
}

impl Device<'_> for Lines {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.go_on();
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

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.go_on();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.go_on();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {
        self.go_on();
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.go_on();
    }

    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
