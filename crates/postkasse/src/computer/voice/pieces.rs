//! A text in pieces that a voice says one at a time: a sentence, or a few short ones. The end of a sentence is guessed; a
//! wrong guess makes a pause too many and loses nothing.

/// Short sentences are put together up to so many characters.
const ENOUGH: usize = 160;
/// No piece is longer; a longer sentence is cut at a space.
const MOST: usize = 400;
/// A point after these ends no sentence.
const SHORTENED: &[&str] =
    &["kl", "nr", "ca", "bl", "eks", "dvs", "jf", "stk", "pkt", "tlf", "mio", "mr", "mrs", "f", "a"];

/// The pieces of a text, in its order. Nothing but spaces and control characters is left out.
pub(crate) fn pieces(text: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for paragraph in text.split("\n\n") {
        let mut piece = String::new();
        for word in paragraph.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()) {
            let full = piece.chars().count() + word.chars().count() >= MOST;
            if !piece.is_empty() && (full || (piece.chars().count() >= ENOUGH && ends(&piece) && begins(word))) {
                all.push(std::mem::take(&mut piece));
            }
            if !piece.is_empty() {
                piece.push(' ');
            }
            for letter in word.chars() {
                // A “word” without an end is no word: it is said in parts.
                if piece.chars().count() >= MOST {
                    all.push(std::mem::take(&mut piece));
                }
                piece.push(letter);
            }
        }
        if !piece.is_empty() {
            all.push(piece);
        }
    }
    all
}

/// Whether what was said so far is a whole sentence.
fn ends(piece: &str) -> bool {
    let said = piece.trim_end_matches(['"', '»', '”', ')']);
    let Some(said) = said.strip_suffix('.') else { return said.ends_with(['!', '?', ':']) };
    let last = said.rsplit([' ', '.']).next().unwrap_or_default();
    !last.chars().all(|c| c.is_ascii_digit()) && !SHORTENED.contains(&last.to_lowercase().as_str())
}

fn begins(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_said_sentence_by_sentence_and_nothing_of_it_is_lost() {
        let long = "Vi har behandlet din ansøgning om byggetilladelse til en carport på Prøvevej 7, og kl. 8.40 den 1. marts 2027 kommer vi og ser på stedet, hvis du ikke siger fra inden da. Du skal ikke gøre noget. Ring, hvis du har spørgsmål til sagen.";
        let text = format!("Kære Mette\n\n{long}\n\nVenlig hilsen\nPrøvestrup Kommune");
        let all = pieces(&text);
        assert_eq!(all.len(), 4, "{all:?}");
        assert_eq!(all.first().unwrap(), "Kære Mette");
        assert!(all[1].ends_with("inden da."), "{all:?}");
        assert_eq!(all.join(" "), text.split_whitespace().collect::<Vec<_>>().join(" "));
    }

    #[test]
    fn no_piece_is_longer_than_a_voice_is_to_be_busy_with() {
        let all = pieces(&format!("{} {}", "ord ".repeat(400), "x".repeat(1000)));
        assert!(
            all.iter().all(|piece| piece.chars().count() <= MOST),
            "{:?}",
            all.iter().map(String::len).collect::<Vec<_>>()
        );
        assert_eq!(all.concat().matches('x').count(), 1000);
        assert!(pieces(" \n\n \u{7}\n").is_empty(), "where nothing is to be read, nothing is said");
    }
}
