//! Nothing is on twice: a service that writes to the same number or address by itself is named.

use crate::App;
use crate::views::{ApiError, NotifyChannelView, TwiceView};
use model::Right;
use notify::{EMAIL, SMS};

/// A number as numbers are compared: Digital Post writes Danish ones without their country.
fn plain(address: &str) -> String {
    let text: String = address.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_lowercase();
    let digits = text.strip_prefix("+45").or_else(|| text.strip_prefix("0045")).unwrap_or(&text);
    digits.to_owned()
}

impl App {
    /// Asks every service that the person may ask; whether all answered. Nobody is asked when no channel has an address.
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
            let Ok(own) = self.service_notifications(mailbox.id.clone()).await else {
                all = false;
                continue;
            };
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
                if there.iter().any(|address| plain(address) == plain(&to)) {
                    channel.twice.push(TwiceView {
                        mailbox: mailbox.id.clone(),
                        name: mailbox.name.clone(),
                        channel: channel.channel.clone(),
                        address: to,
                    });
                }
            }
        }
        Ok(all)
    }
}
