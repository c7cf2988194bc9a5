//! Making a letter safe and useful: what a file really is, a name that cannot harm, HTML without anything
//! that acts or calls home, the text that can be read in it, where its links really lead, its appointments as
//! a calendar file, what its text seems to ask for by a day, and its sender's logo. Limits on size and time throughout.

mod calendar;
mod guess;
mod html;
mod image;
mod kind;
mod link;
mod logo;
mod look;
mod markdown;
mod name;
mod own_thread;
mod pdf;
mod text;

pub use calendar::{Event, calendar};
pub use guess::{GUESSED_BY, guesses};
pub use html::{CleanHtml, Link, clean_html};
pub use image::image_mime;
pub use kind::{Kind, sniff};
pub use link::{Destination, Refusal, check_link, real_host};
pub use logo::{LOGO_SIDE, logo};
pub use look::look;
pub use markdown::markdown_html;
pub use name::{SafeName, safe_filename};
pub use text::{Limits, Readable, TextError, decode_text, readable_text};
