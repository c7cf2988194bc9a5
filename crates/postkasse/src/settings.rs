//! The person's settings: one JSON value in her profile.

use crate::views::{ApiError, LetterOrder, Settings, Theme};
use crate::{App, environment, searched};

const NAME: &str = "settings";

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: environment::language(),
            theme: Theme::Auto,
            notify_desktop: true,
            keep_looking: None,
            simple: false,
            single_keys: true,
            list_order: LetterOrder::Newest,
            keep_searches: true,
            lock_after: None,
            lock_with_sleep: None,
            lock_with_screen: None,
        }
    }
}

impl App {
    /// The settings; the usual ones until somebody changes them.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be read.
    pub async fn settings(&self) -> Result<Settings, ApiError> {
        let stored = self.vault(|profile| profile.setting(NAME)).await?;
        // Settings of another version of the program count as never set.
        Ok(stored.and_then(|stored| serde_json::from_str(&stored).ok()).unwrap_or_default())
    }

    /// Changes them.
    ///
    /// # Errors
    /// [`ApiError`] when the vault cannot be written.
    pub async fn set_settings(&self, settings: &Settings) -> Result<(), ApiError> {
        let settings = settings.clone();
        self.vault(move |profile| {
            profile.set_setting(NAME, &serde_json::to_string(&settings)?)?;
            searched::obey(profile, &settings)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    #[test]
    fn settings_of_an_older_version_are_read_as_they_were_and_a_choice_is_kept() {
        let old = r#"{"language":"nb","theme":"dark","notifyDesktop":false}"#;
        let mut settings: Settings = serde_json::from_str(old).unwrap();
        assert!(settings.theme == Theme::Dark && !settings.notify_desktop && settings.keep_looking.is_none());
        assert!(settings.list_order == LetterOrder::Newest && settings.keep_searches && !settings.simple);
        assert!(!serde_json::to_string(&settings).unwrap().contains("keepLooking"), "nothing is chosen for her");
        (settings.keep_looking, settings.simple) = (Some(false), true);
        let kept: Settings = serde_json::from_str(&serde_json::to_string(&settings).unwrap()).unwrap();
        assert_eq!(kept, settings);
    }
}
