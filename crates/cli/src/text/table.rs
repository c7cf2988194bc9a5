//! Columns, each as wide as its widest cell. Wide characters count as two.

use crate::terminal::{line, tame_line};
use unicode_width::UnicodeWidthStr;

/// Between two columns.
const GAP: usize = 2;

/// Writes rows as columns; the last column is not padded.
pub fn table<const N: usize>(rows: &[[String; N]]) {
    let rows: Vec<[String; N]> = rows.iter().map(|row| row.each_ref().map(|cell| tame_line(cell))).collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| padded(cell, if width == 0 { 0 } else { width + GAP }));
        line(&cells.collect::<String>());
    }
}

/// A text and blanks up to this width.
pub fn padded(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(text.width())))
}

/// A text cut to this width, with a mark where it was cut.
pub fn cut(text: &str, most: usize) -> String {
    if text.width() <= most {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + c.to_string().width() >= most {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_characters_count_as_two() {
        assert_eq!(padded("日本", 6), "日本  ");
        assert_eq!(padded("blåbær", 4), "blåbær");
        assert_eq!(cut("日本語です", 6), "日本…");
        assert_eq!(cut("Prøvekøbing", 7), "Prøvek…");
        assert_eq!(cut("kort", 7), "kort");
    }
}
