//! The use cases, one file each, and the types that cross to a shell.
//!
//! A shell (a window, a terminal) opens an [`App`] and calls its methods; they read the vault and nothing
//! else, but for login, sync, and opening a letter whose opening has weight.

mod accounts;
mod app;
mod connection;
mod doctor;
mod error;
mod file;
mod forget;
mod letter;
mod lists;
mod login;
mod mailboxes;
mod mark;
mod overlay;
mod sync;
pub mod views;

pub use app::{App, Options};
pub use eid::{CommandBrowser, EidError, LoginBrowser, PrintBrowser, SystemBrowser};
pub use login::{LoginDone, LoginRequest};
pub use vault::{Access, KeySource, PassphraseCost};
