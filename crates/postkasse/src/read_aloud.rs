//! Reading a file of a letter aloud. The text comes out of the vault in this program and goes to the voice of this computer
//! piece by piece; before each piece it is asked anew whether it may be read. It ends with a lock, with the access, and
//! when another file is begun.

use crate::App;
use crate::computer::voice::language_of;
use crate::views::{ApiError, Speaker, VoiceView};
use model::{FileId, MessageId};

#[cfg(target_os = "linux")]
pub(crate) use here::Aloud;

impl App {
    /// Whether a file can be read aloud, and by whom.
    ///
    /// # Errors
    /// As [`App::content`].
    pub async fn voice(&self, message: MessageId, file: FileId) -> Result<VoiceView, ApiError> {
        let (language, text) = self.said_in(&message, &file).await?;
        let by = match text.trim() {
            "" => Speaker::Nobody,
            _ => self.speaker(language).await,
        };
        Ok(VoiceView { by, language: language.to_owned() })
    }

    /// The file's text and its language.
    async fn said_in(&self, message: &MessageId, file: &FileId) -> Result<(&'static str, String), ApiError> {
        let found = self.find_file(message, file).await?;
        let text = self.file_text(message.clone(), file.clone()).await?.text;
        Ok((language_of(&found.file.language, &text), text))
    }

    #[cfg(not(target_os = "linux"))]
    async fn speaker(&self, _language: &str) -> Speaker {
        Speaker::Page
    }

    /// Reads nothing here: the page does.
    ///
    /// # Errors
    /// [`ApiError`] `refused`, always.
    #[cfg(not(target_os = "linux"))]
    pub async fn read_aloud(&self, _message: MessageId, _file: FileId) -> Result<(), ApiError> {
        Err(ApiError::plain(model::Code::Refused))
    }

    /// Stops what this program reads aloud, which is nothing here.
    #[cfg(not(target_os = "linux"))]
    pub fn read_aloud_stop(&self) {}
}

#[cfg(target_os = "linux")]
mod here {
    use super::*;
    use crate::computer::voice::{Heard, Place, Reading, has_voice, pieces};
    use crate::pulse::Pulse;
    use crate::views::AppEvent;
    use model::Code;
    use std::sync::{Mutex, MutexGuard, PoisonError};
    use tokio::runtime::Handle;
    use tokio::sync::broadcast::Receiver;
    use tokio::sync::broadcast::error::RecvError;

    /// Where the voice is, and what it reads now.
    pub(crate) struct Aloud {
        place: Option<Place>,
        now: Mutex<Now>,
    }

    /// What is read now. Every beginning and every end counts on: so nothing that comes late from a reading that is over is
    /// taken for the one that goes on, and one that was stopped while it began does not begin.
    #[derive(Default)]
    struct Now {
        number: u64,
        of: Option<(MessageId, FileId)>,
        reading: Option<Reading>,
    }

    impl Default for Aloud {
        fn default() -> Self {
            Aloud { place: Place::usual(), now: Mutex::default() }
        }
    }

    impl Aloud {
        fn now(&self) -> MutexGuard<'_, Now> {
            self.now.lock().unwrap_or_else(PoisonError::into_inner)
        }
    }

    impl Now {
        /// Another number, and nothing is read; what was read, stopped by being dropped, tells that it is over.
        fn turn(&mut self, pulse: &Pulse, failed: bool) -> u64 {
            self.number = self.number.wrapping_add(1);
            self.reading = None;
            if let Some((id, file)) = self.of.take() {
                pulse.tell(AppEvent::ReadingEnded { id, file, failed });
            }
            self.number
        }
    }

    impl App {
        pub(super) async fn speaker(&self, language: &'static str) -> Speaker {
            let Some(place) = self.aloud.place.clone() else { return Speaker::Nobody };
            let asked = tokio::task::spawn_blocking(move || has_voice(&place, language)).await;
            match asked {
                Ok(Ok(true)) => Speaker::System,
                Ok(Err(error)) => {
                    tracing::debug!(%error, "nothing is read aloud");
                    Speaker::Nobody
                }
                _ => Speaker::Nobody,
            }
        }

        /// Begins to read a file aloud, in the place of what was read. Events tell how it goes.
        ///
        /// # Errors
        /// [`ApiError`]: as [`App::content`]; `refused` when there is no voice or nothing to be read.
        pub async fn read_aloud(&self, message: MessageId, file: FileId) -> Result<(), ApiError> {
            let number = self.aloud.now().turn(&self.pulse, false);
            let (language, text) = self.said_in(&message, &file).await?;
            let all = pieces(&text);
            let place = self.aloud.place.clone().filter(|_| !all.is_empty());
            let place = place.ok_or_else(|| ApiError::said(Code::Refused, "error.voice"))?;
            // Before the first piece: a lock that comes meanwhile is heard.
            let events = self.pulse.listen();
            {
                let mut now = self.aloud.now();
                if now.number != number {
                    return Ok(());
                }
                now.of = Some((message.clone(), file.clone()));
            }
            let (app, id, of_file, runtime) = (self.clone(), message.clone(), file.clone(), Handle::current());
            let still = move || runtime.block_on(app.find_file(&id, &of_file)).is_ok();
            let tell = self.teller(number, all.len());
            let begun = tokio::task::spawn_blocking(move || Reading::begin(&place, language, all, still, tell)).await;
            let begun = begun.map_err(|error| ApiError::unexpected(&error));
            let begun = begun
                .and_then(|begun| begun.map_err(|error| ApiError::new(Code::Refused, Some("error.voice"), &error)));
            let mut now = self.aloud.now();
            if now.number == number {
                match begun {
                    Ok(reading) => now.reading = Some(reading),
                    Err(error) => {
                        now.turn(&self.pulse, true);
                        return Err(error);
                    }
                }
            }
            drop(now);
            tokio::spawn(self.clone().ends_with_the_right(number, message, file, events));
            Ok(())
        }

        /// Whatever may end the right to read is asked about at once, not at the next piece.
        async fn ends_with_the_right(
            self,
            number: u64,
            message: MessageId,
            file: FileId,
            mut events: Receiver<AppEvent>,
        ) {
            while self.aloud.now().number == number {
                let ends = match events.recv().await {
                    Ok(AppEvent::Locked | AppEvent::Leaving) | Err(RecvError::Closed) => true,
                    Ok(AppEvent::Mailboxes | AppEvent::Letter { .. }) | Err(RecvError::Lagged(_)) => {
                        self.find_file(&message, &file).await.is_err()
                    }
                    Ok(_) => false,
                };
                let mut now = self.aloud.now();
                if ends && now.number == number {
                    now.turn(&self.pulse, false);
                }
            }
        }

        /// Stops what is read aloud, at once; nothing when nothing is.
        pub fn read_aloud_stop(&self) {
            self.aloud.now().turn(&self.pulse, false);
        }

        fn teller(&self, number: u64, of: usize) -> impl Fn(Heard) + Send + 'static + use<> {
            let (pulse, aloud) = (self.pulse.clone(), self.aloud.clone());
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            move |heard| {
                let mut now = aloud.now();
                if now.number != number {
                    return;
                }
                match heard {
                    Heard::Piece(at) => {
                        if let Some((id, file)) = now.of.clone() {
                            let piece = count(at.saturating_add(1));
                            pulse.tell(AppEvent::ReadingAloud { id, file, piece, of: count(of) });
                        }
                    }
                    Heard::Done | Heard::Stopped => _ = now.turn(&pulse, false),
                    Heard::Failed => _ = now.turn(&pulse, true),
                }
            }
        }
    }
}
