//! A look through every letter, without any index. Its folding is its own: a table of letters.

use super::corpus::FOLDERS;
use jiff::Timestamp;

/// A letter as the look through them sees it: plain values.
pub(super) struct Seen {
    pub(super) mailbox: usize,
    pub(super) id: String,
    pub(super) received: Timestamp,
    pub(super) folder: usize,
    pub(super) read: bool,
    pub(super) attachments: bool,
    pub(super) sender: Written,
    /// Short texts and long ones; no phrase runs across two.
    pub(super) short: Vec<Written>,
    pub(super) long: Vec<Written>,
    pub(super) gone: bool,
}

/// The words of a text, in each of the ways to write ø and å.
pub(super) struct Written([Vec<String>; 4]);

/// What a query was made of.
pub(super) enum Asked {
    Words { words: Vec<String>, prefix: bool },
    Sender { words: Vec<String>, prefix: bool },
    Folder { words: Vec<String>, prefix: bool },
    From(Timestamp),
    Before(Timestamp),
    Attachment,
    Unread,
}

/// A word as it may be typed: in each of the ways to write ø and å.
pub(super) fn ways(word: &str) -> [String; 4] {
    [("oe", "aa"), ("o", "a"), ("o", "aa"), ("oe", "a")].map(|(oe, aa)| {
        let word = word.to_lowercase().replace("a\u{30a}", "å");
        let letter = |c: char| match c {
            'å' => aa.to_owned(),
            'ø' => oe.to_owned(),
            'æ' => "ae".to_owned(),
            'á' => "a".to_owned(),
            'č' => "c".to_owned(),
            'đ' => "d".to_owned(),
            'ŋ' => "n".to_owned(),
            'š' => "s".to_owned(),
            'ž' => "z".to_owned(),
            other => other.to_string(),
        };
        word.chars().map(letter).collect()
    })
}

pub(super) fn split(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '\u{30a}').filter(|word| !word.is_empty()).collect()
}

fn fits(typed: &str, word: &str, open: bool) -> bool {
    typed == word || (open && word.starts_with(typed))
}

/// Whether the words stand one behind the other in a text that is written in one way.
fn stand(text: &[String], words: &[String], prefix: bool) -> bool {
    text.windows(words.len()).any(|stretch| {
        let pairs = stretch.iter().zip(words).enumerate();
        pairs.into_iter().all(|(at, (word, typed))| fits(typed, word, prefix && at + 1 == words.len()))
    })
}

impl Written {
    pub(super) fn of(text: &str) -> Self {
        let words: Vec<[String; 4]> = split(text).into_iter().map(ways).collect();
        Written([0, 1, 2, 3].map(|way| words.iter().map(|word| word[way].clone()).collect()))
    }

    /// A short text is known in every way to write it; a long one in its own, but for its single words.
    fn says(&self, long: bool, words: &[String], prefix: bool) -> bool {
        let ways = if long && words.len() > 1 { 0..1 } else { 0..4 };
        self.0[ways].iter().any(|text| stand(text, words, prefix))
    }

    /// As a name it is all of the words; or begins with them, when they may go on.
    fn is_named(&self, words: &[String], prefix: bool) -> bool {
        let begins = |text: &Vec<String>| stand(&text[..words.len().min(text.len())], words, prefix);
        (prefix || self.0[0].len() == words.len()) && self.0.iter().any(begins)
    }
}

impl Asked {
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Asked::Words { .. } => "words",
            Asked::Sender { .. } => "sender",
            Asked::Folder { .. } => "folder",
            Asked::From(_) => "from",
            Asked::Before(_) => "before",
            Asked::Attachment => "attachment",
            Asked::Unread => "unread",
        }
    }
}

impl Seen {
    /// Whether what is asked holds of it.
    pub(super) fn is(&self, asked: &Asked) -> bool {
        match asked {
            Asked::Words { words, prefix } => {
                self.short.iter().any(|text| text.says(false, words, *prefix))
                    || self.long.iter().any(|text| text.says(true, words, *prefix))
            }
            Asked::Sender { words, prefix } => self.sender.says(false, words, *prefix),
            Asked::Folder { words, prefix } => {
                FOLDERS[self.folder].iter().any(|name| Written::of(name).is_named(words, *prefix))
            }
            Asked::From(day) => self.received >= *day,
            Asked::Before(day) => self.received < *day,
            Asked::Attachment => self.attachments,
            Asked::Unread => !self.read,
        }
    }
}
