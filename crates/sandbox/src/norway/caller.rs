//! Who calls one of Norway's services, by the access token that ID-porten gave, or another issuer that is trusted.

use super::{people, scopes};
use crate::server::Sandbox;
use axum::http::{HeaderMap, header};
use model::Level;

/// A caller whose token holds.
#[derive(Debug, Clone)]
pub struct NorwegianCaller {
    /// The demo person's word.
    pub person: String,
    /// Her birth number.
    pub number: String,
    /// How sure the login is.
    pub level: Level,
    /// What the token is good for.
    pub scopes: Vec<String>,
}

impl NorwegianCaller {
    /// Whether the token is good for this.
    #[must_use]
    pub fn may(&self, scope: &str) -> bool {
        self.scopes.iter().any(|one| one == scope)
    }
}

/// The bearer token of a request, whichever way its scheme is written.
#[must_use]
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl Sandbox {
    /// Whom a bearer token of ID-porten stands for. A trusted issuer's tokens are good for everything unless its userinfo
    /// tells a `scope`.
    pub async fn norwegian(&self, bearer: &str) -> Option<NorwegianCaller> {
        if let Some(known) = self.idporten.verify(bearer) {
            return caller(&known.person, known.level, known.scopes);
        }
        let vouched = self.trust.as_ref()?.verify(bearer).await?;
        let scopes = match vouched.scope {
            Some(scope) => scope.split_whitespace().map(str::to_owned).collect(),
            None => scopes::ALL.map(str::to_owned).to_vec(),
        };
        caller(&vouched.subject, vouched.level, scopes)
    }
}

fn caller(person: &str, level: Level, scopes: Vec<String>) -> Option<NorwegianCaller> {
    let person = people::person(person)?;
    Some(NorwegianCaller { person: person.id.to_owned(), number: person.number.to_owned(), level, scopes })
}
