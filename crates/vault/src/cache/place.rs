//! A letter's place: its number in the full-text index. It follows when the letter came, so that the index, which
//! gives its rows by number, gives the newest first and can stop after as many as are wanted.

use crate::StoreError;
use jiff::Timestamp;
use rusqlite::{Connection, params};

/// Room for the letters of one second.
const BITS: u32 = 20;

/// The row of a letter, and its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) number: i64,
    pub(super) place: i64,
}

/// The second that places count by. What is said to have come before 1970 lies in the first one.
pub(super) fn second(microseconds: i64) -> i64 {
    (microseconds / 1_000_000).max(0)
}

/// The second of a place.
pub(super) fn second_of(place: i64) -> i64 {
    place >> BITS
}

/// The first place of a second; the last second of all for what lies beyond.
pub(super) fn first(second: i64) -> i64 {
    second.min(i64::MAX >> BITS) << BITS
}

/// A place that no letter has, for one that came then.
pub(super) fn free(db: &Connection, received: Timestamp) -> Result<i64, StoreError> {
    let mut query = db.prepare_cached("SELECT max(place) FROM message WHERE place >= ?1 AND place < ?2")?;
    let mut second = second(received.as_microsecond());
    loop {
        let (from, until) = (first(second), first(second + 1));
        let last: Option<i64> = query.query_row(params![from, until], |row| row.get(0))?;
        match last.map_or(from, |last| last + 1) {
            place if place < until => return Ok(place),
            // More letters of one second than anybody gets: they lie in the next one.
            _ => second += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_time_and_letters_of_one_second_lie_side_by_side() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE message (place INTEGER)").unwrap();
        let put = |second: i64| {
            let place = free(&db, Timestamp::from_second(second).unwrap()).unwrap();
            db.execute("INSERT INTO message VALUES (?1)", [place]).unwrap();
            place
        };
        let (older, newer, same) = (put(10), put(11), put(10));
        assert!(older < same && same < newer);
        assert_eq!((second_of(older), second_of(same), second_of(newer)), (10, 10, 11));
        assert_eq!(second_of(put(-5)), 0);
        assert!(first(second(Timestamp::MAX.as_microsecond())) > newer && first(i64::MAX) > newer);
    }

    #[test]
    fn more_letters_of_one_second_than_there_is_room_for_lie_in_the_next_one() {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE message (place INTEGER)").unwrap();
        db.execute("INSERT INTO message VALUES (?1), (?2)", [first(8) - 1, first(8)]).unwrap();
        assert_eq!(free(&db, Timestamp::from_second(7).unwrap()).unwrap(), first(8) + 1);
    }
}
