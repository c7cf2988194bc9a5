//! The words that make a day a limit or an appointment, and those that say that it is none of the reader's business.

use super::tokens::Token;
use model::GuessKind;

/// Between these and the day stands nothing but what [`is_soft`] knows.
const BY: [&str; 9] = ["senest", "seinast", "inden", "innen", "innan", "før", "before", "by", "than"];
/// Words with these in them make a limit from further away: “fristen for at svare er den 3. marts”.
const LIMIT: [&str; 5] = ["frist", "forfald", "forfall", "deadline", "rettidig"];
/// How far (words).
const FAR: usize = 9;
/// Stems of words about appointments.
const MEETING: [&str; 19] = [
    "aftale",
    "avtale",
    "indkald",
    "innkall",
    "møde",
    "møte",
    "mød",
    "møt",
    "undersøg",
    "undersøk",
    "konsult",
    "operation",
    "operasjon",
    "appoint",
    "samtale",
    "vacci",
    "vaksin",
    "blodprøve",
    "tandlæge",
];
/// Short ones that many other words begin with.
const MEETING_WHOLE: [&str; 8] = ["tid", "tiden", "time", "timen", "tidspunkt", "møt", "mød", "retsmøde"];
const PAYMENT: [&str; 14] = [
    "betal", "indbetal", "innbetal", "forfald", "forfall", "faktura", "regning", "rekning", "gebyr", "afgift",
    "avgift", "pay", "restskat", "kid",
];
const REPLY: [&str; 14] = [
    "svar",
    "besvar",
    "hørings",
    "uttal",
    "reply",
    "answer",
    "respond",
    "tilbagemeld",
    "tilbakemeld",
    "bemærkning",
    "merknad",
    "indsigelse",
    "partshør",
    "send",
];
/// Appeals may be made and need not; what is paid out, decided, updated or answered by the authority is not for the reader.
const OTHERS: [&str; 14] = [
    "klag",
    "anke",
    "appeal",
    "complain",
    "udbetal",
    "utbetal",
    "opdateret",
    "oppdatert",
    "updated",
    "afgjort",
    "født",
    "fødselsdag",
    "udløb",
    "utløp",
];
const OTHERS_PHRASES: [&str; 13] = [
    "hører fra os",
    "høre fra os",
    "hører fra oss",
    "vi svarer",
    "vi behandler",
    "får du svar",
    "får du eit svar",
    "du får svar",
    "vil du modtage",
    "vil du få",
    "you will receive",
    "hear from us",
    "på din konto",
];

fn starts(token: &Token<'_>, stems: &[&str]) -> bool {
    stems.iter().any(|stem| token.word.starts_with(stem))
}

/// Whether a sentence is about what others do, or what may be done and need not.
pub(super) fn is_about_others(sentence: &[Token<'_>]) -> bool {
    if sentence.iter().any(|token| starts(token, &OTHERS)) {
        return true;
    }
    let whole = sentence.iter().map(|token| token.word.as_str()).collect::<Vec<_>>().join(" ");
    OTHERS_PHRASES.iter().any(|phrase| whole.contains(phrase))
}

/// Whether something before the day makes it a limit, in the sentence that begins there.
pub(super) fn is_limit(all: &[Token<'_>], sentence: usize, day: usize) -> bool {
    let before = all.get(sentence..day).unwrap_or_default();
    let mut near = before.iter().rev().skip_while(|token| is_soft(&token.word));
    let said = near.next().is_some_and(|token| BY.contains(&token.word.as_str()));
    said || before.iter().rev().take(FAR).any(|token| LIMIT.iter().any(|stem| token.word.contains(stem)))
}

/// Words that may stand between “senest” and the day.
fn is_soft(word: &str) -> bool {
    const SOFT: [&str; 12] = ["den", "d", "dato", "the", "on", "kl", "på", "er", "dagen", "udgangen", "midnat", ""];
    let weekday = word.strip_suffix("dag").is_some_and(|rest| rest.len() >= 2) || word.ends_with("day");
    SOFT.contains(&word) || weekday || word.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ':')
}

/// What kind of thing a sentence with a limit asks for.
pub(super) fn kind(sentence: &[Token<'_>]) -> GuessKind {
    let has = |stems: &[&str]| sentence.iter().any(|token| starts(token, stems));
    if has(&PAYMENT) || sentence.iter().any(|token| matches!(token.word.as_str(), "kr" | "kroner" | "dkk" | "nok")) {
        GuessKind::Payment
    } else if has(&REPLY) {
        GuessKind::Reply
    } else {
        GuessKind::Task
    }
}

/// Whether these words speak of an appointment.
pub(super) fn speaks_of_meeting(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| starts(token, &MEETING) || MEETING_WHOLE.contains(&token.word.as_str()))
}
