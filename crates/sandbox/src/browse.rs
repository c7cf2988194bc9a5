//! `browse`: goes through a login page as a person with a browser would. It follows redirects one by one,
//! reads the page's form, chooses, sends it, and goes on to the end, the program's own address included.

use model::Level;
use scraper::{ElementRef, Html, Selector};
use std::time::Duration;
use url::Url;

/// More redirects than any login has.
const MOST_STEPS: usize = 20;

/// The login did not come to its end.
#[derive(Debug, thiserror::Error)]
pub enum BrowseError {
    /// A page could not be fetched.
    #[error("a page could not be fetched: {0}")]
    Unreachable(#[from] reqwest::Error),
    /// A page that is no login page and no redirect.
    #[error("the page answered {0} and has no form to fill in")]
    NoForm(u16),
    /// The page does not offer this person or level.
    #[error("the page does not offer {0}")]
    NotOffered(String),
    /// The program was told that the login failed.
    #[error("the login ended with \"{0}\"")]
    Refused(String),
    /// Too many redirects, or an address that is none.
    #[error("the login leads nowhere")]
    Nowhere,
}

/// What to do after looking at a page.
enum Next {
    Go(Url),
    Send(Url, Vec<(String, String)>),
    Done,
}

/// Logs `person` in, starting at `url`; at the level that the page proposes unless one is given.
///
/// # Errors
/// [`BrowseError`] says where it stopped.
pub async fn browse(url: Url, person: &str, level: Option<Level>) -> Result<(), BrowseError> {
    crate::install_crypto();
    let client = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(30))
        .build()?;
    let mut next = Next::Go(url);
    let mut sent = false;
    for _ in 0..MOST_STEPS {
        let answer = match &next {
            Next::Go(url) => client.get(url.clone()).send().await?,
            Next::Send(url, fields) => client.post(url.clone()).form(fields).send().await?,
            Next::Done => return Ok(()),
        };
        next = look(answer, person, level, &mut sent).await?;
    }
    Err(BrowseError::Nowhere)
}

async fn look(
    answer: reqwest::Response,
    person: &str,
    level: Option<Level>,
    sent: &mut bool,
) -> Result<Next, BrowseError> {
    let (here, status) = (answer.url().clone(), answer.status());
    if status.is_redirection() {
        let location = answer.headers().get(reqwest::header::LOCATION).and_then(|value| value.to_str().ok());
        let url = location.and_then(|location| here.join(location).ok()).ok_or(BrowseError::Nowhere)?;
        return Ok(Next::Go(url));
    }
    if let Some((_, error)) = here.query_pairs().find(|(name, _)| name == "error") {
        return Err(BrowseError::Refused(error.into_owned()));
    }
    if *sent && status.is_success() {
        return Ok(Next::Done);
    }
    let html = answer.text().await?;
    let form = fill_in(&html, &here, person, level)?.ok_or(BrowseError::NoForm(status.as_u16()))?;
    *sent = true;
    Ok(form)
}

fn fill_in(html: &str, here: &Url, person: &str, level: Option<Level>) -> Result<Option<Next>, BrowseError> {
    let page = Html::parse_document(html);
    let (Ok(form), Ok(input), Ok(button)) =
        (Selector::parse("form"), Selector::parse("input[name]"), Selector::parse("button[name]"))
    else {
        return Err(BrowseError::Nowhere);
    };
    let Some(form) = page.select(&form).next() else { return Ok(None) };
    let inputs: Vec<ElementRef<'_>> = form.select(&input).collect();
    let offers = |name: &str, value: &str| {
        inputs.iter().any(|one| one.attr("name") == Some(name) && one.attr("value") == Some(value))
    };
    let level = level.map(Level::as_str);
    for (name, value) in [("person", Some(person)), ("level", level)] {
        if let Some(value) = value.filter(|value| !offers(name, value)) {
            return Err(BrowseError::NotOffered(value.to_owned()));
        }
    }
    let chosen = |one: &&ElementRef<'_>| {
        let value = one.attr("value");
        match (one.attr("name"), one.attr("type")) {
            (Some("person"), _) => value == Some(person),
            (Some("level"), _) if level.is_some() => value == level,
            (_, Some("radio" | "checkbox")) => one.attr("checked").is_some(),
            _ => true,
        }
    };
    // The first button is the one that goes on.
    let fields = inputs.iter().filter(chosen).copied().chain(form.select(&button).next());
    let pairs = fields.filter_map(|one| Some((one.attr("name")?.to_owned(), one.attr("value")?.to_owned())));
    let action = here.join(form.attr("action").unwrap_or_default()).map_err(|_| BrowseError::Nowhere)?;
    Ok(Some(Next::Send(action, pairs.collect())))
}
