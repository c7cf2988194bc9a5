//! The last searches, to be searched again: in the profile's own database, beside the settings and gone with them. Nothing
//! is written down while the person does not want that.

use crate::App;
use crate::views::{ApiError, Settings};
use vault::{Profile, StoreError};

const NAME: &str = "searches";
/// As many as are remembered.
const MOST: usize = 10;
/// A longer one is no search that anybody wants to see in a list.
const LONGEST: usize = 200;

fn searches(profile: &Profile) -> Result<Vec<String>, StoreError> {
    let stored = profile.setting(NAME)?;
    Ok(stored.and_then(|stored| serde_json::from_str(&stored).ok()).unwrap_or_default())
}

/// Keeps none but these.
fn keep(profile: &Profile, searches: &[String]) -> Result<(), StoreError> {
    profile.set_setting(NAME, &serde_json::to_string(searches)?)
}

/// The searches with one more, the newest first, each once.
fn with(before: Vec<String>, text: &str) -> Vec<String> {
    let same = |one: &String| one.to_lowercase() == text.to_lowercase();
    let others = before.into_iter().filter(|one| !same(one)).take(MOST - 1);
    std::iter::once(text.to_owned()).chain(others).collect()
}

/// Forgets all of them where the settings say that none are kept.
pub(crate) fn obey(profile: &Profile, settings: &Settings) -> Result<(), StoreError> {
    if settings.keep_searches || searches(profile)?.is_empty() { Ok(()) } else { keep(profile, &[]) }
}

impl App {
    /// The last searches, the newest first.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn searches(&self) -> Result<Vec<String>, ApiError> {
        self.vault(searches).await
    }

    /// Something was searched for, and found or meant to be: it is remembered, unless the person does not want that.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be written.
    pub async fn search_keep(&self, text: &str) -> Result<(), ApiError> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() || text.chars().count() > LONGEST || !self.settings().await?.keep_searches {
            return Ok(());
        }
        self.vault(move |profile| {
            let before = searches(profile)?;
            if before.first() == Some(&text) { Ok(()) } else { keep(profile, &with(before, &text)) }
        })
        .await
    }

    /// Forgets one of them, or all.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be written.
    pub async fn search_forget(&self, text: Option<String>) -> Result<(), ApiError> {
        self.vault(move |profile| {
            let mut left = searches(profile)?;
            left.retain(|one| text.as_ref().is_some_and(|text| one != text));
            keep(profile, &left)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn ten_searches_are_remembered_the_newest_first_and_each_once() {
        let all = (0..12).fold(Vec::new(), |before, n| with(before, &format!("søgning {n}")));
        assert_eq!(
            (all.len(), all.first().unwrap().as_str(), all.last().unwrap().as_str()),
            (10, "søgning 11", "søgning 2")
        );
        let again = with(all, "SØGNING 5");
        assert_eq!((again.len(), again.first().unwrap().as_str()), (10, "SØGNING 5"));
        assert_eq!(again.iter().filter(|one| one.to_lowercase() == "søgning 5").count(), 1);
    }
}
