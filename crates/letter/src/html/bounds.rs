//! How much of a letter's HTML is looked at. Some costs of reading HTML grow with the square of what is read:
//! the attributes of one tag are each compared with all others.

/// Longer letters are cut before cleaning.
const LONGEST: usize = 2 << 20;
/// A tag with more attributes than anybody writes ends the letter.
const MOST_ATTRIBUTES: usize = 128;
/// Looking ahead from every `<` may cost so many steps for each byte of the letter.
const STEPS: usize = 16;

/// The part of the letter that is looked at.
pub(super) fn within(html: &str) -> &str {
    let end = (0..=LONGEST.min(html.len())).rev().find(|at| html.is_char_boundary(*at)).unwrap_or(0);
    let html = html.get(..end).unwrap_or_default();
    let mut left = html.len().saturating_mul(STEPS);
    let too_much = html.match_indices('<').find(|(at, _)| {
        let tag = html.as_bytes().get(at + 1..).unwrap_or_default();
        match attributes(tag, left) {
            Some(steps) => {
                left -= steps;
                false
            }
            None => true,
        }
    });
    too_much.map_or(html, |(at, _)| html.get(..at).unwrap_or_default())
}

/// Reads what would be a tag if one began here, whatever came before; the steps it took, unless it has too many
/// attributes or takes too many steps.
fn attributes(tag: &[u8], most: usize) -> Option<usize> {
    let name = tag.strip_prefix(b"/").unwrap_or(tag);
    if !name.first().is_some_and(u8::is_ascii_alphabetic) {
        return Some(0);
    }
    let space = |byte: &u8| byte.is_ascii_whitespace();
    let mut rest = skip(name, |byte| !space(byte) && *byte != b'/' && *byte != b'>');
    for _ in 0..=MOST_ATTRIBUTES {
        rest = skip(rest, |byte| space(byte) || *byte == b'/');
        let steps = tag.len() - rest.len();
        match rest.first() {
            _ if steps > most => return None,
            None | Some(b'>') => return Some(steps),
            Some(_) => {}
        }
        let (_, after_first) = rest.split_at(1);
        rest = skip(after_first, |byte| !space(byte) && !b"/>=".contains(byte));
        let value = skip(rest, space);
        let Some(value) = value.strip_prefix(b"=") else { continue };
        let value = skip(value, space);
        rest = match value.split_first() {
            Some((quote @ (b'"' | b'\''), inside)) => {
                let after = skip(inside, |byte| byte != quote);
                after.get(1..).unwrap_or_default()
            }
            _ => skip(value, |byte| !space(byte) && *byte != b'>'),
        };
    }
    None
}

fn skip(bytes: &[u8], while_it: impl Fn(&u8) -> bool) -> &[u8] {
    let end = bytes.iter().position(|byte| !while_it(byte)).unwrap_or(bytes.len());
    bytes.get(end..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decent_letters_are_looked_at_as_a_whole() {
        for letter in [
            "a < b, <p title='>'>x</p> <img alt = \"a b\" src=x/>",
            "<p class=\"a\" id='b' hidden / >",
            "2 <3",
            "<a href=\"https://eksempel.dk/?a=b&c=d\">",
            "æøå <",
            "<p title=\"",
        ] {
            assert_eq!(within(letter), letter);
        }
    }

    #[test]
    fn a_letter_ends_before_a_tag_that_would_take_too_long_and_at_its_longest() {
        let many: String = (0..200).map(|n| format!(" a{n}=\"x\"")).collect();
        for tag in [format!("<p{many}>"), format!("</p{many}>"), format!("<p title='>'{many}>"), format!("<p/{many}")] {
            assert_eq!(within(&format!("<b>før</b>{tag}efter")), "<b>før</b>");
            // Nothing in front of it hides it.
            for before in ["<i title=\"", "<!-- ", "<style>", "<i title='", "<i/"] {
                assert!(!within(&format!("{before}{tag}efter")).contains("a150"), "{before}");
            }
        }
        let quotes = "<a x=\"".repeat(1000) + &"y".repeat(100_000);
        assert!(within(&quotes).len() < quotes.len());
        assert_eq!(within(&"æ".repeat(2 << 20)).len(), 2 << 20);
    }
}
