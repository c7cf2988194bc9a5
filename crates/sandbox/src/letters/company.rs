//! Letters to Hansen VVS ApS.

use super::{Action, Body, Extra, Letter, letter, pdf_of};

/// Its CVR number.
const COMPANY: &str = "00000011";

const VAT: &str = "Til {navn}

Momsangivelsen for kvartalet skal indberettes og betales senest den {dag:8}.

| Post | Beløb i kr. |
| Foreløbigt opgjort salgsmoms | 84.310,00 |
| Foreløbigt opgjort købsmoms | -31.905,00 |
| Momstilsvar | 52.405,00 |

Indberetter I for sent, kan vi fastsætte beløbet foreløbigt og opkræve et gebyr på 800 kr. for hver periode.

Med venlig hilsen
Eksempelskattestyrelsen";

const SAFETY: &str = "Til {navn}

Eksempeltilsynet besøgte jeres arbejdsplads på Skovfyrstien 18 den {dag:-13}. Vi så på arbejde i højden, ventilation ved lodning og brug af værnemidler.

# Afgørelse
Vi giver jer et påbud om at sikre, at stilladset har rækværk på begge sider. Påbuddet skal være efterkommet senest den {dag:-1}.

# Tilbagemelding
I skal melde tilbage på selvbetjeningen, hvad I har gjort, og hvordan I sikrer, at det ikke sker igen.

Med venlig hilsen
Eksempeltilsynet";

const REFUND: &str = "Til {navn}

Vi har behandlet jeres anmodning om refusion af sygedagpenge for en medarbejder i perioden fra den {dag:-60} til den {dag:-32}.

I får udbetalt 18.744 kr. til virksomhedens NemKonto.

Med venlig hilsen
Udbetaling Eksempel";

const TENDER: &str = "Til {navn}\n\nTak for jeres tilbud på udskiftning af varmtvandsbeholdere på tre skoler.\n\nVi har modtaget fem tilbud. I er blandt de tre, som vi gerne vil mødes med. Mødet varer en time, og I må gerne være to.\n\nVenlig hilsen\nPrøvekøbing Kommune, Indkøb\n";

const REPORT: &str = "Til {navn}

Årsrapporten for {år:-1} er modtaget og offentliggjort. Næste årsrapport skal være indsendt senest den 30. juni.

Med venlig hilsen
Styrelsen for Eksempler";

const STATISTICS: &str = "Til {navn}

I er udtaget til undersøgelsen af byggeriets beskæftigelse. I har pligt til at svare. Det tager omkring ti minutter, og svaret bruges kun til statistik.

Med venlig hilsen
Styrelsen for Eksempler";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let vat = Extra {
        unread: true,
        flag: true,
        actions: vec![
            Action::Link("Indberet moms", "SELVBETJENING", "https://selvbetjening.example.org/moms", 8),
            Action::Link("Betal moms", "BETALING", "https://betaling.example.org/moms", 8),
        ],
        ..Extra::default()
    };
    let safety = Extra { unread: true, reply_in_days: Some(-1), case: Some("T-000031"), ..Extra::default() };
    let statistics = Extra { reply_in_days: Some(16), ..Extra::default() };
    vec![
        Letter {
            extra: vat,
            ..letter(COMPANY, "Eksempelskattestyrelsen", 22, "Moms skal indberettes senest den {dag:8}", pdf_of(VAT))
        },
        Letter {
            extra: safety,
            ..letter(COMPANY, "Eksempeltilsynet", 8 * 24, "Påbud efter tilsynsbesøg", pdf_of(SAFETY))
        },
        letter(COMPANY, "Udbetaling Eksempel", 14 * 24, "Refusion af sygedagpenge", pdf_of(REFUND)),
        letter(COMPANY, "Prøvekøbing Kommune", 3 * 24, "Indbydelse til møde om jeres tilbud", Body::Text(TENDER)),
        letter(COMPANY, "Styrelsen for Eksempler", 150 * 24, "Årsrapporten er offentliggjort", pdf_of(REPORT)),
        Letter {
            extra: statistics,
            ..letter(
                COMPANY,
                "Styrelsen for Eksempler",
                18 * 24,
                "Undersøgelse af byggeriets beskæftigelse",
                pdf_of(STATISTICS),
            )
        },
    ]
}
