//! What the many letters are made of: senders, subjects and sentences with gaps that chance fills.

use rand::RngExt;
use rand::rngs::StdRng;
use std::fmt::Write;

/// Who writes them; all are in the senders' register.
pub const SENDERS: [&str; 8] = [
    "Prøvekøbing Kommune",
    "Styrelsen for Eksempler",
    "Region Eksempel",
    "Eksempel Forsyning",
    "Prøvekøbing Bibliotek",
    "Eksempel Pension",
    "Tandplejen Prøvekøbing",
    "Boligforeningen Eksempel",
];

const SUBJECTS: [&str; 16] = [
    "Afgørelse om boligstøtte",
    "Indkaldelse til samtale",
    "Kvittering for din ansøgning",
    "Ændring af din forskudsopgørelse",
    "Ny tid til undersøgelse",
    "Varsel om arbejde på vejen",
    "Årsopgørelse for vand og varme",
    "Påmindelse om aflevering",
    "Oplysning om ejendomsværdi",
    "Svar på din henvendelse",
    "Information om affaldssortering",
    "Opgørelse over feriepenge",
    "Tilbud om vaccination",
    "Godkendelse af byggetilladelse",
    "Fornyelse af din aftale",
    "Meddelelse om høring",
];

/// Sentences; `#` is a number, `@` a street, `%` a day.
const SENTENCES: [&str; 36] = [
    "Vi har modtaget dine oplysninger og behandler sagen hurtigst muligt.",
    "Du skal ikke foretage dig noget, medmindre oplysningerne er forkerte.",
    "Beløbet på # kr. bliver udbetalt til din NemKonto den %.",
    "Sagen vedrører ejendommen @, som du står registreret som ejer af.",
    "Hvis du har spørgsmål, kan du ringe til os på hverdage mellem kl. 10 og 14.",
    "Mødet holdes den % i mødelokale #, og du er velkommen til at tage en bisidder med.",
    "Afgørelsen er truffet efter de regler, der gjaldt på tidspunktet for ansøgningen.",
    "Du kan klage over afgørelsen inden fire uger fra den dag, du har modtaget dette brev.",
    "Klagen skal sendes til os, og vi vurderer, om afgørelsen kan laves om.",
    "Vedlagt finder du en oversigt over de oplysninger, vi har lagt til grund.",
    "Arbejdet på @ begynder den % og varer i omkring # dage.",
    "I perioden kan der forekomme støj i dagtimerne, og parkering er ikke mulig.",
    "Vi gør opmærksom på, at satsen er reguleret i forhold til sidste år.",
    "Dit forbrug har været # enheder, hvilket er lidt mindre end året før.",
    "Den næste aflæsning sker automatisk, og du skal ikke være hjemme.",
    "Undersøgelsen foregår på afsnit #, indgang B, og varer omkring en halv time.",
    "Medbring gyldig legitimation og en liste over den medicin, du tager.",
    "Kan du ikke komme, beder vi dig give besked senest dagen før.",
    "Du kan følge sagen på selvbetjeningen, hvor du også kan se tidligere breve.",
    "Ansøgningen om tilskud er imødekommet med # kr. om måneden.",
    "Tilskuddet gives fra den % og gælder i tolv måneder.",
    "Ændringer i din indtægt eller i husstanden skal meddeles os uden ophold.",
    "Vi har beregnet boligens areal til # kvadratmeter ud fra de registrerede tegninger.",
    "Er der fejl i opgørelsen, beder vi dig skrive til os inden den %.",
    "Affaldet hentes fremover hver anden uge, første gang den %.",
    "Beholderen skal stå ved skel mod @ senest kl. 6 om morgenen.",
    "Bøgerne skal afleveres senest den %, ellers opkræves et gebyr på # kr.",
    "Du kan forny lånet én gang, hvis ingen andre har reserveret materialet.",
    "Vaccinationen er gratis og gives uden tidsbestilling i sundhedshuset på @.",
    "Høringen løber til den %, og alle kan sende bemærkninger.",
    "Forslaget kan ses på rådhuset og omfatter # boliger ved @.",
    "Pensionsindbetalingen for måneden udgør # kr. før skat.",
    "Reguleringen træder i kraft den % og fremgår af din næste oversigt.",
    "Vi passer på dine oplysninger og sletter dem, når de ikke længere er nødvendige.",
    "Brevet er sendt automatisk, og derfor er det ikke underskrevet.",
    "Tak, fordi du tog dig tid til at svare på vores spørgsmål.",
];

const STREETS: [&str; 10] = [
    "Eksempelvej 4",
    "Prøvegade 12",
    "Æblehaven 7",
    "Øster Allé 31",
    "Åbrinken 2",
    "Skovfyrstien 18",
    "Havnepladsen 1",
    "Kirsebærvænget 9",
    "Mølledammen 22",
    "Strandgården 5",
];

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

fn pick<'a>(chance: &mut StdRng, from: &[&'a str]) -> &'a str {
    from.get(chance.random_range(0..from.len())).copied().unwrap_or_default()
}

/// Who writes letter `number`, and its subject.
pub fn heading(chance: &mut StdRng, number: u64) -> (&'static str, String) {
    (pick(chance, &SENDERS), format!("{} (sag {number:06})", pick(chance, &SUBJECTS)))
}

/// The text of letter `number`: about 2,000 bytes in a few paragraphs.
pub fn paragraphs(chance: &mut StdRng, number: u64, sender: &str) -> String {
    let mut text = String::with_capacity(2300);
    for _ in 0..4 {
        for _ in 0..6 {
            let sentence = pick(chance, &SENTENCES);
            fill(chance, sentence, &mut text);
            text.push(' ');
        }
        text.push_str("\n\n");
    }
    // Writing to a text cannot fail.
    let _ = write!(text, "Sagsnummer {number:06}\nMed venlig hilsen\n{sender}\n");
    text
}

fn fill(chance: &mut StdRng, sentence: &str, text: &mut String) {
    for piece in sentence.split_inclusive(['#', '@', '%']) {
        let plain = piece.trim_end_matches(['#', '@', '%']);
        text.push_str(plain);
        let _ = match piece.chars().last() {
            Some('#') => write!(text, "{}", chance.random_range(11..9_900)),
            Some('@') => write!(text, "{}", pick(chance, &STREETS)),
            Some('%') => write!(text, "{}. {}", chance.random_range(1..29), pick(chance, &MONTHS)),
            _ => Ok(()),
        };
    }
}
