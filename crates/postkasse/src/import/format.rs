//! What a file is, by its first bytes; its name is a claim.

use super::Why;

/// So many bytes are looked at.
pub(super) const LOOK: usize = 1024;

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A MeMo letter, or a container of such.
    Memo,
    /// One PDF: a letter of its own.
    Pdf,
    /// Many mail messages in one file.
    Mbox,
    /// One mail message.
    Mail,
}

/// What this is, if it is anything that is read here. What is neither mail nor PDF may be a container: the one in use
/// has no mark of its own.
pub(super) fn format(head: &[u8]) -> Result<Format, Why> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    if head.is_empty() {
        Err(Why::Empty)
    } else if head.windows(5).any(|window| window == b"%PDF-") {
        Ok(Format::Pdf)
    } else if text.starts_with(b"From ") {
        Ok(Format::Mbox)
    } else if is_header(text) {
        Ok(Format::Mail)
    } else {
        Ok(Format::Memo)
    }
}

/// A line as a mail message begins with: a name of letters and hyphens, a colon, and more lines like it.
fn is_header(text: &[u8]) -> bool {
    let field = |line: &[u8]| {
        let name: Vec<u8> = line.iter().copied().take_while(|byte| *byte != b':').collect();
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
        (2..=60).contains(&name.len()) && name.len() < line.len() && name.iter().all(plain)
    };
    let mut lines = text.split(|byte| *byte == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    let first = lines.next().is_some_and(field);
    let binary = text.contains(&0);
    // A line may go on on the next, behind white space; the last one may be cut.
    first && !binary && lines.take(2).all(|line| line.first().is_some_and(u8::is_ascii_whitespace) || field(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_what_it_begins_with() {
        for (head, known) in [
            (&b""[..], Err(Why::Empty)),
            (b"%PDF-1.7", Ok(Format::Pdf)),
            (b"\n\n%PDF-1.4", Ok(Format::Pdf)),
            (b"From mette@example.org Thu Jan  1", Ok(Format::Mbox)),
            (b"From: a@example.org\r\nSubject: b\r\n\r\nText", Ok(Format::Mail)),
            (b"Received: from a\n\tby b\nTo: c\n", Ok(Format::Mail)),
            (b"<?xml version=\"1.0\"?>", Ok(Format::Memo)),
            (b"\x5d\0\0\x10\0", Ok(Format::Memo)),
            (b"Hej: du\nen linje til", Ok(Format::Memo)),
        ] {
            assert_eq!(format(head), known, "{}", String::from_utf8_lossy(head));
        }
    }
}
