//! An appointment, which goes into a calendar.

use super::super::text::{line, moment};
use super::parts::{joined, place, sections, told};
use super::{About, action};
use jiff::SignedDuration;
use model::{Action, ActionCode, Reservation};
use serde_json::Value;

/// How long one takes that does not say when it ends (`Appointment.endTime` of the data types).
const USUAL: SignedDuration = SignedDuration::from_mins(30);

pub fn read(data: &Value, about: &About<'_>, number: usize, odd: &mut Vec<String>) -> Action {
    let starts = moment(data, "startTime", odd);
    let ends = moment(data, "endTime", odd);
    let usual = starts.and_then(|starts| starts.checked_add(USUAL).ok());
    let subtitle = line(data, "subTitle");
    let summary = line(data, "title").or_else(|| subtitle.clone()).unwrap_or_else(|| about.title.to_owned());
    let reservation = Reservation {
        uuid: format!("{}-{number}", about.key),
        description: joined([
            subtitle.filter(|subtitle| *subtitle != summary),
            line(data, "arrivalTime"),
            Some(told(&sections(data, "info"))),
        ]),
        location: place(data, "place", "address").unwrap_or_default(),
        starts,
        ends: ends.or(usual),
        organizer: None,
        organizer_mail: None,
        summary,
    };
    Action { reservation: Some(reservation), ..action(ActionCode::Aftale, about.title) }
}
