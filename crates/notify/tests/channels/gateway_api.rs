//! SMS by a stand-in for GatewayAPI, as its operator's documentation describes it.

use crate::sending::{run, telling};
use crate::sms_service::{PATIENT, TOKEN, config, sms};
use axum::Json;
use axum::Router;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use data_encoding::BASE64;
use postkasse_notify::{Fate, Gateway, Remote};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// What it was sent, and what it says became of it.
#[derive(Default)]
struct Service {
    messages: Mutex<Vec<Value>>,
    status: Mutex<Option<&'static str>>,
    asked: Mutex<usize>,
    scheme: &'static str,
}

type Shared = State<Arc<Service>>;

impl Service {
    fn knows(&self, headers: &HeaderMap) -> bool {
        let expected = match self.scheme {
            "Token" => format!("Token {TOKEN}"),
            _ => format!("Basic {}", BASE64.encode(format!("{TOKEN}:").as_bytes())),
        };
        headers.get("authorization").is_some_and(|value| value.as_bytes() == expected.as_bytes())
    }

    async fn mtsms(
        State(service): Shared,
        headers: HeaderMap,
        Json(message): Json<Value>,
    ) -> (StatusCode, Json<Value>) {
        if !service.knows(&headers) {
            return (StatusCode::UNAUTHORIZED, Json(json!({ "code": "0x0211", "message": "Invalid token" })));
        }
        let mut messages = service.messages.lock().unwrap();
        messages.push(message);
        let usage = json!({ "countries": { "DK": 1 }, "currency": "DKK", "total_cost": 0.12 });
        (StatusCode::OK, Json(json!({ "ids": [421_332_670 + messages.len()], "usage": usage })))
    }

    async fn state(
        State(service): Shared,
        headers: HeaderMap,
        Path(id): Path<usize>,
    ) -> Result<Json<Value>, StatusCode> {
        if !service.knows(&headers) {
            return Err(StatusCode::UNAUTHORIZED);
        }
        *service.asked.lock().unwrap() += 1;
        let status = service.status.lock().unwrap().ok_or(StatusCode::NOT_FOUND)?;
        let messages = service.messages.lock().unwrap();
        let message = id.checked_sub(421_332_671).and_then(|at| messages.get(at)).ok_or(StatusCode::NOT_FOUND)?;
        let recipients = json!([{ "country": "DK", "csms": 1, "dsnstatus": status, "msisdn": 4_520_000_000_u64 }]);
        Ok(Json(json!([{ "id": id, "userref": message["userref"], "recipients": recipients }])))
    }
}

/// The stand-in, for as long as it is kept.
struct StandIn {
    url: String,
    service: Arc<Service>,
    _runtime: tokio::runtime::Runtime,
}

impl StandIn {
    fn start(scheme: &'static str) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let service = Arc::new(Service { scheme, ..Service::default() });
        let router = Router::new()
            .route("/rest/mtsms", post(Service::mtsms))
            .route("/rest/mtsms/{id}", get(Service::state))
            .with_state(service.clone());
        let listener = runtime.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        runtime.spawn(async move { axum::serve(listener, router).await });
        StandIn { url, service, _runtime: runtime }
    }

    fn sms(&self) -> Box<dyn Remote> {
        sms(&config(Gateway::GatewayApi, &self.url), TOKEN, PATIENT)
    }

    fn messages(&self) -> Vec<Value> {
        self.service.messages.lock().unwrap().clone()
    }
}

#[test]
fn a_text_goes_to_the_number_with_its_reference_in_the_alphabet_that_it_needs() {
    for scheme in ["Basic", "Token"] {
        let gateway = StandIn::start(scheme);
        let sms = gateway.sms();
        for text in ["Mors postkasse: 1 nyt brev æøå", "Ođđa poasta čŋšŧž", "بريد جديد"] {
            assert_eq!(run(sms.send(&telling(text))), Ok(Fate::Accepted));
        }
        let messages = gateway.messages();
        let read = |key: &str| messages.iter().map(|message| message[key].as_str().unwrap()).collect::<Vec<_>>();
        assert_eq!(read("message"), ["Mors postkasse: 1 nyt brev æøå", "Ođđa poasta čŋšŧž", "بريد جديد"]);
        assert_eq!(read("encoding"), ["UTF8", "UCS2", "UCS2"]);
        assert_eq!(read("sender"), ["Postkasse"; 3]);
        assert_eq!(read("userref"), ["k3jx7qa2mzk3jx7qa2mz"; 3]);
        assert_eq!(messages[0]["recipients"], json!([{ "msisdn": 4_520_000_000_u64 }]));
        let mut keys: Vec<_> = messages[0].as_object().unwrap().keys().collect();
        keys.sort();
        assert_eq!(keys, ["encoding", "message", "recipients", "sender", "userref"], "and nothing else");
    }
}

#[test]
fn what_became_of_it_is_asked_for_by_the_id_that_the_service_gave() {
    let gateway = StandIn::start("Basic");
    let sms = gateway.sms();
    let reference = "k3jx7qa2mzk3jx7qa2mz";
    assert_eq!(run(sms.fate(reference)), Ok(None), "nothing was sent");
    assert_eq!(run(sms.send(&telling("Ny post"))), Ok(Fate::Accepted));
    assert_eq!(run(sms.fate(reference)), Ok(None), "it is not in their records yet");
    for (status, fate) in [
        ("BUFFERED", Fate::Accepted),
        ("ENROUTE", Fate::Accepted),
        ("DELIVERED", Fate::Delivered),
        ("ACCEPTED", Fate::Delivered),
        ("UNDELIVERABLE", Fate::Failed),
        ("EXPIRED", Fate::Failed),
        ("REJECTED", Fate::Failed),
        ("SKIPPED", Fate::Failed),
        ("DELETED", Fate::Failed),
    ] {
        *gateway.service.status.lock().unwrap() = Some(status);
        assert_eq!(run(sms.fate(reference)), Ok(Some(fate)), "{status}");
    }
    // Another run knows it by the receipt alone.
    let later = gateway.sms();
    assert_eq!(run(later.fate(reference)), Ok(None));
    later.recall(reference, &sms.receipt(reference).unwrap());
    *gateway.service.status.lock().unwrap() = Some("DELIVERED");
    assert_eq!(run(later.fate(reference)), Ok(Some(Fate::Delivered)));
    later.recall("another-reference", &sms.receipt(reference).unwrap());
    assert!(run(later.fate("another-reference")).is_err(), "somebody else's message is not ours");
    let asked = *gateway.service.asked.lock().unwrap();
    for nonsense in ["../me", "1?token=x", "", "x", "-1", &"1".repeat(30)] {
        later.recall("third-reference", nonsense);
        assert_eq!(run(later.fate("third-reference")), Ok(None), "{nonsense}");
    }
    assert_eq!(*gateway.service.asked.lock().unwrap(), asked);
}

#[test]
fn a_text_that_is_too_long_goes_as_one_message_and_one_with_control_characters_without_them() {
    let gateway = StandIn::start("Basic");
    let sms = gateway.sms();
    for text in [format!("{}: 1 nyt brev", "å".repeat(300)), "č".repeat(300), "Mor\u{1b}[2J\u{202e}\0".to_owned()] {
        assert_eq!(run(sms.send(&telling(&text))), Ok(Fate::Accepted));
    }
    let texts: Vec<_> =
        gateway.messages().iter().map(|message| message["message"].as_str().unwrap().to_owned()).collect();
    assert_eq!(texts[0], format!("{}...", "å".repeat(157)));
    assert_eq!(texts[1], format!("{}...", "č".repeat(67)));
    assert_eq!(texts[2], "Mor[2J");
}
