//! The system's voice, for reading a letter aloud. On Linux it is asked by speech-dispatcher's protocol; elsewhere the page
//! has a voice of its own. The text goes in pieces of a sentence or two: so stopping is immediate, and what is not read yet
//! has not left this program.

mod language;
#[cfg(any(test, target_os = "linux"))]
mod pieces;
#[cfg(target_os = "linux")]
mod place;
#[cfg(target_os = "linux")]
mod reading;
#[cfg(target_os = "linux")]
mod ssip;
#[cfg(all(test, target_os = "linux"))]
mod tests;

pub(crate) use language::language_of;
#[cfg(target_os = "linux")]
pub(crate) use pieces::pieces;
#[cfg(target_os = "linux")]
pub(crate) use place::Place;
#[cfg(target_os = "linux")]
pub(crate) use reading::{Heard, Reading, has_voice};
