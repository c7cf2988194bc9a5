//! The use cases, one file each, and the types that cross to a shell.
//!
//! A shell (a window, a terminal) opens an [`App`] and calls its methods; they read the vault and nothing
//! else, but for login, sync, opening a letter whose opening has weight, and the direct questions in `ask`.

mod accounts;
mod again;
mod app;
mod ask;
mod attachments;
mod background;
mod calendar;
mod computer;
mod connection;
mod content;
mod doctor;
mod drafts;
pub mod environment;
mod error;
mod export;
mod file;
mod folders;
mod forget;
pub mod guide;
mod helping;
mod import;
mod kept;
mod known;
mod leaving;
mod letter;
mod links;
mod lists;
mod login;
mod mailboxes;
mod mark;
mod notices;
mod offers;
mod outbox;
mod overlay;
mod own_document;
mod own_lock;
mod pace;
mod people;
mod pulse;
mod read_aloud;
mod receiver;
mod recent;
mod refusals;
mod search;
mod searched;
mod senders;
mod sending;
mod served;
pub mod services;
mod settings;
mod start_over;
mod sync;
mod thread;
mod todo;
pub mod views;

pub use app::{App, Options};
pub use ask::{ActivityAsked, Gift, Somebody};
pub use content::Content;
pub use eid::{CommandBrowser, EidError, LoginBrowser, PrintBrowser, SystemBrowser};
pub use leaving::{Left, Rules, SelfLock};
pub use links::LetterLink;
pub use login::{LoginDone, LoginRequest};
pub use notices::{EmailRequest, Outlets, Remotes, SmsRequest};
pub use notify::{
    About, Act, Catalogue, Channel, ChannelError, DESKTOP, Desktop, Digest, Fate, Gateway, Kind, Notice, Rank, Show,
};
pub use outbox::change_word;
pub use own_document::PutIn;
pub use own_lock::lock_of;
pub use people::People;
pub use receiver::ReceiverRequest;
pub use refusals::text_key;
pub use start_over::{forget_closed, is_beyond_opening};
pub use vault::{Access, KeySource, PassphraseCost};
pub use views::RuleChange;
