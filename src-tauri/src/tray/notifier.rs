//! On Linux: a StatusNotifierItem on the session's bus. Where nobody shows trays it waits for somebody who does.

use super::words::{self, NAME};
use super::{Choice, Standing, choose, host};
use crate::shell::Shell;
use ksni::menu::StandardItem;
use ksni::{Category, Icon, MenuItem, ToolTip, Tray, TrayMethods};
use std::sync::Arc;
use tauri::{AppHandle, Manager};
use tokio::sync::watch;

struct Item {
    app: AppHandle,
    icon: Vec<Icon>,
    standing: Standing,
}

impl Tray for Item {
    fn id(&self) -> String {
        "dk.postkasse.desktop".to_owned()
    }

    fn category(&self) -> Category {
        Category::Communications
    }

    fn title(&self) -> String {
        NAME.to_owned()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.icon.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        ToolTip { title: NAME.to_owned(), ..ToolTip::default() }
    }

    fn activate(&mut self, _: i32, _: i32) {
        choose(&self.app, Choice::Open);
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        let line = |line: words::Line| {
            StandardItem {
                label: line.words,
                enabled: line.choice.is_some(),
                activate: Box::new(move |item: &mut Self| {
                    if let Some(choice) = line.choice {
                        choose(&item.app, choice);
                    }
                }),
                ..StandardItem::default()
            }
            .into()
        };
        words::menu(self.standing).into_iter().map(line).collect()
    }
}

/// The program's icon, as the bus wants it: each point's opacity before its colour.
fn icon(app: &AppHandle) -> Option<Icon> {
    let icon = app.default_window_icon()?;
    let mut data = icon.rgba().to_vec();
    data.chunks_exact_mut(4).for_each(|point| point.rotate_right(1));
    Some(Icon { width: icon.width().try_into().ok()?, height: icon.height().try_into().ok()?, data })
}

/// Puts the program into the tray, and follows whether there is one.
pub fn begin(app: &AppHandle) {
    let shell = app.state::<Arc<Shell>>().inner().clone();
    let standing = shell.watching.standing();
    let item = Item { app: app.clone(), icon: icon(app).into_iter().collect(), standing: *standing.borrow() };
    tauri::async_runtime::spawn(show(item, standing));
    tauri::async_runtime::spawn(async move { host::follow(|there| shell.watching.tray_is(there)).await });
}

/// Shows the item and keeps it as things stand.
async fn show(item: Item, mut standing: watch::Receiver<Standing>) {
    let shown = match item.assume_sni_available(true).spawn().await {
        Ok(shown) => shown,
        Err(error) => {
            tracing::info!(%error, "the program is not in a tray");
            return;
        }
    };
    loop {
        let now = *standing.borrow_and_update();
        if shown.update(|item| item.standing = now).await.is_none() || standing.changed().await.is_err() {
            return;
        }
    }
}
