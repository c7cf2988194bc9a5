//! What arrived in a mailbox, and about which of it a person need not be told.

use model::{Change, FolderRole, MailboxId, MessageState, WishState};
use std::collections::BTreeSet;
use vault::{Arrival, Profile, StoreError};

/// Every arrival that nobody has decided about, with the reason for silence if there is one.
pub(crate) fn arrivals(profile: &Profile, id: &MailboxId) -> Result<Vec<(Arrival, Option<&'static str>)>, StoreError> {
    let mailbox = profile.mailbox(id)?.mailbox;
    if !mailbox.is_readable() {
        return Ok(Vec::new());
    }
    let level = profile.account(&mailbox.account)?.level;
    let cache = profile.cache(id)?;
    let arrivals = cache.arrivals(level)?;
    if arrivals.is_empty() {
        return Ok(Vec::new());
    }
    // What she marked as read here is read, though the service does not know it yet.
    let wishes = profile.state_if_any(id)?.map_or_else(|| Ok(Vec::new()), |state| state.wishes())?;
    let read_here = wishes.into_iter().filter(|wish| wish.state == WishState::Waiting);
    let read_here: BTreeSet<_> =
        read_here.filter(|wish| wish.change == Change::Read(true)).filter_map(|wish| wish.message().cloned()).collect();
    let deleted = cache.folders()?.into_iter().filter(|folder| folder.role == FolderRole::Deleted);
    let deleted: BTreeSet<_> = deleted.map(|folder| folder.id).collect();
    let judged = arrivals.into_iter().map(|arrival| {
        let state = cache.message(&arrival.head.id)?.map(|message| message.state);
        let why = if matches!(state, Some(MessageState::Draft | MessageState::Sent)) {
            // Written by the person, in another viewer.
            Some("own")
        } else if arrival.head.read || read_here.contains(&arrival.head.id) {
            // Read meanwhile, here or in another viewer: she knows.
            Some("read")
        } else {
            deleted.contains(&arrival.head.folder).then_some("deleted")
        };
        Ok((arrival, why))
    });
    judged.collect()
}
