//! How the service itself tells a person of new letters. It is hers, in each mailbox that she reads.

use super::registration::address;
use super::{refused, typed};
use crate::App;
use crate::offers::{country, most_emails};
use crate::views::{ApiError, Country, ServiceNotifications, ServiceNotifyWish, SettingView};
use model::{Code, MailboxId, ProviderId, Right};
use providers::{NotifiedChange, RemoteNotifications, RemoteSetting};

fn view(mailbox: MailboxId, provider: ProviderId, from: RemoteNotifications) -> ServiceNotifications {
    // Codes, quiet nights and the way to be told nothing at all are Digital Post's.
    let danish = provider == ProviderId::DigitalPost;
    ServiceNotifications {
        mailbox,
        emails: from.emails.into_iter().map(address).collect(),
        most_emails: most_emails(provider),
        mobile: from.mobile.map(address),
        opted_out: from.opted_out,
        country: country(provider).unwrap_or_default(),
        codes: danish,
        quiet: danish,
        opts_out: danish,
        settings: from.settings.into_iter().map(setting).collect(),
    }
}

fn setting(from: RemoteSetting) -> SettingView {
    SettingView { name: from.name, description: from.description, on: from.on, changeable: from.changeable }
}

/// The wish in the service's form, and the text of a refusal.
fn change(wish: ServiceNotifyWish, country: Country) -> Result<(NotifiedChange, &'static str), ApiError> {
    Ok(match wish {
        ServiceNotifyWish::AddEmail { email } => {
            (NotifiedChange::AddEmail(typed::email(&email)?), "error.email.invalid")
        }
        ServiceNotifyWish::SetMobile { number } => {
            (NotifiedChange::SetMobile(typed::mobile(&number, country)?), typed::no_mobile(country))
        }
        ServiceNotifyWish::Remove { id } => (NotifiedChange::Remove(id), "error.code.refused"),
        ServiceNotifyWish::Confirm { id } => (NotifiedChange::Confirm(id), "error.address.codeFirst"),
        ServiceNotifyWish::Quiet { id, quiet } => (NotifiedChange::Quiet(id, quiet), "error.code.refused"),
        ServiceNotifyWish::Code { id, code } => (NotifiedChange::Code(id, typed::code(&code)?), "error.pin.wrong"),
        ServiceNotifyWish::NewCode { id } => (NotifiedChange::NewCode(id), "error.code.refused"),
        ServiceNotifyWish::OptOut { out } => (NotifiedChange::OptOut(out), "error.code.refused"),
        ServiceNotifyWish::Setting { name, on } => (NotifiedChange::Setting(name, on), "error.code.refused"),
    })
}

/// What the person asks for and the service would refuse.
fn sensible(change: &NotifiedChange, now: &RemoteNotifications, provider: ProviderId) -> Result<(), ApiError> {
    let email = match change {
        NotifiedChange::AddEmail(email) => email,
        NotifiedChange::Setting(name, _) => {
            return match now.settings.iter().find(|one| one.name == *name) {
                None => Err(ApiError::plain(Code::NotFound)),
                Some(one) if !one.changeable => Err(ApiError::said(Code::Refused, "error.setting.fixed")),
                Some(_) => Ok(()),
            };
        }
        _ => return Ok(()),
    };
    if now.emails.iter().any(|one| one.address.eq_ignore_ascii_case(email)) {
        return Err(ApiError::said(Code::Conflict, "error.email.there"));
    }
    if now.emails.len() >= most_emails(provider) {
        let text = if provider == ProviderId::Digipost { "error.email.tooMany3" } else { "error.email.tooMany" };
        return Err(ApiError::said(Code::Refused, text));
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
        Ok(view(mailbox, asked.provider.id(), found))
    }

    /// Changes it.
    ///
    /// # Errors
    /// As [`App::service_notifications`]; `refused` with its own text for an address, a number or a code that is
    /// none, for an address too many and for what the service keeps as it is; `conflict` for an address that is there.
    pub async fn change_service_notifications(
        &self,
        mailbox: MailboxId,
        wish: ServiceNotifyWish,
    ) -> Result<ServiceNotifications, ApiError> {
        let asked = self.ask(&mailbox, Right::Notify).await?;
        let provider = asked.provider.id();
        let (change, text) = change(wish, country(provider).unwrap_or_default())?;
        if matches!(change, NotifiedChange::AddEmail(_) | NotifiedChange::Setting(..)) {
            sensible(&change, &asked.provider.notifications(&asked.mailbox).await?, provider)?;
        }
        let changed = asked.provider.change_notifications(&asked.mailbox, &change).await;
        Ok(view(mailbox, provider, changed.map_err(|error| refused(error, text))?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::AddressState;
    use providers::RemoteAddress;

    fn email(text: &str) -> RemoteAddress {
        RemoteAddress { id: text.into(), address: text.to_owned(), state: AddressState::Confirmed, quiet: false }
    }

    fn told(emails: &[&str]) -> RemoteNotifications {
        RemoteNotifications {
            emails: emails.iter().map(|text| email(text)).collect(),
            mobile: None,
            opted_out: None,
            settings: vec![
                RemoteSetting { name: "weekly".into(), description: "Kvar veke".into(), on: false, changeable: true },
                RemoteSetting { name: "must".into(), description: "Alltid".into(), on: true, changeable: false },
            ],
        }
    }

    fn refusal(change: &NotifiedChange, now: &RemoteNotifications, provider: ProviderId) -> Option<ApiError> {
        sensible(change, now, provider).err()
    }

    #[test]
    fn a_service_has_its_own_number_of_addresses() {
        let one_more = NotifiedChange::AddEmail("ny@eksempel.example".into());
        let three = told(&["a@eksempel.example", "b@eksempel.example", "c@eksempel.example"]);
        let text = |provider| refusal(&one_more, &three, provider).and_then(|error| error.text);
        assert_eq!(text(ProviderId::Digipost).as_deref(), Some("error.email.tooMany3"));
        assert_eq!(text(ProviderId::DigitalPost), None);
    }

    #[test]
    fn only_a_setting_that_is_there_and_may_be_changed_is_changed() {
        let set = |name: &str| NotifiedChange::Setting(name.to_owned(), true);
        let code = |name: &str| refusal(&set(name), &told(&[]), ProviderId::Digipost).map(|error| error.code);
        assert_eq!((code("weekly"), code("must"), code("x")), (None, Some(Code::Refused), Some(Code::NotFound)));
    }

    #[test]
    fn codes_quiet_nights_and_being_told_nothing_are_shown_where_they_exist() {
        let id = MailboxId::from_random([1; 10]);
        let danish = view(id.clone(), ProviderId::DigitalPost, told(&[]));
        assert!(danish.codes && danish.quiet && danish.opts_out && danish.country == Country::Denmark);
        let norwegian = view(id, ProviderId::Digipost, told(&[]));
        assert!(!norwegian.codes && !norwegian.quiet && !norwegian.opts_out);
        assert_eq!((norwegian.country, norwegian.most_emails, norwegian.settings.len()), (Country::Norway, 3, 2));
    }

    #[test]
    fn a_number_is_one_of_the_country_of_the_service() {
        let wish = || ServiceNotifyWish::SetMobile { number: "+47 400 00 001".to_owned() };
        let Ok((NotifiedChange::SetMobile(number), _)) = change(wish(), Country::Norway) else { panic!() };
        assert_eq!(number, "40000001");
        assert_eq!(
            change(wish(), Country::Denmark).err().and_then(|e| e.text).as_deref(),
            Some("error.mobile.invalid")
        );
    }
}
