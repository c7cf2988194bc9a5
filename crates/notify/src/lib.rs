//! Telling of new letters: sync says what arrived, this crate decides, writes the ledger, then tells.
//!
//! At most once a letter and channel from this device: the line in the ledger is written before anything
//! is told, so a crash in between leaves a doubtful line and never a second notification. What is told is
//! neutral: how many, never whose, from whom or about what, and never a link.

mod arrivals;
mod catalogue;
mod channel;
mod config;
mod desktop;
mod remote;
mod tell;

pub use catalogue::{Catalogue, LANGUAGES};
pub use channel::{Channel, ChannelError, Notice};
pub use config::{EmailChannel, Gateway, RemoteConfig, SmsChannel, Tls, remote};
pub use desktop::Desktop;
pub use remote::{
    Email, EmailAddress, Fate, GatewayApi, Kannel, Number, Patience, Remote, SendError, Telling, Trouble,
};
pub use tell::{Rules, Told, tell};
