//! The window's Rust side: one window, commands of a few lines, and the `letter:` protocol by which the
//! window shows what is in a letter. What the window knows it asks the use cases; it never holds a token,
//! and nothing decrypted touches the disk.

mod answer;
mod at_login;
mod browser;
#[cfg(any(not(unix), target_os = "macos", target_os = "ios", target_os = "android", feature = "phone"))]
#[cfg_attr(
    all(unix, not(any(target_os = "macos", target_os = "ios", target_os = "android"))),
    expect(dead_code, reason = "compiled to see that it can be")
)]
mod by_plugin;
mod choose;
mod commands;
#[cfg(target_os = "linux")]
mod drawing;
mod handles;
mod people;
mod protocol;
mod sandbox;
mod shell;
mod single;
mod standing;
mod told;
mod tray;
mod watching;
mod window;

#[cfg(test)]
mod command_names;

use shell::Shell;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{Manager, RunEvent};

/// Runs the program until it is ended: by closing its window, or, where it goes on without one, by its menu in the tray.
#[must_use]
pub fn run() -> ExitCode {
    #[cfg(target_os = "linux")]
    drawing::fit();
    if let Ok(filter) = std::env::var("POSTKASSE_LOG") {
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    }
    let in_background = std::env::args_os().any(|word| word == watching::IN_BACKGROUND);
    let shell = match Shell::new(in_background) {
        Ok(shell) => Arc::new(shell),
        Err(error) => {
            tracing::error!(?error, "there is no place for the letters");
            return ExitCode::from(error.code.exit_status());
        }
    };
    let home = shell.home.clone();
    let mut builder = tauri::Builder::default();
    if let Some(single) = single::plugin(&home) {
        builder = builder.plugin(single);
    }
    let built = builder
        .manage(shell)
        .invoke_handler(commands::handler())
        .register_asynchronous_uri_scheme_protocol("letter", protocol::answer)
        .on_window_event(window::on_event)
        .setup(move |app| {
            let handle = app.handle().clone();
            let shell = app.state::<Arc<Shell>>().inner().clone();
            window::open(app, &home, !shell.watching.in_background())?;
            shell.told.begin(&handle, &shell)?;
            tray::begin(&handle);
            tauri::async_runtime::spawn(shell.clone().keep_counting());
            shell.on_open_letter(Arc::new(move || window::bring_forward(&handle)));
            tauri::async_runtime::spawn(async move { shell.open_usual().await });
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|app, event| match event {
                RunEvent::Exit => app.state::<Arc<Shell>>().end(),
                // A click in the dock, where the window may be hidden.
                #[cfg(target_os = "macos")]
                RunEvent::Reopen { .. } => window::bring_forward(app),
                _ => {}
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            tracing::error!(%error, "the window cannot be opened");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::command_names::COMMANDS;
    use std::collections::BTreeSet;

    /// The words of a file that stand between these marks, one a line.
    fn between<'a>(text: &'a str, from: &str, to: &str) -> BTreeSet<&'a str> {
        let inside = text.split_once(from).unwrap().1.split_once(to).unwrap().0;
        inside.split([',', '\n']).map(str::trim).filter(|word| !word.is_empty()).collect()
    }

    #[test]
    fn the_handler_the_capability_and_the_isolation_page_know_the_same_commands() {
        let listed: BTreeSet<&str> = COMMANDS.iter().copied().collect();
        let handled = between(include_str!("commands/mod.rs"), "generate_handler![", "]");
        let handled: BTreeSet<&str> = handled.into_iter().map(|one| one.rsplit("::").next().unwrap()).collect();
        assert_eq!(handled, listed);

        let capability: serde_json::Value = serde_json::from_str(include_str!("../capabilities/main.json")).unwrap();
        let allowed: BTreeSet<String> = capability["permissions"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap().trim_start_matches("allow-").replace('-', "_"))
            .collect();
        assert_eq!(allowed, listed.iter().map(|one| (*one).to_owned()).collect());

        let isolation = between(include_str!("../isolation/isolation.js"), "var commands = [", "];");
        let isolation: BTreeSet<&str> =
            isolation.into_iter().map(|one| one.trim_matches('\'')).filter(|one| !one.starts_with("plugin:")).collect();
        assert_eq!(isolation, listed);
    }
}
