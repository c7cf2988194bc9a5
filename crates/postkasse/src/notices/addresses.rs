//! What a person types for an address, a number, a mail server or a gateway.

use crate::views::ApiError;
use model::Code;
use notify::{EmailAddress, Number, Tls};
use percent_encoding::percent_decode_str;
use url::{Host, Url};

/// More than any server takes for a name.
const LONGEST_LOGIN: usize = 512;

fn said(text: &str) -> ApiError {
    ApiError::said(Code::Refused, text)
}

/// An e-mail address: one line, something before one `@`, a host behind it.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn email(typed: &str) -> Result<String, ApiError> {
    // Blanks around it are a slip of the hand; a line break is something else.
    let text = typed.trim_matches(' ');
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | ';' | '"' | '(' | ')');
    let good = !text.chars().any(odd) && EmailAddress::parse(text).is_ok();
    if good { Ok(text.to_owned()) } else { Err(said("error.email.address")) }
}

/// A mobile number with that of its country, as `+4520000003`.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn number(typed: &str) -> Result<String, ApiError> {
    // A line break is no slip of the hand.
    let number = Some(typed).filter(|typed| !typed.chars().any(char::is_control)).map(Number::parse);
    number.and_then(Result::ok).map(|number| number.to_string()).ok_or_else(|| said("error.notify.number"))
}

/// A mail server: how it is spoken to, its name and port, and who logs in.
///
/// # Errors
/// `refused` when it is none, or has the password in it: that belongs in a file.
pub(super) fn server(typed: &str) -> Result<(Tls, String, u16, String), ApiError> {
    let url = Url::parse(typed.trim()).map_err(|_| said("error.notify.server"))?;
    let tls = match url.scheme() {
        "smtps" => Tls::Implicit,
        "smtp" => Tls::StartTls,
        _ => return Err(said("error.notify.server")),
    };
    if url.password().is_some() {
        return Err(said("error.notify.passwordInAddress"));
    }
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(|| said("error.notify.server"))?;
    let user = percent_decode_str(url.username()).decode_utf8().map_err(|_| said("error.notify.server"))?;
    if user.chars().any(char::is_control) || !matches!(url.path(), "" | "/") || url.query().is_some() {
        return Err(said("error.notify.server"));
    }
    let host = host.trim_matches(['[', ']']).to_owned();
    Ok((tls, host, url.port().unwrap_or_else(|| usual_port(tls)), user.into_owned()))
}

/// A mail server's name alone, as a form has it.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn host(typed: &str) -> Result<String, ApiError> {
    let text = typed.trim().trim_end_matches('.');
    let address = text.trim_matches(['[', ']']).parse::<std::net::IpAddr>().ok();
    let host = address.map(|address| address.to_string()).or_else(|| match Host::parse(text) {
        Ok(Host::Domain(name)) if name.split('.').all(|label| !label.is_empty()) => Some(name),
        _ => None,
    });
    host.ok_or_else(|| said("error.notify.host"))
}

/// A mail server's port; the usual one when none is typed.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn port(typed: &str, tls: Tls) -> Result<u16, ApiError> {
    if typed.trim().is_empty() {
        return Ok(usual_port(tls));
    }
    let port = typed.trim().parse::<u16>().ok().filter(|port| *port > 0);
    port.ok_or_else(|| said("error.notify.port"))
}

/// The port that a mail server usually has (RFC 8314).
pub(super) fn usual_port(tls: Tls) -> u16 {
    match tls {
        Tls::Implicit => 465,
        Tls::StartTls => 587,
    }
}

/// Who logs in.
///
/// # Errors
/// `refused` when it is nobody.
pub(super) fn user(typed: &str) -> Result<String, ApiError> {
    let text = typed.trim();
    let good = !text.is_empty() && text.len() <= LONGEST_LOGIN && !text.chars().any(char::is_control);
    if good { Ok(text.to_owned()) } else { Err(said("error.notify.user")) }
}

/// A gateway's address. A token goes along, so beyond this computer it is only spoken to under TLS.
///
/// # Errors
/// `refused` when it is none.
pub(super) fn gateway(typed: &str) -> Result<String, ApiError> {
    let url = Url::parse(typed.trim()).map_err(|_| said("error.notify.gateway"))?;
    let here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err(said("error.notify.gateway")),
    };
    if url.password().is_some() {
        return Err(said("error.notify.passwordInAddress"));
    }
    match url.scheme() {
        "https" => Ok(url.into()),
        "http" if here => Ok(url.into()),
        "http" => Err(said("error.notify.plainGateway")),
        _ => Err(said("error.notify.gateway")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text<T>(answer: Result<T, ApiError>) -> String {
        answer.err().and_then(|error| error.text).unwrap_or_default()
    }

    #[test]
    fn a_number_has_that_of_its_country() {
        for typed in ["+4520000003", "0045 20 00 00 03", "+45 2000-0003", " +45 (20) 00.00.03"] {
            assert_eq!(number(typed).ok().as_deref(), Some("+4520000003"), "{typed}");
        }
        assert!(
            number("+47 400 00 003").is_ok() && number("+46 70 000 00 03").is_ok() && number("+298 200003").is_ok()
        );
        for typed in [
            "",
            "20000003",
            "+45",
            "+45 2000000",
            "+45 200000031",
            "+0045200000",
            "+45 2000000x",
            "+45 20000003\n",
            "+45 2000 0003,+45 2000 0004",
            "mor",
            "+1234567890123456",
            "+٤٥٢٠٠٠٠٠٠٣",
        ] {
            assert_eq!(text(number(typed)), "error.notify.number", "{typed:?}");
        }
    }

    #[test]
    fn an_address_is_one_line_and_one_address() {
        assert_eq!(email(" mor@eksempel.example ").ok().as_deref(), Some("mor@eksempel.example"));
        assert!(email("mor@localhost").is_ok());
        for typed in [
            "",
            "mor",
            "@b.example",
            "a@",
            "a@b..example",
            "a b@c.example",
            "a@b@c.example",
            "a@b.example\nBcc: c@d.example",
            "a@b.example\r\n",
            "Mor <a@b.example>",
            "a@b.example,c@d.example",
        ] {
            assert_eq!(text(email(typed)), "error.email.address", "{typed:?}");
        }
    }

    #[test]
    fn a_mail_server_says_how_it_is_spoken_to_and_never_the_password() {
        let found = server("smtps://mette%40eksempel.example@mail.eksempel.example").ok().unwrap();
        assert_eq!(found, (Tls::Implicit, "mail.eksempel.example".into(), 465, "mette@eksempel.example".into()));
        let found = server("smtp://mette@127.0.0.1:2525").ok().unwrap();
        assert_eq!(found, (Tls::StartTls, "127.0.0.1".into(), 2525, "mette".into()));
        assert_eq!(server("smtp://[::1]:25").ok().unwrap().1, "::1");
        assert_eq!(text(server("smtps://mette:hemmelig@mail.example")), "error.notify.passwordInAddress");
        for typed in
            ["", "mail.example", "https://mail.example", "smtp://", "smtp://a%0Ab@mail.example", "smtp://m.example/x"]
        {
            assert_eq!(text(server(typed)), "error.notify.server", "{typed}");
        }
    }

    #[test]
    fn the_fields_of_a_form_are_taken_one_by_one() {
        for (typed, meant) in [
            (" mail.eksempel.example ", "mail.eksempel.example"),
            ("Mail.Eksempel.Example.", "mail.eksempel.example"),
            ("blåbær.example", "xn--blbr-roah.example"),
            ("127.0.0.1", "127.0.0.1"),
            ("[::1]", "::1"),
            ("::1", "::1"),
            ("localhost", "localhost"),
        ] {
            assert_eq!(host(typed).ok().as_deref(), Some(meant), "{typed}");
        }
        for typed in [
            "",
            "smtps://mail.example",
            "mail.example:465",
            "mail example",
            "a@mail.example",
            "mail..example",
            "mail/x",
        ] {
            assert_eq!(text(host(typed)), "error.notify.host", "{typed}");
        }
        let ports = [port("", Tls::Implicit), port(" ", Tls::StartTls), port(" 2525 ", Tls::Implicit)];
        assert_eq!(ports.map(|port| port.ok().unwrap()), [465, 587, 2525]);
        for typed in ["0", "65536", "-1", "25x"] {
            assert_eq!(text(port(typed, Tls::Implicit)), "error.notify.port", "{typed}");
        }
        assert_eq!(user(" mette ").ok().as_deref(), Some("mette"));
        assert_eq!([text(user(" ")), text(user("a\nb"))], ["error.notify.user"; 2]);
    }

    #[test]
    fn a_token_goes_over_the_net_only_under_tls() {
        assert!(
            gateway("https://gatewayapi.example/rest").is_ok()
                && gateway("http://127.0.0.1:13013/cgi-bin/sendsms").is_ok()
        );
        assert!(gateway("http://localhost:1").is_ok() && gateway("http://[::1]:1").is_ok());
        assert_eq!(text(gateway("http://sms.example/")), "error.notify.plainGateway");
        assert_eq!(text(gateway("https://a:b@sms.example/")), "error.notify.passwordInAddress");
        for typed in ["", "sms.example", "ftp://sms.example", "file:///etc"] {
            assert_eq!(text(gateway(typed)), "error.notify.gateway", "{typed}");
        }
    }
}
