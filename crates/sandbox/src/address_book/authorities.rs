//! The contact points of the other authorities.

use super::{Authority, Group, Point};

const fn group(name: &'static str, description: &'static str) -> Group {
    Group { name, description, parent: None, unit: false }
}

/// All but the municipality.
pub const AUTHORITIES: &[Authority] = &[
    Authority {
        name: "Styrelsen for Eksempler",
        kind: "STATE",
        groups: &[],
        points: &[Point {
            name: "Spørgsmål til styrelsen",
            description: "Alt om eksempler",
            terms: &["eksempel"],
            ..Point::USUAL
        }],
    },
    Authority {
        name: "Region Eksempel",
        kind: "REGION",
        groups: &[group("Sundhed", "Behandling og patientrettigheder")],
        points: &[
            Point {
                name: "Patientkontoret",
                description: "Ventetid, frit valg og klager",
                group: Some("Sundhed"),
                targets: &["CITIZEN"],
                codes: &[("SOR", "000000000000001", "Patientkontoret, Region Eksempel")],
                terms: &["patient", "ventetid", "klage", "frit valg"],
                ..Point::USUAL
            },
            Point {
                name: "Aktindsigt",
                description: "Anmod om aktindsigt i regionens sager",
                attributes: &["Sagsnummer"],
                terms: &["aktindsigt"],
                ..Point::USUAL
            },
        ],
    },
    Authority {
        name: "Prøvekøbing Bibliotek",
        kind: "OTHER",
        groups: &[],
        points: &[Point {
            name: "Lån og reservation",
            description: "Spørgsmål om lån, gebyrer og reservationer",
            targets: &["CITIZEN"],
            attachments: 2,
            attributes: &["Lånernummer"],
            terms: &["bibliotek", "bøger", "gebyr"],
            ..Point::USUAL
        }],
    },
    Authority {
        name: "Eksempelskattestyrelsen",
        kind: "STATE",
        groups: &[group("Borger", "Skat for borgere"), group("Erhverv", "Moms og afgifter")],
        points: &[
            Point {
                name: "Forskudsopgørelse",
                description: "Ændringer i indkomst og fradrag i år",
                group: Some("Borger"),
                targets: &["CITIZEN"],
                terms: &["forskud", "skattekort", "fradrag"],
                link: Some(("Ret selv", "https://selvbetjening.example.org/forskud")),
                ..Point::USUAL
            },
            Point {
                name: "Årsopgørelse",
                description: "Dokumentation til en årsopgørelse",
                group: Some("Borger"),
                targets: &["CITIZEN"],
                megabytes: 50.0,
                attributes: &["Indkomstår"],
                terms: &["årsopgørelse", "restskat", "kvittering"],
                ..Point::USUAL
            },
            Point {
                name: "Moms",
                description: "Angivelse, fristudsættelse og kontrol",
                group: Some("Erhverv"),
                targets: &["COMPANY"],
                attributes: &["SE-nummer"],
                terms: &["moms", "afgift", "angivelse"],
                ..Point::USUAL
            },
            Point {
                name: "Skattekort på papir",
                description: "Nedlagt",
                group: Some("Borger"),
                active: false,
                terms: &["skattekort"],
                ..Point::USUAL
            },
        ],
    },
    Authority {
        name: "Prøvekøbing Sygehus",
        kind: "REGION",
        groups: &[],
        points: &[
            Point {
                name: "Tidsbestilling",
                description: "Flyt eller afmeld en tid",
                targets: &["CITIZEN"],
                attachments: 2,
                attributes: &["Afdeling", "Tidspunkt"],
                terms: &["tid", "afbud", "indkaldelse"],
                ..Point::USUAL
            },
            Point {
                name: "Journaloplysninger",
                description: "Få kopi af din journal",
                targets: &["CITIZEN"],
                terms: &["journal", "aktindsigt"],
                ..Point::USUAL
            },
        ],
    },
    Authority {
        name: "Retten i Prøvekøbing",
        kind: "STATE",
        groups: &[],
        points: &[
            Point {
                name: "Civile sager",
                description: "Processkrifter og bilag i civile sager",
                megabytes: 99.5,
                attributes: &["Sagsnummer"],
                terms: &["stævning", "retssag", "svarskrift"],
                ..Point::USUAL
            },
            Point {
                name: "Skifteretten",
                description: "Dødsboer og konkurser",
                attributes: &["Sagsnummer"],
                terms: &["arv", "dødsbo", "konkurs"],
                ..Point::USUAL
            },
        ],
    },
    Authority {
        name: "Eksempeltilsynet",
        kind: "STATE",
        groups: &[],
        points: &[Point {
            name: "Tilsyn og anmeldelser",
            description: "Svar på tilsyn, og anmeldelser",
            attributes: &["Journalnummer"],
            terms: &["tilsyn", "anmeldelse"],
            ..Point::USUAL
        }],
    },
    Authority {
        name: "Udbetaling Eksempel",
        kind: "STATE",
        groups: &[group("Familie", "Ydelser til familier"), group("Pension", "Folkepension og tillæg")],
        points: &[
            Point {
                name: "Børne- og ungeydelse",
                description: "Udbetaling og ændringer",
                group: Some("Familie"),
                targets: &["CITIZEN"],
                attributes: &["Barnets CPR-nummer"],
                terms: &["børnepenge", "ungeydelse"],
                ..Point::USUAL
            },
            Point {
                name: "Boligstøtte",
                description: "Ansøgning og ændringer",
                targets: &["CITIZEN"],
                terms: &["boligsikring", "husleje"],
                ..Point::USUAL
            },
            Point {
                name: "Folkepension",
                description: "Ansøgning, tillæg og ændringer",
                group: Some("Pension"),
                targets: &["CITIZEN"],
                terms: &["pension", "ældrecheck"],
                ..Point::USUAL
            },
        ],
    },
    Authority {
        name: "Prøvekøbing Gymnasium",
        kind: "OTHER",
        groups: &[],
        points: &[Point {
            name: "Kontoret",
            description: "Fravær, karakterer og optagelse",
            targets: &["CITIZEN"],
            attachments: 4,
            terms: &["gymnasium", "fravær", "eksamen"],
            ..Point::USUAL
        }],
    },
];
