//! The words of MitID's login page, in the three languages of this product's first countries, and how a language is chosen.

/// The words in one language.
pub struct Texts {
    pub language: &'static str,
    pub own_name: &'static str,
    pub title: &'static str,
    pub marked: &'static str,
    pub explained: &'static str,
    pub who: &'static str,
    pub level: &'static str,
    pub levels: [&'static str; 3],
    pub asked: &'static str,
    /// As whom, where one logs in for companies, too.
    pub roles: Option<Roles>,
    pub go: &'static str,
    pub cancel: &'static str,
    pub languages: &'static str,
    pub expired_title: &'static str,
    pub wrong: &'static str,
    pub expired: &'static str,
    pub refused_title: &'static str,
    pub refused: &'static str,
    pub goodbye_title: &'static str,
    pub goodbye: &'static str,
}

/// The words for the role.
pub struct Roles {
    pub legend: &'static str,
    pub private: &'static str,
    pub business: &'static str,
}

/// All of them; the first is taken when nothing fits.
pub const MITID: [Texts; 3] = [
    Texts {
        language: "da",
        own_name: "Dansk",
        title: "Prøve-login",
        marked: "Prøve-login – ikke MitID",
        explained: "Her logger opdigtede personer ind til prøvebreve. Intet her er rigtigt, og intet sendes.",
        who: "Hvem vil du logge ind som?",
        level: "Hvor sikkert skal det være?",
        levels: ["Lav", "Betydelig", "Høj"],
        asked: "det, programmet beder om",
        roles: Some(Roles {
            legend: "Privat eller erhverv?",
            private: "Privat",
            business: "Erhverv (hvis personen har et)",
        }),
        go: "Log ind",
        cancel: "Fortryd",
        languages: "Sprog",
        expired_title: "Det her login er slut",
        wrong: "Den rolle har personen ikke. Vælg igen.",
        expired: "Det er brugt eller blev for gammelt. Luk siden, gå tilbage til programmet, og prøv igen.",
        refused_title: "Det her login kan ikke begynde",
        refused: "Programmet, der sendte dig hertil, er ikke kendt her. Luk siden.",
        goodbye_title: "Du er logget ud",
        goodbye: "Du kan lukke siden.",
    },
    Texts {
        language: "nb",
        own_name: "Bokmål",
        title: "Prøveinnlogging",
        marked: "Prøveinnlogging – ikke MitID",
        explained: "Her logger oppdiktede personer inn til prøvebrev. Ingenting her er ekte, og ingenting sendes.",
        who: "Hvem vil du logge inn som?",
        level: "Hvor sikkert skal det være?",
        levels: ["Lavt", "Betydelig", "Høyt"],
        asked: "det programmet ber om",
        roles: Some(Roles {
            legend: "Privat eller bedrift?",
            private: "Privat",
            business: "Bedrift (hvis personen har en)",
        }),
        go: "Logg inn",
        cancel: "Avbryt",
        languages: "Språk",
        expired_title: "Denne innloggingen er over",
        wrong: "Den rollen har personen ikke. Velg igjen.",
        expired: "Den er brukt eller ble for gammel. Lukk siden, gå tilbake til programmet og prøv igjen.",
        refused_title: "Denne innloggingen kan ikke begynne",
        refused: "Programmet som sendte deg hit, er ikke kjent her. Lukk siden.",
        goodbye_title: "Du er logget ut",
        goodbye: "Du kan lukke siden.",
    },
    Texts {
        language: "en",
        own_name: "English",
        title: "Sample login",
        marked: "A sample – not MitID",
        explained: "Invented people log in here to sample letters. Nothing here is real, and nothing is sent.",
        who: "Who do you want to log in as?",
        level: "How secure should the login be?",
        levels: ["Low", "Substantial", "High"],
        asked: "what the program asks for",
        roles: Some(Roles {
            legend: "Private or business?",
            private: "Private",
            business: "Business (if the person has one)",
        }),
        go: "Log in",
        cancel: "Cancel",
        languages: "Language",
        expired_title: "This login is over",
        wrong: "This person does not have that role. Choose again.",
        expired: "It was used or became too old. Close this page, go back to the program and try again.",
        refused_title: "This login cannot begin",
        refused: "The program that sent you here is not known here. Close this page.",
        goodbye_title: "You are logged out",
        goodbye: "You can close this page.",
    },
];

/// The words for the first language that is known, of several lists of wishes ("nb da", "en-GB,en;q=0.5"). Who wants
/// another Norwegian, or Sámi, is taken to read bokmål where there is nothing nearer.
pub fn choose(all: &'static [Texts; 3], wishes: &[&str]) -> &'static Texts {
    let words = wishes.iter().flat_map(|list| list.split([' ', ',']));
    let languages = words.filter_map(|word| word.split([';', '-', '_']).next()).map(str::trim);
    let of = |word: &str| all.iter().find(|texts| texts.language == word);
    let mut known = languages.filter_map(|word| match word {
        "no" | "nn" | "se" | "sme" => of(word).or_else(|| of("nb")),
        other => of(other),
    });
    let [first, ..] = all;
    known.next().unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::super::idporten_texts::IDPORTEN;
    use super::*;

    #[test]
    fn the_first_known_language_is_taken() {
        assert_eq!(choose(&MITID, &["", "fr-FR,nn;q=0.8,en;q=0.1"]).language, "nb");
        assert_eq!(choose(&MITID, &["en", "da"]).language, "en");
        assert_eq!(choose(&MITID, &["xx"]).language, "da");
        assert_eq!(choose(&IDPORTEN, &["nn nb"]).language, "nn");
        assert_eq!(choose(&IDPORTEN, &["se", "en"]).language, "nb");
        assert_eq!(choose(&IDPORTEN, &["da"]).language, "nb");
    }
}
