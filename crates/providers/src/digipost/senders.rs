//! Those who write: nothing is said of them but what they are called in their letters and where their logo is, which is
//! also what they are known by.

use super::Digipost;
use crate::{Checked, Organisation, ProviderError};
use model::{OrganisationFacts, RemoteId};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// More do not write to one person.
const MOST: usize = 5000;

/// What those who write are called, as far as letters were listed.
#[derive(Default)]
pub struct Senders(Mutex<HashMap<RemoteId, String>>);

impl Senders {
    pub fn keep(&self, sender: &RemoteId, name: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST {
            all.entry(sender.clone()).or_insert_with(|| name.to_owned());
        }
    }

    fn name(&self, sender: &RemoteId) -> Option<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(sender).cloned()
    }
}

impl Digipost {
    /// Who that is. It takes no question: what was not listed this time has its turn another day.
    pub(super) fn sender(&self, id: &RemoteId) -> Result<Checked<Organisation>, ProviderError> {
        let name = self.senders.name(id).ok_or(ProviderError::NotOffered)?;
        let facts = OrganisationFacts { name, number: String::new(), kind: None, work: None, closed: false };
        Ok(Checked::There(Organisation { id: id.clone(), facts, logo: true }))
    }
}
