//! What the tests send by e-mail and SMS, by whom and to whom, and how it is run.

use postkasse_notify::{Email, EmailChannel, Fate, Patience, Remote, SendError, Telling, Tls};
use secrecy::SecretString;

const USER: &str = "anna";
pub const PASSWORD: &str = "rødgrød med fløde 7";
pub const FROM: &str = "varsel@example.no";
pub const TO: &str = "anna@example.dk";

/// A channel by a server on this port.
pub fn config(port: u16, tls: Tls, ca: &str) -> EmailChannel {
    EmailChannel {
        host: "localhost".to_owned(),
        port,
        tls,
        user: USER.to_owned(),
        from: FROM.to_owned(),
        to: TO.to_owned(),
        ca: Some(ca.to_owned()),
    }
}

/// The channel itself.
pub fn email(config: &EmailChannel) -> Email {
    Email::new(config, &SecretString::from(PASSWORD), Patience::default()).unwrap()
}

/// Something to tell.
pub fn telling(text: &str) -> Telling {
    Telling {
        subject: "Ny post".to_owned(),
        text: text.to_owned(),
        language: "da".to_owned(),
        reference: "k3jx7qa2mzk3jx7qa2mz".to_owned(),
    }
}

/// Sends it, in a runtime of its own.
pub fn send(remote: &dyn Remote, what: &Telling) -> Result<Fate, SendError> {
    run(remote.send(what))
}

/// Runs something, in a runtime of its own.
pub fn run<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(what)
}
