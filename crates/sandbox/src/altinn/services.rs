//! The services that dialogs are about, and who owns them: Altinn's resource registry, invented.

use super::dialog::Texts;
use serde_json::{Value, json};

/// How a service is named in a dialog.
pub const RESOURCE: &str = "urn:altinn:resource:";

/// A text in Bokmål, Nynorsk and English.
type Three = [&'static str; 3];

/// A service owner.
struct Owner {
    code: &'static str,
    number: &'static str,
    name: Three,
}

/// A service.
#[derive(Debug)]
pub struct Service {
    /// Its id in the registry.
    pub id: &'static str,
    /// The code of its owner.
    pub org: &'static str,
    /// Its type, as the registry writes it.
    pub kind: &'static str,
    /// The level of assurance that its content takes.
    pub level: i64,
    name: Three,
}

const fn owner(code: &'static str, number: &'static str, name: Three) -> Owner {
    Owner { code, number, name }
}

const fn service(id: &'static str, org: &'static str, kind: &'static str, level: i64, name: Three) -> Service {
    Service { id, org, kind, level, name }
}

const OWNERS: [Owner; 12] = [
    owner("eskatt", "000000021", ["Eksempel skatteetat", "Eksempel skatteetat", "Example Tax Administration"]),
    owner("evelf", "000000022", ["Eksempel velferdsetat", "Eksempel velferdsetat", "Example Welfare Administration"]),
    owner("prvk", "000000023", ["Prøvevik kommune", "Prøvevik kommune", "Prøvevik Municipality"]),
    owner("ehelse", "000000024", ["Eksempel sykehus", "Eksempel sjukehus", "Example Hospital"]),
    owner(
        "eforet",
        "000000025",
        ["Eksempel foretaksregister", "Eksempel føretaksregister", "Example Business Register"],
    ),
    owner("emat", "000000026", ["Eksempel mattilsyn", "Eksempel mattilsyn", "Example Food Safety Authority"]),
    owner("earb", "000000027", ["Eksempel arbeidstilsyn", "Eksempel arbeidstilsyn", "Example Labour Inspection"]),
    owner("estat", "000000028", ["Eksempel statistikkbyrå", "Eksempel statistikkbyrå", "Example Statistics"]),
    owner("evei", "000000029", ["Eksempel veietat", "Eksempel vegetat", "Example Roads Administration"]),
    owner("ekult", "000000030", ["Eksempel kulturfond", "Eksempel kulturfond", "Example Arts Fund"]),
    owner("elan", "000000031", ["Eksempel lånefond", "Eksempel lånefond", "Example Student Loan Fund"]),
    owner("ebrev", "000000032", ["Eksempel postkontor", "Eksempel postkontor", "Example Post Office"]),
];

const GENERIC: &str = "GenericAccessResource";
const LETTER: &str = "CorrespondenceService";
const FORM: &str = "AltinnApp";

/// All services. The last two are for what the administrator sends without naming one.
pub const ALL: [Service; 19] = [
    service("eskatt-skattemelding", "eskatt", FORM, 3, ["Skattemelding", "Skattemelding", "Tax return"]),
    service("eskatt-skatteoppgjor", "eskatt", LETTER, 3, ["Skatteoppgjør", "Skatteoppgjer", "Tax assessment notice"]),
    service("eskatt-mva", "eskatt", FORM, 3, ["Merverdiavgift", "Meirverdiavgift", "Value added tax"]),
    service("evelf-foreldrepenger", "evelf", GENERIC, 3, ["Foreldrepenger", "Foreldrepengar", "Parental benefit"]),
    service(
        "evelf-sykepenger",
        "evelf",
        FORM,
        3,
        ["Refusjon av sykepenger", "Refusjon av sjukepengar", "Sick pay refund"],
    ),
    service("prvk-barnehage", "prvk", GENERIC, 3, ["Barnehageplass", "Barnehageplass", "Kindergarten place"]),
    service("prvk-byggesak", "prvk", GENERIC, 3, ["Byggesak", "Byggjesak", "Building case"]),
    service("prvk-bevilling", "prvk", GENERIC, 3, ["Skjenkebevilling", "Skjenkeløyve", "Licence to serve alcohol"]),
    service("ehelse-time", "ehelse", GENERIC, 4, ["Timer og henvisninger", "Timar og tilvisingar", "Appointments"]),
    service("eforet-regnskap", "eforet", FORM, 3, ["Årsregnskap", "Årsrekneskap", "Annual accounts"]),
    service("eforet-melding", "eforet", GENERIC, 3, ["Endringsmelding", "Endringsmelding", "Notification of change"]),
    service("emat-tilsyn", "emat", LETTER, 3, ["Tilsyn med mat", "Tilsyn med mat", "Food inspections"]),
    service(
        "earb-tilsyn",
        "earb",
        LETTER,
        3,
        ["Tilsyn med arbeidsmiljø", "Tilsyn med arbeidsmiljø", "Work inspections"],
    ),
    service("estat-skjema", "estat", FORM, 3, ["Undersøkelser", "Undersøkingar", "Surveys"]),
    service("evei-kjoretoy", "evei", LETTER, 3, ["Kjøretøy", "Køyretøy", "Vehicles"]),
    service("ekult-tilskudd", "ekult", GENERIC, 3, ["Tilskudd til kultur", "Tilskot til kultur", "Arts grants"]),
    service("elan-lan", "elan", GENERIC, 3, ["Lån og stipend", "Lån og stipend", "Loans and grants"]),
    service("ebrev-brev", "ebrev", LETTER, 3, ["Brev", "Brev", "Letters"]),
    service(
        "ebrev-brev-hoy",
        "ebrev",
        LETTER,
        4,
        ["Brev med høyt nivå", "Brev med høgt nivå", "Letters of level high"],
    ),
];

fn texts([nb, nn, en]: Three) -> Texts {
    [("nb", nb), ("nn", nn), ("en", en)].map(|(code, text)| (code.to_owned(), text.to_owned())).into_iter().collect()
}

/// The service that a dialog is about, by its URN or its id.
#[must_use]
pub fn named(resource: &str) -> Option<&'static Service> {
    let id = resource.strip_prefix(RESOURCE).unwrap_or(resource);
    ALL.iter().find(|service| service.id == id)
}

/// The one for letters of no service in particular, by the level that they take.
#[must_use]
pub fn for_letters(level: i64) -> &'static Service {
    let [.., usual, high] = &ALL;
    if level >= 4 { high } else { usual }
}

impl Service {
    /// How a dialog names it.
    #[must_use]
    pub fn urn(&self) -> String {
        format!("{RESOURCE}{}", self.id)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Texts {
        texts(self.name)
    }

    /// The name of its owner, in Bokmål.
    #[must_use]
    pub fn owner_name(&self) -> String {
        let owner = OWNERS.iter().find(|owner| owner.code == self.org);
        owner.map_or_else(|| self.org.to_owned(), |owner| texts(owner.name).any().to_owned())
    }

    /// The interface's `serviceOwner`, with its name as `told` writes names.
    #[must_use]
    pub fn owner(&self, told: impl Fn(&Texts) -> Vec<Value>) -> Value {
        let owner = OWNERS.iter().find(|owner| owner.code == self.org);
        let (number, name) = owner.map_or(("", Texts::nb(self.org)), |owner| (owner.number, texts(owner.name)));
        json!({"orgNumber": number, "code": self.org, "name": told(&name)})
    }

    /// The interface's `ServiceResourceMetadata`.
    #[must_use]
    pub fn metadata(&self, base: &str, told: impl Fn(&Texts) -> Vec<Value>) -> Value {
        let link = |kind: &str, id: &str| json!({"metadata": format!("{base}/metadata/{kind}/{id}")});
        let role = json!({"urn": "urn:altinn:role:daglig-leder", "links": link("roles", "daglig-leder"),
            "name": told(&texts(["Daglig leder", "Dagleg leiar", "Managing director"]))});
        let package = json!({"urn": "urn:altinn:accesspackage:post", "links": link("packages", "post"),
            "name": told(&texts(["Post og dialog", "Post og dialog", "Mail and dialogue"]))});
        json!({
            "serviceResource": {
                "id": self.id, "resourceType": self.kind, "status": "Completed", "isDelegable": true,
                "minimumAuthenticationLevel": self.level, "name": told(&self.name()),
                "links": link("resources", self.id),
            },
            "roles": [role], "accessPackages": [package], "serviceOwner": self.owner(&told),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_service_has_an_owner_and_an_id_of_its_own() {
        for (at, service) in ALL.iter().enumerate() {
            assert!(OWNERS.iter().any(|owner| owner.code == service.org), "{}", service.id);
            assert!(ALL.iter().skip(at + 1).all(|other| other.id != service.id), "{}", service.id);
        }
        assert_eq!((for_letters(3).id, for_letters(4).id), ("ebrev-brev", "ebrev-brev-hoy"));
    }
}
