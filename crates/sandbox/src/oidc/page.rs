//! The login page: plain forms, no script, in three languages each, readable by any browser and any reader.

use super::grants::{Grant, Kind};
use super::issuers::Issuer;
use super::page_texts::{Texts, choose};
use super::{IdentityKind, Oidc, authorize, now_s, random_text};
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use model::Level;
use serde::Deserialize;
use std::fmt::Write;

/// Seconds within which a program must fetch its tokens.
const CODE_LASTS_S: u64 = 60;
/// No `form-action`: it would block the redirect back to the program's own address.
const POLICY: &str = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    attempt: String,
    lang: String,
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Decision {
    attempt: String,
    lang: String,
    person: String,
    level: String,
    identity: String,
    decision: String,
}

fn accepted(headers: &HeaderMap) -> &str {
    headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

pub async fn show(State(oidc): State<Oidc>, headers: HeaderMap, Query(shown): Query<Shown>) -> Response {
    let issuer = oidc.0.issuer;
    let Some(asked) = oidc.attempt(&shown.attempt) else { return expired(&oidc, &headers) };
    let texts = choose(issuer.texts, &[&shown.lang, &asked.languages, accepted(&headers)]);
    let undecided = Decision { attempt: shown.attempt, ..Decision::default() };
    page(issuer, StatusCode::OK, texts, texts.title, &form(&oidc, texts, &undecided, asked.level))
}

pub async fn decide(State(oidc): State<Oidc>, headers: HeaderMap, Form(decision): Form<Decision>) -> Response {
    let issuer = oidc.0.issuer;
    let cancelled = decision.decision == "cancel";
    let wanted = if decision.identity == "business" { IdentityKind::Business } else { IdentityKind::Private };
    let person = oidc.person(&decision.person);
    let chosen = person.and_then(|person| {
        let identity = person.identities.iter().find(|identity| identity.kind == wanted)?.id.clone();
        Some((person, identity))
    });
    if chosen.is_none() && !cancelled {
        let Some(asked) = oidc.attempt(&decision.attempt) else { return expired(&oidc, &headers) };
        // A role that the person does not have: asked again, never swapped in silence, the rest as it was.
        let texts = choose(issuer.texts, &[&decision.lang, &asked.languages, accepted(&headers)]);
        let form = form(&oidc, texts, &decision, asked.level);
        let main = format!("<p class=\"wrong\" role=\"alert\">{}</p>{form}", texts.wrong);
        return page(issuer, StatusCode::UNPROCESSABLE_ENTITY, texts, texts.title, &main);
    }
    let Some(asked) = oidc.take_attempt(&decision.attempt) else { return expired(&oidc, &headers) };
    let chosen = chosen.filter(|_| !cancelled);
    let level = Level::from_claim(&decision.level).unwrap_or(asked.level);
    if let Some(relay) = &asked.relay {
        return relay.answer(chosen.as_ref().map(|(person, _)| (person, level)));
    }
    let back = |pairs: &[(&str, &str)]| authorize::answer(&oidc, &asked.redirect_uri, &asked.state, pairs);
    let Some((person, identity)) = chosen else { return back(&[("error", "access_denied")]) };
    let (Ok(id), Ok(code)) = (random_text(), random_text()) else { return back(&[("error", "server_error")]) };
    let grant = Grant {
        id,
        client: asked.client.to_owned(),
        person: person.id.clone(),
        identity,
        level,
        nonce: asked.nonce.clone(),
        redirect_uri: asked.redirect_uri.clone(),
        challenge: asked.challenge.clone(),
        made_s: now_s(),
        offline: asked.offline,
        scope: asked.scope.clone(),
        locale: choose(issuer.texts, &[&decision.lang, &asked.languages, accepted(&headers)]).language.to_owned(),
    };
    let grants = &oidc.0.grants;
    let stored = grants.add(&grant).and_then(|()| grants.add_token(&grant.id, Kind::Code, &code, CODE_LASTS_S));
    match stored {
        Ok(()) => back(&[("code", &code)]),
        Err(_) => back(&[("error", "server_error")]),
    }
}

pub async fn style() -> Response {
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (headers, include_str!("page.css")).into_response()
}

/// The attempt was used, is too old, or never was.
fn expired(oidc: &Oidc, headers: &HeaderMap) -> Response {
    let texts = choose(oidc.0.issuer.texts, &[accepted(headers)]);
    page(oidc.0.issuer, StatusCode::BAD_REQUEST, texts, texts.expired_title, &format!("<p>{}</p>", texts.expired))
}

/// An unknown program, or an address that it may not return to.
pub fn refused(oidc: &Oidc, headers: &HeaderMap) -> Response {
    let texts = choose(oidc.0.issuer.texts, &[accepted(headers)]);
    page(oidc.0.issuer, StatusCode::BAD_REQUEST, texts, texts.refused_title, &format!("<p>{}</p>", texts.refused))
}

/// Logged out.
pub fn goodbye(oidc: &Oidc, headers: &HeaderMap) -> Response {
    let texts = choose(oidc.0.issuer.texts, &[accepted(headers)]);
    page(oidc.0.issuer, StatusCode::OK, texts, texts.goodbye_title, &format!("<p>{}</p>", texts.goodbye))
}

fn page(issuer: &Issuer, status: StatusCode, texts: &Texts, title: &str, main: &str) -> Response {
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\"><title>{title} – {}</title>\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <link rel=\"stylesheet\" href=\"{}/style.css\"></head>\n<body><header><p>{}</p></header>\n\
         <main><h1>{title}</h1>\n{main}</main></body></html>\n",
        texts.language, texts.marked, issuer.page, texts.marked
    );
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (status, headers, Html(html)).into_response()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// One round button with its words.
fn choice(html: &mut String, name: &str, value: &str, chosen: bool, words: &str) {
    let checked = if chosen { " checked" } else { "" };
    let (value, words) = (escaped(value), escaped(words));
    let _ = write!(
        html,
        "<label><input type=\"radio\" name=\"{name}\" value=\"{value}\"{checked}> <span>{words}</span></label>"
    );
}

/// The form; what was chosen before stays chosen.
fn form(oidc: &Oidc, texts: &Texts, before: &Decision, asked: Level) -> String {
    let (attempt, page) = (escaped(&before.attempt), oidc.0.issuer.page);
    let mut html = format!("<nav aria-label=\"{}\"><ul>", texts.languages);
    for other in oidc.0.issuer.texts {
        let current = if other.language == texts.language { " aria-current=\"true\"" } else { "" };
        let (language, name) = (other.language, other.own_name);
        let _ = write!(
            html,
            "<li><a href=\"{page}?attempt={attempt}&amp;lang={language}\" lang=\"{language}\" hreflang=\"{language}\"{current}>{name}</a></li>"
        );
    }
    let _ = write!(
        html,
        "</ul></nav><p>{}</p><form method=\"post\" action=\"{page}\">\
         <input type=\"hidden\" name=\"attempt\" value=\"{attempt}\">\
         <input type=\"hidden\" name=\"lang\" value=\"{}\"><fieldset><legend>{}</legend>",
        texts.explained, texts.language, texts.who
    );
    for (number, person) in (oidc.0.persons)().iter().enumerate() {
        let chosen = if before.person.is_empty() { number == 0 } else { person.id == before.person };
        choice(&mut html, "person", &person.id, chosen, &person.name);
    }
    let level_before = Level::from_claim(&before.level).unwrap_or(asked);
    let _ = write!(html, "</fieldset><fieldset><legend>{}</legend>", texts.level);
    for (level, words) in [Level::Low, Level::Substantial, Level::High].into_iter().zip(texts.levels) {
        let words = if level == asked { format!("{words} ({})", texts.asked) } else { words.to_owned() };
        choice(&mut html, "level", level.as_str(), level == level_before, &words);
    }
    if let Some(roles) = &texts.roles {
        let _ = write!(html, "</fieldset><fieldset><legend>{}</legend>", roles.legend);
        let business = before.identity == "business";
        choice(&mut html, "identity", "private", !business, roles.private);
        choice(&mut html, "identity", "business", business, roles.business);
    }
    let _ = write!(
        html,
        "</fieldset><p class=\"buttons\"><button type=\"submit\" name=\"decision\" value=\"login\">{}</button> \
         <button type=\"submit\" name=\"decision\" value=\"cancel\" class=\"second\">{}</button></p></form>",
        texts.go, texts.cancel
    );
    html
}
