//! What happens to the computer and matters to looking for letters: it woke, there is a line again, it runs on
//! battery. Where nobody tells, nothing is told, and nobody is asked again and again.

#[cfg(all(test, target_os = "linux"))]
pub(crate) mod bus_of_tests;
#[cfg(any(test, not(target_os = "linux")))]
mod elsewhere;
#[cfg(target_os = "linux")]
mod linux;
pub(crate) mod voice;

#[cfg(target_os = "linux")]
pub(crate) use linux::LOGIND;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinHandle;

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Change {
    /// It slept, and woke.
    Woke,
    /// There is a line to the world again.
    Online,
    /// It runs on battery, or no longer does.
    Battery(bool),
}

/// Whoever tells gives it here; that nobody listens any longer ends the telling.
type Tell = UnboundedSender<Change>;

/// Calls this whenever the computer woke, until it wants no more.
#[cfg(not(target_os = "linux"))]
pub(crate) async fn when_it_woke(call: impl Fn() -> bool) {
    let mut computer = Computer::listen();
    loop {
        if computer.next().await == Change::Woke && !call() {
            return;
        }
    }
}

/// Listens to the computer until it is dropped.
pub(crate) struct Computer {
    changes: UnboundedReceiver<Change>,
    task: JoinHandle<()>,
}

impl Computer {
    /// Listens to this computer.
    pub(crate) fn listen() -> Self {
        #[cfg(target_os = "linux")]
        return Self::told_by(linux::this_one);
        #[cfg(not(target_os = "linux"))]
        return Self::told_by(elsewhere::by_the_clock);
    }

    fn told_by<F: Future<Output = ()> + Send + 'static>(teller: impl FnOnce(Tell) -> F) -> Self {
        let (tell, changes) = unbounded_channel();
        Computer { changes, task: tokio::spawn(teller(tell)) }
    }

    /// What happens next; waits for ever where nobody tells. May be cut off and called again.
    pub(crate) async fn next(&mut self) -> Change {
        match self.changes.recv().await {
            Some(change) => change,
            None => std::future::pending().await,
        }
    }
}

impl Drop for Computer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

#[cfg(test)]
impl Computer {
    /// One to which happens what a test says.
    pub(crate) fn of_a_test() -> (Self, Tell) {
        let (tell, changes) = unbounded_channel();
        (Computer { changes, task: tokio::spawn(async {}) }, tell)
    }
}
