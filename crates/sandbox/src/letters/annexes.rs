//! A letter with six attachments, one of each kind that senders use.

use super::{Annex, AnnexContent, Extra, Letter, letter, pdf_of};

const BUILDING: &str = "Kære {navn}

Vi har behandlet din ansøgning om at bygge en udestue på Eksempelvej 4, 0000 Prøvekøbing. Du får hermed byggetilladelse.

# Vilkår
- Byggeriet skal begyndes inden ét år.
- Afstanden til skel skal være mindst 2,5 meter.
- Du skal melde byggeriet færdigt, før udestuen tages i brug.

Vedlagt er vilkårene, naboorienteringen, tegningen, referatet af besigtigelsen, tiden for syn og beregningen af varmetab.

Med venlig hilsen
Byggeri og Miljø, Prøvekøbing Kommune";

const TERMS: &str = "# Vilkår for byggetilladelsen\n1. Tilladelsen gælder i ét år.\n2. Tegningen er en del af tilladelsen.\n3. Ændringer skal godkendes, før de udføres.\n\n# Gebyr\n| Ydelse | Timer | Beløb |\n| Sagsbehandling | 3,5 | 2.450,00 kr. |\n| Syn på stedet | 1,0 | 700,00 kr. |";

const NEIGHBOURS: &str = "Naboorientering\r\n\r\nEjerne af Eksempelvej 2 og 6 er hørt og har ingen bemærkninger.\r\nHøringen sluttede den {dag:-6}.\r\n";

const MINUTES: &str = "<!DOCTYPE html><html lang=\"da\"><head><meta charset=\"utf-8\"><title>Referat</title></head><body><h1>Referat af besigtigelse</h1><p>Til stede: bygherre og byggesagsbehandler.</p><ol><li>Afstand til skel målt til 2,7 m.</li><li>Terræn uændret.</li></ol></body></html>";

const MEETING: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Eksempel//Byggesag//DA\r\nBEGIN:VEVENT\r\nUID:byggesag-000204@example.org\r\nDTSTAMP:{ics:-2}T080000Z\r\nDTSTART;VALUE=DATE:{ics:30}\r\nSUMMARY:Syn af udestuen\r\nLOCATION:Eksempelvej 4\\, 0000 Prøvekøbing\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

const TABLE: &str =
    "Bygningsdel;Areal i m²;U-værdi\r\nGulv;18,0;0,10\r\nVæg;22,5;0,18\r\nTag;19,2;0,12\r\nVinduer;14,0;0,90\r\n";

/// The letters.
pub fn letters() -> Vec<Letter> {
    let annex = |filename, mime, content| Annex { filename, mime, content };
    let attachments = vec![
        annex("Vilkår.pdf", "application/pdf", AnnexContent::Pdf(TERMS)),
        annex("Naboorientering.txt", "text/plain", AnnexContent::Text(NEIGHBOURS)),
        annex("Tegning.png", "image/png", AnnexContent::Picture),
        annex("Referat.html", "text/html", AnnexContent::Text(MINUTES)),
        annex("Syn.ics", "text/calendar", AnnexContent::Text(MEETING)),
        annex("Varmetab.csv", "text/csv", AnnexContent::Text(TABLE)),
    ];
    let extra = Extra {
        unread: true,
        attachments,
        case: Some("SAG-000204"),
        department: Some("Byggeri og Miljø"),
        ..Extra::default()
    };
    vec![Letter {
        extra,
        ..letter("mette", "Prøvekøbing Kommune", 2 * 24 + 5, "Byggetilladelse til udestue", pdf_of(BUILDING))
    }]
}

/// A ground plan, as PNG: walls, and a door that is left open.
pub fn picture() -> Vec<u8> {
    const WIDTH: u32 = 480;
    const HEIGHT: u32 = 320;
    let wall = |x: u32, y: u32| {
        let frame = !(24..WIDTH - 24).contains(&x) || !(24..HEIGHT - 24).contains(&y);
        let outside = !(16..WIDTH - 16).contains(&x) || !(16..HEIGHT - 16).contains(&y);
        let inner = (236..244).contains(&x) && !(140..190).contains(&y);
        (frame || inner) && !outside
    };
    let pixels: Vec<u8> = (0..HEIGHT)
        .flat_map(|y| {
            (0..WIDTH).map(move |x| {
                if wall(x, y) {
                    40
                } else if (x / 20 + y / 20) % 2 == 0 {
                    250
                } else {
                    242
                }
            })
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, WIDTH, HEIGHT);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    // Writing to memory fails only for sizes that do not fit, and these do.
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(&pixels));
    if let Err(error) = written {
        tracing::error!(%error, "the drawing could not be made");
    }
    file
}
