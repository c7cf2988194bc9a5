//! Why an address of a letter is not opened.

/// The reason; each has its words in the catalogue under `link.refused.` and [`Refusal::word`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No whole address, or one that programs read differently.
    #[error("it is no whole address")]
    NotAnAddress,
    /// Neither a page of the web, nor mail, nor telephone.
    #[error("it is no page of the web")]
    NotWeb,
    /// Everybody on the way can read along, and answer in its place.
    #[error("it is not encrypted")]
    NotEncrypted,
    /// What stands before `@` looks like the host and is not.
    #[error("a name stands before its host")]
    HiddenName,
    /// A number instead of a name: nobody can tell whose it is.
    #[error("its host is a number")]
    Number,
    /// Not where pages of the web are served.
    #[error("it names a port")]
    Port,
    /// It leads to this computer or this house, not to an authority.
    #[error("its host is not on the public net")]
    NotPublic,
    /// Letters of several scripts in one word, or of one that look like another's (UTS #39).
    #[error("its letters look like others")]
    Letters,
    /// It looks like this well-known public host and is not.
    #[error("it looks like {0}")]
    LookAlike(&'static str),
    /// Mail or telephone with more than one address, subject and text.
    #[error("it does more than it says")]
    Parameters,
}

impl Refusal {
    /// Its word in JSON and in the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Refusal::NotAnAddress => "notAnAddress",
            Refusal::NotWeb => "notWeb",
            Refusal::NotEncrypted => "notEncrypted",
            Refusal::HiddenName => "hiddenName",
            Refusal::Number => "number",
            Refusal::Port => "port",
            Refusal::NotPublic => "notPublic",
            Refusal::Letters => "letters",
            Refusal::LookAlike(_) => "lookAlike",
            Refusal::Parameters => "parameters",
        }
    }

    /// The public host that it looks like.
    #[must_use]
    pub fn like(self) -> Option<&'static str> {
        match self {
            Refusal::LookAlike(host) => Some(host),
            _ => None,
        }
    }
}
