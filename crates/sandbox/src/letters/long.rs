//! A letter of about 80 pages: a plan with its chapters.

use super::{Body, Extra, Letter, letter};
use std::fmt::Write;

const CHAPTERS: [&str; 8] = [
    "Byens udvikling",
    "Boliger og byggeri",
    "Veje, stier og parkering",
    "Skoler og dagtilbud",
    "Natur og klima",
    "Kultur og fritid",
    "Ældre og sundhed",
    "Erhverv og havn",
];

const TOPICS: [&str; 5] =
    ["Hvor vi står i dag", "Hvad borgerne har sagt", "Mål for perioden", "Sådan gør vi", "Økonomi og opfølgning"];

const PARAGRAPHS: [&str; 6] = [
    "Området er i dag præget af blandet bebyggelse fra flere perioder. De ældste huse ligger ved havnen, mens de nyere kvarterer er vokset op langs de gamle indfaldsveje. Det giver variation, men også steder, hvor trafikken er tættere, end vejene er bygget til.",
    "Ved borgermøderne pegede mange på, at der mangler trygge veje til skole, og at de grønne kiler mellem kvartererne skal bevares. Der kom også forslag om flere bænke, bedre belysning og en samlet stiplan.",
    "Kommunen vil derfor arbejde for, at ingen boliger ligger mere end 300 meter fra et grønt område, og at alle børn kan cykle til skole ad stier eller veje med lav fart. Målene følges op hvert andet år.",
    "Der afsættes midler til planlægning i det første år og til anlæg i de følgende. Beløbene er angivet i årets priser og reguleres med pristallet. Udgifter til drift indgår i de årlige budgetter.",
    "Planen hænger sammen med kommunens klimaplan, der peger på, at regnvand skal håndteres dér, hvor det falder. Ved nybyggeri stilles der krav om grønne tage, regnbede eller åbne render.",
    "Bemærkninger kan sendes til kommunen i hele høringsperioden. Alle bemærkninger bliver læst, og et sammendrag lægges frem for byrådet sammen med forvaltningens anbefaling.",
];

fn plan() -> String {
    let mut text = String::from(
        "Kære borger\n\nHer er forslaget til kommuneplan i sin helhed. Du kan sende bemærkninger til og med den {dag:42}.\n\n",
    );
    for (chapter, title) in CHAPTERS.iter().enumerate() {
        for (topic, name) in TOPICS.iter().enumerate() {
            // Writing to a text cannot fail.
            let _ = write!(text, "---\n# {}.{} {title}: {name}\n", chapter + 1, topic + 1);
            for at in 0..16 {
                let paragraph = PARAGRAPHS.iter().cycle().nth(at + topic + chapter).copied().unwrap_or_default();
                let _ = write!(text, "{}.{}.{} {paragraph}\n\n", chapter + 1, topic + 1, at + 1);
            }
            text.push_str("| Tiltag | År 1 | År 2 | År 3 |\n");
            for row in 1..=5 {
                let _ = writeln!(text, "| Tiltag {row} | {} | {} | {} |", row * 120, row * 180, row * 240);
            }
            text.push('\n');
        }
    }
    text
}

/// The letters.
pub fn letters() -> Vec<Letter> {
    vec![Letter {
        extra: Extra { department: Some("Byudvikling"), case: Some("PLAN-0001"), ..Extra::default() },
        ..letter("mette", "Prøvekøbing Kommune", 9 * 24, "Forslag til kommuneplan i høring", Body::Pdf(plan()))
    }]
}
