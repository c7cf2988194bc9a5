//! The names of conditions and of what they may ask for, in the languages of those who type them.

use crate::fold::fold_word;

/// What stands before the colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Name {
    Sender,
    From,
    To,
    Has,
    Is,
    In,
}

/// Folded, as everything that is typed. Danish, Norwegian (both) and English.
const NAMES: [(Name, &[&str]); 6] = [
    (Name::Sender, &["sender", "afsender", "avsender", "avsendar"]),
    (Name::From, &["from", "fra", "fraa"]),
    (Name::To, &["to", "til"]),
    (Name::Has, &["has", "har"]),
    (Name::Is, &["is", "er"]),
    (Name::In, &["in", "i"]),
];
const ATTACHMENT: [&str; 5] = ["attachment", "attachments", "bilag", "vedlegg", "vedhaeftning"];
const UNREAD: [&str; 6] = ["unread", "ulaest", "ulaeste", "ulest", "uleste", "ulesen"];

/// The condition of this name.
pub(super) fn name(typed: &str) -> Option<Name> {
    let typed = fold_word(typed);
    NAMES.iter().find(|(_, names)| names.contains(&typed.as_str())).map(|(name, _)| *name)
}

pub(super) fn is_attachment(typed: &str) -> bool {
    ATTACHMENT.contains(&fold_word(typed).as_str())
}

pub(super) fn is_unread(typed: &str) -> bool {
    UNREAD.contains(&fold_word(typed).as_str())
}
