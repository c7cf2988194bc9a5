//! Letters about children: a place in kindergarten, school and school dentist.

use super::{Action, Annex, AnnexContent, Extra, Letter, letter, pdf_of};

const PLACE: &str = "Kære {navn}

Vi kan tilbyde Alma Hansen plads i børnehaven Tusindfryd fra den {dag:38}.

Du skal svare senest den {dag:12}. Svarer du ikke, går pladsen videre til det næste barn på ventelisten, og Alma beholder sin anciennitet.

# Om pladsen
| Oplysning | Indhold |
| Institution | Børnehaven Tusindfryd |
| Adresse | Eksempelvej 61, 0000 Prøvekøbing |
| Stue | Rød stue |
| Åbningstid | 6.30–17.00 |
| Egenbetaling | 2.143 kr. om måneden |

# Besøg inden start
Alma og I er velkomne til at besøge stuen den {dag:20} kl. 9.00. I kan lægge tiden i kalenderen fra brevet.

- Medbring skiftetøj og hjemmesko.
- Fortæl os om allergi, medicin og søvn.
- Der er kaffe på kanden til de voksne.

# Søskendetilskud og fripladstilskud
Har I flere børn i dagtilbud, får I automatisk søskendetilskud. Fripladstilskud afhænger af husstandens indkomst og skal søges særskilt.

Med venlig hilsen
Pladsanvisningen, Prøvekøbing Kommune";

const SCHOOL: &str = "Kære forældre

Skolens ledelse inviterer til skole-hjem-samtaler for 3.B i uge 49. Samtalen varer 15 minutter og handler om trivsel, faglighed og det, som barnet selv har lyst til at fortælle.

- Mød op i god tid, så alle kan blive færdige til tiden.
- Barnet deltager i samtalen.
- Kan I ikke den dag, så skriv til klasselæreren.

Med venlig hilsen
Prøvekøbing Skole og Fritid";

const DENTIST: &str = "Kære {navn}

Alma er indkaldt til tandeftersyn den {dag:-20} kl. 10.20 på klinikken ved Prøvekøbing Skole. En voksen skal følge med.

Børn under 18 år betaler ikke for eftersynet.

Med venlig hilsen
Tandplejen Prøvekøbing";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let place = Extra {
        unread: true,
        flag: true,
        reply_in_days: Some(12),
        department: Some("Pladsanvisningen"),
        case: Some("SAG-000101"),
        actions: vec![
            Action::Link("Svar på tilbuddet", "SELVBETJENING", "https://selvbetjening.example.org/plads", 12),
            Action::Appointment(
                "Besøg i børnehaven Tusindfryd",
                "Eksempelvej 61, 0000 Prøvekøbing, Rød stue",
                "Prøvekøbing Kommune",
                20,
                9,
                60,
            ),
        ],
        attachments: vec![Annex {
            filename: "Praktiske oplysninger.pdf",
            mime: "application/pdf",
            content: AnnexContent::Pdf(
                "Børnehaven holder lukket mellem jul og nytår og fredag efter Kristi himmelfartsdag.\n\n- Sovepose og regntøj skal have navn.\n- Madpakke medbringes om fredagen.",
            ),
        }],
        ..Extra::default()
    };
    let link = |label, code, url, days| vec![Action::Link(label, code, url, days)];
    let school = Extra {
        actions: link("Vælg en tid til samtalen", "TILMELDING", "https://skole.example.org/samtaler", 6),
        ..Extra::default()
    };
    let dentist = Extra {
        folder: Some("Børn"),
        actions: link("Bekræft tiden", "BEKRAEFT", "https://tandplejen.example.org/bekraeft", 4),
        ..Extra::default()
    };
    vec![
        Letter {
            extra: place,
            ..letter("mette", "Prøvekøbing Kommune", 3, "Tilbud om plads i børnehaven Tusindfryd", pdf_of(PLACE))
        },
        Letter {
            extra: school,
            ..letter("mette", "Prøvekøbing Skole og Fritid", 20 * 24, "Skole-hjem-samtaler i 3.B", pdf_of(SCHOOL))
        },
        Letter {
            extra: dentist,
            ..letter("mette", "Tandplejen Prøvekøbing", 45 * 24, "Indkaldelse til tandeftersyn", pdf_of(DENTIST))
        },
    ]
}
