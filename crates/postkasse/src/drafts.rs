//! Letters in the making: begun, changed, shown and thrown away. They live in the vault, so that all of it works
//! without a line; only whom a letter is for may have to be asked for.

use crate::App;
use crate::ask::recipients::{destination_view, sender_view};
use crate::letter::find;
use crate::links::words;
use crate::refusals::text_key;
use crate::sending::limits;
use crate::served::counts;
use crate::views::{ApiError, AppEvent, AttachmentView, DraftEdit, DraftKindView, DraftState, DraftView, FieldView};
use jiff::Timestamp;
use letter::check_link;
use model::{
    Change, Code, Draft, DraftId, DraftKind, Field, Mailbox, MailboxId, MailboxState, Message, MessageId, MessageState,
    Progress, WishState,
};
use url::Url;
use vault::{Profile, StoreError};

/// Nobody writes more, and whoever pastes more attaches it.
const LONGEST_TEXT: usize = 1_000_000;
/// What an answer's subject begins with; what begins so already gets no second one.
const ANSWER: &str = "Sv: ";

/// Whether a letter takes an answer now; the key of the text when not.
pub(crate) fn answerable(message: &Message, now: Timestamp) -> Result<(), &'static str> {
    if message.state != MessageState::Received || !message.can_reply {
        return Err("refused.noReply");
    }
    match message.reply_by {
        Some(by) if by < now => Err("refused.replyTooLate"),
        _ => Ok(()),
    }
}

/// The newest answer to this letter that is being written.
pub(crate) fn answer_to(profile: &Profile, message: &Message) -> Result<Option<DraftId>, StoreError> {
    let Some(state) = profile.state_if_any(&message.mailbox)? else { return Ok(None) };
    let is_it = |draft: &Draft| matches!(&draft.kind, DraftKind::Reply { message: about, .. } if *about == message.id);
    Ok(state.drafts()?.into_iter().find(is_it).map(|draft| draft.id))
}

/// Whether this person may write this here at all.
pub(crate) fn may(mailbox: &Mailbox, kind: &DraftKind) -> Result<(), ApiError> {
    match mailbox.state {
        MailboxState::Ended { .. } => Err(ApiError::plain(Code::AccessEnded)),
        _ if !mailbox.rights.has(kind.needs()) => Err(ApiError::plain(Code::NotAllowed)),
        MailboxState::Closed => Err(ApiError::said(Code::Refused, "error.draft.closed")),
        MailboxState::Active => Ok(()),
    }
}

impl App {
    /// Begins a letter to an authority.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not write in this mailbox.
    pub async fn draft_new(&self, mailbox: MailboxId) -> Result<DraftView, ApiError> {
        self.begin(mailbox, DraftKind::New, String::new()).await
    }

    /// Begins an answer.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not write in this mailbox, `refused` when the letter takes
    /// no answer (any more) or was not opened yet.
    pub async fn draft_reply(&self, message: MessageId) -> Result<DraftView, ApiError> {
        let (mailbox, letter) = self.about(&message).await?;
        let kind = DraftKind::Reply { message, remote: letter.remote_id.clone() };
        may(&mailbox, &kind)?;
        answerable(&letter, self.clock.now()).map_err(|text| ApiError::said(Code::Refused, text))?;
        self.opened(&letter).await?;
        let marked = letter.subject.get(..ANSWER.len()).is_some_and(|start| start.eq_ignore_ascii_case(ANSWER));
        let subject = if marked { letter.subject } else { format!("{ANSWER}{}", letter.subject) };
        self.begin(mailbox.id, kind, subject.chars().take(model::LONGEST_SUBJECT).collect()).await
    }

    /// Begins to let a letter go on.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may not forward in this mailbox, `refused` when the letter was
    /// not opened yet: who hands on its content has opened it.
    pub async fn draft_forward(&self, message: MessageId) -> Result<DraftView, ApiError> {
        let (mailbox, letter) = self.about(&message).await?;
        let kind = DraftKind::Forward { message, remote: letter.remote_id.clone() };
        may(&mailbox, &kind)?;
        if letter.state == MessageState::Draft {
            return Err(ApiError::plain(Code::Refused));
        }
        self.opened(&letter).await?;
        self.begin(mailbox.id, kind, letter.subject).await
    }

    async fn about(&self, message: &MessageId) -> Result<(Mailbox, Message), ApiError> {
        let id = message.clone();
        let (mailbox, message, _) = self.vault(move |profile| find(profile, &id)).await?;
        Ok((mailbox, message))
    }

    /// Nobody answers or hands on what nobody has read.
    pub(crate) async fn opened(&self, letter: &Message) -> Result<(), ApiError> {
        let id = letter.id.clone();
        let (mailbox, _, waits) = self.vault(move |profile| find(profile, &id)).await?;
        waits.map_or(Ok(()), |waits| Err(counts(&mailbox, waits)))
    }

    async fn begin(&self, mailbox: MailboxId, kind: DraftKind, subject: String) -> Result<DraftView, ApiError> {
        let id = mailbox.clone();
        let record = self.vault(move |profile| profile.mailbox(&id)).await?;
        may(&record.mailbox, &kind)?;
        let mut random = [0; 10];
        getrandom::fill(&mut random).map_err(|_| ApiError::plain(Code::Unexpected))?;
        let (id, now) = (DraftId::from_random(&mailbox, random), self.clock.now());
        let draft = Draft {
            id: id.clone(),
            mailbox: mailbox.clone(),
            kind,
            to: None,
            fields: Vec::new(),
            subject,
            text: String::new(),
            agreed: false,
            attachments: Vec::new(),
            made: now,
            changed: now,
            revision: 0,
        };
        let place = mailbox.clone();
        self.vault(move |profile| profile.state(&place)?.add_draft(&draft)).await?;
        self.pulse.tell(AppEvent::Drafts { mailbox });
        self.draft(id).await
    }

    /// Every letter in the making, the one changed last first.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn drafts(&self) -> Result<Vec<DraftView>, ApiError> {
        self.vault(|profile| {
            let mut views = Vec::new();
            for record in profile.mailboxes()? {
                match profile.state_if_any(&record.mailbox.id) {
                    Ok(Some(state)) => {
                        for draft in state.drafts()? {
                            views.push(view(profile, draft)?);
                        }
                    }
                    Ok(None) | Err(StoreError::Ended | StoreError::NotAllowed) => {}
                    Err(error) => return Err(error),
                }
            }
            views.sort_by(|a, b| (b.changed, &b.id).cmp(&(a.changed, &a.id)));
            Ok(views)
        })
        .await
    }

    /// One letter in the making.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when there is none (any more).
    pub async fn draft(&self, id: DraftId) -> Result<DraftView, ApiError> {
        self.vault(move |profile| view(profile, stored(profile, &id)?)).await
    }

    /// Saves what the person changed.
    ///
    /// # Errors
    /// [`ApiError`]: `conflict` while it is on its way, `refused` when it is far too long.
    pub async fn draft_change(&self, id: DraftId, edit: DraftEdit) -> Result<DraftView, ApiError> {
        let longest = [edit.subject.as_ref(), edit.text.as_ref()].into_iter().flatten().map(String::len).max();
        if longest.is_some_and(|length| length > LONGEST_TEXT) {
            return Err(ApiError::said(Code::Refused, "error.draft.textLong"));
        }
        let change = move |draft: &mut Draft| {
            if let Some(fields) = edit.fields {
                let fields = fields.into_iter().take(model::MOST_FIELDS);
                draft.fields = fields.map(|field| Field { label: field.label, value: field.value }).collect();
            }
            if let Some(subject) = edit.subject {
                draft.subject = subject.replace(['\n', '\r'], " ");
            }
            draft.text = edit.text.unwrap_or_else(|| std::mem::take(&mut draft.text));
            draft.agreed = edit.agreed.unwrap_or(draft.agreed);
        };
        self.change(id, change).await
    }

    /// Says whom it is for, by a recipient's id or an e-mail address. Another one asks for other details, and what
    /// was agreed to for one address was not for another.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when nobody is meant by it, `offline` when that cannot be asked, `refused` when a
    /// letter of this kind cannot be for that one.
    pub async fn draft_to(&self, id: DraftId, recipient: &str) -> Result<DraftView, ApiError> {
        let wanted = id.clone();
        let draft = self.vault(move |profile| stored(profile, &wanted)).await?;
        let to = self.resolve(&draft.mailbox, recipient).await?;
        match &draft.kind {
            DraftKind::New if to.contact_point.is_none() => {
                return Err(ApiError::said(Code::Refused, "refused.authoritiesOnly"));
            }
            DraftKind::Reply { .. } => return Err(ApiError::said(Code::Refused, "error.reply.toSender")),
            DraftKind::New | DraftKind::Forward { .. } => {}
        }
        let change = move |draft: &mut Draft| {
            if draft.to.as_ref() != Some(&to) {
                draft.agreed = false;
                let asks = to.contact_point.as_ref().map(|point| point.asks.clone()).unwrap_or_default();
                draft.fields.retain(|field| asks.contains(&field.label));
            }
            draft.to = Some(to);
        };
        self.change(id, change).await
    }

    /// The page of the authority that may serve better than this letter; the person has seen its real host.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` when there is none, `refused` for an address that may not be opened.
    pub async fn draft_link(&self, id: DraftId) -> Result<Url, ApiError> {
        let draft = self.vault(move |profile| stored(profile, &id)).await?;
        let link = draft.to.and_then(|to| to.contact_point).and_then(|point| point.link);
        let link = link.ok_or_else(|| ApiError::plain(Code::NotFound))?;
        let checked = check_link(&link.url).map_err(|why| ApiError::said(Code::Refused, &words(why)))?;
        Ok(checked.url)
    }

    async fn change(
        &self,
        id: DraftId,
        change: impl FnOnce(&mut Draft) + Send + 'static,
    ) -> Result<DraftView, ApiError> {
        let (now, wanted) = (self.clock.now(), id.clone());
        let changed = self.vault(move |profile| {
            let with_time = |draft: &mut Draft| {
                change(draft);
                draft.changed = now;
            };
            profile.state(&place(&wanted)?)?.change_draft(&wanted, with_time)
        });
        let changed = changed.await?;
        self.changed(id, changed).await
    }

    /// Tells of a change that was made, or why it was not.
    pub(crate) async fn changed(&self, id: DraftId, changed: bool) -> Result<DraftView, ApiError> {
        if !changed {
            return Err(ApiError::said(Code::Conflict, "error.draft.onItsWay"));
        }
        let view = self.draft(id).await?;
        self.pulse.tell(AppEvent::Drafts { mailbox: view.mailbox.clone() });
        Ok(view)
    }

    /// Throws a letter in the making away, here at once and with the next sync what the service has of it.
    ///
    /// # Errors
    /// [`ApiError`]: `conflict` when it may have left already, `notFound` when there is none.
    pub async fn draft_discard(&self, id: DraftId) -> Result<(), ApiError> {
        let now = self.clock.now();
        let discard = move |profile: &Profile| {
            let mailbox = place(&id)?;
            let state = profile.state(&mailbox)?;
            if !state.take_back(&id)? {
                return Ok(None);
            }
            if state.progress(&id)? == Progress::default() {
                state.draft_done(&id)?;
            } else {
                state.add_wish(&id, &Change::Discard, 0, now)?;
            }
            Ok(Some(mailbox))
        };
        match self.vault(discard).await? {
            None => Err(ApiError::said(Code::Conflict, "error.draft.mayHaveLeft")),
            Some(mailbox) => {
                self.pulse.wished(mailbox.clone());
                self.pulse.tell(AppEvent::Drafts { mailbox });
                Ok(())
            }
        }
    }
}

/// The mailbox in which a draft is written.
pub(crate) fn place(id: &DraftId) -> Result<MailboxId, StoreError> {
    id.mailbox().map_err(|_| StoreError::NotFound)
}

pub(crate) fn stored(profile: &Profile, id: &DraftId) -> Result<Draft, StoreError> {
    profile.state(&place(id)?)?.draft(id)?.ok_or(StoreError::NotFound)
}

fn view(profile: &Profile, draft: Draft) -> Result<DraftView, StoreError> {
    let state = profile.state(&draft.mailbox)?;
    let wish = state.wishes()?.into_iter().find(|wish| wish.draft() == Some(&draft.id)).map(|wish| wish.state);
    let (stands, why, reason) = match wish {
        None => (DraftState::Editing, None, None),
        Some(WishState::Refused { code, reason }) => (DraftState::Refused, Some(code), reason),
        Some(WishState::Waiting) if state.progress(&draft.id)?.leaving.is_some() => (DraftState::Leaving, None, None),
        Some(WishState::Waiting) => (DraftState::Waiting, None, None),
    };
    let about = draft.kind.about().cloned();
    let letter = match &about {
        Some(about) => profile.cache(&draft.mailbox)?.message(about)?,
        None => None,
    };
    let to = match (&draft.to, &letter, &draft.kind) {
        (Some(to), ..) => Some(destination_view(to)),
        (None, Some(letter), DraftKind::Reply { .. }) => {
            Some(sender_view(&letter.sender.label, letter.sender.department.as_deref()))
        }
        _ => None,
    };
    let limits = limits(&draft);
    Ok(DraftView {
        kind: match draft.kind {
            DraftKind::New => DraftKindView::New,
            DraftKind::Reply { .. } => DraftKindView::Reply,
            DraftKind::Forward { .. } => DraftKindView::Forward,
        },
        reply_by: letter.as_ref().and_then(|letter| letter.reply_by),
        about,
        to,
        weight: draft.memo_size(),
        most_weight: limits.weight,
        most_attachments: u32::try_from(limits.attachments).unwrap_or(u32::MAX),
        fields: draft
            .fields
            .iter()
            .map(|one| FieldView { label: one.label.clone(), value: one.value.clone() })
            .collect(),
        attachments: draft
            .attachments
            .into_iter()
            .map(|one| AttachmentView { id: one.id, filename: one.filename, mime: one.mime, size: one.size })
            .collect(),
        subject: draft.subject,
        text: draft.text,
        agreed: draft.agreed,
        changed: draft.changed,
        state: stands,
        why,
        text_key: text_key(reason.as_deref()).map(str::to_owned),
        id: draft.id,
        mailbox: draft.mailbox,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::{AccountId, MailboxKind, ProviderId, Right, Rights};

    fn mailbox(rights: Rights, state: MailboxState) -> Mailbox {
        Mailbox {
            id: MailboxId::from_random([1; 10]),
            remote_id: "r".into(),
            account: AccountId::from_random([2; 10]),
            provider: ProviderId::DigitalPost,
            name: "Prøve Person".into(),
            owner: "Prøve Person".into(),
            owner_ref: None,
            kind: MailboxKind::Delegated,
            rights,
            ends: None,
            state,
            part_of: None,
            favourite: false,
            space: None,
            fetch_ahead: false,
        }
    }

    #[test]
    fn over_all_sets_of_rights_only_who_may_write_writes_and_only_who_may_forward_forwards() {
        let message = MessageId::derive(&MailboxId::from_random([1; 10]), &"m".into());
        let about = || (message.clone(), model::RemoteId("m".into()));
        let kinds = [
            (DraftKind::New, Right::Write),
            (DraftKind::Reply { message: about().0, remote: about().1 }, Right::Write),
            (DraftKind::Forward { message: about().0, remote: about().1 }, Right::Forward),
        ];
        for set in 0..1_usize << Right::ALL.len() {
            let of: Vec<Right> =
                (0..).zip(Right::ALL).filter(|(n, _)| set >> n & 1 == 1).map(|(_, right)| right).collect();
            let rights = Rights::of(&of);
            for (kind, needed) in &kinds {
                let refused = may(&mailbox(rights, MailboxState::Active), kind).err().map(|error| error.code);
                assert_eq!(refused, (!rights.has(*needed)).then_some(Code::NotAllowed), "{kind:?} with {of:?}");
                assert!(may(&mailbox(rights, MailboxState::Closed), kind).is_err());
                let ended = mailbox(rights, MailboxState::Ended(model::Ending::unexplained(Timestamp::UNIX_EPOCH)));
                assert_eq!(may(&ended, kind).unwrap_err().code, Code::AccessEnded);
            }
        }
    }
}
