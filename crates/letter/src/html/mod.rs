//! HTML letters, cleaned: no script, no style, no form, no vector graphics, nothing from elsewhere. Links
//! lose their address and are listed with their real host instead. Two layers: this, and the frame without
//! scripts in which the result is shown. What a hostile letter may cost is bounded before it is cleaned.

mod bounds;
mod level;

use crate::link::{Refusal, check_link, real_host};
use ammonia::{Builder, UrlRelative};
use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;

const MOST_LINKS: usize = 500;
/// Pictures inside the letter itself.
const INSIDE: [&str; 4] =
    ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/gif;base64,", "data:image/webp;base64,"];

/// A link of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address; what stands before the host is left out.
    pub url: String,
    /// Where it really leads: a host, a mail address, a number.
    pub host: String,
    /// Why it is not opened.
    pub refused: Option<Refusal>,
}

/// A cleaned letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CleanHtml {
    /// What may be shown.
    pub html: String,
    /// Things that would have been loaded from elsewhere and were not.
    pub blocked_remote: u32,
    /// Where its links lead.
    pub links: Vec<Link>,
}

/// Cleans a letter. Cleaning a cleaned letter changes nothing.
#[must_use]
pub fn clean_html(html: &str) -> CleanHtml {
    let html = level::level(bounds::within(html));
    let (blocked, links) = (Arc::new(AtomicU32::new(0)), Arc::new(Mutex::new(Vec::new())));
    let (count, found) = (blocked.clone(), links.clone());
    let mut builder = Builder::default();
    builder
        .rm_tags(["map", "area"])
        .clean_content_tags(HashSet::from(["script", "style", "svg", "math", "iframe", "object", "template", "title"]))
        .generic_attributes(HashSet::from(["lang", "dir", "title"]))
        .add_tag_attributes("img", ["alt", "width", "height", "src", "srcset"])
        .add_tag_attributes("table", ["background"])
        .add_tag_attributes("td", ["colspan", "rowspan", "background"])
        .add_url_schemes(["data"])
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| match (element, attribute) {
            ("img", "src") if INSIDE.iter().any(|kind| value.starts_with(kind)) => Some(value.to_owned().into()),
            (_, "src" | "srcset" | "background" | "poster") => {
                count.fetch_add(1, Ordering::Relaxed);
                None
            }
            ("a", "href") => {
                found.lock().unwrap_or_else(PoisonError::into_inner).extend(link(value));
                None
            }
            // Nobody sees where a text was taken from.
            (_, "cite") => None,
            _ => Some(value.to_owned().into()),
        });
    let clean = builder.clean(&html).to_string();
    let mut links = std::mem::take(&mut *links.lock().unwrap_or_else(PoisonError::into_inner));
    links.truncate(MOST_LINKS);
    CleanHtml { html: clean, blocked_remote: blocked.load(Ordering::Relaxed), links }
}

/// Where it leads, also when it is not opened. What is neither page nor mail nor telephone is no link.
fn link(address: &str) -> Option<Link> {
    let mut url = Url::parse(address.trim()).ok()?;
    if !matches!(url.scheme(), "http" | "https" | "mailto" | "tel") {
        return None;
    }
    match check_link(address) {
        Ok(found) => Some(Link { url: found.url.into(), host: found.shown, refused: None }),
        Err(refusal) => {
            // A name in front of the host serves nothing but to look like another host. Where there is no host
            // there is none to be taken away.
            let _ = url.set_username("").and_then(|()| url.set_password(None));
            Some(Link { host: real_host(address).unwrap_or_default(), url: url.into(), refused: Some(refusal) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_letter_is_made_of_stays_and_its_links_are_listed() {
        let clean = clean_html(
            "<h1 lang='da'>Nyt</h1><table><tr><td colspan=2>æøå</td></tr></table>\
             <a href='https://www.eksempel.dk/side'>Læs</a><img alt='Logo' src='data:image/png;base64,AAAA'>\
             <img src='https://spor.example/p.gif'>",
        );
        for kept in ["<h1 lang=\"da\">", "colspan=\"2\"", "æøå", "Læs", "data:image/png;base64,AAAA"] {
            assert!(clean.html.contains(kept), "{kept}: {}", clean.html);
        }
        assert_eq!(clean.blocked_remote, 1);
        let link = Link { url: "https://www.eksempel.dk/side".into(), host: "www.eksempel.dk".into(), refused: None };
        assert_eq!(clean.links, [link]);
    }
}
