//! How the window is drawn where there is no graphics card. The system's web view would put its layers together with one all
//! the same, emulated by the processor: that takes two to three times as long a frame, and memory. Without a device to draw
//! with it is asked to paint straight into the window.

use std::path::Path;
use tauri::{Runtime, WebviewWindow};
use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

/// Where Linux lists what can draw: one `renderD` and a number for each device (kernel documentation, "DRM Memory Management,
/// Render nodes").
const DEVICES: &str = "/dev/dri";

/// Fits the way of drawing to the computer. When in doubt it stays as the web view has it.
pub fn fit<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    if has_card(Path::new(DEVICES)) {
        return Ok(());
    }
    window.with_webview(|view| {
        if let Some(settings) = view.inner().settings() {
            settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
        }
    })
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
