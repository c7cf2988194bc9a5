//! Altinn's Dialogporten in the sandbox, over real HTTP; every answer is held against the official description.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod actions;
mod bulk;
mod children;
mod common;
mod demo;
mod described;
mod embeds;
mod filters;
mod labels;
mod letters;
mod metadata;
mod owner;
mod paging;
mod parties;
mod reading;
mod refusals;
