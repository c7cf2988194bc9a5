//! What public pages say of digital mail in Norway: the register of contact details and reservations, who may have a
//! digital mailbox and with which eID, the two providers of mailboxes, and who helps.

pub(super) mod facts;
pub(super) mod mailboxes;
pub(super) mod pages;
pub(super) mod plan;
pub(super) mod support;
