//! Letters to Sofie, who works in several companies and associations, and to those that she acts for.

use super::{Body, Extra, Letter, letter, pdf_of};

/// The companies and associations that she acts for and that nobody else of the demo does.
const ORGANISATIONS: [&str; 5] = ["00000013", "00000014", "00000015", "00000016", "00000017"];

const ANNUAL: &str = "Til {navn}

Oplysningerne om jer i registret skal bekræftes hvert år. Se dem igennem, og ret dem, der ikke passer længere.

# Det skal I se efter
- Adresse og telefonnummer
- Hvem der tegner jer
- Reelle ejere eller bestyrelse

Med venlig hilsen
Styrelsen for Eksempler";

const FEE: &str = "Til {navn}\n\nGebyret for renovation i år er 1.840 kr. Det trækkes fra jeres NemKonto den {dag:12}. I skal ikke gøre noget.\n\nVenlig hilsen\nPrøvekøbing Kommune\n";

const VISIT: &str = "Til {navn}

Vi kommer på besøg den {dag:21} mellem kl. 9 og 12. Besøget er et led i årets almindelige tilsyn.

Hav venligst en oversigt over jeres lokaler og en kontaktperson klar.

Med venlig hilsen
Eksempeltilsynet";

const SUPPORT: &str = "Til {navn}\n\nI kan søge om tilskud til energimærkning frem til den {dag:40}. Puljen er på 2 mio. kr., og ansøgninger behandles i den rækkefølge, de kommer.\n\nVenlig hilsen\nStyrelsen for Eksempler\n";

const POWER: &str = "Til {navn}\n\nStrømmen afbrydes i jeres område den {dag:5} fra kl. 1 til 4 om natten, mens vi skifter en transformer.\n\nVenlig hilsen\nEksempel Forsyning\n";

const DAYCARE: &str = "Kære {navn}\n\nPlads i fritidsordningen fra næste måned er bekræftet. Betalingen er 1.290 kr. om måneden.\n\nVenlig hilsen\nPrøvekøbing Kommune\n";

const CARD: &str = "Kære {navn}\n\nDit sundhedskort er sendt til din nye adresse. Klip det gamle over.\n\nVenlig hilsen\nPrøvekøbing Kommune\n";

/// The five letters that each of them gets.
fn to_an_organisation(to: &'static str) -> Vec<Letter> {
    let unread = Extra { unread: true, ..Extra::default() };
    vec![
        Letter {
            extra: Extra { reply_in_days: Some(20), ..unread.clone() },
            ..letter(to, "Styrelsen for Eksempler", 30, "Bekræft jeres oplysninger", pdf_of(ANNUAL))
        },
        Letter { extra: unread, ..letter(to, "Eksempeltilsynet", 5 * 24, "Varsel om tilsynsbesøg", pdf_of(VISIT)) },
        letter(to, "Prøvekøbing Kommune", 12 * 24, "Gebyr for renovation", Body::Text(FEE)),
        letter(to, "Styrelsen for Eksempler", 26 * 24, "Tilskud til energimærkning", Body::Text(SUPPORT)),
        letter(to, "Eksempel Forsyning", 40 * 24, "Strømmen afbrydes en nat", Body::Text(POWER)),
    ]
}

/// The letters.
pub fn letters() -> Vec<Letter> {
    let own = [
        letter("sofie", "Prøvekøbing Kommune", 20, "Plads i fritidsordningen", Body::Text(DAYCARE)),
        letter("sofie", "Prøvekøbing Kommune", 9 * 24, "Nyt sundhedskort", Body::Text(CARD)),
        letter("sofie", "Eksempel Forsyning", 15 * 24, "Strømmen afbrydes en nat", Body::Text(POWER)),
        letter("sofie", "Styrelsen for Eksempler", 33 * 24, "Bekræft dine oplysninger", pdf_of(ANNUAL)),
        letter("sofie", "Prøvekøbing Kommune", 60 * 24, "Gebyr for renovation", Body::Text(FEE)),
    ];
    own.into_iter().chain(ORGANISATIONS.into_iter().flat_map(to_an_organisation)).collect()
}
