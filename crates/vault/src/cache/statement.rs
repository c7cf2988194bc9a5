//! A query as one statement: the words by the full-text index, everything else by the letters' rows.

use super::place;
use super::search::{Order, Search};
use super::words::Table;
use crate::StoreError;
use crate::query::Query;
use jiff::Timestamp;
use rusqlite::types::Value;
use serde_json::json;

/// What a word counts by where it stands: subject, sender, names and notes, text; beginnings stand for nothing.
const WEIGHTS: &str = "8.0, 4.0, 4.0, 1.0, 0.0";

/// The statement while it is written; values stand in the order of their marks.
#[derive(Default)]
struct Writing {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Writing {
    fn condition(&mut self, sql: impl Into<String>, values: impl IntoIterator<Item = Value>) {
        self.conditions.push(sql.into());
        self.values.extend(values);
    }

    /// Conditions on what the services' rows say, the person's wishes laid over.
    fn rows(&mut self, query: &Query, how: &Search<'_>) -> Result<(), StoreError> {
        let laid_over = |column: &str| match how.wished {
            [] => format!("m.{column}"),
            _ => format!("coalesce(w.{column}, m.{column})"),
        };
        for unread in query.unread() {
            self.condition(format!("{} = ?", laid_over("read")), [i64::from(!unread).into()]);
        }
        for (term, inside) in query.folders() {
            let named = how.folders.iter().filter(|folder| folder.names.iter().any(|name| term.is_name(name)));
            let ids: Vec<&str> = named.map(|folder| folder.id.as_str()).collect();
            let not = if inside { "" } else { "NOT " };
            let sql = format!("{} {not}IN (SELECT value FROM json_each(?))", laid_over("folder"));
            self.condition(sql, [serde_json::to_string(&ids)?.into()]);
        }
        for some in query.asks_for_attachments() {
            self.condition(if some { "m.attachments > 0" } else { "m.attachments = 0" }, []);
        }
        if !how.wished.is_empty() {
            self.condition("NOT coalesce(w.gone, 0)", []);
        }
        Ok(())
    }

    /// Bounds on when letters came, where the full-text index is asked also on their places there.
    fn received(&mut self, (from, until): (Option<i64>, Option<i64>), by_words: bool) {
        if let Some(from) = from {
            self.condition("m.received >= ?", [from.into()]);
            if by_words {
                self.condition("i.rowid >= ?", [place::first(place::second(from)).into()]);
            }
        }
        if let Some(until) = until {
            self.condition("m.received < ?", [until.into()]);
            if by_words {
                self.condition("i.rowid < ?", [place::first(place::second(until).saturating_add(1)).into()]);
            }
        }
    }
}

/// The statement and its values. Its rows: number, place, received, id, score.
pub(super) fn write(
    query: &Query,
    how: &Search<'_>,
    table: Table,
    limit: usize,
) -> Result<(String, Vec<Value>), StoreError> {
    let index = table.name();
    let mut writing = Writing::default();
    let mut with = "";
    let mut wished = "";
    if !how.wished.is_empty() {
        with = "WITH w(id, read, folder, gone) AS (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3
                  FROM json_each(?)) ";
        wished = " LEFT JOIN w ON w.id = m.id";
        let rows: Vec<_> = how.wished.iter().map(|one| json!([one.message, one.read, one.folder, one.gone])).collect();
        writing.values.push(serde_json::to_string(&rows)?.into());
    }
    let (words, without) = query.expressions(how.order);
    let by_words = words.is_some();
    match (words, without) {
        (Some(words), None) => writing.condition(format!("{index} MATCH ?"), [words.into()]),
        (Some(words), Some(without)) => {
            writing.condition(format!("{index} MATCH ?"), [format!("({words}) NOT ({without})").into()]);
        }
        (None, Some(without)) => {
            let sql = format!("m.place NOT IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)");
            writing.condition(sql, [without.into()]);
        }
        (None, None) => {}
    }
    if !by_words && table == Table::Wished {
        writing.condition(format!("m.place IN (SELECT rowid FROM {index})"), []);
    }
    let (from, until) = query.received(how.zone);
    writing.received((from.max(how.since.map(Timestamp::as_microsecond)), until), by_words);
    writing.rows(query, how)?;
    let Writing { conditions, mut values } = writing;
    let conditions = if conditions.is_empty() { "1".to_owned() } else { conditions.join(" AND ") };
    let rows = "m.n, m.place, m.received, m.id";
    // CROSS JOIN: the full-text index goes first, so that its order is that of the rows.
    let found = format!("{index} i CROSS JOIN message m ON m.place = i.rowid{wished} WHERE {conditions}");
    let sql = match (by_words, how.order) {
        // Read only as far as is needed.
        (true, Order::Newest) => format!("{with}SELECT {rows}, 0.0 FROM {found} ORDER BY i.rowid DESC"),
        // All are weighed, and only the best are read.
        (true, Order::Best) => format!(
            "{with}SELECT {rows}, f.score FROM (
               SELECT i.rowid AS place, bm25({index}, {WEIGHTS}) AS score FROM {found}
               ORDER BY score, i.rowid DESC LIMIT ?) f CROSS JOIN message m ON m.place = f.place"
        ),
        (false, _) => format!(
            "{with}SELECT {rows}, 0.0 FROM message m{wished} WHERE {conditions}
             ORDER BY m.received DESC, m.id DESC LIMIT ?"
        ),
    };
    if !by_words || how.order == Order::Best {
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
    }
    Ok((sql, values))
}
