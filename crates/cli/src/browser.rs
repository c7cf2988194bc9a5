//! Which browser opens the login page: the system's, a command, the terminal itself, or, in the sandbox, a
//! person played by `postkasse-sandbox browse`.

use model::Level;
use postkasse::{CommandBrowser, LoginBrowser, PrintBrowser, SystemBrowser};
use std::path::PathBuf;
use std::sync::Arc;

/// The browser for a login.
pub fn choose(person: Option<&str>, level: Level) -> Arc<dyn LoginBrowser> {
    if let Some(person) = person {
        let words = ["browse", "{url}", "--as", person, "--level", level.as_str()];
        let arguments = words.map(str::to_owned).to_vec();
        return Arc::new(CommandBrowser { program: sandbox_program(), arguments });
    }
    match std::env::var("POSTKASSE_BROWSER") {
        Ok(how) if how == "print" => Arc::new(PrintBrowser(|url| crate::output::say(&format!("open: {url}")))),
        Ok(program) if !program.is_empty() => Arc::new(CommandBrowser { program, arguments: vec!["{url}".to_owned()] }),
        _ => Arc::new(SystemBrowser),
    }
}

/// The sandbox beside this program, or wherever the system finds it.
fn sandbox_program() -> String {
    let name = format!("postkasse-sandbox{}", std::env::consts::EXE_SUFFIX);
    let beside: Option<PathBuf> = std::env::current_exe().ok().map(|me| me.with_file_name(&name));
    beside.filter(|path| path.is_file()).and_then(|path| path.to_str().map(str::to_owned)).unwrap_or(name)
}
