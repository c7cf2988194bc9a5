//! Words that cannot do anything: no character that ends a line of a header, moves a cursor or turns the direction.
//! Whoever made the words has tamed them already; a channel does not rely on that.

/// What stands where something was cut off.
const CUT: char = '…';

/// One line of at most so many characters.
pub fn line(text: &str, longest: usize) -> String {
    let text: String = text.chars().filter(|c| !is_invisible(*c)).map(|c| if ends_line(c) { ' ' } else { c }).collect();
    shortened(&text.split_whitespace().collect::<Vec<_>>().join(" "), longest)
}

/// Lines, ended by `\n`.
pub fn lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let text = text.chars().filter(|c| !is_invisible(*c) || *c == '\n');
    let text: String = text.map(|c| if ends_line(c) { '\n' } else { c }).collect();
    text.trim().to_owned()
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' | '\t')
}

/// Control characters, and those that turn or hide what stands beside them (UAX #9).
fn is_invisible(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || matches!(c, '\u{200b}' | '\u{feff}') || (c.is_control() && !ends_line(c))
}

/// At most so many characters. Not for text messages: the mark is not in their alphabet, and would halve their room.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let kept: String = text.chars().take(longest.saturating_sub(1)).collect();
    format!("{}{CUT}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_stays_one_line_and_its_letters_stay() {
        assert_eq!(line("Mor\r\nBcc: x@example.dk", 80), "Mor Bcc: x@example.dk");
        assert_eq!(line("\u{1b}[31mRød\u{0}\u{7f}", 80), "[31mRød");
        assert_eq!(line("moms\u{202e}gnp.exe\u{2028}b", 80), "momsgnp.exe b");
        assert_eq!(line("بريد čáŋ 📬", 80), "بريد čáŋ 📬");
        assert_eq!(line(&"å".repeat(300), 120).chars().count(), 120);
        assert_eq!(line("", 80), "");
    }

    #[test]
    fn lines_keep_their_ends_and_nothing_else_that_is_not_seen() {
        assert_eq!(lines("a\r\nb\rc\u{2029}d\u{7}"), "a\nb\nc\nd");
        assert_eq!(shortened(&lines(&"å\n".repeat(400)), 500).chars().count(), 500);
    }
}
