//! What public pages say of Digital Post: what a registration means, a list of what to do, and who helps. Here is
//! which text stands where and on which public page it rests; the words lie in the text catalogue.

mod facts;
mod pages;
mod plan;
mod support;

pub use pages::address;
pub use plan::plan;
pub use support::{other_mail, support};

pub(crate) use facts::groups;

use crate::views::{FactView, PageView};
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
