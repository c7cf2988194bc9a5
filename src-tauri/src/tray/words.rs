//! The words of the menu, from the text catalogue.

use super::{Choice, Standing};
use postkasse::Catalogue;

/// The program's name, the same in every language; the only thing that the item itself says.
pub const NAME: &str = "Postkasse";

/// A line of the menu; what only says something cannot be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub words: String,
    /// What it does.
    pub choice: Option<Choice>,
}

/// The menu.
pub fn menu(standing: Standing) -> Vec<Line> {
    let texts = Catalogue::of(standing.language.code());
    let unread = usize::try_from(standing.unread).unwrap_or(usize::MAX);
    let (says, count) = match (standing.open, unread) {
        (false, _) => ("tray.locked", 0),
        (true, 0) => ("tray.nothingUnread", 0),
        (true, count) => ("unread.count", count),
    };
    let line = |key: &str, choice| Line { words: texts.text(key, 0), choice };
    let mut lines = vec![Line { words: texts.text(says, count), choice: None }, line("tray.open", Some(Choice::Open))];
    if standing.open {
        lines.push(line("tray.look", Some(Choice::Look)));
        lines.push(line("tray.lock", Some(Choice::Lock)));
    }
    lines.push(line("tray.quit", Some(Choice::Quit)));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use postkasse::views::Language;

    fn words(standing: Standing) -> Vec<String> {
        menu(standing).into_iter().map(|line| line.words).collect()
    }

    #[test]
    fn the_menu_says_how_many_are_unread_in_the_words_of_each_language() {
        let said: Vec<String> =
            Language::ALL.map(|language| words(Standing { language, open: true, unread: 3 }).join("|")).to_vec();
        assert!(said.iter().any(|said| said == "3 unread|Open Postkasse|Look for new letters now|Lock|Quit Postkasse"));
        assert!(said.iter().all(|said| said.contains('3') && !said.contains("tray.")), "{said:?}");
        assert_eq!(said.iter().collect::<std::collections::BTreeSet<_>>().len(), Language::ALL.len());
        assert!(words(Standing { language: Language::En, open: true, unread: 0 })[0].starts_with("Nothing"));
    }

    #[test]
    fn a_locked_vault_says_that_it_is_locked_and_offers_neither_looking_nor_locking_nor_a_number() {
        for language in Language::ALL {
            let locked = menu(Standing { language, open: false, unread: 7 });
            let choices: Vec<_> = locked.iter().filter_map(|line| line.choice).collect();
            assert_eq!(choices, [Choice::Open, Choice::Quit]);
            assert!(locked.iter().all(|line| !line.words.contains('7')), "{locked:?}");
        }
    }

    #[test]
    fn no_line_holds_what_a_menu_takes_for_a_key_to_press() {
        for language in Language::ALL {
            assert!(words(Standing { language, open: true, unread: 1 }).iter().all(|line| !line.contains(['_', '&'])));
        }
    }
}
