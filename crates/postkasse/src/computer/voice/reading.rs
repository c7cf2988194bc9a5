//! A reading: a thread that gives the voice one piece after another and waits for each to be said. Whoever stops it does not
//! wait for the thread: the words “stop what is mine” go at once, also when the program is ending.

use super::Place;
use super::ssip::{Ssip, SsipError, Told};
use std::io::Write;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What happens to a reading, in this order: pieces from 0, then one end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It begins with a piece.
    Piece(usize),
    /// Everything was said.
    Done,
    /// Somebody stopped it: here, or the voice by another program's wish.
    Stopped,
    /// The voice went away or would not.
    Failed,
}

/// A reading that goes on until it is over or stopped. Dropping it stops it.
pub(crate) struct Reading(Arc<Shared>);

struct Shared {
    stopped: AtomicBool,
    /// Held while a piece is handed over: a stop that fell into the middle of it would be read out.
    handing: Mutex<()>,
    stream: UnixStream,
}

/// Whether the voice has one for this language.
///
/// # Errors
/// [`SsipError`] when it is not there or will not say.
pub(crate) fn has_voice(place: &Place, language: &str) -> Result<bool, SsipError> {
    let mut ssip = Ssip::begin(place.connect()?)?;
    let has = matching(&ssip.voices()?, language).is_some();
    ssip.ask("QUIT").ok();
    Ok(has)
}

/// The name by which the voice knows the language: itself, a variant of it, or for Norwegian the name of both.
fn matching(voices: &[String], language: &str) -> Option<String> {
    let names: &[&str] = match language {
        "nb" => &["nb", "no"],
        "nn" => &["nn", "no", "nb"],
        _ => &[language],
    };
    let is = |voice: &str, name: &str| voice.split(['-', '_']).next() == Some(name);
    names.iter().find_map(|name| voices.iter().find(|voice| is(voice, name))).cloned()
}

impl Reading {
    /// Begins. `tell` is called from another thread; `still` is asked before each piece whether it may be read.
    ///
    /// # Errors
    /// [`SsipError`] when the voice is not there, or has none for this language.
    pub(crate) fn begin(
        place: &Place,
        language: &str,
        pieces: Vec<String>,
        still: impl Fn() -> bool + Send + 'static,
        tell: impl Fn(Heard) + Send + 'static,
    ) -> Result<Self, SsipError> {
        let stream = place.connect()?;
        let shared =
            Arc::new(Shared { stopped: AtomicBool::new(false), handing: Mutex::new(()), stream: stream.try_clone()? });
        let mut ssip = Ssip::begin(stream)?;
        let language = matching(&ssip.voices()?, language).ok_or(SsipError::Odd)?;
        for command in [
            &format!("SET SELF LANGUAGE {language}"),
            // Others of this kind are let finish, and what presses is said before it.
            "SET SELF PRIORITY text",
            "SET SELF NOTIFICATION BEGIN on",
            "SET SELF NOTIFICATION END on",
            "SET SELF NOTIFICATION CANCEL on",
        ] {
            ssip.ask(command)?;
        }
        let reading = shared.clone();
        std::thread::Builder::new().name("voice".to_owned()).spawn(move || {
            let ended = match reading.all(&mut ssip, &pieces, &still, &tell) {
                Ok(ended) => ended,
                // What ends because it was stopped has not failed.
                Err(_) if reading.is_stopped() => Heard::Stopped,
                Err(error) => {
                    tracing::info!(%error, "reading aloud ended");
                    Heard::Failed
                }
            };
            tell(ended);
        })?;
        Ok(Reading(shared))
    }

    /// Stops it at once. Nothing of anybody else is stopped.
    pub(crate) fn stop(&self) {
        let before = self.0.stopped.swap(true, Ordering::SeqCst);
        // While a piece is handed over nobody is waited for: the thread says it as soon as it can.
        if !before && self.0.handing.try_lock().is_ok() {
            self.0.say_stop();
        }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Shared {
    fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }

    fn say_stop(&self) {
        // A voice that is gone says nothing any longer.
        let _ = (&self.stream).write_all(b"STOP SELF\r\nQUIT\r\n");
    }

    fn all(
        &self,
        ssip: &mut Ssip,
        pieces: &[String],
        still: &impl Fn() -> bool,
        tell: &impl Fn(Heard),
    ) -> Result<Heard, SsipError> {
        for (at, piece) in pieces.iter().enumerate() {
            if !still() {
                return Ok(Heard::Stopped);
            }
            {
                let _handing = self.handing.lock().unwrap_or_else(PoisonError::into_inner);
                if self.is_stopped() {
                    return Ok(Heard::Stopped);
                }
                ssip.speak(piece)?;
            }
            if self.is_stopped() {
                self.say_stop();
                return Ok(Heard::Stopped);
            }
            loop {
                match ssip.heard()? {
                    Told::Begins => tell(Heard::Piece(at)),
                    Told::Ends => break,
                    Told::Cancelled => return Ok(Heard::Stopped),
                }
            }
        }
        let _ = ssip.ask("QUIT");
        Ok(Heard::Done)
    }
}
