//! Making dialogs of wishes, and changing them by wishes.

use super::{EmbedWish, Wish};
use crate::admin::Refused;
use crate::altinn::api::STATUSES;
use crate::altinn::dialog::{Content, Dialog, Embed, EmbedKind, Label, Texts, changed};
use crate::altinn::services;
use crate::altinn::store::files::File;
use crate::altinn::store::parties;
use crate::altinn::times::{self, Moment};
use crate::altinn::{ids, making::Making};
use crate::store::StoreError;
use jiff::Timestamp;
use rusqlite::Connection;

/// Why a wish cannot be fulfilled.
#[derive(Debug, thiserror::Error)]
pub enum WishError {
    /// It makes no sense.
    #[error("{0}")]
    Wrong(String),
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl WishError {
    /// It makes no sense, and why.
    pub fn wrong(why: impl Into<String>) -> Self {
        WishError::Wrong(why.into())
    }

    /// What the administrator is told.
    #[must_use]
    pub fn refused(self) -> Refused {
        match self {
            WishError::Wrong(why) => Refused::because(why),
            WishError::Store(error) => error.into(),
        }
    }
}

impl From<WishError> for StoreError {
    fn from(error: WishError) -> Self {
        match error {
            WishError::Wrong(why) => StoreError::Demo(why),
            WishError::Store(error) => error,
        }
    }
}

/// What came of a wish.
#[derive(Debug)]
pub struct Made {
    /// The dialog.
    pub dialog: Dialog,
    /// The files that belong to it.
    pub files: Vec<File>,
    /// Something was changed that counts as content.
    pub content: bool,
}

/// A new dialog. The same seed gives the same ids.
///
/// # Errors
/// When it says too little or what makes no sense.
pub fn make(db: &Connection, wish: &Wish, seed: &str, now: Timestamp) -> Result<Made, WishError> {
    let to = wish.party.as_deref().ok_or_else(|| WishError::wrong("a dialog belongs to a party"))?;
    let party = parties::named(db, to)?.ok_or_else(|| WishError::wrong(format!("no party {to}")))?;
    if wish.title.as_ref().is_none_or(Texts::is_empty) {
        return Err(WishError::wrong("a dialog has a title"));
    }
    let created = moment(wish.created_at.as_ref(), now)?.flatten().unwrap_or(now);
    let dialog = blank(wish, party, seed, created)?;
    let mut made = change(db, wish, dialog, created, now)?;
    let dialog = &mut made.dialog;
    let latest =
        |found: Option<&str>, known: &str| found.map_or_else(|| known.to_owned(), |one| one.max(known).to_owned());
    let sent = dialog.transmissions.iter().map(|one| one.created.as_str()).max();
    dialog.content_updated = latest(sent, &dialog.created);
    let happened = dialog.activities.iter().map(|one| one.created.as_str()).max();
    dialog.updated = latest(happened, &dialog.content_updated);
    let labels =
        wish.labels.iter().map(|text| Label::read(text).ok_or_else(|| WishError::wrong(format!("no label {text}"))));
    let labels = labels.collect::<Result<Vec<_>, _>>()?;
    dialog.labels = changed(&[Label::Default], &labels, &[]);
    if labels.contains(&Label::Sent) || dialog.transmissions.iter().any(|one| one.is_from_party()) {
        dialog.labels.insert(0, Label::Sent);
    }
    Ok(made)
}

fn blank(wish: &Wish, party: String, seed: &str, created: Timestamp) -> Result<Dialog, WishError> {
    let level = wish.level.as_ref().map(super::LevelWish::number).transpose()?;
    let named = wish.service_resource.as_deref();
    let known = named.map_or(Some(services::for_letters(level.unwrap_or(3))), services::named);
    let resource = known.map(services::Service::urn).or_else(|| named.map(str::to_owned)).unwrap_or_default();
    let stamp = times::stamp(created);
    Ok(Dialog {
        id: ids::stable(created, &[seed, "dialog"]),
        revision: crate::ids::stable(&[seed, "revision"]),
        org: wish.org.clone().or_else(|| known.map(|one| one.org.to_owned())).unwrap_or_else(|| "ebrev".to_owned()),
        resource,
        resource_type: known.map_or_else(|| "genericaccessresource".to_owned(), |one| one.kind.to_lowercase()),
        level: level.or_else(|| known.map(|one| one.level)).unwrap_or(3),
        party,
        status: "NotApplicable".to_owned(),
        extended_status: None,
        external_reference: None,
        process: None,
        preceding_process: None,
        progress: None,
        instance: None,
        created: stamp.clone(),
        updated: stamp.clone(),
        content_updated: stamp,
        due: None,
        visible_from: None,
        expires: None,
        deleted: None,
        api_only: false,
        seen: false,
        context_revision: crate::ids::stable(&[seed, "context"]),
        labels: vec![Label::Default],
        content: Content::default(),
        attachments: Vec::new(),
        gui_actions: Vec::new(),
        api_actions: Vec::new(),
        transmissions: Vec::new(),
        activities: Vec::new(),
        tags: Vec::new(),
    })
}

/// A dialog as it is after a wish; `at` is when that happens. Times, revisions, labels and who saw it are left to whoever
/// asked.
///
/// # Errors
/// When the wish makes no sense.
pub fn change(
    db: &Connection,
    wish: &Wish,
    mut dialog: Dialog,
    at: Timestamp,
    now: Timestamp,
) -> Result<Made, WishError> {
    let content = words(wish, &mut dialog, now) | status(wish, &mut dialog)?;
    plain(wish, &mut dialog, now)?;
    let mut making = Making::new(db, &dialog, at, now)?;
    let content = content | making.parts(wish, &mut dialog)?;
    Ok(Made { dialog, files: making.files, content })
}

/// When something is wished to be: not said, taken away, or then.
fn moment(wish: Option<&Moment>, now: Timestamp) -> Result<Option<Option<Timestamp>>, WishError> {
    match wish {
        None => Ok(None),
        Some(moment) if moment.is_empty() => Ok(Some(None)),
        Some(moment) => Ok(Some(Some(moment.at(now).map_err(WishError::Wrong)?))),
    }
}

/// Its words; whether any were wished for.
fn words(wish: &Wish, dialog: &mut Dialog, now: Timestamp) -> bool {
    let filled = |texts: &Texts| texts.map(|language, text| times::filled(text, language, now));
    let content = &mut dialog.content;
    let places = [
        (&wish.title, &mut content.title),
        (&wish.summary, &mut content.summary),
        (&wish.non_sensitive_title, &mut content.non_sensitive_title),
        (&wish.non_sensitive_summary, &mut content.non_sensitive_summary),
        (&wish.sender_name, &mut content.sender_name),
        (&wish.additional_info, &mut content.additional_info),
        (&wish.extended_status_label, &mut content.extended_status),
    ];
    let mut any = wish.embed.is_some();
    for (wanted, place) in places {
        if let Some(texts) = wanted {
            *place = filled(texts);
            any = true;
        }
    }
    if let Some(wish) = &wish.embed {
        content.embed = Some(embed(wish, now));
    }
    if let Some(tags) = &wish.search_tags {
        dialog.tags.clone_from(tags);
    }
    any
}

/// What is fetched and shown.
#[must_use]
pub fn embed(wish: &EmbedWish, now: Timestamp) -> Embed {
    let parts = match wish {
        EmbedWish::Kind(kind) => super::parts::EmbedParts { kind: *kind, ..Default::default() },
        EmbedWish::Whole(parts) => parts.clone(),
    };
    let own = || match parts.kind {
        EmbedKind::Html => Texts::nb("<h2>Brev</h2><p>Dette er et brev i det <strong>eldre</strong> formatet.</p>"),
        _ => Texts::nb("## Brev\n\nDette er et brev fra *sandkassen*.\n"),
    };
    let text = if parts.text.is_empty() { own() } else { parts.text.clone() };
    let text = text.map(|language, text| times::filled(text, language, now));
    let refused = parts.is_authorized == Some(false);
    Embed { kind: parts.kind, text, seconds: parts.seconds.unwrap_or(15), refused }
}

/// Its status; whether one was wished for.
fn status(wish: &Wish, dialog: &mut Dialog) -> Result<bool, WishError> {
    if let Some(status) = &wish.status {
        let known = STATUSES.iter().find(|one| one.eq_ignore_ascii_case(status));
        dialog.status =
            known.map(|one| (*one).to_owned()).ok_or_else(|| WishError::wrong(format!("no status {status}")))?;
    }
    replace(&mut dialog.extended_status, wish.extended_status.as_ref());
    Ok(wish.status.is_some() || wish.extended_status.is_some())
}

fn replace(place: &mut Option<String>, wish: Option<&String>) {
    if let Some(text) = wish {
        *place = Some(text.clone()).filter(|text| !text.is_empty());
    }
}

/// What does not count as content.
fn plain(wish: &Wish, dialog: &mut Dialog, now: Timestamp) -> Result<(), WishError> {
    replace(&mut dialog.external_reference, wish.external_reference.as_ref());
    replace(&mut dialog.process, wish.process.as_ref());
    replace(&mut dialog.preceding_process, wish.preceding_process.as_ref());
    let instance = wish.instance_ref.as_ref().map(|text| text.to_lowercase());
    replace(&mut dialog.instance, instance.as_ref());
    dialog.progress = wish.progress.or(dialog.progress);
    dialog.api_only = wish.is_api_only.unwrap_or(dialog.api_only);
    if let Some(level) = &wish.level {
        dialog.level = level.number()?;
    }
    if let Some(kind) = &wish.service_resource_type {
        dialog.resource_type = kind.to_lowercase();
    }
    let places = [
        (&wish.due_at, &mut dialog.due),
        (&wish.visible_from, &mut dialog.visible_from),
        (&wish.expires_at, &mut dialog.expires),
    ];
    for (wanted, place) in places {
        if let Some(found) = moment(wanted.as_ref(), now)? {
            *place = found.map(times::stamp);
        }
    }
    Ok(())
}
