//! Giving others access, asking for it, deciding, leaving, and accesses that end by themselves.

use crate::common::{Got, TestBox, empty};
use serde_json::{Value, json};

fn citizen(cpr: &str, first: &str, last: &str) -> Value {
    json!({"externalId": cpr, "externalIdType": "CPR", "firstNameProvided": first, "lastNameProvided": last})
}

fn mette() -> Value {
    citizen("1304850000", "Mette", "Hansen")
}

fn inger() -> Value {
    citizen("0203440000", "Inger", "Hansen")
}

fn ahmed() -> Value {
    citizen("1509100000", "Ahmed", "Yildiz")
}

fn request(kind: &str, [requester, owner, target]: [Value; 3], privileges: &[&str]) -> Value {
    json!({"requestType": kind, "requestState": "SUBMITTED", "requester": requester, "accessTo": owner,
        "target": {"requestParticipant": target}, "privileges": privileges})
}

/// Mette gives Ahmed access to her own mailbox.
fn gift(privileges: &[&str]) -> Value {
    request("DELEGATION_REQUEST", [mette(), mette(), ahmed()], privileges)
}

async fn post(sandbox: &TestBox, person: &str, body: Value) -> Got {
    sandbox.call("POST", "/access-requests/", person, &[], Some(body)).await
}

async fn made(sandbox: &TestBox, person: &str, body: Value) -> Value {
    let got = post(sandbox, person, body).await;
    assert_eq!(got.status, 201, "{}", String::from_utf8_lossy(&got.body));
    got.json()
}

/// PUTs a request in another state.
async fn put(sandbox: &TestBox, person: &str, request: &Value, more: Value) -> Got {
    let mut body = request.clone();
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let path = format!("/access-requests/{}", request["id"].as_str().unwrap());
    let version = request["version"].to_string();
    sandbox.call("PUT", &path, person, &[("If-Match", &version)], Some(body)).await
}

async fn reaches(sandbox: &TestBox, person: &str, mailbox: &str) -> u16 {
    sandbox.call("GET", &format!("/mailboxes/{mailbox}"), person, &[], None).await.status
}

#[tokio::test]
async fn an_owner_gives_access_and_it_holds_at_once() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    assert_eq!(reaches(&sandbox, "ahmed", &own).await, 404);
    let given = made(&sandbox, "mette", gift(&["MESSAGE_BASIC"])).await;
    assert_eq!(given["requestState"], "APPROVED");
    assert_eq!(given["target"]["targetState"], "GRANTED");
    assert_eq!(given["target"]["requestParticipant"]["firstNameResolved"], "Ahmed");
    let mailbox = sandbox.call("GET", &format!("/mailboxes/{own}"), "ahmed", &[], None).await.json();
    assert_eq!(mailbox["access"]["privileges"], json!(["MESSAGE_BASIC"]));
    let all = sandbox.get(&format!("/mailboxes/{own}/accesses/")).await.json();
    assert_eq!(all["totalElements"], 2);
    let his = sandbox.call("GET", &format!("/mailboxes/{own}/accesses/"), "ahmed", &[], None).await.json();
    assert_eq!(his["accesses"], json!([mailbox["access"]]), "a reader sees his own only");
    let one = format!("/mailboxes/{own}/accesses/{}", mailbox["access"]["id"].as_str().unwrap());
    assert_eq!(sandbox.get(&one).await.json(), mailbox["access"]);
    let owners = format!("/mailboxes/{own}/accesses/{}", all["accesses"][0]["id"].as_str().unwrap());
    assert_eq!(sandbox.call("GET", &owners, "ahmed", &[], None).await.status, 403);
    assert!(sandbox.nonconforming().await.is_empty());
}

#[tokio::test]
async fn giving_again_replaces_what_was_given() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    let first = made(&sandbox, "mette", gift(&["MESSAGE_BASIC"])).await;
    made(&sandbox, "mette", gift(&["MESSAGE_BASIC", "MESSAGE_WRITE"])).await;
    let mailbox = sandbox.call("GET", &format!("/mailboxes/{own}"), "ahmed", &[], None).await.json();
    assert_eq!(mailbox["access"]["privileges"], json!(["MESSAGE_BASIC", "MESSAGE_WRITE"]));
    let before = sandbox.get(&format!("/access-requests/{}", first["id"].as_str().unwrap())).await.json();
    assert_eq!(before["requestState"], "REVOKED");
}

#[tokio::test]
async fn nobody_gives_what_is_not_hers_and_nothing_goes_to_a_wrong_name() {
    let sandbox = empty().await;
    for (person, body, status, code) in [
        ("mette", request("DELEGATION_REQUEST", [mette(), inger(), ahmed()], &["MESSAGE_BASIC"]), 403, "forbidden"),
        ("ahmed", gift(&["MESSAGE_BASIC"]), 403, "forbidden"),
        ("mette", gift(&["MESSAGE_EMPLOYEE"]), 400, "privilege.not.allowed"),
        ("mette", gift(&["CITIZEN"]), 400, "privilege.not.allowed"),
        ("mette", gift(&[]), 400, "privilege.not.allowed"),
        (
            "mette",
            request("DELEGATION_REQUEST", [mette(), mette(), mette()], &["MESSAGE_BASIC"]),
            400,
            "target.not.allowed",
        ),
        (
            "mette",
            request(
                "DELEGATION_REQUEST",
                [mette(), mette(), citizen("1509100000", "Anna", "Yildiz")],
                &["MESSAGE_BASIC"],
            ),
            400,
            "participant.unknown",
        ),
        (
            "mette",
            request(
                "DELEGATION_REQUEST",
                [mette(), mette(), citizen("0101010000", "Ingen", "Her")],
                &["MESSAGE_BASIC"],
            ),
            400,
            "participant.unknown",
        ),
        (
            "mette",
            request("SPECIAL_PRIVILEGE_REQUEST", [mette(), mette(), ahmed()], &["MESSAGE_BASIC"]),
            400,
            "type.not.offered",
        ),
    ] {
        let got = post(&sandbox, person, body.clone()).await;
        assert_eq!((got.status, got.json()["code"].as_str()), (status, Some(code)), "{body}");
    }
    let mut past = gift(&["MESSAGE_BASIC"]);
    past["privilegeEndDateTime"] = json!("2020-01-01T00:00:00.000Z");
    assert_eq!(post(&sandbox, "mette", past).await.json()["code"], "end.passed");
    let listed = sandbox.call("GET", "/access-requests/", "ahmed", &[], None).await.json();
    assert_eq!(listed["totalElements"], 0, "nothing was made");
}

#[tokio::test]
async fn whoever_asks_waits_for_the_other_side() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("inger", "own");
    let wish = request("PRIVILEGE_REQUEST", [ahmed(), inger(), ahmed()], &["MESSAGE_BASIC", "MESSAGE_WRITE"]);
    let asked = made(&sandbox, "ahmed", wish.clone()).await;
    assert_eq!(asked["requestState"], "SUBMITTED");
    assert_eq!(post(&sandbox, "ahmed", wish).await.json()["code"], "request.exists");
    assert_eq!(reaches(&sandbox, "ahmed", &own).await, 404);
    assert_eq!(put(&sandbox, "ahmed", &asked, json!({"requestState": "APPROVED"})).await.status, 403);
    let path = format!("/access-requests/{}", asked["id"].as_str().unwrap());
    assert_eq!(sandbox.get(&path).await.status, 404, "for mette, who has no part in it, it does not exist");
    let stale = json!({"requestState": "APPROVED"});
    let body = {
        let mut body = asked.clone();
        body.as_object_mut().unwrap().extend(stale.as_object().unwrap().clone());
        body
    };
    assert_eq!(sandbox.call("PUT", &path, "inger", &[("If-Match", "7")], Some(body)).await.status, 409);
    let less = json!({"requestState": "APPROVED", "privileges": ["MESSAGE_BASIC"]});
    let approved = put(&sandbox, "inger", &asked, less).await.json();
    assert_eq!((&approved["requestState"], &approved["privileges"]), (&json!("APPROVED"), &json!(["MESSAGE_BASIC"])));
    assert_eq!(reaches(&sandbox, "ahmed", &own).await, 200);
    let left = put(&sandbox, "ahmed", &approved, json!({"requestState": "REVOKED"})).await.json();
    assert_eq!(left["requestState"], "REVOKED");
    assert_eq!(left["revokedByIdentityId"], left["target"]["requestParticipant"]["identityId"]);
    assert_eq!(reaches(&sandbox, "ahmed", &own).await, 403);
    assert_eq!(
        put(&sandbox, "inger", &left, json!({"requestState": "APPROVED"})).await.json()["code"],
        "state.not.allowed"
    );
    assert!(sandbox.nonconforming().await.is_empty());
}

#[tokio::test]
async fn a_request_is_rejected_or_taken_back_and_gives_nothing() {
    let sandbox = empty().await;
    let wish = || request("PRIVILEGE_REQUEST", [ahmed(), inger(), ahmed()], &["MESSAGE_BASIC"]);
    let asked = made(&sandbox, "ahmed", wish()).await;
    let rejected =
        put(&sandbox, "inger", &asked, json!({"requestState": "REJECTED", "rejectionReason": "Nej tak"})).await;
    assert_eq!(rejected.json()["rejectionReason"], "Nej tak");
    let again = made(&sandbox, "ahmed", wish()).await;
    let path = format!("/access-requests/{}", again["id"].as_str().unwrap());
    assert_eq!(sandbox.call("DELETE", &path, "inger", &[("If-Match", "0")], None).await.status, 403);
    assert_eq!(sandbox.call("DELETE", &path, "ahmed", &[("If-Match", "1")], None).await.status, 409);
    assert_eq!(sandbox.call("DELETE", &path, "ahmed", &[("If-Match", "0")], None).await.status, 204);
    assert_eq!(sandbox.call("GET", &path, "ahmed", &[], None).await.status, 404);
    assert_eq!(reaches(&sandbox, "ahmed", &sandbox.mailbox("inger", "own")).await, 404);
}

#[tokio::test]
async fn an_access_ends_by_itself_when_its_day_has_come() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    let until = jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_hours(24)).unwrap();
    let mut wish = gift(&["MESSAGE_BASIC"]);
    wish["privilegeEndDateTime"] = json!(format!("{until:.3}"));
    let given = made(&sandbox, "mette", wish).await;
    assert_eq!(given["privilegeEndDateTime"], json!(format!("{until:.3}")));
    sandbox.admin("POST", "/clock", json!({"advanceS": 23 * 3600}).to_string()).await;
    assert_eq!(reaches(&sandbox, "ahmed", &own).await, 200);
    sandbox.admin("POST", "/clock", json!({"advanceS": 2 * 3600}).to_string()).await;
    assert_eq!(reaches(&sandbox, "ahmed", &own).await, 403);
    let listed = sandbox.call("GET", "/mailboxes/", "ahmed", &[], None).await.json();
    assert_eq!(listed["totalElements"], 1);
}

#[tokio::test]
async fn an_administrator_gives_and_takes_what_employees_may_and_a_user_administrator_no_more_than_that() {
    let sandbox = empty().await;
    let company = sandbox.mailbox("mette", "company");
    let firm = || json!({"externalId": "00000011", "externalIdType": "CVR"});
    let hire = |who: Value, person: Value, privileges: &[&str]| {
        request("DELEGATION_REQUEST", [who, firm(), person], privileges)
    };
    made(&sandbox, "mette", hire(mette(), ahmed(), &["ORGANISATION_USER_ADMINISTRATOR"])).await;
    assert_eq!(
        sandbox.call("GET", &format!("/mailboxes/{company}/messages/"), "ahmed", &[], None).await.status,
        403,
        "who only decides about others reads nothing"
    );
    let jens = || citizen("2807710000", "Jens", "Lund");
    let hired = made(&sandbox, "ahmed", hire(ahmed(), jens(), &["MESSAGE_EMPLOYEE"])).await;
    assert_eq!(reaches(&sandbox, "jens", &company).await, 200);
    let more = hire(ahmed(), jens(), &["ORGANISATION_ADMINISTRATOR"]);
    assert_eq!(post(&sandbox, "ahmed", more).await.status, 403);
    assert_eq!(post(&sandbox, "jens", hire(jens(), inger(), &["MESSAGE_EMPLOYEE"])).await.status, 403);
    let fired = put(&sandbox, "ahmed", &hired, json!({"requestState": "REVOKED"})).await;
    assert_eq!(fired.json()["requestState"], "REVOKED");
    assert_eq!(reaches(&sandbox, "jens", &company).await, 403);
    assert_eq!(post(&sandbox, "mette", hire(mette(), ahmed(), &["MESSAGE_BASIC"])).await.status, 400);
}

#[tokio::test]
async fn a_company_gets_a_code_by_letter_and_whoever_acts_for_it_takes_the_access() {
    let sandbox = empty().await;
    let bakery = json!({"externalId": "00000013", "externalIdType": "CVR"});
    let own = sandbox.mailbox("inger", "own");
    let wish = request("DELEGATION_REQUEST", [inger(), inger(), bakery], &["MESSAGE_BASIC"]);
    let given = made(&sandbox, "inger", wish).await;
    assert_eq!(given["target"]["targetState"], "ACTIVATION_CODE_SENT");
    let sofie = sandbox.running.ready.persons.iter().find(|one| one.id == "sofie").unwrap();
    let mailbox = sofie.mailboxes.iter().find(|one| one.name == "Bergs Bageri ApS").unwrap().id.clone();
    let base = format!("/mailboxes/{mailbox}/messages/");
    let letter = sandbox.call("GET", &base, "sofie", &[], None).await.json()["messages"][0].clone();
    let text = |at: &str| letter.pointer(at).unwrap().as_str().unwrap().to_owned();
    let (id, document, file) = (text("/id"), text("/documents/0/id"), text("/documents/0/files/0/id"));
    let content = format!("{base}{id}/documents/{document}/files/{file}/content");
    let said = String::from_utf8(sandbox.call("GET", &content, "sofie", &[], None).await.body).unwrap();
    let code = said.lines().find(|line| line.len() == 36 && line.matches('-').count() == 4).unwrap();
    let hand_in = |who: &'static str, code: &str| {
        let body = json!({"code": code});
        let sandbox = &sandbox;
        async move { sandbox.call("POST", "/access-requests/target/activate", who, &[], Some(body)).await }
    };
    assert_eq!(hand_in("ahmed", code).await.status, 403);
    assert_eq!(hand_in("sofie", "00000000-0000-4000-8000-000000000000").await.status, 404);
    let taken = hand_in("sofie", code).await.json();
    assert_eq!(taken["target"]["targetState"], "GRANTED");
    assert_eq!(reaches(&sandbox, "sofie", &own).await, 200);
    assert_eq!(hand_in("sofie", code).await.status, 404, "a code holds once");
    let left = put(&sandbox, "sofie", &taken, json!({"requestState": "REVOKED"})).await;
    assert_eq!(left.status, 200);
    assert_eq!(reaches(&sandbox, "sofie", &own).await, 403);
    assert!(sandbox.nonconforming().await.is_empty());
}

#[tokio::test]
async fn a_company_that_closes_leaves_its_owner_reading_and_its_employees_nothing() {
    let sandbox = empty().await;
    let company = sandbox.mailbox("mette", "company");
    assert_eq!(reaches(&sandbox, "sofie", &company).await, 200);
    sandbox.admin("POST", "/company/close", json!({"mailbox": company}).to_string()).await;
    assert_eq!(reaches(&sandbox, "mette", &company).await, 200);
    assert_eq!(reaches(&sandbox, "sofie", &company).await, 403);
    let requests = sandbox.call("GET", "/access-requests/?requestState=REVOKED", "sofie", &[], None).await.json();
    assert_eq!(requests["accessRequests"][0]["revocationReason"], "Virksomheden er ophørt");
    let lookup = sandbox.call("GET", "/organisation-lookup/00000011", "sofie", &[], None).await.json();
    assert_eq!(lookup["status"], "CLOSED");
    let seed = sandbox.call("GET", "/mailboxes/?size=100", "sofie", &[], None).await.json();
    let closed: Vec<_> =
        seed["mailboxes"].as_array().unwrap().iter().filter(|one| one["statusType"] == "CLOSED").collect();
    assert_eq!(closed.len(), 1);
    assert_eq!(closed[0]["ownerName"], "Bergs Cykler ApS");
}

#[tokio::test]
async fn who_is_not_logged_in_gets_a_refusal_in_the_shape_of_each_call() {
    let sandbox = empty().await;
    let own = sandbox.mailbox("mette", "own");
    let access = format!("/mailboxes/{own}/accesses/{own}");
    for path in [&format!("/mailboxes/{own}/accesses/"), &access, "/access-requests/", "/events/"] {
        assert_eq!(sandbox.call("GET", path, "", &[], None).await.status, 401, "{path}");
    }
}
