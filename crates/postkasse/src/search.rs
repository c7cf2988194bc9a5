//! Search, over one mailbox or over all: the folders by their names in every language, the person's own wishes laid
//! over, and only what is shown is read.

use crate::App;
use crate::lists::{MOST, USUAL, readable};
use crate::overlay::Overlay;
use crate::views::{ApiError, LetterPage, LetterRow, SearchOrder, SearchQuery, SnippetPart};
use jiff::tz::TimeZone;
use model::{Folder, FolderRole, Language};
use notify::Catalogue;
use std::sync::{Arc, LazyLock};
use vault::{Cache, Found, Hit, NamedFolder, Order, Profile, Query, Search, StoreError};

impl App {
    /// The letters that the words and conditions describe.
    ///
    /// # Errors
    /// [`ApiError`] when the mailbox is not there.
    pub async fn search(&self, asked: SearchQuery) -> Result<LetterPage, ApiError> {
        self.vault(move |profile| page(profile, &asked)).await
    }
}

fn page(profile: &Profile, asked: &SearchQuery) -> Result<LetterPage, StoreError> {
    let limit = asked.limit.unwrap_or(USUAL).clamp(1, MOST) as usize;
    let query = Query::read(&asked.text);
    let mailboxes = readable(profile, asked.mailbox.as_ref())?;
    let mut overlay = Overlay::new(profile);
    let order = match asked.order {
        SearchOrder::Newest => Order::Newest,
        SearchOrder::Best => Order::Best,
    };
    // Only days need to know where the person is, which takes longer to find out than most searches.
    let zone = if query.asks_for_days() { TimeZone::system() } else { TimeZone::UTC };
    let mut all: Vec<(Found, Arc<Cache>, _)> = Vec::new();
    for (mailbox, level) in mailboxes {
        let cache = profile.cache(&mailbox)?;
        let folders = if query.asks_for_folders() { named(overlay.folders(&mailbox)?) } else { Vec::new() };
        let wished = overlay.wished(&mailbox)?;
        // Once there are enough, the next mailbox need only look at what is newer.
        let oldest = all.get(limit).and_then(|(found, ..)| found.received()).filter(|_| order == Order::Newest);
        let how = Search { limit: limit + 1, order, since: oldest, zone: &zone, folders: &folders, wished: &wished };
        all.extend(cache.search(&query, &how)?.into_iter().map(|found| (found, cache.clone(), level)));
        all.sort_by(|a, b| a.0.order(&b.0));
        all.truncate(limit + 1);
    }
    let more = all.len() > limit;
    all.truncate(limit);
    let mut rows = Vec::new();
    for (found, cache, level) in all {
        let Some(hit) = cache.hit(&found, &query, level)? else { continue };
        rows.extend(row(&mut overlay, hit)?);
    }
    Ok(LetterPage { rows, more })
}

fn row(overlay: &mut Overlay<'_>, hit: Hit) -> Result<Option<LetterRow>, StoreError> {
    let parts = hit.snippet.into_iter();
    let snippet = parts.map(|part| SnippetPart { text: part.text, marked: part.marked }).collect();
    Ok(overlay.row(hit.head)?.map(|row| LetterRow { snippet: Some(snippet), ..row }))
}

/// The built-in folders have names in every language; and whoever reads the terminal's lists knows their roles.
static BUILT_IN: LazyLock<Vec<(FolderRole, Vec<String>)>> = LazyLock::new(|| {
    let catalogues = Language::ALL.map(|language| Catalogue::of(language.code()));
    let roles = [FolderRole::Inbox, FolderRole::Drafts, FolderRole::Sent, FolderRole::Archive, FolderRole::Deleted];
    let names = roles.into_iter().map(|role| {
        let key = format!("folder.{}", role.as_str());
        let texts = catalogues.iter().map(|texts| texts.text(&key, 0));
        (role, texts.chain([role.as_str().to_owned()]).collect())
    });
    names.collect()
});

fn named(folders: &[Folder]) -> Vec<NamedFolder> {
    let names = |folder: &Folder| {
        let built_in = BUILT_IN.iter().find(|(role, _)| *role == folder.role);
        built_in.map_or_else(|| vec![folder.name.clone()], |(_, names)| names.clone())
    };
    folders.iter().map(|folder| NamedFolder { id: folder.id.clone(), names: names(folder) }).collect()
}
