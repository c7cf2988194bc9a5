//! Going on without a window: whether closing it hides it or ends the program, and what the tray shows meanwhile.

use crate::tray::Standing;
use postkasse::environment;
use postkasse::views::Settings;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};

/// The word on the command line by which the program begins without showing its window.
pub const IN_BACKGROUND: &str = "--in-background";

/// What is known about it.
pub struct Watching {
    /// The program was started to be in the background.
    in_background: bool,
    known: Mutex<Known>,
    standing: watch::Sender<Standing>,
    count: Notify,
}

#[derive(Debug, Clone, Default)]
struct Known {
    /// Somebody shows trays.
    tray: bool,
    /// Somebody is logged in, so there is something to look for.
    logins: bool,
    /// The settings of the vault that is open, or was last.
    settings: Option<Settings>,
}

impl Known {
    /// Whether closing hides the window now. A vault that was never open has nothing to look with; but whoever let the
    /// program be started in the background finds it in the tray again.
    fn stays(&self, in_background: bool) -> bool {
        match self.settings {
            Some(ref settings) => self.logins && settings.keep_looking.unwrap_or(self.tray),
            None => in_background && self.tray,
        }
    }
}

impl Watching {
    /// Of a program that was just started.
    pub fn new(in_background: bool) -> Self {
        let standing = Standing { language: environment::language(), open: false, unread: 0 };
        Watching { in_background, known: Mutex::default(), standing: watch::channel(standing).0, count: Notify::new() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn stands(&self, change: impl FnOnce(&mut Standing)) {
        self.standing.send_if_modified(|standing| {
            let before = *standing;
            change(standing);
            *standing != before
        });
    }

    /// What the tray shows, from now on.
    pub fn standing(&self) -> watch::Receiver<Standing> {
        self.standing.subscribe()
    }

    /// Whether the program was started to be in the background.
    pub fn in_background(&self) -> bool {
        self.in_background
    }

    /// Somebody shows trays, or no longer does.
    pub fn tray_is(&self, there: bool) {
        self.known().tray = there;
    }

    /// Whether somebody shows trays.
    pub fn tray(&self) -> bool {
        self.known().tray
    }

    /// Whether closing the window hides it now.
    pub fn stays(&self) -> bool {
        self.known().stays(self.in_background)
    }

    /// The vault is open, with these settings.
    pub fn opened(&self, settings: &Settings) {
        self.settings_are(settings);
        self.stands(|standing| standing.open = true);
        self.count_again();
    }

    /// The settings are these now.
    pub fn settings_are(&self, settings: &Settings) {
        self.known().settings = Some(settings.clone());
        self.stands(|standing| standing.language = settings.language);
    }

    /// The vault is closed.
    pub fn closed(&self) {
        self.stands(|standing| (standing.open, standing.unread) = (false, 0));
    }

    /// So many letters are unread, and somebody is logged in or nobody is.
    pub fn counted(&self, unread: u64, logins: bool) {
        self.known().logins = logins;
        self.stands(|standing| {
            if standing.open {
                standing.unread = unread;
            }
        });
    }

    /// What is unread may have changed.
    pub fn count_again(&self) {
        self.count.notify_one();
    }

    /// Waits until it may have.
    pub async fn to_be_counted(&self) {
        self.count.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(keep_looking: Option<bool>) -> Settings {
        Settings { keep_looking, ..Settings::default() }
    }

    /// Whether the window is hidden when it is closed, with this choice and this tray.
    fn hides(choice: Option<bool>, tray: bool) -> bool {
        let watching = Watching::new(false);
        watching.tray_is(tray);
        watching.opened(&settings(choice));
        watching.counted(0, true);
        watching.stays()
    }

    #[test]
    fn closing_hides_the_window_where_a_tray_leads_back_or_the_person_chose_so() {
        assert!(hides(None, true) && !hides(None, false));
        assert!(hides(Some(true), false) && hides(Some(true), true));
        assert!(!hides(Some(false), true) && !hides(Some(false), false));
    }

    #[test]
    fn a_program_with_nothing_to_look_for_ends_with_its_window() {
        let watching = Watching::new(false);
        watching.tray_is(true);
        assert!(!watching.stays(), "the vault was never open");
        watching.opened(&settings(None));
        watching.counted(0, false);
        assert!(!watching.stays(), "nobody is logged in");
    }

    #[test]
    fn a_program_that_began_in_the_background_goes_back_there_though_its_vault_is_locked() {
        let watching = Watching::new(true);
        assert!(!watching.stays(), "where nobody would find it, it ends");
        watching.tray_is(true);
        assert!(watching.stays());
    }

    #[test]
    fn a_vault_that_was_locked_stays_in_the_tray_and_shows_no_number_there() {
        let watching = Watching::new(false);
        watching.tray_is(true);
        watching.opened(&settings(None));
        watching.counted(3, true);
        assert_eq!(watching.standing().borrow().unread, 3);
        watching.closed();
        watching.counted(3, true);
        let standing = *watching.standing().borrow();
        assert!(watching.stays() && !standing.open && standing.unread == 0, "{standing:?}");
    }
}
