//! On macOS and Windows: the framework's item, which is the system's own. There is always a tray.

use super::words::{self, NAME};
use super::{Choice, Standing, choose};
use crate::shell::Shell;
use std::sync::Arc;
use tauri::menu::{Menu, MenuItem};
use tauri::tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use tauri::{AppHandle, Manager};

/// What can be chosen, by the names that the lines of the menu have.
const CHOICES: [(&str, Choice); 4] =
    [("open", Choice::Open), ("look", Choice::Look), ("lock", Choice::Lock), ("quit", Choice::Quit)];

/// Puts the program into the tray.
pub fn begin(app: &AppHandle) {
    match build(app) {
        Ok(item) => {
            let shell = app.state::<Arc<Shell>>().inner().clone();
            shell.watching.tray_is(true);
            let (app, mut standing) = (app.clone(), shell.watching.standing());
            tauri::async_runtime::spawn(async move {
                while standing.changed().await.is_ok() {
                    let now = *standing.borrow_and_update();
                    // A menu that cannot be changed stays as it was.
                    let _ = menu(&app, now).and_then(|menu| item.set_menu(Some(menu)));
                }
            });
        }
        Err(error) => tracing::info!(%error, "the program is not in a tray"),
    }
}

fn build(app: &AppHandle) -> tauri::Result<TrayIcon> {
    let now = *app.state::<Arc<Shell>>().watching.standing().borrow();
    let mut item = TrayIconBuilder::new().tooltip(NAME).menu(&menu(app, now)?).show_menu_on_left_click(false);
    if let Some(icon) = app.default_window_icon() {
        item = item.icon(icon.clone());
    }
    item.on_menu_event(|app, event| {
        if let Some((_, choice)) = CHOICES.iter().find(|(name, _)| event.id() == name) {
            choose(app, *choice);
        }
    })
    .on_tray_icon_event(|item, event| {
        if let TrayIconEvent::Click { button: MouseButton::Left, button_state: MouseButtonState::Up, .. } = event {
            choose(item.app_handle(), Choice::Open);
        }
    })
    .build(app)
}

fn menu(app: &AppHandle, standing: Standing) -> tauri::Result<Menu<tauri::Wry>> {
    let menu = Menu::new(app)?;
    for line in words::menu(standing) {
        let name = CHOICES.iter().find(|(_, choice)| Some(*choice) == line.choice).map_or("says", |(name, _)| name);
        menu.append(&MenuItem::with_id(app, name, line.words, line.choice.is_some(), None::<&str>)?)?;
    }
    Ok(menu)
}
