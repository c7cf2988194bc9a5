//! The two ways in which eIDs are spoken to: OpenID Connect, and Digipost's OAuth, which is older than that. Whatever
//! differs between them is asked for here; what each of them says stands in a folder of its own, `openid` and `digipost`.

use crate::attempt::Bound;
use crate::claims::{Claims, Said};
use crate::endpoints::Endpoints;
use crate::http::Http;
use crate::tokens::Fresh;
use crate::{EidError, Inner, Registration, digipost, openid};
use jiff::Timestamp;
use model::{Level, Tokens};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::borrow::Cow;
use url::form_urlencoded::byte_serialize;

/// The fields of a form.
pub(crate) type Fields = Vec<(&'static str, String)>;

/// Which protocol an eID speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// OpenID Connect, as the standard has it.
    #[default]
    OpenId,
    /// Digipost's OAuth for private persons.
    Digipost,
}

impl Dialect {
    /// Where the provider is spoken to.
    pub(crate) async fn endpoints(self, http: &Http, registration: &Registration) -> Result<Endpoints, EidError> {
        match self {
            Dialect::OpenId => openid::discover(http, &registration.issuer).await,
            Dialect::Digipost => digipost::endpoints(registration),
        }
    }

    /// What the login page is asked for, beside the name of the program.
    pub(crate) fn request(self, inner: &Inner, bound: &Bound) -> Fields {
        match self {
            Dialect::OpenId => openid::request(inner, bound),
            Dialect::Digipost => digipost::request(inner, bound),
        }
    }

    /// What is said with a code to get tokens for it.
    pub(crate) fn redemption(self, bound: &Bound, code: &str) -> Fields {
        match self {
            Dialect::OpenId => openid::redemption(bound, code),
            Dialect::Digipost => digipost::redemption(bound, code),
        }
    }

    /// What an id token says that came with these tokens, once it was checked in full.
    pub(crate) async fn check(
        self,
        inner: &Inner,
        token: &SecretString,
        fresh: &Fresh,
        now: Timestamp,
    ) -> Result<Claims, EidError> {
        let token = token.expose_secret();
        match self {
            Dialect::OpenId => openid::check(inner, token, fresh.access.expose_secret(), now).await,
            Dialect::Digipost => digipost::check(inner, token, fresh, now),
        }
    }

    /// How sure tokens are that came without an id token.
    pub(crate) fn said_beside(self, inner: &Inner, fresh: &Fresh) -> Said {
        match self {
            Dialect::OpenId => Said::Nothing,
            Dialect::Digipost => digipost::level(&inner.registration.levels, fresh.scope.as_deref()),
        }
    }

    /// The level of a login of which this was said, when this was asked for.
    pub(crate) fn level(self, said: Said, asked: Level) -> Result<Level, EidError> {
        match said {
            Said::Level(level) if level < asked => Err(EidError::LevelTooLow),
            Said::Level(level) => Ok(level),
            // Tokens may come without a word on what they open. Then they are taken to open what every login opens;
            // letters that take more wait.
            Said::Nothing if self == Dialect::Digipost => Ok(Level::Low),
            Said::Nothing | Said::NoLevel => Err(EidError::LevelMissing),
        }
    }

    /// What only the login knew and a renewal must not contradict.
    pub(crate) fn nonce_of(self, token: &SecretString) -> Option<String> {
        match self {
            Dialect::OpenId => openid::nonce_of(token.expose_secret()),
            // It belongs to one call for tokens, and a renewal is another.
            Dialect::Digipost => None,
        }
    }

    /// A name or a secret as it goes into Basic.
    pub(crate) fn in_basic(self, text: &str) -> Cow<'_, str> {
        match self {
            Dialect::OpenId => byte_serialize(text.as_bytes()).collect::<String>().into(),
            Dialect::Digipost => text.into(),
        }
    }

    /// Gives tokens back.
    pub(crate) async fn farewell(self, inner: &Inner, tokens: &Tokens) {
        match self {
            Dialect::OpenId => openid::farewell(inner, tokens).await,
            Dialect::Digipost => digipost::farewell(inner, tokens).await,
        }
    }
}

/// What names the token that is given back (RFC 7009, section 2.1).
pub(crate) fn given_back(tokens: &Tokens) -> Fields {
    let (token, kind) = match &tokens.refresh {
        Some(refresh) => (refresh, "refresh_token"),
        None => (&tokens.access, "access_token"),
    };
    vec![("token", token.expose_secret().to_owned()), ("token_type_hint", kind.to_owned())]
}
