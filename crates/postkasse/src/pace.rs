//! When the next look is: by the rhythm of looks, and nearer when something about the computer gives a reason.

use crate::computer::{Change, Computer};
use crate::views::MailboxSync;
use model::Code;
use std::time::Duration;
use sync::{Look, Rhythm};
use tokio::time::Instant;

/// The looks of a program that goes on.
pub(crate) struct Pace {
    rhythm: Rhythm,
    computer: Computer,
    /// When everything is looked at next.
    due: Instant,
    /// When the look began that goes on.
    began: Instant,
    /// Something about the computer brought the next one nearer.
    brought: bool,
    /// When the last one began that reached a service or was brought nearer; another one without a line cost nobody
    /// anything.
    last: Option<Instant>,
}

/// How a look went that gave these reports, or what went wrong beside them. Where others got through, a login that has
/// ended is no reason to look less often: only the person can mend that.
pub(crate) fn went(reports: &[MailboxSync], trouble: Option<Code>) -> Look {
    let goes_on = reports.iter().any(|report| report.error.is_none());
    let errors = trouble.into_iter().chain(reports.iter().filter_map(|report| report.error));
    let mut errors = errors.filter(|error| !goes_on || *error != Code::SignInAgain).peekable();
    if errors.peek().is_some() {
        return if errors.all(|error| error == Code::Offline) { Look::Offline } else { Look::Trouble };
    }
    if reports.iter().any(|report| report.new > 0) { Look::News } else { Look::Nothing }
}

impl Pace {
    /// Of this computer; the first look is so far away.
    pub(crate) fn new(first: Duration) -> Self {
        Self::of(Computer::listen(), first)
    }

    /// Of this computer, which just began: the first look is as far away as after it woke.
    pub(crate) fn unhurried() -> Self {
        Self::new(Rhythm::default().soon(Duration::MAX, None, &mut rand::rng()))
    }

    pub(crate) fn of(computer: Computer, first: Duration) -> Self {
        let now = Instant::now();
        Pace { rhythm: Rhythm::default(), computer, due: now + first, began: now, brought: false, last: None }
    }

    /// Waits for the next look at everything. May be cut off and called again.
    pub(crate) async fn wait(&mut self) {
        loop {
            tokio::select! {
                () = tokio::time::sleep_until(self.due) => return,
                change = self.computer.next() => self.take_in(change),
            }
        }
    }

    pub(crate) fn take_in(&mut self, change: Change) {
        match change {
            Change::Battery(on_battery) => self.rhythm.on_battery(on_battery),
            Change::Woke | Change::Online => {
                let now = Instant::now();
                let ago = self.last.map(|last| now.saturating_duration_since(last));
                let left = self.due.saturating_duration_since(now);
                let due = now + self.rhythm.soon(left, ago, &mut rand::rng());
                if due < self.due {
                    (self.due, self.brought) = (due, true);
                }
                tracing::debug!(?change, seconds = self.left().as_secs(), "a reason to look");
            }
        }
    }

    /// How long until the next look.
    pub(crate) fn left(&self) -> Duration {
        self.due.saturating_duration_since(Instant::now())
    }

    /// The person asked for this look.
    pub(crate) fn by_hand(&mut self) {
        self.rhythm.by_hand();
    }

    /// A look begins.
    pub(crate) fn begins(&mut self) {
        self.began = Instant::now();
    }

    /// It is over. One at a few mailboxes alone does not put the next one off; its failure brings it nearer, since
    /// what could not be sent is sent with that.
    pub(crate) fn ended(&mut self, look: Look, all: bool) {
        tracing::debug!(?look, all, "looked");
        let brought = all && std::mem::take(&mut self.brought);
        if brought || look != Look::Offline {
            self.last = Some(self.began);
        }
        if !all && matches!(look, Look::News | Look::Nothing) {
            return;
        }
        let next = Instant::now() + self.rhythm.after(look, &mut rand::rng());
        self.due = if all { next } else { self.due.min(next) };
    }

    /// The next look is so far away, or nearer if it was already and this was one at a few mailboxes.
    pub(crate) fn put_off(&mut self, wait: Duration, all: bool) {
        let next = Instant::now() + wait;
        self.due = if all { next } else { self.due.min(next) };
    }
}

#[cfg(test)]
#[path = "pace_tests.rs"]
mod tests;
