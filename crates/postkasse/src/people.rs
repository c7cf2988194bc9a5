//! The people who share this computer, for a shell that shows one of them at a time.

use crate::views::{ApiError, PersonView};
use model::Code;
use std::path::PathBuf;
use vault::{Home, PersonError};

/// All of them; cheap to make.
#[derive(Clone)]
pub struct People(Home);

impl People {
    /// Those of this data folder.
    #[must_use]
    pub fn of(home: PathBuf) -> Self {
        People(Home::new(home))
    }

    /// Who was here last.
    #[must_use]
    pub fn last(&self) -> String {
        vault::last_person(&self.0)
    }

    /// Everybody, by name; `here` is the profile that is shown.
    #[must_use]
    pub fn all(&self, here: &str) -> Vec<PersonView> {
        let all = vault::people(&self.0).into_iter();
        all.map(|person| PersonView { here: person.profile == here, id: person.profile, name: person.name }).collect()
    }

    /// Makes a place for one more, and calls the one who is here by a name, too: from now on they are told apart by
    /// it. Her profile.
    ///
    /// # Errors
    /// [`ApiError`] `refused` with what is wrong with a name, `unexpected` when the disk refuses.
    pub fn add(&self, here: &str, own_name: &str, name: &str) -> Result<String, ApiError> {
        self.name(here, own_name)?;
        vault::add_person(&self.0, name).map_err(|error| refused(&error, Named::Other))
    }

    /// Calls somebody so.
    ///
    /// # Errors
    /// As [`People::add`]; the texts are those of one's own name.
    pub fn name(&self, profile: &str, name: &str) -> Result<(), ApiError> {
        vault::name_person(&self.0, profile, name).map_err(|error| refused(&error, Named::Own))
    }

    /// Remembers who is here.
    ///
    /// # Errors
    /// [`ApiError`] `notFound` when there is no such profile.
    pub fn be(&self, profile: &str) -> Result<(), ApiError> {
        vault::be_person(&self.0, profile).map_err(|error| refused(&error, Named::Other))
    }

    /// Her letters have been forgotten; her name goes with them.
    ///
    /// # Errors
    /// [`ApiError`] when the disk refuses.
    pub fn forget(&self, profile: &str) -> Result<(), ApiError> {
        vault::forget_person(&self.0, profile).map_err(|error| refused(&error, Named::Other))
    }
}

/// Whose name it was that could not be had.
#[derive(Clone, Copy)]
enum Named {
    Own,
    Other,
}

fn refused(error: &PersonError, named: Named) -> ApiError {
    let text = match (error, named) {
        (PersonError::BadName, Named::Own) => "error.person.own.name",
        (PersonError::BadName, Named::Other) => "error.person.name",
        (PersonError::Taken, Named::Own) => "error.person.own.taken",
        (PersonError::Taken, Named::Other) => "error.person.taken",
        (PersonError::Nobody, _) => return ApiError::plain(Code::NotFound),
        (PersonError::Disk(_), _) => return ApiError::unexpected(error),
    };
    ApiError::said(Code::Refused, text)
}
