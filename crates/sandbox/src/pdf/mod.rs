//! Letters as PDF with a text layer: a head with sender, recipient and date, then the text over as
//! many pages as it takes. krilla writes the file; breaking lines is done here.

mod blocks;
mod font;
mod table;

use blocks::{Block, blocks};
use font::{Face, Fonts};
use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::text::TextDirection;

/// A4 in points.
const PAGE: (f32, f32) = (595.0, 842.0);
/// The margins: left and right, top, and where the text ends.
const SIDE: f32 = 64.0;
const TOP: f32 = 64.0;
const BOTTOM: f32 = 770.0;
const WIDTH: f32 = PAGE.0 - 2.0 * SIDE;
/// The text's size and the distance of its lines.
const SIZE: f32 = 10.5;
const LINE: f32 = 15.5;
/// How far an item stands in.
const ITEM: f32 = 14.0;

/// Red, green and blue.
type Color = (u8, u8, u8);
const INK: Color = (28, 30, 34);
const GREY: Color = (96, 100, 108);
const ACCENT: Color = (0, 74, 104);

/// Why no PDF could be made.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The fonts that come along are not readable.
    #[error("the fonts are not readable")]
    Fonts,
    /// A page has no sensible size.
    #[error("the page has no size")]
    Page,
    /// krilla refused.
    #[error("the PDF could not be written: {0}")]
    Write(String),
}

/// What a letter says.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// The sender's name, in the head of the first page.
    pub from: &'a str,
    /// The recipient's name; may be empty.
    pub to: &'a str,
    /// The day, as people write it; may be empty.
    pub date: &'a str,
    /// The subject.
    pub title: &'a str,
    /// The text: `# heading`, `- item`, `| cell | cell |`, `---` for a new page, else paragraphs.
    pub text: &'a str,
}

/// A line with its place, before pages are numbered.
struct Line {
    x: f32,
    y: f32,
    size: f32,
    face: Face,
    color: Color,
    text: String,
}

#[derive(Default)]
struct PageContent {
    lines: Vec<Line>,
    rules: Vec<(f32, f32, f32, f32, Color)>,
}

/// Lays lines out from top to bottom, page after page.
struct Layout {
    pages: Vec<PageContent>,
    y: f32,
}

impl Layout {
    fn page(&mut self, needed: f32) -> Option<&mut PageContent> {
        if self.pages.is_empty() || self.y + needed > BOTTOM {
            self.new_page();
        }
        self.pages.last_mut()
    }

    fn new_page(&mut self) {
        self.pages.push(PageContent::default());
        self.y = TOP;
    }

    fn line(&mut self, x: f32, size: f32, face: Face, color: Color, text: String) {
        let y = self.y;
        if let Some(page) = self.pages.last_mut() {
            page.lines.push(Line { x, y, size, face, color, text });
        }
    }

    fn paragraph(&mut self, fonts: &Fonts, text: &str, size: f32, face: Face, color: Color) {
        for line in fonts.broken(text, face, size, WIDTH) {
            let step = size * LINE / SIZE;
            self.page(step);
            self.y += step;
            self.line(SIDE, size, face, color, line);
        }
    }

    /// A text behind a mark. The mark stands first, as it is read.
    fn item(&mut self, fonts: &Fonts, text: &str) {
        for (at, line) in fonts.broken(text, Face::Regular, SIZE, WIDTH - ITEM).into_iter().enumerate() {
            self.page(LINE);
            self.y += LINE;
            if at == 0 {
                self.line(SIDE + 3.0, SIZE, Face::Regular, INK, "•".to_owned());
            }
            self.line(SIDE + ITEM, SIZE, Face::Regular, INK, line);
        }
    }
}

fn lay_out(sheet: &Sheet<'_>, fonts: &Fonts) -> Vec<PageContent> {
    let mut layout = Layout { pages: Vec::new(), y: TOP };
    layout.new_page();
    layout.y -= 20.0;
    layout.line(SIDE, 13.0, Face::Bold, ACCENT, sheet.from.to_owned());
    let width = fonts.width(sheet.date, Face::Regular, SIZE);
    layout.line(PAGE.0 - SIDE - width, SIZE, Face::Regular, GREY, sheet.date.to_owned());
    if let Some(page) = layout.pages.last_mut() {
        page.rules.push((SIDE, TOP - 10.0, WIDTH, 1.5, ACCENT));
    }
    layout.y = TOP + 14.0;
    layout.paragraph(fonts, sheet.to, SIZE, Face::Regular, INK);
    layout.y += 18.0;
    layout.paragraph(fonts, sheet.title, 16.0, Face::Bold, INK);
    layout.y += 8.0;
    for block in blocks(sheet.text) {
        match block {
            Block::Heading(text) => {
                layout.y += 6.0;
                layout.page(4.0 * LINE);
                layout.paragraph(fonts, text, 12.5, Face::Bold, INK);
            }
            Block::Item(text) => layout.item(fonts, text),
            Block::Table(rows) => layout.table(fonts, &rows),
            Block::Paragraph(text) => {
                layout.paragraph(fonts, text, SIZE, Face::Regular, INK);
                layout.y += 7.0;
            }
            Block::NewPage => layout.new_page(),
            Block::Gap => layout.y += 8.0,
        }
    }
    layout.pages
}

/// How many pages the letter takes.
#[cfg(test)]
pub fn pages(sheet: &Sheet<'_>) -> usize {
    font::fonts().map_or(0, |fonts| lay_out(sheet, fonts).len())
}

/// Writes the letter as a PDF, in Danish.
///
/// # Errors
/// When the fonts or krilla fail.
pub fn write(sheet: &Sheet<'_>) -> Result<Vec<u8>, PdfError> {
    write_in(sheet, "da")
}

/// Writes the letter as a PDF in this language, by its code.
///
/// # Errors
/// When the fonts or krilla fail.
pub fn write_in(sheet: &Sheet<'_>, language: &str) -> Result<Vec<u8>, PdfError> {
    let of = if language == "da" { "af" } else { "av" };
    let fonts = font::fonts().ok_or(PdfError::Fonts)?;
    let pages = lay_out(sheet, fonts);
    let mut document = Document::new();
    document.set_metadata(
        Metadata::new()
            .title(sheet.title.to_owned())
            .language(language.to_owned())
            .authors(vec![sheet.from.to_owned()]),
    );
    let total = pages.len();
    for (at, content) in pages.iter().enumerate() {
        let settings = PageSettings::from_wh(PAGE.0, PAGE.1).ok_or(PdfError::Page)?;
        let mut page = document.start_page_with(settings);
        let mut surface = page.surface();
        draw(&mut surface, content, fonts);
        let number = format!("Side {} {of} {total}", at + 1);
        let width = fonts.width(&number, Face::Regular, 8.5);
        let footer =
            Line { x: (PAGE.0 - width) / 2.0, y: 806.0, size: 8.5, face: Face::Regular, color: GREY, text: number };
        draw_line(&mut surface, &footer, fonts);
        surface.finish();
        page.finish();
    }
    document.finish().map_err(|error| PdfError::Write(format!("{error:?}")))
}

fn fill((red, green, blue): Color) -> Option<Fill> {
    Some(Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero })
}

fn draw(surface: &mut Surface<'_>, content: &PageContent, fonts: &Fonts) {
    for (x, y, width, height, color) in &content.rules {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            surface.set_fill(fill(*color));
            surface.draw_path(&path);
        }
    }
    content.lines.iter().for_each(|line| draw_line(surface, line, fonts));
}

fn draw_line(surface: &mut Surface<'_>, line: &Line, fonts: &Fonts) {
    surface.set_fill(fill(line.color));
    let start = Point::from_xy(line.x, line.y);
    surface.draw_text(start, fonts.font(line.face), line.size, &line.text, false, TextDirection::LeftToRight);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_takes_several_pages_and_all_of_it_is_laid_out() {
        let text = "Ærø og Åbenrå ligger ved vandet. ".repeat(400);
        let sheet = Sheet { from: "Afsender", to: "Modtager", date: "1. maj", title: "Emne", text: &text };
        let pages = lay_out(&sheet, font::fonts().unwrap());
        assert!(pages.len() > 3, "{}", pages.len());
        let words: usize = pages.iter().flat_map(|page| &page.lines).map(|l| l.text.matches("Ærø").count()).sum();
        assert_eq!(words, 400);
        let right = PAGE.0 - SIDE + 1.0;
        for line in pages.iter().flat_map(|page| &page.lines) {
            assert!(line.x + font::fonts().unwrap().width(&line.text, line.face, line.size) <= right, "{}", line.text);
        }
    }

    #[test]
    fn the_mark_of_an_item_is_read_before_its_text() {
        let sheet = Sheet { from: "A", to: "B", date: "", title: "T", text: "- et\n- to" };
        let pages = lay_out(&sheet, font::fonts().unwrap());
        let texts: Vec<&str> = pages[0].lines.iter().map(|line| line.text.as_str()).collect();
        assert!(texts.ends_with(&["•", "et", "•", "to"]), "{texts:?}");
    }

    #[test]
    fn a_letter_becomes_a_pdf() {
        let text = "# Tabel\n| Post | Beløb |\n| Løn | 100,00 |\n\n- et\n- to\n---\nNy side";
        let pdf = write(&Sheet { from: "A", to: "B", date: "", title: "T", text }).unwrap();
        assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 2000);
    }
}
