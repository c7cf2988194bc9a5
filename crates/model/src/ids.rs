//! Ids. `RemoteId` is the service's own word for a thing; the others are Postkasse's: stable, opaque
//! and safe as file names.
//!
//! Accounts and mailboxes get random ids, since they name folders and files on disk and must give
//! nothing away. Everything inside a mailbox is named by a hash of the mailbox and the remote id, so
//! that a rebuilt cache gives every letter the id that it had.

use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An id that is not of our making: wrong alphabet or length.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id of this program")]
pub struct IdError;

macro_rules! opaque_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads an id back. Only lower-case letters, digits and `-` are ours, 64 characters at most.
            ///
            /// # Errors
            /// [`IdError`] for anything else, so that an id from outside is safe in a path.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                let ours = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                if text.is_empty() || text.len() > 64 || !text.chars().all(ours) || text.starts_with('-') {
                    return Err(IdError);
                }
                Ok(Self(text.to_owned()))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

opaque_id!(
    /// One login at one service. Random.
    AccountId
);
opaque_id!(
    /// One mailbox that an account reaches. Random; also the name of its folder on disk.
    MailboxId
);
opaque_id!(
    /// One message: `<mailbox>-<hash of its remote id>`.
    MessageId
);
opaque_id!(
    /// One document of a message, unique in its mailbox.
    DocumentId
);
opaque_id!(
    /// One file (a variant of a document), unique in its mailbox.
    FileId
);
opaque_id!(
    /// One folder, unique in its mailbox.
    FolderId
);
opaque_id!(
    /// One letter in the making: `<mailbox>-<random>`.
    DraftId
);
opaque_id!(
    /// One file that goes along with a letter in the making. Random.
    AttachmentId
);

opaque_id!(
    /// One organisation that writes, as one account knows it; tells nothing of which one it is.
    SenderId
);

/// The service's own id of a thing, as it came. Never used as a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RemoteId(pub String);

impl RemoteId {
    /// The id as the service wrote it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for RemoteId {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl std::fmt::Display for RemoteId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// 20 base32 characters (100 bits) of SHA-256 over length-prefixed parts.
fn short_hash(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut text = BASE32_NOPAD.encode(&hash.finalize());
    text.truncate(20);
    text.make_ascii_lowercase();
    text
}

fn random_id(random: [u8; 10]) -> String {
    BASE32_NOPAD.encode(&random).to_ascii_lowercase()
}

impl AccountId {
    /// A new id from ten random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 10]) -> Self {
        Self(random_id(random))
    }
}

impl SenderId {
    /// The id of twenty bytes that only the vault can work out again.
    #[must_use]
    pub fn of_secret(secret: [u8; 20]) -> Self {
        Self(BASE32_NOPAD.encode(&secret).to_ascii_lowercase())
    }
}

impl MailboxId {
    /// A new id from ten random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 10]) -> Self {
        Self(random_id(random))
    }
}

impl MessageId {
    /// The id of this remote message in this mailbox; always the same for the same two.
    #[must_use]
    pub fn derive(mailbox: &MailboxId, remote: &RemoteId) -> Self {
        Self(format!("{mailbox}-{}", short_hash(&[mailbox.as_str(), "message", remote.as_str()])))
    }

    /// The mailbox that this message lies in, read from the id itself.
    ///
    /// # Errors
    /// [`IdError`] when the text has no mailbox part.
    pub fn mailbox(&self) -> Result<MailboxId, IdError> {
        let (mailbox, _) = self.0.rsplit_once('-').ok_or(IdError)?;
        MailboxId::parse(mailbox)
    }
}

impl DraftId {
    /// A new id in this mailbox from ten random bytes.
    #[must_use]
    pub fn from_random(mailbox: &MailboxId, random: [u8; 10]) -> Self {
        Self(format!("{mailbox}-{}", random_id(random)))
    }

    /// The mailbox in which it is written, read from the id itself.
    ///
    /// # Errors
    /// [`IdError`] when the text has no mailbox part.
    pub fn mailbox(&self) -> Result<MailboxId, IdError> {
        let (mailbox, _) = self.0.rsplit_once('-').ok_or(IdError)?;
        MailboxId::parse(mailbox)
    }

    /// What the service is given to know it by: the part that says nothing of the mailbox here.
    #[must_use]
    pub fn mark(&self) -> &str {
        self.0.rsplit_once('-').map_or(&self.0, |(_, random)| random)
    }
}

impl AttachmentId {
    /// A new id from ten random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 10]) -> Self {
        Self(random_id(random))
    }
}

impl DocumentId {
    /// The id of this remote document of this message.
    #[must_use]
    pub fn derive(message: &MessageId, remote: &RemoteId) -> Self {
        Self(short_hash(&[message.as_str(), "document", remote.as_str()]))
    }
}

impl FileId {
    /// The id of this remote file of this document.
    #[must_use]
    pub fn derive(document: &DocumentId, remote: &RemoteId) -> Self {
        Self(short_hash(&[document.as_str(), "file", remote.as_str()]))
    }
}

impl FolderId {
    /// An id for a folder that the service does not have yet, from ten random bytes.
    #[must_use]
    pub fn from_random(random: [u8; 10]) -> Self {
        Self(random_id(random))
    }

    /// The id of this remote folder in this mailbox.
    #[must_use]
    pub fn derive(mailbox: &MailboxId, remote: &RemoteId) -> Self {
        Self(short_hash(&[mailbox.as_str(), "folder", remote.as_str()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_id_tells_its_mailbox_and_survives_a_rebuilt_cache() {
        let mailbox = MailboxId::from_random([7; 10]);
        let id = MessageId::derive(&mailbox, &"r-1".into());
        assert_eq!(id, MessageId::derive(&mailbox, &"r-1".into()));
        assert_ne!(id, MessageId::derive(&mailbox, &"r-2".into()));
        assert_eq!(id.mailbox(), Ok(mailbox));
    }

    #[test]
    fn an_id_from_outside_cannot_leave_its_folder() {
        for bad in ["", "../x", "a/b", "A", "a b", "-x", "a\0", &"a".repeat(65)] {
            assert_eq!(MailboxId::parse(bad), Err(IdError), "{bad:?}");
            assert!(serde_json::from_value::<MailboxId>(serde_json::json!(bad)).is_err());
        }
    }
}
