//! The appointments of a letter as a calendar file. It is written to disk only because the person asked for it.

use crate::App;
use crate::file::{beside, not_over_another, write_new};
use crate::letter::find;
use crate::views::{ApiError, AppointmentPlace, SavedView};
use letter::{Event, Kind, calendar, safe_filename};
use model::{Action, Code, DocumentKind, Message, MessageId};
use std::path::PathBuf;

/// A calendar file that is not saved yet.
struct CalendarFile {
    name: String,
    text: String,
    appointments: usize,
}

impl App {
    /// Saves the appointments of a letter, or one of them, in this folder, under a name that tells what it is.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when the letter has none that says when it begins.
    pub async fn calendar_into(
        &self,
        message: MessageId,
        only: Option<AppointmentPlace>,
        folder: PathBuf,
    ) -> Result<(SavedView, usize), ApiError> {
        let file = self.calendar_file(message, only).await?;
        let appointments = file.appointments;
        let save =
            move |_: &vault::Profile| beside(&folder, &file.name, |path| write_new(&mut file.text.as_bytes(), path));
        Ok((self.vault(save).await?, appointments))
    }

    /// Saves all appointments of a letter under this very name; how many they are.
    ///
    /// # Errors
    /// As [`App::calendar_into`]; `refused` when the name is taken.
    pub async fn calendar_as(&self, message: MessageId, path: PathBuf) -> Result<usize, ApiError> {
        let file = self.calendar_file(message, None).await?;
        let appointments = file.appointments;
        not_over_another(self.vault(move |_| write_new(&mut file.text.as_bytes(), &path)).await?)?;
        Ok(appointments)
    }

    async fn calendar_file(&self, id: MessageId, only: Option<AppointmentPlace>) -> Result<CalendarFile, ApiError> {
        let (_, message, _) = self.vault(move |profile| find(profile, &id)).await?;
        let events = events(&message, only.as_ref());
        let Some(first) = events.first() else {
            return Err(ApiError::said(Code::NotFound, "error.calendar.none"));
        };
        let name = safe_filename(&format!("{}.ics", first.summary), Kind::Calendar, "text/calendar").display;
        Ok(CalendarFile { name, text: calendar(&events), appointments: events.len() })
    }
}

/// Those that say when they begin. What a technical document asks for is for machines.
fn events(message: &Message, only: Option<&AppointmentPlace>) -> Vec<Event> {
    let shown = message.documents.iter().filter(|document| document.kind != DocumentKind::Technical);
    let actions =
        shown.flat_map(|document| (0u32..).zip(&document.actions).map(move |(at, action)| (document, at, action)));
    let wanted =
        actions.filter(|(document, at, _)| only.is_none_or(|only| only.document == document.id && only.index == *at));
    wanted.filter_map(|(document, at, action)| event(message, &format!("{}-{at}", document.id), action)).collect()
}

/// `place` names an appointment to which the sender gave no id.
fn event(message: &Message, place: &str, action: &Action) -> Option<Event> {
    let about = action.reservation.as_ref()?;
    let says = |text: &str| !text.trim().is_empty();
    let summary = [&about.summary, &action.label, &message.subject]
        .into_iter()
        .find(|text| says(text))
        .unwrap_or(&message.subject);
    let uid = if says(&about.uuid) { about.uuid.clone() } else { place.to_owned() };
    Some(Event {
        uid,
        written: message.received,
        starts: about.starts?,
        ends: about.ends,
        summary: summary.clone(),
        description: if about.description == *summary { String::new() } else { about.description.clone() },
        location: about.location.clone(),
        organizer: about.organizer.clone().or_else(|| Some(message.sender.label.clone())),
        organizer_mail: about.organizer_mail.clone(),
    })
}
