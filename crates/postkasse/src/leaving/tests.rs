//! When it locks itself, with a computer to which happens what the test says.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use super::*;
use futures::FutureExt;
use std::cell::RefCell;

fn lock(kind: OwnLock) -> LockView {
    LockView { kind, choices: Vec::new(), wrong: 0, wait: 0, tells_screen: true }
}

fn rules(after: u32, sleep: bool, screen: bool) -> Rules {
    let settings = Settings {
        lock_after: Some(after),
        lock_with_sleep: Some(sleep),
        lock_with_screen: Some(screen),
        ..Settings::default()
    };
    Rules::of(&lock(OwnLock::Pin), &settings)
}

/// Whether this sign locks under these rules.
async fn locks(rules: Rules, sign: Sign) -> bool {
    let own = SelfLock::default();
    own.rules_are(rules);
    let teller: RefCell<Option<Tell>> = RefCell::default();
    let listen = |_| {
        let (tell, told) = unbounded_channel();
        teller.replace(Some(tell));
        Signs { told, task: tokio::spawn(async {}) }
    };
    let mut left = Box::pin(own.until_told(listen));
    assert!(left.as_mut().now_or_never().is_none(), "it does not lock of nothing");
    teller.borrow().iter().for_each(|tell| tell.send(sign).unwrap());
    left.now_or_never().is_some()
}

#[tokio::test]
async fn each_sign_locks_only_where_the_person_has_it_so() {
    for (sleep, screen) in [(true, true), (true, false), (false, true), (false, false)] {
        assert_eq!(locks(rules(0, sleep, screen), Sign::Sleeps).await, sleep);
        assert_eq!(locks(rules(0, sleep, screen), Sign::ScreenLocked).await, screen);
    }
}

#[test]
fn with_a_lock_of_her_own_everything_is_on_and_without_one_nothing() {
    let usual = Rules::of(&lock(OwnLock::Passphrase), &Settings::default());
    assert_eq!(usual, Rules { after: Some(Duration::from_secs(900)), with_sleep: true, with_screen: true });
    assert_eq!(Rules::of(&lock(OwnLock::None), &Settings::default()), Rules::default());
    assert_eq!(rules(0, true, true).after, None);
}

#[tokio::test]
async fn what_was_not_used_for_long_enough_locks_also_when_the_rule_comes_later() {
    let own = SelfLock::default();
    let day = Duration::from_secs(24 * 3600);
    let used = |ago: Duration| {
        *own.used.lock().unwrap() = Moment(SystemTime::now() - ago, Instant::now());
    };
    used(day);
    let mut left = Box::pin(own.until_told(|_| unreachable!("nobody is listened to")));
    assert!(left.as_mut().now_or_never().is_none(), "no rule, no lock");
    own.rules_are(rules(24 * 3600 + 3600, false, false));
    assert!(left.as_mut().now_or_never().is_none());
    own.rules_are(rules(24 * 3600 - 3600, false, false));
    assert!(left.now_or_never().is_some(), "a night of sleep counts, though one clock stood still");
    own.used();
    let fresh = own.until_told(|_| unreachable!("nobody is listened to"));
    assert!(fresh.now_or_never().is_none(), "it was used just now");
}

#[cfg(target_os = "linux")]
mod on_linux {
    use super::super::linux::{by_logind, by_screen_saver};
    use super::*;
    use crate::computer::LOGIND;
    use crate::computer::bus_of_tests::Bus;
    use std::collections::HashMap;
    use std::os::fd::OwnedFd as StdFd;
    use std::os::unix::net::UnixStream;
    use tokio::sync::mpsc::UnboundedSender;
    use zbus::Connection;
    use zbus::zvariant::{ObjectPath, OwnedFd, OwnedObjectPath, Value};

    const OWN: &str = "/org/freedesktop/login1/session/_32";
    const OTHER: &str = "/org/freedesktop/login1/session/_33";
    const SESSION: &str = "org.freedesktop.login1.Session";

    /// logind, as far as it is asked: who wants to be waited for gets one end of a pair, and the other one tells when it
    /// is let go.
    struct Logind {
        waiting: UnboundedSender<UnixStream>,
    }

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl Logind {
        fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
            assert_eq!((what, mode), ("sleep", "delay"));
            let (ours, theirs) = UnixStream::pair().unwrap();
            self.waiting.send(ours).unwrap();
            OwnedFd::from(StdFd::from(theirs))
        }

        #[zbus(name = "GetSessionByPID")]
        fn get_session_by_pid(&self, _pid: u32) -> OwnedObjectPath {
            ObjectPath::from_static_str(OWN).unwrap().into()
        }

        fn get_session(&self, _id: &str) -> OwnedObjectPath {
            ObjectPath::from_static_str(OWN).unwrap().into()
        }
    }

    async fn signs(bus: &Bus, waits: bool) -> Signs {
        let connection = bus.builder().build().await.unwrap();
        let name = connection.unique_name().unwrap().to_string();
        let signs = Signs::told_by(move |tell| async move { drop(by_logind(connection, tell, waits).await) });
        bus.has_rules_of(&name, 3).await;
        signs
    }

    async fn hint(logind: &Connection, session: &str, locked: bool) {
        let values = HashMap::from([("LockedHint", Value::from(locked)), ("IdleHint", Value::from(true))]);
        let body = (SESSION, values, Vec::<&str>::new());
        let interface = "org.freedesktop.DBus.Properties";
        logind.emit_signal(None::<&str>, session, interface, "PropertiesChanged", &body).await.unwrap();
    }

    #[tokio::test]
    async fn logind_tells_of_sleep_and_waits_with_it_until_the_letters_are_locked() {
        let bus = Bus::start();
        let (waiting, mut waited) = unbounded_channel();
        let logind = bus.builder().serve_at(LOGIND[1], Logind { waiting }).unwrap().name(LOGIND[0]).unwrap();
        let logind = logind.build().await.unwrap();
        let own = SelfLock::default();
        own.rules_are(rules(0, true, false));
        let signs = RefCell::new(Some(signs(&bus, true).await));
        let mut left = Box::pin(own.until_told(|waits| {
            assert!(waits);
            signs.take().unwrap()
        }));
        let ours = tokio::select! {
            ours = waited.recv() => ours.unwrap(),
            _ = &mut left => unreachable!("nothing happened yet"),
        };
        ours.set_nonblocking(true).unwrap();
        let ours = tokio::net::UnixStream::from_std(ours).unwrap();
        let (path, manager) = (LOGIND[1], LOGIND[2]);
        logind.emit_signal(None::<&str>, path, manager, "PrepareForSleep", &true).await.unwrap();
        let left = left.await;
        assert_eq!(ours.try_read(&mut [0]).unwrap_err().kind(), std::io::ErrorKind::WouldBlock, "it still waits");
        drop(left);
        ours.readable().await.unwrap();
        assert_eq!(ours.try_read(&mut [0]).unwrap(), 0, "it was let go");
    }

    #[tokio::test]
    async fn a_session_that_is_locked_counts_whichever_way_it_is_said_and_only_if_it_is_the_own_one() {
        let bus = Bus::start();
        let (waiting, _waited) = unbounded_channel();
        let logind = bus.builder().serve_at(LOGIND[1], Logind { waiting }).unwrap().name(LOGIND[0]).unwrap();
        let logind = logind.build().await.unwrap();
        let mut signs = signs(&bus, false).await;
        let lock = |session| logind.emit_signal(None::<&str>, session, SESSION, "Lock", &());
        lock(OTHER).await.unwrap();
        hint(&logind, OTHER, true).await;
        hint(&logind, OWN, false).await;
        let sleeps = |on| logind.emit_signal(None::<&str>, LOGIND[1], LOGIND[2], "PrepareForSleep", on);
        sleeps(&false).await.unwrap();
        sleeps(&true).await.unwrap();
        assert_eq!(signs.next().await, Sign::Sleeps, "the first of them that means something");
        lock(OWN).await.unwrap();
        assert_eq!(signs.next().await, Sign::ScreenLocked);
        hint(&logind, OWN, true).await;
        assert_eq!(signs.next().await, Sign::ScreenLocked);
    }

    #[tokio::test]
    async fn a_screen_saver_that_comes_counts_and_one_that_goes_does_not() {
        let bus = Bus::start();
        let connection = bus.builder().build().await.unwrap();
        let name = connection.unique_name().unwrap().to_string();
        let mut signs = Signs::told_by(|tell| async { drop(by_screen_saver(connection, tell).await) });
        bus.has_rules_of(&name, 4).await;
        let saver = bus.builder().build().await.unwrap();
        for interface in ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"] {
            for active in [false, true] {
                let path = "/org/freedesktop/ScreenSaver";
                saver.emit_signal(None::<&str>, path, interface, "ActiveChanged", &active).await.unwrap();
            }
            assert_eq!(signs.next().await, Sign::ScreenLocked, "{interface}");
        }
        assert_eq!(signs.told.try_recv().ok(), None);
    }
}
