//! What the activity log of a service tells, in the kinds that a person can tell apart.

use serde::{Deserialize, Serialize};

/// A kind of event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Activity {
    /// A letter was marked as read.
    Read,
    /// A letter was moved.
    Moved,
    /// A letter was deleted for good.
    Deleted,
    /// A flag was set or taken off.
    Flagged,
    /// A letter was renamed, noted or marked as unread.
    Changed,
    /// A legal notification was opened: the owner is served.
    Served,
    /// A letter was forwarded by e-mail.
    ForwardedByEmail,
    /// A letter was forwarded to an authority.
    ForwardedToAuthority,
    /// A letter was forwarded to a person or a company.
    ForwardedToPerson,
    /// A draft was saved.
    DraftSaved,
    /// A draft was thrown away.
    DraftDeleted,
    /// A letter was sent.
    Sent,
    /// A letter came.
    Received,
    /// A folder was made.
    FolderMade,
    /// A folder was renamed or moved.
    FolderChanged,
    /// A folder was removed.
    FolderRemoved,
    /// The owner looked into the mailbox.
    Looked,
    /// Somebody with access looked into the mailbox.
    LookedByOther,
    /// Somebody was given access.
    AccessGiven,
    /// An access ended.
    AccessEnded,
    /// Somebody asked for access.
    AccessAsked,
    /// A wish for access was granted.
    AccessApproved,
    /// A wish for access was refused.
    AccessRejected,
    /// A wish for access was taken back.
    AccessWithdrawn,
    /// A program was connected.
    AppConnected,
    /// A program was disconnected.
    AppRemoved,
    /// A notification was sent.
    Notified,
    /// How the person is notified was changed.
    NotificationsChanged,
    /// The registration was changed.
    RegistrationChanged,
    /// Something else.
    Other,
}

impl Activity {
    /// Reads a tag of Digital Post. Source: `EventLogEventTag` of the interface description.
    #[must_use]
    pub fn parse(tag: &str) -> Self {
        match tag {
            "MESSAGE_READ" => Activity::Read,
            "MESSAGE_MOVED" => Activity::Moved,
            "MESSAGE_DELETED" => Activity::Deleted,
            "FLAG_CHANGED" => Activity::Flagged,
            "MESSAGE_UPDATED" => Activity::Changed,
            "MESSAGE_LEGALLY_NOTIFIED" => Activity::Served,
            "MESSAGE_FORWARDED_TO_EMAIL" => Activity::ForwardedByEmail,
            "MESSAGE_FORWARDED_TO_AUTHORITY" => Activity::ForwardedToAuthority,
            "MESSAGE_FORWARDED_TO_TRUSTED" => Activity::ForwardedToPerson,
            "DRAFT_SAVED" => Activity::DraftSaved,
            "DRAFT_DELETED" => Activity::DraftDeleted,
            "MESSAGE_SENT" | "MESSAGE_SENT_MAILBOX" => Activity::Sent,
            "MESSAGE_RECEIVED" => Activity::Received,
            "FOLDER_CREATED" => Activity::FolderMade,
            "FOLDER_UPDATED" | "FOLDER_MOVED" => Activity::FolderChanged,
            "FOLDER_DELETED" => Activity::FolderRemoved,
            "MAILBOX_READ" => Activity::Looked,
            "MAILBOX_READ_BY_PARTY_REPRESENTATIVE" => Activity::LookedByOther,
            "READ_ACCESS_CREATED" | "PRIVILEGES_GRANTED" | "PRIVILEGES_GRANTED_ON_BEHALF_OF" => Activity::AccessGiven,
            "READ_ACCESS_DELETED"
            | "PRIVILEGES_REVOKED"
            | "PRIVILEGES_REVOKED_ON_BEHALF_OF"
            | "ACCESS_REQUEST_REVOKED" => Activity::AccessEnded,
            "ACCESS_REQUEST_SUBMITTED" => Activity::AccessAsked,
            "ACCESS_REQUEST_APPROVED" => Activity::AccessApproved,
            "ACCESS_REQUEST_REJECTED" => Activity::AccessRejected,
            "ACCESS_REQUEST_WITHDRAWN" => Activity::AccessWithdrawn,
            "APP_ACCESS_CREATED" => Activity::AppConnected,
            "APP_ACCESS_REMOVED" | "CONSENT_REVOKED" => Activity::AppRemoved,
            "NOTIFICATION_SENT" | "NOTIFICATION_PUSH_COMPLETED" => Activity::Notified,
            tag if tag.starts_with("NEM_SMS_") || tag.contains("NOTIFICATION_SUBSCRIPTION_") => {
                Activity::NotificationsChanged
            }
            "DIGITAL_POST_EXEMPTED" | "DIGITAL_POST_REGISTERED" => Activity::RegistrationChanged,
            _ => Activity::Other,
        }
    }

    /// Whether it is about a letter.
    #[must_use]
    pub fn is_of_a_letter(self) -> bool {
        use Activity::{
            Changed, Deleted, DraftDeleted, DraftSaved, Flagged, ForwardedByEmail, ForwardedToAuthority,
            ForwardedToPerson, Moved, Read, Received, Sent, Served,
        };
        matches!(
            self,
            Changed
                | Deleted
                | DraftDeleted
                | DraftSaved
                | Flagged
                | ForwardedByEmail
                | ForwardedToAuthority
                | ForwardedToPerson
                | Moved
                | Read
                | Received
                | Sent
                | Served
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_tags_are_told_apart_and_others_are_something_else() {
        assert_eq!(Activity::parse("MESSAGE_LEGALLY_NOTIFIED"), Activity::Served);
        assert_eq!(Activity::parse("NEM_SMS_UPDATED"), Activity::NotificationsChanged);
        assert_eq!(Activity::parse("EMAIL_NOTIFICATION_SUBSCRIPTION_VERIFIED"), Activity::NotificationsChanged);
        assert_eq!(Activity::parse("SOMETHING_NEW"), Activity::Other);
    }
}
