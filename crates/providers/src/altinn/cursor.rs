//! What is remembered of a mailbox between two pulls, and what has to be asked because of it.
//!
//! `updatedAt` changes with what a sender does. What people do does not touch it: labels have a state of their own
//! (`DialogEndUserContext`), and having seen a letter writes a log. So changes alone never tell that a letter was archived
//! or read elsewhere, nor that one is gone: every few hours everything is listed again. Titles come in one language; in
//! another one all of them are news.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Changes are asked for from a little before they were known, since copies of a database follow one another.
const OVERLAP: SignedDuration = SignedDuration::from_mins(10);
/// Everything is listed again after so long.
const WHOLE_LASTS: SignedDuration = SignedDuration::from_hours(6);

/// The cursor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Changes are known up to here, by the service's clock.
    pub until: Timestamp,
    /// When everything was listed, by ours.
    pub whole: Timestamp,
    /// In which language.
    pub language: String,
}

/// What a mailbox is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Plan {
    /// Everything.
    Whole,
    /// What changed, in addition to what this cursor knows.
    Changes(Cursor),
}

impl Cursor {
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Plan {
    /// By the cursor that was kept. A clock that was set back says nothing.
    pub fn of(cursor: Option<&str>, language: &str, now: Timestamp) -> Self {
        let kept: Option<Cursor> = cursor.and_then(|text| serde_json::from_str(text).ok());
        let holds = |cursor: &Cursor| {
            let age = now.duration_since(cursor.whole);
            cursor.language == language && !age.is_negative() && age < WHOLE_LASTS
        };
        kept.filter(holds).map_or(Plan::Whole, Plan::Changes)
    }

    /// From when on changes are asked for, if not everything is.
    pub fn after(&self) -> Option<Timestamp> {
        match self {
            Plan::Whole => None,
            Plan::Changes(cursor) => Some(cursor.until.checked_sub(OVERLAP).unwrap_or(cursor.until)),
        }
    }

    /// The cursor that holds when all of it is here: changes are known up to when it was first asked for.
    pub fn cursor(&self, until: Timestamp, language: &str, now: Timestamp) -> Cursor {
        match self {
            Plan::Whole => Cursor { until, whole: now, language: language.to_owned() },
            Plan::Changes(before) => Cursor { until, ..before.clone() },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn changes_are_asked_for_until_everything_is_due_again_or_the_language_is_another() {
        let whole = at("2026-06-01T12:00:00Z");
        let kept = Plan::Whole.cursor(at("2026-06-01T12:00:03Z"), "nb", whole).to_text();
        let plan = |language: &str, now: &str| Plan::of(Some(&kept), language, at(now));
        let soon = plan("nb", "2026-06-01T17:59:59Z");
        assert_eq!(soon.after(), Some(at("2026-06-01T11:50:03Z")));
        let later = soon.cursor(at("2026-06-01T17:59:58Z"), "nb", at("2026-06-01T17:59:59Z"));
        assert_eq!(later.whole, whole, "changes are not everything");
        for (language, now) in
            [("nb", "2026-06-01T18:00:00Z"), ("nn", "2026-06-01T12:01:00Z"), ("nb", "2026-06-01T11:00:00Z")]
        {
            assert_eq!(plan(language, now), Plan::Whole, "{language} {now}");
        }
        for strange in [None, Some(""), Some("{}"), Some(r#"{"newest":"2026-01-01T00:00:00Z"}"#)] {
            assert_eq!(Plan::of(strange, "nb", whole), Plan::Whole);
        }
    }
}
