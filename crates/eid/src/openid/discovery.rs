//! What the provider says of itself (OpenID Connect Discovery 1.0).

use crate::EidError;
use crate::endpoints::{Endpoints, safe};
use crate::http::{Http, json};
use serde_json::Value;

/// Asks the provider.
pub(crate) async fn discover(http: &Http, issuer: &str) -> Result<Endpoints, EidError> {
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
    Ok(Endpoints {
        issuer: issuer.to_owned(),
        authorize: url("authorization_endpoint")?,
        token: url("token_endpoint")?,
        keys: Some(url("jwks_uri")?),
        push,
        revoke: optional("revocation_endpoint")?,
        names_issuer: says("authorization_response_iss_parameter_supported"),
        levels: levels.collect(),
    })
}
