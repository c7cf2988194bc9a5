//! Notifications: they lie in the person's access to a mailbox. A PUT replaces the access, so what else the
//! service knows of it is sent back as it came; when it was changed meanwhile, it is looked at again.

use super::DigitalPost;
use super::address::{self, EMAIL, MOBILE, MOST_LOOKS, Names, OUTSIDE, members, put};
use crate::{Notified, NotifiedChange, ProviderError, RemoteNotifications};
use async_trait::async_trait;
use jiff::Timestamp;
use model::RemoteId;
use serde_json::{Value, json};

const EMAILS: &str = "emailNotificationSubscriptions";
const SMS: &str = "smsNotificationSubscription";
const OPTED_OUT: &str = "optedOutOfNotificationsDateTime";

fn read(access: &Value, now: Timestamp) -> RemoteNotifications {
    let emails = access.get(EMAILS).and_then(Value::as_array).into_iter().flatten();
    RemoteNotifications {
        emails: emails.filter_map(|one| address::read(one, EMAIL, now)).collect(),
        mobile: access.get(SMS).and_then(|one| address::read(one, MOBILE, now)),
        opted_out: access.get(OPTED_OUT).and_then(Value::as_str).and_then(|text| text.parse().ok()),
        settings: Vec::new(),
    }
}

/// The address of this id in an access, in the access's own shape.
fn find<'a>(access: &'a mut Value, id: &RemoteId) -> Result<(&'a mut Value, Names), ProviderError> {
    let is = |one: &Value| one.get("id").and_then(Value::as_str) == Some(id.as_str());
    if access.get(SMS).is_some_and(is) {
        return access.get_mut(SMS).map(|one| (one, MOBILE)).ok_or(ProviderError::NotFound);
    }
    let emails = access.get_mut(EMAILS).and_then(Value::as_array_mut).into_iter().flatten();
    emails.into_iter().find(|one| is(one)).map(|one| (one, EMAIL)).ok_or(ProviderError::NotFound)
}

/// Makes the change in the access's own shape.
fn changed(access: &mut Value, change: &NotifiedChange, now: Timestamp) -> Result<(), ProviderError> {
    match change {
        NotifiedChange::AddEmail(email) => {
            let emails = members(access)?.entry(EMAILS).or_insert_with(|| json!([]));
            let emails = emails.as_array_mut().ok_or(ProviderError::Garbage { what: "addresses that are no list" })?;
            emails.push(json!({"email": email, OUTSIDE: false}));
        }
        NotifiedChange::SetMobile(number) => {
            put(members(access)?, SMS, json!({"mobileNumber": number, OUTSIDE: false}));
        }
        NotifiedChange::Remove(id) => {
            if find(access, id)?.1.address == EMAIL.address {
                let emails = access.get_mut(EMAILS).and_then(Value::as_array_mut).ok_or(ProviderError::NotFound)?;
                emails.retain(|one| one.get("id").and_then(Value::as_str) != Some(id.as_str()));
            } else {
                members(access)?.remove(SMS);
            }
        }
        NotifiedChange::Confirm(id) => {
            let (one, names) = find(access, id)?;
            address::confirm(one, names, now)?;
        }
        NotifiedChange::Quiet(id, quiet) => put(members(find(access, id)?.0)?, OUTSIDE, (!quiet).into()),
        NotifiedChange::OptOut(true) => put(members(access)?, OPTED_OUT, format!("{now:.3}").into()),
        NotifiedChange::OptOut(false) => drop(members(access)?.remove(OPTED_OUT)),
        // These are commands of their own.
        NotifiedChange::Code(..) | NotifiedChange::NewCode(_) => {}
        NotifiedChange::Setting(..) => return Err(ProviderError::NotOffered),
    }
    Ok(())
}

#[async_trait]
impl Notified for DigitalPost {
    async fn notifications(&self, mailbox: &RemoteId) -> Result<RemoteNotifications, ProviderError> {
        Ok(read(&self.own_access(mailbox).await?, self.clock.now()))
    }

    async fn change_notifications(
        &self,
        mailbox: &RemoteId,
        change: &NotifiedChange,
    ) -> Result<RemoteNotifications, ProviderError> {
        match change {
            NotifiedChange::Code(id, pin) => {
                let told = self.verification(mailbox, id, &address::code(pin)).await?;
                let all = told.emails.iter().chain(&told.mobile);
                address::proved(all.into_iter().find(|one| one.id == *id))?;
                Ok(told)
            }
            NotifiedChange::NewCode(id) => self.verification(mailbox, id, &address::new_code()).await,
            change => self.replace_access(mailbox, change).await,
        }
    }
}

impl DigitalPost {
    /// The person's own access to a mailbox, as it lies in the mailbox.
    async fn own_access(&self, mailbox: &RemoteId) -> Result<Value, ProviderError> {
        let mut value = self.http.get(&["mailboxes", mailbox.as_str()]).await?;
        let access = value.get_mut("access").map(Value::take).filter(Value::is_object);
        access.ok_or(ProviderError::Garbage { what: "a mailbox without access" })
    }

    async fn replace_access(
        &self,
        mailbox: &RemoteId,
        change: &NotifiedChange,
    ) -> Result<RemoteNotifications, ProviderError> {
        let mut looks = 0;
        loop {
            let (mut access, now) = (self.own_access(mailbox).await?, self.clock.now());
            changed(&mut access, change, now)?;
            let id = access_id(&access)?;
            let path = ["mailboxes", mailbox.as_str(), "accesses", id.as_str()];
            looks += 1;
            match self.http.put(&path, address::version(&access), &access).await {
                Err(ProviderError::Conflict) if looks < MOST_LOOKS => {}
                answer => return Ok(read(&answer?, now)),
            }
        }
    }

    async fn verification(
        &self,
        mailbox: &RemoteId,
        subscription: &RemoteId,
        body: &Value,
    ) -> Result<RemoteNotifications, ProviderError> {
        let id = access_id(&self.own_access(mailbox).await?)?;
        let of = ["mailboxes", mailbox.as_str(), "accesses", id.as_str()];
        let path = ["subscriptions", subscription.as_str(), "verification"];
        let access = self.http.command(&[&of[..], &path].concat(), body).await?;
        Ok(read(&access, self.clock.now()))
    }
}

fn access_id(access: &Value) -> Result<String, ProviderError> {
    let id = access.get("id").and_then(Value::as_str).map(str::to_owned);
    id.ok_or(ProviderError::Garbage { what: "an access without id" })
}
