//! The sandbox over real HTTP.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod accesses;
mod activity;
mod address_book;
mod admin;
mod common;
mod drafts;
mod faults;
mod folders;
mod forwarding;
mod memo;
mod messages;
mod notifications;
mod receiver;
mod registration;
mod rights;
mod rights_matrix;
mod sending;
mod shapes;
mod writer;
