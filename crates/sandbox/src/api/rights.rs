//! What an access allows, by its privileges: the service's own table. Who reads may sort, mark and
//! forward, but neither write nor throw away; who writes may do that too, but throws away nothing
//! but drafts; in a closed mailbox nothing changes any more. Who may decide about others' accesses is told
//! apart from that: it may be somebody who may not read at all.
//!
//! The meaning of most privileges is documented nowhere; here they are read as citizens' pages tell
//! of read access and of read and write access. A privilege that nobody knows allows nothing.

use super::errors::Refusal;
use crate::store::mailboxes::Reached;

/// What an access allows in letters; each includes what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    Nothing,
    Look,
    Sort,
    Write,
    Delete,
}

/// Whose accesses may be decided about; each includes what stands before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decides {
    /// Nobody's.
    Nobodys,
    /// Employees'.
    Employees,
    /// Administrators' too; in a citizen's mailbox everybody's.
    Everybodys,
}

/// The rights of an access, to be asked one by one.
#[derive(Debug, Clone, Copy)]
pub struct Rights {
    extent: Extent,
    decides: Decides,
}

fn allows(privilege: &str) -> (Extent, Decides) {
    match privilege {
        "CITIZEN" | "LEGAL_OWNER" | "ORGANISATION_ADMINISTRATOR" => (Extent::Delete, Decides::Everybodys),
        "ORGANISATION_USER_ADMINISTRATOR" => (Extent::Nothing, Decides::Employees),
        "FULL_POWER_OF_ATTORNEY" | "LEGAL_REPRESENTATIVE" => (Extent::Delete, Decides::Nobodys),
        "MESSAGE_WRITE" | "MESSAGE_EMPLOYEE" | "EMPLOYEE" | "CURATOR" | "LIQUIDATOR" | "EXECUTOR_OF_ESTATE" => {
            (Extent::Write, Decides::Nobodys)
        }
        "MESSAGE_BASIC" => (Extent::Sort, Decides::Nobodys),
        "LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY" => (Extent::Look, Decides::Nobodys),
        _ => (Extent::Nothing, Decides::Nobodys),
    }
}

impl Rights {
    /// Those of this access.
    #[must_use]
    pub fn of(reached: &Reached) -> Self {
        let all = reached.privileges.iter().map(|one| allows(one));
        let (extent, decides) = all.fold((Extent::Nothing, Decides::Nobodys), |(extent, decides), one| {
            (extent.max(one.0), decides.max(one.1))
        });
        match reached.closed {
            true => Rights { extent: extent.min(Extent::Look), decides: Decides::Nobodys },
            false => Rights { extent, decides },
        }
    }

    fn at_least(self, needed: Extent) -> Result<(), Refusal> {
        if self.extent >= needed { Ok(()) } else { Err(Refusal::forbidden()) }
    }

    /// Read letters.
    ///
    /// # Errors
    /// 403 when not allowed.
    pub fn look(self) -> Result<(), Refusal> {
        self.at_least(Extent::Look)
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

    /// Whose accesses may be decided about.
    #[must_use]
    pub fn decides(self) -> Decides {
        self.decides
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_widest_privilege_counts_and_an_unknown_one_allows_nothing() {
        let widest = |all: &[&str]| all.iter().map(|one| allows(one).0).max();
        assert_eq!(widest(&["MESSAGE_BASIC", "MESSAGE_WRITE"]), Some(Extent::Write));
        assert_eq!(widest(&["MESSAGE_BASIC", "CITIZEN"]), Some(Extent::Delete));
        assert_eq!(widest(&["LEGAL_OWNER_OF_INACTIVE_OR_CLOSED_COMPANY", "SUPPORT"]), Some(Extent::Look));
        assert_eq!(widest(&["SUPPORT", "UNKNOWN"]), Some(Extent::Nothing));
    }
}
