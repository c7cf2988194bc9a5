//! Kari's letters.

use super::data;
use super::{Body, Draft, Extra};
use crate::digipost::level::Needs;

const KINDERGARTEN: &str = "Hei {navn}

Barnet ditt får plass i Prøvevik barnehage fra {dag:75}. Plassen er på avdeling Maur.

Du må svare innen {dag:9}. Svarer du ikke, går plassen til et annet barn.

# Pris
| Det du betaler for | Kr per måned |
| Plass, fem dager i uken | 2 000 |
| Mat | 350 |
| Til sammen | 2 350 |

# Er du uenig?
Du kan klage innen tre uker. Skriv til oss og fortell hva du mener er feil.

Vennlig hilsen
Prøvevik kommune, oppvekst";

const APPOINTMENT: &str = "Hei {navn}

Du får time til undersøkelse av høyre kne {dag:12} klokken 9.30. Du skal til poliklinikken i 2. etasje.

# Før timen
- Ta med listen over medisinene dine.
- Du trenger ikke å faste.
- Kom 15 minutter før.

# Passer ikke timen?
Gi beskjed senest dagen før, ellers må du betale et gebyr.

Vennlig hilsen
Prøvesykehuset";

const ELECTRICITY: &str = "Hei {navn}

Her er regningen for {måned:-20}.

| Post | Beløp i kr |
| Strøm, 812 kWh | 731,20 |
| Nettleie | 418,30 |
| Fast beløp | 100,00 |
| Til sammen | 1 249,50 |

Betal innen {dag:11}. Bruker du eFaktura, skjer det av seg selv.

Vennlig hilsen
Eksempel Strøm AS";

const INSURANCE: &str = "Hei {navn}

Forsikringen av innboet ditt blir fornyet {dag:18}. Du trenger ikke å gjøre noe for å beholde den.

| Det du er forsikret mot | Egenandel i kr |
| Brann og vann | 4 000 |
| Tyveri | 4 000 |
| Reise | 1 000 |

Prisen for ett år er 2 310,50 kr.

Vennlig hilsen
Eksempel Forsikring AS";

const TERMS: &str = "# Hva forsikringen dekker
Vi erstatter det som blir skadet eller borte hjemme hos deg, med opp til 1 000 000 kr.

# Hva den ikke dekker
- Penger over 10 000 kr.
- Det som er gått i stykker av alder.

# Når noe skjer
Meld fra så snart du kan, og ta bilder av skaden.";

const TAX: &str = "Hei {navn}

Skattemeldingen din for {år:-1} er klar. Vi har fylt ut det som vi vet. Du må se over tallene og rette det som er feil.

| Post | Beløp i kr |
| Lønn fra Eksempel Bakeri AS | 498 200 |
| Renter du har betalt | 41 870 |
| Fradrag for reiser | 11 240 |
| Beregnet skatt | 132 640 |
| Skatt som er trukket | 136 100 |
| Til gode | 3 460 |

Fristen for å endre er {dag:25}.

Vennlig hilsen
Eksempeletaten for skatt";

const TAX_DETAILS: &str = "# Slik har vi regnet
| Grunnlag | Sats | Kr |
| Alminnelig inntekt | 22 % | 79 420 |
| Trygdeavgift | 7,7 % | 38 360 |
| Trinnskatt | | 14 860 |
| Til sammen | | 132 640 |";

const LIBRARY: &str = "Hei {navn}

Her er lånekortet ditt. Vis det på telefonen når du låner.

Du kan ha 20 bøker hjemme samtidig, og du kan beholde dem i fire uker. Er det ingen som venter på boken, kan du låne den én gang til.

Hilsen Prøvevik bibliotek
";

const VOTE: &str = "Hei {navn}

Kommunen spør innbyggerne: Skal Prøvevik bygge ny svømmehall? Dette er valgkortet ditt.

Du kan stemme på Prøvevik skole {dag:20} og {dag:21}. Ta med legitimasjon.

# Stemme på forhånd
Biblioteket tar imot stemmer fra i dag, i åpningstiden.

Vennlig hilsen
Prøvevik kommune";

const COFFEE: &str = "Kaffebaren Prøve
Kvittering 0042

2 kaffe latte       78,00
1 kanelbolle        40,00
Til sammen         118,00
Herav mva           15,39

Takk for besøket!
";

const ASSOCIATION: &str = "Hei {navn}

Du er påmeldt dugnaden i Prøvevik vel {dag:16}. Vi møtes ved lekeplassen klokken 10. Ta med rive om du har.

Det blir pølser og kaffe til alle.

Hilsen styret
";

const SURVEY: &str = "<!doctype html><html lang=\"nb\"><meta charset=\"utf-8\"><title>Reiser til jobb</title>
<h1>Hvordan reiser du til jobb?</h1>
<p>Hei {navn}</p>
<p>Vi vil vite hvordan folk i Prøvevik reiser til jobb. Svarene bruker vi når vi planlegger busser og sykkelveier.</p>
<p>Det tar fem minutter å svare. Undersøkelsen er åpen til <strong>{dag:-6}</strong>.</p>
<p>Vennlig hilsen<br>Prøvevik kommune</p></html>
";

const BANK: &str = "Hei {navn}

Vi har endret avtalen om lånet ditt slik du ba om. Den nye renten gjelder fra {dag:14}.

| Lån | Før | Nå |
| Boliglån | 5,35 % | 5,15 % |

Avtalen ligger ved. Den kan bare leses med din egen nøkkel.

Vennlig hilsen
Eksempel Bank ASA";

const SNOW: &str = "<!doctype html><html lang=\"nn\"><meta charset=\"utf-8\"><title>Brøyting av Prøvevegen</title>
<h1>Vedtak om brøyting</h1>
<p>Hei {navn}</p>
<p>Du eig eit hus ved Prøvevegen. Kommunen tek over brøytinga av vegen frå {dag:30}. Det kostar deg ikkje noko.</p>
<p>Vi ber deg om å:</p>
<ul><li>flytte bilen når det er meldt snø</li><li>setje ut stikker langs innkøyrsla</li></ul>
<p>Du kan klage på vedtaket innan tre veker. Skriv til oss og fortel kvifor.</p>
<p>Venleg helsing<br>Prøvefjord kommune</p></html>
";

const LEASE: &str = "Leieavtale mellom Eksempel Utleie og {navn}

Leiligheten ligger i Prøvegata 1 og har tre rom.

| Avtalt | |
| Leie | 9 500 kr per måned |
| Depositum | 28 500 kr |
| Oppsigelse | tre måneder |";

const OLD_BILL: &str = "Hei {navn}

Her er regningen for {måned:-45}.

| Post | Beløp i kr |
| Strøm, 640 kWh | 569,00 |
| Nettleie | 418,00 |
| Til sammen | 987,00 |

Betal innen {dag:-8}.

Vennlig hilsen
Eksempel Strøm AS";

fn letter(from: &'static str, hours_ago: i64, subject: &'static str, body: Body, extra: Extra) -> Draft {
    Draft { to: "kari", from, subject, hours_ago, body, extra }
}

/// The letters.
pub fn letters() -> Vec<Draft> {
    let mut all = from_authorities();
    all.extend(from_others());
    all
}

fn from_authorities() -> Vec<Draft> {
    let offer = Extra { unread: true, needs: Needs::Idporten3, metadata: vec![data::answer_by], ..Extra::default() };
    let appointment = Extra {
        unread: true,
        needs: Needs::Idporten4,
        confidential: true,
        metadata: vec![data::appointment],
        ..Extra::default()
    };
    let tax = Extra {
        unread: true,
        needs: Needs::Idporten3,
        receipt: true,
        attachments: vec![("Slik har vi regnet.pdf", Body::Pdf(TAX_DETAILS))],
        ..Extra::default()
    };
    let card = Extra { metadata: vec![data::proof], ..Extra::default() };
    let vote = Extra { unread: true, metadata: vec![data::event], ..Extra::default() };
    let survey = Extra { metadata: vec![data::answered_too_late], ..Extra::default() };
    let snow = Extra { nynorsk: true, needs: Needs::Idporten3, with: &["share_document"], ..Extra::default() };
    vec![
        letter("Prøvevik kommune", 20, "Tilbud om barnehageplass", Body::Pdf(KINDERGARTEN), offer),
        letter("Prøvesykehuset", 44, "Innkalling til undersøkelse", Body::Pdf(APPOINTMENT), appointment),
        letter("Eksempeletaten for skatt", 3 * 24, "Skattemeldingen din for {år:-1}", Body::Pdf(TAX), tax),
        letter("Prøvevik kommune", 5 * 24 + 3, "Valgkort til folkeavstemning", Body::Pdf(VOTE), vote),
        letter("Prøvevik bibliotek", 30 * 24, "Lånekortet ditt", Body::Text(LIBRARY), card),
        letter("Prøvevik kommune", 16 * 24, "Hvordan reiser du til jobb?", Body::Html(SURVEY), survey),
        letter("Prøvefjord kommune", 40 * 24, "Vedtak om brøyting av Prøvevegen", Body::Html(SNOW), snow),
    ]
}

fn from_others() -> Vec<Draft> {
    let bill = Extra { unread: true, invoice: Some(data::electricity), ..Extra::default() };
    let insurance = Extra {
        invoice: Some(data::insurance),
        attachments: vec![("Vilkår for innboforsikring.pdf", Body::Pdf(TERMS))],
        ..Extra::default()
    };
    let coffee = Extra { metadata: vec![data::receipt], folder: Some(("Kvitteringer", "RECEIPT")), ..Extra::default() };
    // Its subject is what a program once made of UTF-8, and its sender is of a kind that is not known.
    let odd = Extra { origin: Some("ASSOCIATION"), without: &["update_document"], ..Extra::default() };
    let bank = Extra {
        needs: Needs::TwoFactor,
        attachments: vec![("Låneavtale.pdf", Body::Text("00000000")), ("Nedbetalingsplan.pdf", Body::Text("00000000"))],
        encrypted: true,
        linkless: true,
        ..Extra::default()
    };
    let lease = Extra { origin: Some("UPLOADED"), folder: Some(("Bolig", "HOME")), ..Extra::default() };
    let old = Extra { invoice: Some(data::paid), folder: Some(("Bolig", "HOME")), ..Extra::default() };
    vec![
        letter("Eksempel Strøm AS", 30, "Faktura for {måned:-20}", Body::Pdf(ELECTRICITY), bill),
        letter("Eksempel Forsikring AS", 8 * 24, "Fornyelse av innboforsikring", Body::Pdf(INSURANCE), insurance),
        letter("Kaffebaren Prøve AS", 3 * 24 + 2, "Kvittering", Body::Text(COFFEE), coffee),
        letter("Prøvevik vel", 11 * 24, "Bekreftelse pÃ¥ pÃ¥melding", Body::Text(ASSOCIATION), odd),
        letter("Eksempel Bank ASA", 21 * 24, "Ny rente på boliglånet", Body::Pdf(BANK), bank),
        letter("Kari Eksempel", 200 * 24, "Leieavtale", Body::Pdf(LEASE), lease),
        letter("Eksempel Strøm AS", 28 * 24, "Faktura for {måned:-45}", Body::Pdf(OLD_BILL), old),
    ]
}
