//! Whom one can write and forward to: authorities, their contact points, and those whom the person trusts. A
//! contact point is named by the service's own id of it; a trusted person by a hash, because her number never
//! crosses to a shell.

use crate::App;
use crate::views::{ApiError, AuthorityView, RecipientKind, RecipientLink, RecipientView};
use data_encoding::BASE32_NOPAD;
use letter::check_link;
use model::{Code, ContactPoint, Destination, IdType, Mailbox, MailboxId, MailboxKind, MailboxState, RemoteId, Right};
use providers::{Checked, Listed, Organisation, Provider, Trustee};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::Arc;

/// The contact points of no more authorities than these are listed with the ones that were found by their words.
const MOST_AUTHORITIES: usize = 5;
/// The longest e-mail address (RFC 5321, section 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

impl App {
    /// Whom one could write to from this mailbox, by words: contact points, those of authorities of that name, and
    /// for whoever may forward, those whom the person trusts.
    ///
    /// # Errors
    /// [`ApiError`]: `notAllowed` when this person may neither write nor forward here, `offline` without a line.
    pub async fn recipients(&self, mailbox: MailboxId, words: &str) -> Result<Vec<RecipientView>, ApiError> {
        let (mailbox, service) = self.register(mailbox).await?;
        let words = words.trim();
        let mut points = sync::patiently(|| service.contact_points(None, words)).await?;
        let named = sync::patiently(|| service.authorities(words)).await?;
        if !words.is_empty() {
            for authority in named.iter().take(MOST_AUTHORITIES) {
                points.extend(sync::patiently(|| service.contact_points(Some(&authority.id), "")).await?);
            }
        }
        let mut found: Vec<RecipientView> =
            owned(&service, &mailbox, points).await?.iter().map(|(owner, point)| point_view(owner, point)).collect();
        if mailbox.rights.has(Right::Forward) {
            let lower = words.to_lowercase();
            let trusted = sync::patiently(|| service.trustees()).await?.into_iter();
            found.extend(trusted.filter(|one| one.name.to_lowercase().contains(&lower)).map(|one| trustee_view(&one)));
        }
        let mut seen = std::collections::HashSet::new();
        found.retain(|one| seen.insert(one.id.clone()));
        Ok(found)
    }

    /// Authorities with these words in their names, all without words.
    ///
    /// # Errors
    /// As [`App::recipients`].
    pub async fn authorities(&self, mailbox: MailboxId, words: &str) -> Result<Vec<AuthorityView>, ApiError> {
        let (_, service) = self.register(mailbox).await?;
        let found = sync::patiently(|| service.authorities(words.trim())).await?;
        Ok(found.into_iter().map(|one| AuthorityView { id: one.id.0, name: one.facts.name }).collect())
    }

    /// The parts of an authority that take letters from this mailbox.
    ///
    /// # Errors
    /// As [`App::recipients`].
    pub async fn contact_points(&self, mailbox: MailboxId, authority: &str) -> Result<Vec<RecipientView>, ApiError> {
        let (mailbox, service) = self.register(mailbox).await?;
        let authority = RemoteId(authority.to_owned());
        let points = sync::patiently(|| service.contact_points(Some(&authority), "")).await?;
        let found = owned(&service, &mailbox, points).await?;
        Ok(found.iter().map(|(owner, point)| point_view(owner, point)).collect())
    }

    /// Those whom the person trusts to forward to.
    ///
    /// # Errors
    /// As [`App::recipients`].
    pub async fn trustees(&self, mailbox: MailboxId) -> Result<Vec<RecipientView>, ApiError> {
        let (_, service) = self.register(mailbox).await?;
        let trusted = sync::patiently(|| service.trustees()).await?;
        Ok(trusted.iter().map(trustee_view).collect())
    }

    /// Whom a word means: an e-mail address, somebody who is trusted by handle, number or name, the id of a contact
    /// point, or the name of one, or of an authority with one, when only one is meant.
    pub(crate) async fn resolve(&self, mailbox: &MailboxId, word: &str) -> Result<Destination, ApiError> {
        let word = word.trim();
        if word.contains('@') {
            return address(word).ok_or_else(|| ApiError::said(Code::Refused, "error.email.address"));
        }
        let (mailbox, service) = self.register(mailbox.clone()).await?;
        find(&service, &mailbox, word).await
    }

    /// The service's register, for whoever may write or forward in this mailbox.
    async fn register(&self, mailbox: MailboxId) -> Result<(Mailbox, Arc<dyn Provider>), ApiError> {
        let mailbox = self.vault(move |profile| profile.mailbox(&mailbox)).await?.mailbox;
        if matches!(mailbox.state, MailboxState::Ended { .. }) {
            return Err(ApiError::plain(Code::AccessEnded));
        }
        if !mailbox.rights.has(Right::Write) && !mailbox.rights.has(Right::Forward) {
            return Err(ApiError::plain(Code::NotAllowed));
        }
        let context = self.connect(&mailbox.account, Arc::new(|_| ())).await?;
        Ok((mailbox, context.provider))
    }
}

async fn find(service: &Arc<dyn Provider>, mailbox: &Mailbox, word: &str) -> Result<Destination, ApiError> {
    let id = RemoteId(word.to_owned());
    if !word.starts_with(TRUSTED)
        && let Some(listed) = sync::patiently(|| service.contact_point(&id)).await?
    {
        let found = owned(service, mailbox, vec![listed]).await?.into_iter().next();
        let (owner, point) = found.ok_or_else(|| ApiError::said(Code::Refused, "refused.notForSender"))?;
        return Ok(at_point(owner, point));
    }
    let lower = word.to_lowercase();
    let trusted = sync::patiently(|| service.trustees()).await?.into_iter();
    let meant = trusted.filter(|one| handle(one) == word || one.id == word || one.name.to_lowercase() == lower);
    let mut meant: Vec<Destination> = meant.map(at_home).collect();
    if meant.is_empty() {
        let points = sync::patiently(|| service.contact_points(None, word)).await?;
        let mut named: Vec<Listed> = points.into_iter().filter(|one| one.point.name.to_lowercase() == lower).collect();
        let authorities = sync::patiently(|| service.authorities(word)).await?;
        for authority in authorities.iter().filter(|one| one.facts.name.to_lowercase() == lower) {
            named.extend(sync::patiently(|| service.contact_points(Some(&authority.id), "")).await?);
        }
        let owned = owned(service, mailbox, named).await?.into_iter();
        meant = owned.map(|(owner, point)| at_point(owner, point)).collect();
    }
    let mut meant = meant.into_iter();
    match (meant.next(), meant.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(ApiError::said(Code::Refused, "error.recipient.several")),
        (None, _) => Err(ApiError::said(Code::NotFound, "error.recipient.unknown")),
    }
}

fn at_home(one: Trustee) -> Destination {
    Destination { id_type: one.id_type, id: one.id, name: one.name, contact_point: None }
}

fn at_point(owner: Organisation, point: ContactPoint) -> Destination {
    Destination { id_type: IdType::Cvr, id: owner.facts.number, name: owner.facts.name, contact_point: Some(point) }
}

/// The contact points that take letters from this mailbox, each with the organisation that it belongs to.
async fn owned(
    service: &Arc<dyn Provider>,
    mailbox: &Mailbox,
    points: Vec<Listed>,
) -> Result<Vec<(Organisation, ContactPoint)>, ApiError> {
    let company = matches!(mailbox.kind, MailboxKind::Company | MailboxKind::Association);
    let mut owners: HashMap<RemoteId, Option<Organisation>> = HashMap::new();
    let mut found = Vec::new();
    for Listed { organisation, point } in points {
        let for_us = if company { point.for_companies } else { point.for_citizens };
        if !point.active || !for_us {
            continue;
        }
        if !owners.contains_key(&organisation) {
            let owner = match sync::patiently(|| service.organisation(&organisation)).await? {
                Checked::There(owner) => Some(owner),
                Checked::Gone => None,
            };
            owners.insert(organisation.clone(), owner);
        }
        if let Some(Some(owner)) = owners.get(&organisation) {
            found.push((owner.clone(), point));
        }
    }
    Ok(found)
}

/// What the handles of trusted ones begin with.
const TRUSTED: &str = "trusted-";

fn handle(one: &Trustee) -> String {
    let kind = if one.id_type == IdType::Cpr { "person" } else { "company" };
    let mut hash = BASE32_NOPAD.encode(&Sha256::digest(format!("{kind} {} {}", one.id, one.name)));
    hash.truncate(20);
    hash.make_ascii_lowercase();
    format!("{TRUSTED}{hash}")
}

/// An e-mail address, if it is one: something, an at sign, and a name with a dot in it.
fn address(word: &str) -> Option<Destination> {
    let plain = |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || c == '@');
    let (who, host) = word.split_once('@')?;
    let dotted = host.contains('.') && host.split('.').all(|label| !label.is_empty());
    let right = plain(who) && plain(host) && dotted && word.len() <= LONGEST_ADDRESS;
    right.then(|| Destination {
        id_type: IdType::Email,
        id: word.to_owned(),
        name: word.to_owned(),
        contact_point: None,
    })
}

fn bare(id: String, kind: RecipientKind, name: String) -> RecipientView {
    RecipientView {
        id,
        kind,
        name,
        department: None,
        groups: Vec::new(),
        description: None,
        asks: Vec::new(),
        most_attachments: None,
        largest: None,
        link: None,
    }
}

fn point_view(owner: &Organisation, point: &ContactPoint) -> RecipientView {
    with_point(&owner.facts.name, point)
}

fn with_point(owner: &str, point: &ContactPoint) -> RecipientView {
    let link = point.link.as_ref().and_then(|link| {
        let checked = check_link(&link.url).ok()?;
        Some(RecipientLink { label: link.label.clone(), host: checked.shown, url: checked.url.into() })
    });
    RecipientView {
        department: Some(point.name.clone()),
        groups: point.groups.clone(),
        description: Some(point.description.clone()).filter(|text| !text.is_empty()),
        asks: point.asks.clone(),
        most_attachments: point.most_attachments.and_then(|most| u32::try_from(most).ok()),
        largest: point.largest,
        link,
        ..bare(point.id.0.clone(), RecipientKind::ContactPoint, owner.to_owned())
    }
}

fn trustee_view(one: &Trustee) -> RecipientView {
    let kind = if one.id_type == IdType::Cpr { RecipientKind::Person } else { RecipientKind::Company };
    bare(handle(one), kind, one.name.clone())
}

/// Whom a draft is for, as a shell shows it.
pub(crate) fn destination_view(to: &Destination) -> RecipientView {
    if let Some(point) = &to.contact_point {
        return with_point(&to.name, point);
    }
    match to.id_type {
        IdType::Email => bare(to.id.clone(), RecipientKind::Email, to.name.clone()),
        id_type => trustee_view(&Trustee { id_type, id: to.id.clone(), name: to.name.clone() }),
    }
}

/// Whoever wrote the letter that is answered.
pub(crate) fn sender_view(name: &str, department: Option<&str>) -> RecipientView {
    RecipientView {
        department: department.map(str::to_owned),
        ..bare(String::new(), RecipientKind::Sender, name.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_somebody_at_a_host_with_a_dot() {
        for good in ["revisor@example.org", "a.b+c@mail.example.org", "ø@eksempel.dk"] {
            assert!(address(good).is_some(), "{good}");
        }
        for bad in [
            "@example.org",
            "a@",
            "a@b",
            "a@b@c.dk",
            "a b@c.dk",
            "a@c..dk",
            "a@.dk",
            &format!("{}@a.dk", "x".repeat(250)),
        ] {
            assert!(address(bad).is_none(), "{bad:?}");
        }
    }

    #[test]
    fn a_trusted_person_is_named_by_what_gives_her_number_away_to_nobody() {
        let one = Trustee { id_type: IdType::Cpr, id: "0000000000".into(), name: "Prøve Person".into() };
        let view = trustee_view(&one);
        assert!(view.id.starts_with(TRUSTED) && !view.id.contains(&one.id));
        assert_eq!(view.kind, RecipientKind::Person);
        assert_ne!(handle(&Trustee { id: "0000000001".into(), ..one.clone() }), handle(&one));
    }
}
