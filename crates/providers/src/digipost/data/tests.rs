//! Data as senders write them, and as they should not.

use super::*;
use serde_json::json;

fn said(document: &Value) -> (Said, Vec<String>) {
    let mut odd = Vec::new();
    let about = About { title: "Emne", key: "k", paid: None };
    let said = read(document, &about, &mut odd);
    (said, odd)
}

fn of(data: Value) -> (Said, Vec<String>) {
    said(&json!({"metadata": [data]}))
}

#[test]
fn an_invoice_is_to_be_paid_by_the_end_of_its_day() {
    let invoice = json!({"kid": "704279604", "accountNumber": "82760100435", "amount": 80404, "dueDate": "2026-03-07",
        "canBePaidByUser": true, "link": []});
    let (said, odd) = said(&json!({"invoice": invoice}));
    let action = &said.actions[0];
    let payment = action.payment.as_ref().unwrap();
    assert_eq!((payment.amount, payment.currency.as_str(), payment.paid), (Some(80404), "NOK", None));
    assert_eq!((payment.reference.as_deref(), payment.account.as_deref()), (Some("704279604"), Some("82760100435")));
    assert_eq!(payment.due.unwrap().to_string(), "2026-03-07");
    assert_eq!(action.ends.unwrap().to_string(), "2026-03-07T22:59:59.999Z");
    assert_eq!((action.code.clone(), action.label.as_str()), (ActionCode::Betaling, "Emne"));
    assert!(odd.is_empty(), "{odd:?}");
}

#[test]
fn an_amount_that_is_not_certain_is_left_out_and_named_and_the_rest_stands() {
    for (amount, read) in [(json!("1 240,50"), Some(124_050)), (json!("1240"), None), (json!({}), None)] {
        let (said, odd) = said(&json!({"invoice": {"amount": amount, "dueDate": "soon", "kid": 7}}));
        let payment = said.actions[0].payment.as_ref().unwrap();
        assert_eq!((payment.amount, payment.due), (read, None), "{amount}");
        assert_eq!(odd.len(), if read.is_some() { 1 } else { 2 }, "{odd:?}");
    }
}

#[test]
fn a_bill_that_is_paid_says_since_when() {
    let (first, _) = said(&json!({"invoice": {"amount": 1, "payment": {"timePaid": "2026-03-01T10:00:00.000+01:00"}}}));
    let paid = first.actions[0].payment.as_ref().unwrap().paid;
    assert_eq!(paid.unwrap().to_string(), "2026-03-01T09:00:00Z");
    let (said, odd) = of(json!({"type": "Inkasso", "sum": 42, "dueDate": "2026-12-10T00:00:00+01:00",
        "account": "01235424320", "link": {"url": "https://www.example.com"}}));
    let payment = said.actions[0].payment.as_ref().unwrap();
    assert_eq!((payment.amount, payment.due.unwrap().to_string().as_str()), (Some(4200), "2026-12-10"));
    assert_eq!((said.actions[0].url.as_deref(), odd.len()), (Some("https://www.example.com"), 0));
}

#[test]
fn an_appointment_goes_into_a_calendar() {
    let (said, odd) =
        of(json!({"type": "Appointment", "subTitle": "MR av kne", "startTime": "2026-06-27T10:00:00+02:00",
        "arrivalTime": "Møt 15 minutter før", "place": "Prøve Røntgen",
        "address": {"streetAddress": "Storgata 23", "postalCode": "0011", "city": "Oslo"},
        "info": [{"title": "Ta med", "text": "Legitimasjon"}, {}, 7]}));
    let action = &said.actions[0];
    let reservation = action.reservation.as_ref().unwrap();
    assert_eq!((action.code.clone(), reservation.summary.as_str()), (ActionCode::Aftale, "MR av kne"));
    assert_eq!(reservation.location, "Prøve Røntgen, Storgata 23, 0011 Oslo");
    assert_eq!(reservation.description, "Møt 15 minutter før\n\nTa med\nLegitimasjon");
    assert_eq!(reservation.ends.unwrap().to_string(), "2026-06-27T08:30:00Z", "half an hour, where none is said");
    assert!(odd.is_empty() && reservation.uuid == "k-0");
}

#[test]
fn a_link_has_its_words_and_its_deadline_and_one_to_nowhere_is_named() {
    let (said, odd) = of(json!({"type": "ExternalLink", "url": "https://example.org/svar",
        "deadline": "2026-09-30T13:37:00+02:00", "description": "Svar oss", "buttonText": "Svar"}));
    let action = &said.actions[0];
    assert_eq!((action.label.as_str(), action.url.as_deref()), ("Svar", Some("https://example.org/svar")));
    assert!(action.ends.is_some() && odd.is_empty());
    let (said, odd) = of(json!({"type": "ExternalLink", "url": 7}));
    assert!(said.actions.is_empty() && odd.len() == 1);
}

#[test]
fn an_event_is_a_card_and_each_of_its_times_goes_into_a_calendar() {
    let times = json!([{"startTime": "2026-09-13T10:00:00+02:00", "endTime": "2026-09-13T16:00:00+02:00"},
        {"startTime": "2026-09-14T10:00:00+02:00", "endTime": "2026-09-14T20:00:00+02:00"}]);
    let (said, odd) = of(json!({"type": "Event", "subTitle": "Valg", "time": times, "place": "Prøve skole",
        "description": "Husk legitimasjon", "barcode": {"barcodeValue": "1234567890", "barcodeType": "code-128"}}));
    let card = &said.cards[0];
    assert_eq!(
        (card.kind, card.title.as_str(), card.barcode.as_deref()),
        (model::CardKind::Event, "Valg", Some("1234567890"))
    );
    assert_eq!(card.until.unwrap().to_string(), "2026-09-14T18:00:00Z");
    let uuids: Vec<&str> = said.actions.iter().map(|one| one.reservation.as_ref().unwrap().uuid.as_str()).collect();
    assert_eq!((uuids, odd.len()), (vec!["k-0-0", "k-0-1"], 0));
}

#[test]
fn a_receipt_is_a_card_with_what_was_bought() {
    let (said, odd) = of(json!({"type": "Receipt", "purchaseTime": "2026-05-27T10:00:00+02:00", "totalPrice": 59.80,
        "currencyCode": "NOK", "merchantName": "Prøve Kaffe", "merchantAddress": {"city": "Oslo"},
        "items": [{"itemName": "Kaffe", "totalPrice": 59.80}, {}], "barcode": {"barcodeValue": "77"}}));
    let card = &said.cards[0];
    assert_eq!((card.amount, card.currency.as_str(), card.place.as_deref()), (Some(5980), "NOK", Some("Oslo")));
    assert_eq!((card.lines.len(), card.lines[0].value.as_str(), odd.len()), (1, "59.8", 0));
}

#[test]
fn a_proof_says_whose_it_is_and_for_how_long_and_no_number_of_a_person() {
    let yearly = json!({"startYear": 2026, "endYear": 2027, "from": {"month": 1, "day": 1},
        "to": {"month": 12, "day": 31, "hour": 0, "min": 0}});
    let proof = json!({"type": "proof", "title": "Lånekort", "authorizerName": "Prøve bibliotek",
        "issuedTime": "2026-01-01T10:00:00+01:00", "validPeriod": {"yearlyRepeatingPeriod": yearly},
        "proofHolder": {"firstName": "Kari", "surName": "Prøve", "socialSecurityNumber": "01010112345"},
        "proofIdName": "Kortnummer", "proofIdValue": "a-1", "attribute": [{"title": "Klubb", "text": "Gull"}]});
    let (said, odd) = of(proof);
    let card = &said.cards[0];
    assert_eq!((card.holder.as_deref(), card.issuer.as_deref()), (Some("Kari Prøve"), Some("Prøve bibliotek")));
    assert_eq!(card.from.unwrap().to_string(), "2025-12-31T23:00:00Z");
    assert_eq!(card.until.unwrap().to_string(), "2027-12-31T22:59:59.999Z");
    assert_eq!(card.lines.iter().map(|line| line.value.as_str()).collect::<Vec<_>>(), ["a-1", "Gull"]);
    assert!(odd.is_empty() && !format!("{card:?}").contains("01010112345"));
}

#[test]
fn a_kind_that_nobody_knows_is_named_and_the_others_stand() {
    let data = json!([{"type": "Holo\u{1b}gram!"}, {"type": "Payslip"}, {"type": "pickup-notice"}, 7, {},
        {"type": "Receipt", "merchantName": "Prøve"}]);
    let (said, odd) = said(&json!({"metadata": data}));
    assert_eq!(said.cards.len(), 1);
    assert_eq!(odd[0], "data of an unknown kind: Hologram");
    assert_eq!(odd.len(), 3, "{odd:?}");
}
