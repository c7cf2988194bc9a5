//! System labels: where an end user put a dialog, and whether she wants it to look unread.

use serde::{Deserialize, Serialize};

/// A label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Label {
    /// In the inbox.
    Default,
    /// In the bin.
    Bin,
    /// In the archive.
    Archive,
    /// To look as if nobody had read it.
    MarkedAsUnopened,
    /// The party sent something; set by the service itself, and never taken away.
    Sent,
}

impl Label {
    /// All of them.
    pub const ALL: [Label; 5] = [Label::Default, Label::Bin, Label::Archive, Label::MarkedAsUnopened, Label::Sent];

    /// The interface's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Label::Default => "Default",
            Label::Bin => "Bin",
            Label::Archive => "Archive",
            Label::MarkedAsUnopened => "MarkedAsUnopened",
            Label::Sent => "Sent",
        }
    }

    /// Reads the interface's word, in whichever case.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Label::ALL.into_iter().find(|one| one.as_str().eq_ignore_ascii_case(text))
    }

    /// Of these a dialog has exactly one.
    #[must_use]
    pub fn is_place(self) -> bool {
        matches!(self, Label::Default | Label::Bin | Label::Archive)
    }
}

/// What becomes of labels when some are removed and some are added. What is removed goes first; where a place is removed
/// the dialog is back in the inbox, and of several places that are added the last one counts. `Sent` stays as it is.
#[must_use]
pub fn changed(labels: &[Label], add: &[Label], remove: &[Label]) -> Vec<Label> {
    let mut next = labels.to_vec();
    for label in remove {
        match label {
            Label::Sent => {}
            Label::MarkedAsUnopened => next.retain(|one| one != label),
            _ if next.contains(label) => put(&mut next, Label::Default),
            _ => {}
        }
    }
    for label in add {
        match label {
            Label::Sent => {}
            Label::MarkedAsUnopened if next.contains(label) => {}
            Label::MarkedAsUnopened => next.push(*label),
            _ => put(&mut next, *label),
        }
    }
    if !next.iter().any(|label| label.is_place()) {
        next.push(Label::Default);
    }
    next
}

fn put(labels: &mut Vec<Label>, place: Label) {
    labels.retain(|label| !label.is_place());
    labels.push(place);
}

#[cfg(test)]
mod tests {
    use super::Label::{Archive, Bin, Default, MarkedAsUnopened, Sent};
    use super::*;

    #[test]
    fn a_dialog_is_in_one_place_and_the_last_one_that_is_added_counts() {
        assert_eq!(changed(&[Default], &[Bin, Archive], &[]), [Archive]);
        assert_eq!(changed(&[Sent, Bin], &[], &[Bin]), [Sent, Default]);
        assert_eq!(changed(&[Bin], &[Archive], &[Bin]), [Archive]);
        assert_eq!(changed(&[Archive], &[], &[Bin]), [Archive]);
        assert_eq!(changed(&[], &[], &[]), [Default]);
    }

    #[test]
    fn the_mark_of_the_unopened_stands_beside_a_place_and_sent_cannot_be_set_or_removed() {
        assert_eq!(changed(&[Archive], &[MarkedAsUnopened, MarkedAsUnopened], &[]), [Archive, MarkedAsUnopened]);
        assert_eq!(changed(&[Archive, MarkedAsUnopened], &[], &[MarkedAsUnopened]), [Archive]);
        assert_eq!(changed(&[Sent, Default], &[], &[Sent]), [Sent, Default]);
        assert_eq!(changed(&[Default], &[Sent], &[]), [Default]);
    }
}
