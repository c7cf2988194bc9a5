//! On macOS a launch agent, on Windows an entry of the person's own. Neither can say which data folder is meant, so a
//! copy with a folder of its own is not started so.

use crate::watching::IN_BACKGROUND;
use auto_launch::{AutoLaunch, AutoLaunchBuilder, MacOSLaunchMode, WindowsEnableMode};
use postkasse::environment;
use std::io::{Error, ErrorKind};
use std::path::Path;

fn entry(home: &Path) -> std::io::Result<AutoLaunch> {
    if environment::usual_home().is_none_or(|usual| usual != home) {
        return Err(ErrorKind::Unsupported.into());
    }
    let program = std::env::current_exe()?;
    let program = program.to_str().ok_or(ErrorKind::InvalidFilename)?;
    AutoLaunchBuilder::new()
        .set_app_name("Postkasse")
        .set_app_path(program)
        .set_macos_launch_mode(MacOSLaunchMode::LaunchAgent)
        .set_windows_enable_mode(WindowsEnableMode::CurrentUser)
        .set_args(&[IN_BACKGROUND])
        .build()
        .map_err(Error::other)
}

pub fn is_on(home: &Path) -> Option<bool> {
    entry(home).ok()?.is_enabled().ok()
}

pub fn set(home: &Path, on: bool) -> std::io::Result<()> {
    let entry = entry(home)?;
    if on { entry.enable() } else { entry.disable() }.map_err(Error::other)
}
