//! Every error has a text of its own in every catalogue, in plain words with a next step.

use model::Language;
use postkasse_eid::EidError;
use serde_json::Value;
use std::collections::BTreeMap;

fn catalogues() -> Vec<(&'static str, Value)> {
    Language::ALL.into_iter().map(|one| (one.code(), serde_json::from_str(one.texts()).unwrap())).collect()
}

/// The person is told.
pub fn is_said(error: &EidError) {
    for (language, texts) in catalogues() {
        let text = texts.get(error.text_key()).and_then(Value::as_str);
        assert!(text.is_some_and(|text| !text.is_empty()), "{error:?} in {language}");
    }
}

fn all() -> Vec<EidError> {
    use EidError::*;
    vec![
        Unreachable,
        Busy,
        BadAnswer(""),
        Incomplete(""),
        TooLong,
        Redirected,
        Unencrypted,
        PushMissing,
        Refused(String::new()),
        ClientRefused,
        CodeRefused,
        Cancelled,
        TimedOut,
        OtherProvider,
        WrongIssuer,
        TokenIssuer,
        WrongAudience,
        WrongParty,
        WrongNonce,
        WrongAlgorithm,
        WrongSignature,
        UnknownKey,
        WrongAccessToken,
        Expired,
        NotYetValid,
        LevelMissing,
        LevelTooLow,
        LevelFell,
        NoMailboxYet,
        SubjectChanged,
        Browser,
        SignedOut,
        Storage,
    ]
}

#[test]
fn no_two_errors_share_a_text_in_any_language() {
    for (language, texts) in catalogues() {
        let mut seen = BTreeMap::new();
        for error in all() {
            let text = texts[error.text_key()].as_str().unwrap_or_else(|| panic!("{error:?} in {language}")).to_owned();
            // What happened, and what to do now.
            assert!(text.matches(['.', '!', '؟']).count() >= 2, "{language}: {text}");
            let words = ["token", "nonce", "issuer", "kid", "acr", "OAuth", "OpenID", "PKCE", "JSON", "HTTP "];
            assert!(!words.iter().any(|word| text.contains(word)), "{language}: {text}");
            assert_eq!(seen.insert(text, error.clone()), None, "{error:?} in {language}");
        }
    }
}

#[test]
fn a_check_that_fails_tells_scripts_to_log_in_again_or_that_it_was_refused() {
    for error in all() {
        let status = error.code().exit_status();
        let of_the_line = matches!(error, EidError::Unreachable | EidError::Busy);
        let expected: &[u8] = if of_the_line {
            &[4]
        } else if error == EidError::Storage {
            &[9]
        } else {
            &[3, 7]
        };
        assert!(expected.contains(&status), "{error:?}: {status}");
    }
}
