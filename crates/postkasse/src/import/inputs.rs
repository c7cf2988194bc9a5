//! Which files are meant: those that were named, and those in folders that were named, in the order of their names.
//! Links inside a folder are not followed, and nothing but a plain file is opened: a pipe would never end.

use super::Why;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders in folders beyond this are left alone.
const DEEPEST: usize = 16;
/// Files of one import.
const MOST: usize = 200_000;
/// What systems, and an export of ours, leave in folders.
const NOT_MEANT: [&str; 4] = ["index.json", "thumbs.db", "desktop.ini", "lost+found"];

/// The files; what cannot be looked into is told to `refuse`.
pub(super) fn files(paths: &[PathBuf], mut refuse: impl FnMut(&Path, Why)) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in paths {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => below(path, DEEPEST, &mut files, &mut refuse),
            Ok(found) if found.is_file() => files.push(path.clone()),
            Ok(_) => refuse(path, Why::NotAFile),
            Err(error) => refuse(path, Why::from(&error)),
        }
    }
    if files.len() > MOST {
        for path in files.drain(MOST..) {
            refuse(&path, Why::TooMany);
        }
    }
    files
}

fn below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>, refuse: &mut dyn FnMut(&Path, Why)) {
    if depth == 0 {
        return refuse(folder, Why::TooDeep);
    }
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return refuse(folder, Why::from(&error)),
    };
    let mut entries: Vec<_> = entries.flatten().collect();
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy().to_lowercase();
        if name.starts_with('.') || NOT_MEANT.contains(&name.as_str()) {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => below(&path, depth - 1, files, refuse),
            Ok(kind) if kind.is_file() => files.push(path),
            Ok(_) => refuse(&path, Why::NotAFile),
            Err(error) => refuse(&path, Why::from(&error)),
        }
    }
}
