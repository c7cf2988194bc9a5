//! A sum of kroner as letters write it: “1.240 kr.”, “kr. 1.240,00”, “DKK 1240”, “1 240 kroner”.

use super::tokens::Token;

/// The first sum, as it is written, without the word for kroner.
pub(super) fn read(tokens: &[Token<'_>]) -> Option<String> {
    tokens.iter().enumerate().find_map(|(at, token)| {
        if !is_kroner(&token.word) {
            return None;
        }
        let after = || ending(tokens, at + 1);
        before(tokens, at).or_else(after)
    })
}

fn is_kroner(word: &str) -> bool {
    matches!(word, "kr" | "kroner" | "dkk" | "nok" | "kr.")
}

/// The sum that ends just before.
fn before(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let last = tokens.get(at.checked_sub(1)?)?;
    let sum = sum(&last.word)?;
    // “1 240”: thousands apart.
    let head = at.checked_sub(2).and_then(|at| tokens.get(at)).map(|token| token.word.as_str());
    match head.filter(|head| is_head(head) && is_thousands(&sum)) {
        Some(head) => Some(format!("{head} {sum}")),
        None => Some(sum),
    }
}

/// The sum that begins here.
fn ending(tokens: &[Token<'_>], at: usize) -> Option<String> {
    let sum = sum(&tokens.get(at)?.word)?;
    let rest = tokens.get(at + 1).map(|token| token.word.as_str());
    match rest.filter(|rest| is_head(&sum) && is_thousands(rest)) {
        Some(rest) => Some(format!("{sum} {rest}")),
        None => Some(sum),
    }
}

/// A number with or without thousands and øre.
fn sum(word: &str) -> Option<String> {
    let (whole, rest) = word.split_once(',').unwrap_or((word, ""));
    let groups: Vec<&str> = whole.split(['.', '\u{a0}', '\u{202f}']).collect();
    let digits = |text: &str| !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = groups.iter().skip(1).all(|group| group.len() == 3) && groups.len() <= 4;
    let good =
        grouped && groups.iter().all(|group| digits(group)) && (rest.is_empty() || (rest.len() == 2 && digits(rest)));
    good.then(|| word.to_owned())
}

fn is_head(word: &str) -> bool {
    (1..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_thousands(word: &str) -> bool {
    let whole = word.split(',').next().unwrap_or_default();
    whole.len() == 3 && whole.bytes().all(|byte| byte.is_ascii_digit())
}
