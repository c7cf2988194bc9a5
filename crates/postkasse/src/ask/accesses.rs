//! Accesses: who may see whose post, giving, asking, deciding and ending. What a person may not do is not offered
//! ([`AccessView::may`], `MailboxView::gives`) and refused here before the service is asked.

use super::Somebody;
use crate::App;
use crate::offers::{gives, has};
use crate::views::{AccessStep, AccessView, AccessesView, AccountError, ApiError, AppEvent, Offer};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{
    AccessLevel, AccessState, AccountId, Code, EndReason, Ending, Mailbox, MailboxId, MailboxKind, MailboxState,
    RemoteId,
};
use providers::{AccessTerms, Party, RemoteAccess};
use vault::Profile;

/// What is given or asked for, as a person says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gift {
    /// How much.
    pub level: AccessLevel,
    /// The last day on which it holds, as the service's country counts days; none means until it is withdrawn.
    pub until: Option<Date>,
}

impl App {
    /// The accesses to one mailbox that others have or ask for.
    ///
    /// # Errors
    /// [`ApiError`]: `signInAgain`, `offline` and `busy` as the service has it, `notFound` when there is no such
    /// mailbox.
    pub async fn accesses_to(&self, mailbox: MailboxId) -> Result<Vec<AccessView>, ApiError> {
        let account = self.reached(mailbox.clone()).await?.account;
        let mut views = self.accesses_of(&account).await?;
        views.retain(|view| view.mailbox.as_ref() == Some(&mailbox) && !view.mine);
        Ok(views)
    }

    /// Everything that the person's logins have a part in: what she gave, what she has, and what is asked for. A service
    /// that does not answer costs the others nothing.
    ///
    /// # Errors
    /// [`ApiError`]: `locked`, `damaged`.
    pub async fn accesses(&self) -> Result<AccessesView, ApiError> {
        let told =
            |one: &vault::Account| has(one.provider, Offer::Accesses) || has(one.provider, Offer::AccessByAddress);
        let ids: Vec<_> = self.vault(Profile::accounts).await?.into_iter().filter(told).map(|one| one.id).collect();
        let answers = futures::future::join_all(ids.iter().map(|id| self.accesses_of(id))).await;
        let mut all = AccessesView { accesses: Vec::new(), failing: Vec::new() };
        for (account, answer) in ids.into_iter().zip(answers) {
            match answer {
                Ok(views) => all.accesses.extend(views),
                Err(error) if error.code == Code::Locked => return Err(error),
                Err(error) => all.failing.push(AccountError { account, error }),
            }
        }
        Ok(all)
    }

    async fn accesses_of(&self, account: &AccountId) -> Result<Vec<AccessView>, ApiError> {
        let found = self.service_of(account).await?.accesses().await?;
        let here = self.here(account).await?;
        Ok(found.into_iter().map(|access| view(account, &here, access)).collect())
    }

    /// Lets somebody see a mailbox. What that person had there is replaced.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when the person may not give this in this mailbox, `refused` when the number, the
    /// name, the day or the level makes no sense or the service refuses.
    pub async fn access_give(&self, mailbox: MailboxId, to: &Somebody, gift: Gift) -> Result<AccessView, ApiError> {
        let mailbox = self.reached(mailbox).await?;
        may_give(&mailbox, gift.level)?;
        let terms = self.terms(&mailbox, gift)?;
        if terms.until.is_some() && has(mailbox.provider, Offer::AccessByAddress) {
            return Err(ApiError::said(Code::Refused, "error.access.noEnd"));
        }
        let party = to.party()?;
        fits(&party, &mailbox)?;
        let service = self.service_of(&mailbox.account).await?;
        let given = service.give_access(&mailbox.remote_id, &party, terms).await.map_err(said)?;
        Ok(view(&mailbox.account, &self.here(&mailbox.account).await?, given))
    }

    /// Asks somebody to let the person see her mailbox. The account is the person's own.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` as for giving, `signInAgain` when nobody is logged in.
    pub async fn access_ask(
        &self,
        account: Option<AccountId>,
        of: &Somebody,
        gift: Gift,
    ) -> Result<AccessView, ApiError> {
        let account = self.asks(account).await?;
        let party = of.party()?;
        if matches!(party, Party::Address(_)) {
            return Err(ApiError::said(Code::Refused, "error.access.number"));
        }
        let organisation = matches!(party, Party::Organisation { .. });
        if gift.level.is_of_organisations() != organisation {
            return Err(ApiError::said(Code::Refused, "error.access.level"));
        }
        let until = gift.until.map(|day| self.end_of(day, account.provider.time_zone())).transpose()?;
        let terms = AccessTerms { level: gift.level, until };
        let asked = self.service_of(&account.id).await?.ask_access(&party, terms).await.map_err(said)?;
        Ok(view(&account.id, &self.here(&account.id).await?, asked))
    }

    /// Grants what somebody asked for, until the end of that day if one is named.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when that is not the person's to decide, `notFound`, `conflict` when it was
    /// changed meanwhile.
    pub async fn access_accept(&self, id: &str, until: Option<Date>) -> Result<(), ApiError> {
        let (account, access, view) = self.find(id, AccessStep::Accept).await?;
        let mailbox = self.reached(view.mailbox.ok_or_else(|| ApiError::plain(Code::NotAllowed))?).await?;
        let until = until.map(|day| self.end_of(day, mailbox.provider.time_zone())).transpose()?;
        let step = providers::AccessStep::Accept { until: until.or(access.until) };
        self.decide(&account, &access, step).await
    }

    /// Refuses what somebody asked for.
    ///
    /// # Errors
    /// As [`App::access_accept`].
    pub async fn access_reject(&self, id: &str) -> Result<(), ApiError> {
        let (account, access, _) = self.find(id, AccessStep::Reject).await?;
        self.decide(&account, &access, providers::AccessStep::Reject).await
    }

    /// Ends an access: takes back what was asked for, gives up what the person has (its mailbox is forgotten here
    /// then), or withdraws what somebody else has; whichever it is.
    ///
    /// # Errors
    /// As [`App::access_accept`].
    pub async fn access_end(&self, id: &str) -> Result<(), ApiError> {
        let (account, access) = self.ask_for(id).await?;
        let here = self.here(&account).await?;
        let view = view(&account, &here, access.clone());
        let has = |step| view.may.contains(&step);
        if has(AccessStep::TakeBack) {
            return self.decide(&account, &access, providers::AccessStep::TakeBack).await;
        }
        if !has(AccessStep::Leave) && !has(AccessStep::Withdraw) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        self.decide(&account, &access, providers::AccessStep::End).await?;
        if let (true, Some(mailbox)) = (has(AccessStep::Leave), view.mailbox) {
            let now = self.clock.now();
            let ending = Ending { at: now, why: EndReason::Left, since: Some(now), said: None };
            self.vault(move |profile| profile.set_ended(&mailbox, ending)).await?;
            self.pulse.tell(AppEvent::Mailboxes);
        }
        Ok(())
    }

    /// Takes an access that a company or an association was given into use, by the code that it was sent.
    ///
    /// # Errors
    /// [`ApiError`]: `notFound` for a code that nobody waits for, `notAllowed` when the person does not act for
    /// whom it was given to.
    pub async fn access_activate(&self, account: Option<AccountId>, code: &str) -> Result<AccessView, ApiError> {
        let code = code.trim().to_ascii_lowercase();
        if code.len() != 36 || !code.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-') {
            return Err(ApiError::said(Code::Refused, "error.access.code"));
        }
        let account = self.asks(account).await?.id;
        let taken = self.service_of(&account).await?.activate_access(&code).await.map_err(said)?;
        self.sync_now();
        Ok(view(&account, &self.here(&account).await?, taken))
    }

    /// The login that is named, or the first at a service where one asks others for access.
    async fn asks(&self, named: Option<AccountId>) -> Result<vault::Account, ApiError> {
        let mut accounts = self.vault(Profile::accounts).await?.into_iter();
        let meant = |one: &vault::Account| match &named {
            Some(named) => *named == one.id,
            None => has(one.provider, Offer::Accesses),
        };
        let found = accounts.find(meant).ok_or_else(|| ApiError::plain(Code::SignInAgain))?;
        match has(found.provider, Offer::Accesses) {
            true => Ok(found),
            false => Err(ApiError::said(Code::Refused, "error.notOffered")),
        }
    }

    async fn decide(
        &self,
        account: &AccountId,
        access: &RemoteAccess,
        step: providers::AccessStep,
    ) -> Result<(), ApiError> {
        let service = self.service_of(account).await?;
        service.decide_access(&access.id, access.version, step).await.map_err(said)
    }

    /// The access of this id, when the person may take this step.
    async fn find(&self, id: &str, step: AccessStep) -> Result<(AccountId, RemoteAccess, AccessView), ApiError> {
        let (account, access) = self.ask_for(id).await?;
        let view = view(&account, &self.here(&account).await?, access.clone());
        if view.may.contains(&step) { Ok((account, access, view)) } else { Err(ApiError::plain(Code::NotAllowed)) }
    }

    async fn ask_for(&self, id: &str) -> Result<(AccountId, RemoteAccess), ApiError> {
        let missing = || ApiError::plain(Code::NotFound);
        let (account, remote) = id.split_once('-').ok_or_else(missing)?;
        let account = AccountId::parse(account).map_err(|_| missing())?;
        let plain = remote.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if remote.is_empty() || remote.len() > 64 || !plain {
            return Err(missing());
        }
        let access = self.service_of(&account).await?.access(&RemoteId::from(remote)).await?;
        Ok((account, access))
    }

    /// The mailboxes that an account reaches here.
    async fn here(&self, account: &AccountId) -> Result<Vec<Mailbox>, ApiError> {
        let records = self.vault(Profile::mailboxes).await?.into_iter().map(|record| record.mailbox);
        let open = |one: &Mailbox| one.account == *account && !matches!(one.state, MailboxState::Ended(_));
        Ok(records.filter(open).collect())
    }

    fn terms(&self, mailbox: &Mailbox, gift: Gift) -> Result<AccessTerms, ApiError> {
        let until = gift.until.map(|day| self.end_of(day, mailbox.provider.time_zone())).transpose()?;
        Ok(AccessTerms { level: gift.level, until })
    }

    /// The last moment of a day, which must lie ahead.
    fn end_of(&self, day: Date, zone: &str) -> Result<Timestamp, ApiError> {
        let wrong = || ApiError::said(Code::Refused, "error.access.until");
        let zone = TimeZone::get(zone).map_err(|_| wrong())?;
        let next = day.tomorrow().and_then(|next| next.to_zoned_datetime(zone)).map_err(|_| wrong())?.timestamp();
        let last = next.checked_sub(SignedDuration::from_millis(1)).map_err(|_| wrong())?;
        if last > self.clock.now() { Ok(last) } else { Err(wrong()) }
    }
}

/// Whether the person may give this in this mailbox.
fn may_give(mailbox: &Mailbox, level: AccessLevel) -> Result<(), ApiError> {
    if has(mailbox.provider, Offer::AccessElsewhere) {
        return Err(ApiError::said(Code::Refused, "error.access.elsewhere"));
    }
    if mailbox.state != MailboxState::Active || !mailbox.rights.has(model::Right::Grant) {
        return Err(ApiError::plain(Code::NotAllowed));
    }
    let given = gives(mailbox);
    if given.contains(&level) {
        return Ok(());
    }
    // There is one kind of access only.
    if has(mailbox.provider, Offer::AccessByAddress) && !given.is_empty() && !level.is_of_organisations() {
        return Ok(());
    }
    // Another kind of mailbox has other levels; the right one is not hers to give.
    match given.iter().any(|one| one.is_of_organisations() == level.is_of_organisations()) {
        true => Err(ApiError::plain(Code::NotAllowed)),
        false => Err(ApiError::said(Code::Refused, "error.access.level")),
    }
}

/// Whether the service finds somebody by what was typed.
fn fits(party: &Party, mailbox: &Mailbox) -> Result<(), ApiError> {
    let by_address = has(mailbox.provider, Offer::AccessByAddress);
    match (party, by_address) {
        (Party::Address(_), false) => Err(ApiError::said(Code::Refused, "error.access.number")),
        (Party::Address(_), true) | (_, false) => Ok(()),
        (_, true) => Err(ApiError::said(Code::Refused, "error.access.address")),
    }
}

/// The service's refusal, in words where its code is known.
fn said(error: providers::ProviderError) -> ApiError {
    let text = match &error {
        providers::ProviderError::Refused { code } => match code.as_str() {
            "participant.unknown" => Some("error.access.nobody"),
            "access.exists" => Some("error.access.exists"),
            "request.exists" => Some("error.access.asked"),
            "target.not.allowed" => Some("error.access.notPossible"),
            _ => None,
        },
        _ => None,
    };
    ApiError::new(error.code(), text, &error)
}

/// What the person may do about an access, by how it stands and by her rights in the mailbox.
fn steps(mailbox: Option<&Mailbox>, access: &RemoteAccess) -> Vec<AccessStep> {
    let decides = !access.mine
        && mailbox.is_some_and(|mailbox| {
            let given = gives(mailbox);
            if has(mailbox.provider, Offer::AccessByAddress) {
                return !given.is_empty();
            }
            // What is none of the levels is for those who may give all of them.
            let widest = if mailbox_is_of_a_person(mailbox) { AccessLevel::Write } else { AccessLevel::Administrator };
            mailbox.state == MailboxState::Active && given.contains(&access.level.unwrap_or(widest))
        });
    match access.state {
        AccessState::Waiting if access.begun_by_me => vec![AccessStep::TakeBack],
        AccessState::Waiting if decides => vec![AccessStep::Accept, AccessStep::Reject],
        AccessState::Active | AccessState::CodeSent if access.mine => vec![AccessStep::Leave],
        AccessState::Active | AccessState::CodeSent if decides => vec![AccessStep::Withdraw],
        _ => Vec::new(),
    }
}

fn mailbox_is_of_a_person(mailbox: &Mailbox) -> bool {
    matches!(mailbox.kind, MailboxKind::Own | MailboxKind::Delegated)
}

fn view(account: &AccountId, here: &[Mailbox], access: RemoteAccess) -> AccessView {
    let mailbox = here.iter().find(|one| one.owner_ref.is_some() && one.owner_ref == access.owner_ref);
    AccessView {
        id: format!("{account}-{}", access.id.as_str()),
        may: steps(mailbox, &access),
        mailbox: mailbox.map(|one| one.id.clone()),
        owner: access.owner,
        holder: access.holder,
        mine: access.mine,
        state: access.state,
        level: access.level,
        rights: access.rights,
        made: access.made,
        until: access.until,
        ended: access.ended,
    }
}
