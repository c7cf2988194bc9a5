//! A private bus in the place of the system's, and small doubles of those who tell on it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

use super::*;
use crate::computer::Computer;
use crate::computer::bus_of_tests::Bus;
use crate::pace::Pace;
use std::time::Duration;
use sync::Look;
use zbus::object_server::SignalEmitter;

impl Bus {
    /// A computer that this bus tells of, listening.
    async fn computer(&self) -> Computer {
        let bus = self.builder().build().await.unwrap();
        let name = bus.unique_name().unwrap().to_string();
        // A bus that goes away may do so at any moment of that.
        let computer = Computer::told_by(|tell| async { drop(by(bus, tell).await) });
        self.has_rules_of(&name, 4).await;
        computer
    }
}

/// UPower, as far as it is asked.
struct Power {
    on_battery: bool,
}

#[zbus::interface(name = "org.freedesktop.UPower")]
impl Power {
    #[zbus(property)]
    fn on_battery(&self) -> bool {
        self.on_battery
    }
}

async fn emit<B: serde::Serialize + zbus::zvariant::DynamicType>(
    service: &Connection,
    [_, path, interface]: [&str; 3],
    member: &str,
    body: &B,
) {
    service.emit_signal(None::<&str>, path, interface, member, body).await.unwrap();
}

#[tokio::test]
async fn waking_is_told_and_going_to_sleep_is_not() {
    let bus = Bus::start();
    let (logind, mut computer) = (bus.service(LOGIND[0]).await, bus.computer().await);
    emit(&logind, LOGIND, "PrepareForSleep", &true).await;
    emit(&logind, LOGIND, "PrepareForSleep", &false).await;
    assert_eq!(computer.next().await, Change::Woke);
    emit(&logind, LOGIND, "PrepareForSleep", &"no such thing").await;
    emit(&logind, LOGIND, "PrepareForSleep", &false).await;
    assert_eq!(computer.next().await, Change::Woke, "what cannot be read means nothing");
}

#[tokio::test]
async fn a_line_to_the_world_is_told_whichever_way_it_is_said() {
    let bus = Bus::start();
    let (network, mut computer) = (bus.service(NETWORK[0]).await, bus.computer().await);
    for state in [20_u32, 40, 60] {
        emit(&network, NETWORK, "StateChanged", &state).await;
    }
    emit(&network, NETWORK, "StateChanged", &CONNECTED).await;
    assert_eq!(computer.next().await, Change::Online);
    let changed = |connectivity: u32| {
        let values = HashMap::from([("Connectivity", Value::from(connectivity)), ("Version", Value::from("1"))]);
        (NETWORK[2], values, Vec::<&str>::new())
    };
    let properties = [NETWORK[0], NETWORK[1], PROPERTIES];
    // A page that wants a click first, then the world.
    emit(&network, properties, "PropertiesChanged", &changed(2)).await;
    emit(&network, properties, "PropertiesChanged", &changed(FULL)).await;
    assert_eq!(computer.next().await, Change::Online);
    emit(&network, LOGIND, "PrepareForSleep", &false).await;
    emit(&network, NETWORK, "StateChanged", &CONNECTED).await;
    assert_eq!(computer.next().await, Change::Online, "logind's words are believed from logind alone");
}

#[tokio::test]
async fn a_computer_on_battery_looks_half_as_often_until_it_is_on_mains_again() {
    let bus = Bus::start();
    let upower = bus.builder().serve_at(POWER[1], Power { on_battery: true }).unwrap().name(POWER[0]).unwrap();
    let upower = upower.build().await.unwrap();
    let mut computer = bus.computer().await;
    assert_eq!(computer.next().await, Change::Battery(true), "it is asked how things stand");

    let mut pace = Pace::of(computer, Duration::from_secs(60));
    pace.take_in(Change::Battery(true));
    pace.ended(Look::News, true);
    let minutes = |pace: &Pace| pace.left().as_secs_f64() / 60.0;
    assert!((19.9..=30.0).contains(&minutes(&pace)), "{}", minutes(&pace));

    let object = upower.object_server().interface::<_, Power>(POWER[1]).await.unwrap();
    object.get_mut().await.on_battery = false;
    let emitter: &SignalEmitter<'_> = object.signal_emitter();
    object.get().await.on_battery_changed(emitter).await.unwrap();
    let told = pace.next_change().await;
    assert_eq!(told, Change::Battery(false));
    pace.take_in(told);
    pace.ended(Look::News, true);
    assert!((9.9..=15.0).contains(&minutes(&pace)), "{}", minutes(&pace));
}

#[tokio::test]
async fn a_bus_without_any_of_them_and_a_bus_that_goes_away_tell_nothing_and_break_nothing() {
    let bus = Bus::start();
    let mut computer = bus.computer().await;
    drop(bus);
    let task = &mut computer.task;
    task.await.unwrap();
    let silent = futures::FutureExt::now_or_never(computer.next());
    assert_eq!(silent, None);
}
