//! On Linux: a desktop file in the person's folder for what is started with her session (Desktop Application Autostart
//! Specification 0.5). The crate for it writes into `~/.config` only and does not quote.

use crate::watching::IN_BACKGROUND;
use postkasse::environment;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// The person's folder for settings (XDG Base Directory Specification: one that is not absolute counts as none).
fn settings() -> Option<PathBuf> {
    let set = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|path| path.is_absolute());
    set.or_else(|| std::env::home_dir().map(|home| home.join(".config")))
}

fn file(settings: &Path, home: &Path) -> PathBuf {
    settings.join("autostart").join(format!("{}.desktop", environment::program_name(home)))
}

/// This program, as it is started: an AppImage is one file, whose inside lies elsewhere each time.
fn program() -> std::io::Result<PathBuf> {
    std::env::var_os("APPIMAGE").map_or_else(std::env::current_exe, |image| Ok(image.into()))
}

pub fn is_on(home: &Path) -> Option<bool> {
    settings().map(|settings| is_written(&file(&settings, home)))
}

pub fn set(home: &Path, on: bool) -> std::io::Result<()> {
    let settings = settings().ok_or(ErrorKind::NotFound)?;
    let own_home = environment::usual_home().is_none_or(|usual| usual != home).then_some(home);
    let file = file(&settings, home);
    if on { write(&file, &program()?, own_home) } else { remove(&file) }
}

/// Whether it is there, and nobody turned it off in the desktop's own settings.
fn is_written(file: &Path) -> bool {
    let off = |line: &str| {
        let line = line.replace(' ', "");
        line == "Hidden=true" || line == "X-GNOME-Autostart-enabled=false"
    };
    std::fs::read_to_string(file).is_ok_and(|text| !text.lines().any(off))
}

fn write(file: &Path, program: &Path, home: Option<&Path>) -> std::io::Result<()> {
    let mut command = Vec::new();
    if let Some(home) = home {
        let home = std::path::absolute(home)?;
        command.extend(["env".to_owned(), quoted(&format!("POSTKASSE_HOME={}", text(&home)?))?]);
    }
    command.extend([quoted(text(program)?)?, IN_BACKGROUND.to_owned()]);
    let exec = format!("Exec={}", command.join(" "));
    let lines = [
        "[Desktop Entry]",
        "Type=Application",
        "Version=1.5",
        "Name=Postkasse",
        "Icon=dk.postkasse.desktop",
        &exec,
        "Terminal=false",
        "StartupNotify=false",
    ];
    std::fs::create_dir_all(file.parent().ok_or(ErrorKind::NotFound)?)?;
    std::fs::write(file, lines.join("\n") + "\n")
}

fn remove(file: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(file) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn text(path: &Path) -> std::io::Result<&str> {
    path.to_str().ok_or_else(|| Error::from(ErrorKind::InvalidFilename))
}

/// A word of a command line in a desktop file (Desktop Entry Specification 1.5, "The Exec key"): in quotes with four
/// characters escaped; then, as in every value of such a file, each backslash twice; and `%` twice, since it is a code.
fn quoted(word: &str) -> std::io::Result<String> {
    if word.contains(char::is_control) {
        return Err(ErrorKind::InvalidFilename.into());
    }
    let mut quoted = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '`' | '$' => quoted.extend(['\\', '\\', c]),
            '\\' => quoted.push_str("\\\\\\\\"),
            '%' => quoted.push_str("%%"),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    Ok(quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a command as a desktop reads them, by GLib's own reading of such files.
    fn read(file: &Path) -> Vec<String> {
        let keys = gtk::glib::KeyFile::new();
        keys.load_from_file(file, gtk::glib::KeyFileFlags::NONE).unwrap();
        let exec = keys.string("Desktop Entry", "Exec").unwrap();
        let words = gtk::glib::shell_parse_argv(exec.as_str()).unwrap();
        words.into_iter().map(|word| word.into_string().unwrap().replace("%%", "%")).collect()
    }

    #[test]
    fn the_file_starts_this_program_in_the_background_whatever_its_path_is_called() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("autostart/one.desktop");
        let program = "/opt/Mette's $HOME `100%` \"nøgle\" \\ post/postkasse-app";
        write(&file, Path::new(program), None).unwrap();
        assert_eq!(read(&file), [program, IN_BACKGROUND]);
        assert!(is_written(&file));
        write(&file, Path::new("/usr/bin/postkasse-app"), Some(Path::new("/media/min nøgle"))).unwrap();
        let words = ["env", "POSTKASSE_HOME=/media/min nøgle", "/usr/bin/postkasse-app", IN_BACKGROUND];
        assert_eq!(read(&file), words);
    }

    #[test]
    fn a_path_with_a_line_break_is_refused_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("autostart/one.desktop");
        assert!(write(&file, Path::new("/opt/a\nExec=b"), None).is_err());
        assert!(!file.exists());
    }

    #[test]
    fn it_is_off_when_the_file_is_away_or_the_desktop_turned_it_off() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("one.desktop");
        assert!(!is_written(&file));
        remove(&file).unwrap();
        write(&file, Path::new("/usr/bin/postkasse-app"), None).unwrap();
        let written = std::fs::read_to_string(&file).unwrap();
        for off in ["Hidden=true", "X-GNOME-Autostart-enabled = false"] {
            std::fs::write(&file, format!("{written}{off}\n")).unwrap();
            assert!(!is_written(&file), "{off}");
        }
        std::fs::write(&file, &written).unwrap();
        assert!(is_written(&file));
        remove(&file).unwrap();
        assert!(!file.exists());
    }

    #[test]
    fn each_data_folder_has_a_file_of_its_own() {
        let settings = Path::new("/home/mette/.config");
        assert_ne!(file(settings, Path::new("/media/a")), file(settings, Path::new("/media/b")));
    }
}
