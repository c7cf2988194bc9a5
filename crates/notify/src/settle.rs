//! What earlier runs left open.
//!
//! The rule: a line that is found `intended` at a start was cut between the ledger and the answer, and is doubtful. The
//! channel is asked for it by its reference, where it can say: sent is sent, not arrived is failed. Where nobody can say
//! it stays doubtful, is shown as that, and is never sent again: rather a message too few than one twice.

use crate::Way;
use crate::{Fate, Health, SendError};
use jiff::{SignedDuration, Timestamp};
use vault::{LedgerState, Profile, StoreError};

/// So many open sendings are asked for at once, the newest.
const AT_ONCE: usize = 10;
/// So long it is asked what became of one.
const ASKED_FOR: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Settles what can be settled. Only for who has the right to sync: nobody else is sending, then.
pub(crate) fn settle(profile: &Profile, way: &dyn Way, revision: i64, now: Timestamp) -> Result<(), StoreError> {
    profile.ledger_doubt(way.name(), now)?;
    profile.ledger_try_again(way.name(), revision)?;
    for state in [LedgerState::Doubtful, LedgerState::Accepted] {
        for (reference, at) in profile.ledger_open(way.name(), state, AT_ONCE)? {
            let late = now.duration_since(at) > ASKED_FOR;
            if let Some(receipt) = profile.receipt(&reference)? {
                way.recall(&reference, &receipt);
            }
            let learnt = if late { Ok(None) } else { way.fate(&reference) };
            match (learnt, state) {
                (Ok(Some(Fate::Delivered)), _) => {
                    profile.ledger_end(&reference, LedgerState::Sent, None, revision, now)?;
                }
                // It went; whether it arrives is still to be seen.
                (Ok(Some(Fate::Accepted)), LedgerState::Doubtful) => {
                    profile.ledger_end(&reference, LedgerState::Accepted, None, revision, now)?;
                }
                (Ok(Some(Fate::Failed)), _) => {
                    profile.ledger_end(&reference, LedgerState::Failed, Some("notDelivered"), revision, now)?;
                    let mut health = Health::read(profile, way.name())?;
                    health.learns(&Ok(Fate::Failed), now);
                    // The channel itself works; only this did not arrive.
                    (health.next, health.asked) = (None, false);
                    health.write(profile, way.name())?;
                }
                (_, LedgerState::Accepted) if late => {
                    profile.ledger_end(&reference, LedgerState::Sent, None, revision, now)?;
                }
                // It cannot be asked now; nor can the next.
                (Err(SendError::NotYet(..) | SendError::Refused(_) | SendError::Doubtful(_)), _) => return Ok(()),
                _ => {}
            }
        }
    }
    Ok(())
}
