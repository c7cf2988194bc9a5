//! Letters in CommonMark, made HTML for the cleaner. What stands in them as HTML is left out, and so are pictures, which lie
//! elsewhere; their words stay. So nothing survives but what Dialogporten's reference allows: paragraphs, emphasis, lists,
//! links, code, quotations, lines, headings and breaks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// The HTML of a text in CommonMark, not yet cleaned.
#[must_use]
pub fn markdown_html(text: &str) -> String {
    let shown = Parser::new_ext(text, Options::empty()).filter(|event| match event {
        Event::Html(_) | Event::InlineHtml(_) => false,
        Event::Start(tag) => !matches!(tag, Tag::Image { .. } | Tag::HtmlBlock),
        Event::End(tag) => !matches!(tag, TagEnd::Image | TagEnd::HtmlBlock),
        _ => true,
    });
    let mut page = String::with_capacity(text.len().saturating_mul(3) / 2);
    html::push_html(&mut page, shown);
    page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean_html;
    use proptest::prelude::*;

    const ALLOWED: [&str; 18] = [
        "p",
        "em",
        "strong",
        "ul",
        "ol",
        "li",
        "a",
        "code",
        "pre",
        "blockquote",
        "hr",
        "br",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ];

    fn shown(text: &str) -> String {
        clean_html(&markdown_html(text)).html
    }

    /// The names of the tags of a page.
    fn tags(page: &str) -> Vec<String> {
        let names = page.split('<').skip(1);
        let name = |tag: &str| tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        names.map(name).collect()
    }

    #[test]
    fn a_letter_in_markdown_is_shown_as_it_was_meant() {
        let text = "# Vedtak\n\nHei **Kari**, _les_ [dette](https://www.eksempel.no/side).  \nTakk.\n\n1. et\n2. to\n\n- a\n\n> sitat\n\n`kode`\n\n---\n";
        let page = shown(text);
        for kept in [
            "<h1>Vedtak</h1>",
            "<strong>Kari</strong>",
            "<em>les</em>",
            "<br>",
            "<ol>",
            "<ul>",
            "<li>et</li>",
            "<blockquote>",
            "<code>kode</code>",
            "<hr>",
        ] {
            assert!(page.contains(kept), "{kept}: {page}");
        }
        let links = clean_html(&markdown_html(text)).links;
        assert_eq!(links.iter().map(|link| link.host.as_str()).collect::<Vec<_>>(), ["www.eksempel.no"]);
    }

    #[test]
    fn nothing_that_acts_or_calls_home_comes_out_of_it() {
        for hostile in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<iframe src=\"https://ond.example\"></iframe>",
            "![spor](https://ond.example/p.gif)",
            "![a ![b](https://ond.example/x)](data:text/html;base64,AAAA)",
            "[klikk](javascript:alert(1))",
            "[klikk](JaVaScRiPt&colon;alert(1))",
            "<javascript:alert(1)>",
            "[x](<https://ond.example/\"onmouseover=\"alert(1)>)",
            "[x]: https://ond.example/' onclick='alert(1)\n[x]",
            "<div\n>\n\n<form action=https://ond.example><input></form>",
            "`<svg onload=alert(1)>`",
            "```html\n<script>alert(1)</script>\n```",
            "<!-- <script>alert(1)</script> -->",
            "<?php echo 1 ?>\n\n<![CDATA[<b>]]>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "| a | b |\n|---|---|\n| ~~c~~ | <u>d</u> |",
        ] {
            let page = shown(hostile);
            for tag in tags(&page) {
                assert!(ALLOWED.contains(&tag.as_str()), "{hostile}: {page}");
            }
            let inside: String = page.split('<').skip(1).filter_map(|tag| tag.split('>').next()).collect();
            for sign in ["href", "src", "on", "style", "javascript"] {
                assert!(!inside.contains(&format!(" {sign}")) && !inside.contains("javascript"), "{hostile}: {page}");
            }
        }
        assert!(shown("![spor](https://ond.example/p.gif)").contains("spor"), "the words of a picture stay");
    }

    #[test]
    fn however_deep_and_however_long_it_comes_to_an_end() {
        for piece in ["> ", "- ", "[", "![", "*", "**a", "_a", "<a", "`", "[a](", "&", "1. ", "<!--"] {
            let page = shown(&piece.repeat(30_000));
            assert!(page.len() < 8 << 20, "{piece}: {}", page.len());
        }
    }

    proptest! {
        #[test]
        fn only_what_is_allowed_survives_whatever_is_written(text in "[ -~\n\u{e6}\u{f8}]{0,300}") {
            for tag in tags(&shown(&text)) {
                prop_assert!(ALLOWED.contains(&tag.as_str()), "{tag}");
            }
        }
    }
}
