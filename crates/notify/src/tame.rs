//! A name or a subject that somebody else wrote, made fit for a message: nothing in it that a screen would obey, that
//! could be clicked or called, or that is a number of a person. What is doubtful is left out; the letter has it.

use unicode_normalization::UnicodeNormalization;

/// So many digits in a row, whatever stands between them, may be somebody's number. Dates go with them; the letter
/// has those, too.
const A_NUMBER: usize = 7;

/// Characters that show nothing, or change how others are shown.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// In one line, without anything that could lead somewhere.
pub(crate) fn tame(text: &str) -> String {
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let seen: String = spaced.filter(|c| !is_unseen(*c)).collect();
    let safe = without_numbers(&seen);
    safe.split_whitespace().filter(|word| !leads_somewhere(word)).collect::<Vec<_>>().join(" ")
}

/// Whether a message says an address or a number that could be followed.
pub(crate) fn says_a_way(text: &str) -> bool {
    text.split_whitespace().any(leads_somewhere) || without_numbers(text) != text
}

/// A digit of any script.
fn is_digit(c: char) -> bool {
    c.is_numeric()
}

/// What people write between the digits of one number.
fn joins(c: char) -> bool {
    c.is_whitespace() || (!c.is_alphanumeric() && !matches!(c, ',' | ';' | ':' | '!' | '?' | '"' | '«' | '»'))
}

/// Leaves out runs of digits that are long enough to be a number.
fn without_numbers(text: &str) -> String {
    let (mut kept, mut run, mut digits, mut between) = (String::new(), String::new(), 0, 0);
    let end = |run: &mut String, digits: &mut usize, kept: &mut String| {
        if *digits < A_NUMBER {
            kept.push_str(run);
        } else {
            kept.push(' ');
        }
        run.clear();
        *digits = 0;
    };
    for c in text.chars() {
        if is_digit(c) {
            (digits, between) = (digits + 1, 0);
            run.push(c);
        } else if digits > 0 && between < 3 && joins(c) {
            between += 1;
            run.push(c);
        } else {
            end(&mut run, &mut digits, &mut kept);
            between = 0;
            kept.push(c);
        }
    }
    end(&mut run, &mut digits, &mut kept);
    kept
}

/// A word that a phone or a mail program would make a link of, also when it is written with letters and dots that
/// only look like those of an address.
fn leads_somewhere(word: &str) -> bool {
    let plain: String = word.nfkc().flat_map(char::to_lowercase).map(as_dot).collect();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
    plain.contains("://")
        || plain.contains("www.")
        || plain.contains('@')
        || plain.starts_with("mailto:")
        || plain.starts_with("tel:")
        || plain.starts_with("sms:")
        || plain.starts_with("javascript:")
        || plain.starts_with("data:")
        || plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '_'))).any(is_host)
}

fn as_dot(c: char) -> char {
    if matches!(c, '\u{2024}' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}' | '\u{fe52}' | '\u{b7}' | '\u{2027}' | '\u{a4f8}')
    {
        '.'
    } else {
        c
    }
}

/// Labels with dots, the last of two letters at least: a name on the net, or close to one.
fn is_host(part: &str) -> bool {
    let part = part.trim_matches('.');
    let Some((before, last)) = part.rsplit_once('.') else { return false };
    let names = last.chars().count() >= 2 && last.chars().any(char::is_alphabetic);
    let numbers = part.split('.').count() == 4 && part.split('.').all(|one| one.parse::<u8>().is_ok());
    (names && before.chars().any(char::is_alphanumeric)) || numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_followed_is_left_out_and_words_stay() {
        for (written, shown) in [
            ("Skat: se https://skat.example/a?b=c nu", "Skat: se nu"),
            ("Log ind på www.postkasse-login.example", "Log ind på"),
            ("Gå til borger.dk.", "Gå til"),
            ("(borger.dk/post)", ""),
            ("ｂｏｒｇｅｒ．ｄｋ er her", "er her"),
            ("borger。dk og borger․dk", "og"),
            ("bor\u{200b}ger\u{ad}.d\u{200d}k", ""),
            ("skriv til mig@eksempel.example", "skriv til"),
            ("10.0.0.1 virker", "virker"),
            ("Ring 20 00 00 03 nu", "Ring nu"),
            ("Ring +45 2000-0003!", "Ring + !"),
            ("CPR 010190-9999", "CPR"),
            ("CPR ٠١٠١٩٠٩٩٩٩", "CPR"),
            ("Sag 123456", "Sag 123456"),
            ("Møde kl. 10.30 den 4. maj", "Møde kl. 10.30 den 4. maj"),
            ("Ny bil, grøn? \"Ja\" (5 %)", "Ny bil, grøn? \"Ja\" (5 %)"),
            ("to\r\nlinjer\tog\u{7}\u{202e}mere\u{2028}her", "to linjer ogmere her"),
            ("tel:112 og javascript:alert(1)", "og"),
        ] {
            assert_eq!(tame(written), shown, "{written:?}");
            assert!(!says_a_way(&tame(written)), "{written:?}");
        }
    }

    #[test]
    fn what_is_tame_stays_as_it_is() {
        let words = [
            "Ny", "post.", "a.b", "1234567", "x@y", "fra", "kl.", "12.30", "www.", "-", "æøå", "\u{202e}", "://", "2",
            "3",
        ];
        for seed in 0..5_000_usize {
            let text: Vec<_> =
                (0..6).map(|n| words[(seed * 7 + n * (seed % 13 + 1) + seed / 11) % words.len()]).collect();
            let once = tame(&text.join(" "));
            assert_eq!(tame(&once), once, "{text:?}");
            assert!(!says_a_way(&once), "{once}");
        }
    }
}
