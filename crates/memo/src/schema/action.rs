//! `Action`: what can be done about a document.

use super::rules::Broken;
use super::value::MEMO;
use jiff::Timestamp;

record! {
    /// `Action`: an appointment, or a link to where it is done.
    #[derive(Default)]
    Action in MEMO, where one_of_two;
    /// `label`: the sender's words.
    label: String = "label", Most(256);
    /// `actionCode`.
    code: String = "actionCode", Most(256);
    /// `startDateTime`.
    starts: Option<Timestamp> = "startDateTime", Free;
    /// `endDateTime`.
    ends: Option<Timestamp> = "endDateTime", Free;
    /// `Reservation`.
    reservation: Option<Reservation> = "Reservation", Free;
    /// `EntryPoint`.
    entry_point: Option<EntryPoint> = "EntryPoint", Free;
}

record! {
    /// `Reservation`: an appointment.
    #[derive(Default)]
    Reservation in MEMO;
    /// `description`.
    description: String = "description", Most(256);
    /// `reservationUUID`.
    uuid: String = "reservationUUID", Uuid;
    /// `abstract`.
    summary: String = "abstract", Most(256);
    /// `location`.
    location: String = "location", Most(256);
    /// `startDateTime`.
    starts: Timestamp = "startDateTime", Free;
    /// `endDateTime`.
    ends: Timestamp = "endDateTime", Free;
    /// `organizerMail`.
    organizer_mail: Option<String> = "organizerMail", Most(256);
    /// `organizerName`.
    organizer_name: Option<String> = "organizerName", Most(256);
}

record! {
    /// `EntryPoint`: a link.
    #[derive(Default)]
    EntryPoint in MEMO;
    /// `url`.
    url: String = "url", Most(256);
}

fn one_of_two(action: &Action) -> Result<(), Broken> {
    match (&action.reservation, &action.entry_point) {
        (Some(_), Some(_)) => Err(Broken::NotBeside("EntryPoint")),
        _ => Ok(()),
    }
}
