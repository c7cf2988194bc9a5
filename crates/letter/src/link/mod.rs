//! Where an address in a letter really leads, and whether it may be opened. Letters of authorities are copied by
//! thieves: an address that hides its host, or whose host looks like a public one, is refused with the reason,
//! and the person is told to go to the authority by herself.

mod contact;
mod fold;
mod host;
mod known;
mod refusal;

pub use refusal::Refusal;

use url::{Host, Url};

/// Longer addresses are no links (MeMo takes 256 characters; pages write longer ones).
const LONGEST: usize = 2048;

/// An address that may be opened, once the person has seen where it leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// The address, as a browser is given it.
    pub url: Url,
    /// Where it leads, as a person is shown it: the real host, the mail address or the number.
    pub shown: String,
}

/// Looks at an address as the sender wrote it.
///
/// # Errors
/// [`Refusal`] with the gravest reason.
pub fn check_link(address: &str) -> Result<Destination, Refusal> {
    let address = address.trim_matches([' ', '\t', '\r', '\n']);
    let hides = |c: char| c.is_control() || crate::name::is_invisible(c);
    if address.len() > LONGEST || address.contains('\\') || address.chars().any(hides) {
        return Err(Refusal::NotAnAddress);
    }
    let url = Url::parse(address).map_err(unreadable)?;
    let shown = match url.scheme() {
        "https" | "http" => web(&url, address)?,
        "mailto" => contact::mail(&url)?,
        "tel" => contact::telephone(&url)?,
        _ => return Err(Refusal::NotWeb),
    };
    Ok(Destination { url, shown })
}

/// The real host of an address, as a person is shown it, also of one that is refused. None when there is none.
#[must_use]
pub fn real_host(address: &str) -> Option<String> {
    let url = Url::parse(address.trim()).ok()?;
    match url.host()? {
        Host::Domain(name) => Some(host::shown(name)),
        number => Some(number.to_string()),
    }
}

/// Some are no address because of their host.
fn unreadable(error: url::ParseError) -> Refusal {
    match error {
        url::ParseError::InvalidIpv4Address | url::ParseError::InvalidIpv6Address => Refusal::Number,
        url::ParseError::InvalidPort => Refusal::Port,
        url::ParseError::IdnaError => Refusal::Letters,
        _ => Refusal::NotAnAddress,
    }
}

fn web(url: &Url, address: &str) -> Result<String, Refusal> {
    let after = address.split_once("://").map(|(_, after)| after).ok_or(Refusal::NotAnAddress)?;
    let authority = after.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(Refusal::HiddenName);
    }
    if authority.is_empty() || authority.contains('%') {
        return Err(Refusal::NotAnAddress);
    }
    let shown = match url.host() {
        Some(Host::Domain(name)) => host::check(name)?,
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => return Err(Refusal::Number),
        None => return Err(Refusal::NotAnAddress),
    };
    if url.port().is_some() {
        return Err(Refusal::Port);
    }
    if url.scheme() != "https" { Err(Refusal::NotEncrypted) } else { Ok(shown) }
}

#[cfg(test)]
mod tests;
