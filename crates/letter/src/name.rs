//! File names. What a sender wrote is a claim: it may hide its real ending behind direction marks, climb out
//! of its folder, or be the name of a device.

use crate::Kind;

/// Longer names are cut in front of their ending. In bytes: systems take 255 of them, and a number may be added.
const LONGEST: usize = 200;
const FORBIDDEN: &str = "<>:\"/\\|?*";
const DEVICES: [&str; 8] = ["con", "prn", "aux", "nul", "com", "lpt", "conin$", "conout$"];
/// Endings of what is looked at. In front of another ending they make a program look like a document.
const DOCUMENTS: [&str; 14] =
    ["pdf", "doc", "docx", "odt", "xls", "xlsx", "txt", "csv", "htm", "html", "jpg", "jpeg", "png", "gif"];

/// A name that can be shown and saved under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeName {
    /// The name.
    pub display: String,
    /// It was not what it seemed.
    pub odd: bool,
}

/// Marks that change direction or cannot be seen.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e01ef}'
            | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{2800}' | '\u{3164}' | '\u{ffa0}')
}

/// The endings that fit what a file really is; none means that any ending may stand.
fn endings(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Pdf => &["pdf"],
        Kind::Html => &["html", "htm"],
        Kind::Markdown => &["md", "markdown", "txt"],
        Kind::Text => &["txt", "csv", "md", "log", "text"],
        Kind::Calendar => &["ics"],
        Kind::Image => &["png", "jpg", "jpeg", "gif", "webp"],
        Kind::Other => &[],
    }
}

/// The ending that a file gets whose own does not fit. Among pictures the claim counts: what they are shown as
/// is decided by their bytes.
fn ending_for(kind: Kind, claimed_mime: &str) -> Option<&'static str> {
    match (kind, claimed_mime) {
        (Kind::Image, "image/jpeg") => Some("jpg"),
        (Kind::Image, "image/gif") => Some("gif"),
        (Kind::Image, "image/webp") => Some("webp"),
        _ => endings(kind).first().copied(),
    }
}

/// Tames a name; the ending fits what the file really is.
#[must_use]
pub fn safe_filename(name: &str, kind: Kind, claimed_mime: &str) -> SafeName {
    let visible: String = name.chars().filter(|c| !is_invisible(*c)).collect();
    let last = visible.rsplit(['/', '\\']).next().unwrap_or_default();
    let allowed: String = last.chars().filter(|c| !FORBIDDEN.contains(*c)).collect();
    // Many spaces push the real ending out of sight.
    let plain = allowed.split_whitespace().collect::<Vec<_>>().join(" ");
    let trimmed = plain.trim_matches([' ', '.']);
    let mut odd = visible.len() != name.len() || allowed != visible || trimmed.len() + 2 < allowed.len();
    let (stem, ending) = match trimmed.rsplit_once('.') {
        Some((stem, ending))
            if (1..=8).contains(&ending.len()) && ending.chars().all(|c| c.is_ascii_alphanumeric()) =>
        {
            (stem, ending.to_ascii_lowercase())
        }
        _ => (trimmed, String::new()),
    };
    let (mut stem, ending) = match ending_for(kind, claimed_mime) {
        Some(fitting) if !endings(kind).contains(&ending.as_str()) => {
            odd |= !ending.is_empty();
            (stem.to_owned(), fitting.to_owned())
        }
        _ => (stem.to_owned(), ending),
    };
    let inner = stem.rsplit_once('.').map(|(_, inner)| inner.trim().to_ascii_lowercase());
    odd |= kind == Kind::Other && inner.is_some_and(|inner| DOCUMENTS.contains(&inner.as_str()));
    let bare = stem.split('.').next().unwrap_or_default().trim().to_ascii_lowercase();
    if DEVICES.contains(&bare.trim_end_matches(|c: char| c.is_ascii_digit() || "¹²³".contains(c))) {
        stem.insert(0, '_');
        odd = true;
    }
    if stem.trim_matches([' ', '.']).is_empty() {
        "fil".clone_into(&mut stem);
        odd = true;
    }
    let most = LONGEST - ending.len() - 1;
    let end = (0..=most.min(stem.len())).rev().find(|at| stem.is_char_boundary(*at)).unwrap_or(0);
    let stem = stem.get(..end).unwrap_or_default().trim_end_matches([' ', '.']);
    let display = if ending.is_empty() { stem.to_owned() } else { format!("{stem}.{ending}") };
    SafeName { display, odd }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nasty_names_are_tamed_and_said_to_be_odd() {
        for (name, kind, tame) in [
            ("faktura\u{202e}fdp.exe", Kind::Other, "fakturafdp.exe"),
            ("../../etc/passwd", Kind::Other, "passwd"),
            ("C:\\Windows\\brev.pdf", Kind::Pdf, "brev.pdf"),
            ("CON.txt", Kind::Text, "_CON.txt"),
            ("com1", Kind::Other, "_com1"),
            ("brev.pdf.exe", Kind::Pdf, "brev.pdf.pdf"),
            ("a\u{0}b\n.txt", Kind::Text, "ab.txt"),
            ("   ...", Kind::Pdf, "fil.pdf"),
            ("", Kind::Other, "fil"),
            ("a<b>|c?.txt", Kind::Text, "abc.txt"),
            ("skjult\u{200b}.pdf", Kind::Pdf, "skjult.pdf"),
        ] {
            assert_eq!(safe_filename(name, kind, ""), SafeName { display: tame.to_owned(), odd: true }, "{name:?}");
        }
    }

    #[test]
    fn decent_names_stay_as_they_are() {
        for name in ["Børnehave – plads.pdf", "Referat 2. møde.pdf", "årsopgørelse.PDF"] {
            let safe = safe_filename(name, Kind::Pdf, "application/pdf");
            assert!(!safe.odd, "{name}");
            assert_eq!(safe.display.to_lowercase(), name.to_lowercase());
        }
        let long = format!("{}.pdf", "æ".repeat(4000));
        let safe = safe_filename(&long, Kind::Pdf, "");
        assert!(safe.display.len() <= LONGEST && safe.display.ends_with("æ.pdf"));
    }
}
