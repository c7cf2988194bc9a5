//! On Linux the system's bus tells that the computer goes to sleep and that its session is locked (logind), and the
//! session's bus that a screen saver covers the screen. Each of them may be missing; then that is not told.

use super::{Sign, Tell};
use crate::computer::LOGIND;
use futures::StreamExt;
use std::collections::HashMap;
use zbus::message::Type;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue};
use zbus::{Connection, MatchRule, Message, MessageStream};

const SESSION: &str = "org.freedesktop.login1.Session";
const SESSIONS: &str = "/org/freedesktop/login1/session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// Those that follow one of the two.
const SCREEN_SAVERS: [&str; 4] =
    ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.mate.ScreenSaver", "org.cinnamon.ScreenSaver"];

/// What happens to this computer, until nobody listens. It may be made to wait before it sleeps.
pub(super) async fn this_computer(tell: Tell, waits: bool) {
    let by_system = async {
        match Connection::system().await {
            Ok(bus) => by_logind(bus, tell.clone(), waits).await,
            Err(error) => Err(error),
        }
    };
    let by_session = async {
        match Connection::session().await {
            Ok(bus) => by_screen_saver(bus, tell.clone()).await,
            Err(error) => Err(error),
        }
    };
    let (system, session) = futures::join!(by_system, by_session);
    for error in [system.err(), session.err()].into_iter().flatten() {
        tracing::info!(%error, "a bus does not tell of sleep or of a locked screen");
    }
}

/// What logind tells.
pub(super) async fn by_logind(bus: Connection, tell: Tell, waits: bool) -> zbus::Result<()> {
    let [service, path, manager] = LOGIND;
    let from = || MatchRule::builder().msg_type(Type::Signal).sender(service);
    let sleep = from()?.path(path)?.interface(manager)?.member("PrepareForSleep")?;
    let lock = from()?.path_namespace(SESSIONS)?.interface(SESSION)?.member("Lock")?;
    let hint = from()?.path_namespace(SESSIONS)?.interface(PROPERTIES)?.member("PropertiesChanged")?;
    let mut signals = Vec::new();
    for rule in [sleep, lock, hint] {
        signals.push(MessageStream::for_match_rule(rule.build(), &bus, None).await?);
    }
    let own = own_session(&bus).await;
    // Without it the computer sleeps before everything is closed; with it, too, if that takes more than some seconds.
    let waits = if waits { inhibited(&bus).await } else { None };
    tracing::debug!(waits = waits.is_some(), "logind is listened to");
    let mut signals = futures::stream::select_all(signals);
    while let Some(Ok(signal)) = signals.next().await {
        let told = match sign(&signal, own.as_ref()) {
            Some(sign) => tell.send(sign),
            None => Ok(()),
        };
        if told.is_err() {
            break;
        }
    }
    drop(waits);
    Ok(())
}

/// Asks logind to wait with sleep until this is dropped.
async fn inhibited(bus: &Connection) -> Option<OwnedFd> {
    let [service, path, manager] = LOGIND;
    let what = ("sleep", "Postkasse", "Locks the letters", "delay");
    let answer = bus.call_method(Some(service), path, Some(manager), "Inhibit", &what).await.ok()?;
    answer.body().deserialize().ok()
}

/// The session that this program belongs to. A program that the session's manager started belongs to none by itself, but
/// its environment names one.
async fn own_session(bus: &Connection) -> Option<OwnedObjectPath> {
    let [service, path, manager] = LOGIND;
    let answer = match std::env::var("XDG_SESSION_ID") {
        Ok(id) => bus.call_method(Some(service), path, Some(manager), "GetSession", &id).await,
        Err(_) => bus.call_method(Some(service), path, Some(manager), "GetSessionByPID", &std::process::id()).await,
    };
    answer.ok()?.body().deserialize().ok()
}

/// What a signal of logind means. Where the own session is not known any session's counts: rather locked once too often.
fn sign(signal: &Message, own: Option<&OwnedObjectPath>) -> Option<Sign> {
    let (header, body) = (signal.header(), signal.body());
    let member = header.member()?.as_str().to_owned();
    if member == "PrepareForSleep" {
        return body.deserialize::<bool>().ok()?.then_some(Sign::Sleeps);
    }
    if own.is_some_and(|own| header.path().is_none_or(|path| path.as_str() != own.as_str())) {
        return None;
    }
    if member == "Lock" {
        return Some(Sign::ScreenLocked);
    }
    let (interface, values, _) = body.deserialize::<(String, HashMap<String, OwnedValue>, Vec<String>)>().ok()?;
    let hint = (interface == SESSION).then(|| values.get("LockedHint")).flatten()?;
    bool::try_from(hint).ok()?.then_some(Sign::ScreenLocked)
}

/// What screen savers tell. Whoever may speak on this bus can lock the letters, and do much else.
pub(super) async fn by_screen_saver(bus: Connection, tell: Tell) -> zbus::Result<()> {
    let mut signals = Vec::new();
    for interface in SCREEN_SAVERS {
        let rule = MatchRule::builder().msg_type(Type::Signal).interface(interface)?.member("ActiveChanged")?.build();
        signals.push(MessageStream::for_match_rule(rule, &bus, None).await?);
    }
    tracing::debug!("screen savers are listened to");
    let mut signals = futures::stream::select_all(signals);
    while let Some(Ok(signal)) = signals.next().await {
        let covered = signal.body().deserialize::<bool>().unwrap_or(false);
        if covered && tell.send(Sign::ScreenLocked).is_err() {
            break;
        }
    }
    Ok(())
}
