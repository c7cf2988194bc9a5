//! Accounts, mailboxes and folders as a shell shows them. The JSON is a contract of the command line.

use super::Offer;
use jiff::Timestamp;
use model::{
    AccessLevel, AccountId, EndReason, FolderIcon, FolderId, FolderRole, Level, MailboxId, MailboxKind, ProviderId,
    RemoteId, Rights,
};
use serde::Serialize;
use ts_rs::TS;

/// A login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct AccountView {
    /// Ours.
    #[ts(type = "string")]
    pub id: AccountId,
    /// The service.
    #[ts(type = "string")]
    pub provider: ProviderId,
    /// Its address.
    pub server: String,
    /// Who logged in.
    pub person: String,
    /// Whether sync can go on without a login.
    pub signed_in: bool,
    /// At which level.
    #[ts(type = "\"low\" | \"substantial\" | \"high\"")]
    pub level: Level,
    /// A sandbox: its letters are not real post.
    pub sandbox: bool,
    /// What the service has beside its letters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Offer>>")]
    pub offers: Vec<Offer>,
}

/// A company's receiver system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ReceiverView {
    /// Its account, ours.
    #[ts(type = "string")]
    pub account: AccountId,
    /// The mailbox into which it fetches.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// The company that the certificate was made out to.
    pub company: String,
    /// The service's address.
    pub server: String,
    /// Which of the company's systems.
    pub system: String,
    /// When the certificate runs out.
    #[ts(type = "string")]
    pub expires: Timestamp,
}

/// A mailbox, whose it is and what one may do there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct MailboxView {
    /// Ours.
    #[ts(type = "string")]
    pub id: MailboxId,
    /// The service's.
    #[ts(type = "string")]
    pub remote_id: RemoteId,
    /// The login that reaches it.
    #[ts(type = "string")]
    pub account: AccountId,
    /// What to call it.
    pub name: String,
    /// Whose it is.
    pub owner: String,
    /// Whose it is to the person.
    #[ts(type = "\"own\" | \"company\" | \"delegated\" | \"association\" | \"archive\"")]
    pub kind: MailboxKind,
    /// The service.
    #[ts(type = "string")]
    pub provider: ProviderId,
    /// What one may do there.
    #[ts(
        type = "Array<\"read\" | \"mark\" | \"move\" | \"delete\" | \"forward\" | \"write\" | \"note\" | \"notify\" | \"grant\" | \"administer\" | \"upload\">"
    )]
    pub rights: Rights,
    /// Unread letters, in every folder but Deleted.
    #[ts(type = "number")]
    pub unread: u64,
    /// Letters, in every folder.
    #[ts(type = "number")]
    pub total: u64,
    /// When the access ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub ends: Option<Timestamp>,
    /// The owner's company or person is no more at the service: what is left may be read.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub closed: bool,
    /// What its service has beside its letters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Offer>>")]
    pub offers: Vec<Offer>,
    /// What the person may let others do here.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, type = "Array<\"read\" | \"write\" | \"employee\" | \"userAdministrator\" | \"administrator\">")]
    pub gives: Vec<AccessLevel>,
    /// When it was learnt that the access has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub ended: Option<Timestamp>,
    /// How it ended, then.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, as = "Option<EndView>")]
    pub end: Option<EndView>,
    /// When it was last brought up to date.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub synced: Option<Timestamp>,
    /// Its place among the mailboxes used last, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recent: Option<u32>,
    /// The name of the unit that it is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub part_of: Option<String>,
    /// Marked at the service as one that the person uses often.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub favourite: bool,
    /// How much room there is, where the service limits it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, as = "Option<SpaceView>")]
    pub space: Option<SpaceView>,
    /// To delete a letter here is for good: the service has no place for what was deleted.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub erases: bool,
    /// Where the service notes who has seen a letter: whether letters are fetched ahead all the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fetch_ahead: Option<bool>,
}

/// How much room there is at the service, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct SpaceView {
    /// Taken.
    #[ts(type = "number")]
    pub used: u64,
    /// In all.
    #[ts(type = "number")]
    pub total: u64,
}

/// How an access ended, as far as the service says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct EndView {
    /// Why.
    #[ts(type = "\"withdrawn\" | \"left\" | \"expired\" | \"ownerClosed\" | \"companyClosed\" | \"unknown\"")]
    pub why: EndReason,
    /// When it ended at the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub since: Option<Timestamp>,
    /// The reason in the service's own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub said: Option<String>,
}

/// A folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct FolderView {
    /// Ours.
    #[ts(type = "string")]
    pub id: FolderId,
    /// The mailbox.
    #[ts(type = "string")]
    pub mailbox: MailboxId,
    /// The folder in which it lies.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional, type = "string")]
    pub parent: Option<FolderId>,
    /// What it is for; a built-in one is named by this, in the person's language.
    #[ts(type = "\"inbox\" | \"drafts\" | \"sent\" | \"archive\" | \"deleted\" | \"own\"")]
    pub role: FolderRole,
    /// Its name at the service.
    pub name: String,
    /// Unread in it.
    #[ts(type = "number")]
    pub unread: u64,
    /// All in it.
    #[ts(type = "number")]
    pub total: u64,
    /// The picture that was chosen for it, in the service's word.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(
        optional,
        type = "\"FOLDER\" | \"BOX\" | \"ENVELOPE\" | \"LETTER\" | \"PAPER\" | \"TAGS\" | \"HEART\" | \"TROPHY\" | \"HOME\" | \"STAR\" | \"SUITCASE\" | \"CAMERA\" | \"MONEY\" | \"BONUS\" | \"RECEIPT\""
    )]
    pub icon: Option<FolderIcon>,
}
