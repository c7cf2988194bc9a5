//! Accesses and what was done with them, in words.

use super::table::table;
use super::{Whose, text, texts, word};
use crate::terminal::line;
use model::ProviderId;
use postkasse::views::{AccessStep, AccessView, ActivityRow, Doer};

/// What one may type about an access.
fn may(access: &AccessView) -> String {
    let words = access.may.iter().map(|step| match step {
        AccessStep::Accept => "accept",
        AccessStep::Reject => "reject",
        AccessStep::TakeBack | AccessStep::Leave | AccessStep::Withdraw => "end",
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The accesses.
pub fn accesses(all: &[AccessView]) {
    let zone = jiff::tz::TimeZone::get(ProviderId::DigitalPost.time_zone()).unwrap_or(jiff::tz::TimeZone::UTC);
    let day = |at: jiff::Timestamp| at.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d").to_string();
    let row = |access: &AccessView| {
        let who = texts().fill("cli.access.who", 0, &[("holder", &access.holder), ("owner", &access.owner)]);
        let level = access
            .level
            .map_or_else(|| text("access.level.other"), |level| text(&format!("access.level.{}", word(&level))));
        let until = access.until.map(|until| texts().fill("cli.until", 0, &[("date", &day(until))]));
        let state = text(&format!("access.state.{}", word(&access.state)));
        [access.id.clone(), who, level, state, until.unwrap_or_default(), may(access)]
    };
    table(&all.iter().map(row).collect::<Vec<_>>());
}

/// The activity log.
pub fn activity(rows: &[ActivityRow], whose: &Whose) {
    for row in rows {
        let by = match (row.by, &row.name) {
            (Doer::Me, _) => text("activity.by.me"),
            (_, Some(name)) => name.clone(),
            (Doer::Service, None) => {
                texts().fill("activity.by.service", 0, &[("service", &whose.service(&row.mailbox))])
            }
            (_, None) => text("activity.by.unknown"),
        };
        let what = texts().fill(&format!("activity.{}", word(&row.what)), 0, &[("tag", &row.tag)]);
        let about = [&row.subject, &row.whom].into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        let about = if about.is_empty() { String::new() } else { format!(": {about}") };
        line(&format!("{}  {by} {what}{about}", whose.moment(&row.mailbox, row.at)));
    }
}
