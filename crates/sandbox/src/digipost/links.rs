//! Where things are. Whoever follows the links needs nothing of this: the paths are words without a meaning and ids that
//! stand nowhere else, and none is built as at the real service.

use super::MEDIA;
use crate::server::Sandbox;
use serde_json::{Value, json};

/// The root.
pub const ROOT: &str = "/post/api";
/// A mailbox, its inbox, its folders, and who else may use it.
pub const MAILBOX: &str = "/post/api/private/m3/{mailbox}";
pub const INBOX: &str = "/post/api/private/i7/{mailbox}";
pub const UPLOAD: &str = "/post/api/private/u1/{mailbox}";
pub const FOLDERS: &str = "/post/api/private/f9/{mailbox}";
pub const ACCESSES: &str = "/post/api/private/a2/{mailbox}";
pub const SETTINGS: &str = "/post/api/private/s5/{mailbox}";
/// An access.
pub const ACCESS: &str = "/post/api/private/a8/{access}";
/// A folder.
pub const FOLDER: &str = "/post/api/private/k4/{folder}";
/// A letter.
pub const DOCUMENT: &str = "/post/api/private/d4/{document}";
/// A file, its receipt, and its payment.
pub const CONTENT: &str = "/post/api/private/c8/{file}";
pub const RECEIPT: &str = "/post/api/private/r6/{file}";
pub const PAYMENT: &str = "/post/api/private/b1/{file}";
/// A sender's logo.
pub const LOGO: &str = "/post/api/private/o2/{organisation}";
/// The end of the session.
pub const LOGOUT: &str = "/post/api/private/l0";
/// Something that a program has never heard of.
pub const UNKNOWN: &str = "/post/api/private/x0/{document}";

/// Makes links.
pub struct Links<'a>(&'a str);

impl<'a> Links<'a> {
    /// Those of this sandbox.
    #[must_use]
    pub fn of(sandbox: &'a Sandbox) -> Self {
        Links(&sandbox.url)
    }

    /// A link: its relation, and where it leads. What stands in braces is replaced by the id.
    #[must_use]
    pub fn to(&self, relation: &str, path: &str, id: &str) -> Value {
        self.with_media(relation, path, id, MEDIA)
    }

    /// A link to bytes.
    #[must_use]
    pub fn content(&self, file: &str) -> Value {
        self.with_media("get_document_content", CONTENT, file, "application/octet-stream")
    }

    fn with_media(&self, relation: &str, path: &str, id: &str, media: &str) -> Value {
        let base = self.0;
        let path = match path.split_once('{') {
            Some((before, _)) => format!("{before}{id}"),
            None => path.to_owned(),
        };
        json!({"rel": format!("{base}/post/relations/{relation}"), "uri": format!("{base}{path}"), "media-type": media})
    }
}
