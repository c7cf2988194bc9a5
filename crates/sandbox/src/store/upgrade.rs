//! Data files of earlier sandboxes: what their tables lack is added when they are opened.

use super::StoreError;
use rusqlite::Connection;

/// Columns that came later: table, name, and how it is declared.
const LATER: [(&str, &str, &str); 3] = [
    ("folders", "transaction_id", "TEXT"),
    ("folders", "changed_ms", "INTEGER NOT NULL DEFAULT 0"),
    ("accesses", "ends", "TEXT"),
];

/// Adds what is missing; a new file has it already.
///
/// # Errors
/// When SQLite refuses.
pub fn run(db: &Connection) -> Result<(), StoreError> {
    LATER.iter().try_for_each(|(table, column, declared)| Ok(add_column(db, table, column, declared)?))
}

/// Adds a column to a table that lacks it.
///
/// # Errors
/// When SQLite refuses.
pub fn add_column(db: &Connection, table: &str, column: &str, declared: &str) -> rusqlite::Result<()> {
    let sql = "SELECT EXISTS (SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2)";
    let known: bool = db.query_row(sql, [table, column], |row| row.get(0))?;
    if known {
        return Ok(());
    }
    db.execute_batch(&format!("ALTER TABLE {table} ADD COLUMN {column} {declared}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_an_earlier_sandbox_gets_the_columns_that_it_lacks_and_keeps_its_rows() {
        let db = Connection::open_in_memory().unwrap();
        let earlier = "CREATE TABLE accesses (id TEXT PRIMARY KEY) STRICT; \
                       CREATE TABLE folders (id TEXT PRIMARY KEY) STRICT; INSERT INTO folders VALUES ('a')";
        db.execute_batch(earlier).unwrap();
        run(&db).unwrap();
        run(&db).unwrap();
        let row = db.query_row("SELECT id, transaction_id, changed_ms FROM folders", [], |row| {
            Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?, row.get::<_, i64>(2)?))
        });
        assert_eq!(row.unwrap(), ("a".to_owned(), None, 0));
    }
}
