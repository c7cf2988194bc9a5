//! `POST /enduser/dialogs/context/systemlabels/actions/bulkset`: the labels of many dialogs at once, all or none.

use super::context::{self, Wanted};
use super::id;
use crate::altinn::asked::Asked;
use crate::altinn::problem::Problem;
use crate::altinn::store::{dialogs, parties};
use crate::server::Shared;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The most dialogs at once.
const MOST: usize = 100;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Bulk {
    #[serde(default)]
    dialogs: Option<Vec<Target>>,
    #[serde(flatten)]
    wanted: Wanted,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    dialog_id: String,
    end_user_context_revision: Option<String>,
}

/// Each dialog with the revision that it must have, if one was named.
type Targets = BTreeMap<String, Option<String>>;

fn read(body: &[u8]) -> Result<(Targets, Wanted), Problem> {
    let bulk: Bulk = serde_json::from_slice(body).map_err(|error| Problem::invalid("body", error.to_string()))?;
    let named = bulk.dialogs.unwrap_or_default();
    if named.is_empty() || named.len() > MOST {
        return Err(Problem::invalid("Dialogs", format!("Between 1 and {MOST} dialogs can be changed at once.")));
    }
    let mut targets = Targets::new();
    for Target { dialog_id, end_user_context_revision } in named {
        let revision = end_user_context_revision.map(|text| id("EndUserContextRevision", &text)).transpose()?;
        if targets.insert(id("DialogId", &dialog_id)?, revision).is_some() {
            return Err(Problem::invalid("Dialogs", "A dialog is named twice."));
        }
    }
    Ok((targets, bulk.wanted))
}

/// 204.
pub async fn set(State(sandbox): State<Shared>, asked: Asked, body: Bytes) -> Result<StatusCode, Problem> {
    let (targets, wanted) = read(&body)?;
    let (add, remove) = wanted.labels()?;
    let now = sandbox.clock.now();
    let done = sandbox.store.run(move |db| {
        let transaction = db.transaction()?;
        let mine = parties::readable(&transaction, &asked.caller.person)?;
        let mut found = Vec::new();
        let mut unknown = Vec::new();
        for (id, revision) in targets {
            match dialogs::one(&transaction, &id)?.filter(|one| one.deleted.is_none() && mine.contains(&one.party)) {
                Some(dialog) => found.push((dialog, revision)),
                None => unknown.push(id),
            }
        }
        if !unknown.is_empty() {
            return Err(Problem::unknown("DialogEntity", &unknown.join(", ")));
        }
        for (dialog, revision) in found {
            context::put(&transaction, &asked, dialog, (&add, &remove), revision.as_deref(), now)?;
        }
        transaction.commit()?;
        Ok::<_, Problem>(())
    });
    done.await?;
    Ok(StatusCode::NO_CONTENT)
}
