//! Tables: the first column is the widest; the others share the rest, numbers to the right, words to the left.

use super::font::{Face, Fonts};
use super::{GREY, INK, LINE, Layout, PAGE, SIDE, SIZE, WIDTH};

/// `3.842,00`, `-99,00`, `10 %`, `790,00 kr.`
fn is_number(cell: &str) -> bool {
    let bare = cell.trim_end_matches("kr.").trim_end_matches('%').trim();
    !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | ' '))
}

impl Layout {
    /// A table; its first row is the head.
    pub(super) fn table(&mut self, fonts: &Fonts, rows: &[Vec<&str>]) {
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let body = || rows.iter().skip(1);
        let numbers = |at: usize| body().filter_map(|row| row.get(at)).all(|cell| is_number(cell));
        let numbers: Vec<bool> = (0..columns).map(numbers).collect();
        let rest = if columns > 1 { WIDTH * 0.5 / (columns - 1) as f32 } else { 0.0 };
        for (number, row) in rows.iter().enumerate() {
            self.page(LINE * 1.4);
            self.y += LINE * 1.2;
            let face = if number == 0 { Face::Bold } else { Face::Regular };
            for (at, (cell, is_number)) in row.iter().zip(&numbers).enumerate() {
                let end = PAGE.0 - SIDE - rest * columns.saturating_sub(1 + at) as f32;
                let x = match at {
                    0 => SIDE,
                    _ if *is_number => end - fonts.width(cell, face, SIZE),
                    // Words that need more room than there is begin further to the left.
                    _ => (end - rest).min(end - fonts.width(cell, face, SIZE)),
                };
                self.line(x, SIZE, face, INK, (*cell).to_owned());
            }
            let y = self.y + 4.5;
            if let Some(page) = self.pages.last_mut() {
                page.rules.push((SIDE, y, WIDTH, if number == 0 { 1.0 } else { 0.4 }, GREY));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::font::fonts;

    #[test]
    fn sums_are_numbers_and_places_are_not() {
        for number in ["3.842,00", "-99,00", "10 %", "790,00 kr.", "1", "6.30–17.00"] {
            assert!(is_number(number), "{number}");
        }
        for word in ["", "kr.", "2.143 kr. om måneden", "4. december 2026", "Rød stue"] {
            assert!(!is_number(word), "{word}");
        }
    }

    #[test]
    fn numbers_end_where_numbers_end_and_words_begin_where_words_begin() {
        let layout = |rows: &[Vec<&str>]| {
            let mut layout = Layout { pages: Vec::new(), y: 0.0 };
            layout.new_page();
            layout.table(fonts().unwrap(), rows);
            let lines = layout.pages.pop().unwrap().lines;
            let second = lines.into_iter().filter(|line| line.x > SIDE);
            second
                .map(|line| (line.x, line.x + fonts().unwrap().width(&line.text, line.face, SIZE)))
                .collect::<Vec<_>>()
        };
        let sums = layout(&[vec!["Post", "Beløb"], vec!["Løn", "1,00"], vec!["I alt", "1.000,00"]]);
        assert!(sums.iter().all(|(_, end)| (end - sums[0].1).abs() < 0.01), "{sums:?}");
        let words = layout(&[vec!["Hvad", "Hvor"], vec!["Stue", "Rød"], vec!["Dag", "4. december"]]);
        assert!(words.iter().all(|(start, _)| (start - words[0].0).abs() < 0.01), "{words:?}");
    }
}
