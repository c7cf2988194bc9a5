//! What a person typed, read as things that must all hold: words, "phrases", beginning*, -not, and conditions as
//! `sender:skat` or `from:2026-03`. Nothing typed can be an error: what is no condition is a word. And nothing typed
//! reaches the index but folded letters and digits.

mod dates;
mod names;
mod tokens;

use crate::cache::Order;
use crate::fold::{BEGINNINGS, OF_ANY, OF_SENDER, fold_word, is_gap, is_typed_as, words};
use dates::{begins, days};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use names::Name;
use tokens::{Token, tokens};

/// More than anybody types; the rest is left out.
const MOST: usize = 32;
/// What is still being typed is a beginning from two letters on.
const SHORTEST_BEGINNING: usize = 2;

/// Words that follow each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// Folded; at least one.
    pub(crate) words: Vec<String>,
    /// The last word may go on.
    pub(crate) prefix: bool,
}

/// Something that may hold of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Condition {
    /// The words stand somewhere in it.
    Words(Term),
    /// The words stand in its sender's name.
    Sender(Term),
    /// It lies in a folder of this name.
    Folder(Term),
    /// It came on this day or later.
    From(Date),
    /// It came before this day; none when that is no limit.
    Before(Option<Date>),
    Attachment,
    Unread,
}

/// What was typed. All of it must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query(Vec<(Condition, Wanted)>);

/// Whether something is to hold or is not to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Yes,
    No,
}

impl Query {
    /// Reads a query.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut tokens = tokens(text);
        tokens.truncate(MOST);
        // The last word is still being typed; but what it would rule out shows only when it is whole.
        let last = tokens.len().checked_sub(1).filter(|_| text.chars().last().is_some_and(|c| !is_gap(c)));
        let read = tokens.iter().enumerate().filter_map(|(number, token)| {
            let open = Some(number) == last && !token.not;
            let wanted = if token.not { Wanted::No } else { Wanted::Yes };
            condition(token, open)
                .or_else(|| term(token.whole, token.star, open).map(Condition::Words))
                .map(|c| (c, wanted))
        });
        Query(read.collect())
    }

    /// Whether nothing is asked for; then nothing is found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it asks for folders, so that their names are needed.
    #[must_use]
    pub fn asks_for_folders(&self) -> bool {
        self.0.iter().any(|(condition, _)| matches!(condition, Condition::Folder(_)))
    }

    /// Whether it asks for days, so that it matters where the person is.
    #[must_use]
    pub fn asks_for_days(&self) -> bool {
        self.0.iter().any(|(condition, _)| matches!(condition, Condition::From(_) | Condition::Before(_)))
    }

    /// The words looked for anywhere in a letter.
    pub(crate) fn terms(&self) -> Vec<&Term> {
        let words = self.0.iter().filter_map(|one| match one {
            (Condition::Words(term), Wanted::Yes) => Some(term),
            _ => None,
        });
        words.collect()
    }

    /// The expression for FTS5 of what must stand in the letter, and of what must not; none where nothing must. Short
    /// beginnings are looked for as such, unless it is to be weighed how often a letter says words that begin so.
    pub(crate) fn expressions(&self, order: Order) -> (Option<String>, Option<String>) {
        let all = |asked: Wanted, between: &str| {
            let wanted = self.0.iter().filter(|(_, wanted)| *wanted == asked);
            let quoted: Vec<String> = wanted.filter_map(|(condition, _)| condition.expression(order)).collect();
            (!quoted.is_empty()).then(|| quoted.join(between))
        };
        (all(Wanted::Yes, " AND "), all(Wanted::No, " OR "))
    }

    /// From when to when it came, in microseconds since 1970, the end not included; none where there is no limit.
    pub(crate) fn received(&self, zone: &TimeZone) -> (Option<i64>, Option<i64>) {
        let (mut from, mut until) = (None, None);
        let mut not_before = |at: Option<i64>| from = from.max(at);
        let mut before = |at: i64| until = Some(until.map_or(at, |until: i64| until.min(at)));
        for (condition, wanted) in &self.0 {
            match (condition, wanted) {
                (Condition::From(day), Wanted::Yes) => not_before(Some(begins(*day, zone).unwrap_or(i64::MAX))),
                (Condition::From(day), Wanted::No) => before(begins(*day, zone).unwrap_or(i64::MAX)),
                (Condition::Before(Some(day)), Wanted::Yes) => before(begins(*day, zone).unwrap_or(i64::MAX)),
                (Condition::Before(day), Wanted::No) => {
                    not_before(Some(day.and_then(|day| begins(day, zone)).unwrap_or(i64::MAX)));
                }
                _ => {}
            }
        }
        (from, until)
    }

    /// Whether it must have attachments, or must not.
    pub(crate) fn asks_for_attachments(&self) -> Vec<bool> {
        self.answers(&Condition::Attachment)
    }

    /// Whether it must be unread, or must not.
    pub(crate) fn unread(&self) -> Vec<bool> {
        self.answers(&Condition::Unread)
    }

    fn answers(&self, asked: &Condition) -> Vec<bool> {
        self.0.iter().filter(|(condition, _)| condition == asked).map(|(_, wanted)| *wanted == Wanted::Yes).collect()
    }

    /// The names of folders that it must lie in, or must not.
    pub(crate) fn folders(&self) -> impl Iterator<Item = (&Term, bool)> {
        self.0.iter().filter_map(|(condition, wanted)| match condition {
            Condition::Folder(term) => Some((term, *wanted == Wanted::Yes)),
            _ => None,
        })
    }
}

impl Condition {
    fn expression(&self, order: Order) -> Option<String> {
        let start = |term: &Term, mark| {
            term.short_beginning().filter(|_| order == Order::Newest).map(|word| format!("\"{mark}{word}\""))
        };
        match self {
            Condition::Words(term) => Some(start(term, OF_ANY).unwrap_or_else(|| term.expression())),
            Condition::Sender(term) => {
                Some(start(term, OF_SENDER).unwrap_or_else(|| format!("sender : {}", term.expression())))
            }
            _ => None,
        }
    }
}

impl Term {
    fn expression(&self) -> String {
        let star = if self.prefix { "*" } else { "" };
        format!("\"{}\"{star}", self.words.join(" "))
    }

    /// The word, if it is one alone that may go on, and so short that the index has it as a beginning.
    fn short_beginning(&self) -> Option<&str> {
        match self.words.as_slice() {
            [word] if self.prefix && BEGINNINGS.contains(&word.chars().count()) => Some(word),
            _ => None,
        }
    }

    /// Whether its words stand at the beginning of these.
    pub(crate) fn begins<'a>(&self, words: impl IntoIterator<Item = &'a str>) -> bool {
        let mut words = words.into_iter();
        let last = self.words.len().saturating_sub(1);
        let mut wanted = self.words.iter().enumerate();
        wanted.all(|(at, one)| words.next().is_some_and(|word| is_typed_as(word, one, self.prefix && at == last)))
    }

    /// Whether a name consists of its words; or begins with them, when it may go on.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        (self.prefix || words(name).count() == self.words.len()) && self.begins(words(name))
    }
}

/// The condition that a piece is, if it is one. Who names somebody behind `from:` means the sender, as elsewhere.
fn condition(token: &Token<'_>, open: bool) -> Option<Condition> {
    let term = || term(token.value, token.star, open);
    let is_day = || token.value.starts_with(|c: char| c.is_ascii_digit());
    match token.name? {
        Name::Sender => term().map(Condition::Sender),
        Name::In => term().map(Condition::Folder),
        Name::From => match days(token.value) {
            Some(days) => Some(Condition::From(days.first)),
            None if is_day() => None,
            None => term().map(Condition::Sender),
        },
        Name::To => days(token.value).map(|days| Condition::Before(days.behind)),
        Name::Has => names::is_attachment(token.value).then_some(Condition::Attachment),
        Name::Is => names::is_unread(token.value).then_some(Condition::Unread),
    }
}

fn term(text: &str, star: bool, open: bool) -> Option<Term> {
    let words: Vec<String> = words(text).map(fold_word).filter(|word| !word.is_empty()).collect();
    let long = words.last()?.chars().count() >= SHORTEST_BEGINNING;
    Some(Term { words, prefix: star || (open && long) })
}

#[cfg(test)]
mod tests;
