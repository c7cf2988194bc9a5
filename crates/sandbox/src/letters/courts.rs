//! A summons: a legal notification, whose opening serves the recipient.

use super::{Action, Extra, Letter, letter, pdf_of};

const SUMMONS: &str = "Kære {navn}

Du indkaldes som vidne i sag BS-0000/EKS den {dag:27} kl. 9.00 i Retten i Prøvekøbing, sal 3.

# Hvad sagen handler om
Sagen drejer sig om et færdselsuheld på Havnepladsen. Du var til stede og har givet politiet dine oplysninger.

# Du har pligt til at møde
Du har pligt til at møde og afgive forklaring, og du skal tale sandt. Udebliver du uden lovligt forfald, kan du få en bøde, og du kan blive hentet af politiet.

# Godtgørelse
Du får godtgørelse for befordring og et beløb for den tid, du bruger. Medbring dit sundhedskort og eventuel dokumentation for tabt arbejdsfortjeneste.

Når du åbner dette brev, er det forkyndt for dig.

Med venlig hilsen
Retten i Prøvekøbing";

const CLAIM: &str = "Kære {navn}

Der er indgivet stævning mod dig i sag BS-0001/EKS om en ubetalt regning på 14.250 kr.

Du skal svare senest den {dag:14}. Svarer du ikke, kan retten afsige dom efter det, som modparten har anført. Et eventuelt retsmøde holdes den {dag:40} kl. 9.00 i sal 3.

Når dette brev er åbnet, er stævningen forkyndt. Det gælder også, når en anden åbner det på dine vegne.

Med venlig hilsen
Retten i Prøvekøbing";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let legal = |days, label| Extra {
        unread: true,
        message_type: Some("LEGAL_NOTIFICATION"),
        case: Some("BS-0000/EKS"),
        actions: vec![Action::Appointment(label, "Retten i Prøvekøbing, sal 3", "Retten i Prøvekøbing", days, 9, 90)],
        ..Extra::default()
    };
    vec![
        Letter {
            extra: legal(27, "Vidneforklaring i retten"),
            ..letter("mette", "Retten i Prøvekøbing", 28, "Indkaldelse som vidne", pdf_of(SUMMONS))
        },
        Letter {
            extra: legal(40, "Retsmøde"),
            ..letter("inger", "Retten i Prøvekøbing", 52, "Forkyndelse af stævning", pdf_of(CLAIM))
        },
    ]
}
