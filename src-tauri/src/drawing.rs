//! How the window is drawn where there is no graphics card. The system's web view would put its layers together with one all
//! the same, emulated by the processor: that takes two to three times as long a frame, and a start and memory of its own.
//! Without a device to draw with it is told to paint straight into the window.

use gtk::glib;
use std::path::Path;

/// Where Linux lists what can draw: one `renderD` and a number for each device (kernel documentation, "DRM Memory Management,
/// Render nodes").
const DEVICES: &str = "/dev/dri";
/// What the web view asks before it looks for a card (WebKitGTK, `AcceleratedBackingStore::checkRequirements`). Its setting
/// for this, the hardware acceleration policy, comes too late: the card has been set up by then.
const WITHOUT_CARD: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";

/// Fits the way of drawing to the computer. Whoever chose a way keeps it, and when in doubt it stays as the web view has it.
/// To be called before anything else: there must be no other thread that reads the environment.
pub fn fit() {
    if !has_card(Path::new(DEVICES)) {
        // A refusal leaves it as it was.
        let _ = glib::setenv(WITHOUT_CARD, "1", false);
    }
}

/// Whether something there can draw; a folder that cannot be read may hold one.
fn has_card(devices: &Path) -> bool {
    match std::fs::read_dir(devices) {
        Ok(found) => found.flatten().any(|one| one.file_name().to_string_lossy().starts_with("renderD")),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test may fail loudly")]
    use super::has_card;

    #[test]
    fn a_device_to_draw_with_is_known_by_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let devices = folder.path().join("dri");
        assert!(!has_card(&devices), "there is no such folder");
        std::fs::create_dir(&devices).unwrap();
        std::fs::write(devices.join("card0"), "").unwrap();
        assert!(!has_card(&devices), "a screen alone");
        std::fs::write(devices.join("renderD128"), "").unwrap();
        assert!(has_card(&devices));
        // What cannot be looked into is no folder without a device.
        assert!(has_card(&devices.join("card0")));
    }
}
