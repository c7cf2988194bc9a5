//! Letters on their way out: every request of it is one that the interface describes, and a damaged attachment is
//! told instead of the line being blamed for it.

use crate::world::World;
use jiff::Timestamp;
use model::{
    Attachment, Change, Code, ContactPoint, Destination, Draft, DraftId, DraftKind, Field, IdType, Mailbox, WishState,
};
use postkasse_sandbox::Seed;
use serde_json::{Value, json};
use std::io::Write;

/// A contact point of the sandbox with its authority.
async fn destination(world: &World, name: &str) -> Destination {
    let provider = &world.context.provider;
    let listed =
        provider.contact_points(None, name).await.unwrap().into_iter().find(|one| one.point.name == name).unwrap();
    let owner = match provider.organisation(&listed.organisation).await.unwrap() {
        providers::Checked::There(owner) => owner,
        providers::Checked::Gone => panic!("an organisation without register"),
    };
    let contact_point: Option<ContactPoint> = Some(listed.point);
    Destination { id_type: IdType::Cvr, id: owner.facts.number, name: owner.facts.name, contact_point }
}

fn draft(mailbox: &Mailbox, kind: DraftKind, to: Option<Destination>, text: &str) -> Draft {
    Draft {
        id: DraftId::from_random(&mailbox.id, [7; 10]),
        mailbox: mailbox.id.clone(),
        kind,
        to,
        fields: vec![Field { label: "Sagsnummer".into(), value: "12".into() }],
        subject: "Emne".into(),
        text: text.into(),
        agreed: false,
        attachments: Vec::new(),
        made: Timestamp::UNIX_EPOCH,
        changed: Timestamp::UNIX_EPOCH,
        revision: 0,
    }
}

/// Keeps a draft with one attachment of so many bytes, and wishes it sent.
fn wish(world: &World, draft: &Draft, change: Change, bytes: usize) {
    let state = world.profile.state(&draft.mailbox).unwrap();
    state.add_draft(draft).unwrap();
    if bytes > 0 {
        let (id, mut writer) = state.attachment_writer().unwrap();
        writer.write_all(&vec![7; bytes]).unwrap();
        let blob = writer.finish().unwrap();
        let attachment =
            Attachment { id, filename: "bilag.bin".into(), mime: "application/octet-stream".into(), size: blob.size() };
        assert!(state.attach(&draft.id, &attachment, blob, Timestamp::UNIX_EPOCH).unwrap());
    }
    state.add_wish(&draft.id, &change, 0, Timestamp::UNIX_EPOCH).unwrap();
}

async fn sent(world: &World) -> Vec<Value> {
    serde_json::from_value(world.admin("GET", "/sent?since=0", Value::Null).await).unwrap()
}

async fn odd(world: &World) -> Vec<Value> {
    world.requests().await.into_iter().filter(|one| one.get("nonconforming").is_some()).collect()
}

#[tokio::test]
async fn a_letter_an_answer_and_a_forward_are_sent_as_the_interface_describes_it() {
    let world = World::new(Seed::Empty, 0, 1).await;
    world.sync().await;
    let own = world.own();
    let to = destination(&world, "Kontanthjælp og sygedagpenge").await;
    wish(&world, &draft(&own, DraftKind::New, Some(to.clone()), "Kære kommune"), Change::Send, 200_000);
    let report = world.sync().await.into_iter().find(|one| one.mailbox == own.id).unwrap();
    assert_eq!((report.sent, report.refused, report.error), (1, 0, None));

    let letter = json!({"to": {"person": "mette"}, "sender": "Prøvekøbing Kommune", "subject": "Tilbud",
        "body": {"text": "x"}, "replyBy": "2999-01-01"});
    world.admin("POST", "/letters", letter).await;
    world.sync().await;
    let letters = world.letters(&own);
    let came = letters.values().find(|one| one.subject == "Tilbud").unwrap();
    let about = || (came.id.clone(), came.remote_id.clone());
    let (message, remote) = about();
    wish(&world, &draft(&own, DraftKind::Reply { message, remote }, None, "Ja tak"), Change::Send, 0);
    world.sync().await;
    let (message, remote) = about();
    wish(&world, &draft(&own, DraftKind::Forward { message, remote }, Some(to), "Til sagen"), Change::Forward, 0);
    world.sync().await;

    let kinds: Vec<Value> = sent(&world).await.iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds, ["message", "reply", "forward"]);
    assert_eq!(odd(&world).await, Vec::<Value>::new());
    assert!(world.profile.state(&own.id).unwrap().drafts().unwrap().is_empty());
    let answered = &world.letters(&own)[came.remote_id.as_str()];
    assert_eq!(answered.thread.answered_by.len(), 1, "it knows of its answer at once");
}

#[tokio::test]
async fn a_damaged_attachment_is_told_and_neither_sent_nor_tried_again_and_again() {
    let world = World::new(Seed::Empty, 0, 1).await;
    world.sync().await;
    let own = world.own();
    let to = destination(&world, "Skriv til kommunen").await;
    let letter = draft(&own, DraftKind::New, Some(to), "Se bilaget");
    wish(&world, &letter, Change::Send, 200_000);
    let state = world.profile.state(&own.id).unwrap();
    let attachment = state.draft(&letter.id).unwrap().unwrap().attachments[0].id.clone();
    let folder = world.profile.folder().join("mailboxes").join(own.id.as_str()).join("drafts");
    let path = folder.join(attachment.as_str());
    let mut bytes = std::fs::read(&path).unwrap();
    bytes[150_000] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    world.sync().await;
    let told = WishState::Refused { code: Code::Refused, reason: Some("attachment.damaged".into()) };
    assert_eq!(state.wishes().unwrap()[0].state, told);
    assert!(sent(&world).await.is_empty());
    assert_eq!(state.draft(&letter.id).unwrap().unwrap().text, "Se bilaget");
}
