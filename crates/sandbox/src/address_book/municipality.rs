//! The municipality's contact points.

use super::{Authority, Group, Point};

const fn group(name: &'static str, description: &'static str, parent: Option<&'static str>) -> Group {
    Group { name, description, parent, unit: false }
}

/// Prøvekøbing Kommune.
pub const MUNICIPALITY: Authority = Authority {
    name: "Prøvekøbing Kommune",
    kind: "MUNICIPALITY",
    groups: &[
        group("Borger", "Henvendelser fra borgere", None),
        group("Familie og børn", "Dagtilbud, skole og støtte til familier", Some("Borger")),
        group("Bolig og byggeri", "Flytning, byggesager og affald", Some("Borger")),
        group("Økonomi og ydelser", "Sygedagpenge, kontanthjælp og regninger", Some("Borger")),
        group("Erhverv", "Henvendelser fra virksomheder", None),
        Group { name: "Borgerservice", description: "Rådhuset, Eksempelvej 1", parent: None, unit: true },
    ],
    points: &[
        Point {
            name: "Dagtilbud og skole",
            description: "Spørgsmål om plads i dagtilbud og skole",
            group: Some("Familie og børn"),
            targets: &["CITIZEN"],
            codes: &[("KLE", "28.09.08", "Optagelse i dagtilbud")],
            attributes: &["Barnets navn", "Barnets CPR-nummer"],
            terms: &["børnehave", "vuggestue", "dagpleje", "skole", "sfo"],
            old: Some((10_001, 20_001)),
            ..Point::USUAL
        },
        Point {
            name: "Folkeregister og flytning",
            description: "Anmeld flytning eller spørg om din adresse",
            group: Some("Bolig og byggeri"),
            targets: &["CITIZEN"],
            attachments: 5,
            codes: &[("KLE", "23.05.06", "Flytning")],
            attributes: &["Ny adresse", "Flyttedato"],
            terms: &["flytning", "adresse", "bopæl", "folkeregister"],
            link: Some(("Anmeld flytning", "https://selvbetjening.example.org/flytning")),
            ..Point::USUAL
        },
        Point {
            name: "Byggesag",
            description: "Ansøgninger og tegninger til byggesager",
            group: Some("Bolig og byggeri"),
            megabytes: 99.5,
            codes: &[("KLE", "02.34.02", "Byggesager"), ("FORM", "53.10.05", "Byggeri")],
            attributes: &["Ejendomsnummer", "Sagsnummer"],
            terms: &["byggetilladelse", "carport", "tegninger", "bbr"],
            ..Point::USUAL
        },
        Point {
            name: "Affald og genbrug",
            description: "Beholdere, tømning og storskrald",
            group: Some("Bolig og byggeri"),
            attachments: 3,
            terms: &["affald", "skrald", "genbrug", "storskrald"],
            ..Point::USUAL
        },
        Point {
            name: "Kontanthjælp og sygedagpenge",
            description: "Spørgsmål om forsørgelse og sygemelding",
            group: Some("Økonomi og ydelser"),
            codes: &[("KLE", "32.30.04", "Sygedagpenge")],
            attributes: &["Sagsnummer"],
            terms: &["sygemelding", "sygedagpenge", "kontanthjælp"],
            ..Point::USUAL
        },
        Point {
            name: "Hjemmepleje og hjælpemidler",
            description: "Visitation, hjemmepleje og hjælpemidler",
            group: Some("Borger"),
            targets: &["CITIZEN"],
            megabytes: 20.0,
            attachments: 5,
            terms: &["hjemmehjælp", "hjemmepleje", "hjælpemidler", "visitation"],
            ..Point::USUAL
        },
        Point {
            name: "Pas og kørekort",
            description: "Skriv kun, hvis du ikke kan bestille tid",
            group: Some("Borgerservice"),
            targets: &["CITIZEN"],
            attachments: 1,
            terms: &["pas", "kørekort"],
            link: Some(("Bestil tid", "https://selvbetjening.example.org/bestil-tid")),
            ..Point::USUAL
        },
        Point {
            name: "Erhvervskontakt",
            description: "Tilladelser, udeservering og erhvervsaffald",
            group: Some("Erhverv"),
            targets: &["COMPANY"],
            megabytes: 30.0,
            attributes: &["P-nummer"],
            terms: &["virksomhed", "tilladelse", "udeservering"],
            ..Point::USUAL
        },
        Point {
            name: "Parkeringskontor",
            description: "Nedlagt; parkering håndteres af Prøvekøbing Parkering",
            group: Some("Borger"),
            active: false,
            terms: &["parkering"],
            ..Point::USUAL
        },
        Point {
            name: "Underretninger fra myndigheder",
            description: "Kun for andre myndigheder og for dem, der har fået et brev herfra",
            visible: false,
            ..Point::USUAL
        },
        Point {
            name: "Skriv til kommunen",
            description: "Når intet andet emne passer",
            terms: &["andet", "kommunen", "borgmester"],
            old: Some((10_001, 20_000)),
            ..Point::USUAL
        },
    ],
};
