//! What every call of the end users' interface says about itself: who calls, in which languages, and by which address.

use super::languages::Languages;
use super::problem::Problem;
use super::store::parties::PERSON;
use crate::norway::caller::{NorwegianCaller, bearer};
use crate::norway::scopes;
use crate::server::Shared;
use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use model::Level;

/// Who calls, and how she wants to be answered.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Who.
    pub caller: NorwegianCaller,
    /// In which languages.
    pub languages: Languages,
    /// By which address: `http://host:port`, which the addresses in an answer begin with.
    pub base: String,
}

impl Asked {
    /// The caller as a party.
    #[must_use]
    pub fn urn(&self) -> String {
        format!("{PERSON}{}", self.caller.number)
    }

    /// The level of her login, in Altinn's numbers.
    #[must_use]
    pub fn level(&self) -> i64 {
        match self.caller.level {
            Level::Low => 0,
            Level::Substantial => 3,
            Level::High => 4,
        }
    }
}

/// The address by which the sandbox was called.
#[must_use]
pub fn base(headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("127.0.0.1");
    format!("http://{host}")
}

/// The languages that were asked for.
///
/// # Errors
/// 400 when the header is not understood.
pub fn languages(headers: &HeaderMap) -> Result<Languages, Problem> {
    let header = headers.get(header::ACCEPT_LANGUAGE).map(|value| value.to_str().unwrap_or_default());
    let read = header.map_or_else(|| Some(Languages::default()), Languages::read);
    read.ok_or_else(|| Problem::invalid("accept-Language", "The header is not understood."))
}

impl FromRequestParts<Shared> for Asked {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, sandbox: &Shared) -> Result<Self, Problem> {
        let caller = match bearer(&parts.headers) {
            Some(token) => sandbox.norwegian(token).await,
            None => None,
        };
        let caller = caller.ok_or_else(Problem::unauthorized)?;
        if !caller.may(scopes::DIALOGS) {
            return Err(Problem::forbidden("The token is not good for dialogs."));
        }
        Ok(Asked { caller, languages: languages(&parts.headers)?, base: base(&parts.headers) })
    }
}
