//! A channel as the ledger sees it: something that is told, and may know later what became of it.

use crate::{Channel, ChannelError, Fate, Notice, SendError, Telling, Trouble};
use model::MessageId;
use std::sync::Arc;

/// A way to tell. May block; the ledger has its line before it is asked.
pub trait Way: Send + Sync {
    /// Its word in the ledger.
    fn name(&self) -> &'static str;

    /// Tells.
    ///
    /// # Errors
    /// [`SendError`] says whether it surely was not told.
    fn tell(&self, what: &Message<'_>) -> Result<Fate, SendError>;

    /// What became of it; none when nobody can say.
    ///
    /// # Errors
    /// [`SendError`] when it could not be asked.
    fn fate(&self, reference: &str) -> Result<Option<Fate>, SendError>;

    /// What the service itself calls a sending that it took, if it can be asked by that alone.
    fn receipt(&self, _reference: &str) -> Option<String> {
        None
    }

    /// Hands back what an earlier run was given.
    fn recall(&self, _reference: &str, _receipt: &str) {}
}

/// What is told, with what a screen can do beside saying it.
pub struct Message<'a> {
    /// The words.
    pub telling: &'a Telling,
    /// The words of the button that opens the letter.
    pub open_label: &'a str,
    /// The letter that opens: the newest.
    pub opens: Option<&'a MessageId>,
}

/// The computer's own notifications.
pub struct OnScreen(pub Arc<dyn Channel>);

impl Way for OnScreen {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn tell(&self, what: &Message<'_>) -> Result<Fate, SendError> {
        let notice = Notice {
            title: what.telling.subject.clone(),
            body: what.telling.text.clone(),
            open_label: what.open_label.to_owned(),
            opens: what.opens.cloned(),
        };
        match self.0.tell(&notice) {
            Ok(()) => Ok(Fate::Delivered),
            // Whoever has no notification service today has none tomorrow; a heap of old news would help nobody.
            Err(ChannelError::NoService) => Err(SendError::Refused(Trouble::Down)),
            Err(ChannelError::NoAnswer) => Err(SendError::Doubtful(Trouble::Timeout)),
        }
    }

    fn fate(&self, _: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }
}
