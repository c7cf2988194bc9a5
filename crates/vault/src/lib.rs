//! Everything at rest: keys, sealed files, one encrypted database a mailbox, migrations, search.
//!
//! One 256-bit device key a profile, kept by the OS keyring, made from a passphrase, or held in memory
//! only. From it come the key of `profile.db` and the key that wraps the wrapping key; each mailbox has a
//! random key of its own, wrapped. Forgetting that key is forgetting the mailbox. The interface is
//! synchronous: callers in async code use `spawn_blocking`.

mod cache;
mod content;
mod database;
mod device_key;
mod error;
mod fold;
mod head;
mod home;
mod kept;
mod keyring;
#[cfg(test)]
mod keyring_of_tests;
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
mod own_collection;
mod own_lock;
mod passphrase;
mod people;
mod profile;
mod query;
#[cfg(all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))))]
mod remembered;
mod secret;
mod snippet;
mod state;
mod stream;
mod tries;

pub use cache::{
    Arrival, Cache, Checked, Counts, Damage, Dated, FileJob, FileState, FolderCount, Found, Held, Hit, Indexed,
    ListOrder, ListPlace, ListQuery, NamedFolder, NewFile, Odd, Order, PageWrite, Search, Stored, Wished,
};
pub use content::{Content, ContentWriter};
pub use device_key::KeySource;
pub use error::{OpenError, StoreError};
pub use fold::fold;
pub use head::MessageHead;
pub use home::Home;
pub use kept::{Kept, KeptContent, KeptLetter, NewContent, NewKept};
pub use own_lock::LockKind;
pub use passphrase::PassphraseCost;
pub use people::{
    FIRST_PROFILE, Person, PersonError, add_person, be_person, forget_person, last_person, name_person, people,
};
pub use profile::{
    Access, Account, ChannelRecord, KeptLock, KnownSender, LedgerLine, LedgerState, LockFacts, LogoAnswer, MailboxKey,
    MailboxRecord, Mended, NewAccount, NewLine, NewMailbox, NewSending, Profile, Purpose, ReceiverSecrets, RuleRecord,
    ScreenLock, SyncLock, forget_unopened, lock_facts,
};
pub use query::Query;
pub use snippet::SnippetPart;
pub use state::{Handover, Seen, State, Tick};
pub use stream::{BlobReader, BlobWriter, SealedBlob};
