//! A letter's header, as the list says it (and an opened letter as well). Read field by field: whatever is missing, null or
//! of another type is left out, and what is odd is named, so that one strange letter never costs the others.
//!
//! **Unread.** Altinn knows two such facts. `isContentSeen` is Dialogporten's: somebody acting for the party has had this
//! letter since its content last changed, and it does not bear the label `MarkedAsUnopened`. That is the one shown here. The
//! other, `hasUnopenedContent`, is the sender's own record of what was opened on its pages, which only it can change; it is
//! not shown, since nothing that a person does here would ever make it go. A draft is no news to who began it and changes
//! with each automatic saving: it is read unless it was marked.
//!
//! **When.** A letter stands in the list by `contentUpdatedAt`, as on Altinn's own pages: a case with a new decision is new
//! again. A draft stands by `createdAt`, or it would jump to the top whenever a form saves itself.
//!
//! **By when.** `dueAt` is shown as the day to act by while it is the person's turn (`RequiresAttention`, `InProgress`,
//! `Draft`); once it is the authority's, or done, nothing is due.
//!
//! **Version.** The service has none that is a number. Ours is a hash over everything that a header is made of, with the
//! state of the labels (`endUserContext.revision`), which a wish is sent with.

use super::folders::Place;
use super::services::Services;
use super::texts::{Languages, line, list, moment, sentences, word};
use crate::RemoteMessage;
use crate::remote::RemoteThread;
use jiff::{SignedDuration, Timestamp};
use model::{CaseStatus, Level, MessageState, MessageType, RemoteId, Sender, Weight};
use serde_json::Value;
use std::hash::{DefaultHasher, Hash, Hasher};

/// No clock is so far ahead of ours.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);
/// More labels than there are.
const MOST_LABELS: usize = 20;

const STATUSES: [(&str, Option<CaseStatus>); 6] = [
    ("NotApplicable", None),
    ("Draft", Some(CaseStatus::Draft)),
    ("InProgress", Some(CaseStatus::InProgress)),
    ("RequiresAttention", Some(CaseStatus::RequiresAttention)),
    ("Awaiting", Some(CaseStatus::Awaiting)),
    ("Completed", Some(CaseStatus::Completed)),
];

/// What is needed to read one.
pub struct Reader<'a> {
    pub languages: &'a Languages,
    pub services: &'a Services,
    pub now: Timestamp,
}

impl<'a> Reader<'a> {
    pub fn new(languages: &'a Languages, services: &'a Services, now: Timestamp) -> Self {
        Reader { languages, services, now }
    }
}

/// A letter's header.
#[derive(Debug, Clone)]
pub struct Item {
    /// The service's id.
    pub id: RemoteId,
    /// Whose it is.
    pub party: Option<String>,
    /// The state of its labels.
    pub revision: String,
    labels: Labels,
    /// Its content was seen, as far as the list says.
    seen: bool,
    /// The same, whatever label it bears.
    seen_apart: bool,
    status: Option<CaseStatus>,
    subject: String,
    sender: String,
    summary: Option<String>,
    received: Timestamp,
    updated: Timestamp,
    edition: Option<Timestamp>,
    due: Option<Timestamp>,
    needs_level: Option<Level>,
    odd: Vec<String>,
}

/// The labels that mean something here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
struct Labels {
    archive: bool,
    bin: bool,
    sent: bool,
    unopened: bool,
}

/// A change of labels, in the service's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relabel {
    /// These on.
    pub add: &'static [&'static str],
    /// These off.
    pub remove: &'static [&'static str],
}

const UNOPENED: &[&str] = &["MarkedAsUnopened"];

impl Item {
    /// Reads one; without an id it is none.
    pub fn read(value: &Value, with: &Reader<'_>) -> Option<Self> {
        let id = word(value, "id").filter(|id| id.len() <= 100)?;
        let mut odd = Vec::new();
        let status = status(value, &mut odd);
        let content = value.get("content").unwrap_or(&Value::Null);
        let text = |name: &str| with.languages.content(content, name);
        let latest = with.now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
        let mut at = |name: &str| moment(value, name, &mut odd).map(|at| at.min(latest));
        let (created, changed, updated) = (at("createdAt"), at("contentUpdatedAt"), at("updatedAt"));
        let (first, second) = if status == Some(CaseStatus::Draft) { (created, changed) } else { (changed, created) };
        let received = first.or(second).or(updated).unwrap_or(Timestamp::UNIX_EPOCH);
        let due = moment(value, "dueAt", &mut odd);
        let context = value.get("endUserContext").unwrap_or(&Value::Null);
        let labels = Labels::of(value, context);
        let seen_since = list(value, "seenSinceLastContentUpdate", 1).next().is_some();
        let seen = value.get("isContentSeen").and_then(Value::as_bool).unwrap_or(seen_since);
        let owner = word(value, "org");
        let sender = text("senderName").and_then(line);
        let named = || owner.map(|code| with.services.owner(code).unwrap_or(code).to_owned());
        Some(Item {
            id: id.into(),
            party: word(value, "party").map(str::to_ascii_lowercase),
            revision: word(context, "revision").unwrap_or_default().to_owned(),
            labels,
            seen,
            seen_apart: seen || seen_since,
            status,
            subject: text("title").and_then(line).unwrap_or_default(),
            sender: sender.or_else(named).unwrap_or_default(),
            summary: text("summary").and_then(sentences),
            received,
            updated: updated.or(changed).unwrap_or(received),
            edition: changed.or(updated),
            due: due.filter(|_| status.is_some_and(is_her_turn)),
            needs_level: word(value, "serviceResource").and_then(|service| with.services.level(service)),
            odd,
        })
    }

    fn is_draft(&self) -> bool {
        self.status == Some(CaseStatus::Draft)
    }

    /// Where it lies.
    pub fn place(&self) -> Place {
        match self.labels {
            Labels { bin: true, .. } => Place::Deleted,
            Labels { archive: true, .. } => Place::Archive,
            _ if self.is_draft() => Place::Drafts,
            Labels { sent: true, .. } => Place::Sent,
            _ => Place::Inbox,
        }
    }

    /// Where it lies when it was neither put nor thrown away.
    pub fn own_place(&self) -> Place {
        let labels = Labels { bin: false, archive: false, ..self.labels };
        Item { labels, ..self.clone() }.place()
    }

    /// Read, as it is shown.
    pub fn is_read(&self) -> bool {
        !self.labels.unopened && (self.seen || self.is_draft())
    }

    /// Whether it is unread for nothing but its label.
    pub fn is_only_marked(&self) -> bool {
        self.labels.unopened && (self.seen_apart || self.is_draft())
    }

    /// What brings it there, if anything has to be done.
    pub fn towards(&self, place: Place) -> Option<Relabel> {
        let add: &'static [&'static str] = match place {
            _ if self.place() == place => return None,
            Place::Deleted => &["Bin"],
            Place::Archive => &["Archive"],
            Place::Inbox | Place::Drafts | Place::Sent => &["Default"],
        };
        Some(Relabel { add, remove: &[] })
    }

    /// What marks it as unread, or takes the mark away.
    pub fn marking(unread: bool) -> Relabel {
        if unread { Relabel { add: UNOPENED, remove: &[] } } else { Relabel { add: &[], remove: UNOPENED } }
    }

    /// It bears other labels now.
    pub fn relabelled(mut self, change: Relabel, revision: String) -> Self {
        let marked = self.labels.unopened;
        for label in change.add {
            self.labels.put(label);
        }
        self.labels.unopened &= change.remove != UNOPENED;
        if self.labels.unopened != marked {
            // While it bears the label, the list counts it as not seen.
            self.seen = self.seen_apart && marked;
        }
        self.revision = revision;
        self
    }

    /// The person has had its content.
    pub fn opened(mut self) -> Self {
        self.labels.unopened = false;
        (self.seen, self.seen_apart) = (true, true);
        self
    }

    /// What is odd about it beside that.
    pub fn with_odd(mut self, odd: Vec<String>) -> Self {
        self.odd.extend(odd);
        self
    }

    /// Changes whenever anything of the header does.
    pub fn version(&self) -> i64 {
        let mut hasher = DefaultHasher::new();
        (self.received, self.updated, self.edition, self.due).hash(&mut hasher);
        (&self.subject, &self.sender, &self.summary, self.needs_level, self.status).hash(&mut hasher);
        (&self.revision, self.labels, self.seen).hash(&mut hasher);
        i64::try_from(hasher.finish() >> 1).unwrap_or(0)
    }

    /// The edition of its content.
    pub fn edition(&self) -> String {
        self.edition.map(|at| at.to_string()).unwrap_or_default()
    }

    /// What it is called.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Who sent it.
    pub fn sender(&self) -> &str {
        &self.sender
    }

    /// As a letter without its documents.
    pub fn message(&self) -> RemoteMessage {
        RemoteMessage {
            id: self.id.clone(),
            folder: self.place().id(),
            version: self.version(),
            message_type: MessageType::Regular,
            state: if self.labels.sent { MessageState::Sent } else { MessageState::Received },
            subject: self.subject.clone(),
            sender: Sender { label: self.sender.clone(), department: None, organisation: None },
            received: self.received,
            updated: self.updated,
            read: self.is_read(),
            flag: false,
            can_reply: false,
            reply_by: self.due,
            legally_notified: false,
            needs_level: self.needs_level,
            note: None,
            documents: Vec::new(),
            recipient: None,
            thread: RemoteThread::default(),
            odd: self.odd.clone(),
            weight: Weight::Seen,
            edition: Some(self.edition()),
            summary: self.summary.clone(),
            status: self.status,
            history: Vec::new(),
        }
    }
}

impl Labels {
    fn of(value: &Value, context: &Value) -> Self {
        let mut labels = Labels::default();
        list(context, "systemLabels", MOST_LABELS).filter_map(Value::as_str).for_each(|label| labels.put(label));
        if context.get("systemLabels").is_none_or(Value::is_null) {
            labels.put(word(value, "systemLabel").unwrap_or_default());
        }
        labels
    }

    /// One more; three of them exclude each other, and one that nobody knows means nothing here.
    fn put(&mut self, label: &str) {
        match label {
            "Default" => (self.archive, self.bin) = (false, false),
            "Archive" => (self.archive, self.bin) = (true, false),
            "Bin" => (self.archive, self.bin) = (false, true),
            "Sent" => self.sent = true,
            "MarkedAsUnopened" => self.unopened = true,
            _ => {}
        }
    }
}

/// Whether the person has something to do.
fn is_her_turn(status: CaseStatus) -> bool {
    matches!(status, CaseStatus::RequiresAttention | CaseStatus::InProgress | CaseStatus::Draft)
}

fn status(value: &Value, odd: &mut Vec<String>) -> Option<CaseStatus> {
    let said = value.get("status").filter(|said| !said.is_null())?;
    let known = said.as_str().and_then(|said| STATUSES.iter().find(|(word, _)| *word == said));
    if known.is_none() {
        odd.push("its status is unknown".to_owned());
    }
    known.and_then(|(_, status)| *status)
}

#[cfg(test)]
mod tests;
