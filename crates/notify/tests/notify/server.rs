//! A notification service of our own on the session's bus, for what others cannot be made to do: to press a button that
//! is not the first, and to say which hints came (Desktop Notifications Specification 1.2).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use zbus::blocking::{Connection, connection};
use zbus::interface;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::OwnedValue;

const PATH: &str = "/org/freedesktop/Notifications";
const NAME: &str = "org.freedesktop.Notifications";

/// One call of `Notify`.
#[derive(Debug, Clone)]
pub struct Notified {
    pub id: u32,
    pub replaces: u32,
    pub body: String,
    /// Keys and words by turns.
    pub actions: Vec<String>,
    /// As they are written down.
    pub hints: HashMap<String, String>,
    pub timeout: i32,
}

#[derive(Default)]
struct Record {
    notified: Vec<Notified>,
    closed: Vec<u32>,
}

struct Service(Arc<Mutex<Record>>);

#[interface(name = "org.freedesktop.Notifications")]
impl Service {
    #[expect(clippy::too_many_arguments, reason = "the specification's")]
    fn notify(
        &self,
        _app: &str,
        replaces: u32,
        _icon: &str,
        _summary: &str,
        body: String,
        actions: Vec<String>,
        hints: HashMap<String, OwnedValue>,
        timeout: i32,
    ) -> u32 {
        let mut record = self.0.lock().unwrap();
        let id = if replaces > 0 { replaces } else { record.notified.len() as u32 + 1 };
        let hints = hints.into_iter().map(|(name, value)| (name, format!("{value:?}"))).collect();
        record.notified.push(Notified { id, replaces, body, actions, hints, timeout });
        id
    }

    async fn close_notification(&self, id: u32, #[zbus(signal_emitter)] emitter: SignalEmitter<'_>) {
        self.0.lock().unwrap().closed.push(id);
        // Closed by a call (specification, `NotificationClosed`, reason 3).
        Service::notification_closed(&emitter, id, 3).await.unwrap();
    }

    fn get_capabilities(&self) -> Vec<&'static str> {
        vec!["actions", "body", "body-markup"]
    }

    fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
        ("test", "test", "1", "1.2")
    }

    #[zbus(signal)]
    async fn action_invoked(emitter: &SignalEmitter<'_>, id: u32, action: &str) -> zbus::Result<()>;

    #[zbus(signal)]
    async fn notification_closed(emitter: &SignalEmitter<'_>, id: u32, reason: u32) -> zbus::Result<()>;
}

/// The service, until it is dropped.
pub struct Server {
    connection: Connection,
    record: Arc<Mutex<Record>>,
}

impl Server {
    pub fn start() -> Self {
        let record: Arc<Mutex<Record>> = Arc::default();
        let built = connection::Builder::session().unwrap().name(NAME).unwrap();
        let connection = built.serve_at(PATH, Service(record.clone())).unwrap().build().unwrap();
        Server { connection, record }
    }

    /// All that it was asked to show so far.
    pub fn notified(&self) -> Vec<Notified> {
        self.record.lock().unwrap().notified.clone()
    }

    /// What it was asked to take away so far.
    pub fn closed(&self) -> Vec<u32> {
        self.record.lock().unwrap().closed.clone()
    }

    /// The person presses a button of a notification.
    pub fn press(&self, id: u32, action: &str) {
        self.emit("ActionInvoked", &(id, action));
    }

    /// The person takes a notification away (reason 2).
    pub fn dismiss(&self, id: u32) {
        self.emit("NotificationClosed", &(id, 2_u32));
    }

    fn emit(&self, signal: &str, body: &(impl serde::Serialize + zbus::zvariant::DynamicType)) {
        self.connection.emit_signal(None::<&str>, PATH, NAME, signal, body).unwrap();
    }
}
