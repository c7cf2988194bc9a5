//! The rules of the fields, and how they are broken.

use super::message::Version;
use crate::encoding::is_xml;

/// A letter that may not be written so. Names the element, never what stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It must be there, and not empty.
    #[error("a required element is missing: {0}")]
    Missing(&'static str),
    /// Too many characters.
    #[error("{0} is longer than {1} characters")]
    TooLong(&'static str, usize),
    /// Too many of them.
    #[error("{0} stands more than {1} times")]
    TooMany(&'static str, usize),
    /// Not of its kind: a moment, a date, a number, a UUID, …
    #[error("{0} is not of its kind")]
    OtherKind(&'static str),
    /// Newer than the version it is to be written in.
    #[error("{0} is not in this version")]
    NotInVersion(&'static str),
    /// It may not be there beside what is.
    #[error("{0} may not be there")]
    NotBeside(&'static str),
}

/// What a field must keep to, besides being of its type.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Rule {
    /// Nothing more.
    Free,
    /// At most so many characters.
    Most(usize),
    /// A UUID of version 4, in either case.
    Uuid,
    /// A number of at most so many digits.
    Digits(usize),
    /// Two letters.
    Language,
    /// At least and at most so many elements.
    Count(usize, usize),
    /// Only from 1.2 on.
    Since12,
    /// The same, and at most so many characters.
    Since12Most(usize),
    /// In 1.1 it must be there.
    NeededIn11,
}

impl Rule {
    /// How often the element stands.
    pub(super) fn count(self, name: &'static str, count: usize, version: Version) -> Result<(), Broken> {
        match self {
            Rule::Count(least, _) if count < least => Err(Broken::Missing(name)),
            Rule::Count(_, most) if count > most => Err(Broken::TooMany(name, most)),
            Rule::NeededIn11 if version == Version::V1_1 && count == 0 => Err(Broken::Missing(name)),
            Rule::Since12 | Rule::Since12Most(_) if version == Version::V1_1 && count > 0 => {
                Err(Broken::NotInVersion(name))
            }
            _ => Ok(()),
        }
    }

    /// What stands in it.
    pub(super) fn text(self, name: &'static str, text: &str) -> Result<(), Broken> {
        let sound = match self {
            Rule::Most(most) | Rule::Since12Most(most) if text.chars().count() > most => {
                return Err(Broken::TooLong(name, most));
            }
            Rule::Uuid => is_uuid(text),
            Rule::Digits(most) => (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()),
            Rule::Language => text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic()),
            _ => true,
        };
        if sound && text.chars().all(is_xml) { Ok(()) } else { Err(Broken::OtherKind(name)) }
    }
}

/// The schema's pattern: version 4, and one of the variants that it has.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            14 => byte == b'4',
            19 => matches!(byte, b'8' | b'9' | b'a' | b'A' | b'b' | b'B'),
            _ => byte.is_ascii_hexdigit(),
        })
}
