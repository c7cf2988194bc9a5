//! The well-known public hosts, and whether a host passes itself off as one of them.

use super::fold::{folded, is_a_slip_apart};
use std::sync::OnceLock;

const HOSTS: &str = include_str!("public_hosts.txt");
/// Shorter names are words that others have, too: a slip away from them lie other words.
const LONG: usize = 6;
const LONG_BRAND: usize = 5;
/// A brand as long as this is found inside another word, too.
const UNMISTAKABLE: usize = 8;
/// Below these a country gives out names one level deeper.
const SECOND_LEVEL: [&str; 8] = ["co", "com", "org", "net", "gov", "ac", "edu", "kommune"];

struct Known {
    host: &'static str,
    /// The name before the country.
    name: &'static str,
    country: &'static str,
    brand: bool,
    seen: Seen,
}

/// What a host looks like, worked out once.
struct Seen {
    /// The parts between its dots.
    labels: Vec<String>,
    /// The words between dots and hyphens.
    words: Vec<String>,
    /// The name that somebody registered.
    site: String,
}

impl Seen {
    fn of(host: &str) -> Self {
        let all = |parts: &mut dyn Iterator<Item = &str>| parts.map(folded).collect();
        let labels: Vec<&str> = host.split('.').collect();
        Seen {
            labels: all(&mut labels.iter().copied()),
            words: all(&mut host.split(['.', '-'])),
            site: folded(site(&labels).0),
        }
    }
}

fn known() -> &'static [Known] {
    static KNOWN: OnceLock<Vec<Known>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let lines = HOSTS.lines().filter(|line| !line.starts_with('#'));
        let read = |line: &'static str| {
            let (host, rest) = line.split_once('\t')?;
            let (name, country) = host.rsplit_once('.')?;
            Some(Known { host, name, country, brand: rest.starts_with("brand"), seen: Seen::of(host) })
        };
        lines.filter_map(read).collect()
    })
}

/// The well-known host that this one looks like without being it or a part of it. `host` in readable letters.
pub(super) fn imitated(host: &str) -> Option<&'static str> {
    let host = host.to_lowercase();
    let is_part =
        |known: &Known| host.strip_suffix(known.host).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    if known().iter().any(is_part) {
        return None;
    }
    let seen = Seen::of(&host);
    known().iter().find(|known| looks_like(&host, &seen, known)).map(|known| known.host)
}

fn looks_like(host: &str, seen: &Seen, known: &Known) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let (site, country) = site(&labels);
    let long = known.name.chars().count() >= if known.brand { LONG_BRAND } else { LONG };
    let same_country = country == known.country;
    names_it(seen, known)
        || (seen.site == known.seen.site && (same_country || long))
        || (long && same_country && is_a_slip_apart(&bare(site), &bare(known.name)))
        || (known.brand && long && says_the_brand(site, seen, known))
}

/// The whole known host stands in front of another one: `borger.dk.example.org`, `borger-dk.example.org`.
fn names_it(seen: &Seen, known: &Known) -> bool {
    let in_words = || known.name.len() >= LONG_BRAND && contains(&seen.words, &known.seen.words);
    contains(&seen.labels, &known.seen.labels) || in_words()
}

fn contains(seen: &[String], wanted: &[String]) -> bool {
    seen.windows(wanted.len()).any(|window| window == wanted)
}

/// The brand is one of the words of another site's name, or unmistakably a part of it.
fn says_the_brand(site: &str, seen: &Seen, known: &Known) -> bool {
    let brand = &known.seen.site;
    let words = |name: &str| name.split('-').map(folded).collect::<Vec<_>>();
    let said = words(site);
    let word = said.contains(brand) || contains(&said, &words(known.name));
    word || (brand.len() >= UNMISTAKABLE && seen.site.contains(brand))
}

/// The name that somebody registered, and what it lies below.
fn site<'a>(labels: &[&'a str]) -> (&'a str, &'a str) {
    match labels {
        [.., site, second, country] if country.len() == 2 && SECOND_LEVEL.contains(second) => (site, country),
        [.., site, country] => (site, country),
        _ => ("", ""),
    }
}

/// Without hyphens, which people leave out and put in.
fn bare(name: &str) -> String {
    name.replace('-', "")
}
