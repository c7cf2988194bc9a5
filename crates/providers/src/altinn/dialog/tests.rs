#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

use super::super::services::Services;
use super::*;
use model::Language;
use serde_json::json;

const MARKDOWN: &str = "application/vnd.dialogporten.frontchannelembed-url;type=text/markdown";

fn read(more: &Value) -> Dialog {
    let mut value = json!({"id": "d", "contentUpdatedAt": "2026-03-01T00:00:00Z",
        "content": {"title": {"value": [{"languageCode": "nb", "value": "Skattemelding"}]}}});
    for (name, field) in more.as_object().unwrap() {
        match name.as_str() {
            "mainContentReference" | "additionalInfo" => value["content"][name] = field.clone(),
            _ => value[name] = field.clone(),
        }
    }
    let (languages, services) = (Languages::of(Language::Nb), Services::default());
    let now = "2026-06-01T12:00:00Z".parse().unwrap();
    let item = Item::read(&value, &super::super::item::Reader::new(&languages, &services, now)).unwrap();
    Dialog::read(&value, &item, &Reader { languages: &languages, page: None, now })
}

fn content(text: &str, media: &str) -> Value {
    json!({"value": [{"languageCode": "nb", "value": text}], "mediaType": media})
}

fn target(dialog: &Dialog, document: usize, file: usize) -> &Target {
    let document = &dialog.documents[document];
    &dialog.targets[&(document.id.clone(), document.files[file].id.clone())]
}

#[test]
fn the_text_is_where_the_letter_says_or_in_it_and_another_edition_is_another_document() {
    let dialog = read(&json!({"mainContentReference": content("https://etat.example/1", MARKDOWN),
        "additionalInfo": content("Mer", "text/markdown")}));
    let main = &dialog.documents[0];
    assert_eq!((main.kind, main.files.len(), main.files[0].id.as_str()), (DocumentKind::Main, 2, "embed"));
    assert_eq!((main.files[0].mime.as_str(), main.files[0].filename.as_str()), ("text/markdown", "Skattemelding.md"));
    assert_eq!(*target(&dialog, 0, 0), Target::Embed("https://etat.example/1".to_owned(), "text/markdown"));
    assert_eq!(*target(&dialog, 0, 1), Target::Text("Mer".to_owned(), "text/markdown".to_owned()));
    let later = read(&json!({"contentUpdatedAt": "2026-04-01T00:00:00Z"}));
    assert_ne!(later.documents[0].id, main.id);
    assert!(later.documents[0].files.is_empty(), "a letter without a text is a letter");
}

#[test]
fn an_embed_that_this_login_may_not_have_or_of_another_kind_is_none() {
    for (url, media, authorized) in [
        ("urn:dialogporten:unauthorized", MARKDOWN, false),
        ("https://etat.example/1", MARKDOWN, false),
        ("javascript:alert(1)", MARKDOWN, true),
        ("https://etat.example/1", "application/vnd.dialogporten.frontchannelembed-url;type=text/x-php", true),
        ("https://etat.example/1", "application/pdf", true),
    ] {
        let mut reference = content(url, media);
        reference["isAuthorized"] = authorized.into();
        let dialog = read(&json!({"mainContentReference": reference}));
        assert!(dialog.documents[0].files.is_empty(), "{url} {media}");
    }
}

#[test]
fn attachments_for_people_come_before_those_for_programs_and_expired_ones_are_named() {
    let url = |consumer: &str, url: &str| {
        json!({"id": format!("{consumer}-{url}"), "consumerType": consumer, "url": url,
        "mediaType": "application/pdf"})
    };
    let name = json!([{"languageCode": "nb", "value": "Vedtak"}]);
    let dialog = read(&json!({"attachments": [
        {"id": "1", "displayName": name, "urls": [url("Api", "https://a.example/api"), url("Gui", "https://a.example/gui")]},
        {"id": "2", "displayName": name, "urls": [url("Api", "https://a.example/api")]},
        {"id": "3", "expiresAt": "2026-05-01T00:00:00Z", "urls": [url("Gui", "https://a.example/old")]},
        {"id": "4", "urls": [url("Gui", "urn:dialogporten:expired")]},
        {"id": "5", "urls": [url("Gui", "urn:dialogporten:unauthorized")]},
        {"id": "6", "urls": "none"}, {"urls": []}, 7]}));
    assert_eq!(dialog.documents.len(), 3, "{:?}", dialog.documents);
    assert_eq!(*target(&dialog, 1, 0), Target::File("https://a.example/gui".to_owned(), "application/pdf".to_owned()));
    assert_eq!(*target(&dialog, 2, 0), Target::File("https://a.example/api".to_owned(), "application/pdf".to_owned()));
    assert_eq!((dialog.documents[1].label.as_str(), dialog.documents[1].files.len()), ("Vedtak", 1));
    assert_eq!(dialog.odd.len(), 5, "{:?}", dialog.odd);
}

#[test]
fn what_was_sent_to_and_fro_is_a_document_each() {
    let dialog = read(&json!({"transmissions": [
        {"id": "t", "type": "Decision", "createdAt": "2026-04-01T00:00:00Z", "isAuthorized": true,
         "content": {"title": content("Vedtak", "text/plain"), "summary": content("Kort", "text/plain"),
            "contentReference": content("https://etat.example/t", MARKDOWN)},
         "attachments": [{"id": "a", "urls": [{"id": "u", "consumerType": "Gui", "url": "https://etat.example/a"}]},
            {"id": "b", "urls": [{"id": "u", "consumerType": "Gui", "url": "https://etat.example/b"}]}],
         "navigationalActions": [{"title": [{"languageCode": "nb", "value": "Klag"}], "url": "https://etat.example/klag",
            "expiresAt": "2026-07-01T00:00:00Z"}, {"url": "urn:dialogporten:expired"}]},
        {"id": "x", "isAuthorized": false, "content": {"title": content("Hemmelig", "text/plain"),
            "contentReference": content("urn:dialogporten:unauthorized", MARKDOWN)},
         "navigationalActions": [{"url": "https://etat.example/no"}]}]}));
    let sent = &dialog.documents[1];
    let names: Vec<&str> = sent.files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!((sent.label.as_str(), names), ("Vedtak", vec!["embed", "summary", "u", "u+"]));
    assert_eq!(*target(&dialog, 1, 3), Target::File("https://etat.example/b".to_owned(), String::new()));
    assert_eq!(sent.actions.len(), 1);
    assert_eq!(dialog.history[0].document.as_ref(), Some(&sent.id));
    let kept_back = &dialog.documents[2];
    assert!(kept_back.files.is_empty() && kept_back.actions.is_empty());
}
