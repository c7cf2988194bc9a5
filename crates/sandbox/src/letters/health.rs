//! Letters from the hospital, the region and the doctor.

use super::{Action, Body, Extra, Letter, letter, pdf_of};

const SCAN: &str = "Kære {navn}

Du er henvist til en MR-skanning af venstre knæ. Vi har reserveret en tid til dig:

| Hvad | Oplysning |
| Dag | {dag:9} kl. 8.00 |
| Sted | Røntgenafdelingen, indgang C, 2. sal |
| Varighed | Cirka 45 minutter |

# Før undersøgelsen
- Du må gerne spise og drikke som normalt.
- Fjern smykker, ur og piercinger hjemmefra.
- Sig til, hvis du har pacemaker, metal i kroppen eller er gravid.

# Kan du ikke komme?
Ring senest to hverdage før på telefon 00 00 00 10, så en anden kan få tiden. Du har ret til at blive undersøgt på et andet sygehus, hvis ventetiden er længere end 30 dage.

# Efter undersøgelsen
Du får svar fra den læge, der har henvist dig, inden for 8 hverdage. Svaret kan også ses på din sundhedsjournal.

Med venlig hilsen
Prøvekøbing Sygehus, Røntgenafdelingen";

const SCREENING: &str = "Kære {navn}

Du inviteres til screening for brystkræft. Det er et tilbud, og du bestemmer selv, om du vil tage imod det.

Undersøgelsen tager ti minutter og består af to røntgenbilleder af hvert bryst. Du får svar i din digitale post inden for to uger.

Med venlig hilsen
Region Eksempel";

const VACCINE: &str = "Kære {navn}

Du kan nu blive vaccineret gratis mod influenza. Vaccinationen gives uden tidsbestilling i sundhedshuset, Havnepladsen 1, mandag til torsdag kl. 9-15 frem til den {dag:60}.

Tag dit sundhedskort med.

Med venlig hilsen
Region Eksempel";

const CARE: &str = "Kære {navn}

Vi har bevilget dig hjælp til rengøring hver anden uge og støtte til bad to gange om ugen. Hjælpen begynder den {dag:6}.

# Begrundelse
Vi har lagt vægt på, at du efter din operation i hoften har svært ved at bøje dig og løfte. Vi vurderer behovet igen om tre måneder.

# Valg af leverandør
Du kan vælge kommunens egen hjemmepleje eller en privat leverandør. Skriv eller ring til visitationen, hvis du vil skifte.

# Klagevejledning
Du kan klage over afgørelsen inden fire uger.

Med venlig hilsen
Visitationen, Prøvekøbing Kommune";

const HEARING: &str = "Kære Inger Hansen\n\nDit nye høreapparat er klar til afhentning på høreklinikken, indgang A.\n\nVi har åbent mandag, tirsdag og torsdag kl. 9-14. Regn med 30 minutter til tilpasning.\n\nVenlig hilsen\nPrøvekøbing Sygehus, Høreklinikken\n";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let scan = Extra {
        unread: true,
        department: Some("Røntgenafdelingen"),
        actions: vec![
            Action::Appointment(
                "MR-skanning af venstre knæ",
                "Prøvekøbing Sygehus, indgang C, 2. sal",
                "Prøvekøbing Sygehus",
                9,
                8,
                45,
            ),
            Action::Link("Svar på spørgsmål før skanningen", "FORBEREDELSE", "https://sygehus.example.org/foer", 7),
        ],
        ..Extra::default()
    };
    let care = Extra { unread: true, department: Some("Visitationen"), case: Some("SAG-000144"), ..Extra::default() };
    vec![
        Letter {
            extra: scan,
            ..letter("mette", "Prøvekøbing Sygehus", 26, "Indkaldelse til MR-skanning den {dag:9}", pdf_of(SCAN))
        },
        letter("mette", "Region Eksempel", 80 * 24, "Tilbud om screening for brystkræft", pdf_of(SCREENING)),
        letter("inger", "Region Eksempel", 30 * 24, "Gratis vaccination mod influenza", pdf_of(VACCINE)),
        Letter {
            extra: care, ..letter("inger", "Prøvekøbing Kommune", 30, "Afgørelse om hjemmehjælp", pdf_of(CARE))
        },
        letter("inger", "Prøvekøbing Sygehus", 12 * 24, "Dit høreapparat er klar", Body::Text(HEARING)),
        letter("jens", "Region Eksempel", 33 * 24, "Gratis vaccination mod influenza", pdf_of(VACCINE)),
    ]
}
