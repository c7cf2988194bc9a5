//! A newsletter in HTML, with tables, pictures from elsewhere and links, as senders make them.

use super::{Body, Extra, Letter, letter};

const NEWS: &str = include_str!("newsletter.html");

/// The letters.
pub fn letters() -> Vec<Letter> {
    vec![Letter {
        extra: Extra { unread: true, ..Extra::default() },
        ..letter(
            "mette",
            "Prøvekøbing Kommune",
            70,
            "Nyt fra Prøvekøbing: vinterens tilbud til familier",
            Body::Html(NEWS),
        )
    }]
}
