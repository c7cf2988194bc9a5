//! What Altinn holds, in tables of its own beside the other services'.

pub mod dialogs;
pub mod files;
pub mod label_log;
pub mod parties;
pub mod search;
pub mod seen;
