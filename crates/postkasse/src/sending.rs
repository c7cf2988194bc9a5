//! A letter in the making is to be sent: what it lacks is said first, so that the service has little to refuse;
//! then it waits in the outbox, from where it can be taken back until it leaves.

use crate::App;
use crate::drafts::{answerable, may, place, stored};
use crate::letter::find;
use crate::views::{ApiError, AppEvent, DraftView};
use model::{
    Change, Code, Draft, DraftId, DraftKind, IdType, LARGEST_LETTER, LONGEST_COMMENT, LONGEST_FIELD, LONGEST_SUBJECT,
    MOST_ATTACHMENTS, MailboxId, Message, WishId, memo_size,
};
use vault::Profile;

/// What whoever gets a letter takes.
pub(crate) struct Limits {
    /// Attachments.
    pub attachments: usize,
    /// Bytes as MeMo.
    pub weight: u64,
}

/// What a letter to this recipient may be at most.
pub(crate) fn limits(draft: &Draft) -> Limits {
    let point = draft.to.as_ref().and_then(|to| to.contact_point.as_ref());
    Limits {
        attachments: point
            .and_then(|point| point.most_attachments)
            .map_or(MOST_ATTACHMENTS, |n| n.min(MOST_ATTACHMENTS)),
        weight: point.and_then(|point| point.largest).map_or(LARGEST_LETTER, |bytes| bytes.min(LARGEST_LETTER)),
    }
}

impl App {
    /// Wishes it sent; sync sends it.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not, `refused` with the text that says what it lacks or what
    /// is too much, `conflict` while it is on its way.
    pub async fn draft_send(&self, id: DraftId) -> Result<(MailboxId, WishId), ApiError> {
        let wanted = id.clone();
        let read = move |profile: &Profile| {
            let draft = stored(profile, &wanted)?;
            let mailbox = profile.mailbox(&draft.mailbox)?.mailbox;
            let letter = match draft.kind.about() {
                Some(about) => Some(find(profile, about)?.1),
                None => None,
            };
            Ok((draft, mailbox, letter))
        };
        let (draft, mailbox, letter) = self.vault(read).await?;
        may(&mailbox, &draft.kind)?;
        if let Some(letter) = &letter {
            self.opened(letter).await?;
        }
        let complete = match (&draft.kind, &letter) {
            (DraftKind::Forward { .. }, Some(letter)) => forwardable(&draft, letter),
            (DraftKind::Reply { .. }, Some(letter)) => {
                answerable(letter, self.clock.now()).and_then(|()| written(&draft))
            }
            _ => addressed(&draft).and_then(|()| written(&draft)),
        };
        complete.map_err(|text| ApiError::said(Code::Refused, text))?;
        let change = if matches!(draft.kind, DraftKind::Forward { .. }) { Change::Forward } else { Change::Send };
        let (now, seen, box_id) = (self.clock.now(), draft.revision, mailbox.id.clone());
        let add = move |profile: &Profile| profile.state(&box_id)?.send_draft(&id, &change, seen, now);
        let Some(wish) = self.vault(add).await? else {
            return Err(ApiError::said(Code::Conflict, "error.draft.onItsWay"));
        };
        self.pulse.wished(mailbox.id.clone());
        self.pulse.tell(AppEvent::Drafts { mailbox: mailbox.id.clone() });
        Ok((mailbox.id, wish))
    }

    /// The person wants to go on writing.
    ///
    /// # Errors
    /// [`ApiError`]: `conflict` when it may have left already.
    pub async fn draft_take_back(&self, id: DraftId) -> Result<DraftView, ApiError> {
        let wanted = id.clone();
        let back = self.vault(move |profile| profile.state(&place(&wanted)?)?.take_back(&wanted)).await?;
        if !back {
            return Err(ApiError::said(Code::Conflict, "error.draft.mayHaveLeft"));
        }
        self.changed(id, true).await
    }
}

type Complete = Result<(), &'static str>;

/// Whether a new letter has a recipient who takes it, and was told what she asks for.
fn addressed(draft: &Draft) -> Complete {
    let Some(point) = draft.to.as_ref().and_then(|to| to.contact_point.as_ref()) else {
        return Err("error.draft.noRecipient");
    };
    let said = |label: &String| draft.fields.iter().any(|field| field.label == *label);
    if !point.asks.iter().all(said) {
        return Err("error.draft.fields");
    }
    if draft.fields.iter().any(|field| field.value.chars().count() > LONGEST_FIELD) {
        return Err("error.draft.fieldLong");
    }
    Ok(())
}

/// Whether a letter says something, and not more than it may.
fn written(draft: &Draft) -> Complete {
    if draft.subject.trim().is_empty() {
        return Err("refused.noSubject");
    }
    if draft.subject.chars().count() > LONGEST_SUBJECT {
        return Err("error.draft.subjectLong");
    }
    if draft.text.trim().is_empty() {
        return Err("error.draft.noText");
    }
    fits(draft, draft.attachments.len(), draft.memo_size())
}

fn fits(draft: &Draft, attachments: usize, weight: u64) -> Complete {
    let most = limits(draft);
    if attachments > most.attachments {
        return Err("refused.tooManyAttachments");
    }
    if weight > most.weight {
        return Err("refused.tooLarge");
    }
    Ok(())
}

/// Whether a letter can go on to that one, and the person knows what that means.
fn forwardable(draft: &Draft, letter: &Message) -> Complete {
    let Some(to) = &draft.to else { return Err("error.draft.noRecipient") };
    if to.id_type == IdType::Email && !draft.agreed {
        return Err("error.email.agree");
    }
    if draft.text.chars().count() > LONGEST_COMMENT {
        return Err("error.draft.commentLong");
    }
    let files = letter.documents.iter().flat_map(|document| &document.files);
    let weight = files.map(|file| memo_size(file.size)).sum();
    match &to.contact_point {
        Some(_) => fits(draft, letter.attachments(), weight),
        None => Ok(()),
    }
}
