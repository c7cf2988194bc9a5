//! The letters of the first sync, as the vault has them: what is put into another vault, into a plain database,
//! and searched for.

use model::Message;
use std::error::Error;
use std::path::Path;
use vault::{Access, Home, KeySource, ListQuery, Profile};

/// A letter and the readable text of each of its files, in their order.
pub struct Letter {
    pub message: Message,
    pub texts: Vec<String>,
}

/// Every letter of the largest mailbox.
pub fn read(home: &Path) -> Result<Vec<Letter>, Box<dyn Error>> {
    let profile = Profile::open(&Home::new(home), "default", KeySource::Os, Access::Usual)?;
    let largest = profile.mailboxes()?.into_iter().max_by_key(|record| record.total).ok_or("no mailbox")?.mailbox;
    let (cache, level) = (profile.cache(&largest.id)?, profile.account(&largest.account)?.level);
    let all = ListQuery { limit: usize::MAX >> 1, ..ListQuery::default() };
    let mut letters = Vec::new();
    for head in cache.list(&all, level)? {
        let message = cache.message(&head.id)?.ok_or("a letter without a letter")?;
        let files = message.documents.iter().flat_map(|document| &document.files);
        let texts = files.map(|file| Ok(cache.file_text(&file.id)?.unwrap_or_default()));
        let texts = texts.collect::<Result<_, vault::StoreError>>()?;
        letters.push(Letter { message, texts });
    }
    Ok(letters)
}
