//! Which descriptions there are, and the peculiarities of each: where its paths begin and what it leaves unsaid.

use super::{Interface, InterfaceError, older};
use axum::extract::Request;
use serde_json::Value;

/// The descriptions, as they lie in the repository.
const DIGITAL_POST: &str = include_str!("../../../../docs/interfaces/digital-post.openapi.yaml");
const DIALOGPORTEN: &str = include_str!("../../../../docs/interfaces/altinn-dialogporten.openapi.json");

/// Where Dialogporten's interface begins; the paths of its description go on with `/api/v1`.
const DIALOGPORTEN_BASE: &str = "/dialogporten";

impl Interface {
    /// Digital Post's, in OpenAPI 3.1.
    ///
    /// # Errors
    /// When it is not readable.
    pub fn digital_post() -> Result<Self, InterfaceError> {
        Ok(Interface::of(serde_saphyr::from_str(DIGITAL_POST)?))
    }

    /// Dialogporten's, in OpenAPI 3.0. It declares nothing as required; the service writes all that cannot be null, so an
    /// answer without it is none of this interface. A request may leave out what it likes. Refusals are not all declared,
    /// and not all with their body.
    ///
    /// # Errors
    /// When it is not readable.
    pub fn dialogporten() -> Result<Self, InterfaceError> {
        let mut asked: Value = serde_json::from_str(DIALOGPORTEN)?;
        let mut answered = asked.clone();
        older::complete(&mut answered);
        older::modern(&mut asked);
        older::modern(&mut answered);
        let interface = Interface::of(asked);
        Ok(Interface { answered: Some(answered), problem: Some("/components/schemas/ProblemDetails"), ..interface })
    }
}

/// Every description, for whoever gets requests for all of them.
#[derive(Debug)]
pub struct Interfaces {
    digital_post: Interface,
    dialogporten: Interface,
}

impl Interfaces {
    /// Reads them.
    ///
    /// # Errors
    /// When one is not readable.
    pub fn load() -> Result<Self, InterfaceError> {
        Ok(Interfaces { digital_post: Interface::digital_post()?, dialogporten: Interface::dialogporten()? })
    }

    /// Holds a request on its way in against the description that its path belongs to; says what does not conform. Of a
    /// path that none is about, nothing is said.
    pub async fn check(&self, request: Request) -> (Request, Option<String>) {
        let path = request.uri().path().to_owned();
        let below = |base: &str| path.strip_prefix(base).filter(|rest| rest.starts_with('/'));
        match (below(crate::api::BASE), below(DIALOGPORTEN_BASE)) {
            (Some(rest), _) => self.digital_post.check(request, rest).await,
            (None, Some(rest)) => self.dialogporten.check(request, rest).await,
            (None, None) => (request, None),
        }
    }
}
