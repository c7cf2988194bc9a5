//! Appointments of letters as a calendar file (iCalendar, RFC 5545), written by hand: it is a page of code, and
//! every byte of it comes from a letter, which is hostile. Times are in UTC, which every calendar shows in its
//! own zone, so that no description of a zone has to travel along.

mod line;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// An appointment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The sender's id of it: the same appointment, sent again, is the same entry. Whatever is no plain character
    /// is left out.
    pub uid: String,
    /// When the letter came, which says what of two versions is newer.
    pub written: Timestamp,
    /// From when.
    pub starts: Timestamp,
    /// Until when; an end that does not lie after the beginning is left out.
    pub ends: Option<Timestamp>,
    /// What it is about, shortly.
    pub summary: String,
    /// What it is about.
    pub description: String,
    /// Where.
    pub location: String,
    /// Who invites.
    pub organizer: Option<String>,
    /// The address of who invites.
    pub organizer_mail: Option<String>,
}

/// The calendar file: lines of at most 75 octets, ended by CRLF, in UTF-8.
///
/// The method is PUBLISH (RFC 5546, 3.2.1), which asks for no answer and demands an organiser; without an address
/// of one there is neither.
#[must_use]
pub fn calendar(events: &[Event]) -> String {
    let mut out = String::new();
    let mut add = |line: &str| line::add(&mut out, line);
    add("BEGIN:VCALENDAR");
    add("VERSION:2.0");
    add("PRODID:-//Postkasse//Postkasse//DA");
    add("CALSCALE:GREGORIAN");
    if !events.is_empty() && events.iter().all(|event| organizer(event).is_some()) {
        add("METHOD:PUBLISH");
    }
    for event in events {
        add("BEGIN:VEVENT");
        add(&format!("UID:{}", line::text(&plain(&event.uid))));
        add(&format!("DTSTAMP:{}", utc(event.written)));
        add(&format!("DTSTART:{}", utc(event.starts)));
        if let Some(ends) = event.ends.filter(|ends| ends.as_second() > event.starts.as_second()) {
            add(&format!("DTEND:{}", utc(ends)));
        }
        add(&format!("SUMMARY:{}", line::text(&event.summary)));
        for (name, value) in [("DESCRIPTION", &event.description), ("LOCATION", &event.location)] {
            if !value.trim().is_empty() {
                add(&format!("{name}:{}", line::text(value)));
            }
        }
        if let Some(organizer) = organizer(event) {
            add(&organizer);
        }
        add("CLASS:PRIVATE");
        add("END:VEVENT");
    }
    add("END:VCALENDAR");
    out
}

fn utc(at: Timestamp) -> String {
    at.to_zoned_datetime(TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// Printable ASCII without blanks.
fn plain(uid: &str) -> String {
    uid.chars().filter(char::is_ascii_graphic).collect()
}

/// The organiser, when there is an address that is one.
fn organizer(event: &Event) -> Option<String> {
    let mail = event.organizer_mail.as_deref()?;
    let (name, host) = mail.split_once('@')?;
    let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "._+-".contains(c));
    if !plain(name) || !plain(host) {
        return None;
    }
    let called = event.organizer.as_deref().map(str::trim).filter(|called| !called.is_empty() && *called != mail);
    let called = called.map(|called| format!(";CN={}", line::parameter(called))).unwrap_or_default();
    Some(format!("ORGANIZER{called}:mailto:{mail}"))
}

#[cfg(test)]
mod tests;
