//! Letters to the allotment association Solglimt.

use super::{Action, Body, Extra, Letter, letter, pdf_of};

/// Its CVR number.
const ASSOCIATION: &str = "00000012";

const LEASE: &str = "Til {navn}

Lejekontrakten for havearealet ved Mølledammen forlænges med ti år på uændrede vilkår. Den årlige leje er 42.000 kr. og reguleres med nettoprisindekset.

Underskriv aftalen senest den {dag:24}.

Med venlig hilsen
Prøvekøbing Kommune, Ejendomme";

const GRANT: &str = "Til {navn}

Fritidsudvalget har bevilget 15.000 kr. til nye højbede og et fælles redskabsskur. Regnskab for tilskuddet skal sendes til os inden den {dag:120}.

Tillykke, og god fornøjelse med arbejdet.

Med venlig hilsen
Prøvekøbing Kommune, Kultur og Fritid";

const WATER: &str = "Til {navn}

Vandet i haverne lukkes den {dag:3} og åbnes igen til foråret. Tøm haner og slanger, så de ikke fryser i stykker.

Med venlig hilsen
Eksempel Forsyning";

const INSPECTION: &str = "Til {navn}\n\nVi har været forbi haveforeningens legeplads. Gyngestativet er i orden. Rutsjebanens håndliste sidder løst og skal spændes, før den bruges igen.\n\nVenlig hilsen\nEksempeltilsynet\n";

const HEARING: &str = "Til {navn}

Forslag til lokalplan for området ved Mølledammen er i høring til den {dag:31}. Planen giver mulighed for en cykelsti langs haveforeningens nordlige skel.

Med venlig hilsen
Prøvekøbing Kommune, Byudvikling";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let lease = Extra {
        unread: true,
        reply_in_days: Some(24),
        case: Some("EJD-0007"),
        actions: vec![Action::Link(
            "Underskriv aftalen",
            "UNDERSKRIV",
            "https://underskrift.example.org/lejekontrakt",
            24,
        )],
        ..Extra::default()
    };
    vec![
        Letter {
            extra: lease,
            ..letter(ASSOCIATION, "Prøvekøbing Kommune", 32, "Forlængelse af lejekontrakt", pdf_of(LEASE))
        },
        letter(ASSOCIATION, "Prøvekøbing Kommune", 11 * 24, "Tilskud til højbede og redskabsskur", pdf_of(GRANT)),
        letter(ASSOCIATION, "Eksempel Forsyning", 4 * 24, "Vandet lukkes for vinteren", pdf_of(WATER)),
        letter(ASSOCIATION, "Eksempeltilsynet", 75 * 24, "Eftersyn af legepladsen", Body::Text(INSPECTION)),
        letter(ASSOCIATION, "Prøvekøbing Kommune", 6 * 24, "Høring om lokalplan ved Mølledammen", pdf_of(HEARING)),
    ]
}
