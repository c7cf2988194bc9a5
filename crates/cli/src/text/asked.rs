//! What the service answered: addresses and connected programs.

use super::table::table;
use super::{text, word};
use postkasse::views::{AddressView, DeviceView, Here};

/// An address with its state.
pub fn address(address: &AddressView) -> String {
    let state = text(&format!("address.state.{}", word(&address.state)));
    format!("{} ({})", address.address, state.to_lowercase())
}

/// Connected programs.
pub fn devices<'a>(devices: impl Iterator<Item = &'a DeviceView>) {
    let row = |device: &DeviceView| {
        let name = if device.name.is_empty() { text("devices.unnamed") } else { device.name.clone() };
        let since = device.since.map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default();
        let here = match device.here {
            Here::Yes => text("devices.here.yes"),
            Here::Maybe => text("devices.here.maybe"),
            Here::No => String::new(),
        };
        [device.id.to_string(), name, since, here]
    };
    table(&devices.map(row).collect::<Vec<_>>());
}
