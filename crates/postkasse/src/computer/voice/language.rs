//! In which language a text is to be read: what its document says, else by the words that are frequent in one language and
//! rare in the others. Danish and bokmål share most of them, so only those that differ count.

const DANISH: &[&str] = &[
    "af",
    "ikke",
    "blev",
    "hvis",
    "nogen",
    "efter",
    "mere",
    "meget",
    "dig",
    "jer",
    "hvad",
    "kommune",
    "uge",
    "arbejde",
    "senest",
    "brev",
    "oplysninger",
    "venlig",
    "hilsen",
    "har",
    "skal",
    "og",
    "kan",
];
const BOKMAAL: &[&str] = &[
    "av",
    "ikke",
    "ble",
    "hvis",
    "noen",
    "etter",
    "mer",
    "mye",
    "deg",
    "dere",
    "hva",
    "kommune",
    "uke",
    "arbeid",
    "senest",
    "brev",
    "opplysninger",
    "vennlig",
    "hilsen",
    "har",
    "skal",
    "og",
    "kan",
];
const NYNORSK: &[&str] = &[
    "av",
    "ikkje",
    "vart",
    "dersom",
    "nokon",
    "etter",
    "meir",
    "mykje",
    "deg",
    "dykk",
    "kva",
    "kommune",
    "veke",
    "arbeid",
    "seinast",
    "brev",
    "opplysningar",
    "venleg",
    "helsing",
    "har",
    "skal",
    "og",
    "kan",
];
const ENGLISH: &[&str] =
    &["the", "of", "and", "is", "you", "your", "for", "with", "this", "that", "are", "not", "have", "will", "from"];
/// What a letter of ordinary length says within.
const WORDS: usize = 400;

/// The language of a text, in two letters. `said` is what the document says of itself; Danish when nothing tells.
pub(crate) fn language_of(said: &str, text: &str) -> &'static str {
    match said.trim().get(..2).map(str::to_ascii_lowercase).as_deref() {
        Some("da") => return "da",
        Some("nb" | "no") => return "nb",
        Some("nn") => return "nn",
        Some("en") => return "en",
        _ => {}
    }
    let words: Vec<String> = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
        .take(WORDS)
        .map(str::to_lowercase)
        .collect();
    let count = |known: &[&str]| words.iter().filter(|word| known.contains(&word.as_str())).count();
    // Of several that are as frequent the first one counts: Danish, as where nothing tells.
    let found = [("da", DANISH), ("nb", BOKMAAL), ("nn", NYNORSK), ("en", ENGLISH)];
    let mut best = ("da", 0);
    for (language, known) in found {
        let here = count(known);
        if here > best.1 {
            best = (language, here);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_document_says_of_its_language_counts_before_its_words() {
        assert_eq!(language_of("nn", "Kære Mette. Du skal betale senest på fredag."), "nn");
        assert_eq!(language_of("en-GB", "Kære Mette"), "en");
        assert_eq!(language_of("no", ""), "nb");
    }

    #[test]
    fn a_language_that_nobody_said_is_told_by_its_frequent_words() {
        assert_eq!(
            language_of("", "Vi har modtaget dit brev og oplysninger om dig. Hvis du ikke svarer, sker der mere."),
            "da"
        );
        assert_eq!(
            language_of("", "Vi har mottatt brevet ditt og opplysninger om deg. Hvis du ikke svarer, skjer det mer."),
            "nb"
        );
        assert_eq!(
            language_of("", "Vi har fått brevet ditt og opplysningar om deg. Dersom du ikkje svarar, skjer det meir."),
            "nn"
        );
        assert_eq!(
            language_of("", "We have received your letter. If you do not answer, this will be decided without you."),
            "en"
        );
        assert_eq!(language_of("xx", "12.400 17-03"), "da", "where nothing tells");
    }
}
