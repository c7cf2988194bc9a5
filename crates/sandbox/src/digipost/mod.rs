//! Norway's Digipost as its programs for private persons see it, by links from one root. Its own OAuth lies beside.
//!
//! Sources: the open apps and their fixtures (`digipost/ios`, `digipost/android`), `digipost-data-types`, and
//! digipost.no/plattform. What they leave open is said where it is decided.

mod access;
mod answer;
mod caller;
mod content;
mod deliver;
mod demo;
mod documents;
mod folders;
mod letter;
mod level;
mod links;
pub mod login;
mod logo;
mod oauth;
mod payment;
mod people;
mod records;
mod refusal;
mod root;
mod settings;
mod shapes;
pub mod store;
mod upload;

pub use deliver::deliver;
pub use demo::seed;
pub use people::fill;
pub use records::records;
pub use refusal::Refusal;
pub use shapes::used;
pub use store::SCHEMA;

use crate::server::Shared;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{delete, get, post};

/// Where the interface begins.
pub const BASE: &str = "/post/api";
/// Its media type.
pub const MEDIA: &str = "application/vnd.digipost-v2+json";

/// The largest body that is read to its end, so that a file that is too large gets a reason.
const LARGEST_UPLOAD: usize = 160 * 1024 * 1024;

/// Every path that is played. The ways in, which are nobody's bad day, are [`ways_in`].
pub fn router() -> Router<Shared> {
    Router::new()
        .route(links::ROOT, get(root::root))
        .route(links::LOGOUT, post(root::log_out))
        .route(links::MAILBOX, get(root::mailbox))
        .route(links::SETTINGS, get(settings::look).post(settings::change))
        .route(links::ACCESSES, get(access::list).post(access::give))
        .route(links::ACCESS, delete(access::take_back))
        .route(links::FOLDERS, get(folders::list).post(folders::create).put(folders::reorder))
        .route(links::FOLDER, get(folders::one).put(folders::change).delete(folders::remove).post(upload::to_folder))
        .route(links::INBOX, get(documents::inbox))
        .route(links::UPLOAD, post(upload::to_inbox))
        .route(links::DOCUMENT, get(documents::one).post(documents::update).delete(documents::remove))
        .route(links::CONTENT, get(content::content))
        .route(links::RECEIPT, post(content::confirm))
        .route(links::PAYMENT, post(payment::send_to_bank))
        .route(links::LOGO, get(logo::logo))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD))
}

/// The OAuth.
pub fn ways_in() -> Router<Shared> {
    oauth::router()
}
