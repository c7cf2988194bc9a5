//! A window as large as the program's, with a page in which there is a full stop. It keeps what the web view must write
//! where the program does, so that the two begin alike.

use std::path::PathBuf;
use std::process::ExitCode;
use tauri::{WebviewUrl, WebviewWindowBuilder};

fn main() -> ExitCode {
    let home = std::env::var_os("POSTKASSE_HOME").map_or_else(std::env::temp_dir, PathBuf::from);
    let run = tauri::Builder::default()
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .inner_size(1240.0, 860.0)
                .data_directory(home.join("webview"))
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    if run.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
