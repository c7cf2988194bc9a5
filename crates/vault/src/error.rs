//! Why the vault could not be opened, read or written.

use model::Code;

/// The profile could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no keyring on this computer.
    #[error("there is no keyring here")]
    NoKeyring,
    /// What is stored here was sealed with a key in a keyring, and none can be reached.
    #[error("the keyring with the key is not there")]
    KeyringAway,
    /// The keyring is locked.
    #[error("the keyring is locked")]
    KeyringLocked,
    /// The keyring asked the person, and the question was closed without an answer.
    #[error("the keyring's question was closed")]
    Dismissed,
    /// The keyring does not answer.
    #[error("the keyring does not answer")]
    KeyringSilent,
    /// What is stored here was sealed with a key that is not there (any more).
    #[error("the key of what is stored here is gone, or is another one")]
    KeyLost,
    /// It is locked with a passphrase, and another way was tried.
    #[error("this is locked with a passphrase")]
    NeedsPassphrase,
    /// It is locked with a key in the keyring, and another way was tried.
    #[error("this is locked with a key in the keyring")]
    NeedsKeyring,
    /// It is locked with a PIN beside the key in the keyring, and none was given.
    #[error("this is locked with a PIN")]
    NeedsPin,
    /// The keyring is to ask the person, and was not let.
    #[error("the keyring asks the person for this")]
    NeedsAnswer,
    /// The passphrase is wrong.
    #[error("the passphrase is wrong")]
    WrongPassphrase,
    /// The PIN is wrong.
    #[error("the PIN is wrong")]
    WrongPin,
    /// It was wrong too often: the next try has to wait.
    #[error("it was wrong too often")]
    TooSoon,
    /// A lock of this kind cannot be had here: a PIN guards only beside a key in the keyring, and a profile that was
    /// never in a keyring has to keep its passphrase.
    #[error("such a lock cannot be had here")]
    NoSuchLock,
    /// The person gave the keyring no password, so that it would ask nobody.
    #[error("the keyring was given no password")]
    NoPassword,
    /// The person locked it.
    #[error("the vault is locked")]
    Locked,
    /// A newer version of this program wrote it; nothing was changed.
    #[error("this was written by a newer version of this program")]
    NewerVault,
    /// The name of the profile cannot be the name of a folder.
    #[error("this cannot be the name of a profile")]
    BadName,
    /// The folder cannot be read or written.
    #[error("the folder cannot be read or written")]
    Disk(#[source] std::io::Error),
    /// The database is damaged or cannot be written.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl OpenError {
    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            OpenError::BadName | OpenError::NoSuchLock | OpenError::NoPassword => Code::Refused,
            OpenError::NewerVault | OpenError::Disk(_) => Code::Damaged,
            OpenError::Store(error) => error.code(),
            _ => Code::Locked,
        }
    }

    /// The text in the catalogue that says it more exactly than the code.
    #[must_use]
    pub fn text_key(&self) -> Option<&'static str> {
        Some(match self {
            OpenError::NoKeyring => "trouble.noKeyring",
            OpenError::KeyringAway => "trouble.keyringAway",
            OpenError::KeyringLocked => "trouble.keyringLocked",
            OpenError::KeyringSilent => "trouble.keyringSilent",
            OpenError::Dismissed => "trouble.dismissed",
            OpenError::KeyLost => "trouble.keyLost",
            OpenError::NeedsPassphrase => "trouble.passphrase",
            OpenError::NeedsKeyring => "trouble.needsKeyring",
            OpenError::NeedsPin => "trouble.pin",
            OpenError::NeedsAnswer => "trouble.needsAnswer",
            OpenError::WrongPassphrase => "trouble.wrongPassphrase",
            OpenError::WrongPin => "trouble.wrongPin",
            OpenError::TooSoon => "trouble.tooSoon",
            OpenError::NoSuchLock => "error.lock.notHere",
            OpenError::NoPassword => "error.lock.noPassword",
            OpenError::NewerVault => "trouble.newerVault",
            OpenError::Disk(_) => "trouble.folder",
            OpenError::Store(StoreError::Damaged) => "trouble.profileDamaged",
            OpenError::Store(error) => return error.text_key(),
            OpenError::Locked | OpenError::BadName => return None,
        })
    }
}

impl From<std::io::Error> for OpenError {
    fn from(error: std::io::Error) -> Self {
        match StoreError::from(error) {
            StoreError::Disk(error) => OpenError::Disk(error),
            known => OpenError::Store(known),
        }
    }
}

/// Something could not be stored or read.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The vault is locked.
    #[error("the vault is locked")]
    Locked,
    /// There is no such thing here.
    #[error("there is no such thing here")]
    NotFound,
    /// The access to this mailbox has ended; nothing of it is kept.
    #[error("the access to this mailbox has ended")]
    Ended,
    /// The person may not read in this mailbox.
    #[error("this person may not read here")]
    NotAllowed,
    /// Another process is writing and did not finish in time.
    #[error("the vault is busy")]
    Busy,
    /// The disk is full.
    #[error("the disk is full")]
    Full,
    /// The disk cannot be written.
    #[error("the folder cannot be written")]
    ReadOnly,
    /// What is stored does not authenticate or makes no sense.
    #[error("what is stored here is damaged")]
    Damaged,
    /// A newer version of this program wrote it; nothing was changed.
    #[error("this was written by a newer version of this program")]
    Newer,
    /// Any other trouble with a file.
    #[error("a file could not be read or written")]
    Disk(#[source] std::io::Error),
    /// Any other trouble with a database.
    #[error("the database failed")]
    Database(#[source] rusqlite::Error),
    /// The system gave no randomness.
    #[error("the system gave no randomness")]
    NoRandomness,
}

impl StoreError {
    /// In the words a shell can act on.
    #[must_use]
    pub fn code(&self) -> Code {
        match self {
            StoreError::Locked => Code::Locked,
            StoreError::NotFound => Code::NotFound,
            StoreError::Ended => Code::AccessEnded,
            StoreError::NotAllowed => Code::NotAllowed,
            StoreError::Busy => Code::Busy,
            StoreError::Full | StoreError::ReadOnly | StoreError::Damaged | StoreError::Newer | StoreError::Disk(_) => {
                Code::Damaged
            }
            StoreError::Database(_) | StoreError::NoRandomness => Code::Unexpected,
        }
    }

    /// The text in the catalogue that says it more exactly than the code.
    #[must_use]
    pub fn text_key(&self) -> Option<&'static str> {
        match self {
            StoreError::Full => Some("trouble.diskFull"),
            StoreError::ReadOnly => Some("trouble.readOnly"),
            StoreError::Newer => Some("trouble.newerVault"),
            StoreError::Disk(_) => Some("trouble.folder"),
            _ => None,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull, NotADatabase, ReadOnly,
            SystemIoFailure,
        };
        match error.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => StoreError::Busy,
            Some(DatabaseCorrupt | NotADatabase) => StoreError::Damaged,
            Some(DiskFull) => StoreError::Full,
            Some(ReadOnly) => StoreError::ReadOnly,
            // A file that is shorter than it says.
            _ if extended(&error) == Some(rusqlite::ffi::SQLITE_IOERR_SHORT_READ) => StoreError::Damaged,
            // Why it could not be opened is not said ([`crate::home::reason`]).
            Some(SystemIoFailure | CannotOpen) => StoreError::Disk(std::io::Error::other(error)),
            // All that SQLCipher says of a page that does not authenticate, and to whoever asks again after that.
            _ if extended(&error) == Some(rusqlite::ffi::SQLITE_ERROR) => StoreError::Damaged,
            _ if extended(&error) == Some(rusqlite::ffi::SQLITE_NOMEM) => StoreError::Damaged,
            _ if matches!(error, rusqlite::Error::QueryReturnedNoRows) => StoreError::NotFound,
            _ => StoreError::Database(error),
        }
    }
}

fn extended(error: &rusqlite::Error) -> Option<i32> {
    error.sqlite_error().map(|error| error.extended_code)
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => StoreError::Full,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => StoreError::ReadOnly,
            std::io::ErrorKind::NotFound => StoreError::NotFound,
            // A sealed file that does not open, a text that is none.
            std::io::ErrorKind::InvalidData | std::io::ErrorKind::UnexpectedEof => StoreError::Damaged,
            _ => StoreError::Disk(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(_: serde_json::Error) -> Self {
        StoreError::Damaged
    }
}
