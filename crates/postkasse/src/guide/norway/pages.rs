//! The public pages that the Norwegian part of the guide rests on and leads to.

use crate::guide::pages::{Page, pages};

pages! {
    /// Where a person looks at and changes what the register has of her.
    MIN_PROFIL = "minProfil", "Kontakt- og reservasjonsregisteret: Min profil",
        "https://minprofil.kontaktregisteret.no/", "2026-11", false;
    /// Getting a digital mailbox, and who helps with that and with logging in.
    MAILBOX = "noMailbox", "Norge.no: Digital postkasse – gratis og enkelt",
        "https://norge.no/nb/digital-borger/digital-postkasse-gratis-og-enkelt", "2026-11", false;
    /// Choosing and changing one.
    CHOOSE = "noChoose", "Norge.no: Choose a digital mailbox",
        "https://norge.no/en/digital-citizen/choose-digital-mailbox", "2026-11", false;
    /// Reservation: what it means, and how it is taken back.
    RESERVATION = "noReservation", "Noreg.no: Reservasjon",
        "https://www.norge.no/nn/digital-borgar/reservasjon", "2026-11", false;
    /// What a reservation does not end.
    OPTING_OUT = "noOptingOut", "ID-porten: What do opting out mean?",
        "https://eid.difi.no/en/opt-out-online-communication/what-do-opting-out-mean", "2026-11", false;
    /// Address and number in the register.
    CONTACT = "noContact", "Norge.no: Oppdater kontaktinformasjon",
        "https://www.norge.no/nb/digital-borger/oppdater-kontaktinformasjon", "2026-11", false;
    /// What the state does with the register, and how often one is asked.
    REGISTER = "noRegister", "Digdir: Dette er kontaktregisteret",
        "https://samarbeid.digdir.no/kontaktregisteret/dette-er-kontaktregisteret/110", "2026-11", false;
    /// The limit of eighteen months.
    EIGHTEEN = "noEighteen", "Difi: Oppdatere informasjon i Kontakt- og reservasjonsregisteret",
        "https://www.difi.no/artikkel/2015/11/oppdatere-informasjon-i-kontakt-og-reservasjonsregisteret",
        "2015-11-27", true;
    /// What there is without a mailbox.
    DIGITAL = "noDigital", "Norge.no: Digital kommunikasjon",
        "https://www.norge.no/nb/digital-borger/digital-kommunikasjon", "2026-11", false;
    /// Which eID from which age, and which of them opens a mailbox.
    EID = "noEid", "Norge.no: Elektronisk ID", "https://www.norge.no/nb/digital-borger/elektronisk-id", "2026-11", false;
    /// MinID.
    MINID = "noMinId", "ID-porten: Terms of service – MinID", "https://eid.difi.no/en/minid/termsofuse", "2026-11", false;
    /// BankID for the young, at one bank.
    BANKID_YOUNG = "noBankIdYoung", "Sparebanken Vest: BankID for unge",
        "https://spv.no/dagligbank/bankid/bankid-for-unge", "2026-11", false;
    /// Who may have a Digipost.
    DIGIPOST_AGE = "noDigipostAge", "Google Play: Digipost",
        "https://play.google.com/store/apps/details?id=no.digipost.android", "2025-09-10", true;
    /// From which age a health service sends to a digital mailbox.
    HEALTH_AGE = "noHealthAge", "Hemit: Krav til personer som skal motta brev via ePROM",
        "https://github.com/HemitSystemutvikling/ePROM/blob/8242753ce2ddc4056b2daa5a0d96d46703a38279/Personer.md",
        "2026-11", false;
    /// Access to somebody else's Digipost, also for guardians and by a power of attorney.
    DIGIPOST_ACCESS = "noDigipostAccess", "Digipost: Access to other's mailboxes",
        "https://www.digipost.no/en/consumer/help-and-contact/access-to-other-s-mailboxes", "2026-11", false;
    /// Digipost's customer service.
    DIGIPOST_HELP = "noDigipostHelp", "Digipost: Kundeservice", "https://www.digipost.no/hjelp/privat", "2026-11", false;
    /// The same for companies.
    DIGIPOST_COMPANY = "noDigipostCompany", "Digipost: Kundeservice for bedrifter",
        "https://digipost.no/bedrift/hjelp-og-kontakt", "2026-11", false;
    /// Guardians and digital mailboxes.
    GUARDIAN = "noGuardian", "Statsforvalteren i Østfold, Buskerud, Oslo og Akershus: Digital postkasse og vergemål",
        "https://www.statsforvalteren.no/ostfold-buskerud-oslo-og-akershus/vergemal/nyheter---vergemal/2024/09/digital-post-fra-vergemalsavdelingen",
        "2024-09-04", true;
    /// e-Boks in Norway.
    E_BOKS = "noEBoks", "e-Boks Norge", "https://www.e-boks.com/norge/nb", "2026-11", false;
    /// Its help.
    E_BOKS_HELP = "noEBoksHelp", "e-Boks brukersupport", "https://brukersupport.e-boks.no/hc/en-us", "2026-11", false;
    /// Its terms.
    E_BOKS_TERMS = "noEBoksTerms", "e-Boks brukervilkår – privat",
        "https://private.e-boks.com/norge/nb/vilkaar/vilkaar-for-bruk-av-e-boks/", "2026-11", false;
    /// Digipost itself.
    DIGIPOST = "digipost", "Digipost", "https://www.digipost.no/", "2026-11", false;
    /// Altinn itself.
    ALTINN = "altinn", "Altinn", "https://af.altinn.no/", "2026-11", false;
    /// Who gives whom rights at Altinn.
    ALTINN_ROLES = "noAltinnRoles", "Altinn: Hvilken rolle trenger jeg for å gi roller til andre?",
        "https://info.altinn.no/hjelp/innboks/hvordan-bytte-aktor/hvilken-rolle-trenger-jeg-for-a-gi-roller-til-andre/",
        "2026-11", false;
    /// Profile, roles and rights at Altinn.
    ALTINN_PROFILE = "noAltinnProfile", "Altinn: Help – Profile", "https://info.altinn.no/en/help/profile/", "2026-11", false;
    /// Altinn's number, as its own messages give it.
    ALTINN_PHONE = "noAltinnPhone", "Altinn: tekstene i meldinger om endret kontaktinformasjon",
        "https://github.com/Altinn/altinn-profile/blob/3d83fc8773e44ce14e57804dd298b9a71117b2ad/src/Altinn.Profile.Integrations/Notifications/OrderContent.cs",
        "2026-11", false;
    /// Companies' mail from the state.
    COMPANIES = "noCompanies", "Osterøy kommune: Digital post", "https://osteroy.kommune.no/kontakt-oss/digital-post/", "2026-11", false;
}
