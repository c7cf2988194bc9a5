//! Letters to Ahmed, who is 16, and to Jens, who is exempt and gets mandatory post only.

use super::{Action, Body, Extra, Letter, letter, pdf_of};

const STUDY: &str = "Kære {navn}

Du er optaget på Prøvekøbing Gymnasium fra næste skoleår. Velkommen!

Introdagen er den {dag:35} kl. 10. Tag gerne en forælder med. Du får udleveret bøger og adgangskort og møder din nye klasse.

Med venlig hilsen
Prøvekøbing Gymnasium";

const PASS: &str = "Kære {navn}

Dit ungdomskort er godkendt og gælder fra den {dag:2}. Du betaler 412 kr. for 30 dage. Kortet ligger i appen, og du skal have det med, når du rejser.

Venlig hilsen
Styrelsen for Eksempler
";

const DENTIST: &str = "Kære {navn}

Du har tid til tandeftersyn den {dag:15} kl. 13. Når du er fyldt 15 år, må du gerne komme alene.

Du kan selv vælge tandlæge, til du bliver 22 år, uden at det koster dig noget.

Med venlig hilsen
Tandplejen Prøvekøbing";

const WORK: &str = "Kære {navn}

Du er under 18 år, og derfor gælder der særlige regler, når du arbejder.

- Du må højst arbejde 8 timer om dagen.
- Du må ikke arbejde efter kl. 20 uden en voksen til stede.
- Du må ikke løfte mere end 12 kg ad gangen.

Med venlig hilsen
Eksempeltilsynet";

const EXEMPT: &str = "Kære {navn}

Du er fritaget fra Digital Post. Derfor får du som regel dine breve på papir. Enkelte breve skal efter loven også sendes digitalt, og dem kan du læse her.

Fritagelsen gælder, til du selv beder om at blive tilmeldt igen.

Med venlig hilsen
Prøvekøbing Kommune, Borgerservice";

const ELECTION: &str = "Kære {navn}

Du kan stemme til valget den {dag:50} mellem kl. 8 og 20. Dit valgsted er Prøvekøbing Skole, hal 1.

Du får et valgkort med posten. Har du svært ved at komme til valgstedet, kan du søge om at stemme hjemme.

Med venlig hilsen
Prøvekøbing Kommune";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let unread = || Extra { unread: true, ..Extra::default() };
    let mandatory = |unread| Extra { unread, message_type: Some("MANDATORY"), ..Extra::default() };
    let dentist = Extra {
        actions: vec![Action::Appointment(
            "Tandeftersyn",
            "Klinikken, Prøvegade 12",
            "Tandplejen Prøvekøbing",
            15,
            13,
            30,
        )],
        ..unread()
    };
    vec![
        Letter {
            extra: unread(),
            ..letter("ahmed", "Prøvekøbing Gymnasium", 18, "Velkommen til Prøvekøbing Gymnasium", pdf_of(STUDY))
        },
        letter("ahmed", "Styrelsen for Eksempler", 6 * 24, "Dit ungdomskort er godkendt", Body::Text(PASS)),
        Letter {
            extra: dentist,
            ..letter("ahmed", "Tandplejen Prøvekøbing", 60, "Tid til tandeftersyn", pdf_of(DENTIST))
        },
        letter("ahmed", "Eksempeltilsynet", 10 * 24, "Regler for dig, der arbejder og er under 18", pdf_of(WORK)),
        Letter {
            extra: mandatory(false),
            ..letter("jens", "Prøvekøbing Kommune", 200 * 24, "Din fritagelse fra Digital Post", pdf_of(EXEMPT))
        },
        Letter {
            extra: mandatory(true),
            ..letter("jens", "Prøvekøbing Kommune", 44, "Valgkort og valgsted", pdf_of(ELECTION))
        },
    ]
}
