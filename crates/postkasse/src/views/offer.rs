//! What a service has beside its letters, as far as a page or a dialog depends on it.

use serde::Serialize;
use ts_rs::TS;

/// One thing that a service has. What it does not have is offered by no shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum Offer {
    /// Letters are written to authorities, and answered.
    Writing,
    /// How an owner is registered or exempt, and her number for NemSMS.
    Registration,
    /// The national register of contact details and reservations.
    ContactRegister,
    /// The list of the programs that were let in.
    Devices,
    /// Accesses that are given, asked for and decided about by number and name.
    Accesses,
    /// Accesses that are given by the address of the other's mailbox.
    AccessByAddress,
    /// Accesses that are given on the service's own page only.
    AccessElsewhere,
    /// The log of what was done in a mailbox.
    Activity,
    /// A flag on a letter.
    Flags,
    /// A private note with a letter.
    Notes,
    /// Folders that lie in folders.
    FoldersInFolders,
    /// What was thrown away can be deleted for good.
    Erasing,
    /// A picture for each folder.
    FolderIcons,
}
