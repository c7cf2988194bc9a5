//! Letters about money: tax, wages, pension and fines.

use super::{Action, Extra, Letter, letter, pdf_of};

const TAX: &str = "Kære {navn}

Her er din årsopgørelse for {år:-1}. Du får 3.842 kr. tilbage i skat. Pengene udbetales til din NemKonto inden for to uger.

# Opgørelse
| Post | Beløb i kr. |
| Løn fra Eksempel Arbejdsgiver A/S | 412.350,00 |
| Arbejdsmarkedsbidrag | -32.988,00 |
| Personlig indkomst | 379.362,00 |
| Renteudgifter | -18.420,00 |
| Befordringsfradrag | -9.716,00 |
| Fagligt kontingent | -5.040,00 |
| Beregnet skat i alt | 118.204,00 |
| Betalt skat i alt | 122.046,00 |
| Overskydende skat | 3.842,00 |

# Er noget forkert?
Oplysningerne kommer fra din arbejdsgiver, din bank og din fagforening. Du kan rette dem på selvbetjeningen frem til den {dag:70}.

Med venlig hilsen
Eksempelskattestyrelsen";

const FINE: &str = "Kære {navn}

Dit køretøj AB 00 000 holdt den {dag:-9} kl. 14.37 på Havnepladsen uden gyldig parkeringstilladelse. Parkeringsvagten har derfor pålagt køretøjet en kontrolafgift.

| Post | Beløb |
| Kontrolafgift | 790,00 kr. |
| At betale senest den {dag:5} | 790,00 kr. |

# Hvis du ikke er enig
Du kan gøre indsigelse inden for 14 dage. Vedlæg gerne billeder af skiltningen eller din billet. Afgiften skal ikke betales, mens vi behandler indsigelsen.

Med venlig hilsen
Prøvekøbing Parkering";

const PAYSLIP: &str = "Medarbejder: {navn}
Stilling: Projektleder
Medarbejdernummer: 0042

# Løn
| Lønart | Antal | Sats | Beløb |
| Månedsløn | 1 | 36.500,00 | 36.500,00 |
| Overarbejde | 6 | 295,00 | 1.770,00 |
| Pension, arbejdsgivers bidrag | 10 % | 36.500,00 | 3.650,00 |
| Pension, eget bidrag | 5 % | 36.500,00 | -1.825,00 |

# Fradrag
| Post | Beløb |
| ATP | -99,00 |
| Arbejdsmarkedsbidrag, 8 % | -2.907,68 |
| A-skat, 37 % | -9.482,10 |
| Udbetalt den {dag:-4} | 23.956,22 |

# Ferie
Optjent i perioden: 2,08 dage. Til rest: 14,5 dage. Feriefridage til rest: 2.";

const PENSION: &str = "Kære {navn}

Din pensionsoversigt er klar. Du har sparet 684.210 kr. op, og det er 41.300 kr. mere end for et år siden.

Fortsætter du som nu, kan du regne med omkring 14.900 kr. om måneden før skat, fra du fylder 69 år.

- Tjek, hvem der får pengene, hvis du dør.
- Tjek, om du er dækket, hvis du mister evnen til at arbejde.

Med venlig hilsen
Eksempel Pension";

const FOLK: &str = "Kære {navn}

Din folkepension for næste år er beregnet.

| Ydelse | Kr. om måneden |
| Grundbeløb | 7.198,00 |
| Pensionstillæg | 7.987,00 |
| Boligydelse | 2.340,00 |
| I alt før skat | 17.525,00 |

Du skal ikke gøre noget, hvis oplysningerne er rigtige. Bor du ikke længere alene, skal du give os besked inden den {dag:21}.

Med venlig hilsen
Udbetaling Eksempel";

const RENT_SUPPORT: &str = "Kære {navn}

Din boligstøtte for næste år er beregnet.

| Post | Kr. om måneden |
| Husleje, som vi regner med | 6.412,00 |
| Boligstøtte | 1.086,00 |
| Husleje efter støtte | 5.326,00 |

Vi betaler støtten direkte til Boligforeningen Eksempel. Ændrer din indkomst sig, skal du give os besked inden den {dag:21}.

Med venlig hilsen
Udbetaling Eksempel";

const YOUTH: &str = "Kære {navn}

Vi kan se, at du er begyndt i fritidsjob. Derfor har vi lavet et skattekort til dig. Du kan tjene op til 50.000 kr. om året, før du skal betale skat.

Din arbejdsgiver henter selv kortet. Du skal ikke gøre noget.

Med venlig hilsen
Eksempelskattestyrelsen";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let fine = Extra {
        unread: true,
        actions: vec![
            Action::Link("Betal kontrolafgiften", "BETALING", "https://betaling.example.org/afgift", 5),
            Action::Link("Gør indsigelse", "SELVBETJENING", "https://selvbetjening.example.org/indsigelse", 5),
        ],
        case: Some("P-000790"),
        ..Extra::default()
    };
    let tax = Extra {
        flag: true,
        message_type: Some("MANDATORY"),
        folder: Some("Skat"),
        actions: vec![Action::Link(
            "Læs om din årsopgørelse",
            "INFORMATION",
            "https://skat.example.org/aarsopgoerelse",
            90,
        )],
        ..Extra::default()
    };
    let folk = Extra { unread: true, reply_in_days: Some(21), ..Extra::default() };
    vec![
        Letter {
            extra: fine,
            ..letter("mette", "Prøvekøbing Parkering", 50, "Kontrolafgift for parkering", pdf_of(FINE))
        },
        Letter {
            extra: tax,
            ..letter("mette", "Eksempelskattestyrelsen", 60 * 24, "Din årsopgørelse for {år:-1}", pdf_of(TAX))
        },
        letter("mette", "Eksempel Arbejdsgiver A/S", 4 * 24, "Lønseddel for {måned:-14}", pdf_of(PAYSLIP)),
        letter("mette", "Eksempel Pension", 100 * 24, "Din pensionsoversigt", pdf_of(PENSION)),
        Letter {
            extra: folk,
            ..letter("inger", "Udbetaling Eksempel", 5 * 24, "Din folkepension næste år", pdf_of(FOLK))
        },
        letter("ahmed", "Eksempelskattestyrelsen", 9 * 24, "Dit skattekort er klar", pdf_of(YOUTH)),
        letter("jens", "Udbetaling Eksempel", 6 * 24, "Din boligstøtte er beregnet", pdf_of(RENT_SUPPORT)),
    ]
}
