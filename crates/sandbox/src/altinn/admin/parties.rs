//! `POST /admin/altinn/parties`: gives a person a company to represent, or many, or takes one away.

use super::{members, read};
use crate::admin::Refused;
use crate::altinn::changes;
use crate::altinn::dialog::Texts;
use crate::altinn::store::parties::{self, NewParty, ORGANISATION};
use crate::altinn::times::Moment;
use crate::altinn::wish::{self, EmbedWish, Wish, WishError};
use crate::ids;
use crate::norway::people;
use crate::server::Shared;
use crate::store::StoreError;
use crate::store::times::real_ms;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use serde::Deserialize;
use serde_json::{Value, json};

/// The most companies at once, and dialogs of each.
const MOST: u32 = 2000;
const MOST_DIALOGS: u32 = 200;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    /// The demo person.
    person: String,
    /// The company's name.
    #[serde(default)]
    name: Option<String>,
    /// Its number of nine digits, or its URN.
    #[serde(default)]
    number: Option<String>,
    /// It is deleted from the register of companies.
    #[serde(default)]
    deleted: bool,
    /// It can be reached only by its parts.
    #[serde(default)]
    only_parts: bool,
    /// She marked it as a favourite.
    #[serde(default)]
    favourite: bool,
    /// Its parts.
    #[serde(default)]
    parts: Vec<Part>,
    /// She represents it no longer.
    #[serde(default)]
    remove: bool,
    /// So many invented ones instead.
    #[serde(default)]
    count: Option<u32>,
    /// With so many dialogs each.
    #[serde(default)]
    dialogs: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    name: String,
    number: String,
    #[serde(default)]
    deleted: bool,
}

/// The parties that were meant, as `{"parties":[URN…]}`.
pub async fn set(State(sandbox): State<Shared>, body: Bytes) -> Result<Json<Value>, Refused> {
    let given: Given = read(Value::Object(members(&body)?))?;
    people::person(&given.person).ok_or_else(|| Refused::unknown(format!("no person {}", given.person)))?;
    let now = sandbox.clock.now();
    let parties = sandbox.store.run(move |db| {
        let transaction = db.transaction().map_err(StoreError::from)?;
        let parties = match given.count {
            Some(count) => many(&transaction, &given, count, now)?,
            None => vec![one(&transaction, &given)?],
        };
        transaction.commit().map_err(StoreError::from)?;
        Ok::<_, Refused>(parties)
    });
    Ok(Json(json!({"parties": parties.await?})))
}

fn urn(number: &str) -> Result<String, Refused> {
    let digits = number.strip_prefix(ORGANISATION).unwrap_or(number);
    let good = digits.len() == 9 && digits.bytes().all(|byte| byte.is_ascii_digit());
    if good {
        Ok(format!("{ORGANISATION}{digits}"))
    } else {
        Err(Refused::because("a company's number has nine digits"))
    }
}

fn one(db: &Connection, given: &Given) -> Result<String, Refused> {
    let number = given.number.as_deref().ok_or_else(|| Refused::because("a company has a number"))?;
    if given.remove {
        let party = parties::named(db, number)?.ok_or_else(|| Refused::unknown("no such party"))?;
        let had = parties::take(db, &given.person, &party)?;
        return if had { Ok(party) } else { Err(Refused::unknown("she does not represent it")) };
    }
    let urn = urn(number)?;
    let name = given.name.as_deref().ok_or_else(|| Refused::because("a company has a name"))?;
    parties::put(db, &NewParty { name, urn: &urn, deleted: given.deleted, parent: None })?;
    for part in &given.parts {
        let own = self::urn(&part.number)?;
        parties::put(db, &NewParty { name: &part.name, urn: &own, deleted: part.deleted, parent: Some(&urn) })?;
    }
    parties::give(db, &given.person, &urn, given.only_parts, given.favourite)?;
    Ok(urn)
}

/// Invented companies. Their numbers begin with a nought, which no real one does.
fn many(db: &Connection, given: &Given, count: u32, now: Timestamp) -> Result<Vec<String>, Refused> {
    let dialogs = given.dialogs.unwrap_or(3);
    if count > MOST || dialogs > MOST_DIALOGS {
        return Err(Refused::because(format!("at most {MOST} companies with {MOST_DIALOGS} dialogs each")));
    }
    let mut made = Vec::new();
    for at in 1..=count {
        let (name, urn) = (format!("Eksempelbedrift {at:04} AS"), format!("{ORGANISATION}{:09}", 1_000_000 + at));
        parties::put(db, &NewParty { name: &name, urn: &urn, deleted: false, parent: None })?;
        parties::give(db, &given.person, &urn, false, false)?;
        for number in 1..=dialogs {
            letter(db, &urn, at, number, now)?;
        }
        made.push(urn);
    }
    Ok(made)
}

fn letter(db: &Connection, urn: &str, company: u32, number: u32, now: Timestamp) -> Result<(), Refused> {
    let hours = i64::from(company % 97) + 31 * i64::from(number);
    let created = now.checked_sub(SignedDuration::from_hours(hours)).unwrap_or(now);
    let wish = Wish {
        party: Some(urn.to_owned()),
        title: Some(Texts::nb(&format!("Melding {number} til bedrift {company}"))),
        summary: Some(Texts::nb("Vi har behandlet meldingen deres. Dere trenger ikke å gjøre noe.")),
        created_at: Some(Moment::of(created)),
        embed: Some(EmbedWish::Kind(crate::altinn::dialog::EmbedKind::Markdown)),
        ..Wish::default()
    };
    let seed = ids::stable(&["altinn", urn, &number.to_string()]);
    let made = wish::make(db, &wish, &seed, now).map_err(WishError::refused)?;
    changes::create(db, made, &[], now, real_ms())?;
    Ok(())
}
