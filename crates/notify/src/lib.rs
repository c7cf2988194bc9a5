//! Telling of new letters: sync says what arrived, this crate decides, writes the ledger, then tells.
//!
//! At most once a letter, channel and purpose: the line in the ledger is written before anything is sent, and says by
//! which reference. A round goes like this:
//! 1. `intake`: what arrived becomes lines that wait, one for each channel that is on; what she knows already is
//!    suppressed.
//! 2. `settle`: what an earlier run left `intended` is doubtful. The channel is asked for it by its reference; where
//!    nobody can say, it is shown as doubtful and never sent again.
//! 3. `decide`: of each mailbox and channel, what is told now, what waits (quiet hours, digest, limit), and what is never
//!    told (read, deleted, off). A pure question: the hours and the facts are handed in.
//! 4. The ledger takes the lines, all or none: `intended`, with a fresh reference. What does not get there is not sent.
//! 5. The channel is told. 6. The ledger has what it said: sent, accepted, waiting again, failed or doubtful.
//!
//! Before that, `screen` keeps true what a screen still shows: what is read by now is taken away.
//!
//! What is told is neutral: how many, and from whom or about what only where the person turned that on; never a link.

mod catalogue;
mod channel;
mod config;
mod decide;
mod desktop;
mod health;
mod intake;
mod letter;
mod one;
mod preview;
mod remote;
mod rules;
mod screen;
mod settle;
mod size;
mod tame;
mod tell;
mod times;
mod view;
mod way;
mod words;

pub use catalogue::Catalogue;
pub use channel::{About, Act, Channel, ChannelError, Notice, Rank};
pub use config::{EmailChannel, Gateway, RemoteConfig, SmsChannel, Tls, remote};
pub use decide::is_hold;
pub use desktop::Desktop;
pub use health::Health;
pub use preview::{Preview, preview};
pub use remote::{
    Email, EmailAddress, Fate, GatewayApi, Kannel, Number, Patience, Remote, SendError, Telling, Trouble,
};
pub use rules::{Book, CHANNELS, DESKTOP, EMAIL, Holds, Kind, Rule, SMS, Show};
pub use size::Room;
pub use tell::{How, Told, send_trial, tell, tell_on_screen};
pub use times::{Digest, Quiet, QuietError};
pub use way::{Message, OnScreen, Screen, Way};
