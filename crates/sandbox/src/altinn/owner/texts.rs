//! What the service owner's endpoints say when nobody wrote it for them.

/// Markdown that tries what a page must not let through.
pub const HOSTILE: &str = include_str!("hostile.md");

/// A page of the service owner's, for a browser.
#[must_use]
pub fn page(title: &str, text: &str) -> String {
    let safe = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    format!(
        "<!doctype html>\n<html lang=\"nb\"><head><meta charset=\"utf-8\"><title>{0}</title></head>\n\
         <body><main><h1>{0}</h1><p>{1}</p></main></body></html>\n",
        safe(title),
        safe(text)
    )
}

/// More than the 100 KB that an embed may be.
#[must_use]
pub fn too_large() -> String {
    let line = "Dette er en linje i et brev som er mye lengre enn det som er avtalt.\n\n";
    format!("## Et langt brev\n\n{}", line.repeat(1700))
}
