//! The Digital Post interface of docs/interfaces/digital-post.openapi.yaml, as far as the sandbox
//! plays it: one file a resource, each answering in the description's shapes.

mod access_decisions;
mod access_requests;
mod access_terms;
mod accesses;
mod activation;
mod answer;
mod caller;
mod contact_points;
mod contacts;
mod content;
mod dispatch;
mod document_writes;
mod documents;
mod draft_fields;
mod drafts;
mod errors;
mod events;
mod fields;
mod file_writes;
mod filter;
mod folder_writes;
mod folders;
mod forwards;
mod lookups;
mod mailboxes;
mod messages;
mod noted;
mod organisations;
mod params;
mod parties;
mod parts;
mod patch;
mod projection;
mod replies;
mod rights;
mod senders;
mod sending;
mod subscriptions;
mod versions;

pub use caller::Caller;
pub use errors::Refusal;
pub use params::Params;

use crate::server::Shared;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post, put};

/// Where the interface begins.
pub const BASE: &str = "/apis/v1";

/// The largest body that is read to its end, so that a file that is too large gets a reason.
const LARGEST_UPLOAD: usize = 160 * 1024 * 1024;

/// Every path that is played, without the base. `/consents` belongs to the login.
pub fn router() -> Router<Shared> {
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
        .route("/apis/v1/mailboxes/{mailbox}/messages/", get(messages::list).post(drafts::make))
        .merge(letter())
        .merge(rights_and_log())
        .route("/apis/v1/organisations/", get(organisations::list))
        .route("/apis/v1/organisations/{organisation}", get(organisations::one))
        .route("/apis/v1/organisations/{organisation}/logo", get(organisations::logo))
        .merge(address_book())
        .merge(registration())
}

/// One letter with its documents and files.
fn letter() -> Router<Shared> {
    const LETTER: &str = "/apis/v1/mailboxes/{mailbox}/messages/{message}";
    const FILES: &str = "/apis/v1/mailboxes/{mailbox}/messages/{message}/documents/{document}/files/";
    let letter = get(messages::one).put(drafts::replace).patch(patch::patch).delete(drafts::remove);
    let document = get(documents::one).put(document_writes::replace).delete(document_writes::remove);
    let file = get(documents::file).put(file_writes::replace).delete(file_writes::remove);
    Router::new()
        .route(LETTER, letter)
        .route(&format!("{LETTER}/reply"), post(replies::reply))
        .route(&format!("{LETTER}/forward"), post(forwards::forward))
        .route(&format!("{LETTER}/send"), post(sending::send).put(sending::send_seen))
        .route(&format!("{LETTER}/documents/"), get(documents::list).post(document_writes::add))
        .route(&format!("{LETTER}/documents/{{document}}"), document)
        .route(FILES, get(documents::files).post(file_writes::add))
        .route(&format!("{FILES}{{file}}"), file)
        .route(&format!("{FILES}{{file}}/content"), get(content::content).put(file_writes::upload))
        .layer(DefaultBodyLimit::max(LARGEST_UPLOAD))
}

/// Who has access to what, and what was done.
fn rights_and_log() -> Router<Shared> {
    let requests = get(access_requests::list).post(access_requests::create);
    let request = get(access_requests::one).put(access_decisions::decide).delete(access_requests::withdraw);
    Router::new()
        .route("/apis/v1/mailboxes/{mailbox}/accesses/", get(accesses::list))
        .route("/apis/v1/mailboxes/{mailbox}/accesses/{access}", get(accesses::one))
        .route("/apis/v1/access-requests/", requests)
        .route("/apis/v1/access-requests/target/activate", post(activation::activate))
        .route("/apis/v1/access-requests/{request}", request)
        .route("/apis/v1/events/", get(events::list))
}

/// Whom one can write to, and what is known of those who write.
fn address_book() -> Router<Shared> {
    Router::new()
        .route("/apis/v1/contact-points/", get(contact_points::all))
        .route("/apis/v1/contact-groups/", get(contact_points::all_groups))
        .route("/apis/v1/organisations/{organisation}/contact-points/", get(contact_points::list))
        .route("/apis/v1/organisations/{organisation}/contact-points/{point}", get(contact_points::one))
        .route("/apis/v1/organisations/{organisation}/contact-groups/", get(contact_points::groups))
        .route("/apis/v1/organisations/{organisation}/contact-groups/{group}", get(contact_points::group))
        .route("/apis/v1/organisation-lookup/{cvr}", get(lookups::organisation))
        .route("/apis/v1/citizen-lookup/", get(lookups::citizen))
        .route("/apis/v1/mailboxes/trustees", get(lookups::trustees))
        .route("/apis/v1/mailboxes/{mailbox}/sender-information/", get(senders::information))
}

/// The register of owners, and how each person is told of new letters.
fn registration() -> Router<Shared> {
    const ACCESS: &str = "/apis/v1/mailboxes/{mailbox}/accesses/{access}";
    Router::new()
        .route("/apis/v1/contacts/", get(contacts::list))
        .route("/apis/v1/contacts/{contact}", get(contacts::one).put(contacts::replace))
        .route("/apis/v1/contacts/{contact}/verifications/{subscription}", put(contacts::verify))
        .route("/apis/v1/exemptions/{exemption}", get(contacts::exemption))
        .route(ACCESS, put(subscriptions::replace))
        .route(&format!("{ACCESS}/subscriptions/{{subscription}}/verification"), put(subscriptions::verify))
}
