//! Per's letters, which Kari may read.

use super::data;
use super::{Body, Draft, Extra};
use crate::digipost::level::Needs;

const HELP: &str = "Hei {navn}

Du får hjelp hjemme to ganger i uken. Vi kommer tirsdag og fredag mellom klokken 9 og 11.

# Det vi hjelper med
- vask av gulv og bad
- skifte av sengetøy
- innkjøp, når du gir oss en liste

Du betaler 230 kr per måned. Du kan klage på vedtaket innen tre uker.

Vennlig hilsen
Prøvevik kommune, hjemmetjenesten";

const CONTROL: &str = "Hei {navn}

Prøvene dine er i orden. Du trenger ikke å komme tilbake før om et halvt år.

Fortsett med medisinen som før. Ring fastlegen din om noe endrer seg.

Vennlig hilsen
Prøvesykehuset";

const PENSION: &str = "Hei {navn}

Pensjonen din blir regulert fra {dag:24}.

| Post | Kr per måned |
| Pensjon før skatt | 24 310 |
| Skatt, 19 % | -4 619 |
| Utbetalt | 19 691 |

Du trenger ikke å gjøre noe.

Vennlig hilsen
Eksempel Pensjon AS";

const CABIN: &str = "Hei {navn}

Straumen på hytta blir borte ein kort time {dag:6}, mellom klokka 10 og 11. Vi byter ein gamal stolpe.

Slå av komfyr og omnar før du reiser. Fryseboksen klarer seg fint så lenge.

Venleg helsing
Eksempel Strøm AS
";

const BUS: &str = "<!doctype html><html lang=\"nb\"><meta charset=\"utf-8\"><title>Bøker på vei</title>
<h1>Bokbussen kommer</h1><p>Hei {navn}</p><p>Bokbussen stopper hos deg {dag:4} klokken 13. De to bøkene du ba om, er med.</p>
<p>Hilsen Prøvevik bibliotek</p></html>
";

const CARD: &str = "Hei {navn}

Du har parkeringstillatelse for personer som har vanskelig for å gå. Den gjelder til {dag:400}.

Legg kortet synlig i bilen. Mister du det, må du melde fra til oss.

Vennlig hilsen
Prøvevik kommune";

fn letter(from: &'static str, hours_ago: i64, subject: &'static str, body: Body, extra: Extra) -> Draft {
    Draft { to: "per", from, subject, hours_ago, body, extra }
}

/// The letters.
pub fn letters() -> Vec<Draft> {
    let help = Extra { unread: true, needs: Needs::Idporten4, ..Extra::default() };
    let control = Extra { unread: true, needs: Needs::Idporten4, confidential: true, ..Extra::default() };
    let cabin = Extra { nynorsk: true, ..Extra::default() };
    let card = Extra { receipt: true, needs: Needs::Idporten3, unread: true, ..Extra::default() };
    let bill = Extra { invoice: Some(data::electricity), ..Extra::default() };
    vec![
        letter("Prøvevik kommune", 26, "Vedtak om hjelp hjemme", Body::Pdf(HELP), help),
        letter("Prøvesykehuset", 4 * 24, "Svar på prøver", Body::Pdf(CONTROL), control),
        letter("Eksempel Pensjon AS", 9 * 24, "Pensjonen din blir regulert", Body::Pdf(PENSION), Extra::default()),
        letter("Eksempel Strøm AS", 15 * 24, "Straumen blir borte ein time", Body::Text(CABIN), cabin),
        letter("Prøvevik bibliotek", 2 * 24, "Bokbussen kommer", Body::Html(BUS), Extra::default()),
        letter("Prøvevik kommune", 33 * 24, "Parkeringstillatelse", Body::Pdf(CARD), card),
        letter("Eksempel Strøm AS", 6 * 24, "Faktura for strøm på hytta", Body::Text("Å betale: 1 249,50 kr.\n"), bill),
    ]
}
