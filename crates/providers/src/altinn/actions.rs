//! What can be done about a letter. Buttons that lead to a page are links to it. Those that do something at once (POST,
//! DELETE) are for the service's own page and are shown with the way there: Altinn's page of the letter.

use super::dialog::is_address;
use super::texts::{Languages, flag, line, list, moment, sentences, word};
use jiff::Timestamp;
use model::{Action, ActionCode, RemoteId};
use serde_json::Value;
use url::Url;

const MOST: usize = 50;

/// Where people see letters at Altinn: `https://af.altinn.no/inbox/{id}` (Altinn's own apps lead back there).
pub struct Page(String);

impl Page {
    /// Beside a server `platform.…altinn.no`; another server (a sandbox) has no such pages.
    pub fn beside(server: &Url) -> Option<Self> {
        let domain = server.host_str()?.strip_prefix("platform.")?;
        let real = domain == "altinn.no" || domain.ends_with(".altinn.no");
        (real && server.scheme() == "https").then(|| Page(format!("https://af.{domain}/inbox/")))
    }

    /// That of one letter.
    fn of(&self, id: &RemoteId) -> Option<String> {
        let plain = id.as_str().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        plain.then(|| format!("{}{id}", self.0))
    }
}

/// The buttons of a letter that this login may use, the most important first.
pub fn read(value: &Value, languages: &Languages, page: Option<&Page>) -> Vec<Action> {
    let id = RemoteId::from(word(value, "id").unwrap_or_default());
    let mut actions: Vec<(usize, Action)> = list(value, "guiActions", MOST)
        .filter(|one| flag(one, "isAuthorized"))
        .filter_map(|one| {
            let url = one.get("url")?.as_str().filter(|url| is_address(url))?;
            // Only a page can be gone to.
            let leads = word(one, "httpMethod").is_none_or(|method| method.eq_ignore_ascii_case("GET"));
            let url = if leads { Some(url.to_owned()) } else { page.and_then(|page| page.of(&id)) };
            Some((priority(one), action(one, code(one), url, languages)))
        })
        .collect();
    actions.sort_by_key(|(priority, _)| *priority);
    actions.into_iter().map(|(_, action)| action).collect()
}

/// The links of something that was sent. That they are open for a while only asks nothing of anybody.
pub fn of_transmission(value: &Value, languages: &Languages, now: Timestamp, odd: &mut Vec<String>) -> Vec<Action> {
    let allowed = flag(value, "isAuthorized");
    let links = list(value, "navigationalActions", MOST).filter(|_| allowed);
    links
        .filter_map(|one| {
            let url = one.get("url")?.as_str().filter(|url| is_address(url))?;
            let ends = moment(one, "expiresAt", odd);
            let open = ends.is_none_or(|ends| ends > now);
            let link = action(one, ActionCode::Information, Some(url.to_owned()), languages);
            open.then_some(Action { ends, ..link })
        })
        .collect()
}

fn action(value: &Value, code: ActionCode, url: Option<String>, languages: &Languages) -> Action {
    let text = |name: &str| value.get(name).and_then(|texts| languages.best(texts));
    Action {
        label: text("title").and_then(line).unwrap_or_default(),
        code,
        starts: None,
        ends: None,
        url,
        reservation: None,
        payment: None,
        prompt: text("prompt").and_then(sentences),
    }
}

/// The service names what is done by words of its own; the few that most use are told apart.
fn code(value: &Value) -> ActionCode {
    match word(value, "action").unwrap_or_default().to_ascii_lowercase().as_str() {
        "sign" => ActionCode::Underskriv,
        "confirm" => ActionCode::Bekraeft,
        "read" | "access" | "open" => ActionCode::Information,
        _ => ActionCode::Selvbetjening,
    }
}

fn priority(value: &Value) -> usize {
    let known = ["Primary", "Secondary", "Tertiary"];
    let said = word(value, "priority");
    known.iter().position(|one| said == Some(one)).unwrap_or(known.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Language;
    use serde_json::json;

    #[test]
    fn buttons_come_in_their_order_with_their_question_and_only_pages_are_gone_to() {
        let button = |title: &str, priority: &str, method: &str, more: &Value| {
            let mut value = json!({"title": [{"languageCode": "nb", "value": title}], "priority": priority,
                "httpMethod": method, "isAuthorized": true, "url": "https://etat.example/skjema", "action": "write"});
            value.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
            value
        };
        let value = json!({"id": "0196-ab", "guiActions": [
            button("Slett", "Tertiary", "DELETE", &json!({"isDeleteDialogAction": true,
                "prompt": [{"languageCode": "nb", "value": "Er du\nsikker?"}]})),
            button("Ukjent", "Senere", "GET", &json!({})),
            button("Signer", "Primary", "GET", &json!({"action": "sign"})),
            button("Ikke din", "Primary", "GET", &json!({"isAuthorized": false, "url": "urn:dialogporten:unauthorized"})),
            button("Farlig", "Primary", "GET", &json!({"url": "javascript:alert(1)"})), 7, null]});
        let languages = Languages::of(Language::Nb);
        let page = Page::beside(&"https://platform.tt02.altinn.no".parse().unwrap());
        let read = |page: Option<&Page>| read(&value, &languages, page);
        let shown: Vec<(String, Option<String>)> =
            read(page.as_ref()).into_iter().map(|one| (one.label, one.url)).collect();
        assert_eq!(
            shown,
            [
                ("Signer".to_owned(), Some("https://etat.example/skjema".to_owned())),
                ("Slett".to_owned(), Some("https://af.tt02.altinn.no/inbox/0196-ab".to_owned())),
                ("Ukjent".to_owned(), Some("https://etat.example/skjema".to_owned())),
            ]
        );
        let without = read(None);
        assert_eq!((without[1].url.as_deref(), without[1].prompt.as_deref()), (None, Some("Er du sikker?")));
        assert_eq!((&without[0].code, &without[1].code), (&ActionCode::Underskriv, &ActionCode::Selvbetjening));
    }

    #[test]
    fn only_the_real_service_has_pages_for_people() {
        for (server, page) in [
            ("https://platform.altinn.no", true),
            ("http://platform.altinn.no", false),
            ("https://platform.altinn.no.evil.example", false),
            ("https://platform.evilaltinn.no", false),
            ("http://127.0.0.1:4711", false),
        ] {
            assert_eq!(Page::beside(&server.parse().unwrap()).is_some(), page, "{server}");
        }
        let page = Page::beside(&"https://platform.altinn.no".parse().unwrap()).unwrap();
        assert_eq!(page.of(&"../x".into()), None);
    }
}
