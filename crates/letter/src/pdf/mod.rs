//! Text out of a PDF, page after page, within limits of size and time.

mod lines;
mod unpacked;

use crate::text::{Limits, Readable, TextError};
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::kurbo::{Affine, Rect};
use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use lines::Lines;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;
use unpacked::Contents;

/// Reads until the end or the first limit; what was read until then counts.
pub(crate) fn text(bytes: Vec<u8>, limits: &Limits, deadline: Instant) -> Result<Readable, TextError> {
    if unpacked::is_too_much(&bytes) {
        return Err(TextError::TooLarge);
    }
    let pdf = Pdf::new(bytes).map_err(|_| TextError::Unreadable)?;
    if unpacked::has_too_much(&pdf) {
        return Err(TextError::TooLarge);
    }
    let cache = InterpreterCache::new();
    let pages = pdf.pages();
    let (mut lines, mut contents) = (Lines::new(limits.max_text, deadline), Contents::new());
    let mut truncated = pages.len() > limits.max_pages;
    for page in pages.iter().take(limits.max_pages) {
        if lines.is_enough() || !contents.admit(page) {
            truncated = true;
            break;
        }
        let everywhere = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context =
            Context::new(Affine::IDENTITY, everywhere, &cache, pdf.xref(), InterpreterSettings::default());
        // A limit ends it in this way, and so does a page that the library stumbles over: the others count.
        let read = catch_unwind(AssertUnwindSafe(|| interpret_page(page, &mut context, &mut lines)));
        truncated |= read.is_err();
        lines.end_page();
    }
    Ok(Readable { text: lines.text, pages: u32::try_from(pages.len()).ok(), truncated })
}
