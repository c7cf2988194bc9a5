//! The page at the end of a login, in the person's language. It holds nothing from outside.

use model::Language;
use serde_json::Value;

/// How a login ended, for the one who looks at the browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Logged in.
    Done,
    /// Not: the program says why.
    NotDone,
    /// The same login came back before, perhaps from another tab.
    NotNeeded,
}

/// The catalogue of this language, the same files that the window reads; Danish when there is none.
fn catalogue(tag: &str) -> (Language, Value) {
    let language = Language::meant_by(tag).unwrap_or(Language::Da);
    (language, serde_json::from_str(language.texts()).unwrap_or_default())
}

fn answer_with(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// The page that ends a login.
pub(crate) fn answer(language: &str, ending: Ending) -> String {
    let (language, texts) = catalogue(language);
    let (title, next) = match ending {
        Ending::Done => ("login.page.done", "login.page.doneNext"),
        Ending::NotDone => ("login.page.notDone", "login.page.notDoneNext"),
        Ending::NotNeeded => ("login.page.notNeeded", "login.page.notNeededNext"),
    };
    let text = |key| texts.get(key).and_then(Value::as_str).unwrap_or(key);
    let (title, next) = (text(title), text(next));
    let (code, direction) = (language.code(), language.direction().as_str());
    let body = format!(
        "<!doctype html><html lang=\"{code}\" dir=\"{direction}\"><head><meta charset=\"utf-8\"><title>{title} – Postkasse</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head>\
         <body><main><h1>{title}</h1><p>{next}</p></main></body></html>"
    );
    answer_with("200 OK", &body)
}

/// Everything else.
pub(crate) fn nothing() -> String {
    answer_with("404 Not Found", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ending_has_a_page_of_its_own_in_every_language() {
        let mut seen = std::collections::BTreeSet::new();
        for language in Language::ALL.map(Language::code) {
            for ending in [Ending::Done, Ending::NotDone, Ending::NotNeeded] {
                let page = answer(language, ending);
                assert!(page.contains(&format!("<html lang=\"{language}\" dir=")));
                assert!(!page.contains("login.page."), "a text is missing: {page}");
                assert!(seen.insert(page));
            }
        }
        assert!(
            answer("no-NO", Ending::Done).contains("lang=\"nb\"") && answer("å", Ending::Done).contains("lang=\"da\"")
        );
    }
}
