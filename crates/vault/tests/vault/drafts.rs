//! Letters in the making: saved at once, changed by nobody while they are on their way, sealed with their files,
//! and left alone when a cache is rebuilt.

use crate::world::{World, open, world};
use jiff::Timestamp;
use model::{Attachment, Change, Code, Draft, DraftId, DraftKind, Leaving, Progress, WishState};
use postkasse_vault::{Mended, State, StoreError};
use std::io::{Read, Write};
use std::sync::Arc;

fn state(world: &World) -> Arc<State> {
    world.profile.state(&world.mailbox.id).unwrap()
}

pub(crate) fn draft(world: &World, number: u8, text: &str) -> Draft {
    Draft {
        id: DraftId::from_random(&world.mailbox.id, [number; 10]),
        mailbox: world.mailbox.id.clone(),
        kind: DraftKind::New,
        to: None,
        fields: Vec::new(),
        subject: "Emne".into(),
        text: text.into(),
        agreed: false,
        attachments: Vec::new(),
        made: Timestamp::UNIX_EPOCH,
        changed: Timestamp::from_second(i64::from(number)).unwrap(),
        revision: 0,
    }
}

fn attach(state: &State, draft: &DraftId, bytes: &[u8]) -> Result<Attachment, StoreError> {
    let (id, mut writer) = state.attachment_writer()?;
    writer.write_all(bytes).unwrap();
    let blob = writer.finish()?;
    let attachment = Attachment { id, filename: "bilag.txt".into(), mime: "text/plain".into(), size: blob.size() };
    assert!(state.attach(draft, &attachment, blob, Timestamp::UNIX_EPOCH)?);
    Ok(attachment)
}

fn bytes_of(state: &State, attachment: &Attachment) -> Vec<u8> {
    let mut bytes = Vec::new();
    state.open_attachment(&attachment.id).unwrap().read_to_end(&mut bytes).unwrap();
    bytes
}

#[test]
fn what_is_written_is_there_for_another_copy_at_once_the_newest_first() {
    let world = world();
    let (older, newer) = (draft(&world, 1, "Gammel"), draft(&world, 2, "Ny"));
    state(&world).add_draft(&older).unwrap();
    state(&world).add_draft(&newer).unwrap();
    let change = |draft: &mut Draft| {
        draft.text = "Rettet".into();
        draft.changed = Timestamp::from_second(3).unwrap();
    };
    assert!(state(&world).change_draft(&older.id, change).unwrap());
    let file = attach(&state(&world), &older.id, b"Bilag").unwrap();
    let copy = open(&world.folder, "hemmelig").unwrap();
    let theirs = copy.state(&world.mailbox.id).unwrap();
    let drafts = theirs.drafts().unwrap();
    let texts: Vec<(&str, u64)> = drafts.iter().map(|draft| (draft.text.as_str(), draft.revision)).collect();
    assert_eq!(texts, [("Ny", 0), ("Rettet", 2)]);
    assert_eq!(drafts[1].attachments, std::slice::from_ref(&file));
    assert_eq!(bytes_of(&theirs, &file), b"Bilag");
}

#[test]
fn what_is_on_its_way_is_not_changed_until_it_was_taken_back_or_refused() {
    let world = world();
    let one = draft(&world, 1, "Brev");
    let state = state(&world);
    state.add_draft(&one).unwrap();
    let file = attach(&state, &one.id, b"Bilag").unwrap();
    let wish = state.add_wish(&one.id, &Change::Send, 0, Timestamp::UNIX_EPOCH).unwrap();
    assert!(!state.change_draft(&one.id, |draft| draft.text.clear()).unwrap());
    assert!(!state.detach(&one.id, &file.id, Timestamp::UNIX_EPOCH).unwrap());
    let (id, writer) = state.attachment_writer().unwrap();
    let late = Attachment { id, ..file.clone() };
    assert!(!state.attach(&one.id, &late, writer.finish().unwrap(), Timestamp::UNIX_EPOCH).unwrap());
    assert_eq!(state.draft(&one.id).unwrap().unwrap().text, "Brev");

    assert!(state.take_back(&one.id).unwrap());
    assert!(state.wishes().unwrap().is_empty());
    assert!(state.change_draft(&one.id, |draft| draft.text = "Mere".into()).unwrap());

    let wish_again = state.add_wish(&one.id, &Change::Send, 0, Timestamp::UNIX_EPOCH).unwrap();
    assert_ne!(wish, wish_again);
    state.wish_refused(wish_again, Code::Refused, Some("memo.too.large")).unwrap();
    assert!(state.change_draft(&one.id, |draft| draft.text = "Mindre".into()).unwrap());
    let refused = WishState::Refused { code: Code::Refused, reason: Some("memo.too.large".into()) };
    assert_eq!(state.wishes().unwrap()[0].state, refused, "the reason stays to be read");
}

#[test]
fn what_may_have_left_cannot_be_taken_back_and_what_was_taken_back_does_not_leave() {
    let world = world();
    let (one, other) = (draft(&world, 1, "Brev"), draft(&world, 2, "Andet"));
    let state = state(&world);
    let leaving =
        Leaving { since: Timestamp::UNIX_EPOCH, version: 3, updated: Timestamp::UNIX_EPOCH, forwarded_before: false };
    let progress = Progress { begun: 1, remote: Some("d".into()), filled: Some(0), leaving: Some(leaving) };
    for draft in [&one, &other] {
        state.add_draft(draft).unwrap();
        state.add_wish(&draft.id, &Change::Send, 0, Timestamp::UNIX_EPOCH).unwrap();
    }
    assert!(state.leaves(&one.id, &progress).unwrap());
    assert!(!state.take_back(&one.id).unwrap());
    assert_eq!(state.progress(&one.id).unwrap(), progress);
    assert!(state.take_back(&other.id).unwrap());
    assert!(!state.leaves(&other.id, &progress).unwrap());
    assert_eq!(state.progress(&other.id).unwrap(), Progress::default());
}

#[test]
fn what_was_sent_goes_with_its_files_and_wishes_and_what_waits_to_be_thrown_away_is_not_shown() {
    let world = world();
    let one = draft(&world, 1, "Brev");
    let state = state(&world);
    state.add_draft(&one).unwrap();
    let file = attach(&state, &one.id, b"Bilag").unwrap();
    state.add_wish(&one.id, &Change::Discard, 0, Timestamp::UNIX_EPOCH).unwrap();
    assert!(state.drafts().unwrap().is_empty() && state.draft(&one.id).unwrap().is_some());
    state.draft_done(&one.id).unwrap();
    assert!(state.draft(&one.id).unwrap().is_none() && state.wishes().unwrap().is_empty());
    assert!(matches!(state.open_attachment(&file.id), Err(StoreError::NotFound)));
    let folder = world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str()).join("drafts");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
}

#[test]
fn a_rebuilt_cache_leaves_drafts_and_their_files_alone_and_damage_to_them_is_named() {
    let world = world();
    let one = draft(&world, 1, "Brev");
    state(&world).add_draft(&one).unwrap();
    let file = attach(&state(&world), &one.id, &[7; 100_000]).unwrap();
    let folder = world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str());
    world.profile.suspect(&world.mailbox.id);
    let cache = folder.join("cache.db");
    let mut bytes = std::fs::read(&cache).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&cache, bytes).unwrap();
    assert_eq!(world.profile.mend(&world.mailbox.id).unwrap(), Mended::Cache);
    assert_eq!(bytes_of(&state(&world), &file), vec![7; 100_000]);
    let mailboxes = [world.mailbox.id.clone()];
    assert_eq!(world.profile.check_own(&mailboxes).unwrap(), (3, vec![]));

    let sealed = folder.join("drafts").join(file.id.as_str());
    let mut bytes = std::fs::read(&sealed).unwrap();
    assert!(!bytes.windows(8).any(|window| window == [7; 8]), "sealed");
    bytes[70_000] ^= 1;
    std::fs::write(&sealed, bytes).unwrap();
    let (_, damaged) = world.profile.check_own(&mailboxes).unwrap();
    assert_eq!(damaged.len(), 1);
    assert!(damaged[0].ends_with("drafts"));
}

#[test]
fn what_a_cut_left_of_an_attachment_is_removed_and_what_is_being_stored_is_not() {
    let world = world();
    let one = draft(&world, 1, "Brev");
    let state = state(&world);
    state.add_draft(&one).unwrap();
    let file = attach(&state, &one.id, b"Bilag").unwrap();
    let folder = world.profile.folder().join("mailboxes").join(world.mailbox.id.as_str()).join("drafts");
    for (name, hours) in [("gammel", 2), ("gammel.part", 2), ("ny.part", 0)] {
        std::fs::write(folder.join(name), b"x").unwrap();
        let at = std::time::SystemTime::now() - std::time::Duration::from_secs(3600 * hours);
        std::fs::File::options().write(true).open(folder.join(name)).unwrap().set_modified(at).unwrap();
    }
    assert_eq!(state.remove_leftovers().unwrap(), 2);
    assert!(folder.join("ny.part").exists());
    assert_eq!(bytes_of(&state, &file), b"Bilag");
}
