//! A mailbox as Digital Post describes it, and what its privileges allow here.

use crate::RemoteMailbox;
use model::{MailboxKind, MailboxState, Privilege, RemoteId, Right, Rights};
use serde_json::Value;

/// Reads a mailbox; one without an id is none.
pub fn read(value: &Value) -> Option<RemoteMailbox> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let access = value.get("access");
    let access_text = |name: &str| access.and_then(|access| access.get(name)).and_then(Value::as_str);
    let words = access.and_then(|access| access.get("privileges")).and_then(Value::as_array);
    let words: Vec<&str> = words.into_iter().flatten().filter_map(Value::as_str).collect();
    let owner = text("ownerName").unwrap_or_default();
    let owner: String = owner.chars().filter(|c| !c.is_control()).take(256).collect();
    let citizen = text("ownerType") != Some("ORGANISATION");
    let own = citizen && access_text("accessType") == Some("OWNER");
    let mut rights = words
        .iter()
        .filter_map(|word| Privilege::parse(word))
        .fold(Rights::NONE, |all, privilege| all.union(privilege.rights()));
    if own {
        rights = rights.union(Privilege::Citizen.rights());
    }
    let closed = matches!(text("statusType"), Some("CLOSED" | "INACTIVE"));
    if closed {
        // What is left may be read; nothing in it changes any more.
        rights = rights.intersection(Rights::of(&[Right::Read]));
    }
    let kind = match (citizen, own) {
        (true, true) => MailboxKind::Own,
        (true, false) => MailboxKind::Delegated,
        // The interface does not tell an association from a company. A company's form is part of its name; where
        // it is not, who owns or administers it acts for a company, who merely works with its mail is a member.
        (false, _)
            if names_a_company(&owner)
                || words
                    .iter()
                    .any(|word| word.starts_with("LEGAL_OWNER") || *word == "ORGANISATION_ADMINISTRATOR") =>
        {
            MailboxKind::Company
        }
        (false, _) => MailboxKind::Association,
    };
    Some(RemoteMailbox {
        id: text("id")?.into(),
        name: owner.clone(),
        owner,
        owner_ref: text("ownerIdentityId").map(RemoteId::from),
        kind,
        rights,
        ends: access_text("privilegeEndDateTime").and_then(|text| text.parse().ok()),
        state: if closed { MailboxState::Closed } else { MailboxState::Active },
        part_of: None,
        favourite: false,
        space: None,
    })
}

/// Whether a name ends in a form that the law keeps for companies (Selskabsloven § 2, erhvervsvirksomhedsloven § 6).
fn names_a_company(name: &str) -> bool {
    const FORMS: [&str; 7] = ["aps", "a/s", "p/s", "k/s", "i/s", "ivs", "amba"];
    let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
    FORMS.contains(&last.replace('.', "").as_str())
}

/// Whether an access can have an end of its own: what one owns has none.
pub fn may_end(value: &Value) -> bool {
    let access = value.get("access");
    let owner = access.and_then(|access| access.get("accessType")).and_then(Value::as_str) == Some("OWNER");
    let words = access.and_then(|access| access.get("privileges")).and_then(Value::as_array);
    let owns = |word: &Value| word.as_str().is_some_and(|word| word.starts_with("LEGAL_OWNER"));
    access.is_some() && !owner && !words.into_iter().flatten().any(owns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kind_of(owner_type: &str, access: &str, privilege: &str) -> (MailboxKind, Rights) {
        let value = json!({"id": "x", "ownerType": owner_type, "ownerName": "Prøve\u{7}navn",
            "access": {"accessType": access, "privileges": [privilege]}});
        let mailbox = read(&value).unwrap();
        assert_eq!(mailbox.owner, "Prøvenavn");
        (mailbox.kind, mailbox.rights)
    }

    #[test]
    fn whose_it_is_and_what_one_may_do_comes_from_access_and_privileges() {
        let (kind, rights) = kind_of("CITIZEN", "OWNER", "CITIZEN");
        assert!(kind == MailboxKind::Own && rights.has(Right::Delete));
        let (kind, rights) = kind_of("CITIZEN", "PARTY_REPRESENTATIVE", "MESSAGE_BASIC");
        assert!(kind == MailboxKind::Delegated && rights.has(Right::Read) && !rights.has(Right::Write));
        assert_eq!(kind_of("ORGANISATION", "OWNER", "LEGAL_OWNER").0, MailboxKind::Company);
        assert_eq!(kind_of("ORGANISATION", "PARTY_REPRESENTATIVE", "MESSAGE_EMPLOYEE").0, MailboxKind::Association);
        let (_, rights) = kind_of("CITIZEN", "PARTY_REPRESENTATIVE", "NOBODY_KNOWS");
        assert_eq!(rights, Rights::NONE);
    }

    #[test]
    fn a_company_is_told_by_its_form_and_what_is_closed_can_only_be_read() {
        for (name, company) in [("Prøve VVS ApS", true), ("Prøve A/S", true), ("Haps", false), ("Skakklubben", false)]
        {
            assert_eq!(names_a_company(name), company, "{name}");
        }
        let value = json!({"id": "x", "ownerType": "CITIZEN", "ownerName": "P", "statusType": "CLOSED",
            "access": {"accessType": "OWNER", "privileges": ["CITIZEN"]}});
        assert_eq!(read(&value).unwrap().rights, Rights::of(&[Right::Read]));
    }
}
