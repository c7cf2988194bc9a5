//! Documents of one's own on their way up.

use crate::double::{Double, Target, mailbox, refusal};
use axum::http::{Method, StatusCode};
use axum::response::IntoResponse;
use postkasse_providers::{OwnDocument, ProviderError, Source, Uploading};
use std::io::{Cursor, Error, Read, Result};
use std::sync::{Arc, Mutex};

struct Bytes(Vec<u8>, u64);

impl Source for Bytes {
    fn size(&self) -> u64 {
        self.1
    }

    fn open(&self) -> Result<Box<dyn Read + Send>> {
        if self.1 == self.0.len() as u64 {
            Ok(Box::new(Cursor::new(self.0.clone())))
        } else {
            Err(Error::other("none"))
        }
    }
}

fn document(bytes: Vec<u8>) -> (OwnDocument, Arc<Mutex<Vec<u64>>>) {
    let gone: Arc<Mutex<Vec<u64>>> = Arc::default();
    let (told, size) = (gone.clone(), bytes.len() as u64);
    let document = OwnDocument {
        subject: "Vitnemål\r\n2026".to_owned(),
        filename: "vitne\"mål\r\n.pdf".to_owned(),
        source: Arc::new(Bytes(bytes, size)),
        gone: Arc::new(move |so_far| told.lock().unwrap().push(so_far)),
    };
    (document, gone)
}

#[tokio::test]
async fn a_document_goes_up_with_its_name_and_how_far_it_is_is_told() {
    let service = Double::new().await;
    service.holds(|holds| holds.folders = vec![(7, "Hus".to_owned(), "HOME".to_owned())]);
    let file: Vec<u8> = (0..300_001_u32).map(|n| (n % 251) as u8).collect();
    let (document, gone) = document(file.clone());
    let client = service.client();
    client.put_in(&mailbox(), None, &document).await.unwrap();
    client.put_in(&mailbox(), Some(&"7".into()), &document).await.unwrap();
    let uploads = service.holds(|holds| std::mem::take(&mut holds.uploads));
    assert_eq!(uploads.iter().map(|one| one.0).collect::<Vec<_>>(), [None, Some(7)]);
    let body = &uploads[0].1;
    let head = String::from_utf8_lossy(&body[..600]).into_owned();
    assert!(head.contains("name=\"subject\"") && head.contains("\r\n\r\nVitnemål  2026\r\n"), "{head}");
    assert!(head.contains("name=\"file\"; filename=\"vitne%22mål%0D%0A.pdf\"\r\n"), "{head}");
    assert!(body.windows(1000).any(|window| window == &file[299_001..]) && body.len() < file.len() + 800);
    let asked = service.asked().into_iter().find(|one| one.method == Method::POST).unwrap();
    assert_eq!(
        (&asked.headers["accept"], &asked.headers["content-length"]),
        (&"*/*".parse().unwrap(), &body.len().to_string().parse().unwrap())
    );
    let gone = gone.lock().unwrap();
    let half = gone.len() / 2;
    assert!(half > 1 && gone[half - 1] == 300_001 && gone[..half].is_sorted(), "{gone:?}");
}

#[tokio::test]
async fn what_does_not_fit_is_said_before_it_goes() {
    let service = Double::new().await;
    let client = service.client();
    let (mut large, _) = document(vec![1]);
    large.source = Arc::new(Bytes(Vec::new(), client.largest_upload().unwrap() + 1));
    let refused = client.put_in(&mailbox(), None, &large).await;
    assert!(matches!(refused, Err(ProviderError::Said("error.upload.tooLarge"))), "{refused:?}");
    assert!(service.asked().is_empty());
    service.holds(|holds| holds.used = (1 << 30) - 1);
    let (two, _) = document(vec![1, 2]);
    let refused = client.put_in(&mailbox(), None, &two).await;
    assert!(matches!(refused, Err(ProviderError::Said("error.upload.full"))), "{refused:?}");
    assert!(service.asked().iter().all(|one| one.method == Method::GET));
    let (one, _) = document(vec![1]);
    client.put_in(&mailbox(), None, &one).await.unwrap();
}

#[tokio::test]
async fn what_the_service_says_to_a_document_is_said_in_words() {
    for (answer, said) in [
        (
            (|| StatusCode::PAYLOAD_TOO_LARGE.into_response()) as fn() -> axum::response::Response,
            "error.upload.tooLarge",
        ),
        (|| refusal(400, "NOT_ENOUGH_STORAGE"), "error.upload.full"),
        (|| StatusCode::INSUFFICIENT_STORAGE.into_response(), "error.upload.full"),
        (|| refusal(400, "UNSUPPORTED_FILE_TYPE"), "error.upload.type"),
    ] {
        let service = Double::new().await;
        service.answers(move |asked| (asked.target == Some(Target::UploadToInbox)).then(answer));
        let refused = service.client().put_in(&mailbox(), None, &document(vec![1]).0).await.unwrap_err();
        assert_eq!(refused.text_key(), Some(said));
    }
    let service = Double::new().await;
    let elsewhere = service.client().put_in(&"per.eksempel#0AA2".into(), None, &document(vec![1]).0).await;
    assert_eq!(elsewhere.unwrap_err().text_key(), Some("error.digipost.noLink"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_not_sent() {
    let service = Double::new().await;
    let (mut broken, _) = document(vec![1]);
    broken.source = Arc::new(Bytes(Vec::new(), 5));
    assert!(service.client().put_in(&mailbox(), None, &broken).await.is_err());
    assert!(service.holds(|holds| holds.uploads.is_empty()));
}
