//! What an access allows, by its privileges: the service's own table. Who reads may sort, mark and
//! forward, but neither write nor throw away; who writes may do that too, but throws away nothing
//! but drafts; in a closed mailbox nothing changes any more.
//!
//! The meaning of most privileges is documented nowhere; here they are read as citizens' pages tell
//! of read access and of read and write access.

use super::errors::Refusal;
use crate::store::mailboxes::Reached;

/// What an access allows; each includes what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    Look,
    Sort,
    Write,
    Delete,
}

/// The rights of an access, to be asked one by one.
#[derive(Debug, Clone, Copy)]
pub struct Rights(Extent);

fn extent(privilege: &str) -> Extent {
    match privilege {
        "CITIZEN"
        | "LEGAL_OWNER"
        | "ORGANISATION_ADMINISTRATOR"
        | "FULL_POWER_OF_ATTORNEY"
        | "LEGAL_REPRESENTATIVE" => Extent::Delete,
        "MESSAGE_WRITE" | "MESSAGE_EMPLOYEE" | "EMPLOYEE" | "CURATOR" | "LIQUIDATOR" | "EXECUTOR_OF_ESTATE" => {
            Extent::Write
        }
        "MESSAGE_BASIC" => Extent::Sort,
        _ => Extent::Look,
    }
}

impl Rights {
    /// Those of this access.
    #[must_use]
    pub fn of(reached: &Reached) -> Self {
        if reached.closed {
            return Rights(Extent::Look);
        }
        Rights(reached.privileges.iter().map(|one| extent(one)).max().unwrap_or(Extent::Look))
    }

    fn at_least(self, needed: Extent) -> Result<(), Refusal> {
        if self.0 >= needed { Ok(()) } else { Err(Refusal::forbidden()) }
    }

    /// Mark, move, make folders, forward.
    ///
    /// # Errors
    /// 403 when not allowed.
    pub fn sort(self) -> Result<(), Refusal> {
        self.at_least(Extent::Sort)
    }

    /// Write, answer, rename, note.
    ///
    /// # Errors
    /// 403 when not allowed.
    pub fn write(self) -> Result<(), Refusal> {
        self.at_least(Extent::Write)
    }

    /// Throw away, also for good.
    ///
    /// # Errors
    /// 403 when not allowed.
    pub fn delete(self) -> Result<(), Refusal> {
        self.at_least(Extent::Delete)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_privilege_counts_and_an_unknown_one_only_looks() {
        let widest = |all: &[&str]| all.iter().map(|one| extent(one)).max();
        assert_eq!(widest(&["MESSAGE_BASIC", "MESSAGE_WRITE"]), Some(Extent::Write));
        assert_eq!(widest(&["MESSAGE_BASIC", "CITIZEN"]), Some(Extent::Delete));
        assert_eq!(widest(&["LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY", "SUPPORT"]), Some(Extent::Look));
    }
}
