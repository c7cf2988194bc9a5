//! Where the pull of a mailbox stands. Kept with the page that brought it there, in the same transaction, so
//! that a cut anywhere goes on where it was.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Folders that change alone, without a letter, are no change of the letters' list: they are looked at so often.
const FOLDERS_LAST: SignedDuration = SignedDuration::from_hours(1);

/// The standing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Standing {
    /// The first reading of everything is under way and goes on from here: what came before is not read again.
    /// What moved up or down meanwhile is found by the totals and by the last look.
    pub from: Option<String>,
    /// The cursor of the last reading that got to its end.
    pub cursor: Option<String>,
    /// A pull got through once: from now on new letters are told of.
    pub tells: bool,
    /// So many more letters than here the service counts, although every one of its list is here.
    pub gap: i64,
    /// A page could not be read and was left out; what was on it is still to be found by a sweep.
    #[serde(default)]
    pub skipped: bool,
    /// When the folders were looked at last.
    #[serde(default)]
    pub folders: Option<Timestamp>,
}

impl Standing {
    /// Reads it back; what cannot be read means to begin anew.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
    }

    /// Whether the folders are to be looked at although no letter changed. A clock that was set back says nothing.
    pub fn folders_are_old(&self, now: Timestamp) -> bool {
        let age = self.folders.map(|at| now.duration_since(at));
        age.is_none_or(|age| age.is_negative() || age >= FOLDERS_LAST)
    }

    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_as_it_was_and_anything_else_is_a_beginning() {
        let folders = Some(Timestamp::UNIX_EPOCH);
        let from = Some("{}".to_owned());
        let standing = Standing { from, cursor: None, tells: true, gap: -1, skipped: true, folders };
        assert_eq!(Standing::read(Some(&standing.to_text())), standing);
        for text in [None, Some(""), Some("null"), Some(r#"{"newest":"2026-01-01T00:00:00Z"}"#)] {
            assert_eq!(Standing::read(text), Standing::default());
        }
    }

    #[test]
    fn folders_are_looked_at_each_hour_and_after_the_clock_was_set_back() {
        let at = |minutes: i64| Timestamp::from_second(1_000_000 + 60 * minutes).unwrap();
        let seen = Standing { folders: Some(at(0)), ..Standing::default() };
        assert_eq!([at(0), at(59), at(60), at(-1)].map(|now| seen.folders_are_old(now)), [false, false, true, true]);
        assert!(Standing::default().folders_are_old(at(0)));
    }
}
