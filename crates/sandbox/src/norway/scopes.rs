//! What a program can ask ID-porten for on a person's behalf: the scopes that the services of the sandbox look for.

/// Reads and marks the dialogs of Altinn's inbox.
pub const DIALOGS: &str = "digdir:dialogporten";
/// Reads e-mail address and mobile number in the contact register.
pub const CONTACT: &str = "krr:user/kontaktinformasjon.read";
/// Reads the chosen mailbox in the contact register.
pub const MAILBOX: &str = "krr:user/digitalpost.read";
/// Changes the language in the contact register.
pub const LANGUAGE: &str = "krr:user/spraak.write";

/// All that ID-porten gives.
pub const ALL: [&str; 8] =
    ["openid", "profile", DIALOGS, "altinn:correspondence.read", "altinn:instances.read", CONTACT, MAILBOX, LANGUAGE];
