//! What several kinds of data have in common: addresses, sections of information, bar codes.

use super::super::text::{line, list, text};
use model::CardLine;
use serde_json::Value;

/// Sections of information: at most ten are allowed, and five attributes.
const MOST_SECTIONS: usize = 20;

/// A place with its address, in one line.
pub fn place(data: &Value, name: &str, address: &str) -> Option<String> {
    let of = |field: &str| data.get(address).and_then(|address| line(address, field));
    let town = [of("postalCode"), of("city")].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [line(data, name), of("streetAddress"), of("streetAddress2"), Some(town)];
    let all: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Some(all.join(", ")).filter(|place| !place.is_empty())
}

/// Sections with a title and a text.
pub fn sections(data: &Value, name: &str) -> Vec<CardLine> {
    let read = |section: &Value| {
        let line = CardLine {
            name: line(section, "title").unwrap_or_default(),
            value: text(section, "text").unwrap_or_default(),
        };
        (!line.name.is_empty() || !line.value.is_empty()).then_some(line)
    };
    list(data, name, MOST_SECTIONS).filter_map(read).collect()
}

/// The same in one text.
pub fn told(sections: &[CardLine]) -> String {
    let one = |section: &CardLine| match section.name.is_empty() {
        true => section.value.clone(),
        false => format!("{}\n{}", section.name, section.value),
    };
    sections.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

/// What a bar code says.
pub fn barcode(data: &Value) -> Option<String> {
    line(data.get("barcode")?, "barcodeValue")
}

/// Lines that are not empty.
pub fn joined(lines: impl IntoIterator<Item = Option<String>>) -> String {
    let all: Vec<String> = lines.into_iter().flatten().filter(|line| !line.is_empty()).collect();
    all.join("\n\n")
}
