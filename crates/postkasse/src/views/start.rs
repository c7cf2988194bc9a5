//! What the window asks first, and the settings.

use super::ApiError;
use super::Country;
use super::LetterOrder;
use super::LockView;
use super::PersonView;
use super::language::LanguageName;
use model::{Language, ProviderId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum Theme {
    /// As the system has it.
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// The person's settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(export, optional_fields)]
pub struct Settings {
    /// The language of screens and notifications.
    #[ts(as = "LanguageName")]
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Tell about new letters on this computer.
    pub notify_desktop: bool,
    /// Go on looking for letters when the window is closed; while nothing is chosen, where there is a tray to come back
    /// by. (Settings of older versions have no such choice.)
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep_looking: Option<bool>,
    /// Fewer choices, larger text, larger things to press. (Settings of older versions have no such choice.)
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(as = "Option<bool>", optional)]
    pub simple: bool,
    /// Single letters are shortcuts; some people type them by accident.
    #[serde(default = "yes")]
    #[ts(as = "Option<bool>", optional)]
    pub single_keys: bool,
    /// In which order lists are shown.
    #[serde(default)]
    pub list_order: LetterOrder,
    /// Keep the last searches in the vault, to be searched again.
    #[serde(default = "yes")]
    pub keep_searches: bool,
    /// Lock after so many seconds without use, 0 for never; while nothing is chosen, after a quarter of an hour. This
    /// and the next two count only where the person has a lock of her own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_after: Option<u32>,
    /// Lock when the computer goes to sleep; while nothing is chosen, yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_with_sleep: Option<bool>,
    /// Lock when the computer's screen is locked; while nothing is chosen, yes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_with_screen: Option<bool>,
}

/// What holds in settings of versions that did not have the choice.
fn yes() -> bool {
    true
}

/// What is the matter with the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum KeyTrouble {
    /// There is no keyring here: choose a passphrase, or keep the key for this session only.
    NoKeyring,
    /// The letters here are locked with a key in a keyring, and none can be reached.
    KeyringAway,
    /// The keyring is locked: unlock it and try again.
    KeyringLocked,
    /// The keyring does not answer.
    KeyringSilent,
    /// The keyring has no key for what is stored here, or another: sign in and fetch the letters again.
    KeyLost,
    /// The vault is locked by a passphrase.
    Passphrase,
    /// The vault is locked by a PIN.
    Pin,
    /// The vault is locked, and the keyring is to ask the person.
    KeyringAsks,
    /// Locked by the person.
    Locked,
}

/// Which screen to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum StartState {
    /// Nobody has logged in yet.
    FirstStart,
    /// There are mailboxes.
    Ready,
    /// The vault cannot be opened; see `trouble`.
    Closed,
    /// What is here is damaged or cannot be read; see `error`.
    Broken,
}

/// A service that one can log in to, as far as this copy of the program may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ServiceView {
    /// Which.
    #[ts(type = "\"digital-post\" | \"altinn\" | \"digipost\"")]
    pub id: ProviderId,
    /// In which country.
    pub country: Country,
    /// An operator's registration is built in: the real service lets this program in.
    pub registered: bool,
}

/// How things stand when the window opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export, optional_fields)]
pub struct StartView {
    /// Which screen.
    pub state: StartState,
    /// Why the vault is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trouble: Option<KeyTrouble>,
    /// What is the matter with what is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<ApiError>,
    /// The lock, while the vault is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<LockView>,
    /// Who shares this computer, by name; whoever is here is among them once she has letters or a name.
    pub people: Vec<PersonView>,
    /// Settings (defaults while the vault is closed).
    pub settings: Settings,
    /// The services, and which of them this copy may log in to.
    pub services: Vec<ServiceView>,
    /// Sample letters can be opened.
    pub sandbox_available: bool,
    /// Another copy of this program syncs this profile; this one reads.
    pub read_only: bool,
    /// The program's version.
    pub version: String,
}

/// Which key the vault is opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
#[ts(export)]
pub enum KeyChoice {
    /// The one in the system's keyring.
    Keyring,
    /// What the person types: her PIN or passphrase, or a passphrase from which a new one is made.
    Passphrase,
    /// One that is kept in memory, until the program ends.
    Session,
    /// A new one in the system's keyring: what is here is set aside, since the person does not know any more what
    /// opens it.
    Anew,
}
