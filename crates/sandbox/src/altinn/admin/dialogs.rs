//! `POST /admin/altinn/dialogs` and `PATCH /admin/altinn/dialogs/{id}`: dialogs as a service owner makes, changes and deletes
//! them.

use super::{members, read};
use crate::admin::Refused;
use crate::altinn::changes::{self, Weight};
use crate::altinn::store::{dialogs, files};
use crate::altinn::times;
use crate::altinn::wish::{self, Wish, WishError};
use crate::ids;
use crate::server::Shared;
use crate::store::StoreError;
use crate::store::times::real_ms;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::{Value, json};

/// The most that one call makes.
const MOST: u64 = 10_000;

/// Makes dialogs: a [`Wish`], with `count` so many alike, and `to` (`{"person"}` or `{"mailbox"}`) instead of `party`.
pub async fn create(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let mut fields = members(&body)?;
    let count = fields.remove("count").map_or(Some(1), |count| count.as_u64());
    let count =
        count.filter(|count| *count <= MOST).ok_or_else(|| Refused::because(format!("at most {MOST} at once")))?;
    if let Some(to) = fields.remove("to") {
        let named = to.get("person").or_else(|| to.get("mailbox")).cloned();
        fields.insert("party".to_owned(), named.unwrap_or_default());
    }
    let wish: Wish = read(Value::Object(fields))?;
    let now = sandbox.clock.now();
    let ids = sandbox.store.run(move |db| make(db, &wish, count, now)).await?;
    Ok(Json(json!({"ids": ids})))
}

fn make(db: &mut Connection, wish: &Wish, count: u64, now: Timestamp) -> Result<Vec<String>, Refused> {
    let transaction = db.transaction().map_err(StoreError::from)?;
    let mut made = Vec::new();
    for _ in 0..count {
        let one = wish::make(&transaction, wish, &ids::fresh(), now).map_err(WishError::refused)?;
        made.push(changes::create(&transaction, one, &wish.seen_by, now, real_ms())?);
    }
    transaction.commit().map_err(StoreError::from)?;
    Ok(made)
}

/// Changes a dialog: the members of a [`Wish`] that are said; `deleted` (it answers 410), `purge` (it was never there), and
/// `silent` (nobody is to notice).
pub async fn change(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Json<Value>, Refused> {
    let mut fields = members(&body)?;
    let mut flag = |name: &str| fields.remove(name) == Some(Value::Bool(true));
    let (purge, deleted, silent) = (flag("purge"), flag("deleted"), flag("silent"));
    let nothing = fields.is_empty();
    let wish: Wish = read(Value::Object(fields))?;
    let now = sandbox.clock.now();
    sandbox
        .store
        .run(move |db| {
            let transaction = db.transaction().map_err(StoreError::from)?;
            let before = dialogs::one(&transaction, &id)?.ok_or_else(|| Refused::unknown("no dialog of that id"))?;
            if purge {
                dialogs::purge(&transaction, &id)?;
            } else {
                let mut made =
                    wish::change(&transaction, &wish, before.clone(), now, now).map_err(WishError::refused)?;
                made.dialog.deleted = if deleted { Some(times::stamp(now)) } else { made.dialog.deleted };
                made.files.iter().try_for_each(|file| files::add(&transaction, &id, file))?;
                let weight = match (silent || (deleted && nothing), made.content) {
                    (true, _) => Weight::Silent,
                    (false, true) => Weight::Content,
                    (false, false) => Weight::Plain,
                };
                changes::update(&transaction, &before, made.dialog, weight, now)?;
            }
            transaction.commit().map_err(StoreError::from)?;
            Ok::<_, Refused>(Json(json!({})))
        })
        .await
}
