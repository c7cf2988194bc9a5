//! A proof: whose, by whom, and for how long. A person's number that stands in one is not shown.

use super::super::text::{at, end_of, line, moment};
use super::About;
use super::parts::sections;
use jiff::Timestamp;
use jiff::civil::Date;
use model::{Card, CardKind, CardLine};
use serde_json::Value;

pub fn read(data: &Value, about: &About<'_>, odd: &mut Vec<String>) -> Card {
    let (from, until) = holds(data.get("validPeriod").unwrap_or(&Value::Null), odd);
    let issued = moment(data, "issuedTime", odd);
    let number =
        line(data, "proofIdValue").map(|value| CardLine { name: line(data, "proofIdName").unwrap_or_default(), value });
    let sections = [sections(data, "attribute"), sections(data, "info")].concat();
    Card {
        issuer: line(data, "authorizerName"),
        holder: data.get("proofHolder").and_then(holder),
        from: from.or(issued),
        until,
        lines: number.into_iter().chain(sections).collect(),
        ..Card::new(CardKind::Proof, line(data, "title").unwrap_or_else(|| about.title.to_owned()))
    }
}

fn holder(holder: &Value) -> Option<String> {
    let first = |names: [&str; 2]| names.into_iter().find_map(|name| line(holder, name));
    let names = [first(["firstName", "firstname"]), first(["surName", "surname"])];
    let all: Vec<String> = names.into_iter().flatten().collect();
    Some(all.join(" ")).filter(|name| !name.is_empty())
}

/// For how long: from one moment to another, or a part of each year from one year to another.
fn holds(period: &Value, odd: &mut Vec<String>) -> (Option<Timestamp>, Option<Timestamp>) {
    if let Some(once) = period.get("period").filter(|once| once.is_object()) {
        return (moment(once, "from", odd), moment(once, "to", odd));
    }
    let Some(yearly) = period.get("yearlyRepeatingPeriod").filter(|yearly| yearly.is_object()) else {
        return (None, None);
    };
    let day = |year: &str, end: &str| {
        let year = i16::try_from(yearly.get(year)?.as_i64()?).ok()?;
        let date = yearly.get(end)?;
        let of = |name: &str| date.get(name).and_then(Value::as_i64).and_then(|number| i8::try_from(number).ok());
        let day = Date::new(year, of("month").unwrap_or(1), of("day").unwrap_or(1)).ok()?;
        Some((day, of("hour").unwrap_or(0), of("min").unwrap_or(0)))
    };
    let from = day("startYear", "from").and_then(|(day, hour, minute)| at(day, hour, minute));
    let until = day("endYear", "to").and_then(|(day, hour, minute)| match (hour, minute) {
        // That day as well.
        (0, 0) => end_of(day),
        _ => at(day, hour, minute),
    });
    (from, until)
}
