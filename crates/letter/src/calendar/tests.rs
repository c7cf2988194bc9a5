//! Held against an independent reader of calendar files.

use super::*;
use icalendar::{Component, parser};
use proptest::prelude::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn event() -> Event {
    Event {
        uid: "8C2EA15D-61FB-4BA9-9366-42F8B194D241".into(),
        written: at("2018-11-01T08:00:00.123Z"),
        starts: at("2018-11-10T09:00:00Z"),
        ends: Some(at("2018-11-10T12:00:00Z")),
        summary: "Opstart; børnehave".into(),
        description: "Opstart, \\Tusindfryd\nMedbring hue".into(),
        location: "Gl. Landevej 61, 9000 Aalborg, Rød stue".into(),
        organizer: Some("Jette \"J\" Hansen: leder; rød stue".into()),
        organizer_mail: Some("info@tusindfryd.dk".into()),
    }
}

#[test]
fn an_appointment_is_written_as_the_standard_has_it() {
    let written = calendar(&[event()]);
    let unfolded = written.replace("\r\n ", "");
    let lines: Vec<&str> = unfolded.lines().collect();
    assert_eq!(
        lines,
        [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Postkasse//Postkasse//DA",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "BEGIN:VEVENT",
            "UID:8C2EA15D-61FB-4BA9-9366-42F8B194D241",
            "DTSTAMP:20181101T080000Z",
            "DTSTART:20181110T090000Z",
            "DTEND:20181110T120000Z",
            "SUMMARY:Opstart\\; børnehave",
            "DESCRIPTION:Opstart\\, \\\\Tusindfryd\\nMedbring hue",
            "LOCATION:Gl. Landevej 61\\, 9000 Aalborg\\, Rød stue",
            "ORGANIZER;CN=\"Jette ^'J^' Hansen: leder; rød stue\":mailto:info@tusindfryd.dk",
            "CLASS:PRIVATE",
            "END:VEVENT",
            "END:VCALENDAR",
        ]
    );
    assert_eq!(written.matches('\n').count(), written.matches("\r\n").count());
}

#[test]
fn an_end_before_the_beginning_and_an_organiser_without_an_address_are_left_out() {
    for ends in [None, Some(at("2018-11-09T12:00:00Z")), Some(at("2018-11-10T09:00:00Z"))] {
        assert!(!calendar(&[Event { ends, ..event() }]).contains("DTEND"));
    }
    for mail in [None, Some("info"), Some("info@tusindfryd.dk\r\nATTACH:x"), Some("a@b@c"), Some("")] {
        let written = calendar(&[Event { organizer_mail: mail.map(str::to_owned), ..event() }]);
        assert!(
            !written.contains("ORGANIZER") && !written.contains("METHOD") && !written.contains("ATTACH"),
            "{mail:?}"
        );
    }
}

proptest! {
    #[test]
    fn whatever_the_letter_says_the_file_has_one_event_that_says_the_same(
        summary in ".{0,200}", description in "(?s).{0,400}", location in ".{0,120}", uid in ".{0,80}",
        organizer in proptest::option::of("(?s).{0,80}"), organizer_mail in proptest::option::of("(?s).{0,40}|[a-z]{1,9}@[a-z]{1,9}\\.dk"),
    ) {
        let description = format!("x{description}");
        let wanted = Event { summary, description, location, uid, organizer, organizer_mail, ..event() };
        let written = calendar(std::slice::from_ref(&wanted));
        for line in written.split("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let unfolded = parser::unfold(&written);
        let read: icalendar::Calendar = parser::read_calendar(&unfolded).unwrap().into();
        let events: Vec<_> = read.components.iter().filter_map(|one| one.as_event()).collect();
        prop_assert_eq!(events.len(), 1);
        prop_assert_eq!(read.components.len(), 1);
        let clean = |text: &str| {
            let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
            text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect::<String>()
        };
        prop_assert_eq!(clean(events[0].get_description().unwrap_or_default()), clean(&wanted.description));
        for name in ["ATTACH", "ATTENDEE", "RRULE", "TRIGGER"] {
            prop_assert!(events[0].property_value(name).is_none());
        }
    }
}
