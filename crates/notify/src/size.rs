//! How much room a message has. A text message is one if it has 160 characters of the alphabet of GSM 03.38, or 70 of
//! any other; what is longer goes as several, which cost more and may come apart.

use crate::remote::alphabet::{LONGEST_BASIC, is_one_message};

const EMAIL: usize = 500;

/// Where a message is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// One text message.
    Sms,
    /// A short e-mail.
    Email,
    /// A notification on a screen.
    Screen,
}

impl Room {
    /// That of a channel.
    #[must_use]
    pub fn of(channel: &str) -> Self {
        match channel {
            crate::SMS => Room::Sms,
            crate::EMAIL => Room::Email,
            _ => Room::Screen,
        }
    }

    /// Whether a text goes in.
    #[must_use]
    pub fn has_place_for(self, text: &str) -> bool {
        match self {
            Room::Sms => is_one_message(text),
            Room::Email | Room::Screen => text.chars().count() <= EMAIL,
        }
    }

    /// More characters than go in, whatever they are.
    pub(crate) fn most(self) -> usize {
        if self == Room::Sms { LONGEST_BASIC } else { EMAIL }
    }

    /// What stands where something was cut off.
    pub(crate) fn cut_mark(self) -> &'static str {
        // The mark of one character is not in the alphabet of text messages, and would halve the room.
        if self == Room::Sms { "..." } else { "…" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_message_is_160_of_its_alphabet_or_70_of_any_other() {
        for (text, fits) in [
            ("å".repeat(160), true),
            ("å".repeat(161), false),
            ("€".repeat(80), true),
            ("€".repeat(81), false),
            (format!("č{}", "a".repeat(69)), true),
            (format!("č{}", "a".repeat(70)), false),
            ("😀".repeat(35), true),
            ("😀".repeat(36), false),
            (String::new(), true),
        ] {
            assert_eq!(Room::Sms.has_place_for(&text), fits, "{text}");
        }
        assert!(Room::Email.has_place_for(&"č".repeat(500)) && !Room::Email.has_place_for(&"č".repeat(501)));
    }
}
