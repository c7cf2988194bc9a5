//! Those who write are looked up by themselves, once a week at most, and whatever comes instead of a logo costs no more
//! than the logo.

use crate::world::World;
use jiff::{SignedDuration, Timestamp};
use letter::LOGO_SIDE;
use model::{Clock, OrganisationKind, OrganisationWork};
use postkasse_sandbox::Seed;
use postkasse_sync::{Report, sync_account};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;
use vault::KnownSender;

struct At(Timestamp);

impl Clock for At {
    fn now(&self) -> Timestamp {
        self.0
    }
}

const DAY: SignedDuration = SignedDuration::from_hours(24);

/// Everything of hers is synced so many days from now.
async fn sync_after(world: &World, days: i32) -> Vec<Report> {
    let mut context = world.context.clone();
    context.clock = Arc::new(At(Timestamp::now() + DAY * days));
    let reports = sync_account(&context, &world.account, None).await.unwrap();
    assert!(reports.iter().all(|report| report.error.is_none()), "{reports:?}");
    reports
}

/// What is known of those who wrote to her own mailbox.
fn known(world: &World) -> Vec<KnownSender> {
    let organisations = world.cache(&world.own()).organisations().unwrap();
    let known = organisations.iter().map(|(id, _)| world.profile.sender(&world.account, id).unwrap());
    known.flatten().collect()
}

fn logos(world: &World) -> usize {
    known(world).iter().filter(|sender| sender.logo).count()
}

/// How often the register was asked for an entry and for a logo since then.
async fn asked(world: &World, since: usize) -> (usize, usize) {
    let requests = world.requests().await;
    let paths = requests[since..].iter().map(|request| request["path"].as_str().unwrap());
    let register: Vec<&str> = paths.filter(|path| path.contains("/organisations/")).collect();
    let logos = register.iter().filter(|path| path.ends_with("/logo")).count();
    (register.len() - logos, logos)
}

#[tokio::test]
async fn who_writes_is_known_after_the_first_sync_and_asked_for_again_after_a_week() {
    let world = World::new(Seed::Demo, 0, 1).await;
    sync_after(&world, 0).await;
    let all = known(&world);
    assert!(all.len() >= 5, "{all:?}");
    let named = |name: &str| {
        let facts = all.iter().filter_map(|sender| sender.facts.as_ref());
        facts.into_iter().find(|facts| facts.name == name).unwrap_or_else(|| panic!("{name} in {all:?}"))
    };
    let municipality = named("Prøvekøbing Kommune");
    assert_eq!((municipality.kind, municipality.work), (Some(OrganisationKind::Municipality), None));
    assert_eq!(named("Prøvekøbing Sygehus").work, Some(OrganisationWork::Hospital));
    assert_eq!(logos(&world), all.len());
    for sender in &all {
        let logo = world.profile.sender_logo(&sender.id).unwrap();
        assert_eq!(logo[16..24], [LOGO_SIDE.to_be_bytes(), LOGO_SIDE.to_be_bytes()].concat(), "a square of ours");
    }
    // Each once, though several of her mailboxes have letters of the same sender, and no letter is the worse for it.
    let (entries, pictures) = asked(&world, 0).await;
    assert!(entries >= all.len() && entries == pictures, "{entries} {pictures}");
    world.assert_same().await;
    let before = world.requests().await.len();
    sync_after(&world, 6).await;
    assert_eq!(asked(&world, before).await, (0, 0), "within the week nobody is asked for");
    sync_after(&world, 8).await;
    assert_eq!(asked(&world, before).await, (entries, pictures));
}

#[tokio::test]
async fn whatever_is_wrong_with_a_logo_the_letters_come_and_the_next_week_brings_it() {
    let world = World::new(Seed::Demo, 0, 1).await;
    sync_after(&world, 0).await;
    let all = logos(&world);
    let mut day = 0;
    for fault in ["missing", "tooLarge", "notAnImage", "svg", "bomb"] {
        world.faults(json!({"logo": fault})).await;
        world.send(1).await;
        day += 8;
        assert!(sync_after(&world, day).await.iter().any(|report| report.new == 1), "{fault}");
        assert_eq!(logos(&world), 0, "{fault}: what is no logo any more is not shown as one");
        assert!(known(&world).iter().all(|sender| sender.facts.is_some()), "{fault}");
        let before = world.requests().await.len();
        sync_after(&world, day + 1).await;
        assert_eq!(asked(&world, before).await, (0, 0), "{fault}: it has its time all the same");
        world.no_faults().await;
        day += 8;
        sync_after(&world, day).await;
        assert_eq!(logos(&world), all, "{fault}");
    }
}

#[tokio::test]
async fn a_logo_that_does_not_come_holds_up_nobody_for_long_and_the_old_one_stays() {
    let world = World::new(Seed::Demo, 0, 1).await;
    sync_after(&world, 0).await;
    let all = logos(&world);
    world.faults(json!({"logo": "slow"})).await;
    world.send(1).await;
    let (before, began) = (world.requests().await.len(), Instant::now());
    assert!(sync_after(&world, 8).await.iter().any(|report| report.new == 1));
    assert!(began.elapsed().as_secs() < 25, "{:?}", began.elapsed());
    let (_, pictures) = asked(&world, before).await;
    assert_eq!(pictures, 1, "not one after the other");
    assert_eq!(logos(&world), all);
    world.no_faults().await;
    let before = world.requests().await.len();
    sync_after(&world, 8).await;
    let (others, _) = asked(&world, before).await;
    assert!(others + pictures >= all, "the others have their turn with the next sync, and that one on the next day");
    let before = world.requests().await.len();
    sync_after(&world, 10).await;
    assert_eq!(asked(&world, before).await, (pictures, pictures));
}

#[tokio::test]
async fn a_register_that_fails_or_knows_nobody_is_no_trouble_of_the_letters() {
    let world = World::new(Seed::Demo, 0, 1).await;
    let letter = json!({"to": {"person": "mette"}, "sender": "Ukendt Afsender", "subject": "Prøve",
        "body": {"text": "Et opdigtet brev."}});
    world.admin("POST", "/letters", letter).await;
    sync_after(&world, 0).await;
    let of_nobody = world.letters(&world.own()).into_values().find(|one| one.sender.label == "Ukendt Afsender");
    assert_eq!(of_nobody.unwrap().sender.organisation, None, "there is nothing to ask by");
    let count = known(&world).len();
    world.faults(json!({"cutBodiesRate": 1.0})).await;
    // The letters' own lists are cut as well: nothing comes, and nothing that is known is lost.
    let mut context = world.context.clone();
    context.clock = Arc::new(At(Timestamp::now() + DAY * 8));
    let _ = sync_account(&context, &world.account, None).await;
    assert_eq!((known(&world).len(), logos(&world)), (count, count));
    world.no_faults().await;
    world.admin("GET", "/requests?since=0", Value::Null).await;
    sync_after(&world, 9).await;
    world.assert_same().await;
}
