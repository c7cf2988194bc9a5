//! What public pages say of digital mail in each country: what a registration means, a list of what to do, and who
//! helps. Here is which text stands where and on which public page it rests; the words lie in the text catalogue.

mod facts;
mod norway;
mod pages;
mod plan;
mod support;

pub use norway::mailboxes::mailbox_providers;
pub use pages::{address, public_page};
pub use plan::plan;
pub use support::{other_mail, support};

pub(crate) use facts::groups;
pub(crate) use norway::facts::groups as register_facts;
pub(crate) use norway::mailboxes::{mailbox_page, own_register_page};

use crate::views::{FactGroup, FactView, PageView};
use pages::Page;

/// A statement, and the page on which it rests.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fact {
    text: &'static str,
    page: &'static Page,
}

impl Fact {
    const fn new(text: &'static str, page: &'static Page) -> Self {
        Fact { text, page }
    }

    fn view(self) -> FactView {
        FactView { text: self.text.to_owned(), page: self.page.view() }
    }
}

/// Texts under a title, open when they matter to this person now.
fn group(title: &str, open: bool, facts: &[Fact]) -> FactGroup {
    FactGroup { title: title.to_owned(), open, facts: facts.iter().map(|fact| fact.view()).collect() }
}

impl Page {
    fn view(&self) -> PageView {
        PageView {
            id: self.id.to_owned(),
            name: self.name.to_owned(),
            host: pages::host(self).unwrap_or_default(),
            date: self.date.to_owned(),
            dated: self.dated,
        }
    }
}
