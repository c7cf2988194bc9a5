//! What the provider says of itself (OpenID Connect Discovery 1.0).

use crate::EidError;
use crate::http::{Http, json, safe};
use serde_json::Value;
use url::Url;

/// The parts of it that a login needs.
pub(crate) struct Discovered {
    pub(crate) issuer: String,
    pub(crate) authorize: Url,
    pub(crate) push: Option<Url>,
    pub(crate) token: Url,
    pub(crate) keys: Url,
    pub(crate) revoke: Option<Url>,
    /// The answer to the browser must name the issuer (RFC 9207).
    pub(crate) names_issuer: bool,
}

pub(crate) async fn discover(http: &Http, issuer: &str) -> Result<Discovered, EidError> {
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let (status, value) = json(http.get(safe(&address)?)).await?;
    if !status.is_success() {
        return Err(EidError::BadAnswer("no configuration"));
    }
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    // Exactly the issuer that was asked (Discovery, section 4.3).
    if text("issuer") != Some(issuer) {
        return Err(EidError::WrongIssuer);
    }
    let url = |name: &'static str| safe(text(name).ok_or(EidError::BadAnswer(name))?);
    let optional = |name: &str| text(name).map(safe).transpose();
    Ok(Discovered {
        issuer: issuer.to_owned(),
        authorize: url("authorization_endpoint")?,
        token: url("token_endpoint")?,
        keys: url("jwks_uri")?,
        push: optional("pushed_authorization_request_endpoint")?,
        revoke: optional("revocation_endpoint")?,
        names_issuer: value.get("authorization_response_iss_parameter_supported").and_then(Value::as_bool)
            == Some(true),
    })
}
