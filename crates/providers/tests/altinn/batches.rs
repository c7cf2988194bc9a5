//! Many mailboxes in few requests.

use crate::double::{Login, NOW};
use crate::service::{OWN, Service, company, dialog, party};
use model::{Language, RemoteId};
use postkasse_providers::altinn::Altinn;
use postkasse_providers::{MailboxList, Page, PageRequest, Peek, Provider, ProviderError};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Three hundred companies with forty letters each.
async fn many(count: usize, letters: usize) -> Service {
    let mut parties = vec![party(OWN, "Kari")];
    let mut dialogs = Vec::new();
    for number in 1..count {
        let urn = company(number);
        parties.push(party(&urn, &format!("Firma {number}")));
        dialogs.extend((0..letters).map(|letter| dialog(&format!("{number}-{letter}"), &urn, "2026-05-01T00:00:00Z")));
    }
    Service::new(parties, dialogs).await
}

type Cursors = BTreeMap<RemoteId, String>;

/// A round as sync makes it: groups, then each mailbox by its cheap question and its pages. How many letters came.
async fn round(client: &Altinn, cursors: &mut Cursors) -> usize {
    let MailboxList::All { mailboxes, .. } = client.mailboxes(None).await.unwrap() else { panic!() };
    let all: Vec<RemoteId> = mailboxes.into_iter().map(|one| one.id).collect();
    let mut letters = 0;
    for group in all.chunks(client.at_once()) {
        let asked: Vec<_> = group.iter().map(|id| (id.clone(), cursors.get(id).cloned())).collect();
        client.prepare(&asked).await.unwrap();
        for (mailbox, cursor) in asked {
            if client.peek(&mailbox, cursor.as_deref()).await.unwrap() == Peek::Unchanged {
                continue;
            }
            let mut from = None;
            loop {
                let request = match cursor.clone() {
                    None => PageRequest::All { from },
                    Some(since) => PageRequest::Changed { since, from },
                };
                let page = client.messages(&mailbox, &request).await.unwrap();
                letters += page.messages.len();
                from = page.next;
                if from.is_none() {
                    let settled = client.settle(&mailbox, &page.cursor).await.unwrap();
                    cursors.insert(mailbox, settled.cursor);
                    break;
                }
            }
        }
    }
    letters
}

fn client(service: &Service, now: &str) -> Altinn {
    service.double.client_at(now, Language::Nb, Arc::new(Login::default()))
}

#[tokio::test]
async fn three_hundred_mailboxes_take_fifteen_lists_at_first_and_fifteen_later() {
    let service = many(300, 40).await;
    let mut cursors = Cursors::new();
    assert_eq!(round(&client(&service, NOW), &mut cursors).await, 299 * 40);
    assert_eq!(service.lists().len(), 15);
    let besides: Vec<String> =
        service.double.asked().into_iter().map(|one| one.path).filter(|path| !path.ends_with("/dialogs")).collect();
    assert_eq!(besides.len(), 4, "parties, favourites, limits, services: {besides:?}");
    service.double.forget();
    service.change(|state| {
        let letter = dialog("new", &company(7), "2999-01-01T00:00:00Z");
        state.dialogs.push(letter);
    });
    let later = client(&service, "2026-06-01T12:10:00Z");
    assert_eq!(round(&later, &mut cursors).await, 1, "only what is new");
    assert_eq!(service.lists().len(), 15);
    assert!(service.lists().iter().all(|list| list.all("party").len() <= 20 && list.all("updatedAfter").len() == 1));
    assert_eq!(service.read(), Vec::<String>::new(), "nothing was read");
}

#[tokio::test]
async fn every_six_hours_everything_is_listed_again_with_how_much_there_is() {
    let service = many(3, 4).await;
    let mut cursors = Cursors::new();
    round(&client(&service, NOW), &mut cursors).await;
    // What a person does elsewhere changes no `updatedAt`.
    service.change(|state| {
        state.letter("1-1")["endUserContext"] = json!({"revision": "elsewhere", "systemLabels": ["Archive"]});
    });
    assert_eq!(round(&client(&service, "2026-06-01T13:00:00Z"), &mut cursors).await, 0);
    let later = client(&service, "2026-06-01T18:00:00Z");
    let mailbox = RemoteId(company(1));
    let before = cursors[&mailbox].clone();
    later.prepare(&[(mailbox.clone(), Some(before.clone()))]).await.unwrap();
    let page = later.messages(&mailbox, &PageRequest::Changed { since: before, from: None }).await.unwrap();
    assert_eq!((page.messages.len(), page.total), (4, Some(4)));
    let archived = page.messages.iter().find(|one| one.id.as_str() == "1-1").unwrap();
    assert_eq!(archived.folder.as_str(), "archive");
}

#[tokio::test]
async fn changes_alone_tell_no_total() {
    let service = many(2, 1).await;
    let mut cursors = Cursors::new();
    round(&client(&service, NOW), &mut cursors).await;
    let later = client(&service, "2026-06-01T13:00:00Z");
    let (mailbox, since) = (RemoteId(company(1)), cursors[&RemoteId(company(1))].clone());
    for prepared in [false, true] {
        if prepared {
            later.prepare(&[(mailbox.clone(), Some(since.clone()))]).await.unwrap();
        }
        let request = PageRequest::Changed { since: since.clone(), from: None };
        assert_eq!(later.messages(&mailbox, &request).await.unwrap().total, None, "{prepared}");
    }
}

#[tokio::test]
async fn another_language_makes_all_titles_news() {
    let service = many(2, 2).await;
    let mut cursors = Cursors::new();
    round(&client(&service, NOW), &mut cursors).await;
    let english = service.double.client_at(NOW, Language::En, Arc::new(Login::default()));
    assert_eq!(round(&english, &mut cursors).await, 2);
    assert_eq!(service.lists().last().unwrap().header("accept-language"), "en, nb;q=0.9, nn;q=0.8");
}

#[tokio::test]
async fn who_is_asked_for_everything_does_not_make_the_others_changes_everything_too() {
    let service = many(4, 2).await;
    let mut cursors = Cursors::new();
    round(&client(&service, NOW), &mut cursors).await;
    cursors.remove(&RemoteId(company(2)));
    service.double.forget();
    round(&client(&service, "2026-06-01T12:20:00Z"), &mut cursors).await;
    let asked: Vec<_> =
        service.lists().iter().map(|list| (list.all("party").len(), list.all("updatedAfter").len())).collect();
    assert_eq!(asked, [(1, 0), (3, 1)]);
}

/// What each mailbox of a group says, asked for after the group was.
async fn each(client: &Altinn, mailboxes: &[RemoteId]) -> Vec<Result<Page, ProviderError>> {
    let asked: Vec<_> = mailboxes.iter().map(|id| (id.clone(), None)).collect();
    client.prepare(&asked).await.unwrap();
    let mut pages = Vec::new();
    for mailbox in mailboxes {
        pages.push(client.messages(mailbox, &PageRequest::All { from: None }).await);
    }
    pages
}

#[tokio::test]
async fn a_party_that_the_service_will_not_have_costs_only_itself() {
    let service = many(20, 3).await;
    service.change(|state| {
        state.refused.insert(company(13));
    });
    let mailboxes: Vec<RemoteId> = (1..20).map(|number| RemoteId(company(number))).collect();
    let pages = each(&service.double.client(), &mailboxes).await;
    for (number, page) in (1..20).zip(&pages) {
        match page {
            Ok(page) => assert_eq!((page.messages.len(), page.total), (3, Some(3)), "{number}"),
            Err(error) => assert!(number == 13 && matches!(error, ProviderError::NotAllowed), "{number}: {error}"),
        }
    }
    assert_eq!(pages.iter().filter(|page| page.is_err()).count(), 1);
    assert!(service.lists().len() <= 12, "halved, not one by one: {}", service.lists().len());
}

#[tokio::test]
async fn a_party_that_is_gone_between_two_pages_costs_only_itself() {
    let service = many(6, 4).await;
    service.change(|state| state.page = 7);
    service.instead(|asked| {
        let gone = asked.all("party").contains(&company(2).as_str()) && !asked.all("continuationToken").is_empty();
        gone.then(|| crate::double::problem(403, json!({"Forbidden": ["No more."]})))
    });
    let mailboxes: Vec<RemoteId> = (1..6).map(|number| RemoteId(company(number))).collect();
    let pages = each(&service.double.client(), &mailboxes).await;
    let counts: Vec<_> = pages.iter().map(|page| page.as_ref().map_or(0, |page| page.messages.len())).collect();
    assert_eq!(counts, [4, 4, 4, 4, 4], "alone it has one page");
}

#[tokio::test]
async fn what_belongs_to_nobody_that_was_asked_for_makes_each_be_asked_for_alone() {
    let service = many(3, 1).await;
    service.change(|state| {
        let stray = json!({"id": "stray", "party": null, "updatedAt": "2026-05-01T00:00:00Z"});
        state.dialogs.push(stray);
    });
    service.instead(|asked| {
        let many = asked.all("party").len() > 1;
        many.then(|| crate::double::json(json!({"items": [{"id": "stray"}], "hasNextPage": false})))
    });
    let mailboxes = [RemoteId(company(1)), RemoteId(company(2))];
    let pages = each(&service.double.client(), &mailboxes).await;
    assert!(pages.iter().all(|page| page.as_ref().unwrap().messages.len() == 1));
}

#[tokio::test]
async fn more_than_can_be_held_is_asked_for_page_by_page() {
    let service = many(3, 10_500).await;
    let mailboxes = [RemoteId(company(1)), RemoteId(company(2))];
    let client = service.double.client();
    let asked: Vec<_> = mailboxes.iter().map(|id| (id.clone(), None)).collect();
    client.prepare(&asked).await.unwrap();
    let (mut from, mut seen) = (None, 0);
    let total = loop {
        let page = client.messages(&mailboxes[0], &PageRequest::All { from }).await.unwrap();
        assert!(page.messages.len() <= 1000);
        (seen, from) = (seen + page.messages.len(), page.next);
        if from.is_none() {
            break page.total;
        }
    };
    assert_eq!((seen, total), (10_500, Some(10_500)));
}

#[tokio::test]
async fn a_line_that_breaks_is_told_and_nothing_is_taken_for_empty() {
    let service = many(3, 1).await;
    service.instead(|asked| asked.path.ends_with("/dialogs").then(|| crate::double::status(503, None)));
    let client = service.double.client();
    let asked = [(RemoteId(company(1)), None), (RemoteId(company(2)), None)];
    assert!(matches!(client.prepare(&asked).await, Err(ProviderError::Busy(_))));
    let page = client.messages(&asked[0].0, &PageRequest::All { from: None }).await;
    assert!(matches!(page, Err(ProviderError::Busy(_))));
}

#[tokio::test]
async fn a_token_that_leads_back_to_itself_ends() {
    let service = many(2, 1).await;
    service.instead(|asked| {
        let again = json!({"items": [], "hasNextPage": true, "continuationToken": "after-0"});
        asked.path.ends_with("/dialogs").then(|| crate::double::json(again))
    });
    let client = service.double.client();
    let mailbox = RemoteId(company(1));
    let prepared = client.prepare(&[(mailbox.clone(), None)]).await;
    assert!(matches!(prepared, Err(ProviderError::Garbage { .. })));
    let (mut from, mut pages) = (None, 0);
    let ended: Result<Value, ProviderError> = loop {
        match client.messages(&mailbox, &PageRequest::All { from }).await {
            Err(error) => break Err(error),
            Ok(page) if page.next.is_none() => break Ok(Value::Null),
            Ok(page) => (from, pages) = (page.next, pages + 1),
        }
    };
    assert!(matches!(ended, Err(ProviderError::Garbage { .. })) && pages <= 2, "{pages}");
}
