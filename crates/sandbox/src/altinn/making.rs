//! Making the parts of a dialog of wishes: attachments with their files, actions, transmissions and activities, each with an
//! id that follows from the dialog's.

use super::dialog::{
    Action, Activity, Actor, ApiAction, Attachment, Dialog, Endpoint, Link, NavigationalAction, Texts, Transmission,
};
use super::store::files::File;
use super::store::parties::{self, PERSON};
use super::times::{self, Moment};
use super::wish::{self, ActivityWish, AttachmentWish, TransmissionWish, Wish, WishError};
use super::{ids, services};
use crate::norway::people::PEOPLE;
use crate::pdf::{self, Sheet};
use crate::store::StoreError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use rusqlite::Connection;

/// The interface's words for what a transmission is.
const TRANSMISSIONS: [&str; 8] =
    ["Information", "Acceptance", "Rejection", "Request", "Alert", "Decision", "Submission", "Correction"];

/// What is made for one dialog.
pub struct Making {
    /// The files so far.
    pub files: Vec<File>,
    dialog: String,
    at: Timestamp,
    now: Timestamp,
    from: String,
    to: String,
    count: usize,
}

impl Making {
    /// For this dialog; `at` is when what is made comes about unless it says otherwise.
    ///
    /// # Errors
    /// When the store fails.
    pub fn new(db: &Connection, dialog: &Dialog, at: Timestamp, now: Timestamp) -> Result<Self, StoreError> {
        let sender = dialog.content.sender_name.any();
        let owner = || services::named(&dialog.resource).map(|service| service.owner_name()).unwrap_or_default();
        let from = if sender.is_empty() { owner() } else { sender.to_owned() };
        let to = parties::name(db, &dialog.party)?.unwrap_or_default();
        let made = dialog.attachments.len() + dialog.transmissions.len() + dialog.activities.len();
        Ok(Making { files: Vec::new(), dialog: dialog.id.clone(), at, now, from, to, count: 1000 * made })
    }

    fn id(&mut self, at: Timestamp) -> String {
        self.count += 1;
        ids::stable(at, &[&self.dialog, &self.count.to_string(), &times::stamp(at)])
    }

    fn moment(&self, wish: Option<&Moment>) -> Result<Timestamp, WishError> {
        wish.map_or(Ok(self.at), |moment| moment.at(self.now).map_err(WishError::Wrong))
    }

    fn until(&self, wish: Option<&Moment>) -> Result<Option<String>, WishError> {
        wish.map(|moment| moment.at(self.now).map(times::stamp).map_err(WishError::Wrong)).transpose()
    }

    fn filled(&self, texts: &Texts) -> Texts {
        texts.map(|language, text| times::filled(text, language, self.now))
    }

    /// Puts what is wished for into the dialog; whether any of it counts as content.
    ///
    /// # Errors
    /// When it makes no sense.
    pub fn parts(&mut self, wish: &Wish, dialog: &mut Dialog) -> Result<bool, WishError> {
        if let Some(wanted) = &wish.attachments {
            dialog.attachments = self.attachments(wanted, self.at)?;
        }
        if let Some(wanted) = &wish.gui_actions {
            dialog.gui_actions = wanted.iter().enumerate().map(|(at, one)| self.action(at, one)).collect();
        }
        if let Some(wanted) = &wish.api_actions {
            dialog.api_actions = wanted.iter().map(|one| self.api_action(one)).collect();
        }
        for one in &wish.transmissions {
            let transmission = self.transmission(one, dialog)?;
            dialog.transmissions.push(transmission);
        }
        for one in &wish.activities {
            let activity = self.activity(one, dialog)?;
            dialog.activities.push(activity);
        }
        // Those of one moment stay in the order in which they were wished for.
        dialog.transmissions.sort_by(|one, other| one.created.cmp(&other.created));
        dialog.activities.sort_by(|one, other| one.created.cmp(&other.created));
        let actions = wish.gui_actions.is_some() || wish.api_actions.is_some();
        Ok(actions || wish.attachments.is_some() || !wish.transmissions.is_empty())
    }

    fn attachments(&mut self, wishes: &[AttachmentWish], at: Timestamp) -> Result<Vec<Attachment>, WishError> {
        wishes.iter().map(|wish| self.attachment(wish, at)).collect()
    }

    fn attachment(&mut self, wish: &AttachmentWish, at: Timestamp) -> Result<Attachment, WishError> {
        let id = self.id(at);
        let filename = wish.filename.clone().unwrap_or_else(|| "vedlegg.pdf".to_owned());
        let title = wish.title.as_ref().map_or_else(|| Texts::nb(&filename), |title| self.filled(title));
        let (url, mime) = match &wish.url {
            Some(url) => (url.clone(), wish.mime.clone()),
            None => {
                let (usual, bytes) = self.content(wish, title.any(), at)?;
                let mime = wish.mime.clone().unwrap_or_else(|| usual.to_owned());
                self.files.push(File { id: id.clone(), mime: mime.clone(), name: filename, bytes });
                (format!("/embed/{}/files/{id}", self.dialog), Some(mime))
            }
        };
        let consumers = wish.consumers.clone().unwrap_or_else(|| vec!["Gui".to_owned(), "Api".to_owned()]);
        if let Some(other) = consumers.iter().find(|one| !["Gui", "Api"].contains(&one.as_str())) {
            return Err(WishError::wrong(format!("no consumer {other}")));
        }
        let mut links = Vec::new();
        for consumer in consumers {
            // A page for people and a file for programs are two addresses.
            let url = if consumer == "Api" && wish.url.is_none() { format!("{url}?for=api") } else { url.clone() };
            links.push(Link { id: self.id(at), url, media_type: mime.clone(), consumer });
        }
        let expires = self.until(wish.expires_at.as_ref())?;
        Ok(Attachment { id, name: wish.name.clone(), title, links, expires })
    }

    fn content(&self, wish: &AttachmentWish, title: &str, at: Timestamp) -> Result<(&'static str, Vec<u8>), WishError> {
        let text = |text: &str| times::filled(text, "nb", self.now);
        match (&wish.text, &wish.pdf_text, &wish.base64) {
            (Some(plain), None, None) => Ok(("text/plain", text(plain).into_bytes())),
            (None, Some(source), None) => {
                let (date, text) = (times::day(at, "nb"), text(source));
                let sheet = Sheet { from: &self.from, to: &self.to, date: &date, title, text: &text };
                Ok(("application/pdf", pdf::write(&sheet).map_err(StoreError::from)?))
            }
            (None, None, Some(bytes)) => {
                let bytes = STANDARD.decode(bytes.trim());
                Ok((
                    "application/octet-stream",
                    bytes.map_err(|error| WishError::wrong(format!("not base64: {error}")))?,
                ))
            }
            _ => Err(WishError::wrong("an attachment has one of text, pdfText, base64 and url")),
        }
    }

    fn action(&mut self, at: usize, wish: &wish::ActionWish) -> Action {
        let id = self.id(self.at);
        let method = wish.http_method.clone().unwrap_or_else(|| "GET".to_owned()).to_uppercase();
        let place = if method == "GET" { "pages" } else { "actions" };
        let usual = if at == 0 { "Primary" } else { "Tertiary" };
        Action {
            url: wish.url.clone().unwrap_or_else(|| format!("/embed/{}/{place}/{id}", self.dialog)),
            id,
            action: wish.action.clone().unwrap_or_else(|| "read".to_owned()),
            title: self.filled(&wish.title),
            prompt: self.filled(&wish.prompt),
            method,
            priority: wish.priority.clone().unwrap_or_else(|| usual.to_owned()),
            deletes: wish.is_delete_dialog_action,
            allowed: wish.is_authorized.unwrap_or(true),
        }
    }

    fn api_action(&mut self, wish: &wish::ApiActionWish) -> ApiAction {
        let method = wish.http_method.clone().unwrap_or_else(|| "GET".to_owned()).to_uppercase();
        let endpoint = Endpoint { id: self.id(self.at), url: wish.url.clone(), method };
        ApiAction {
            id: self.id(self.at),
            action: wish.action.clone().unwrap_or_else(|| "read".to_owned()),
            name: wish.name.clone(),
            endpoints: vec![endpoint],
            allowed: wish.is_authorized.unwrap_or(true),
        }
    }

    fn transmission(&mut self, wish: &TransmissionWish, dialog: &mut Dialog) -> Result<Transmission, WishError> {
        let kind = wish.kind.clone().unwrap_or_else(|| "Information".to_owned());
        if !TRANSMISSIONS.contains(&kind.as_str()) {
            return Err(WishError::wrong(format!("no type of transmission {kind}")));
        }
        let at = self.moment(wish.created_at.as_ref())?;
        let id = self.id(at);
        let party = matches!(kind.as_str(), "Submission" | "Correction");
        let links = wish.navigational_actions.iter().map(|link| {
            let expires = self.until(link.expires_at.as_ref())?;
            Ok(NavigationalAction { title: self.filled(&link.title), url: link.url.clone(), expires })
        });
        let links = links.collect::<Result<_, WishError>>()?;
        if wish.opened {
            let by = self.actor(Some(&self.to.clone()));
            dialog.activities.push(Activity {
                id: self.id(at),
                created: times::stamp(at),
                kind: "TransmissionOpened".to_owned(),
                extended_kind: None,
                description: Texts::default(),
                by,
                transmission: Some(id.clone()),
            });
        }
        Ok(Transmission {
            id,
            created: times::stamp(at),
            kind,
            extended_kind: wish.extended_type.clone(),
            external_reference: wish.external_reference.clone(),
            related: wish.related_to.map(|at| nth(dialog, at)).transpose()?,
            sender: if party { self.actor(Some(wish.sender.as_ref().unwrap_or(&self.to))) } else { self.actor(None) },
            title: self.filled(&wish.title),
            summary: self.filled(&wish.summary),
            embed: wish.embed.as_ref().map(|wish| wish::embed(wish, self.now)),
            attachments: self.attachments(&wish.attachments, at)?,
            links,
            allowed: wish.is_authorized.unwrap_or(true),
        })
    }

    fn activity(&mut self, wish: &ActivityWish, dialog: &Dialog) -> Result<Activity, WishError> {
        let at = self.moment(wish.created_at.as_ref())?;
        Ok(Activity {
            id: self.id(at),
            created: times::stamp(at),
            kind: wish.kind.clone().unwrap_or_else(|| "Information".to_owned()),
            extended_kind: wish.extended_type.clone(),
            description: self.filled(&wish.description),
            by: self.actor(wish.by.as_ref()),
            transmission: wish.transmission.map(|at| nth(dialog, at)).transpose()?,
        })
    }

    /// Somebody for the party by name, a demo person by her number too; without a name the service owner.
    fn actor(&self, name: Option<&String>) -> Actor {
        let person = |name: &String| PEOPLE.iter().find(|person| person.name == name || person.id == name);
        match name {
            None => Actor { owner: true, id: None, name: None },
            Some(name) => {
                let person = person(name);
                let id = person.map(|person| format!("{PERSON}{}", person.number));
                let name = person.map_or_else(|| name.clone(), |person| person.name.to_owned());
                Actor { owner: false, id, name: Some(name) }
            }
        }
    }
}

fn nth(dialog: &Dialog, at: usize) -> Result<String, WishError> {
    let found = dialog.transmissions.get(at).map(|one| one.id.clone());
    found.ok_or_else(|| WishError::wrong(format!("there is no transmission {at} before")))
}
