//! Files on their way up, and questions about drafts and recipients whose answers are hostile.

use crate::double::{Double, Login, json, status};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use futures::StreamExt;
use model::{Destination, IdType, MessageState};
use postkasse_providers::{
    AddressBook, Authorizer, Checked, Onward, ProviderError, RemoteDraft, RemotePart, Sending, Source,
};
use postkasse_providers::{Timeouts, digital_post::DigitalPost};
use serde_json::{Value, json};
use std::io::{Cursor, Error, Read, Result};
use std::sync::{Arc, Mutex};
use std::time::Duration;

struct Bytes(Vec<u8>);

impl Source for Bytes {
    fn size(&self) -> u64 {
        self.0.len() as u64
    }
    fn open(&self) -> Result<Box<dyn Read + Send>> {
        Ok(Box::new(Cursor::new(self.0.clone())))
    }
}

/// Ends with an error in the middle.
struct Broken;

impl Source for Broken {
    fn size(&self) -> u64 {
        1 << 20
    }
    fn open(&self) -> Result<Box<dyn Read + Send>> {
        struct Half(usize);
        impl Read for Half {
            fn read(&mut self, out: &mut [u8]) -> Result<usize> {
                self.0 += 1;
                if self.0 > 3 { Err(Error::other("damaged")) } else { Ok(out.len()) }
            }
        }
        Ok(Box::new(Half(0)))
    }
}

fn part() -> RemotePart {
    RemotePart { document: "d".into(), file: "f".into(), version: 3, size: None }
}

async fn upload(client: &DigitalPost, source: &dyn Source) -> std::result::Result<(), ProviderError> {
    client.upload(&"m".into(), &"l".into(), &part(), source).await
}

#[tokio::test]
async fn a_file_goes_up_whole_with_its_length_and_as_slowly_as_the_line_takes_it() {
    let got: Arc<Mutex<(Vec<u8>, String)>> = Arc::default();
    let kept = got.clone();
    let app = Router::new().fallback(move |request: Request<Body>| {
        let kept = kept.clone();
        async move {
            let length = request.headers()["content-length"].to_str().unwrap().to_owned();
            assert_eq!(request.headers()["if-match"], "3");
            let mut pieces = request.into_body().into_data_stream();
            let mut bytes = Vec::new();
            while let Some(piece) = pieces.next().await {
                bytes.extend(piece.unwrap());
                if bytes.len() % 7 == 0 {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            }
            // Longer than a service may be silent otherwise.
            tokio::time::sleep(Duration::from_millis(600)).await;
            *kept.lock().unwrap() = (bytes, length);
            json(json!({}))
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}/apis/v1", listener.local_addr().unwrap()).parse().unwrap();
    let serving = tokio::spawn(async move { axum::serve(listener, app).await.unwrap() });
    let timeouts = Timeouts { idle: Duration::from_millis(300), ..Timeouts::default() };
    let login: Arc<dyn Authorizer> = Arc::new(Login::default());
    let client = DigitalPost::with(base, login, Arc::new(model::SystemClock), timeouts).unwrap();
    let file: Vec<u8> = (0..3_000_001_u32).map(|n| (n % 251) as u8).collect();
    upload(&client, &Bytes(file.clone())).await.unwrap();
    let (bytes, length) = got.lock().unwrap().clone();
    assert_eq!(bytes.len().to_string(), length);
    let text = String::from_utf8_lossy(&bytes[..200]).into_owned();
    assert!(text.contains("name=\"file\""), "{text}");
    assert!(bytes.windows(1000).any(|window| window == &file[..1000]) && bytes.len() - file.len() < 400);
    serving.abort();
}

#[tokio::test]
async fn a_file_that_cannot_be_read_to_its_end_is_not_taken_for_whole() {
    let service = Double::new(|_, _| json(json!({}))).await;
    assert!(upload(&service.client(), &Broken).await.is_err());
}

#[tokio::test]
async fn a_conflict_and_a_rule_of_an_upload_have_their_meanings() {
    for (code, told) in [(409, model::Code::Conflict), (422, model::Code::Refused), (404, model::Code::NotFound)] {
        let service = Double::new(move |_, _| status(code, None)).await;
        let refused = upload(&service.client(), &Bytes(vec![1])).await.unwrap_err();
        assert_eq!(refused.code(), told);
    }
}

#[tokio::test]
async fn a_draft_of_a_strange_shape_is_read_as_far_as_it_can_be() {
    let strange = json!({"id": "l", "version": "x", "messageState": 7, "lastUpdated": "when",
        "documents": [{"id": "d", "files": [{"id": "f", "fileSize": -1}]}, {"files": []}, 7, {"id": "e", "files": [{}]}]});
    let service = Double::new(move |_, _| json(strange.clone())).await;
    let Checked::There(draft) = service.client().draft(&"m".into(), &"l".into()).await.unwrap() else { panic!() };
    let RemoteDraft { version, state, parts, .. } = draft;
    assert_eq!((version, state, parts.len()), (0, MessageState::Unknown, 1));
    assert_eq!(parts[0].size, None);
}

#[tokio::test]
async fn what_bears_another_mark_is_not_taken_for_ones_own() {
    let letter = |id: &str, mark: Value| json!({"id": id, "messageState": "DRAFT", "transactionId": mark});
    let list = json!({"messages": [letter("a", json!("mine")), letter("b", json!("other")), letter("c", json!(null))]});
    let service = Double::new(move |_, _| json(list.clone())).await;
    let begun = service.client().begun(&"m".into(), "mine", None).await.unwrap();
    assert_eq!(begun.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a"]);
}

#[tokio::test]
async fn the_word_of_a_search_is_sent_as_it_is_and_an_id_that_is_none_is_not_asked_for() {
    let service = Double::new(|_, _| json(json!({"contactPoints": []}))).await;
    let client = service.client();
    client.contact_points(None, "børn & *|!").await.unwrap();
    assert_eq!(client.contact_point(&"a,b*".into()).await.unwrap(), None);
    let asked = service.asked();
    assert_eq!(asked.len(), 1);
    assert!(asked[0].path.contains("searchTermOrName=b%C3%B8rn+%26+*%7C%21"), "{}", asked[0].path);
}

#[tokio::test]
async fn a_forward_names_who_gets_it_and_what_is_said() {
    let service = Double::new(|_, _| json(json!({"id": "l", "documents": []}))).await;
    let to = Destination {
        id_type: IdType::Email,
        id: "a@example.org".into(),
        name: "a@example.org".into(),
        contact_point: None,
    };
    let onward = Onward { to: &to, comment: "" };
    service.client().forward(&"m".into(), &"l".into(), &onward).await.unwrap();
    assert_eq!(service.asked()[0].path, "/mailboxes/m/messages/l/forward");
}
