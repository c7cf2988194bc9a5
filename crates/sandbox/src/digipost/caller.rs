//! Who calls Digipost, by the token that it gave, and what she reaches: her own mailbox, and those that she was let into.

use super::level::Scope;
use super::refusal::Refusal;
use super::store::documents::{self, Document};
use super::store::folders::{self, Folder};
use super::store::mailboxes::{self, Mailbox};
use crate::norway::caller::bearer;
use crate::server::Shared;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use rusqlite::Connection;

/// A caller whose token holds.
#[derive(Debug, Clone)]
pub struct Reader {
    /// The demo's word for the person.
    pub person: String,
    /// What the token is good for.
    pub scope: Scope,
    /// The grant behind it; none when another issuer vouches for the person.
    pub grant: Option<String>,
}

impl FromRequestParts<Shared> for Reader {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Shared) -> Result<Self, Refusal> {
        let token = bearer(&parts.headers).ok_or_else(Refusal::unauthorized)?;
        if let Some(grant) = sandbox.digipost.verify(token) {
            let scope = Scope::named(&grant.scope).ok_or_else(Refusal::unauthorized)?;
            return Ok(Reader { person: grant.person, scope, grant: Some(grant.id) });
        }
        let vouched = match &sandbox.trust {
            Some(issuer) => issuer.verify(token).await,
            None => None,
        };
        let vouched = vouched.ok_or_else(Refusal::unauthorized)?;
        let scope = vouched.scope.as_deref().and_then(Scope::named);
        Ok(Reader { person: vouched.subject, scope: scope.unwrap_or(Scope::of(vouched.level)), grant: None })
    }
}

impl Reader {
    /// Whether a mailbox is her own.
    #[must_use]
    pub fn owns(&self, mailbox: &Mailbox) -> bool {
        mailbox.person == self.person
    }

    /// A mailbox that she reaches.
    ///
    /// # Errors
    /// 404 when there is none, 403 when she was not let in, or not any more.
    pub fn reach(&self, db: &Connection, mailbox: &str) -> Result<Mailbox, Refusal> {
        let mailbox = mailboxes::of_id(db, mailbox)?.ok_or_else(Refusal::not_found)?;
        if mailboxes::reaches(db, &self.person, &mailbox)? {
            return Ok(mailbox);
        }
        Err(Refusal::forbidden("NO_ACCESS", "You do not have access to this mailbox."))
    }

    /// A mailbox that is her own.
    ///
    /// # Errors
    /// As [`Reader::reach`], and 403 when it is another's.
    pub fn own(&self, db: &Connection, mailbox: &str) -> Result<Mailbox, Refusal> {
        let mailbox = self.reach(db, mailbox)?;
        if self.owns(&mailbox) {
            return Ok(mailbox);
        }
        Err(Refusal::forbidden("NOT_OWNER", "Only its owner may do this in a mailbox."))
    }

    /// A folder of a mailbox that she reaches.
    ///
    /// # Errors
    /// As [`Reader::reach`].
    pub fn folder(&self, db: &Connection, folder: &str) -> Result<(Mailbox, Folder), Refusal> {
        let folder = folders::of_id(db, folder)?.ok_or_else(Refusal::not_found)?;
        Ok((self.reach(db, &folder.mailbox)?, folder))
    }

    /// A folder of her own mailbox.
    ///
    /// # Errors
    /// As [`Reader::own`].
    pub fn own_folder(&self, db: &Connection, folder: &str) -> Result<(Mailbox, Folder), Refusal> {
        let folder = folders::of_id(db, folder)?.ok_or_else(Refusal::not_found)?;
        Ok((self.own(db, &folder.mailbox)?, folder))
    }

    /// A letter of a mailbox that she reaches.
    ///
    /// # Errors
    /// As [`Reader::reach`].
    pub fn document(&self, db: &Connection, document: &str) -> Result<(Mailbox, Document), Refusal> {
        let document = documents::of_id(db, document)?.ok_or_else(Refusal::not_found)?;
        Ok((self.reach(db, &document.mailbox)?, document))
    }

    /// A letter of her own mailbox.
    ///
    /// # Errors
    /// As [`Reader::own`].
    pub fn own_document(&self, db: &Connection, document: &str) -> Result<(Mailbox, Document), Refusal> {
        let document = documents::of_id(db, document)?.ok_or_else(Refusal::not_found)?;
        Ok((self.own(db, &document.mailbox)?, document))
    }

    /// The letter that a file belongs to, in a mailbox that she reaches.
    ///
    /// # Errors
    /// As [`Reader::reach`].
    pub fn letter_of(&self, db: &Connection, file: &str) -> Result<(Mailbox, Document), Refusal> {
        let document = documents::of_file(db, file)?.ok_or_else(Refusal::not_found)?;
        Ok((self.reach(db, &document.mailbox)?, document))
    }
}
