//! A way to tell a person something.

use model::MessageId;

/// What is told, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The first line.
    pub title: String,
    /// The second.
    pub body: String,
    /// The words of the button that opens the letter, where the channel has buttons.
    pub open_label: String,
    /// The letter that opens when the person takes it up: the newest. None when it is only a try.
    pub opens: Option<MessageId>,
}

/// It could not be told.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChannelError {
    /// There is nobody who would show it.
    #[error("there is no notification service")]
    NoService,
    /// Whoever would show it does not answer. It may have been told, or be told yet.
    #[error("the notification service does not answer")]
    NoAnswer,
}

/// A way to tell. Never told the same letter twice.
pub trait Channel: Send + Sync {
    /// Its word in the ledger.
    fn name(&self) -> &'static str;

    /// Tells. May block for a moment.
    ///
    /// # Errors
    /// [`ChannelError`] says whether it surely was not told.
    fn tell(&self, notice: &Notice) -> Result<(), ChannelError>;
}
