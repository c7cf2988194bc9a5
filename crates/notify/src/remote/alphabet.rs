//! In which alphabet a text message goes, and how much room it takes there. One message is 160 places of GSM 03.38
//! (3GPP TS 23.038, section 6.2.1; nine characters take two) or 70 of UCS-2.

/// The basic alphabet without the escape.
const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
/// Those that take two places.
const EXTENDED: &str = "^{}\\[~]|€";
/// Characters that a message has at most.
pub const LONGEST_BASIC: usize = 160;
const LONGEST_UCS2: usize = 70;

/// An alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alphabet {
    /// GSM 03.38.
    Basic,
    /// UCS-2.
    Ucs2,
}

impl Alphabet {
    /// The one that has all of the text.
    pub fn of(text: &str) -> Self {
        if text.chars().all(|c| BASIC.contains(c) || EXTENDED.contains(c)) { Alphabet::Basic } else { Alphabet::Ucs2 }
    }

    fn places(self, c: char) -> usize {
        match self {
            Alphabet::Basic => 1 + usize::from(EXTENDED.contains(c)),
            Alphabet::Ucs2 => c.len_utf16(),
        }
    }

    fn places_of(self, text: &str) -> usize {
        text.chars().map(|c| self.places(c)).sum()
    }

    fn room(self) -> usize {
        match self {
            Alphabet::Basic => LONGEST_BASIC,
            Alphabet::Ucs2 => LONGEST_UCS2,
        }
    }
}

/// Whether one message takes the text.
pub fn is_one_message(text: &str) -> bool {
    let alphabet = Alphabet::of(text);
    alphabet.places_of(text) <= alphabet.room()
}

/// As much of the text as one message takes, with dots where something was cut off. A safety net: whoever made the text
/// has seen to its length, and several messages in place of one would cost more and come apart.
pub fn one_message(text: &str) -> String {
    if is_one_message(text) {
        return text.to_owned();
    }
    let alphabet = Alphabet::of(text);
    const CUT: &str = "...";
    let mut left = alphabet.room() - CUT.len();
    let fits = |c: &char| match left.checked_sub(alphabet.places(*c)) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let kept: String = text.chars().take_while(fits).collect();
    format!("{}{CUT}", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_and_norwegian_go_in_the_basic_alphabet_and_sami_arabic_and_emoji_do_not() {
        assert_eq!(BASIC.chars().count() + EXTENDED.chars().count(), 127 + 9, "3GPP TS 23.038 without the escape");
        for text in ["Ny post: æøå ÆØÅ éüö", "{[€]}~^|\\", "to\nlinjer", ""] {
            assert_eq!(Alphabet::of(text), Alphabet::Basic, "{text}");
        }
        for text in ["Ođđa poasta", "čáŋšŧž", "بريد جديد", "Cześć", "📬", "tab\t", "`", "ç", "á"]
        {
            assert_eq!(Alphabet::of(text), Alphabet::Ucs2, "{text}");
        }
    }

    #[test]
    fn what_goes_out_is_one_message_whatever_comes_in() {
        let whole = ["å".repeat(160), "€".repeat(80), "č".repeat(70), "😀".repeat(35)];
        for text in &whole {
            assert_eq!(&one_message(text), text);
        }
        assert_eq!(one_message(&"å".repeat(161)), format!("{}...", "å".repeat(157)));
        assert_eq!(one_message(&"€".repeat(81)), format!("{}...", "€".repeat(78)));
        assert_eq!(one_message(&"č".repeat(71)), format!("{}...", "č".repeat(67)));
        assert_eq!(one_message(&"😀".repeat(36)), format!("{}...", "😀".repeat(33)));
    }
}
