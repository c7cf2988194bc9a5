//! Letters about the home: water, heating, library, waste.

use super::{Body, Extra, Letter, letter, pdf_of};

const LIBRARY: &str = "Kære {navn}

Følgende materialer skulle have været afleveret den {dag:-3}:

  * Den lange rejse, lydbog
  * Havens planter, 4. udgave
  * Regnskab for begyndere

Du kan forny dem på bibliotekets hjemmeside, hvis ingen andre har reserveret dem.

Venlig hilsen
Prøvekøbing Bibliotek
";

const WATER: &str = "Kære {navn}

Her er årets opgørelse for din bolig.

| Forbrug | I år | Sidste år |
| Vand, m³ | 94 | 102 |
| Varme, MWh | 11,8 | 12,6 |
| El, kWh | 3.210 | 3.380 |

Du har betalt 412 kr. for meget. Beløbet bliver trukket fra din næste acontobetaling.

Med venlig hilsen
Eksempel Forsyning";

const ROAD: &str = "Kære beboer

Fra den {dag:11} til den {dag:25} lægger vi nye vandrør på Eksempelvej. I perioden kan der være støj mellem kl. 7 og 15, og vandet lukkes den {dag:13} kl. 9-12.

Sæt gerne en spand vand til side, og lad være med at vaske tøj den formiddag.

Med venlig hilsen
Eksempel Forsyning";

const RENT: &str = "Kære {navn}

Huslejen for lejlighed 2. th. er 6.412 kr. fra den 1. {måned:95}. Stigningen på 96 kr. skyldes nye vinduer i opgangen.

Afdelingsmødet holdes den {dag:17} kl. 19 i fælleshuset. Alle beboere kan stille forslag.

Med venlig hilsen
Boligforeningen Eksempel";

/// The letters.
pub fn letters() -> Vec<Letter> {
    vec![
        Letter {
            extra: Extra { unread: true, ..Extra::default() },
            ..letter("mette", "Prøvekøbing Bibliotek", 40, "Påmindelse om aflevering", Body::Text(LIBRARY))
        },
        letter("mette", "Eksempel Forsyning", 7 * 24, "Arbejde på vandledningen på Eksempelvej", pdf_of(ROAD)),
        letter("mette", "Eksempel Forsyning", 130 * 24, "Årsopgørelse for vand og varme", pdf_of(WATER)),
        letter("inger", "Boligforeningen Eksempel", 15 * 24, "Ny husleje og afdelingsmøde", pdf_of(RENT)),
        letter("inger", "Eksempel Forsyning", 140 * 24, "Årsopgørelse for vand og varme", pdf_of(WATER)),
        letter("jens", "Boligforeningen Eksempel", 16 * 24, "Ny husleje og afdelingsmøde", pdf_of(RENT)),
        letter("jens", "Prøvekøbing Bibliotek", 42, "Påmindelse om aflevering", Body::Text(LIBRARY)),
    ]
}
