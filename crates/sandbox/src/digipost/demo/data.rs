//! Structured data of the demo's letters, in the words of `digipost-data-types` as the interface has them in `metadata`,
//! with days counted from now. Numbers, names and codes are invented.

use crate::norway::dates::{day, time};
use jiff::Timestamp;
use serde_json::{Value, json};

fn address() -> Value {
    json!({"streetAddress": "Prøvegata 23", "postalCode": "0000", "city": "Prøvevik", "country": "Norge"})
}

/// An appointment at the hospital.
pub fn appointment(now: Timestamp) -> Value {
    json!({
        "type": "Appointment", "subTitle": "Undersøkelse av høyre kne", "startTime": time(now, 12, 9, 30),
        "endTime": time(now, 12, 10, 15), "arrivalTime": "Møt 15 minutter før timen", "place": "Prøvesykehuset, 2. etasje",
        "address": address(), "language": "NB",
        "info": [{"title": "Før timen", "text": "Ta med listen over medisinene dine. Du trenger ikke å faste."}],
    })
}

/// An election, with a bar code for the door.
pub fn event(now: Timestamp) -> Value {
    json!({
        "type": "Event", "subTitle": "Folkeavstemning om ny svømmehall", "timeLabel": "Åpningstider",
        "time": [
            {"startTime": time(now, 20, 9, 0), "endTime": time(now, 20, 20, 0)},
            {"startTime": time(now, 21, 9, 0), "endTime": time(now, 21, 18, 0)},
        ],
        "description": "Ta med legitimasjon.", "place": "Prøvevik skole", "placeLabel": "Valglokale", "address": address(),
        "info": [{"title": "Stemme på forhånd", "text": "Du kan stemme på biblioteket fra i dag."}],
        "barcodeLabel": "Vis koden i døren",
        "barcode": {"barcodeValue": "0000001234", "barcodeType": "code-128", "barcodeText": "Koden gjør det raskere",
            "showValueInBarcode": true},
        "links": [{"url": "https://valg.example.org/", "description": "Les mer om avstemningen", "buttonText": "Les mer"}],
        "language": "NB",
    })
}

/// An answer is asked for.
pub fn answer_by(now: Timestamp) -> Value {
    json!({
        "type": "ExternalLink", "url": "https://skjema.example.org/barnehage/svar", "deadline": time(now, 9, 23, 59),
        "description": "Prøvevik kommune ber deg svare på tilbudet om barnehageplass.",
        "buttonText": "Svar på tilbudet",
    })
}

/// An answer was asked for, and it is too late.
pub fn answered_too_late(now: Timestamp) -> Value {
    json!({
        "type": "ExternalLink", "url": "https://skjema.example.org/undersokelse", "deadline": time(now, -6, 12, 0),
        "description": "Svar på spørsmål om hvordan du reiser til jobb.", "buttonText": "Svar nå",
    })
}

/// A receipt.
pub fn receipt(now: Timestamp) -> Value {
    json!({
        "type": "Receipt", "receiptId": "00000000-0000-4000-8000-000000000042", "receiptNumber": "0042",
        "purchaseTime": time(now, -3, 8, 12), "totalPrice": 118.00, "totalVat": 15.39, "currencyCode": "NOK",
        "cashier": "Prøve", "register": "1", "merchantName": "Kaffebaren Prøve", "merchantPhoneNumber": "00000000",
        "merchantAddress": address(), "organizationNumber": "000000021", "language": "NB",
        "barcode": {"barcodeValue": "0000000042", "barcodeType": "code-39"},
        "payments": [{"type": "Bank Axept", "cardNumber": "************0000", "cardName": "Prøvekort", "amount": 118.00,
            "currencyCode": "NOK"}],
        "items": [
            {"itemName": "Kaffe latte", "quantity": 2.0, "unit": "stk", "itemPrice": 39.00, "totalPrice": 78.00,
                "totalVat": 10.17},
            {"itemName": "Kanelbolle", "quantity": 1.0, "unit": "stk", "itemPrice": 40.00, "totalPrice": 40.00,
                "totalVat": 5.22},
        ],
    })
}

/// A library card.
pub fn proof(now: Timestamp) -> Value {
    json!({
        "type": "Proof", "authorizerName": "Prøvevik bibliotek", "backgroundColor": "#0e5a63",
        "issuedTime": time(now, -30, 10, 0), "title": "Lånekort", "proofIdName": "Lånekortnummer",
        "proofIdValue": "N000000000", "language": "NB",
        "validPeriod": {"period": {"from": time(now, -30, 0, 0), "to": time(now, 700, 23, 59)}},
        "proofHolder": {"firstname": "Kari", "surname": "Eksempel", "address": address()},
        "attribute": [{"title": "Type", "text": "Voksen"}],
        "info": [{"title": "Regler", "text": "Du kan låne 20 bøker i fire uker."}],
    })
}

/// An invoice with its amount as the service writes it: hundredths, as a number.
pub fn electricity(now: Timestamp) -> Value {
    json!({"kid": "00000000123", "accountNumber": "00000000000", "amount": 124_950, "dueDate": day(now, 11),
        "canBePaidByUser": true})
}

/// One with the amount as a text, as no other has it.
pub fn insurance(now: Timestamp) -> Value {
    json!({"kid": "00000000456", "accountNumber": "00000000000", "amount": "2 310,50", "dueDate": day(now, 18),
        "canBePaidByUser": false})
}

/// One that is paid.
pub fn paid(now: Timestamp) -> Value {
    json!({"kid": "00000000789", "accountNumber": "00000000000", "amount": 98_700, "dueDate": day(now, -8),
        "canBePaidByUser": true,
        "payment": {"timePaid": time(now, -10, 12, 30), "debitorBankAccount": "00000000000", "link": []}})
}
