//! The page at the end of a login, in the person's language. It holds nothing from outside.

/// Language, done, not done, what next.
const TEXTS: [(&str, &str, &str, &str); 3] = [
    ("da", "Du er logget ind", "Login blev ikke gennemført", "Du kan lukke siden og gå tilbage til Postkasse."),
    ("nb", "Du er logget inn", "Innloggingen ble ikke fullført", "Du kan lukke siden og gå tilbake til Postkasse."),
    ("en", "You are logged in", "The login was not completed", "You can close this page and go back to Postkasse."),
];

fn answer_with(status: &str, body: &str) -> String {
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nContent-Security-Policy: default-src 'none'\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// The page that ends a login.
pub(crate) fn answer(language: &str, done: bool) -> String {
    let [danish, ..] = &TEXTS;
    let (language, yes, no, next) = TEXTS.iter().find(|texts| language.starts_with(texts.0)).unwrap_or(danish);
    let title = if done { yes } else { no };
    let body = format!(
        "<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{title} – Postkasse</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head>\
         <body><main><h1>{title}</h1><p>{next}</p></main></body></html>"
    );
    answer_with("200 OK", &body)
}

/// Everything else.
pub(crate) fn nothing() -> String {
    answer_with("404 Not Found", "")
}
