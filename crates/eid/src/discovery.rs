//! What the provider says of itself (OpenID Connect Discovery 1.0).

use crate::EidError;
use crate::http::{Http, json};
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
    /// The levels of assurance that it knows, by its names.
    pub(crate) levels: Vec<String>,
}

/// An address that may be spoken to: encrypted, or on this computer.
fn safe(address: &str) -> Result<Url, EidError> {
    let url = Url::parse(address).map_err(|_| EidError::BadAnswer("an address that is none"))?;
    let here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    if url.scheme() != "https" && !(url.scheme() == "http" && here) {
        return Err(EidError::Unencrypted);
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err(EidError::BadAnswer("an address with more than an address in it"));
    }
    Ok(url)
}

pub(crate) async fn discover(http: &Http, issuer: &str) -> Result<Discovered, EidError> {
    let base = safe(issuer)?;
    let address = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let (status, value) = json(http.get(&safe(&address)?)).await?;
    if !status.is_success() {
        return Err(EidError::BadAnswer("no configuration"));
    }
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    // Exactly the issuer that was asked (Discovery, section 4.3).
    if text("issuer") != Some(issuer) {
        return Err(EidError::OtherProvider);
    }
    let endpoint = |address: &str| {
        let url = safe(address)?;
        // A provider that is spoken to with encryption does not send us elsewhere without.
        if base.scheme() == "https" && url.scheme() != "https" { Err(EidError::Unencrypted) } else { Ok(url) }
    };
    let url = |name: &'static str| endpoint(text(name).ok_or(EidError::Incomplete(name))?);
    let optional = |name: &str| text(name).map(endpoint).transpose();
    let says = |name: &str| value.get(name).and_then(Value::as_bool) == Some(true);
    let push = optional("pushed_authorization_request_endpoint")?;
    if push.is_none() && says("require_pushed_authorization_requests") {
        return Err(EidError::PushMissing);
    }
    let levels = value.get("acr_values_supported").and_then(Value::as_array);
    let levels = levels.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    Ok(Discovered {
        issuer: issuer.to_owned(),
        authorize: url("authorization_endpoint")?,
        token: url("token_endpoint")?,
        keys: url("jwks_uri")?,
        push,
        revoke: optional("revocation_endpoint")?,
        names_issuer: says("authorization_response_iss_parameter_supported"),
        levels: levels.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_or_on_this_computer_and_nothing_but_an_address() {
        for good in ["https://eid.example/a", "http://127.0.0.1:1/a", "http://[::1]/", "http://localhost:8/"] {
            assert!(safe(good).is_ok(), "{good}");
        }
        for open in ["http://eid.example", "http://127.0.0.1.eid.example", "ftp://127.0.0.1", "file:///etc/passwd"] {
            assert_eq!(safe(open), Err(EidError::Unencrypted), "{open}");
        }
        for odd in ["", "eid", "https://a@eid.example", "https://:b@eid.example", "https://eid.example/#f"] {
            assert!(matches!(safe(odd), Err(EidError::BadAnswer(_))), "{odd}");
        }
    }
}
