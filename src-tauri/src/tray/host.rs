//! Whether somebody shows trays: desktops have a watcher that items name themselves to, and a host that shows them.
//! Either may come and go while the program runs; it is told, nobody asks again and again.

use futures::StreamExt;
use zbus::message::Type;
use zbus::zvariant::Value;
use zbus::{Connection, MatchRule, MessageStream};

const WATCHER: &str = "org.kde.StatusNotifierWatcher";
const PATH: &str = "/StatusNotifierWatcher";
const BUS: &str = "org.freedesktop.DBus";

/// Says now, and whenever it changes, whether trays are shown; until the session's bus goes away.
pub async fn follow(say: impl Fn(bool)) {
    match tell(&say).await {
        Ok(()) => say(false),
        Err(error) => tracing::info!(%error, "there is no session bus, so no tray"),
    }
}

async fn tell(say: &impl Fn(bool)) -> zbus::Result<()> {
    let bus = Connection::session().await?;
    let of = |sender| MatchRule::builder().msg_type(Type::Signal).sender(sender);
    let watcher = of(BUS)?.interface(BUS)?.member("NameOwnerChanged")?.arg(0, WATCHER)?.build();
    let host = |member| of(WATCHER)?.path(PATH)?.interface(WATCHER)?.member(member).map(|rule| rule.build());
    let mut changes = Vec::new();
    for rule in [watcher, host("StatusNotifierHostRegistered")?, host("StatusNotifierHostUnregistered")?] {
        changes.push(MessageStream::for_match_rule(rule, &bus, None).await?);
    }
    let mut changes = futures::stream::select_all(changes);
    loop {
        say(is_shown(&bus).await.unwrap_or(false));
        if changes.next().await.is_none() {
            return Ok(());
        }
    }
}

/// Whether it is so now; an error where there is no watcher.
async fn is_shown(bus: &Connection) -> zbus::Result<bool> {
    let ask = (WATCHER, "IsStatusNotifierHostRegistered");
    let answer = bus.call_method(Some(WATCHER), PATH, Some("org.freedesktop.DBus.Properties"), "Get", &ask).await?;
    Ok(bool::try_from(answer.body().deserialize::<Value<'_>>()?)?)
}
