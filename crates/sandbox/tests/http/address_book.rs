//! Whom one can write to: contact points and groups, look-ups, trusted recipients, and who wrote.

use crate::common::{TestBox, demo, empty};
use serde_json::{Value, json};

async fn list(sandbox: &TestBox, path: &str, name: &str) -> Vec<Value> {
    let got = sandbox.get(path).await;
    assert_eq!(got.status, 200, "{path}");
    got.json()[name].as_array().unwrap().clone()
}

async fn names(sandbox: &TestBox, path: &str) -> Vec<String> {
    let all = list(sandbox, path, "contactPoints").await;
    all.iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
}

async fn organisation(sandbox: &TestBox, name: &str) -> String {
    let found = list(sandbox, &format!("/organisations/?name={name}"), "organisations").await;
    found[0]["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn contact_points_say_what_writing_to_them_takes() {
    let sandbox = empty().await;
    let found = list(&sandbox, "/contact-points/?any=børnehave", "contactPoints").await;
    assert_eq!(found.len(), 1);
    let point = &found[0];
    assert_eq!((&point["name"], &point["allowedNumberOfAttachments"]), (&json!("Dagtilbud og skole"), &json!(10)));
    assert_eq!((&point["memoSizeThresholdMB"], &point["active"]), (&json!(10.0), &json!(true)));
    assert_eq!(point["recommendedAttributes"][1]["name"], "Barnets CPR-nummer");
    assert_eq!(point["contactPointCodes"][0]["code"], "28.09.08");
    assert_eq!(point["contactGroups"][0]["parent"]["name"], "Borger");
    let owner = point["organisationId"].as_str().unwrap();
    assert_eq!(sandbox.get(&format!("/organisations/{owner}")).await.json()["authorityType"], "MUNICIPALITY");
    let path = format!("/organisations/{owner}/contact-points/{}", point["id"].as_str().unwrap());
    assert_eq!(&sandbox.get(&path).await.json(), point);
    let unknown = format!("/organisations/{owner}/contact-points/{owner}");
    assert_eq!(sandbox.get(&unknown).await.status, 404);
}

#[tokio::test]
async fn contact_points_are_found_by_words_fields_groups_and_old_numbers() {
    let sandbox = empty().await;
    assert_eq!(names(&sandbox, "/contact-points/?any=aktindsigt,moms").await.len(), 3);
    assert_eq!(names(&sandbox, "/contact-points/?searchTerm=dødsbo").await, ["Skifteretten"]);
    assert!(names(&sandbox, "/contact-points/?searchTerm=Skifteretten").await.is_empty());
    assert_eq!(names(&sandbox, "/contact-points/?searchTermOrName=skifte").await, ["Skifteretten"]);
    assert_eq!(
        names(&sandbox, "/contact-points/?postkasseId=10001&postkasseEmneId=20000").await,
        ["Skriv til kommunen"]
    );
    assert_eq!(names(&sandbox, "/contact-points/?name=Pas*&targets=CITIZEN").await, ["Pas og kørekort"]);
    let groups = list(&sandbox, "/contact-groups/?name=Bolig*", "contactGroups").await;
    let path = format!("/contact-points/?contactGroupId={}&sortFields=name:desc", groups[0]["id"].as_str().unwrap());
    assert_eq!(names(&sandbox, &path).await, ["Folkeregister og flytning", "Byggesag", "Affald og genbrug"]);
    let first = sandbox.get("/contact-points/?size=5").await.json();
    assert_eq!((&first["elementsOnPage"], &first["next"]), (&json!(5), &json!("1")));
    for path in ["/contact-points/?isRoot=maybe", "/contact-points/?postkasseId=x"] {
        assert_eq!(sandbox.send("GET", path, "mette", &[], None).await.unwrap().status, 400, "{path}");
    }
}

#[tokio::test]
async fn hidden_contact_points_are_shown_only_when_asked_for_and_inactive_ones_say_so() {
    let sandbox = empty().await;
    let municipality = organisation(&sandbox, "Prøvekøbing Kommune").await;
    let base = format!("/organisations/{municipality}/contact-points/");
    let hidden = "Underretninger fra myndigheder";
    assert!(!names(&sandbox, "/contact-points/?size=1000").await.iter().any(|name| name == hidden));
    assert!(!names(&sandbox, &base).await.iter().any(|name| name == hidden));
    assert_eq!(names(&sandbox, &format!("{base}?visibility=HIDDEN")).await, [hidden]);
    assert_eq!(names(&sandbox, &format!("{base}?visibility=ALL")).await.len(), 11);
    let inactive = names(&sandbox, "/contact-points/?active=false").await;
    assert_eq!(inactive, ["Parkeringskontor", "Skattekort på papir"]);
    assert_eq!(names(&sandbox, &format!("{base}?isRoot=true")).await, ["Skriv til kommunen"]);
}

#[tokio::test]
async fn contact_groups_form_a_tree() {
    let sandbox = empty().await;
    let municipality = organisation(&sandbox, "Prøvekøbing Kommune").await;
    let base = format!("/organisations/{municipality}/contact-groups/");
    let all = list(&sandbox, &base, "contactGroups").await;
    let roots = list(&sandbox, &format!("{base}?isRoot=true"), "contactGroups").await;
    assert_eq!((all.len(), roots.len()), (6, 3));
    let child = all.iter().find(|one| one["name"] == "Familie og børn").unwrap();
    assert_eq!(child["parent"]["id"], roots[0]["id"]);
    assert_eq!(child["organisation"]["id"], json!(municipality));
    assert_eq!(&sandbox.get(&format!("{base}{}", child["id"].as_str().unwrap())).await.json(), child);
    assert_eq!(sandbox.get(&format!("{base}{municipality}")).await.status, 404);
    assert!(list(&sandbox, "/contact-groups/?size=1000", "contactGroups").await.len() > all.len());
}

#[tokio::test]
async fn companies_and_authorities_are_looked_up_by_their_number() {
    let sandbox = empty().await;
    let company = sandbox.get("/organisation-lookup/00000011").await.json();
    assert_eq!((&company["organisationName"], &company["status"]), (&json!("Hansen VVS ApS"), &json!("ACTIVE")));
    let authority = sandbox.get("/organisation-lookup/00000102").await.json();
    assert_eq!(authority["organisationName"], "Region Eksempel");
    assert_eq!(authority["organisationId"], json!(organisation(&sandbox, "Region Eksempel").await));
    assert_eq!(sandbox.get("/organisation-lookup/99999999").await.status, 404);
    let wrong = sandbox.send("GET", "/organisation-lookup/12", "mette", &[], None).await.unwrap();
    assert_eq!((wrong.status, wrong.json()["fieldErrors"][0]["field"].clone()), (400, json!("cvrNumber")));
    assert_eq!(sandbox.call("GET", "/organisation-lookup/00000011", "", &[], None).await.status, 401);
}

#[tokio::test]
async fn a_citizen_is_found_only_by_number_and_full_name_together() {
    let sandbox = empty().await;
    let ask = async |cpr: &str, first: &str, last: &str| {
        let path = format!("/citizen-lookup/?cprNumber={cpr}&firstNameProvided={first}&lastNameProvided={last}");
        sandbox.get(&path).await
    };
    let found = ask("0203440000", "inger", "HANSEN").await.json();
    assert_eq!((&found["name"], &found["closed"]), (&json!("Inger Hansen"), &json!(false)));
    assert!(found["identityId"].is_string());
    assert_eq!(ask("0203440000", "Mette", "Hansen").await.json(), json!({}));
    assert_eq!(ask("0101010000", "Inger", "Hansen").await.json(), json!({}));
    assert_eq!(ask("12", "Inger", "Hansen").await.status, 400);
    assert_eq!(ask("0203440000", "", "Hansen").await.status, 400);
    sandbox.admin("POST", "/access/end", r#"{"owner":"inger","why":"death"}"#).await;
    assert_eq!(ask("0203440000", "Inger", "Hansen").await.json()["closed"], true);
}

#[tokio::test]
async fn trusted_recipients_are_the_persons_own() {
    let sandbox = empty().await;
    let hers = list(&sandbox, "/mailboxes/trustees?sortField=name&sortOrder=desc", "trustees").await;
    assert_eq!(hers[0], json!({"id": "0203440000", "idType": "CPR", "name": "Inger Hansen"}));
    assert_eq!(hers[1]["idType"], "CVR");
    let his = sandbox.call("GET", "/mailboxes/trustees", "ahmed", &[], None).await.json();
    assert_eq!(his, json!({"trustees": []}));
    for path in ["/mailboxes/trustees?sortField=age", "/mailboxes/trustees?sortOrder=up"] {
        assert_eq!(sandbox.send("GET", path, "mette", &[], None).await.unwrap().status, 400, "{path}");
    }
}

#[tokio::test]
async fn senders_are_counted_with_what_is_unread_and_newest() {
    let sandbox = demo().await;
    let own = sandbox.mailbox("mette", "own");
    let path = format!("/mailboxes/{own}/sender-information/");
    let all = list(&sandbox, &path, "senderInformationList").await;
    let letters = list(&sandbox, &format!("/mailboxes/{own}/messages/?size=1000"), "messages").await;
    for sender in &all {
        let number = &sender["senderId"];
        let theirs: Vec<_> = letters.iter().filter(|one| one["sender"]["senderId"] == *number).collect();
        let unread = theirs.iter().filter(|one| one["read"] == false).count();
        let count = &sender["messageCountList"][0];
        assert_eq!((&count["totalMessages"], &count["unreadMessages"]), (&json!(theirs.len()), &json!(unread)));
        let newest = theirs.iter().map(|one| one["receivedDateTime"].as_str().unwrap()).max().unwrap();
        assert_eq!(count["latestMessageFrom"], newest);
        assert_eq!(sender["organisationId"], theirs[0]["sender"]["organisationId"]);
    }
    let total: u64 = all.iter().map(|one| one["messageCountList"][0]["totalMessages"].as_u64().unwrap()).sum();
    assert_eq!(total, letters.len() as u64);
    let deleted = list(&sandbox, &format!("/mailboxes/{own}/folders/?folderType=DELETED"), "folders").await;
    let (letter, version) = (letters[0]["id"].as_str().unwrap(), letters[0]["version"].as_i64().unwrap());
    let moved = json!({"folderId": deleted[0]["id"]});
    assert_eq!(sandbox.patch(&format!("/mailboxes/{own}/messages/{letter}"), version, moved).await.status, 200);
    let after = list(&sandbox, &path, "senderInformationList").await;
    let left: u64 = after.iter().map(|one| one["messageCountList"][0]["totalMessages"].as_u64().unwrap()).sum();
    assert_eq!(left + 1, total);
    let other = format!("/mailboxes/{}/sender-information/", sandbox.mailbox("jens", "own"));
    assert_eq!(sandbox.get(&other).await.status, 404);
}
