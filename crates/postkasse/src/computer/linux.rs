//! On Linux the system bus tells: logind of sleep, NetworkManager of the line, UPower of the battery. Each of them, and
//! the bus itself, may be missing; then that is not told. Nobody is asked but UPower, once, how things stand.

use super::{Change, Tell};
use futures::StreamExt;
use std::collections::HashMap;
use zbus::message::Type;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{Connection, MatchRule, Message, MessageStream};

pub(crate) const LOGIND: [&str; 3] =
    ["org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"];
const NETWORK: [&str; 3] =
    ["org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager", "org.freedesktop.NetworkManager"];
const POWER: [&str; 3] = ["org.freedesktop.UPower", "/org/freedesktop/UPower", "org.freedesktop.UPower"];
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// `NM_STATE_CONNECTED_GLOBAL`: there is a line to the world.
const CONNECTED: u32 = 70;
/// `NM_CONNECTIVITY_FULL`: and nobody wants a click on a page first.
const FULL: u32 = 4;

/// What happens to this computer.
pub(super) async fn this_one(tell: Tell) {
    let told = match Connection::system().await {
        Ok(bus) => by(bus, tell).await,
        Err(error) => Err(error),
    };
    if let Err(error) = told {
        tracing::info!(%error, "the system does not tell of sleep, line and battery");
    }
}

/// What this bus tells, until nobody listens or it goes away.
pub(super) async fn by(bus: Connection, tell: Tell) -> zbus::Result<()> {
    let mut signals = Vec::new();
    for ([sender, path, interface], member) in [
        (LOGIND, "PrepareForSleep"),
        (NETWORK, "StateChanged"),
        ([NETWORK[0], NETWORK[1], PROPERTIES], "PropertiesChanged"),
        ([POWER[0], POWER[1], PROPERTIES], "PropertiesChanged"),
    ] {
        let rule = MatchRule::builder().msg_type(Type::Signal).sender(sender)?.path(path)?;
        let rule = rule.interface(interface)?.member(member)?.build();
        signals.push(MessageStream::for_match_rule(rule, &bus, None).await?);
    }
    tracing::debug!("the system's bus is listened to");
    let mut signals = futures::stream::select_all(signals);
    let asked = async {
        if let Ok(on_battery) = on_battery(&bus).await {
            // That nobody listens any longer is seen below.
            let _ = tell.send(Change::Battery(on_battery));
        }
    };
    let heard = async {
        while let Some(Ok(signal)) = signals.next().await {
            let change = change(&signal);
            if change.is_some_and(|change| tell.send(change).is_err()) {
                return;
            }
        }
    };
    futures::join!(asked, heard);
    Ok(())
}

/// How things stand, where UPower is.
async fn on_battery(bus: &Connection) -> zbus::Result<bool> {
    let [service, path, interface] = POWER;
    let answer = bus.call_method(Some(service), path, Some(PROPERTIES), "Get", &(interface, "OnBattery")).await?;
    Ok(bool::try_from(answer.body().deserialize::<Value<'_>>()?)?)
}

/// What a signal means. One that cannot be read means nothing.
fn change(signal: &Message) -> Option<Change> {
    let (header, body) = (signal.header(), signal.body());
    match header.member()?.as_str() {
        // True before it sleeps, false when it woke.
        "PrepareForSleep" => (!body.deserialize::<bool>().ok()?).then_some(Change::Woke),
        "StateChanged" => (body.deserialize::<u32>().ok()? == CONNECTED).then_some(Change::Online),
        _ => {
            let (interface, values, _) =
                body.deserialize::<(String, HashMap<String, OwnedValue>, Vec<String>)>().ok()?;
            let power = (interface == POWER[2]).then(|| values.get("OnBattery")).flatten();
            let line = (interface == NETWORK[2]).then(|| values.get("Connectivity")).flatten();
            match (power, line) {
                (Some(on_battery), _) => bool::try_from(on_battery).ok().map(Change::Battery),
                (_, Some(line)) => (u32::try_from(line).ok()? == FULL).then_some(Change::Online),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
#[path = "linux_tests.rs"]
mod tests;
