//! A letter as a mail message (RFC 5322, MIME): its readable text, and every file of it attached. Written as a stream:
//! a file's bytes go through in pieces.

use super::letters::Letter;
use data_encoding::{BASE64, HEXLOWER};
use model::{DocumentKind, Mailbox};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};
use vault::StoreError;

/// Bytes of a line of base64, and of a piece.
const LINE: usize = 57;
const PIECE: usize = LINE * 500;
/// Characters of an encoded word: with what stands around them they fit in a line.
const WORD: usize = 39;

/// Writes the message; lines end as text files' do here, as mbox has it.
pub(super) fn write(mailbox: &Mailbox, letter: &Letter, out: &mut impl Write) -> Result<(), StoreError> {
    let message = &letter.message;
    let hash = HEXLOWER.encode(&Sha256::digest(message.id.as_str().as_bytes()));
    let boundary = format!("postkasse-{}", hash.get(..32).unwrap_or_default());
    writeln!(out, "From: {}\n <no-reply@digitalpost.invalid>", words(&message.sender.label))?;
    writeln!(out, "To: {}\n <mailbox@digitalpost.invalid>", words(&mailbox.owner))?;
    writeln!(out, "Subject: {}", words(&message.subject))?;
    writeln!(out, "Date: {}", message.received.strftime("%a, %d %b %Y %H:%M:%S +0000"))?;
    writeln!(out, "Message-ID: <{}@postkasse.invalid>", hash.get(..40).unwrap_or_default())?;
    writeln!(out, "MIME-Version: 1.0")?;
    writeln!(out, "Status: {}", if message.read { "RO" } else { "O" })?;
    writeln!(out, "Content-Type: multipart/mixed;\n boundary=\"{boundary}\"\n")?;
    writeln!(out, "--{boundary}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n")?;
    base64(out, text(letter)?.as_bytes())?;
    for file in letter.shown_files() {
        let Ok((_, bytes)) = letter.open(&file.id)? else { return Err(StoreError::NotFound) };
        let (kind, name) = letter.named(file)?;
        writeln!(out, "--{boundary}\nContent-Type: {}", mime(kind, &file.mime))?;
        writeln!(out, "Content-Transfer-Encoding: base64\nContent-Disposition: attachment{}\n", filename(&name))?;
        base64(out, bytes)?;
    }
    writeln!(out, "--{boundary}--")?;
    Ok(())
}

/// What can be read in the main document, or what the letter is called.
fn text(letter: &Letter) -> Result<String, StoreError> {
    let main = letter.message.documents.iter().filter(|document| document.kind == DocumentKind::Main);
    for file in main.flat_map(|document| &document.files) {
        if let Some(text) = letter.cache.file_text(&file.id)? {
            return Ok(text);
        }
    }
    Ok(letter.message.subject.clone())
}

/// The type by what the file really is; the sender's claim counts for what is not known.
fn mime(kind: letter::Kind, claimed: &str) -> String {
    let token = |c: char| c.is_ascii_alphanumeric() || "!#$&-^_.+".contains(c);
    let claim = claimed.split(';').next().unwrap_or_default().trim();
    let sound = |claim: &&str| {
        claim.split_once('/').is_some_and(|(a, b)| [a, b].iter().all(|one| !one.is_empty() && one.chars().all(token)))
            && claim.len() < 100
    };
    match kind {
        letter::Kind::Pdf => "application/pdf".to_owned(),
        letter::Kind::Html => "text/html".to_owned(),
        letter::Kind::Markdown => "text/markdown".to_owned(),
        letter::Kind::Text => "text/plain".to_owned(),
        letter::Kind::Calendar => "text/calendar".to_owned(),
        letter::Kind::Image | letter::Kind::Other => {
            Some(claim).filter(sound).unwrap_or("application/octet-stream").to_owned()
        }
    }
}

/// A text in a header: as it is when every reader takes it so, otherwise in encoded words (RFC 2047).
fn words(text: &str) -> String {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = one_line.chars().filter(|c| !c.is_control()).collect();
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ' || c == '-';
    if text.chars().all(plain) && text.len() <= 60 && !text.is_empty() {
        return text;
    }
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if word.len() + c.len_utf8() > WORD {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.push(word);
    let encoded = words.iter().map(|word| format!("=?utf-8?B?{}?=", BASE64.encode(word.as_bytes())));
    encoded.collect::<Vec<_>>().join("\n ")
}

/// The name of a file as parameters, in pieces where it is long (RFC 2231).
fn filename(name: &str) -> String {
    let attribute = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let encoded: Vec<String> = name
        .bytes()
        .map(|byte| if attribute(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    if encoded.iter().all(|one| one.len() == 1) && encoded.len() <= 50 {
        return format!(";\n filename=\"{}\"", encoded.concat());
    }
    let pieces = encoded.chunks(16).enumerate().map(|(number, piece)| {
        let charset = if number == 0 { "utf-8''" } else { "" };
        format!(";\n filename*{number}*={charset}{}", piece.concat())
    });
    pieces.collect()
}

fn base64(out: &mut impl Write, mut bytes: impl Read) -> io::Result<()> {
    let mut piece = Vec::with_capacity(PIECE);
    let mut text = String::with_capacity(PIECE * 3 / 2);
    loop {
        piece.clear();
        bytes.by_ref().take(PIECE as u64).read_to_end(&mut piece)?;
        text.clear();
        for line in piece.chunks(LINE) {
            BASE64.encode_append(line, &mut text);
            text.push('\n');
        }
        out.write_all(text.as_bytes())?;
        if piece.len() < PIECE {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_cannot_be_broken_out_of_and_every_letter_comes_through() {
        assert_eq!(words("Besked fra kommunen"), "Besked fra kommunen");
        for text in ["Æbler & pærer", "a\r\nBcc: x@example.org", "\"a\" <b@c>", "", &"ø".repeat(200)] {
            let encoded = words(text);
            assert!(encoded.lines().all(|line| line.trim_start().starts_with("=?utf-8?B?") && line.len() <= 76));
            let word = |line: &str| line.trim().strip_prefix("=?utf-8?B?")?.strip_suffix("?=").map(str::to_owned);
            let plain: Vec<u8> =
                encoded.lines().flat_map(|line| BASE64.decode(word(line).unwrap().as_bytes()).unwrap()).collect();
            assert_eq!(String::from_utf8(plain).unwrap(), text.replace("\r\n", " "));
        }
        assert_eq!(filename("brev.pdf"), ";\n filename=\"brev.pdf\"");
        assert!(filename("blå \"brev\".pdf").contains("filename*0*=utf-8''bl%C3%A5%20%22brev%22"));
    }
}
