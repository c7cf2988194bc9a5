//! A link to where something is to be answered or done, perhaps by a deadline. Where it leads is checked before anybody is
//! led there.

use super::super::text::{line, moment};
use super::{About, action};
use model::{Action, ActionCode};
use serde_json::Value;

pub fn read(data: &Value, about: &About<'_>, odd: &mut Vec<String>) -> Option<Action> {
    let Some(url) = line(data, "url") else {
        odd.push("a link that leads nowhere".to_owned());
        return None;
    };
    let label = line(data, "buttonText").or_else(|| line(data, "description"));
    Some(Action {
        url: Some(url),
        ends: moment(data, "deadline", odd),
        ..action(ActionCode::Selvbetjening, label.as_deref().unwrap_or(about.title))
    })
}
