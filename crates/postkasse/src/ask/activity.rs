//! The activity log: what was done in a mailbox, by whom. Whoever may read there may see it.

use crate::App;
use crate::views::{ActivityPage, ActivityRow, ApiError, Doer};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use model::{Code, Mailbox, MailboxId, MessageId};
use providers::{ActivityQuery, Actor, RemoteActivity};

/// Events on a page.
const USUAL: u32 = 50;
const MOST: u32 = 500;

/// Which events.
#[derive(Debug, Clone, Default)]
pub struct ActivityAsked {
    /// From this day on, as the service's country counts days.
    pub from: Option<Date>,
    /// Until the end of this day.
    pub to: Option<Date>,
    /// From 0.
    pub page: u32,
    /// At most so many a page.
    pub size: Option<u32>,
}

impl App {
    /// A page of what was done in a mailbox, newest first.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when the person may not read there, `accessEnded`, `refused` for days that are
    /// none; `signInAgain`, `offline` and `busy` as the service has it.
    pub async fn activity(&self, mailbox: MailboxId, asked: ActivityAsked) -> Result<ActivityPage, ApiError> {
        let mailbox = self.reached(mailbox).await?;
        if !mailbox.is_readable() {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let wrong = || ApiError::said(Code::Refused, "error.activity.days");
        let zone = TimeZone::get(mailbox.provider.time_zone()).map_err(|_| wrong())?;
        let begins =
            |day: Date| day.to_zoned_datetime(zone.clone()).map(|zoned| zoned.timestamp()).map_err(|_| wrong());
        let to = match asked.to {
            None => None,
            Some(day) => {
                let next: Timestamp = begins(day.tomorrow().map_err(|_| wrong())?)?;
                Some(next.checked_sub(SignedDuration::from_millis(1)).map_err(|_| wrong())?)
            }
        };
        let query = ActivityQuery {
            mailbox: mailbox.remote_id.clone(),
            from: asked.from.map(begins).transpose()?,
            to,
            page: asked.page.into(),
            size: asked.size.unwrap_or(USUAL).clamp(1, MOST).into(),
        };
        let page = self.service_of(&mailbox.account).await?.activity(&query).await?;
        let rows = page.events.into_iter().map(|event| row(&mailbox, event)).collect();
        Ok(ActivityPage { rows, more: page.more })
    }
}

fn row(mailbox: &Mailbox, event: RemoteActivity) -> ActivityRow {
    let (by, name) = match event.by {
        Actor::Me => (Doer::Me, None),
        Actor::Owner => (Doer::Owner, Some(mailbox.owner.clone())),
        Actor::Other(name) => (Doer::Other, name),
        Actor::Service => (Doer::Service, None),
    };
    ActivityRow {
        id: event.id.as_str().to_owned(),
        mailbox: mailbox.id.clone(),
        at: event.at,
        what: event.what,
        tag: event.tag,
        by,
        name,
        letter: event.message.map(|message| MessageId::derive(&mailbox.id, &message)),
        subject: event.subject,
        whom: event.whom,
    }
}
