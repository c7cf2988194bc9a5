//! Who helps with what in Norway. A number and its hours stand in a text only if the page that is named says them.

use super::pages::{
    ALTINN_PHONE, CHOOSE, DIGIPOST, DIGIPOST_COMPANY, DIGIPOST_HELP, E_BOKS, E_BOKS_HELP, EID, GUARDIAN, MAILBOX,
};
use crate::guide::pages::Page;
use crate::guide::support::Line;

pub(crate) const LINES: [Line; 7] = [
    line("support.no.idPorten", "support.no.idPorten.text", Some("+47 800 30 300"), &MAILBOX),
    line("support.no.digipost", "support.no.digipost.text", Some("+47 22 03 00 00"), &DIGIPOST_HELP),
    line("support.no.eBoks", "support.no.eBoks.text", Some("+47 22 89 85 04"), &CHOOSE),
    line("support.no.altinn", "support.no.altinn.text", Some("+47 75 00 60 00"), &ALTINN_PHONE),
    line("support.no.bankId", "support.no.bankId.text", None, &EID),
    line("support.no.company", "support.no.company.text", Some("+47 22 03 00 45"), &DIGIPOST_COMPANY),
    line("support.no.guardian", "support.no.guardian.text", None, &GUARDIAN),
];

const fn line(topic: &'static str, text: &'static str, phone: Option<&'static str>, page: &'static Page) -> Line {
    Line { topic, text, phone, page }
}

/// Where mail from companies lies as well.
pub(crate) const OTHER: [&Page; 3] = [&E_BOKS, &E_BOKS_HELP, &DIGIPOST];
