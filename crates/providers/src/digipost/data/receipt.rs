//! A receipt for something that was bought.

use super::super::amount::in_whole;
use super::super::text::{line, list, moment, text, word};
use super::About;
use super::parts::{barcode, place};
use model::{Card, CardKind, CardLine};
use serde_json::Value;

/// Of a long receipt so many lines are shown; the file has them all.
const MOST_ITEMS: usize = 50;

pub fn read(data: &Value, about: &About<'_>, odd: &mut Vec<String>) -> Card {
    let price = data.get("totalPrice");
    let amount = price.and_then(in_whole);
    if price.is_some() && amount.is_none() {
        odd.push("the amount of a receipt is not certain".to_owned());
    }
    let currency = line(data, "currencyCode").or_else(|| line(data, "currency"));
    let currency = currency.filter(|code| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_alphabetic()));
    let said = text(data, "comment").map(|value| CardLine { name: String::new(), value });
    let merchant = line(data, "merchantName");
    Card {
        issuer: merchant.clone(),
        from: moment(data, "purchaseTime", odd),
        place: place(data, "", "merchantAddress"),
        amount,
        currency: amount.map(|_| currency.unwrap_or_else(|| "NOK".to_owned()).to_uppercase()).unwrap_or_default(),
        barcode: barcode(data),
        lines: list(data, "items", MOST_ITEMS).filter_map(item).chain(said).collect(),
        ..Card::new(CardKind::Receipt, merchant.unwrap_or_else(|| about.title.to_owned()))
    }
}

/// What was bought, and for how much.
fn item(item: &Value) -> Option<CardLine> {
    let name = line(item, "itemName").or_else(|| line(item, "itemDescription"))?;
    Some(CardLine { name, value: word(item, "totalPrice").or_else(|| word(item, "itemPrice")).unwrap_or_default() })
}
