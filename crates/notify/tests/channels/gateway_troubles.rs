//! Gateways that misbehave: each is answered for itself, and what may have been sent is never called unsent.

use crate::authority::Authority;
use crate::raw_gateway::{Answer, RawGateway};
use crate::sending::{run, telling};
use crate::sms_service::{PATIENT, TOKEN, config, refused, sms};
use postkasse_notify::{Fate, Gateway, Patience, SendError, SmsChannel, Trouble};
use std::time::Duration;

const BOTH: [Gateway; 2] = [Gateway::GatewayApi, Gateway::Kannel];
const IN_VAIN: Duration = Duration::from_millis(300);

fn yes(gateway: Gateway) -> Answer {
    match gateway {
        Gateway::GatewayApi => Answer::of("200 OK", "Content-Type: application/json\r\n", r#"{"ids":[1]}"#),
        Gateway::Kannel => Answer::of("202 Accepted", "", "0: Accepted for delivery"),
    }
}

/// What is said of this answer, and what the gateway heard.
fn tried(gateway: Gateway, answer: Answer) -> (Result<Fate, SendError>, Vec<String>) {
    let service = RawGateway::start(vec![answer]);
    let sms = sms(&config(gateway, &service.url), TOKEN, PATIENT);
    (run(sms.send(&telling("Mors postkasse: 1 nyt brev"))), service.heard())
}

fn page(status: &str) -> Answer {
    Answer::of(status, "Content-Type: text/html\r\n", "<!DOCTYPE html><title>Welcome</title>")
}

#[test]
fn each_refusal_has_its_own_answer() {
    let minute = Some(Duration::from_secs(60));
    let wait = |status| Answer::of(status, "Retry-After: 60\r\n", "");
    for gateway in BOTH {
        for (answer, meant) in [
            (page("401 Unauthorized"), SendError::Refused(Trouble::Login)),
            (page("403 Forbidden"), SendError::Refused(Trouble::Login)),
            (page("402 Payment Required"), SendError::NotYet(Trouble::Quota, None)),
            (page("404 Not Found"), SendError::Refused(Trouble::Address)),
            (page("400 Bad Request"), SendError::Refused(Trouble::Rejected)),
            (page("429 Too Many Requests"), SendError::NotYet(Trouble::Quota, None)),
            (wait("429 Too Many Requests"), SendError::NotYet(Trouble::Quota, minute)),
            (wait("503 Service Unavailable"), SendError::NotYet(Trouble::Down, minute)),
            (page("502 Bad Gateway"), SendError::Doubtful(Trouble::Down)),
            (page("504 Gateway Timeout"), SendError::Doubtful(Trouble::Down)),
            (page("418 A teapot"), SendError::Refused(Trouble::Rejected)),
            (page("299 Perhaps"), SendError::Doubtful(Trouble::Garbage)),
            (page("777 What"), SendError::Doubtful(Trouble::Garbage)),
        ] {
            let (sent, _) = tried(gateway, answer.clone());
            assert_eq!(sent, Err(meant), "{gateway:?}: {answer:?}");
        }
    }
    // With an error of its own it says that it has done nothing; of another failure nobody knows at which moment.
    let own = Answer::of("500 Internal Server Error", "", r#"{"code":"0x0302","message":"no"}"#);
    assert_eq!(tried(Gateway::GatewayApi, own).0, Err(SendError::NotYet(Trouble::Down, None)));
    for gateway in BOTH {
        let failed = page("500 Internal Server Error");
        assert_eq!(tried(gateway, failed).0, Err(SendError::Doubtful(Trouble::Down)), "{gateway:?}");
    }
    let empty = Answer::of("400 Bad Request", "", r#"{"code":"0x0216","message":"credit"}"#);
    assert_eq!(tried(Gateway::GatewayApi, empty).0, Err(SendError::NotYet(Trouble::Quota, None)), "till it is paid");
    for (code, trouble) in [
        ("0x0215", Trouble::Recipient),
        ("0x0213", Trouble::Login),
        ("0x0308", Trouble::Rejected),
        ("nonsense", Trouble::Rejected),
    ] {
        let answer = Answer::of("400 Bad Request", "", &format!(r#"{{"code":"{code}","message":"+4520000000"}}"#));
        assert_eq!(tried(Gateway::GatewayApi, answer).0, Err(SendError::Refused(trouble)), "{code}");
    }
}

#[test]
fn a_wait_that_is_asked_for_is_read_as_seconds_or_date_and_has_an_end() {
    let day = Some(Duration::from_secs(24 * 3600));
    for (header, wait) in [
        ("Retry-After: 0\r\n", Some(Duration::ZERO)),
        ("Retry-After: 99999999999\r\n", day),
        ("Retry-After: Wed, 01 Jan 2200 00:00:00 GMT\r\n", day),
        ("Retry-After: Sat, 01 Jan 2000 00:00:00 GMT\r\n", Some(Duration::ZERO)),
        ("Retry-After: soon\r\n", None),
        ("Retry-After: -5\r\n", None),
    ] {
        let (sent, _) = tried(Gateway::Kannel, Answer::of("429 Too Many Requests", header, ""));
        assert_eq!(sent, Err(SendError::NotYet(Trouble::Quota, wait)), "{header}");
    }
}

#[test]
fn an_answer_that_says_yes_and_makes_no_sense_leaves_a_doubt() {
    for gateway in BOTH {
        let status = if gateway == Gateway::Kannel { "202 Accepted" } else { "200 OK" };
        let long = "x".repeat(200_000);
        for body in ["", "{", "null", r#"{"ids":[]}"#, r#"{"ids":["../me"]}"#, "5: what", "\0\0", &long] {
            let answer = Answer::of(status, "Content-Type: application/json\r\n", body);
            let start = &body[..body.len().min(20)];
            assert_eq!(tried(gateway, answer).0, Err(SendError::Doubtful(Trouble::Garbage)), "{gateway:?}: {start}");
        }
        assert_eq!(tried(gateway, page(status)).0, Err(SendError::Doubtful(Trouble::Garbage)));
        let packed = Answer::of(status, "Content-Encoding: gzip\r\n", "x");
        assert_eq!(tried(gateway, packed).0, Err(SendError::Doubtful(Trouble::Garbage)));
        let cut = Answer::Bytes(format!("HTTP/1.1 {status}\r\nContent-Length: 100\r\n\r\n0: Acc").into_bytes());
        assert_eq!(tried(gateway, cut).0, Err(SendError::Doubtful(Trouble::Cut)));
    }
}

#[test]
fn a_request_that_was_said_and_not_answered_is_in_doubt_and_not_said_again() {
    for gateway in BOTH {
        let (sent, heard) = tried(gateway, Answer::Bytes(Vec::new()));
        assert_eq!((sent, heard.len()), (Err(SendError::Doubtful(Trouble::Cut)), 1));
        assert_eq!(tried(gateway, Answer::Deaf).0, Err(SendError::Doubtful(Trouble::Cut)));
        let (sent, heard) = tried(gateway, Answer::Bytes(b"SMTP? no\r\n\r\n".to_vec()));
        assert_eq!((sent, heard.len()), (Err(SendError::Doubtful(Trouble::Cut)), 1));
    }
}

#[test]
fn a_gateway_that_hears_and_hangs_leaves_a_doubt() {
    // A connection must come within the first, whatever else this computer does; all are waited for at once.
    let impatient = Patience { connect: Duration::from_secs(5), answer: IN_VAIN, ..PATIENT };
    let head = b"HTTP/1.1 202 Accepted\r\nContent-Length: 9\r\n\r\n".to_vec();
    std::thread::scope(|all| {
        for (gateway, begun) in BOTH.into_iter().flat_map(|gateway| [(gateway, Vec::new()), (gateway, head.clone())]) {
            all.spawn(move || {
                let service = RawGateway::start(vec![Answer::Hangs(begun)]);
                let sms = sms(&config(gateway, &service.url), TOKEN, impatient);
                assert_eq!(run(sms.send(&telling("Ny post"))), Err(SendError::Doubtful(Trouble::Timeout)));
                assert_eq!(service.heard().len(), 1, "it is not said again");
            });
        }
    });
}

#[test]
fn an_answer_that_comes_twice_is_one_answer_and_the_next_request_is_not_confused_by_it() {
    for gateway in BOTH {
        let Answer::Bytes(once) = yes(gateway) else { panic!() };
        let twice = [once.clone(), once].concat();
        let service = RawGateway::start(vec![Answer::Bytes(twice), page("401 Unauthorized")]);
        let sms = sms(&config(gateway, &service.url), TOKEN, PATIENT);
        assert_eq!(run(sms.send(&telling("Ny post"))), Ok(Fate::Accepted));
        assert_eq!(service.heard().len(), 1);
        assert_eq!(run(sms.send(&telling("Ny post"))), Err(SendError::Refused(Trouble::Login)));
    }
}

#[test]
fn a_gateway_that_accepts_and_then_fails_is_found_out_when_it_is_asked() {
    let became = |status: &str| {
        let body =
            format!(r#"[{{"id":1,"userref":"k3jx7qa2mzk3jx7qa2mz","recipients":[{{"dsnstatus":"{status}"}}]}}]"#);
        Answer::of("200 OK", "", &body)
    };
    let answers = vec![
        yes(Gateway::GatewayApi),
        page("500 Internal Server Error"),
        page("200 OK"),
        Answer::Bytes(Vec::new()),
        became("NONSENSE"),
        became("UNDELIVERABLE"),
    ];
    let service = RawGateway::start(answers);
    let sms = sms(&config(Gateway::GatewayApi, &service.url), TOKEN, PATIENT);
    assert_eq!(run(sms.send(&telling("Ny post"))), Ok(Fate::Accepted));
    let ask = || run(sms.fate("k3jx7qa2mzk3jx7qa2mz"));
    for trouble in [Trouble::Down, Trouble::Garbage, Trouble::Cut, Trouble::Garbage] {
        assert_eq!(ask(), Err(SendError::NotYet(trouble, None)), "a question can be asked again");
    }
    assert_eq!(ask(), Ok(Some(Fate::Failed)));
}

#[test]
fn nobody_is_followed_elsewhere_with_a_password() {
    for gateway in BOTH {
        let other = RawGateway::start(vec![yes(gateway)]);
        let to = format!("Location: {}/\r\n", other.url);
        for (status, meant) in [
            ("301 Moved", SendError::Refused(Trouble::Moved)),
            ("307 Elsewhere", SendError::Refused(Trouble::Moved)),
            ("303 See other", SendError::Doubtful(Trouble::Moved)),
        ] {
            assert_eq!(tried(gateway, Answer::of(status, &to, "")).0, Err(meant));
        }
        assert!(other.heard().is_empty());
    }
}

#[test]
fn a_gateway_that_is_away_or_cannot_prove_who_it_is_hears_nothing() {
    let (ours, other) = (Authority::new(), Authority::new());
    let sent = |config: &SmsChannel| run(sms(config, TOKEN, PATIENT).send(&telling("Ny post")));
    for gateway in BOTH {
        // Nobody listens there while this one is kept.
        let kept = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let gone = format!("http://127.0.0.2:{}", kept.local_addr().unwrap().port());
        assert_eq!(sent(&config(gateway, &gone)), Err(SendError::NotYet(Trouble::Down, None)));
        let untrusted = Err(SendError::NotYet(Trouble::Certificate, None));
        for (certified, ca) in [
            (other.certify(), Some(ours.pem())),
            (ours.certify_as(&["mail.example"], 2099), Some(ours.pem())),
            (ours.certify_as(&["127.0.0.1"], 2020), Some(ours.pem())),
            (ours.certify(), None),
        ] {
            let service = RawGateway::with(vec![yes(gateway)], Some(&certified));
            assert_eq!(sent(&SmsChannel { ca, ..config(gateway, &service.url) }), untrusted);
            assert!(service.heard().is_empty());
        }
        let service = RawGateway::with(vec![yes(gateway)], Some(&ours.certify()));
        let trusting = SmsChannel { ca: Some(ours.pem()), ..config(gateway, &service.url) };
        assert_eq!(sent(&trusting), Ok(Fate::Accepted));
    }
}

#[test]
fn a_connection_that_is_never_made_is_surely_unsent() {
    let impatient = Patience { connect: IN_VAIN, ..PATIENT };
    // It listens, and never begins to encrypt.
    let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", mute.local_addr().unwrap());
    for gateway in BOTH {
        let config = SmsChannel { ca: Some(Authority::new().pem()), ..config(gateway, &url) };
        let sent = run(sms(&config, TOKEN, impatient).send(&telling("Ny post")));
        assert_eq!(sent, Err(SendError::NotYet(Trouble::Timeout, None)), "{gateway:?}");
    }
}

#[test]
fn no_secret_stands_in_an_address() {
    for gateway in BOTH {
        let (_, heard) = tried(gateway, yes(gateway));
        let (first, rest) = heard[0].split_once("\r\n").unwrap();
        let path = if gateway == Gateway::Kannel { "/cgi-bin/sendsms" } else { "/rest/mtsms" };
        assert_eq!(first, format!("POST {path} HTTP/1.1"));
        assert!(rest.contains("Mors postkasse"));
    }
}

#[test]
fn a_channel_whose_data_make_no_sense_is_refused_before_anybody_is_asked() {
    for gateway in BOTH {
        let good = config(gateway, "https://sms.example");
        assert_eq!(refused(good.clone(), TOKEN), None);
        for to in ["", "mor", "20000000", "+45 2000 000", "+47 22 00 00 00", "+45 20 00 00 00\r\nX-Kannel-From: x"] {
            assert_eq!(
                refused(SmsChannel { to: to.to_owned(), ..good.clone() }, TOKEN),
                Some(Trouble::Address),
                "{to}"
            );
        }
        for (url, trouble) in [
            ("http://sms.example", Trouble::NoTls),
            ("https://anna:word@sms.example", Trouble::Address),
            ("https://sms.example/?password=x", Trouble::Address),
            ("sms.example", Trouble::Address),
            ("", Trouble::Address),
        ] {
            assert_eq!(refused(SmsChannel { url: url.to_owned(), ..good.clone() }, TOKEN), Some(trouble), "{url}");
        }
        for secret in ["", "two\r\nlines: x"] {
            assert_eq!(refused(good.clone(), secret), Some(Trouble::Login));
        }
        let ca = Some("no certificate".to_owned());
        assert_eq!(refused(SmsChannel { ca, ..good.clone() }, TOKEN), Some(Trouble::Certificate));
    }
    let nobody = SmsChannel { user: None, ..config(Gateway::Kannel, "https://sms.example") };
    assert_eq!(refused(nobody, TOKEN), Some(Trouble::Login));
}
