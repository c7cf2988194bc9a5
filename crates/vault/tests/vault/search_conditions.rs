//! Search with conditions: over several mailboxes, folders, days and states, what is found is what a look through
//! every letter finds, in the same order; and the look knows nothing of the index.

mod chance;
mod corpus;
mod look;
mod queries;

use crate::world::{message, put_file, store, world};
use chance::Chance;
use corpus::{Corpus, corpus, zone};
use look::Seen;
use model::Level;
use postkasse_vault::{Cache, Found, Order, Query, Search};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Queries that are asked, each of one mailbox or of all.
const QUERIES: usize = 1500;
const SEED: u64 = 20_261_126;

/// The ids of what is found, in the order that was asked for.
fn found(corpus: &Corpus, query: &Query, only: Option<usize>, limit: usize, order: Order) -> Vec<String> {
    let zone = zone();
    let mut all: Vec<(Found, &Arc<Cache>)> = Vec::new();
    for number in (0..2).filter(|number| only.is_none_or(|only| only == *number)) {
        let (folders, wished) = (&corpus.folders[number], &corpus.wished[number]);
        // As over many mailboxes: what is older than enough others is not asked for.
        let oldest = all.get(limit - 1).and_then(|(found, _)| found.received());
        let since = oldest.filter(|_| order == Order::Newest);
        let how = Search { limit, order, since, zone: &zone, folders, wished };
        let cache = &corpus.caches[number];
        all.extend(cache.search(query, &how).unwrap().into_iter().map(|found| (found, cache)));
        all.sort_by(|a, b| a.0.order(&b.0));
        all.truncate(limit);
    }
    let hit = |(found, cache): &(Found, &Arc<Cache>)| cache.hit(found, query, Level::High).unwrap().unwrap();
    all.iter().map(|one| hit(one).head.id.to_string()).collect()
}

#[test]
fn what_conditions_find_is_what_a_look_through_every_letter_finds() {
    let (world, mut chance) = (world(), Chance::new(SEED));
    let corpus = corpus(&world, &mut chance);
    let (mut answered, mut kinds) = (0, BTreeMap::<_, usize>::new());
    for number in 0..QUERIES {
        let (text, asked) = queries::query(&mut chance);
        let only = [None, Some(0), Some(1)][chance.below(3)];
        let limit = [1, 5, 500][chance.below(3)];
        let wanted = |seen: &&Seen| {
            only.is_none_or(|only| only == seen.mailbox)
                && !seen.gone
                && asked.iter().all(|(wanted, asked)| seen.is(asked) == *wanted)
        };
        let mut expected: Vec<&Seen> = corpus.seen.iter().filter(wanted).collect();
        expected.sort_by(|a, b| (b.received, &b.id).cmp(&(a.received, &a.id)));
        let mut expected: Vec<&str> = expected.iter().map(|seen| seen.id.as_str()).collect();

        let query = Query::read(&text);
        let newest: Vec<&str> = expected.iter().copied().take(limit).collect();
        assert_eq!(found(&corpus, &query, only, limit, Order::Newest), newest, "{text:?}");
        if number % 4 == 0 {
            let mut best = found(&corpus, &query, only, 500, Order::Best);
            best.sort_unstable();
            expected.sort_unstable();
            assert_eq!(best, expected, "the best first: {text:?}");
        }
        answered += usize::from(!expected.is_empty() && expected.len() < corpus.seen.len() / 2);
        for (wanted, asked) in &asked {
            *kinds.entry((asked.kind(), *wanted)).or_default() += 1;
        }
    }
    assert!(answered > QUERIES / 3, "only {answered} of the queries told letters apart");
    assert_eq!(kinds.len(), 14, "each of seven kinds is asked for, and ruled out: {kinds:?}");
}

#[test]
fn the_best_come_first_when_they_are_asked_for() {
    let world = world();
    let subjects = ["Andet brev", "Ejendomsskat", "Skat", "Brev om skat og meget andet"];
    let letters: Vec<_> =
        subjects.iter().zip(1..).map(|(subject, number)| message(&world.mailbox, number, subject)).collect();
    store(&world, &letters);
    put_file(&world, &letters[0], &format!("{} skat {}", "ord ".repeat(200), "mere ".repeat(200)));
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let titles = |order| {
        let (query, zone) = (Query::read("skat "), zone());
        let how = Search { limit: 9, order, since: None, zone: &zone, folders: &[], wished: &[] };
        let found = cache.search(&query, &how).unwrap();
        let hits = found.iter().map(|found| cache.hit(found, &query, Level::High).unwrap().unwrap());
        hits.map(|hit| hit.head.subject).collect::<Vec<_>>()
    };
    assert_eq!(titles(Order::Best), ["Skat", "Brev om skat og meget andet", "Andet brev"]);
    assert_eq!(titles(Order::Newest), ["Brev om skat og meget andet", "Skat", "Andet brev"]);
}
