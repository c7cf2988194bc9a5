//! The people who share this computer: a profile each, and what she is called on the closed screen. That is read before
//! anything is unlocked, so a name is whatever she wants to be called there, and nothing else lies beside it.

use crate::fold::fold;
use crate::home::{Home, make_private, write_whole};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use thiserror::Error;

/// Whose letters they are where nobody has been added.
pub const FIRST_PROFILE: &str = "default";
const FILE: &str = "people.json";
/// Characters of a name.
const LONGEST: usize = 40;

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Her profile.
    pub profile: String,
    /// What she is called; empty while she has said nothing.
    pub name: String,
}

/// Why somebody cannot be added or called so.
#[derive(Debug, Error)]
pub enum PersonError {
    /// No name, a very long one, or one with characters that nobody sees.
    #[error("that is no name")]
    BadName,
    /// Somebody else is called so.
    #[error("somebody else is called so")]
    Taken,
    /// There is no such profile.
    #[error("there is no such person here")]
    Nobody,
    /// The disk refuses.
    #[error("the people of this computer cannot be written down")]
    Disk(#[from] io::Error),
}

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    names: BTreeMap<String, String>,
    /// Who was here last.
    last: String,
}

/// Everybody who has a profile here, by name. What cannot be read is nobody's name.
#[must_use]
pub fn people(home: &Home) -> Vec<Person> {
    let kept = read(home);
    let folders = fs::read_dir(home.path().join("profiles")).into_iter().flatten().flatten();
    let profiles = folders.filter_map(|entry| entry.file_name().into_string().ok());
    let begun = profiles.filter(|profile| {
        let folder = home.profile(profile);
        folder.is_ok_and(|folder| kept.names.contains_key(profile) || folder.join("profile.db").exists())
    });
    let named = begun.map(|profile| {
        let name = kept.names.get(&profile).and_then(|name| cleaned(name).ok()).unwrap_or_default();
        Person { profile, name }
    });
    let mut all: Vec<Person> = named.collect();
    all.sort_by_cached_key(|person| (fold(&person.name), person.profile.clone()));
    all
}

/// Who was here last.
#[must_use]
pub fn last_person(home: &Home) -> String {
    let last = read(home).last;
    if people(home).iter().any(|person| person.profile == last) { last } else { FIRST_PROFILE.to_owned() }
}

/// Makes a place for one more; her profile.
///
/// # Errors
/// [`PersonError`] says what is wrong with the name, or that the disk refuses.
pub fn add_person(home: &Home, name: &str) -> Result<String, PersonError> {
    let mut kept = read(home);
    let name = free(home, name, None)?;
    let plain: String = fold(&name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    let base = if plain.is_empty() { "person" } else { plain };
    let taken = |profile: &str| home.profile(profile).map_or(true, |folder| folder.exists());
    let mut numbered = (1_u32..).map(|n| if n == 1 { base.to_owned() } else { format!("{base}-{n}") });
    let profile = numbered.find(|profile| !taken(profile)).ok_or(PersonError::BadName)?;
    make_private(&home.profile(&profile).map_err(|_| PersonError::BadName)?)?;
    kept.names.insert(profile.clone(), name);
    write(home, &kept)?;
    Ok(profile)
}

/// Calls somebody so from now on.
///
/// # Errors
/// As [`add_person`], and when there is no such profile.
pub fn name_person(home: &Home, profile: &str, name: &str) -> Result<(), PersonError> {
    let mut kept = read(home);
    if !home.profile(profile).is_ok_and(|folder| folder.exists()) {
        return Err(PersonError::Nobody);
    }
    kept.names.insert(profile.to_owned(), free(home, name, Some(profile))?);
    Ok(write(home, &kept)?)
}

/// Remembers who is here, for the next start.
///
/// # Errors
/// [`PersonError`] when there is no such profile, or the disk refuses.
pub fn be_person(home: &Home, profile: &str) -> Result<(), PersonError> {
    if !people(home).iter().any(|person| person.profile == profile) {
        return Err(PersonError::Nobody);
    }
    let mut kept = read(home);
    profile.clone_into(&mut kept.last);
    Ok(write(home, &kept)?)
}

/// What she was called goes, and her folder if there is nothing in it; what is in it goes by forgetting.
///
/// # Errors
/// [`PersonError`] when the disk refuses.
pub fn forget_person(home: &Home, profile: &str) -> Result<(), PersonError> {
    let mut kept = read(home);
    if kept.names.remove(profile).is_some() {
        write(home, &kept)?;
    }
    if let Ok(folder) = home.profile(profile) {
        // One with something in it stays.
        let _ = fs::remove_dir(folder);
    }
    Ok(())
}

/// The name as it can be shown, if nobody else has it.
fn free(home: &Home, name: &str, own: Option<&str>) -> Result<String, PersonError> {
    let name = cleaned(name)?;
    let taken =
        |other: &Person| Some(other.profile.as_str()) != own && other.name.to_lowercase() == name.to_lowercase();
    if people(home).iter().any(taken) { Err(PersonError::Taken) } else { Ok(name) }
}

/// A name without what nobody sees: two that look alike are not to be told apart by that.
fn cleaned(name: &str) -> Result<String, PersonError> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let name = words.join(" ");
    let seen = |c: char| c == ' ' || c.is_alphanumeric() || matches!(c, '-' | '.' | '\'' | '’' | '&' | '(' | ')');
    if name.is_empty() || name.chars().count() > LONGEST || !name.chars().all(seen) {
        return Err(PersonError::BadName);
    }
    Ok(name)
}

fn read(home: &Home) -> Kept {
    let bytes = fs::read(home.path().join(FILE)).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

fn write(home: &Home, kept: &Kept) -> io::Result<()> {
    make_private(home.path())?;
    write_whole(&home.path().join(FILE), &serde_json::to_vec(kept)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn somewhere() -> (tempfile::TempDir, Home) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("home"));
        (folder, home)
    }

    fn names(home: &Home) -> Vec<(String, String)> {
        people(home).into_iter().map(|person| (person.profile, person.name)).collect()
    }

    #[test]
    fn somebody_is_added_under_her_name_and_each_has_a_profile_of_her_own() {
        let (_folder, home) = somewhere();
        assert_eq!(add_person(&home, "  Åse   Øberg ").unwrap(), "aase-oeberg");
        assert_eq!(add_person(&home, "Ase-Oberg").unwrap(), "ase-oberg");
        assert_eq!(add_person(&home, "جليلة").unwrap(), "person");
        assert!(matches!(add_person(&home, "åse øberg"), Err(PersonError::Taken)));
        let all: Vec<String> = names(&home).into_iter().map(|(_, name)| name).collect();
        assert_eq!(all.len(), 3);
        assert!(all.contains(&"Åse Øberg".to_owned()), "{all:?}");
    }

    #[test]
    fn what_is_no_name_is_refused_and_nothing_is_made_for_it() {
        let (_folder, home) = somewhere();
        for name in ["", "  ", "a\u{202e}b", "a\u{200b}b", "a\nb\u{7}", "../x/y", &"n".repeat(41)] {
            assert!(matches!(add_person(&home, name), Err(PersonError::BadName)), "{name:?}");
        }
        assert!(people(&home).is_empty());
    }

    #[test]
    fn two_whose_names_are_written_alike_in_folders_do_not_share_one() {
        let (_folder, home) = somewhere();
        assert_eq!(add_person(&home, "Bo").unwrap(), "bo");
        name_person(&home, "bo", "Bodil").unwrap();
        assert_eq!(add_person(&home, "Bo").unwrap(), "bo-2");
    }

    #[test]
    fn who_was_here_last_is_remembered_as_long_as_she_is_there() {
        let (_folder, home) = somewhere();
        assert_eq!(last_person(&home), FIRST_PROFILE);
        assert!(matches!(be_person(&home, "bo"), Err(PersonError::Nobody)));
        let bo = add_person(&home, "Bo").unwrap();
        be_person(&home, &bo).unwrap();
        assert_eq!(last_person(&home), "bo");
        forget_person(&home, &bo).unwrap();
        assert_eq!((last_person(&home).as_str(), names(&home).len()), (FIRST_PROFILE, 0));
    }

    #[test]
    fn forgetting_a_name_leaves_what_lies_in_the_profile() {
        let (_folder, home) = somewhere();
        let bo = add_person(&home, "Bo").unwrap();
        fs::write(home.profile(&bo).unwrap().join("profile.db"), b"x").unwrap();
        forget_person(&home, &bo).unwrap();
        assert_eq!(names(&home), [("bo".to_owned(), String::new())]);
    }

    #[test]
    fn a_list_that_is_damaged_or_made_up_costs_the_names_and_nothing_else() {
        let (_folder, home) = somewhere();
        add_person(&home, "Bo").unwrap();
        fs::write(home.profile("bo").unwrap().join("profile.db"), b"x").unwrap();
        for text in ["", "{", r#"{"names":7}"#, r#"{"names":{"bo":"B\u202eo","../x":"X"},"last":"../x"}"#] {
            fs::write(home.path().join(FILE), text).unwrap();
            assert_eq!(names(&home), [("bo".to_owned(), String::new())], "{text}");
            assert_eq!(last_person(&home), FIRST_PROFILE);
        }
    }
}
