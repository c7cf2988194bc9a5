//! The administrator as a service owner.

use crate::common::{self, BAKERY, KARI};
use serde_json::json;

#[tokio::test]
async fn a_whole_dialog_is_told_as_it_was_wished_for() {
    let sandbox = common::empty().await;
    let id = sandbox
        .dialog(json!({
            "party": BAKERY, "serviceResource": "emat-tilsyn", "title": {"nb": "Tilsyn", "nn": "Tilsyn", "en": "Inspection"},
            "summary": "Svar innen {dag:3}.", "senderName": "Mattilsynet i Prøvevik", "additionalInfo": "**Viktig**",
            "status": "awaiting", "extendedStatus": "venter", "extendedStatusLabel": "Venter", "progress": 30,
            "externalReference": "T-1", "process": "urn:eksempel:t", "precedingProcess": "urn:eksempel:s",
            "dueAt": "2099-01-31T12:00:00+01:00", "expiresAt": "2099-12-31", "labels": ["Archive", "MarkedAsUnopened"],
            "apiActions": [{"action": "read", "name": "les", "url": "https://api.example.org/t/1"}],
            "activities": [{"type": "DialogCreated", "by": "kari"}, {"description": "Vi begynner."}],
            "transmissions": [{"type": "Request", "title": "Send logg", "navigationalActions": [{"title": "Skjema", "url": "https://s.example.org/"}]}],
        }))
        .await;
    let dialog = sandbox.open(&id).await;
    for (pointer, value) in [
        ("/party", json!(BAKERY)),
        ("/org", json!("emat")),
        ("/serviceResource", json!("urn:altinn:resource:emat-tilsyn")),
        ("/serviceResourceType", json!("correspondenceservice")),
        ("/content/title/value/0", json!({"value": "Inspection", "languageCode": "en"})),
        ("/content/senderName/value/0/value", json!("Mattilsynet i Prøvevik")),
        ("/content/additionalInfo/mediaType", json!("text/markdown")),
        ("/content/extendedStatus/value/0/value", json!("Venter")),
        ("/content/mainContentReference", json!(null)),
        ("/status", json!("Awaiting")),
        ("/extendedStatus", json!("venter")),
        ("/progress", json!(30)),
        ("/externalReference", json!("T-1")),
        ("/precedingProcess", json!("urn:eksempel:s")),
        ("/dueAt", json!("2099-01-31T11:00:00.000000Z")),
        ("/expiresAt", json!("2099-12-31T22:59:59.000000Z")),
        ("/systemLabel", json!("Archive")),
        ("/hasUnopenedContent", json!(true)),
        ("/apiActions/0/endpoints/0/url", json!("https://api.example.org/t/1")),
        ("/activities/0/performedBy/actorName", json!("Kari Eksempel")),
        ("/activities/1/description/0/value", json!("Vi begynner.")),
        ("/transmissions/0/navigationalActions/0/url", json!("https://s.example.org/")),
        ("/transmissions/0/sender/actorType", json!("ServiceOwner")),
    ] {
        assert_eq!(dialog.pointer(pointer), Some(&value), "{pointer}");
    }
}

#[tokio::test]
async fn a_change_says_only_what_is_new() {
    let sandbox = common::empty().await;
    let id = sandbox
        .dialog(json!({"summary": "Før", "dueAt": "+3d", "attachments": [{"text": "a"}], "transmissions": [{"title": "En"}]}))
        .await;
    let before = sandbox.open(&id).await;
    let more = json!({"dueAt": "", "summary": {"nb": "Etter"}, "embed": "markdown",
        "transmissions": [{"type": "Submission", "title": "To", "relatedTo": 0}], "activities": [{"type": "FormSubmitted", "by": "kari"}]});
    sandbox.change(&id, more).await;
    let after = sandbox.open(&id).await;
    assert_eq!((&after["dueAt"], &after["content"]["summary"]["value"][0]["value"]), (&json!(null), &json!("Etter")));
    assert_eq!(
        (&after["content"]["title"], &after["attachments"]),
        (&before["content"]["title"], &before["attachments"])
    );
    assert_eq!(common::ids(after["transmissions"].as_array().unwrap())[0], before["transmissions"][0]["id"]);
    assert_eq!(after["transmissions"][1]["relatedTransmissionId"], before["transmissions"][0]["id"]);
    assert_eq!(common::labels(&after), ["Sent", "Default"]);
    assert_ne!(after["revision"], before["revision"]);
    sandbox.change(&id, json!({"attachments": []})).await;
    assert_eq!(sandbox.open(&id).await["attachments"], json!([]));
}

#[tokio::test]
async fn many_alike_are_made_at_once_and_to_a_person_by_her_word() {
    let sandbox = common::empty().await;
    let got =
        sandbox.admin("POST", "/altinn/dialogs", json!({"to": {"person": "kari"}, "title": "X", "count": 40})).await;
    assert_eq!(got.json()["ids"].as_array().unwrap().len(), 40);
    assert_eq!(sandbox.list(KARI, "").await.len(), 40);
}

#[tokio::test]
async fn a_wish_that_makes_no_sense_is_refused_and_nothing_is_made() {
    let sandbox = common::empty().await;
    for wrong in [
        json!({"title": "X"}),
        json!({"party": "kari"}),
        json!({"party": "nobody", "title": "X"}),
        json!({"party": "kari", "title": "X", "status": "Lost"}),
        json!({"party": "kari", "title": "X", "level": "low"}),
        json!({"party": "kari", "title": "X", "dueAt": "soon"}),
        json!({"party": "kari", "title": "X", "embed": "shiny"}),
        json!({"party": "kari", "title": "X", "labels": ["Inbox"]}),
        json!({"party": "kari", "title": "X", "colour": "blue"}),
        json!({"party": "kari", "title": "X", "count": 100_000}),
        json!({"party": "kari", "title": "X", "attachments": [{}]}),
        json!({"party": "kari", "title": "X", "attachments": [{"base64": "!"}]}),
        json!({"party": "kari", "title": "X", "attachments": [{"text": "a", "consumers": ["Fax"]}]}),
        json!({"party": "kari", "title": "X", "transmissions": [{"type": "Letter", "title": "Y"}]}),
        json!({"party": "kari", "title": "X", "activities": [{"transmission": 3}]}),
        json!([]),
    ] {
        assert_eq!(sandbox.admin("POST", "/altinn/dialogs", wrong.clone()).await.status, 400, "{wrong}");
    }
    assert_eq!(sandbox.list(KARI, "").await.len(), 0);
    let got = sandbox.admin("PATCH", &format!("/altinn/dialogs/{}", common::NOTHING), json!({"title": "X"})).await;
    assert_eq!(got.status, 404);
}
