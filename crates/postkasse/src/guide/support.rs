//! Who helps with what. A number stands here only if a public page says it; otherwise the page is named, and that
//! the number is there.

use super::norway;
use super::pages::{BORGER, E_BOKS, GROUNDS, MIT_DK, MIT_DK_HELP, MITID_SUPPORT, Page, READING, VIRK};
use crate::views::{Country, OtherMailView, SupportView};

/// Who helps with a topic.
pub(super) struct Line {
    pub(super) topic: &'static str,
    pub(super) text: &'static str,
    pub(super) phone: Option<&'static str>,
    pub(super) page: &'static Page,
}

const LINES: [Line; 7] = [
    Line { topic: "support.letter", text: "support.letter.text", phone: None, page: &READING },
    Line { topic: "support.mitid", text: "support.mitid.text", phone: Some("+45 33 98 00 10"), page: &MITID_SUPPORT },
    Line { topic: "support.digitalPost", text: "support.digitalPost.text", phone: None, page: &BORGER },
    Line { topic: "support.municipality", text: "support.municipality.text", phone: None, page: &GROUNDS },
    Line { topic: "support.mitDk", text: "support.mitDk.text", phone: Some("+45 70 80 25 80"), page: &MIT_DK_HELP },
    Line { topic: "support.eBoks", text: "support.eBoks.text", phone: None, page: &E_BOKS },
    Line { topic: "support.company", text: "support.company.text", phone: None, page: &VIRK },
];

/// Every topic with who helps, country by country.
#[must_use]
pub fn support() -> Vec<SupportView> {
    let view = |country: Country| {
        move |line: &Line| SupportView {
            country,
            topic: line.topic.to_owned(),
            text: line.text.to_owned(),
            phone: line.phone.map(str::to_owned),
            page: line.page.view(),
        }
    };
    let norway = norway::support::LINES.iter().map(view(Country::Norway));
    LINES.iter().map(view(Country::Denmark)).chain(norway).collect()
}

/// Where mail from companies lies, country by country; the interfaces of most are closed to other programs.
#[must_use]
pub fn other_mail() -> Vec<OtherMailView> {
    let of =
        |country, pages: &[&Page]| OtherMailView { country, pages: pages.iter().map(|page| page.view()).collect() };
    vec![of(Country::Denmark, &[&E_BOKS, &MIT_DK]), of(Country::Norway, &norway::support::OTHER)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_topic_has_its_words_and_a_page_that_names_who_helps() {
        let catalogue = notify::Catalogue::of("da");
        for line in support() {
            assert!(catalogue.has(&line.topic) && catalogue.has(&line.text), "{}", line.topic);
            assert!(!line.page.host.is_empty(), "{}", line.topic);
            let code = if line.country == Country::Norway { "+47 " } else { "+45 " };
            let digits = |phone: &str| phone.bytes().filter(u8::is_ascii_digit).count();
            assert!(line.phone.is_none_or(|phone| phone.starts_with(code) && digits(&phone) == 10), "{}", line.topic);
        }
    }
}
