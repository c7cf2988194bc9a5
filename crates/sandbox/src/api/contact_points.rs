//! `/contact-points/` and `/contact-groups/`, of all organisations and of one: whom to write to.
//!
//! The lists show visible contact points, and those of one organisation others when asked to;
//! inactive ones are listed and say so. A hidden one can be looked up by its id all the same, because
//! a letter may name it.

use super::answer;
use super::caller::{Caller, with};
use super::errors::Refusal;
use super::filter;
use super::params::Params;
use super::projection::project;
use crate::address_book;
use crate::server::Shared;
use crate::store::organisations;
use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde_json::Value;

/// Parameters that are not names of fields.
const OWN_MEANING: [&str; 7] =
    ["searchTerm", "searchTermOrName", "contactGroupId", "isRoot", "visibility", "postkasseId", "postkasseEmneId"];

/// GET `/contact-points/`.
pub async fn all(
    State(sandbox): State<Shared>,
    _caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let params = Params::parse(query.as_deref()).without("visibility");
    answer("contactPoints", points(&sandbox).await?, &params, &headers)
}

/// GET `/organisations/{id}/contact-points/`.
pub async fn list(
    State(sandbox): State<Shared>,
    _caller: Caller,
    Path(organisation): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut items = points(&sandbox).await?;
    items.retain(|item| item.get("organisationId").and_then(Value::as_str) == Some(&organisation));
    answer("contactPoints", items, &Params::parse(query.as_deref()), &headers)
}

/// GET `/organisations/{id}/contact-points/{id}`.
pub async fn one(
    State(sandbox): State<Shared>,
    _caller: Caller,
    Path((organisation, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    let is_it = |item: &Value| {
        let text = |field: &str| item.get(field).and_then(Value::as_str);
        text("organisationId") == Some(&organisation) && text("id") == Some(&id)
    };
    let found = points(&sandbox).await?.into_iter().find(is_it);
    found.map(Json).ok_or_else(|| Refusal::not_found("contactPoint"))
}

/// GET `/contact-groups/`.
pub async fn all_groups(
    State(sandbox): State<Shared>,
    _caller: Caller,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    answer("contactGroups", group_list(&sandbox).await?, &Params::parse(query.as_deref()), &headers)
}

/// GET `/organisations/{id}/contact-groups/`.
pub async fn groups(
    State(sandbox): State<Shared>,
    _caller: Caller,
    Path(organisation): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let mut items = group_list(&sandbox).await?;
    items.retain(|item| item.pointer("/organisation/id").and_then(Value::as_str) == Some(&organisation));
    answer("contactGroups", items, &Params::parse(query.as_deref()), &headers)
}

/// GET `/organisations/{id}/contact-groups/{id}`.
pub async fn group(
    State(sandbox): State<Shared>,
    _caller: Caller,
    Path((organisation, id)): Path<(String, String)>,
) -> Result<Json<Value>, Refusal> {
    let is_it = |item: &Value| {
        let text = |path: &str| item.pointer(path).and_then(Value::as_str);
        text("/organisation/id") == Some(&organisation) && text("/id") == Some(&id)
    };
    let found = group_list(&sandbox).await?.into_iter().find(is_it);
    found.map(Json).ok_or_else(|| Refusal::not_found("contactGroup"))
}

async fn points(sandbox: &Shared) -> Result<Vec<Value>, Refusal> {
    let organisations = with(&sandbox.store, |db| Ok(organisations::all(db)?)).await?;
    Ok(address_book::points(&organisations).into_iter().map(|one| one.shape).collect())
}

async fn group_list(sandbox: &Shared) -> Result<Vec<Value>, Refusal> {
    let organisations = with(&sandbox.store, |db| Ok(organisations::all(db)?)).await?;
    Ok(address_book::groups(&organisations))
}

/// The list, narrowed as asked, sorted and cut.
fn answer(name: &str, items: Vec<Value>, params: &Params, headers: &HeaderMap) -> Result<Response, Refusal> {
    let plain = OWN_MEANING.iter().fold(params.clone(), |rest, name| rest.without(name));
    let wanted = Wanted::read(params)?;
    let mut items = filter::resources(items, &plain)?;
    items.retain(|item| wanted.fits(item));
    answer::sort(&mut items, &params.sort()?);
    let fields = params.list("fields");
    let items = items.iter().map(|item| project(item, &fields)).collect();
    Ok(answer::list(headers, &answer::page_of(name, items, params.page()?)))
}

/// What is asked beyond the plain fields.
#[derive(Debug)]
struct Wanted {
    terms: Vec<String>,
    terms_or_names: Vec<String>,
    group: Option<String>,
    root: Option<bool>,
    /// None means both.
    visible: Option<bool>,
    old: [Option<i64>; 2],
}

impl Wanted {
    fn read(params: &Params) -> Result<Self, Refusal> {
        let words = |name: &str| params.list(name).iter().map(|word| word.to_lowercase()).collect();
        let number = |name: &str| match params.get(name).map(|text| (text, text.parse::<i64>())) {
            None => Ok(None),
            Some((_, Ok(number))) => Ok(Some(number)),
            Some((text, Err(_))) => Err(Refusal::parameter(name, text)),
        };
        Ok(Wanted {
            terms: words("searchTerm"),
            terms_or_names: words("searchTermOrName"),
            group: params.get("contactGroupId").map(str::to_owned),
            root: match params.get("isRoot") {
                None => None,
                Some("true") => Some(true),
                Some("false") => Some(false),
                Some(other) => return Err(Refusal::parameter("isRoot", other)),
            },
            visible: match params.get("visibility") {
                None | Some("VISIBLE") => Some(true),
                Some("HIDDEN") => Some(false),
                Some("ALL") => None,
                Some(other) => return Err(Refusal::parameter("visibility", other)),
            },
            old: [number("postkasseId")?, number("postkasseEmneId")?],
        })
    }

    fn fits(&self, item: &Value) -> bool {
        let list = |field: &str| item.get(field).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let terms: Vec<String> = list("searchTerms")
            .iter()
            .filter_map(|one| one.get("term").and_then(Value::as_str).map(str::to_lowercase))
            .collect();
        let name = item.get("name").and_then(Value::as_str).unwrap_or_default().to_lowercase();
        let found = |words: &[String], in_name: bool| {
            let has = |word: &String| terms.iter().any(|term| term.contains(word)) || (in_name && name.contains(word));
            words.is_empty() || words.iter().any(has)
        };
        // A contact point stands in groups, a group in a parent.
        let in_none = list("contactGroups").is_empty() && item.get("parent").is_none();
        let in_group = |id: &String| list("contactGroups").iter().any(|one| one.get("id") == Some(&id.as_str().into()));
        let visible = item.get("visible").and_then(Value::as_bool).unwrap_or(true);
        let old = |(wanted, field): (&Option<i64>, &str)| {
            let is_it = |number: &i64| list("translations").iter().any(|one| one.get(field) == Some(&(*number).into()));
            wanted.as_ref().is_none_or(is_it)
        };
        found(&self.terms, false)
            && found(&self.terms_or_names, true)
            && self.group.as_ref().is_none_or(in_group)
            && self.root.is_none_or(|root| root == in_none)
            && self.visible.is_none_or(|wanted| wanted == visible)
            && self.old.iter().zip(["postkasseId", "postkasseEmneId"]).all(old)
    }
}
