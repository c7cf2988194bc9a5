//! The person's own lock: what it may be, choosing it, and how it stands.

use crate::App;
use crate::views::{ApiError, LockView, OwnLock};
use model::Code;
use secrecy::{ExposeSecret, SecretString};
use std::path::PathBuf;
use vault::{Home, LockFacts, LockKind, OpenError, PassphraseCost};

/// The fewest digits of a PIN.
const DIGITS: usize = 6;
/// The fewest characters of a passphrase.
const CHARACTERS: usize = 8;

impl App {
    /// How the letters are locked.
    ///
    /// # Errors
    /// [`ApiError`] when that cannot be read.
    pub async fn lock_view(&self) -> Result<LockView, ApiError> {
        let profile = self.profile.clone();
        asked(move || profile.lock_facts()).await
    }

    /// Gives the letters this lock, or none of their own. `present` opens the lock that there is, `new` the other one.
    ///
    /// # Errors
    /// [`ApiError`]: `refused` when the new one is too easily guessed or cannot be had here, `locked` when the present
    /// words are wrong or come too soon, or the keyring's question was closed. Then nothing has changed.
    pub async fn set_lock(
        &self,
        kind: OwnLock,
        present: Option<SecretString>,
        new: Option<SecretString>,
    ) -> Result<LockView, ApiError> {
        let new = match kind {
            OwnLock::None => None,
            OwnLock::Pin => Some((LockKind::Pin, Some(pin(new)?))),
            OwnLock::Passphrase => Some((LockKind::Passphrase, Some(passphrase(new)?))),
            OwnLock::Keyring => Some((LockKind::Keyring, None)),
        };
        let profile = self.profile.clone();
        let set = move || {
            let new = new.as_ref().map(|(kind, words)| (*kind, words.as_ref()));
            profile.set_lock(present.as_ref(), new, PassphraseCost::default())?;
            profile.lock_facts()
        };
        asked(set).await
    }
}

/// How a profile is locked that need not be open.
///
/// # Errors
/// [`ApiError`] when its folder cannot be read.
pub async fn lock_of(home: PathBuf, profile: String) -> Result<LockView, ApiError> {
    asked(move || vault::lock_facts(&Home::new(home), &profile)).await
}

async fn asked(ask: impl FnOnce() -> Result<LockFacts, OpenError> + Send + 'static) -> Result<LockView, ApiError> {
    let facts = tokio::task::spawn_blocking(ask).await.map_err(|error| ApiError::unexpected(&error))??;
    Ok(view(facts))
}

fn view(facts: LockFacts) -> LockView {
    let choices = match facts {
        LockFacts { keyring: true, .. } => {
            let all = [OwnLock::None, OwnLock::Pin, OwnLock::Passphrase, OwnLock::Keyring];
            all.into_iter().filter(|kind| *kind != OwnLock::Keyring || LockKind::can_be_asked_for()).collect()
        }
        LockFacts { kind: Some(_), .. } => vec![OwnLock::Passphrase],
        LockFacts { kind: None, .. } => Vec::new(),
    };
    let kind = match facts.kind {
        None => OwnLock::None,
        Some(LockKind::Pin) => OwnLock::Pin,
        Some(LockKind::Passphrase) => OwnLock::Passphrase,
        Some(LockKind::Keyring) => OwnLock::Keyring,
    };
    // A second that has begun is to be waited for.
    let wait = facts.wait.as_millis().div_ceil(1000).try_into().unwrap_or(u64::MAX);
    LockView { kind, choices, wrong: facts.wrong, wait, tells_screen: cfg!(target_os = "linux") }
}

fn refused(text: &str) -> ApiError {
    ApiError::said(Code::Refused, text)
}

/// A PIN that is not guessed at the first try.
fn pin(new: Option<SecretString>) -> Result<SecretString, ApiError> {
    let new = new.unwrap_or_default();
    let digits = new.expose_secret().as_bytes();
    if digits.len() < DIGITS || !digits.iter().all(u8::is_ascii_digit) {
        return Err(refused("error.lock.pinShort"));
    }
    let steps: Vec<i16> =
        digits.windows(2).filter_map(|two| Some(i16::from(*two.get(1)?) - i16::from(*two.first()?))).collect();
    let even = steps.iter().all(|step| Some(step) == steps.first() && step.abs() <= 1);
    if even { Err(refused("error.lock.pinSimple")) } else { Ok(new) }
}

fn passphrase(new: Option<SecretString>) -> Result<SecretString, ApiError> {
    let new = new.unwrap_or_default();
    if new.expose_secret().chars().count() < CHARACTERS { Err(refused("error.lock.passphraseShort")) } else { Ok(new) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

    use super::*;

    fn text(refused: Result<SecretString, ApiError>) -> Option<String> {
        refused.err().and_then(|error| error.text)
    }

    #[test]
    fn a_pin_has_six_digits_or_more_and_is_no_row_of_the_same_or_the_next() {
        let of = |pin_: &str| text(pin(Some(pin_.into())));
        for short in ["", "12345", "12345a", " 271828", "２７１８２８"] {
            assert_eq!(of(short).as_deref(), Some("error.lock.pinShort"), "{short}");
        }
        for simple in ["000000", "123456", "987654", "11111111"] {
            assert_eq!(of(simple).as_deref(), Some("error.lock.pinSimple"), "{simple}");
        }
        assert!(of("271828").is_none() && of("1234567891").is_none() && of("024680").is_none());
        assert!(text(pin(None)).is_some());
    }

    #[test]
    fn a_passphrase_has_eight_characters_or_more_whatever_they_are() {
        assert_eq!(text(passphrase(Some("syv tgn".into()))).as_deref(), Some("error.lock.passphraseShort"));
        assert!(text(passphrase(Some("ærø åøæé".into()))).is_none());
    }

    #[test]
    fn what_can_be_chosen_depends_on_where_the_key_is() {
        let facts = |kind, keyring| LockFacts { kind, keyring, wrong: 0, wait: std::time::Duration::from_millis(1200) };
        let asks = view(facts(None, true)).choices.contains(&OwnLock::Keyring);
        assert_eq!((asks, view(facts(None, true)).choices.len()), (cfg!(target_os = "linux"), 3 + usize::from(asks)));
        assert_eq!(view(facts(Some(LockKind::Passphrase), false)).choices, [OwnLock::Passphrase]);
        assert!(view(facts(None, false)).choices.is_empty());
        assert_eq!(view(facts(None, true)).wait, 2, "a second that has begun counts");
    }
}
