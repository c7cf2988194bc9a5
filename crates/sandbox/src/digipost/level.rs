//! How sure a login is, in Digipost's words: the scope of a token, and the level that a document takes. Who opens what
//! stands in the XSD of its interfaces (`AuthenticationLevel`) and in its open apps (`DigipostOauthScope`).

use model::Level;
use serde::{Deserialize, Serialize};

/// What a document takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Needs {
    /// Any login.
    #[default]
    Password,
    /// Two factors, Digipost's own.
    TwoFactor,
    /// ID-porten, substantial.
    #[serde(rename = "IDPORTEN_3")]
    Idporten3,
    /// ID-porten, high.
    #[serde(rename = "IDPORTEN_4")]
    Idporten4,
}

impl Needs {
    /// The interface's word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Needs::Password => "PASSWORD",
            Needs::TwoFactor => "TWO_FACTOR",
            Needs::Idporten3 => "IDPORTEN_3",
            Needs::Idporten4 => "IDPORTEN_4",
        }
    }

    /// What stands for one of the administrator's levels.
    #[must_use]
    pub fn of(level: Option<Level>) -> Self {
        match level {
            None | Some(Level::Low) => Needs::Password,
            Some(Level::Substantial) => Needs::Idporten3,
            Some(Level::High) => Needs::Idporten4,
        }
    }
}

/// What a token is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// `FULL`: a password.
    Full,
    /// `FULL_HIGHAUTH`: Digipost's own two factors.
    HighAuth,
    /// `FULL_IDPORTEN3`: ID-porten, substantial.
    Idporten3,
    /// `FULL_IDPORTEN4`: ID-porten, high.
    Idporten4,
}

impl Scope {
    const ALL: [Scope; 4] = [Scope::Full, Scope::HighAuth, Scope::Idporten3, Scope::Idporten4];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Full => "FULL",
            Scope::HighAuth => "FULL_HIGHAUTH",
            Scope::Idporten3 => "FULL_IDPORTEN3",
            Scope::Idporten4 => "FULL_IDPORTEN4",
        }
    }

    /// The scope of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == name)
    }

    /// What a login at ID-porten's level is good for at most.
    #[must_use]
    pub fn of(level: Level) -> Self {
        match level {
            Level::Low => Scope::Full,
            Level::Substantial => Scope::Idporten3,
            Level::High => Scope::Idporten4,
        }
    }

    /// The level that the login page is asked for.
    #[must_use]
    pub fn asks(self) -> Level {
        match self {
            Scope::Full => Level::Low,
            Scope::HighAuth | Scope::Idporten3 => Level::Substantial,
            Scope::Idporten4 => Level::High,
        }
    }

    /// What is given of it when the person logged in at this level.
    #[must_use]
    pub fn given(self, level: Level) -> Self {
        if level >= self.asks() { self } else { Scope::of(level) }
    }

    /// Whether it opens a document that takes this.
    #[must_use]
    pub fn opens(self, needs: Needs) -> bool {
        match needs {
            Needs::Password => true,
            Needs::TwoFactor => matches!(self, Scope::HighAuth | Scope::Idporten4),
            Needs::Idporten3 => matches!(self, Scope::Idporten3 | Scope::Idporten4),
            Needs::Idporten4 => self == Scope::Idporten4,
        }
    }

    /// `authenticationlevel` and `authenticationlevelIdporten` of the root.
    #[must_use]
    pub fn numbers(self) -> (i64, i64) {
        match self {
            Scope::Full => (2, 0),
            Scope::HighAuth => (4, 0),
            Scope::Idporten3 => (3, 3),
            Scope::Idporten4 => (4, 4),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scope_opens_what_it_is_good_for() {
        let all = [Needs::Password, Needs::TwoFactor, Needs::Idporten3, Needs::Idporten4];
        let opened = |scope: Scope| all.map(|needs| scope.opens(needs));
        assert_eq!(opened(Scope::Full), [true, false, false, false]);
        assert_eq!(opened(Scope::HighAuth), [true, true, false, false]);
        assert_eq!(opened(Scope::Idporten3), [true, false, true, false]);
        assert_eq!(opened(Scope::Idporten4), [true, true, true, true]);
    }

    #[test]
    fn a_lower_login_gives_a_lower_scope_and_a_higher_one_no_more_than_was_asked() {
        assert_eq!(Scope::Idporten4.given(Level::Substantial), Scope::Idporten3);
        assert_eq!(Scope::Idporten4.given(Level::Low), Scope::Full);
        assert_eq!(Scope::HighAuth.given(Level::Low), Scope::Full);
        assert_eq!(Scope::Full.given(Level::High), Scope::Full);
        assert!(Scope::ALL.into_iter().all(|scope| Scope::named(scope.as_str()) == Some(scope)));
    }
}
