//! Which browser opens the login page: the system's, a command, the terminal itself, or, in the sandbox, a
//! person played by `postkasse-sandbox browse`.

use model::Level;
use postkasse::{CommandBrowser, LoginBrowser, PrintBrowser, SystemBrowser};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The browser for a login.
pub fn choose(person: Option<&str>, level: Level) -> Arc<dyn LoginBrowser> {
    if let Some(person) = person {
        let words = ["browse", "{url}", "--as", person, "--level", level.as_str()];
        let arguments = words.map(str::to_owned).to_vec();
        return Arc::new(CommandBrowser { program: sandbox_program(), arguments });
    }
    match std::env::var("POSTKASSE_BROWSER") {
        Ok(how) if how == "print" => Arc::new(PrintBrowser(|url| crate::terminal::say(&format!("open: {url}")))),
        Ok(command) if !command.trim().is_empty() => Arc::new(words(&command)),
        _ => Arc::new(SystemBrowser),
    }
}

/// A command with words of its own before the address; a path with blanks in it is one word.
fn words(command: &str) -> CommandBrowser {
    let mut words = match Path::new(command).is_file() {
        true => vec![command.to_owned()],
        false => command.split_whitespace().map(str::to_owned).collect(),
    };
    words.push("{url}".to_owned());
    CommandBrowser { program: words.remove(0), arguments: words }
}

/// The sandbox beside this program, or wherever the system finds it.
fn sandbox_program() -> String {
    let name = format!("postkasse-sandbox{}", std::env::consts::EXE_SUFFIX);
    let beside: Option<PathBuf> = std::env::current_exe().ok().map(|me| me.with_file_name(&name));
    beside.filter(|path| path.is_file()).and_then(|path| path.to_str().map(str::to_owned)).unwrap_or(name)
}
