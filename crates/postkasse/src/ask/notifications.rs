//! How the service itself tells a person of new letters. It is hers, in each mailbox that she reads.

use super::registration::address;
use super::{refused, typed};
use crate::App;
use crate::views::{ApiError, ServiceNotifications, ServiceNotifyWish};
use model::{Code, MailboxId, Right};
use providers::{NotifiedChange, RemoteNotifications};

/// The most e-mail addresses of one person for one mailbox (`EmailNotificationSubscription` of the description).
const MOST_EMAILS: usize = 5;

fn view(mailbox: MailboxId, from: RemoteNotifications) -> ServiceNotifications {
    ServiceNotifications {
        mailbox,
        emails: from.emails.into_iter().map(address).collect(),
        most_emails: MOST_EMAILS,
        mobile: from.mobile.map(address),
        opted_out: from.opted_out,
    }
}

/// The wish in the service's form, and the text of a refusal.
fn change(wish: ServiceNotifyWish) -> Result<(NotifiedChange, &'static str), ApiError> {
    Ok(match wish {
        ServiceNotifyWish::AddEmail { email } => {
            (NotifiedChange::AddEmail(typed::email(&email)?), "error.email.invalid")
        }
        ServiceNotifyWish::SetMobile { number } => {
            (NotifiedChange::SetMobile(typed::mobile(&number)?), "error.mobile.invalid")
        }
        ServiceNotifyWish::Remove { id } => (NotifiedChange::Remove(id), "error.code.refused"),
        ServiceNotifyWish::Confirm { id } => (NotifiedChange::Confirm(id), "error.address.codeFirst"),
        ServiceNotifyWish::Quiet { id, quiet } => (NotifiedChange::Quiet(id, quiet), "error.code.refused"),
        ServiceNotifyWish::Code { id, code } => (NotifiedChange::Code(id, typed::code(&code)?), "error.pin.wrong"),
        ServiceNotifyWish::NewCode { id } => (NotifiedChange::NewCode(id), "error.code.refused"),
        ServiceNotifyWish::OptOut { out } => (NotifiedChange::OptOut(out), "error.code.refused"),
    })
}

/// What the person asks for and the service would refuse.
fn sensible(change: &NotifiedChange, now: &RemoteNotifications) -> Result<(), ApiError> {
    let NotifiedChange::AddEmail(email) = change else { return Ok(()) };
    if now.emails.iter().any(|one| one.address.eq_ignore_ascii_case(email)) {
        return Err(ApiError::said(Code::Conflict, "error.email.there"));
    }
    if now.emails.len() >= MOST_EMAILS {
        return Err(ApiError::said(Code::Refused, "error.email.tooMany"));
    }
    Ok(())
}

impl App {
    /// Where the service tells this person of new letters in a mailbox.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` for who may not choose notifications here.
    pub async fn service_notifications(&self, mailbox: MailboxId) -> Result<ServiceNotifications, ApiError> {
        let asked = self.ask(&mailbox, Right::Notify).await?;
        let found = asked.provider.notifications(&asked.mailbox).await?;
        Ok(view(mailbox, found))
    }

    /// Changes it.
    ///
    /// # Errors
    /// As [`App::service_notifications`]; `refused` with its own text for an address, a number or a code that is
    /// none and for a sixth address; `conflict` for an address that is there.
    pub async fn change_service_notifications(
        &self,
        mailbox: MailboxId,
        wish: ServiceNotifyWish,
    ) -> Result<ServiceNotifications, ApiError> {
        let (change, text) = change(wish)?;
        let asked = self.ask(&mailbox, Right::Notify).await?;
        if matches!(change, NotifiedChange::AddEmail(_)) {
            sensible(&change, &asked.provider.notifications(&asked.mailbox).await?)?;
        }
        let changed = asked.provider.change_notifications(&asked.mailbox, &change).await;
        Ok(view(mailbox, changed.map_err(|error| refused(error, text))?))
    }
}
