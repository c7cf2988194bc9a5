//! Searching dialogs: filters, order, and going on after the last one that was told.

use crate::altinn::dialog::{Dialog, Label};
use crate::store::StoreError;
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// What is looked for. An empty list filters nothing, but for `parties`: of nobody there is nothing.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Whose.
    pub parties: Vec<String>,
    /// By the service owner's code.
    pub orgs: Vec<String>,
    /// By the service.
    pub resources: Vec<String>,
    /// By the service's own status.
    pub extended: Vec<String>,
    /// By status.
    pub statuses: Vec<String>,
    /// With all of these labels.
    pub labels: Vec<Label>,
    /// By the service's own reference.
    pub reference: Option<String>,
    /// By process.
    pub process: Option<String>,
    /// Columns that are not before a moment.
    pub after: Vec<(&'static str, String)>,
    /// Columns that are not after a moment.
    pub before: Vec<(&'static str, String)>,
    /// By whether the content was seen.
    pub seen: Option<bool>,
    /// Without those that are meant for programs.
    pub without_api_only: bool,
    /// With any of these words, in lower case.
    pub words: Vec<String>,
    /// In texts of this language.
    pub language: Option<String>,
    /// As things were at this moment by the computer's own clock, if lists are stale.
    pub as_of_ms: Option<i64>,
}

/// By what the dialogs are ordered, with the id last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order(pub Vec<(Field, bool)>);

/// What can be ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// When it was made.
    Created,
    /// When it was last changed.
    Updated,
    /// When its content was last changed.
    ContentUpdated,
    /// Until when something is to be done.
    Due,
    /// Its id.
    Id,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 5] = [Field::Created, Field::Updated, Field::ContentUpdated, Field::Due, Field::Id];

    /// The interface's word, as it writes it in orders.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Field::Created => "createdat",
            Field::Updated => "updatedat",
            Field::ContentUpdated => "contentupdatedat",
            Field::Due => "dueat",
            Field::Id => "id",
        }
    }

    /// What it is in SQL. What has no due date comes after everything that has one.
    fn sql(self) -> &'static str {
        match self {
            Field::Created => "created",
            Field::Updated => "updated",
            Field::ContentUpdated => "content_updated",
            Field::Due => "coalesce(due, '~')",
            Field::Id => "id",
        }
    }

    /// What it is of a dialog; none when it has none.
    #[must_use]
    pub fn of(self, dialog: &Dialog) -> Option<&str> {
        match self {
            Field::Created => Some(&dialog.created),
            Field::Updated => Some(&dialog.updated),
            Field::ContentUpdated => Some(&dialog.content_updated),
            Field::Due => dialog.due.as_deref(),
            Field::Id => Some(&dialog.id),
        }
    }
}

/// Conditions with their values.
#[derive(Default)]
struct Where {
    sql: Vec<String>,
    values: Vec<Value>,
}

impl Where {
    fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("?{}", self.values.len())
    }

    fn one_of(&mut self, column: &str, wanted: &[String]) {
        let places: Vec<String> = wanted.iter().map(|one| self.value(one.clone())).collect();
        self.sql.push(format!("{column} IN ({})", places.join(", ")));
    }

    fn compare(&mut self, column: &str, how: &str, with: &str) {
        let place = self.value(with.to_owned());
        self.sql.push(format!("{column} {how} {place}"));
    }
}

/// The dialogs that are looked for and can be seen now, at most one more than the limit, so that one knows whether there are
/// more. `after` holds a value for each field of the order.
///
/// # Errors
/// When the store fails.
pub fn find(
    db: &Connection,
    search: &Search,
    order: &Order,
    after: Option<&[Option<String>]>,
    limit: usize,
    now: &str,
) -> Result<Vec<Dialog>, StoreError> {
    let mut conditions = filters(search, now);
    if let Some(after) = after {
        let beyond = beyond(&mut conditions, order, after);
        conditions.sql.push(beyond);
    }
    let direction = |up: bool| if up { "ASC" } else { "DESC" };
    let order: Vec<String> = order.0.iter().map(|(field, up)| format!("{} {}", field.sql(), direction(*up))).collect();
    let sql = format!(
        "SELECT doc FROM {} WHERE {} ORDER BY {} LIMIT {}",
        search.as_of_ms.map_or_else(|| "altinn_dialogs".to_owned(), earlier),
        conditions.sql.join(" AND "),
        order.join(", "),
        limit.saturating_add(1)
    );
    let mut query = db.prepare(&sql)?;
    let docs = query.query_map(params_from_iter(conditions.values), |row| row.get::<_, String>(0))?;
    docs.map(|doc| Ok(serde_json::from_str(&doc?)?)).collect()
}

/// The dialogs as they were at a moment.
fn earlier(ms: i64) -> String {
    let columns = "id, party, org, resource, status, extended_status, external_reference, process, created, updated,
                   content_updated, due, visible_from, expires, deleted, api_only, seen, labels, words, doc";
    format!(
        "(SELECT {columns} FROM altinn_dialogs WHERE changed_ms <= {ms} UNION ALL
          SELECT {columns} FROM altinn_dialogs_past WHERE changed_ms <= {ms} AND until_ms > {ms})"
    )
}

fn filters(search: &Search, now: &str) -> Where {
    let mut found = Where { sql: vec!["deleted IS NULL".to_owned()], values: Vec::new() };
    let now = found.value(now.to_owned());
    found.sql.push(format!("coalesce(visible_from, '') <= {now} AND coalesce(expires, '~') > {now}"));
    found.one_of("party", &search.parties);
    let lists = [
        ("org", &search.orgs),
        ("resource", &search.resources),
        ("extended_status", &search.extended),
        ("status", &search.statuses),
    ];
    for (column, wanted) in lists.into_iter().filter(|(_, wanted)| !wanted.is_empty()) {
        found.one_of(column, wanted);
    }
    for label in &search.labels {
        found.compare("labels", "LIKE", &format!("%,{},%", label.as_str()));
    }
    for (column, wanted) in [("external_reference", &search.reference), ("process", &search.process)] {
        if let Some(wanted) = wanted {
            found.compare(column, "=", wanted);
        }
    }
    search.after.iter().for_each(|(column, moment)| found.compare(column, ">=", moment));
    search.before.iter().for_each(|(column, moment)| found.compare(column, "<=", moment));
    if let Some(seen) = search.seen {
        let not = if seen { "" } else { "NOT " };
        found.sql.push(format!("{not}(seen = 1 AND labels NOT LIKE '%,MarkedAsUnopened,%')"));
    }
    if search.without_api_only {
        found.sql.push("api_only = 0".to_owned());
    }
    if !search.words.is_empty() {
        let path = found.value(format!("$.{}", search.language.as_deref().unwrap_or("all")));
        let any = search.words.iter().map(|word| {
            let word = found.value(word.clone());
            format!("instr(coalesce(json_extract(words, {path}), ''), {word}) > 0")
        });
        let any: Vec<String> = any.collect();
        found.sql.push(format!("({})", any.join(" OR ")));
    }
    found
}

/// What comes after: the first field is beyond, or it is the same and the second one is, and so on.
fn beyond(conditions: &mut Where, order: &Order, after: &[Option<String>]) -> String {
    let mut ways = Vec::new();
    let mut same: Vec<String> = Vec::new();
    for ((field, up), value) in order.0.iter().zip(after) {
        let place = conditions.value(value.clone().unwrap_or_else(|| "~".to_owned()));
        let way = format!("{} {} {place}", field.sql(), if *up { ">" } else { "<" });
        ways.push(same.iter().chain([&way]).map(String::as_str).collect::<Vec<_>>().join(" AND "));
        same.push(format!("{} = {place}", field.sql()));
    }
    format!("(({}))", ways.join(") OR ("))
}
