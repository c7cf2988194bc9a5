//! A letter's text at its sender's (front channel embed): the rules of Dialogporten's reference, one by one.

use crate::double::{Asked, Double, silence, status, typed};
use crate::opening::{MARKDOWN, bytes, embedding, open};
use crate::service::Service;
use axum::response::Response;
use postkasse_providers::ProviderError;

/// What comes of a text, by what its sender's page answers; with what that page was asked.
async fn text(
    answer: impl Fn(&Asked) -> Response + Send + Sync + 'static,
) -> (Result<Vec<u8>, ProviderError>, Vec<Asked>) {
    text_of(MARKDOWN, answer).await
}

async fn text_of(
    media: &str,
    answer: impl Fn(&Asked) -> Response + Send + Sync + 'static,
) -> (Result<Vec<u8>, ProviderError>, Vec<Asked>) {
    let sender = Double::new(answer).await;
    let service = Service::own(vec![embedding(&format!("{}/tekst?lang=nb", sender.url), media)]).await;
    let client = service.double.client();
    let opened = open(&client).await.unwrap();
    let came = bytes(&client, &opened, 0, 0).await;
    (came, sender.asked())
}

fn key(came: (Result<Vec<u8>, ProviderError>, Vec<Asked>)) -> Option<&'static str> {
    came.0.unwrap_err().text_key()
}

#[tokio::test]
async fn a_text_is_asked_for_with_the_letters_token_and_nothing_of_the_login() {
    let (came, asked) = text(|_| typed("text/markdown; charset=utf-8", "# Hei")).await;
    assert_eq!(came.unwrap(), b"# Hei");
    let asked = &asked[0];
    assert_eq!((asked.method.as_str(), asked.path.as_str(), asked.all("lang")), ("GET", "/tekst", vec!["nb"]));
    assert_eq!(asked.header("authorization"), "Bearer dialog-token-a");
    assert_eq!(asked.header("accept"), "text/markdown");
    assert_eq!(asked.header("accept-language"), "nb, nn;q=0.9, en;q=0.8");
    assert_eq!(asked.header("prefer"), "timezone=\"Europe/Oslo\"");
    assert!(!asked.headers.contains_key("cookie"));
}

#[tokio::test]
async fn nothing_at_all_is_a_text_without_words() {
    for empty in [|_: &Asked| status(204, None), |_: &Asked| typed("text/markdown", ""), |_: &Asked| status(200, None)]
    {
        assert_eq!(text(empty).await.0.unwrap(), b"");
    }
}

#[tokio::test]
async fn five_redirects_on_the_same_host_are_followed_and_not_a_sixth() {
    let hops = |most: usize| {
        move |asked: &Asked| {
            let hop: usize = asked.all("hop").first().map_or(0, |hop| hop.parse().unwrap());
            match hop < most {
                true => status(302, Some(("location", &format!("/tekst?hop={}", hop + 1)))),
                false => typed("text/markdown", "fram"),
            }
        }
    };
    let (came, asked) = text(hops(5)).await;
    assert_eq!((came.unwrap(), asked.len()), (b"fram".to_vec(), 6));
    assert!(asked.iter().all(|one| one.header("authorization") == "Bearer dialog-token-a"));
    assert_eq!(key(text(hops(6)).await), Some("error.embed.failed"));
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let other = Double::new(|_| typed("text/markdown", "fanget")).await;
    for to in [
        other.url.clone(),
        "http://169.254.169.254/".to_owned(),
        "https://ond.example/".to_owned(),
        "file:///etc/passwd".to_owned(),
    ] {
        let came = text(move |_| status(307, Some(("location", &to)))).await;
        assert_eq!(key(came), Some("error.embed.elsewhere"));
    }
    assert!(other.asked().is_empty());
    assert_eq!(key(text(|_| status(302, None)).await), Some("error.embed.failed"), "nowhere");
}

#[tokio::test]
async fn a_text_of_another_type_than_was_announced_is_not_shown() {
    for kind in ["text/html", "application/json", "text/plain", "text/markdownish"] {
        assert_eq!(key(text(move |_| typed(kind, "<b>Logg inn</b>")).await), Some("error.embed.type"), "{kind}");
    }
    let html = "application/vnd.dialogporten.frontchannelembed-url;type=text/html";
    assert_eq!(text_of(html, |_| typed("TEXT/HTML", "<p>Hei")).await.0.unwrap(), b"<p>Hei");
    let packed = |_: &Asked| {
        let mut answer = typed("text/markdown", "x");
        answer.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
        answer
    };
    assert_eq!(key(text(packed).await), Some("error.embed.type"));
}

#[tokio::test]
async fn a_text_is_a_hundred_kilobytes_at_most() {
    assert_eq!(text(|_| typed("text/markdown", "a".repeat(100 << 10))).await.0.unwrap().len(), 100 << 10);
    assert_eq!(key(text(|_| typed("text/markdown", "a".repeat((100 << 10) + 1))).await), Some("error.embed.tooLong"));
    let endless = |_: &Asked| {
        let pieces =
            futures::stream::iter((0..500).map(|_| Ok::<_, std::io::Error>(bytes::Bytes::from_static(&[b'a'; 1024]))));
        typed("text/markdown", axum::body::Body::from_stream(pieces))
    };
    assert_eq!(key(text(endless).await), Some("error.embed.tooLong"));
}

#[tokio::test]
async fn a_page_that_does_not_answer_in_time_is_slow() {
    assert_eq!(key(text(|_| typed("text/markdown", silence("Hei"))).await), Some("error.embed.slow"));
}

#[tokio::test]
async fn a_page_that_fails_fails_alone_and_in_words_that_concern_this_text() {
    for code in [400, 401, 403, 404, 429, 500, 503] {
        let (came, _) = text(move |_| status(code, Some(("retry-after", "3600")))).await;
        let error = came.unwrap_err();
        assert_eq!(error.text_key(), Some("error.embed.failed"), "{code}");
        assert!(!error.is_of_the_line(), "{code}");
    }
    let service = Service::own(vec![embedding("http://127.0.0.1:1/tekst", MARKDOWN)]).await;
    let client = service.double.client();
    let opened = open(&client).await.unwrap();
    let error = bytes(&client, &opened, 0, 0).await.unwrap_err();
    assert_eq!(error.text_key(), Some("error.embed.failed"));
}

#[tokio::test]
async fn an_address_that_is_not_encrypted_or_hides_its_host_is_not_gone_to() {
    for address in ["http://etat.example/tekst", "https://bruker:ord@etat.example/tekst", "http://10.0.0.1/tekst"] {
        let service = Service::own(vec![embedding(address, MARKDOWN)]).await;
        let client = service.double.client();
        let opened = open(&client).await.unwrap();
        let error = bytes(&client, &opened, 0, 0).await.unwrap_err();
        assert_eq!(error.text_key(), Some("error.embed.failed"), "{address}");
    }
}
