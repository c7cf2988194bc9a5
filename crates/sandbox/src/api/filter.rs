//! Search parameters: what is asked of a list, as conditions in SQL for messages and as plain
//! comparison for the short lists.

use super::errors::Refusal;
use super::params::{Params, is_path};
use crate::store::messages::{Condition, Query, column};
use crate::store::patterns::{Patterns, values_at};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::types::Value as Sql;
use serde_json::Value;

/// Parameters that are not names of fields.
const OWN_MEANING: [&str; 10] = [
    "page",
    "size",
    "sortFields",
    "any",
    "fields",
    "folderId",
    "dateFrom",
    "dateTo",
    "receivedDateFrom",
    "receivedDateTo",
];

/// The search parameters: names of fields, with the values asked of each.
fn searched(params: &Params) -> Result<Vec<(&str, Vec<&str>)>, Refusal> {
    let names = params.names().filter(|name| !OWN_MEANING.contains(name));
    names
        .map(|name| if is_path(name) { Ok((name, params.list(name))) } else { Err(Refusal::parameter(name, "")) })
        .collect()
}

/// A list as a JSON text, the form in which patterns cross to SQL.
fn json_list(values: &[&str]) -> Sql {
    Sql::Text(serde_json::json!(values).to_string())
}

/// What a list of messages asks for.
///
/// # Errors
/// 400 when a parameter is not understood.
pub fn messages(params: &Params) -> Result<Query, Refusal> {
    let mut conditions = Vec::new();
    let mut add = |sql: String, values: Vec<Sql>| conditions.push(Condition { sql, values });
    if let Some(folder) = params.get("folderId") {
        add("folder = ?".to_owned(), vec![Sql::Text(folder.to_owned())]);
    }
    for (name, column, after) in [
        ("dateFrom", "created", true),
        ("dateTo", "created", false),
        ("receivedDateFrom", "received", true),
        ("receivedDateTo", "received", false),
    ] {
        if let Some(text) = params.get(name) {
            let edge = day_edge(text, after).ok_or_else(|| Refusal::parameter(name, text))?;
            add(format!("{column} {} ?", if after { ">=" } else { "<" }), vec![Sql::Text(edge)]);
        }
    }
    let words = params.list("any");
    if !words.is_empty() {
        add("mentions(label || ' ' || coalesce(note, ''), doc, ?)".to_owned(), vec![json_list(&words)]);
    }
    for (field, values) in searched(params)? {
        match column(field) {
            Some(sql) => add(format!("plain_fits({sql}, ?)"), vec![json_list(&values)]),
            None => add("path_fits(doc, ?, ?)".to_owned(), vec![Sql::Text(field.to_owned()), json_list(&values)]),
        }
    }
    let mut order = Vec::new();
    for (field, descends) in params.sort()? {
        // `is_path` has let only letters, digits and dots through.
        let sql = column(field).map_or_else(|| format!("json_extract(doc, '$.{field}')"), str::to_owned);
        order.push(if descends { format!("{sql} DESC") } else { sql });
    }
    if order.is_empty() {
        order.push("received DESC".to_owned());
    }
    let page = params.page()?;
    Ok(Query { conditions, order, limit: page.size, offset: page.offset(), seen_ms: None })
}

/// The moment at which a day begins (or, for an end, at which the next does), counted as Denmark
/// counts its days.
fn day_edge(text: &str, begins: bool) -> Option<String> {
    let day: Date = text.parse().ok()?;
    let day = if begins { day } else { day.tomorrow().ok()? };
    let zone = TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC);
    Some(crate::store::times::stamp(day.to_zoned_datetime(zone).ok()?.timestamp()))
}

/// What is left of a short list of resources.
///
/// # Errors
/// 400 when a parameter is not understood.
pub fn resources(items: Vec<Value>, params: &Params) -> Result<Vec<Value>, Refusal> {
    let words: Vec<String> = params.list("any").iter().map(|word| word.to_lowercase()).collect();
    let searched: Vec<_> =
        searched(params)?.into_iter().map(|(field, values)| (field, Patterns::parse(values))).collect();
    let fits = |item: &Value| {
        let text = item.to_string().to_lowercase();
        (words.is_empty() || words.iter().any(|word| text.contains(word)))
            && searched.iter().all(|(field, patterns)| {
                let mut found = Vec::new();
                values_at(item, field, &mut found);
                patterns.fit(&found)
            })
    };
    Ok(items.into_iter().filter(fits).collect())
}
