//! A way to tell a person something on a screen: a computer's notifications, or a phone's.

use model::{MailboxId, MessageId};
use vault::Purpose;

/// What a notice is about. A newer one about the same takes the place of the older.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct About {
    /// The mailbox.
    pub mailbox: MailboxId,
    /// News, or a reminder of what is still unread.
    pub purpose: Purpose,
}

/// How much a notice wants to be seen. None of them breaks through the system's own "do not disturb".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rank {
    /// Gathered: it waited for hours already.
    Low,
    /// News.
    Usual,
    /// A reminder of what must not be left unread: it stays until somebody takes it away.
    Stays,
}

/// What is told, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// None when it is only a try.
    pub about: Option<About>,
    /// The first line.
    pub title: String,
    /// The second.
    pub body: String,
    /// The words of the button that opens the letter, where the channel has buttons.
    pub open_label: String,
    /// The words of the button that marks all of them as read; none where she may not, or should see them first.
    pub read_label: Option<String>,
    /// How much it wants to be seen.
    pub rank: Rank,
    /// It says less than the one whose place it takes, and makes no sound.
    pub silent: bool,
    /// The letters, the newest first: that one opens when the person takes it up.
    pub letters: Vec<MessageId>,
}

/// What a person does with a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Opens this letter.
    Open(MessageId),
    /// Marks these as read.
    MarkRead(Vec<MessageId>),
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

    /// What it still shows, as far as it can know, with the letters.
    fn shown(&self) -> Vec<(About, Vec<MessageId>)> {
        Vec::new()
    }

    /// Takes away what it shows about this.
    fn withdraw(&self, _: &About) {}
}
