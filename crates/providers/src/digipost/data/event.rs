//! An event: a card with what is shown at the door, and each of its times for a calendar.

use super::super::text::{line, list, moment};
use super::parts::{barcode, joined, place, sections, told};
use super::{About, Said, action};
use model::{Action, ActionCode, Card, CardKind, CardLine, Reservation};
use serde_json::Value;

/// An election has a few days; more than these are no event.
const MOST_TIMES: usize = 10;

pub fn read(data: &Value, about: &About<'_>, number: usize, said: &mut Said, odd: &mut Vec<String>) {
    let title = line(data, "subTitle").unwrap_or_else(|| about.title.to_owned());
    let description = line(data, "description");
    let (place, sections) = (place(data, "place", "address"), sections(data, "info"));
    let mut times = Vec::new();
    for time in list(data, "time", MOST_TIMES) {
        times.push((moment(time, "startTime", odd), moment(time, "endTime", odd)));
    }
    let described = description.clone().map(|value| CardLine { name: String::new(), value });
    said.cards.push(Card {
        from: times.first().and_then(|time| time.0),
        until: times.last().and_then(|time| time.1),
        place: place.clone(),
        barcode: barcode(data),
        lines: described.into_iter().chain(sections.iter().cloned()).collect(),
        ..Card::new(CardKind::Event, title.clone())
    });
    for (place_in_list, (starts, ends)) in times.into_iter().enumerate().filter(|(_, time)| time.0.is_some()) {
        let reservation = Reservation {
            uuid: format!("{}-{number}-{place_in_list}", about.key),
            summary: title.clone(),
            description: joined([description.clone(), Some(told(&sections))]),
            location: place.clone().unwrap_or_default(),
            starts,
            ends,
            organizer: None,
            organizer_mail: None,
        };
        said.actions.push(Action { reservation: Some(reservation), ..action(ActionCode::Aftale, about.title) });
    }
}
