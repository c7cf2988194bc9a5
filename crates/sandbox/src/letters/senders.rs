//! The senders' register: invented authorities and companies.

/// A sender.
#[derive(Debug, Clone, Copy)]
pub struct Sender {
    /// Its name.
    pub name: &'static str,
    /// A company rather than an authority.
    pub company: bool,
    /// May serve legal notifications.
    pub serves: bool,
    /// Its code in the register of companies (DB07).
    pub industry: &'static str,
}

/// General public administration.
const ADMINISTRATION: &str = "841100";

const fn authority(name: &'static str) -> Sender {
    Sender { name, company: false, serves: false, industry: ADMINISTRATION }
}

const fn company(name: &'static str, industry: &'static str) -> Sender {
    Sender { name, company: true, serves: false, industry }
}

/// All of them.
pub const SENDERS: [Sender; 17] = [
    authority("Prøvekøbing Kommune"),
    authority("Styrelsen for Eksempler"),
    authority("Region Eksempel"),
    company("Eksempel Forsyning", "360000"),
    authority("Prøvekøbing Bibliotek"),
    company("Eksempel Pension", "653010"),
    company("Tandplejen Prøvekøbing", "862300"),
    company("Boligforeningen Eksempel", "682030"),
    authority("Eksempelskattestyrelsen"),
    Sender { industry: "861000", ..authority("Prøvekøbing Sygehus") },
    company("Prøvekøbing Parkering", "522130"),
    company("Prøvekøbing Skole og Fritid", "949900"),
    Sender { serves: true, industry: "842300", ..authority("Retten i Prøvekøbing") },
    authority("Eksempeltilsynet"),
    company("Eksempel Arbejdsgiver A/S", "439990"),
    authority("Udbetaling Eksempel"),
    authority("Prøvekøbing Gymnasium"),
];
