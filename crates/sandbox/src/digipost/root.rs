//! The root, from which everything is found; a mailbox by itself; and the end of the session.

use super::answer::Resource;
use super::caller::Reader;
use super::links::{self, Links};
use super::refusal::Refusal;
use super::shapes;
use super::store::mailboxes;
use crate::norway::people;
use crate::server::Shared;
use crate::store::StoreError;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// What names and addresses may look like, as patterns.
fn rules() -> Value {
    json!({
        "email": "^[^@\\s]+@[^@\\s]+\\.[a-zA-Z]{2,}$", "phoneNumber": "^\\d{8}$",
        "digipostAddress": "^[a-zæøåA-ZÆØÅ0-9\\.\\/]{1,35}#[0-9a-zA-Z]{4}$",
        "foldername": "^[a-zA-ZæøåÆØÅ0-9\\.\\-\\s\\(\\)\\,\\+]{1,30}$",
    })
}

/// GET `/post/api`.
pub async fn root(State(sandbox): State<Shared>, reader: Reader) -> Result<Resource, Refusal> {
    let csrf: String = crate::ids::fresh().to_uppercase().chars().filter(|c| *c != '-').collect();
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let links = Links::of(&shared);
        // Whoever another issuer vouches for may have no mailbox.
        let own = mailboxes::of_person(db, &reader.person)?.ok_or_else(Refusal::unauthorized)?;
        let mut all = Vec::new();
        for one in mailboxes::reached(db, &reader.person)? {
            all.push(shapes::mailbox(db, &links, &reader, &one)?);
        }
        let mine = shapes::mailbox(db, &links, &reader, &own)?;
        let (level, idporten) = reader.scope.numbers();
        let (first, last) = own.name.split_once(' ').unwrap_or((&own.name, ""));
        let number = people::person(&own.person).map(|person| person.number.chars().take(6).collect::<String>());
        let account = json!({
            "personalidentificationnumberObfuscated": format!("{}*****", number.unwrap_or_default()),
            "fullName": own.name, "firstName": first, "middleName": "", "lastName": last,
            "email": own.settings.emails(), "extendedEmail": own.settings.shown_emails(),
            "extendedPhone": own.settings.shown_phone(), "digipostaddress": own.address,
            "address": [{"street": "Prøvegata", "house-number": "1", "house-letter": "", "additional-addressline": "",
                "zip-code": "0000", "city": "Prøvevik"}],
            "unreadItemsInInbox": mine.get("unreadItemsInInbox"), "usedStorage": mine.get("usedStorage"),
            "totalAvailableStorage": shapes::SPACE,
            "serviceSubscriptionStatus": {"receiptServiceUser": false, "letterServiceUser": true, "link": []},
            "needsContactInfoVerification": false, "shouldShowTerms": false, "invalidEmail": [],
            "link": [
                links.to("self", links::MAILBOX, &own.id),
                links.to("document_inbox", links::INBOX, &own.id),
                links.to("upload_document", links::UPLOAD, &own.id),
                links.to("mailbox_settings", links::SETTINGS, &own.id),
                links.to("mailbox_access", links::ACCESSES, &own.id),
            ],
        });
        Ok::<_, Refusal>(json!({
            "csrfToken": csrf, "authenticationlevel": level, "authenticationlevelIdporten": idporten,
            "validationRules": rules(), "primaryAccount": account,
            "settings": [{"name": "fakturabetaling.aktivert", "value": "true"}], "mailbox": all,
            "language": {"language": "nb", "link": []}, "role": "PRIVAT",
            "link": [
                links.to("self", links::ROOT, ""),
                links.to("logout", links::LOGOUT, ""),
                links.to("a_relation_of_tomorrow", links::UNKNOWN, &own.id),
            ],
        }))
    });
    found.await.map(Resource::ok)
}

/// GET a mailbox.
pub async fn mailbox(
    State(sandbox): State<Shared>,
    reader: Reader,
    Path(mailbox): Path<String>,
) -> Result<Resource, Refusal> {
    let shared = sandbox.clone();
    let found = sandbox.store.run(move |db| {
        let mailbox = reader.reach(db, &mailbox)?;
        Ok::<_, Refusal>(shapes::mailbox(db, &Links::of(&shared), &reader, &mailbox)?)
    });
    found.await.map(Resource::ok)
}

/// POST the end of the session: its tokens open nothing more.
pub async fn log_out(State(sandbox): State<Shared>, reader: Reader) -> Result<StatusCode, Refusal> {
    if let Some(grant) = &reader.grant {
        sandbox.digipost.end(grant).map_err(StoreError::from)?;
    }
    Ok(StatusCode::NO_CONTENT)
}
