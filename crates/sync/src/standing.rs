//! Where the pull of a mailbox stands. Kept with the page that brought it there, in the same transaction, so
//! that a cut anywhere goes on where it was.

use serde::{Deserialize, Serialize};

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
}

impl Standing {
    /// Reads it back; what cannot be read means to begin anew.
    pub fn read(text: Option<&str>) -> Self {
        text.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default()
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
        let standing = Standing { from: Some("{}".to_owned()), cursor: None, tells: true, gap: -1, skipped: true };
        assert_eq!(Standing::read(Some(&standing.to_text())), standing);
        for text in [None, Some(""), Some("null"), Some(r#"{"newest":"2026-01-01T00:00:00Z"}"#)] {
            assert_eq!(Standing::read(text), Standing::default());
        }
    }
}
