//! Speech-dispatcher's protocol, as far as it is used here (its manual, “SSIP”): lines that end with CR LF; an answer is lines
//! with a number and a dash, the last one with a space; what begins with 7 is told unasked.

use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::net::UnixStream;
use std::time::Duration;
use thiserror::Error;

/// An answer takes no longer, or the voice is not there. How long a sentence takes nobody knows.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);
/// No line of theirs is longer.
const LONGEST: usize = 64 << 10;
/// No list of voices is longer.
const MOST_LINES: usize = 20_000;

/// Why it does not speak.
#[derive(Debug, Error)]
pub(crate) enum SsipError {
    /// Not there, or no longer.
    #[error("the voice is not there: {0}")]
    Gone(#[from] io::Error),
    /// It answered that it will not.
    #[error("the voice refused: {0}")]
    Refused(u16),
    /// It said something that is not in its protocol.
    #[error("the voice said something unexpected")]
    Odd,
}

/// What it tells unasked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Begins,
    Ends,
    /// Stopped, by whomever.
    Cancelled,
}

/// A connection to the voice.
pub(super) struct Ssip {
    reads: BufReader<UnixStream>,
    told: Vec<Told>,
}

impl Ssip {
    /// Says who we are, so that nobody else's words are touched by ours.
    pub(super) fn begin(stream: UnixStream) -> Result<Self, SsipError> {
        stream.set_write_timeout(Some(ANSWERS_WITHIN))?;
        let mut ssip = Ssip { reads: BufReader::new(stream), told: Vec::new() };
        ssip.ask(&format!("SET SELF CLIENT_NAME {}:postkasse:letter", user()))?;
        Ok(ssip)
    }

    /// The languages for which there is a voice.
    pub(super) fn voices(&mut self) -> Result<Vec<String>, SsipError> {
        let lines = self.ask("LIST SYNTHESIS_VOICES")?;
        Ok(lines.iter().filter_map(|line| line.split('\t').nth(1)).map(str::to_lowercase).collect())
    }

    /// Says nothing but what an answer holds.
    pub(super) fn ask(&mut self, command: &str) -> Result<Vec<String>, SsipError> {
        self.send(&format!("{command}\r\n"))?;
        self.answer()
    }

    /// Gives it something to say. It answers when it has taken it, not when it has said it.
    pub(super) fn speak(&mut self, piece: &str) -> Result<(), SsipError> {
        self.ask("SPEAK")?;
        // A point alone in a line would end the text; one at its beginning is doubled.
        let dot = if piece.starts_with('.') { "." } else { "" };
        self.send(&format!("{dot}{piece}\r\n.\r\n"))?;
        self.answer().map(drop)
    }

    /// Waits for what it tells next.
    pub(super) fn heard(&mut self) -> Result<Told, SsipError> {
        self.reads.get_ref().set_read_timeout(None)?;
        while self.told.is_empty() {
            let (number, _, last) = self.line()?;
            if last {
                self.take_in(number);
            }
        }
        Ok(self.told.remove(0))
    }

    fn send(&mut self, text: &str) -> Result<(), SsipError> {
        Ok(self.reads.get_mut().write_all(text.as_bytes())?)
    }

    fn answer(&mut self) -> Result<Vec<String>, SsipError> {
        self.reads.get_ref().set_read_timeout(Some(ANSWERS_WITHIN))?;
        let mut lines = Vec::new();
        for _ in 0..MOST_LINES {
            match self.line()? {
                (700..=799, _, false) => {}
                (number @ 700..=799, _, true) => self.take_in(number),
                (200..=299, _, true) => return Ok(lines),
                (number, _, true) => return Err(SsipError::Refused(number)),
                (_, text, false) => lines.push(text),
            }
        }
        Err(SsipError::Odd)
    }

    fn take_in(&mut self, number: u16) {
        match number {
            701 => self.told.push(Told::Begins),
            702 => self.told.push(Told::Ends),
            703 => self.told.push(Told::Cancelled),
            _ => {}
        }
    }

    /// A line: its number, its text, and whether it is the last of its answer.
    fn line(&mut self) -> Result<(u16, String, bool), SsipError> {
        let mut line = Vec::new();
        let read = io::Read::take(&mut self.reads, LONGEST as u64).read_until(b'\n', &mut line)?;
        if read == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
        let line = String::from_utf8(line).map_err(|_| SsipError::Odd)?;
        let number = line.get(..3).and_then(|number| number.parse().ok()).ok_or(SsipError::Odd)?;
        let last = match line.as_bytes().get(3) {
            Some(b' ') => true,
            Some(b'-') => false,
            _ => return Err(SsipError::Odd),
        };
        Ok((number, line.get(4..).unwrap_or_default().trim_end().to_owned(), last))
    }
}

/// The name of whoever sits here, as the protocol wants it: nothing that could be another command.
fn user() -> String {
    let name = std::env::var("USER").unwrap_or_default();
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    if name.is_empty() { "user".to_owned() } else { name }
}
