//! The services that the sandbox plays, by the names of contracts: the request log names them, and each can have a bad day
//! of its own. The eIDs are none of them.

use crate::{api, digipost};

/// A service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Service {
    /// Denmark's Digital Post.
    DigitalPost,
    /// Norway's Altinn: dialogs, profile, messages and their texts.
    Altinn,
    /// Norway's Digipost.
    Digipost,
    /// Norway's register of contact details and reservations.
    ContactRegister,
}

/// The contact register's path.
pub const REGISTER: &str = "/rest/v1/person";
/// The paths of Altinn's parts.
const ALTINN: [&str; 4] = ["/dialogporten", "/profile", "/correspondence", "/embed"];

/// What stands below a base, if the path does; the base itself has nothing below.
fn below<'a>(path: &'a str, base: &str) -> Option<&'a str> {
    path.strip_prefix(base).filter(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl Service {
    /// All of them.
    pub const ALL: [Service; 4] = [Service::DigitalPost, Service::Altinn, Service::Digipost, Service::ContactRegister];

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Service::DigitalPost => "digital-post",
            Service::Altinn => "altinn",
            Service::Digipost => "digipost",
            Service::ContactRegister => "contact-register",
        }
    }

    /// The service of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.as_str() == name)
    }

    /// The service that a path belongs to. The ways in belong to none.
    #[must_use]
    pub fn at(path: &str) -> Option<Self> {
        if below(path, api::BASE).is_some_and(|rest| !rest.is_empty()) {
            return Some(Service::DigitalPost);
        }
        if let Some(rest) = below(path, digipost::BASE) {
            return below(rest, "/oauth").is_none().then_some(Service::Digipost);
        }
        if below(path, "/rest/v1").is_some() {
            return Some(Service::ContactRegister);
        }
        ALTINN.iter().any(|base| below(path, base).is_some()).then_some(Service::Altinn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_belongs_to_one_service_and_the_ways_in_to_none() {
        for (path, service) in [
            ("/apis/v1/mailboxes/", Some("digital-post")),
            ("/apis/v1", None),
            ("/apis/v1x", None),
            ("/dialogporten/api/v1/enduser/parties", Some("altinn")),
            ("/correspondence/api/v1/x", Some("altinn")),
            ("/embed/x", Some("altinn")),
            ("/profilex", None),
            ("/post/api", Some("digipost")),
            ("/post/api/x", Some("digipost")),
            ("/post/api/oauth/accesstoken", None),
            ("/post/relations/self", None),
            ("/rest/v1/person", Some("contact-register")),
            ("/idporten/token", None),
            ("/admin/requests", None),
        ] {
            assert_eq!(Service::at(path).map(Service::as_str), service, "{path}");
        }
    }

    #[test]
    fn a_name_is_read_as_it_is_written() {
        assert!(Service::ALL.into_iter().all(|service| Service::named(service.as_str()) == Some(service)));
        assert_eq!(Service::named("receiver"), None);
    }
}
