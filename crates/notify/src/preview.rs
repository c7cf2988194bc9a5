//! The words of a message before there is one, so that a person sees what she chose: made by the same hand as the real
//! ones, of invented letters.

use crate::letter::Facts;
use crate::rules::Holds;
use crate::size::Room;
use crate::times::Digest;
use crate::words::{Saying, words};
use crate::{Catalogue, SMS};
use jiff::Timestamp;
use std::collections::BTreeSet;
use vault::Purpose;

/// What would be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// The first line, where the channel has one.
    pub subject: Option<String>,
    /// The words.
    pub text: String,
    /// Those of a reminder, if there are any.
    pub reminder: Option<String>,
}

/// The words by which a new letter would be told of, or several where they are gathered.
#[must_use]
pub fn preview(channel: &str, holds: &Holds) -> Preview {
    let texts = Catalogue::of(&holds.language);
    let sample = |which: &str| Facts {
        known: None,
        kinds: BTreeSet::new(),
        sender: texts.text(&format!("notification.sample.{which}.sender"), 0),
        subject: texts.text(&format!("notification.sample.{which}.subject"), 0),
        received: Timestamp::UNIX_EPOCH,
        reply_by: None,
        is_light: true,
    };
    let (one, other) = (sample("one"), sample("other"));
    let both = [&one, &other];
    let single = [&one];
    let said = |purpose, letters: &[&Facts]| {
        let (room, language, label) = (Room::of(channel), holds.language.as_str(), holds.label.as_deref());
        words(&Saying { room, language, purpose, show: holds.show, label, letters })
    };
    let gathered = holds.digest != Digest::None;
    let told = said(Purpose::New, if gathered { &both } else { &single });
    Preview {
        subject: (channel != SMS).then_some(told.subject),
        text: told.text,
        reminder: holds.reminders.then(|| said(Purpose::Reminder, &single).text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CHANNELS, DESKTOP, EMAIL, Kind, Quiet, Show};
    use jiff::tz::TimeZone;
    use model::Language;

    fn holds(show: Show, digest: Digest, language: &str, label: Option<&str>) -> Holds {
        Holds {
            on: true,
            since: None,
            show,
            digest,
            kinds: Kind::ALL.into(),
            senders: Vec::new(),
            quiet: Quiet::Never,
            limit: 9,
            reminders: true,
            language: language.to_owned(),
            zone: TimeZone::UTC,
            label: label.map(str::to_owned),
        }
    }

    #[test]
    fn it_says_as_much_as_was_chosen_in_the_language_that_was_chosen() {
        for (language, sender) in [("da", "Kommune"), ("nb", "kommune"), ("en", "Council")] {
            for channel in CHANNELS {
                let of = |show| preview(channel, &holds(show, Digest::None, language, None)).text;
                let (nothing, from, about) = (of(Show::Nothing), of(Show::Sender), of(Show::Subject));
                assert!(!nothing.contains(sender) && from.contains(sender), "{channel} {language}: {nothing} | {from}");
                assert!(from.len() > nothing.len() && about.len() > from.len(), "{channel} {language}: {about}");
            }
        }
        let languages: BTreeSet<String> =
            Language::ALL.map(|one| preview(EMAIL, &holds(Show::Nothing, Digest::None, one.code(), None)).text).into();
        assert_eq!(languages.len(), Language::ALL.len());
    }

    #[test]
    fn gathered_letters_are_several_and_the_name_of_the_mailbox_stands_before_them() {
        let one = preview(SMS, &holds(Show::Nothing, Digest::None, "da", Some("Mor")));
        assert!(one.text.starts_with("Mor: ") && one.text.contains('1'), "{one:?}");
        let two = preview(SMS, &holds(Show::Sender, Digest::Daily, "da", None));
        assert!(two.text.contains('2') && two.text.contains(", "), "{two:?}");
    }

    #[test]
    fn a_text_message_has_no_first_line_and_a_channel_that_reminds_says_how() {
        let of = |channel, reminders| {
            preview(channel, &Holds { reminders, ..holds(Show::Nothing, Digest::None, "en", None) })
        };
        assert_eq!((of(SMS, true).subject, of(DESKTOP, true).subject.as_deref()), (None, Some("New mail")));
        assert_eq!(of(DESKTOP, false).reminder, None);
        assert_ne!(of(SMS, true).reminder, Some(of(SMS, true).text));
    }
}
