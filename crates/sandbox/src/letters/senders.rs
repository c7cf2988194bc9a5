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
}

const fn authority(name: &'static str) -> Sender {
    Sender { name, company: false, serves: false }
}

const fn company(name: &'static str) -> Sender {
    Sender { name, company: true, serves: false }
}

/// All of them.
pub const SENDERS: [Sender; 17] = [
    authority("Prøvekøbing Kommune"),
    authority("Styrelsen for Eksempler"),
    authority("Region Eksempel"),
    company("Eksempel Forsyning"),
    authority("Prøvekøbing Bibliotek"),
    company("Eksempel Pension"),
    company("Tandplejen Prøvekøbing"),
    company("Boligforeningen Eksempel"),
    authority("Eksempelskattestyrelsen"),
    authority("Prøvekøbing Sygehus"),
    company("Prøvekøbing Parkering"),
    company("Prøvekøbing Skole og Fritid"),
    Sender { name: "Retten i Prøvekøbing", company: false, serves: true },
    authority("Eksempeltilsynet"),
    company("Eksempel Arbejdsgiver A/S"),
    authority("Udbetaling Eksempel"),
    authority("Prøvekøbing Gymnasium"),
];
