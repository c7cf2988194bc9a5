//! Nothing is on twice: a service that writes to the same number or address by itself is named.

use crate::App;
use crate::offers::country;
use crate::views::{ApiError, Country, NotifyChannelView, TwiceView};
use model::Right;
use notify::{EMAIL, SMS};

/// An address as addresses are compared: services write numbers of their own country without it.
fn plain(address: &str, country: Country) -> String {
    let text: String = address.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
    let code = match country {
        Country::Denmark => "45",
        Country::Norway => "47",
    };
    match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        Some(whole) => whole.to_owned(),
        None if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => format!("{code}{text}"),
        None => text,
    }
}

impl App {
    /// Asks every service that the person may ask; whether all answered. Nobody is asked when no channel has an
    /// address.
    pub(super) async fn say_twice(&self, channels: &mut [NotifyChannelView]) -> Result<bool, ApiError> {
        if channels.iter().all(|channel| channel.to.is_none()) {
            return Ok(true);
        }
        let mut all = true;
        for record in self.vault(vault::Profile::mailboxes).await? {
            let mailbox = record.mailbox;
            if !mailbox.is_readable() || !mailbox.rights.has(Right::Notify) || mailbox.provider.keeps_here() {
                continue;
            }
            let own = match self.service_notifications(mailbox.id.clone()).await {
                Ok(own) => own,
                Err(error) => {
                    // A service that tells nobody tells nobody twice.
                    all &= error.text.as_deref() == Some("error.notOffered");
                    continue;
                }
            };
            let country = country(mailbox.provider).unwrap_or_default();
            if own.opted_out.is_some() {
                continue;
            }
            for channel in channels.iter_mut() {
                let Some(to) = channel.to.clone() else { continue };
                let there: Vec<&str> = match channel.channel.as_str() {
                    EMAIL => own.emails.iter().map(|one| one.address.as_str()).collect(),
                    SMS => own.mobile.iter().map(|one| one.address.as_str()).collect(),
                    _ => Vec::new(),
                };
                if there.iter().any(|address| plain(address, country) == plain(&to, country)) {
                    channel.twice.push(TwiceView {
                        mailbox: mailbox.id.clone(),
                        name: mailbox.name.clone(),
                        service: mailbox.provider.own_name().to_owned(),
                        channel: channel.channel.clone(),
                        address: to,
                    });
                }
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_without_its_country_is_one_of_the_country_of_the_service() {
        let same = |service: &str, country, channel: &str| plain(service, country) == plain(channel, country);
        assert!(same("20 00 00 03", Country::Denmark, "+45 20000003"));
        assert!(same("40000003", Country::Norway, "0047 400 00 003"));
        assert!(!same("40000003", Country::Norway, "+4540000003"));
        assert!(same("Kari@Eksempel.example", Country::Norway, "kari@eksempel.example"));
    }
}
