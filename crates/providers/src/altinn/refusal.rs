//! What a refusal of Altinn means, where it means more than its status: the level of the login, a letter that is not to
//! be seen yet or no more, and the word for a broken rule. The service's prose stays there: it can name persons.

use crate::ProviderError;
use reqwest::StatusCode;
use serde_json::Value;

/// The interface's words for a login whose level is too low.
const LEVEL: &str = "authentication level too low";

/// For [`crate::wire::Wire`].
pub fn meaning(status: StatusCode, said: &Value) -> Option<ProviderError> {
    match status {
        StatusCode::FORBIDDEN if says(said, LEVEL) => Some(ProviderError::HigherLevelNeeded),
        StatusCode::NOT_FOUND if says(said, "not visible") => Some(ProviderError::Said("error.altinn.notYet")),
        StatusCode::NOT_FOUND if says(said, "expired") => Some(ProviderError::Said("error.altinn.expired")),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Some(ProviderError::Refused { code: code(said) }),
        _ => None,
    }
}

/// Whether one of the reasons that are given says this.
fn says(said: &Value, words: &str) -> bool {
    let reasons = said.get("errors").and_then(Value::as_object).into_iter().flat_map(|errors| errors.values());
    let listed = reasons.filter_map(Value::as_array).flatten();
    let all = listed.chain(said.get("detail")).chain(said.get("title")).filter_map(Value::as_str);
    all.take(100).any(|one| one.to_ascii_lowercase().contains(words))
}

/// The service's own word for what is wrong: its code, or the name of the field that broke a rule.
fn code(said: &Value) -> String {
    let listed = said.get("validationErrors").and_then(|all| all.get(0));
    let code = listed.and_then(|one| one.get("code")).or_else(|| said.get("code")).and_then(Value::as_str);
    let field = || said.get("errors")?.as_object()?.keys().next().map(String::as_str);
    let word = code.filter(|code| !code.is_empty()).or_else(field).unwrap_or("unknown");
    word.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')).take(64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_refusal_is_told_by_what_the_interface_says_and_its_prose_stays_there() {
        let forbidden = |why: &str| meaning(StatusCode::FORBIDDEN, &json!({"errors": {"Forbidden": [why]}}));
        let low = forbidden("Altinn authentication level too low.");
        assert!(matches!(low, Some(ProviderError::HigherLevelNeeded)));
        assert!(forbidden("Not yours.").is_none(), "the status says it");
        let absent = |why: &str| meaning(StatusCode::NOT_FOUND, &json!({"errors": {"DialogEntity": [why]}}));
        let text = |error: Option<ProviderError>| error.and_then(|error| error.text_key());
        assert_eq!(text(absent("Dialog is not visible until 2030-01-01T00:00:00")), Some("error.altinn.notYet"));
        assert_eq!(text(absent("Dialog expired at 2020-01-01")), Some("error.altinn.expired"));
        assert!(absent("Entity 'DialogEntity' with the following key(s) was not found: (x).").is_none());
    }

    #[test]
    fn a_broken_rule_has_its_word() {
        for (said, word) in [
            (json!({"validationErrors": [{"code": "DP-00012", "detail": "urn:altinn:person:…"}]}), "DP-00012"),
            (json!({"code": "STD-00000", "validationErrors": []}), "STD-00000"),
            (json!({"errors": {"party[0]": ["urn:altinn:person:identifier-no:… is wrong"]}}), "party0"),
            (json!({"errors": 7, "code": 8}), "unknown"),
            (json!(null), "unknown"),
        ] {
            let refused = meaning(StatusCode::UNPROCESSABLE_ENTITY, &said);
            assert!(matches!(refused, Some(ProviderError::Refused { code }) if code == word), "{said}");
        }
    }
}
