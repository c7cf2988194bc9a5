//! Amounts. An invoice has a whole number of øre: Digipost's own app divides it by a hundred before it shows kroner
//! (`digipost/ios`, `POSInvoice.m`, `stringForInvoiceAmount`). What is written with decimals, or for people, is kroner.
//! A whole number in a text could be either, and nobody is told of a hundred times too much: it is left out.

use serde_json::Value;

/// No letter asks for more (ten billion kroner).
const LARGEST: i64 = 1_000_000_000_000;

/// An amount in øre that makes sense.
fn sensible(hundredths: i64) -> Option<i64> {
    (1..=LARGEST).contains(&hundredths).then_some(hundredths)
}

/// What an invoice asks for, in øre; none when that is not certain.
pub fn of_invoice(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => match number.as_i64() {
            Some(ore) => sensible(ore),
            // A part of a whole can only be one of a krone.
            None => number.as_f64().filter(|kroner| kroner.fract() != 0.0).and_then(hundredths),
        },
        Value::String(text) => written_for_people(text),
        _ => None,
    }
}

/// An amount that is said to be in the currency itself, in hundredths of it.
pub fn in_whole(value: &Value) -> Option<i64> {
    match value {
        Value::Number(number) => number.as_f64().and_then(hundredths),
        Value::String(text) => match text.trim().parse::<i64>() {
            Ok(whole) => whole.checked_mul(100).and_then(sensible),
            Err(_) => written_for_people(text),
        },
        _ => None,
    }
}

/// Unless there is more to it than two decimals.
fn hundredths(whole: f64) -> Option<i64> {
    let exact = whole * 100.0;
    let rounded = exact.round();
    let near = (exact - rounded).abs() < 0.001 && rounded.abs() <= LARGEST as f64;
    if near { sensible(rounded as i64) } else { None }
}

/// “1 240,50”, “kr 1.240,50”, “1240,-”: a number that shows by its form that it is in kroner.
fn written_for_people(text: &str) -> Option<i64> {
    let text = text.trim().to_lowercase();
    let bare = ["kr.", "kr", "nok"].iter().fold(text.as_str(), |text, unit| {
        let text = text.trim();
        text.strip_prefix(unit).or_else(|| text.strip_suffix(unit)).unwrap_or(text).trim()
    });
    let named = bare.len() != text.len();
    let (bare, whole) = match bare.strip_suffix(",-").or_else(|| bare.strip_suffix(".-")) {
        Some(kroner) => (kroner.trim(), true),
        None => (bare, false),
    };
    let (kroner, decimals) = match bare.char_indices().rev().nth(2).filter(|(_, mark)| matches!(mark, ',' | '.')) {
        Some((place, _)) if !whole => (bare.get(..place)?, bare.get(place + 1..)?),
        _ => (bare, ""),
    };
    let (kroner, grouped) = ungrouped(kroner, bare.get(kroner.len()..)?.chars().next())?;
    if !(named || whole || grouped || !decimals.is_empty()) {
        return None;
    }
    let ore: i64 = if decimals.is_empty() { 0 } else { digits(decimals)? };
    sensible(digits(&kroner)?.checked_mul(100)?.checked_add(ore)?)
}

fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= 12 && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// A number without what groups it by threes, and whether something did that shows kroner: a blank always, a point or
/// a comma only before decimals of the other kind.
fn ungrouped(number: &str, decimal: Option<char>) -> Option<(String, bool)> {
    let Some(mark) = number.chars().find(|c| !c.is_ascii_digit()) else { return Some((number.to_owned(), false)) };
    let blank = matches!(mark, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
    let grouped = matches!(mark, '.' | ',') && decimal.is_some_and(|decimal| decimal != mark);
    if !blank && !grouped {
        return None;
    }
    let groups: Vec<&str> = number.split(mark).collect();
    let (first, rest) = groups.split_first()?;
    let threes = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    threes.then(|| (groups.concat(), true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_invoice_says_ore_as_a_whole_number_and_kroner_in_any_other_form() {
        for (said, ore) in [
            (json!(80404), Some(80404)),
            (json!(1240.5), Some(124_050)),
            (json!(1240.555), None),
            (json!(1240.0), None),
            (json!(-5), None),
            (json!(0), None),
            (json!(1e300), None),
            (json!("1 240,50"), Some(124_050)),
            (json!("1\u{a0}240,50 kr"), Some(124_050)),
            (json!("kr 1.240,50"), Some(124_050)),
            (json!("1,240.50"), Some(124_050)),
            (json!("NOK 1240.50"), Some(124_050)),
            (json!("1240,-"), Some(124_000)),
            (json!("1 240"), Some(124_000)),
            (json!("kr. 99"), Some(9900)),
            (json!("12 345 678,90"), Some(1_234_567_890)),
            (json!("1240"), None),
            (json!("1.240"), None),
            (json!("12 40,50"), None),
            (json!("1 240,5"), None),
            (json!("-1 240,50"), None),
            (json!("ca. 1 240"), None),
            (json!("99999999999999999999,00"), None),
            (json!(""), None),
            (json!("kr"), None),
            (json!(",-"), None),
            (json!(null), None),
            (json!(["1 240,50"]), None),
        ] {
            assert_eq!(of_invoice(&said), ore, "{said}");
        }
    }

    #[test]
    fn what_is_said_to_be_in_the_currency_is_taken_so() {
        for (said, hundredths) in [
            (json!(59.8), Some(5980)),
            (json!(59.80), Some(5980)),
            (json!(42), Some(4200)),
            (json!("42"), Some(4200)),
            (json!("59,80"), Some(5980)),
            (json!("59.805"), None),
            (json!(-1), None),
        ] {
            assert_eq!(in_whole(&said), hundredths, "{said}");
        }
    }
}
