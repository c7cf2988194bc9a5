//! A channel as the ledger sees it: something that is told, and may know later what became of it.

use crate::{About, Channel, ChannelError, Fate, Notice, Rank, SendError, Telling, Trouble};
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

    /// What it still shows, with the letters. What was sent to somebody shows nothing any more.
    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        Vec::new()
    }

    /// Takes away what it shows about this.
    fn withdraw(&self, _: &About) {}
}

/// What is told, with what a screen can do beside saying it.
pub struct Message<'a> {
    /// The words.
    pub telling: &'a Telling,
    /// For a screen.
    pub screen: Screen<'a>,
}

/// What only a screen can do.
#[derive(Debug, Clone)]
pub struct Screen<'a> {
    /// What it is about; none when it is only a try.
    pub about: Option<About>,
    /// The words of the button that opens the letter.
    pub open_label: &'a str,
    /// The words of the button that marks them all as read; none where that is not offered.
    pub read_label: Option<&'a str>,
    /// How much it wants to be seen.
    pub rank: Rank,
    /// Less than what it replaces: nothing new is told.
    pub silent: bool,
    /// The letters, the newest first: that one opens.
    pub letters: Vec<MessageId>,
}

/// A screen as a way.
pub struct OnScreen(pub Arc<dyn Channel>);

impl Way for OnScreen {
    fn name(&self) -> &'static str {
        self.0.name()
    }

    fn tell(&self, what: &Message<'_>) -> Result<Fate, SendError> {
        let screen = what.screen.clone();
        let notice = Notice {
            about: screen.about,
            title: what.telling.subject.clone(),
            body: what.telling.text.clone(),
            open_label: screen.open_label.to_owned(),
            read_label: screen.read_label.map(str::to_owned),
            rank: screen.rank,
            silent: screen.silent,
            letters: screen.letters,
        };
        match self.0.tell(&notice) {
            Ok(()) => Ok(Fate::Delivered),
            // It may come up later than this program; what has waited for a week by then is no news any more.
            Err(ChannelError::NoService) => Err(SendError::NotYet(Trouble::Down, None)),
            Err(ChannelError::NoAnswer) => Err(SendError::Doubtful(Trouble::Timeout)),
        }
    }

    fn fate(&self, _: &str) -> Result<Option<Fate>, SendError> {
        Ok(None)
    }

    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        self.0.shown()
    }

    fn withdraw(&self, about: &About) {
        self.0.withdraw(about);
    }
}
