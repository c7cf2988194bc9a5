//! The public pages that the guide rests on and leads to. Nothing else is opened from it. Rules and numbers
//! change, so each has a date: the page's own, or when it was read.

use super::norway;
use crate::views::PageView;
use url::Url;

/// A public page.
#[derive(Debug)]
pub(crate) struct Page {
    /// How the window asks for it.
    pub id: &'static str,
    /// What it is called there.
    pub name: &'static str,
    /// Where it is.
    pub url: &'static str,
    /// Its date: a day, or the month in which it was read.
    pub date: &'static str,
    /// The date is the page's own.
    pub dated: bool,
}

/// A list of pages, each by a word.
macro_rules! pages {
    ($($(#[$doc:meta])* $word:ident = $id:literal, $name:literal, $url:literal, $date:literal, $dated:literal;)+) => {
        $($(#[$doc])* pub(crate) const $word: Page =
            Page { id: $id, name: $name, url: $url, date: $date, dated: $dated };)+
        /// All of them.
        pub(crate) const ALL: &[&Page] = &[$(&$word),+];
    };
}
pub(super) use pages;

pages! {
    /// What an exemption means, and what comes digitally all the same.
    EXEMPTION = "exemption", "Mariagerfjord Kommune: Fritagelse fra Digital Post",
        "https://mariagerfjord.dk/borgerservice/digital-post-og-fuldmagter/fritagelse-fra-digital-post", "2026-11", false;
    /// The grounds, and where one goes with them.
    GROUNDS = "grounds", "Frederiksberg Kommune: Fritagelse fra Digital Post",
        "https://frederiksberg.dk/borgerservice/personlige-forhold/fritagelse-fra-digital-post", "2026-11", false;
    /// That the ground need not be told.
    UNTOLD = "untold", "Familieretshuset: Fritagelse fra Digital Post",
        "https://familieretshuset.dk/om-familieretshuset/saadan-kontakter-du-os/kontakt-fritagelse-fra-digital-post",
        "2026-11", false;
    /// Self-service for those who are exempt.
    SELF_SERVICE = "selfService", "borger.dk: Obligatorisk selvbetjening",
        "https://www.borger.dk/Sider/Obligatorisk-selvbetjening.aspx", "2026-11", false;
    /// The act behind it.
    SELF_SERVICE_ACT = "selfServiceAct", "Lov nr. 603 af 31. maj 2023 om fravigelse fra obligatorisk digital selvbetjening",
        "https://ft.dk/samling/20222/lovforslag/l98/20222_l98_som_fremsat.htm", "2023-05-31", true;
    /// Digital Post in English, and moving abroad.
    LIFE_IN_DENMARK = "lifeInDenmark", "Life in Denmark: Digital Post",
        "https://lifeindenmark.borger.dk/apps-and-digital-services/Digital-Post", "2026-11", false;
    /// Who gets Digital Post.
    WHO = "who", "Næstved Kommune: Digital Post", "https://www.naestved.dk/borgerservice/digital-post", "2026-11", false;
    /// Turning 15.
    FIFTEEN = "fifteen", "Randers Kommune: Digital Post for dig på 15 år",
        "https://www.randers.dk/borger/personligt/hjaelp-og-service/alt-om-digital-post/digital-post-for-dig-paa-15-aar/",
        "2026-11", false;
    /// MitID when one turns 15.
    MITID_15 = "mitid15", "MitID for 15-year-olds", "https://www.mitid.dk/en-gb/help/help-universe/15-years-old/",
        "2026-11", false;
    /// MitID is personal.
    MITID = "mitid", "Ældre Sagen: MitID",
        "https://www.aeldresagen.dk/viden-og-raadgivning/vaerd-at-vide/D/digitalisering/nemid", "2024-01-15", true;
    /// The support line of MitID.
    MITID_SUPPORT = "mitidSupport", "Digitaliseringsstyrelsen på sullissivik.gl: MitID support",
        "https://www.sullissivik.gl/Emner/B_MitID/Flere-brugere-paa-samme-MitID?sc_lang=da", "2026-11", false;
    /// NemSMS.
    NEM_SMS = "nemSms", "Digitaliseringsstyrelsen: Spørgsmål og svar om NemSMS",
        "https://digst.dk/it-loesninger/nemsms/spoergsmaal-og-svar/", "2026-11", false;
    /// NemSMS for those who are exempt.
    NEM_SMS_EXEMPT = "nemSmsExempt", "Brønderslev Kommune: NemSMS",
        "https://www.bronderslev.dk/Borger/DigitalPostOgNemID/NemID/NemSMS.aspx", "2026-11", false;
    /// Where companies' letters lie.
    MIT_DK_HELP = "mitDkHelp", "mit.dk: Brug for hjælp", "https://mit.dk/en/brug-for-hjaelp", "2025-12-23", true;
    /// mit.dk itself.
    MIT_DK = "mitDk", "mit.dk", "https://mit.dk/", "2026-11", false;
    /// e-Boks itself.
    E_BOKS = "eBoks", "e-Boks", "https://www.e-boks.com/danmark/da", "2026-11", false;
    /// Companies and associations.
    VIRK = "virk", "Virk: Digital Post", "https://virk.dk/vejledning/virk-hjaelp/digital-post", "2024-11-19", true;
    /// Companies that are exempt.
    VIRK_EXEMPT = "virkExempt", "Business in Denmark: Digital Post",
        "https://businessindenmark.virk.dk/vejledning/help/help-digital-post/", "2026-11", false;
    /// Where one reads, and whom one asks for a letter that does not come.
    READING = "reading", "Lemvig Kommune: Digital Post",
        "https://lemvig.dk/borger/borgerservice/mitid-og-digital-post/digital-post", "2026-11", false;
    /// Powers of attorney.
    ATTORNEY = "attorney", "Ringkøbing-Skjern Kommune: Digital Post",
        "https://www.rksk.dk/borger/den-digitale-borger/digital-post-borgere", "2026-11", false;
    /// The languages of the state's films.
    FILMS = "films", "Skanderborg Kommune: Digital Post og fritagelse",
        "https://www.skanderborg.dk/borger/personlige-forhold/digital-post-og-fritagelse", "2026-11", false;
    /// The citizens' portal.
    BORGER = "borger", "borger.dk", "https://www.borger.dk/", "2026-11", false;
}

/// Those of every country.
fn all() -> impl Iterator<Item = &'static Page> {
    ALL.iter().chain(norway::pages::ALL).copied()
}

/// Where a page of this id is.
#[must_use]
pub fn address(id: &str) -> Option<Url> {
    all().find(|page| page.id == id).and_then(|page| Url::parse(page.url).ok())
}

/// The page of this id, as a shell shows it before it is opened.
#[must_use]
pub fn public_page(id: &str) -> Option<PageView> {
    all().find(|page| page.id == id).map(Page::view)
}

/// The host of a page, without `www.`, as people know it.
pub(crate) fn host(page: &Page) -> Option<String> {
    let url = Url::parse(page.url).ok()?;
    url.host_str().map(|host| host.trim_start_matches("www.").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_page_is_encrypted_has_a_date_and_an_id_of_its_own() {
        let ids: BTreeSet<_> = all().map(|page| page.id).collect();
        assert_eq!(ids.len(), all().count());
        // Beside those of the two countries: the providers of mailboxes, Greenland, and who says what no page of theirs
        // says.
        let others = ["www.e-boks.com", "private.e-boks.com", "www.sullissivik.gl", "play.google.com", "github.com"];
        for page in all() {
            let url = address(page.id).unwrap();
            assert_eq!(url.scheme(), "https", "{}", page.id);
            let known = |host: &str| host.ends_with(".dk") || host.ends_with(".no") || others.contains(&host);
            assert!(url.host_str().is_some_and(known), "{}", page.id);
            let day = page.date.parse::<jiff::civil::Date>().is_ok();
            let month = format!("{}-01", page.date).parse::<jiff::civil::Date>().is_ok();
            assert!(if page.dated { day } else { month }, "{}", page.id);
        }
        assert_eq!(address("https://elsewhere.example"), None);
    }
}
