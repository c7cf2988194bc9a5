//! Altinn's inbox: Dialogporten's interface for end users, the service owners that dialogs come from, and what an inbox
//! needs of Altinn's profile.

mod admin;
mod api;
mod asked;
mod changes;
mod demo;
mod dialog;
mod ids;
mod languages;
mod letter;
mod making;
mod owner;
mod problem;
mod profile;
mod records;
mod services;
mod store;
mod times;
mod token;
mod wish;

pub use admin::router as admin_router;
pub use demo::seed;
pub use letter::deliver;
pub use records::records;
pub use store::parties::fill;

use crate::server::Shared;
use axum::Router;

/// The tables.
pub const SCHEMA: &str = include_str!("schema.sql");

/// Every path below `/dialogporten`, `/embed` and `/profile`.
pub fn router() -> Router<Shared> {
    api::router().merge(owner::router()).merge(profile::router())
}
