//! A letter's tags, put in order before a tree is made of them: every tag that is opened is closed again, few
//! lie in each other, and there are not too many. Without that a letter of a few kilobytes can grow to
//! gigabytes: formatting that was left open is repeated in every paragraph that follows. What is left out here
//! are tags, never text. Whether what is left is harmless is for the cleaning to say.

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// More tags than a long statement of account has.
const MOST_TAGS: usize = 30_000;
/// Tables in tables in tables come to a few dozen.
const DEEPEST: usize = 120;
/// Bold in italic in large in red …
const MOST_FORMATS: usize = 10;

/// Closed by themselves: nothing can be inside.
const EMPTY: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Left out with everything inside.
const DROPPED: &[&str] =
    &["iframe", "math", "noembed", "noframes", "object", "script", "style", "svg", "template", "title"];
/// Their content is for those who show no forms and run no scripts, as we do; to others it would be no HTML.
const ONLY_TEXT: &[&str] = &["noscript", "plaintext", "textarea", "xmp"];
/// Repeated in the next paragraph when they were not closed in the last one.
const FORMATS: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// People leave out their end tags: each is closed by the next of its kind within the same whole.
const CLOSED_BY_NEXT: &[(&str, &[&str], &[&str])] = &[
    ("p", &["p"], &["td", "th", "table", "li", "blockquote", "div", "center"]),
    ("li", &["li"], &["ul", "ol"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("td", &["td", "th"], &["tr", "table"]),
    ("th", &["td", "th"], &["tr", "table"]),
    ("tr", &["tr"], &["table"]),
    ("tbody", &["thead", "tbody", "tfoot"], &["table"]),
    ("tfoot", &["thead", "tbody", "tfoot"], &["table"]),
    ("option", &["option"], &["select"]),
];

/// The letter with its tags in order.
pub(super) fn level(html: &str) -> String {
    let tokenizer = Tokenizer::new(Level::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It stops for scripts only, and none is made here.
    while let TokenizerResult::Script(()) = tokenizer.feed(&input) {}
    tokenizer.end();
    let mut state = tokenizer.sink.0.take();
    state.close_down_to(0);
    state.out
}

#[derive(Default)]
struct Level(RefCell<State>);

#[derive(Default)]
struct State {
    out: String,
    open: Vec<String>,
    tags: usize,
    /// What is left out with everything inside, and how often it was opened in itself.
    dropping: Option<(String, usize)>,
    /// Where a text begins whose first empty lines do not count.
    begins: Option<usize>,
}

impl TokenSink for Level {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                state.start(&tag);
                return reads_as(&tag.name);
            }
            Token::TagToken(tag) => state.end(&tag.name),
            Token::CharacterTokens(text) if state.dropping.is_none() => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What follows some tags is no HTML.
fn reads_as(name: &str) -> TokenSinkResult<()> {
    match name {
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

impl State {
    fn start(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        if let Some((dropped, times)) = &mut self.dropping {
            *times += usize::from(dropped == name && !tag.self_closing);
            return;
        }
        if DROPPED.contains(&name) {
            if !(tag.self_closing && matches!(name, "svg" | "math")) {
                self.dropping = Some((name.to_owned(), 1));
            }
            return;
        }
        self.tags += 1;
        if self.tags > MOST_TAGS || !is_plain(name) || ONLY_TEXT.contains(&name) {
            return;
        }
        let name = if name == "image" { "img" } else { name };
        if EMPTY.contains(&name) {
            self.write(name, tag);
            return;
        }
        self.close_for(name);
        let formats = || self.open.iter().filter(|open| FORMATS.contains(&open.as_str())).count();
        let too_deep = self.open.len() >= DEEPEST || (FORMATS.contains(&name) && formats() >= MOST_FORMATS);
        if !too_deep {
            self.write(name, tag);
            self.open.push(name.to_owned());
        }
    }

    fn end(&mut self, name: &str) {
        match &mut self.dropping {
            Some((dropped, times)) if dropped == name => {
                *times -= 1;
                if *times == 0 {
                    self.dropping = None;
                }
            }
            Some(_) => {}
            None => {
                if let Some(at) = self.open.iter().rposition(|open| open == name) {
                    self.close_down_to(at);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        let begins = self.begins == Some(self.out.len());
        escape(&mut self.out, if begins { text.trim_start_matches('\n') } else { text }, false);
    }

    /// Closes what people leave to the next tag to close.
    fn close_for(&mut self, name: &str) {
        let Some((_, closed, whole)) = CLOSED_BY_NEXT.iter().find(|(next, ..)| *next == name) else { return };
        let from = self.open.iter().rposition(|open| whole.contains(&open.as_str())).map_or(0, |at| at + 1);
        let inside = self.open.get(from..).unwrap_or_default();
        if let Some(at) = inside.iter().position(|open| closed.contains(&open.as_str())) {
            self.close_down_to(from + at);
        }
    }

    fn close_down_to(&mut self, depth: usize) {
        while self.open.len() > depth {
            if let Some(name) = self.open.pop() {
                self.out.push_str("</");
                self.out.push_str(&name);
                self.out.push('>');
            }
        }
    }

    fn write(&mut self, name: &str, tag: &Tag) {
        self.out.push('<');
        self.out.push_str(name);
        for attribute in tag.attrs.iter().filter(|attribute| is_plain(&attribute.name.local)) {
            self.out.push(' ');
            self.out.push_str(&attribute.name.local);
            self.out.push_str("=\"");
            escape(&mut self.out, &attribute.value, true);
            self.out.push('"');
        }
        self.out.push('>');
        self.begins = matches!(name, "pre" | "listing").then_some(self.out.len());
    }
}

/// A name of the kind that HTML has.
fn is_plain(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn escape(out: &mut String, text: &str, in_attribute: bool) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decent_letter_stays_as_it_is() {
        for letter in [
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>",
            "<p>Hej <b>Mette <i>og</i></b> andre<br>1 &lt; 2 &amp; \"3\"</p><hr>",
            "<ul><li>et<ul><li>to</li></ul></li><li>tre</li></ul>",
            "<a href=\"https://eksempel.dk/?a=1&amp;b=2\" title=\"&quot;\">x</a>",
            "<td><p>x</p><p>y</p></td>",
        ] {
            assert_eq!(level(letter), letter);
        }
    }

    #[test]
    fn what_people_leave_open_is_closed_where_they_meant_it() {
        for (typed, meant) in [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li><li>d</li></ul>"),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>d",
                "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>d",
            ),
            ("<p><b>a<p>b</b>c", "<p><b>a</b></p><p>bc</p>"),
            ("a</div></p>b", "ab"),
            (
                "<TABLE><TR><TD><p>a<TABLE><TR><TD>b",
                "<table><tr><td><p>a<table><tr><td>b</td></tr></table></p></td></tr></table>",
            ),
        ] {
            assert_eq!(level(typed), meant, "{typed}");
        }
    }

    #[test]
    fn what_is_no_letter_is_left_out_and_no_text_is_lost() {
        for (typed, left) in [
            ("a<script>if (1 < 2) '<b>'</script>b", "ab"),
            ("a<style>p > a {}</style>b<title>t</title>", "ab"),
            ("a<svg><svg><p>x</p></svg><g></svg>b", "ab"),
            ("a<svg/>b<!-- <p> -->c<!DOCTYPE html>", "abc"),
            ("<textarea><b>x</textarea>y", "&lt;b&gt;xy"),
            ("a<plaintext><b>x", "a&lt;b&gt;x"),
            ("<p on\"x=1 =y=2 onclick=z>a", "<p onclick=\"z\">a</p>"),
            ("<image src=x>", "<img src=\"x\">"),
            ("<noscript><p>a</p></noscript>", "<p>a</p>"),
            ("<pre dir=ltr>\n&#10;\na\n</pre>", "<pre dir=\"ltr\">a\n</pre>"),
        ] {
            assert_eq!(level(typed), left, "{typed}");
        }
    }

    #[test]
    fn however_many_and_however_deep_they_are_few_and_shallow_afterwards() {
        for piece in ["<div>x", "<b>x", "<table><tr><td>x", "<a><div>x", "<b><p>x", "<svg>x", "<p><b title=1>x"] {
            let typed = piece.repeat(40_000);
            let levelled = level(&typed);
            let (mut depth, mut deepest) = (0_usize, 0);
            for tag in levelled.split('<').skip(1) {
                depth = if tag.starts_with('/') { depth - 1 } else { depth + 1 };
                deepest = deepest.max(depth);
            }
            assert!(deepest <= DEEPEST && depth == 0, "{piece}: {deepest}");
            assert!(levelled.matches('<').count() <= 2 * MOST_TAGS, "{piece}");
            let text = if piece == "<svg>x" { 0 } else { 40_000 };
            assert_eq!(levelled.matches('x').count(), text, "{piece}");
        }
    }
}
