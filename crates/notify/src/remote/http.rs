//! Requests to a gateway over HTTP: encrypted (but for this computer itself), to the address that was named and nowhere
//! else, with limits on time and size. Each request has a connection of its own and is never repeated below us: what
//! was written may have been heard.

use super::answer::{Answer, Unheard};
use super::patience::Patience;
use super::trust;
use crate::Trouble;
use futures::StreamExt;
use reqwest::header::{CONTENT_ENCODING, RETRY_AFTER};
use reqwest::{Certificate, Client, RequestBuilder, Response, redirect, retry};
use std::time::Duration;
use url::{Host, Url};

/// The answers are a few lines.
const LONGEST: usize = 64 << 10;
/// No service may keep us away for longer.
const LONGEST_RETRY: Duration = Duration::from_secs(24 * 3600);

/// The address of a service: what the person named, with the path that its interface has.
///
/// # Errors
/// [`Trouble::NoTls`] when the way there is not encrypted, [`Trouble::Address`] when it is no address of a service.
pub fn address(text: &str, path: &[&str]) -> Result<Url, Trouble> {
    let mut url = Url::parse(text.trim()).map_err(|_| Trouble::Address)?;
    let here = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => return Err(Trouble::Address),
    };
    match url.scheme() {
        "https" => {}
        "http" if here => {}
        "http" => return Err(Trouble::NoTls),
        _ => return Err(Trouble::Address),
    }
    // No secret stands in an address.
    let secret = !url.username().is_empty() || url.password().is_some();
    if secret || url.query().is_some() || url.fragment().is_some() {
        return Err(Trouble::Address);
    }
    let named: Vec<&str> = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
    if !named.ends_with(path) {
        url.path_segments_mut().map_err(|()| Trouble::Address)?.pop_if_empty().extend(path);
    }
    Ok(url)
}

/// A client for this address.
pub fn client(url: &Url, ca: Option<&str>, patience: &Patience) -> Result<Client, Trouble> {
    // A second one in one process finds it installed: that is fine.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut builder = Client::builder();
    if let Some(pem) = ca {
        let authorities = trust::authorities(pem)?;
        let authorities = authorities.iter().map(|der| Certificate::from_der(der));
        let authorities: Result<Vec<_>, _> = authorities.collect();
        builder = builder.tls_certs_only(authorities.map_err(|_| Trouble::Certificate)?);
    }
    // What is not encrypted stays on this computer, whatever proxy the environment names.
    builder = if url.scheme() == "http" { builder.no_proxy() } else { builder.https_only(true) };
    builder
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .pool_max_idle_per_host(0)
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .connect_timeout(patience.connect)
        // So much longer that a connection that does not come is known as that.
        .timeout(patience.connect + patience.answer)
        .user_agent(concat!("Postkasse/", env!("CARGO_PKG_VERSION")))
        .build()
        .map_err(|_| Trouble::Certificate)
}

/// Asks, once.
pub async fn ask(request: RequestBuilder) -> Result<Answer, Unheard> {
    let response = request.send().await.map_err(|error| unheard(&error))?;
    let after = retry_after(&response);
    Ok(Answer { status: response.status(), after, body: whole(response).await })
}

fn unheard(error: &reqwest::Error) -> Unheard {
    let tls = trust::in_handshake(error);
    if error.is_builder() {
        return Unheard::Surely(Trouble::Address);
    }
    if error.is_connect() {
        return Unheard::Surely(if error.is_timeout() { Trouble::Timeout } else { tls.unwrap_or(Trouble::Down) });
    }
    Unheard::Perhaps(if error.is_timeout() { Trouble::Timeout } else { Trouble::Cut })
}

async fn whole(response: Response) -> Result<Vec<u8>, Trouble> {
    let encoding = response.headers().get(CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| encoding.as_bytes() != b"identity") {
        return Err(Trouble::Garbage);
    }
    let mut bytes = Vec::new();
    let mut stream = response.bytes_stream();
    while let Some(piece) = stream.next().await {
        let piece = piece.map_err(|error| if error.is_timeout() { Trouble::Timeout } else { Trouble::Cut })?;
        if bytes.len() + piece.len() > LONGEST {
            return Err(Trouble::Garbage);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

/// Seconds or a date (RFC 9110, section 10.2.3).
fn retry_after(response: &Response) -> Option<Duration> {
    let text = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().to_owned();
    let wait = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => {
            let at = jiff::fmt::rfc2822::parse(&text).ok()?.timestamp();
            Duration::try_from(at.duration_since(jiff::Timestamp::now())).unwrap_or_default()
        }
    };
    Some(wait.min(LONGEST_RETRY))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_or_here_and_has_the_path_of_the_interface() {
        let path = ["rest", "mtsms"];
        for (named, meant) in [
            ("https://gateway.example", "https://gateway.example/rest/mtsms"),
            ("https://gateway.example/", "https://gateway.example/rest/mtsms"),
            ("https://gateway.example/rest/mtsms", "https://gateway.example/rest/mtsms"),
            ("https://gateway.example/sms/", "https://gateway.example/sms/rest/mtsms"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080/rest/mtsms"),
            ("http://[::1]:8080", "http://[::1]:8080/rest/mtsms"),
            ("http://localhost", "http://localhost/rest/mtsms"),
        ] {
            assert_eq!(address(named, &path).unwrap().as_str(), meant);
        }
        for (named, trouble) in [
            ("http://gateway.example", Trouble::NoTls),
            ("http://127.0.0.1.example", Trouble::NoTls),
            ("http://localhost.example", Trouble::NoTls),
            ("https://user:word@gateway.example", Trouble::Address),
            ("https://gateway.example/?token=x", Trouble::Address),
            ("https://gateway.example/#x", Trouble::Address),
            ("ftp://gateway.example", Trouble::Address),
            ("file:///etc/passwd", Trouble::Address),
            ("gateway.example", Trouble::Address),
            ("", Trouble::Address),
        ] {
            assert_eq!(address(named, &path), Err(trouble), "{named}");
        }
    }
}
