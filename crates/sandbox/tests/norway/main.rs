//! Norway's side of the sandbox over real HTTP: ID-porten, the contact register and Digipost. Digipost is met as a program
//! meets it that follows links and knows no paths. ID-porten's id tokens are checked by an independent library.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, missing_docs)]

mod access;
mod admin;
mod digipost_login;
mod faults;
mod folders;
mod id_tokens;
mod idporten;
mod inbox;
mod opening;
mod page;
mod plumbing;
mod register;
mod settings;
mod uploads;
mod world;
