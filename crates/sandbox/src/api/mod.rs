//! The Digital Post interface of docs/interfaces/digital-post.openapi.yaml, as far as the sandbox
//! plays it: one file a resource, each answering in the description's shapes.

mod answer;
mod caller;
mod content;
mod documents;
mod errors;
mod fields;
mod filter;
mod folder_writes;
mod folders;
mod mailboxes;
mod messages;
mod organisations;
mod params;
mod patch;
mod projection;
mod rights;
mod versions;

pub use caller::Caller;
pub use errors::Refusal;

use crate::server::Shared;
use axum::Router;
use axum::routing::get;

/// Where the interface begins.
pub const BASE: &str = "/apis/v1";

/// Every path that is played, without the base. `/consents/` belongs to the login.
pub fn router() -> Router<Shared> {
    const FILES: &str = "/apis/v1/mailboxes/{mailbox}/messages/{message}/documents/{document}/files/";
    Router::new()
        .route("/apis/v1/mailboxes/", get(mailboxes::list))
        .route("/apis/v1/mailboxes/{mailbox}", get(mailboxes::one))
        .route("/apis/v1/mailboxes/messages/unread/exists/", get(mailboxes::unread))
        .route("/apis/v1/mailboxes/{mailbox}/folders/", get(folders::list).post(folder_writes::make))
        .route("/apis/v1/mailboxes/{mailbox}/folders/summary/", get(folders::summary))
        .route(
            "/apis/v1/mailboxes/{mailbox}/folders/{folder}",
            get(folders::one).put(folder_writes::replace).delete(folder_writes::remove),
        )
        .route("/apis/v1/mailboxes/{mailbox}/messages/", get(messages::list))
        .route("/apis/v1/mailboxes/{mailbox}/messages/{message}", get(messages::one).patch(patch::patch))
        .route("/apis/v1/mailboxes/{mailbox}/messages/{message}/documents/", get(documents::list))
        .route("/apis/v1/mailboxes/{mailbox}/messages/{message}/documents/{document}", get(documents::one))
        .route(FILES, get(documents::files))
        .route(&format!("{FILES}{{file}}"), get(documents::file))
        .route(&format!("{FILES}{{file}}/content"), get(content::content))
        .route("/apis/v1/organisations/", get(organisations::list))
        .route("/apis/v1/organisations/{organisation}", get(organisations::one))
        .route("/apis/v1/organisations/{organisation}/logo", get(organisations::logo))
}
