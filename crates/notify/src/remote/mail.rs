//! The message that goes by e-mail: plain words, nothing that is loaded, and headers that say that a program wrote it.

use super::{address::EmailAddress, plain};
use crate::{Telling, Trouble};
use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::{ContentType, HeaderName, HeaderValue, MIME_VERSION_1_0};

/// Who writes, beside the address.
const NAME: &str = "Postkasse";
const LONGEST_SUBJECT: usize = 120;
/// The most that an e-mail of this kind says (Digdir's rules for notices).
const LONGEST_TEXT: usize = 500;

/// The message, as it is sent.
///
/// - `Auto-Submitted` (RFC 3834) keeps holiday answers away, `List-Id` (RFC 2919) lets it be sorted.
/// - `Message-ID` is made of the reference, which is random: a second copy of one sending could be known by it. Its
///   domain is the sender's, so it names no computer.
pub fn message(from: &EmailAddress, to: &EmailAddress, what: &Telling) -> Result<Vec<u8>, Trouble> {
    let domain = from.domain();
    if !is_token(&what.reference) {
        return Err(Trouble::Rejected);
    }
    let header = |name: &'static str, value: String| HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
    let mut builder = Message::builder()
        .from(Mailbox::new(Some(NAME.to_owned()), from.inner().clone()))
        .to(Mailbox::new(None, to.inner().clone()))
        .subject(plain::line(&what.subject, LONGEST_SUBJECT))
        .date_now()
        .message_id(Some(format!("<{}@{domain}>", what.reference)))
        .raw_header(header("Auto-Submitted", "auto-generated".to_owned()))
        .raw_header(header("List-Id", format!("{NAME} <postkasse.{domain}>")))
        // Only with this does the rest of them count (RFC 2045, section 4).
        .header(MIME_VERSION_1_0)
        .header(ContentType::TEXT_PLAIN);
    if is_language(&what.language) {
        builder = builder.raw_header(header("Content-Language", what.language.clone()));
    }
    let text = plain::shortened(&plain::lines(&what.text), LONGEST_TEXT).replace('\n', "\r\n");
    let message = builder.body(text + "\r\n").map_err(|_| Trouble::Rejected)?;
    Ok(message.formatted())
}

/// A reference of ours: letters, digits, dashes.
pub fn is_token(reference: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (8..=64).contains(&reference.len()) && reference.chars().all(fits)
}

fn is_language(language: &str) -> bool {
    (2..=12).contains(&language.len()) && language.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use mail_parser::{HeaderValue as Parsed, MessageParser, MimeHeaders};
    use proptest::prelude::*;

    fn address(text: &str) -> EmailAddress {
        EmailAddress::parse(text).unwrap()
    }

    fn made(subject: &str, text: &str) -> Vec<u8> {
        let what = Telling {
            subject: subject.to_owned(),
            text: text.to_owned(),
            language: "nb".to_owned(),
            reference: "k3jx7qa2mz".to_owned(),
        };
        message(&address("varsel@example.no"), &address("anna@example.dk"), &what).unwrap()
    }

    /// The names of its headers in order.
    fn names(message: &[u8]) -> Vec<String> {
        let parsed = MessageParser::new().parse(message).unwrap();
        parsed.headers().iter().map(|header| header.name().to_lowercase()).collect()
    }

    const NAMES: [&str; 11] = [
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "auto-submitted",
        "list-id",
        "content-type",
        "content-language",
        "mime-version",
        "content-transfer-encoding",
    ];

    fn only_ours(message: &[u8]) -> bool {
        let mut names = names(message);
        names.sort();
        let mut ours = NAMES.map(str::to_owned);
        ours.sort();
        names == ours
    }

    #[test]
    fn a_message_is_plain_says_that_a_program_wrote_it_and_names_no_computer() {
        let message = made("Ny post æøå", "Mors postkasse: 1 nyt brev.\nčáŋ بريد");
        assert!(message.is_ascii() && only_ours(&message), "{}", String::from_utf8_lossy(&message));
        let parsed = MessageParser::new().parse(&message).unwrap();
        assert_eq!(parsed.subject(), Some("Ny post æøå"));
        assert_eq!(parsed.body_text(0).unwrap().trim_end(), "Mors postkasse: 1 nyt brev.\r\nčáŋ بريد");
        assert_eq!(parsed.message_id(), Some("k3jx7qa2mz@example.no"));
        assert_eq!(parsed.header_raw("Auto-Submitted").map(str::trim), Some("auto-generated"));
        assert_eq!(parsed.header_raw("List-Id").map(str::trim), Some("Postkasse <postkasse.example.no>"));
        assert!(matches!(parsed.header("Date"), Some(Parsed::DateTime(_))));
        let content = parsed.content_type().unwrap();
        assert_eq!((content.ctype(), content.subtype()), ("text", Some("plain")));
        assert_eq!((parsed.attachment_count(), parsed.html_body_count()), (0, 1), "the one part, read as either");
    }

    #[test]
    fn a_name_with_the_end_of_a_line_or_of_three_hundred_letters_stays_in_its_header() {
        for name in ["Mor\r\nBcc: bo@example.dk\r\n\r\nHej", "Mor\nX: y", "\u{0}\u{1b}[2JMor\u{202e}", &"å".repeat(300)]
        {
            let message = made(&format!("Ny post: {name}"), name);
            assert!(only_ours(&message), "{}", String::from_utf8_lossy(&message));
            assert!(message.split(|byte| *byte == b'\n').all(|line| line.len() <= 998), "RFC 5322, section 2.1.1");
        }
    }

    #[test]
    fn a_reference_that_is_not_ours_and_a_language_that_is_none_do_not_get_into_a_header() {
        let what = |reference: &str, language: &str| Telling {
            subject: String::new(),
            text: String::new(),
            language: language.to_owned(),
            reference: reference.to_owned(),
        };
        let send = |what| message(&address("a@example.no"), &address("b@example.dk"), &what);
        for reference in ["", "short", "with space", "with\r\nBcc: x@example.dk", "a@b.example>", &"a".repeat(65)] {
            assert_eq!(send(what(reference, "da")), Err(Trouble::Rejected), "{reference}");
        }
        let without = send(what("k3jx7qa2mz", "da\r\nBcc: x@example.dk")).unwrap();
        assert!(!names(&without).contains(&"content-language".to_owned()));
        assert!(!names(&without).contains(&"bcc".to_owned()));
    }

    proptest! {
        #[test]
        fn whatever_is_said_it_is_one_message_with_our_headers(subject in any::<String>(), text in any::<String>()) {
            let message = made(&subject, &text);
            prop_assert!(message.is_ascii() && only_ours(&message));
        }
    }
}
