//! An access that is given to a company or an association waits for a code. The code comes in a letter to the
//! organisation; whoever acts for it hands it in, and has the access from then on.

use super::caller::{Caller, with};
use super::errors::Refusal;
use super::fields::{Fields, LONGEST};
use super::rights::Rights;
use crate::compose::{self, Document, Letter, Part};
use crate::granting;
use crate::ids;
use crate::server::Shared;
use crate::store::access_requests::{self, AccessRequest};
use crate::store::owners::{self, Owner};
use crate::store::{StoreError, mailboxes, times};
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use rusqlite::Connection;
use serde_json::{Map, Value};

/// Who writes the letter with the code.
const SERVICE: &str = "Styrelsen for Eksempler";

/// Sends the organisation its code.
///
/// # Errors
/// When the store fails.
pub fn send_code(db: &Connection, request: &mut AccessRequest, target: &Owner, now: &str) -> Result<(), Refusal> {
    let code = ids::fresh();
    let owner = owners::by_identity(db, &request.owner)?.map(|owner| owner.name).unwrap_or_default();
    let text = format!(
        "Til {}\n\n{owner} har givet jer adgang til sin digitale post. Den, der handler for jer, tager adgangen i brug \
         med denne kode:\n\n{code}\n\nVenlig hilsen\n{SERVICE}\n",
        target.name
    );
    let part = Part {
        filename: "brev.txt".to_owned(),
        mime: "text/plain".to_owned(),
        language: "da".to_owned(),
        bytes: text.into_bytes(),
    };
    let recipient = compose::recipient(db, &target.mailbox)?;
    let more = [("sender".to_owned(), compose::sender(db, SERVICE)?), ("recipient".to_owned(), recipient)];
    compose::deliver(
        db,
        Letter {
            id: ids::fresh(),
            mailbox: target.mailbox.clone(),
            folder: None,
            received: now.to_owned(),
            message_type: "REGULAR",
            label: "Kode til en adgang".to_owned(),
            code: None,
            read: false,
            flag: false,
            level: None,
            deliver_at: None,
            documents: vec![Document::of("MAIN", "Kode til en adgang", part)],
            more: Map::from_iter(more),
            changed_ms: times::real_ms(),
        },
    )?;
    granting::set_target(request, "ACTIVATION_CODE_SENT", "activationCodeSentDateTime", now);
    request.code = Some(code);
    Ok(())
}

/// POST `/access-requests/target/activate`.
pub async fn activate(State(sandbox): State<Shared>, caller: Caller, body: Bytes) -> Result<Json<Value>, Refusal> {
    let code = Fields::parse("targetActivation", &body)?.needed("code", LONGEST)?;
    let now = times::stamp(sandbox.clock.now());
    with(&sandbox.store, move |db| {
        let missing = || Refusal::not_found("access.request");
        let mut request = access_requests::by_code(db, &code)?.ok_or_else(missing)?;
        let target = owners::by_identity(db, &request.target)?.ok_or_else(missing)?;
        let reached = mailboxes::reach(db, &caller.person, &target.mailbox)?.filter(|reached| !reached.ended);
        Rights::of(&reached.ok_or_else(Refusal::forbidden)?).write()?;
        let me = super::parties::caller(db, &caller)?.identity;
        let transaction = db.transaction().map_err(StoreError::from)?;
        granting::give(&transaction, &mut request, &caller.person, Some(&me), &now)?;
        request.code = None;
        access_requests::save(&transaction, &request, &now)?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(Json(access_requests::one(db, &request.id)?.ok_or_else(missing)?.shape))
    })
    .await
}
