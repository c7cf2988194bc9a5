//! Letters: stored, listed, counted, and odd ones.

use crate::world::{add_mailbox, message, odd, open, page, put_file, search, store, world};
use jiff::Timestamp;
use model::{DocumentId, FileId, Folder, FolderId, FolderRole, Level, Message, Weight};
use postkasse_vault::{ListOrder, ListPlace, ListQuery, PageWrite};

#[test]
fn letters_are_listed_newest_first_and_paged_without_gap_or_double() {
    let world = world();
    let all: Vec<Message> = (0..120).map(|n| message(&world.mailbox, n, &format!("Brev {n}"))).collect();
    store(&world, &all);
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let (mut seen, mut before) = (Vec::new(), None);
    loop {
        let query = ListQuery { limit: 50, before: before.clone(), ..ListQuery::default() };
        let page = cache.list(&query, Level::Substantial).unwrap();
        let Some(last) = page.last() else { break };
        before = Some(last.place());
        seen.extend(page.into_iter().map(|head| head.subject));
    }
    assert_eq!(seen, (0..120).rev().map(|n| format!("Brev {n}")).collect::<Vec<_>>());
    let unread = ListQuery { unread: true, limit: 500, ..ListQuery::default() };
    assert_eq!(cache.list(&unread, Level::Substantial).unwrap().len(), 60);
}

#[test]
fn letters_are_paged_in_every_order_and_by_every_filter_over_two_mailboxes() {
    let world = world();
    let other = add_mailbox(&world.profile, &world.account, "r2");
    let mut all = Vec::new();
    for (mailbox, names) in
        [(&world.mailbox, ["Prøvebyen", "ATP-prøven", "Ånden"]), (&other, ["prøvebyen", "Brevhuset", "ånden"])]
    {
        let some = (0..40).map(|n| {
            let mut one = message(mailbox, n, "Brev");
            one.sender.label = names[n as usize % 3].into();
            one.flag = n % 5 == 0;
            one
        });
        let some: Vec<Message> = some.collect();
        world.profile.cache(&mailbox.id).unwrap().store_page(&page(&some, &[])).unwrap();
        world.profile.refresh_heads(&mailbox.id, Level::High).unwrap();
        all.extend(some);
    }
    let both = [(world.mailbox.id.clone(), Level::High), (other.id.clone(), Level::High)];
    for order in [ListOrder::Newest, ListOrder::Oldest, ListOrder::Sender] {
        for flagged in [false, true] {
            let mut wanted: Vec<_> = all.iter().filter(|one| one.flag || !flagged).map(ListPlace::of).collect();
            wanted.sort_by(|a, b| order.compare(a, b));
            let (mut seen, mut before) = (Vec::new(), None);
            loop {
                let query = ListQuery { order, flagged, limit: 7, before: before.clone(), ..ListQuery::default() };
                let heads = world.profile.list_all(&both, &query).unwrap();
                let Some(last) = heads.last() else { break };
                before = Some(last.place());
                seen.extend(heads.iter().map(postkasse_vault::MessageHead::place));
            }
            assert_eq!(seen, wanted, "{order:?}, flagged: {flagged}");
        }
    }
}

#[test]
fn the_same_page_twice_changes_nothing_and_a_new_version_replaces_the_old() {
    let world = world();
    let mut one = message(&world.mailbox, 1, "Før");
    store(&world, std::slice::from_ref(&one));
    store(&world, std::slice::from_ref(&one));
    (one.version, one.subject) = (2, "Efter".into());
    store(&world, std::slice::from_ref(&one));
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    assert_eq!(cache.counts().unwrap().total, 1);
    assert_eq!(cache.message(&one.id).unwrap().unwrap().subject, "Efter");
    assert!(search(&cache, "før", 9).unwrap().is_empty());
    assert_eq!(search(&cache, "efter", 9).unwrap().len(), 1);
    assert_eq!(cache.arrivals(Level::High).unwrap().len(), 1);
}

#[test]
fn one_list_over_mailboxes_is_newest_first() {
    let world = world();
    store(&world, &(0..60).map(|n| message(&world.mailbox, n, "A")).collect::<Vec<_>>());
    let other = add_mailbox(&world.profile, &world.account, "r2");
    let folders = [Folder {
        id: FolderId::derive(&other.id, &"inbox".into()),
        remote_id: "inbox".into(),
        parent: None,
        role: FolderRole::Inbox,
        name: "Indbakke".into(),
        version: 1,
        icon: None,
    }];
    let cache = world.profile.cache(&other.id).unwrap();
    cache.replace_folders(&folders).unwrap();
    let newest = message(&other, 1000, "B");
    let page = PageWrite {
        messages: &[newest],
        odd: &[],
        cursor: None,
        arrivals: false,
        level: Level::High,
        now: Timestamp::UNIX_EPOCH,
    };
    cache.store_page(&page).unwrap();
    for id in [&world.mailbox.id, &other.id] {
        world.profile.refresh_heads(id, Level::High).unwrap();
    }
    let both = [(world.mailbox.id.clone(), Level::High), (other.id.clone(), Level::High)];
    for limit in [50, 100] {
        let heads = world.profile.list_all(&both, &ListQuery { limit, ..ListQuery::default() }).unwrap();
        assert_eq!(heads.len(), limit.min(61));
        assert_eq!(heads[0].subject, "B");
        assert!(heads.windows(2).all(|pair| pair[0].received >= pair[1].received));
    }
}

#[test]
fn the_first_page_over_many_mailboxes_is_the_same_whichever_of_them_are_looked_into() {
    let world = world();
    let mut all = vec![(world.mailbox.id.clone(), Level::High)];
    // Some with much that is new, some with little that is old, one with nothing, one that was never kept.
    for n in 0..30_i64 {
        let other = add_mailbox(&world.profile, &world.account, &format!("more {n}"));
        let cache = world.profile.cache(&other.id).unwrap();
        let letters: Vec<_> = (0..n % 7).map(|at| message(&other, (n * 13) % 40 * 100 + at * 37, "C")).collect();
        cache.store_page(&page(&letters, &[])).unwrap();
        if n != 17 {
            world.profile.refresh_heads(&other.id, Level::High).unwrap();
        }
        all.push((other.id, Level::High));
    }
    let first = |limit| world.profile.list_all(&all, &ListQuery { limit, ..ListQuery::default() }).unwrap();
    // More than is kept is read from the mailboxes themselves.
    let whole = first(1000);
    assert!(whole.len() > 60, "{}", whole.len());
    assert!(whole.windows(2).all(|pair| ListOrder::Newest.compare(&pair[0].place(), &pair[1].place()).is_lt()));
    let kept = |head: &&postkasse_vault::MessageHead| head.mailbox != all[18].0;
    let known: Vec<_> = whole.iter().filter(kept).map(|head| head.id.clone()).collect();
    for limit in [1, 7, 50] {
        let found: Vec<_> = first(limit).into_iter().map(|head| head.id).collect();
        assert_eq!(found, known[..limit], "{limit}");
    }
}

#[test]
fn the_first_page_over_all_mailboxes_and_their_folders_need_no_database_of_theirs() {
    let world = world();
    let other = add_mailbox(&world.profile, &world.account, "never synced");
    store(&world, &(0..60).map(|n| message(&world.mailbox, n, "A")).collect::<Vec<_>>());
    world.profile.refresh_heads(&world.mailbox.id, Level::High).unwrap();
    world.profile.lock();
    let mailboxes = world.profile.folder().join("mailboxes");
    std::fs::rename(&mailboxes, mailboxes.with_extension("away")).unwrap();
    let again = open(&world.folder, "hemmelig").unwrap();
    let both = [(world.mailbox.id.clone(), Level::High), (other.id.clone(), Level::High)];
    let heads = again.list_all(&both, &ListQuery { limit: 50, ..ListQuery::default() }).unwrap();
    assert_eq!(heads.len(), 50);
    for (mailbox, _) in &both {
        again.folders(mailbox).unwrap();
    }
    assert!(!mailboxes.exists(), "nothing was opened or made");
}

#[test]
fn a_page_its_arrivals_and_its_cursor_are_stored_together_or_not_at_all() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let good = message(&world.mailbox, 1, "Brev");
    // Two letters under one id: the second cannot be stored.
    let impossible = Message { remote_id: "m2".into(), ..good.clone() };
    let both = [good.clone(), impossible];
    let all = PageWrite { cursor: Some("after"), arrivals: true, ..page(&both, &[]) };
    assert!(cache.store_page(&all).is_err());
    assert_eq!((cache.counts().unwrap().total, cache.cursor().unwrap()), (0, None));
    assert!(cache.arrivals(Level::High).unwrap().is_empty());
    let all = PageWrite { messages: &both[..1], ..all };
    cache.store_page(&all).unwrap();
    assert_eq!((cache.counts().unwrap().total, cache.cursor().unwrap().as_deref()), (1, Some("after")));
    assert_eq!(cache.arrivals(Level::High).unwrap().len(), 1);
}

#[test]
fn every_oddity_of_a_letter_is_kept_until_the_letter_comes_right() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let mut letter = message(&world.mailbox, 1, "Brev");
    let nameless = [odd("", "the first one without an id"), odd("", "the second one without an id")];
    let all = [odd("m1", "no documents"), odd("m1", "its type is unknown"), nameless[0].clone(), nameless[1].clone()];
    for _ in 0..2 {
        cache.store_page(&page(std::slice::from_ref(&letter), &all)).unwrap();
        assert_eq!(cache.odd().unwrap().len(), 4);
    }
    letter.version = 2;
    cache.store_page(&page(&[letter], &[])).unwrap();
    assert_eq!(cache.odd().unwrap(), nameless);
    cache.replace_unreadable(&nameless[1..]).unwrap();
    assert_eq!(cache.odd().unwrap(), nameless[1..]);
}

#[test]
fn a_list_that_lags_behind_takes_nothing_back_and_a_direct_answer_does() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let older = message(&world.mailbox, 1, "Før");
    let newer = Message { version: 2, subject: "Nu".into(), ..older.clone() };
    store(&world, std::slice::from_ref(&newer));
    let stored = cache.store_page(&page(std::slice::from_ref(&older), &[])).unwrap();
    assert_eq!((stored.new, stored.changed), (0, 0));
    assert_eq!(cache.message(&older.id).unwrap().unwrap().subject, "Nu");
    cache.store_answer(&page(std::slice::from_ref(&older), &[])).unwrap();
    assert_eq!(cache.message(&older.id).unwrap().unwrap().subject, "Før");
}

#[test]
fn a_letter_of_another_edition_keeps_what_was_opened_until_the_newer_one_is_opened_and_then_lets_it_go() {
    let world = world();
    let cache = world.profile.cache(&world.mailbox.id).unwrap();
    let of = |version: i64, edition: &str, opened: bool| {
        let mut one = message(&world.mailbox, 1, "Saken");
        (one.version, one.edition) = (version, Some(edition.to_owned()));
        if opened {
            let document = &mut one.documents[0];
            document.id = DocumentId::derive(&one.id, &format!("main {edition}").as_str().into());
            document.files[0].id = FileId::derive(&document.id, &"f".into());
        } else {
            (one.weight, one.documents) = (Weight::Seen, Vec::new());
        }
        one
    };
    let answer = |one: &Message| cache.store_answer(&page(std::slice::from_ref(one), &[])).unwrap();
    let first = of(1, "1", true);
    answer(&first);
    put_file(&world, &first, "gammelord");
    answer(&of(2, "2", false));
    let waiting = cache.message(&first.id).unwrap().unwrap();
    assert_eq!((waiting.weight, waiting.documents.len()), (Weight::Seen, 1), "what was opened stays readable");
    assert_eq!(search(&cache, "gammelord", 9).unwrap().len(), 1);
    let second = of(2, "2", true);
    answer(&second);
    put_file(&world, &second, "nyttord");
    assert!(search(&cache, "gammelord", 9).unwrap().is_empty());
    assert_eq!(search(&cache, "nyttord", 9).unwrap().len(), 1);
    assert!(cache.file_state(&first.documents[0].files[0].id).is_err());
    assert_eq!(cache.check().unwrap().damaged, Vec::new());
    answer(&of(3, "2", false));
    assert_eq!(cache.message(&first.id).unwrap().unwrap().weight, Weight::None, "the same edition stays opened");
    assert_eq!(search(&cache, "nyttord", 9).unwrap().len(), 1);
}
