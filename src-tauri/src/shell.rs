//! What the window's commands share: the open app (or why it is closed), the addresses of shown files, the
//! sandbox that was started for a look around, and the login that is under way.

use crate::handles::Handles;
use crate::sandbox::Sandbox;
use crate::told::Told;
use crate::watching::Watching;
use model::{Code, FileId, MessageId, SenderId, SystemClock};
use postkasse::views::{ApiError, AppEvent, KeyChoice, KeyTrouble, LockView, OwnLock, Settings};
use postkasse::{Access, App, KeySource, Options, Outlets, PassphraseCost, People, Rules, SelfLock, environment};
use secrecy::SecretString;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tauri::ipc::Channel;
use tokio::sync::{Notify, watch};

/// Unread letters are counted this long after something changed; a sync changes much at once.
const COUNTS: Duration = Duration::from_secs(1);
/// When the vault locks itself the window has so long to save what was typed, and then it is locked all the same.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// Open, or why not.
enum Vault {
    Open(App, Settings),
    Closed(KeyTrouble),
    Broken(ApiError),
}

/// The window's state.
pub struct Shell {
    /// Where everything lies.
    pub home: PathBuf,
    /// The addresses of files that are shown.
    pub handles: Handles<(MessageId, FileId)>,
    /// The addresses of senders' logos.
    pub logos: Handles<SenderId>,
    /// The files that the person chose to put into a mailbox.
    pub documents: Handles<PathBuf>,
    /// Ends the putting in of a document that is under way.
    pub cancel_document: Notify,
    /// The sandbox of this window, if it started one.
    pub sandbox: tokio::sync::Mutex<Option<Sandbox>>,
    /// Ends the login that is under way.
    pub cancel_login: Notify,
    /// The notifications.
    pub told: Told,
    /// Going on without a window.
    pub watching: Watching,
    /// Who shares this computer.
    pub people: People,
    /// Whose vault this is.
    profile: Mutex<String>,
    vault: Mutex<Option<Vault>>,
    /// Counts the changes of `vault`; commands that come before it is open wait for the first.
    opened: watch::Sender<u64>,
    background: Mutex<Option<tokio::task::JoinHandle<()>>>,
    /// Locks the vault by itself.
    pub self_lock: SelfLock,
    guard: Mutex<Option<tokio::task::JoinHandle<()>>>,
    listener: Mutex<Option<Channel<AppEvent>>>,
    bring_forward: OnceLock<Arc<dyn Fn() + Send + Sync>>,
}

fn hold<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shell {
    /// A shell whose vault is not open yet, of a program that was started to be in the background or not.
    ///
    /// # Errors
    /// [`ApiError`] when there is no place for the data.
    pub fn new(in_background: bool) -> Result<Self, ApiError> {
        let home = environment::home()?;
        let people = People::of(home.clone());
        Ok(Shell {
            profile: Mutex::new(people.last()),
            people,
            home,
            handles: Handles::default(),
            logos: Handles::default(),
            documents: Handles::default(),
            cancel_document: Notify::new(),
            sandbox: tokio::sync::Mutex::new(None),
            cancel_login: Notify::new(),
            told: Told::default(),
            watching: Watching::new(in_background),
            vault: Mutex::new(None),
            opened: watch::channel(0).0,
            background: Mutex::new(None),
            self_lock: SelfLock::default(),
            guard: Mutex::new(None),
            listener: Mutex::new(None),
            bring_forward: OnceLock::new(),
        })
    }

    /// Whose vault this is.
    pub fn profile(&self) -> String {
        hold(&self.profile).clone()
    }

    /// From the next opening on it is this person's.
    pub fn be(&self, profile: &str) {
        profile.clone_into(&mut hold(&self.profile));
    }

    /// Called when a notification is clicked.
    pub fn on_open_letter(&self, bring_forward: Arc<dyn Fn() + Send + Sync>) {
        let _ = self.bring_forward.set(bring_forward);
    }

    /// The open app.
    ///
    /// # Errors
    /// [`ApiError`] `locked` while it is closed.
    pub async fn app(&self) -> Result<App, ApiError> {
        self.wait_for_opening().await;
        match &*hold(&self.vault) {
            Some(Vault::Open(app, _)) => Ok(app.clone()),
            Some(Vault::Broken(error)) => Err(error.clone()),
            _ => Err(ApiError { code: Code::Locked, retry: false, text: None, reference: String::new() }),
        }
    }

    async fn wait_for_opening(&self) {
        // The sender lives as long as this shell: waiting cannot fail.
        let _ = self.opened.subscribe().wait_for(|count| *count > 0).await;
    }

    /// Opens the vault as the environment says.
    pub async fn open_usual(self: &Arc<Self>) {
        match environment::key() {
            Ok(key) => self.open(key, Access::Usual).await,
            Err(error) => self.set(Vault::Broken(error)),
        }
    }

    /// Opens the vault with the key that the person chose.
    pub async fn open_chosen(self: &Arc<Self>, choice: KeyChoice, passphrase: Option<SecretString>) {
        // A passphrase instead of a keyring that is gone: what that one locked is set aside.
        let gone = matches!(
            &*hold(&self.vault),
            Some(Vault::Closed(
                KeyTrouble::KeyLost | KeyTrouble::NoKeyring | KeyTrouble::KeyringAway | KeyTrouble::KeyringSilent
            ))
        );
        let access = if gone && choice == KeyChoice::Passphrase { Access::Anew } else { Access::Unlock };
        let access = if choice == KeyChoice::Anew { Access::Anew } else { access };
        let key = match (choice, passphrase) {
            (KeyChoice::Keyring, _) if self.keyring_asks().await => KeySource::Asking,
            (KeyChoice::Keyring | KeyChoice::Anew, _) => KeySource::Os,
            (KeyChoice::Session, _) => KeySource::Memory,
            (KeyChoice::Passphrase, Some(words)) => KeySource::Passphrase(words, PassphraseCost::default()),
            (KeyChoice::Passphrase, None) => return self.set(Vault::Closed(KeyTrouble::Passphrase)),
        };
        self.open(key, access).await;
    }

    /// Whether the person has it so that the keyring asks her.
    async fn keyring_asks(&self) -> bool {
        let lock = postkasse::lock_of(self.home.clone(), self.profile()).await;
        lock.is_ok_and(|lock| lock.kind == OwnLock::Keyring)
    }

    async fn open(self: &Arc<Self>, key: KeySource, access: Access) {
        self.close();
        let (home, profile) = (self.home.clone(), self.profile());
        let opened = App::open(Options { home, profile, key, access, clock: Arc::new(SystemClock) }).await;
        match opened {
            Ok(app) => {
                // By the screen it tells of letters, and tries the screen when the person asks for it.
                let screen = self.told.screen();
                let app = app.telling_by(Outlets { screen, ..Outlets::default() });
                let settings = app.settings().await.unwrap_or_default();
                self.start_guard(&app, &settings).await;
                self.start_background(&app);
                self.set(Vault::Open(app, settings));
                self.show_wanted();
            }
            Err(error) => self.set(trouble(error)),
        }
    }

    fn set(&self, vault: Vault) {
        match &vault {
            Vault::Open(_, settings) => self.watching.opened(settings),
            Vault::Closed(_) | Vault::Broken(_) => self.watching.closed(),
        }
        *hold(&self.vault) = Some(vault);
        self.opened.send_modify(|count| *count += 1);
    }

    /// An account of an earlier look around finds its sandbox at the address that it knows.
    async fn wake_sandbox(&self, app: &App) {
        let accounts = app.accounts().await.unwrap_or_default();
        let Some(account) = accounts.into_iter().find(|account| account.sandbox) else { return };
        let address = account.server.trim_start_matches("http://");
        match Sandbox::start(Some(address)).await {
            Ok(sandbox) => *self.sandbox.lock().await = Some(sandbox),
            Err(error) => tracing::info!(?error, "the sandbox is away; its letters can still be read"),
        }
    }

    /// Syncs, tells of new letters, and passes events on to the window.
    fn start_background(self: &Arc<Self>, app: &App) {
        let mut events = app.listen();
        let (shell, running) = (self.clone(), app.clone());
        // There since before the vault was opened.
        let Some(screen) = self.told.screen() else { return };
        // Whoever opens the vault later is there, and waits.
        let awaited = !self.watching.in_background() || *self.opened.borrow() > 0;
        let task = tokio::spawn(async move {
            let background = async {
                // The letters that are here are shown meanwhile.
                shell.wake_sandbox(&running).await;
                running.run_in_background(screen, awaited).await;
            };
            tokio::pin!(background);
            loop {
                tokio::select! {
                    () = &mut background => return shell.lock_here(),
                    event = events.recv() => match event {
                        Ok(event) => shell.pass_on(event),
                        // Too slow for single events: everything is read again.
                        Err(_) => shell.pass_on(AppEvent::Mailboxes),
                    },
                }
            }
        });
        *hold(&self.background) = Some(task);
    }

    /// Locks by itself, as the person has it.
    async fn start_guard(self: &Arc<Self>, app: &App, settings: &Settings) {
        self.self_lock.used();
        if let Ok(lock) = app.lock_view().await {
            self.self_lock.rules_are(Rules::of(&lock, settings));
        }
        let shell = self.clone();
        let task = tokio::spawn(async move {
            let left = shell.self_lock.until_left().await;
            let mut opened = shell.opened.subscribe();
            opened.mark_unchanged();
            shell.pass_on(AppEvent::Leaving);
            // The window locks when it has saved what was typed. One that does not answer is not waited for.
            if tokio::time::timeout(LAST_WORDS, opened.changed()).await.is_err()
                && let Err(error) = shell.lock().await
            {
                tracing::warn!(code = ?error.code, "that it is locked could not be written down");
            }
            drop(left);
        });
        *hold(&self.guard) = Some(task);
    }

    /// The lock is another one.
    pub fn lock_is(&self, lock: &LockView) {
        if let Some(Vault::Open(_, settings)) = &*hold(&self.vault) {
            self.self_lock.rules_are(Rules::of(lock, settings));
        }
    }

    fn pass_on(&self, event: AppEvent) {
        if !matches!(event, AppEvent::Sync) {
            self.watching.count_again();
        }
        if let Some(listener) = &*hold(&self.listener) {
            // A window that is gone needs no events.
            let _ = listener.send(event);
        }
    }

    /// Shows the letter that somebody wants: at once, or when the vault is open. Called after either of the two has
    /// come.
    pub fn show_wanted(&self) {
        let open = matches!(&*hold(&self.vault), Some(Vault::Open(..)));
        if let Some(id) = open.then(|| self.told.take_wanted()).flatten() {
            self.pass_on(AppEvent::Open { id });
        }
    }

    /// Shows the window, wherever it went.
    pub fn bring_forward(&self) {
        if let Some(bring_forward) = self.bring_forward.get() {
            bring_forward();
        }
    }

    /// The window listens here from now on.
    pub fn listen(&self, channel: Channel<AppEvent>) {
        *hold(&self.listener) = Some(channel);
    }

    /// Locks the vault for every copy of the program.
    ///
    /// # Errors
    /// [`ApiError`] when that cannot be written down; in this window it is closed all the same.
    pub async fn lock(&self) -> Result<(), ApiError> {
        let locked = self.app().await?.lock().await;
        self.lock_here();
        locked
    }

    /// Closes the vault in this window.
    pub fn lock_here(&self) {
        self.close();
        self.set(Vault::Closed(KeyTrouble::Locked));
        self.pass_on(AppEvent::Locked);
    }

    fn close(&self) {
        self.handles.clear();
        self.logos.clear();
        self.documents.clear();
        self.cancel_document.notify_waiters();
        for task in [&self.background, &self.guard] {
            if let Some(task) = hold(task).take() {
                task.abort();
            }
        }
        self.stop_reading();
        hold(&self.vault).take();
    }

    /// Nothing is read aloud any longer.
    pub fn stop_reading(&self) {
        if let Some(Vault::Open(app, _)) = &*hold(&self.vault) {
            app.read_aloud_stop();
        }
    }

    /// New settings are in force.
    pub async fn settings_changed(&self, new: Settings) {
        let lock = match self.app().await {
            Ok(app) => app.lock_view().await.ok(),
            Err(_) => None,
        };
        if let Some(lock) = lock {
            self.self_lock.rules_are(Rules::of(&lock, &new));
        }
        if let Some(Vault::Open(_, settings)) = &mut *hold(&self.vault) {
            self.watching.settings_are(&new);
            *settings = new;
        }
    }

    /// Counts, for the tray, what is unread whenever that may have changed; never ends.
    pub async fn keep_counting(self: Arc<Self>) {
        loop {
            self.watching.to_be_counted().await;
            tokio::time::sleep(COUNTS).await;
            let Ok(app) = self.app().await else { continue };
            // What cannot be read now is counted with the next change.
            if let (Ok(accounts), Ok(mailboxes)) = (app.accounts().await, app.mailboxes().await) {
                let unread = mailboxes.iter().map(|mailbox| mailbox.unread).sum();
                self.watching.counted(unread, !accounts.is_empty());
            }
        }
    }

    /// The open app, or why it is closed, and the settings (defaults while it is closed); waits for the first opening.
    ///
    /// # Errors
    /// [`ApiError`] when the vault is damaged or cannot be read.
    pub async fn standing(&self) -> Result<(Result<App, KeyTrouble>, Settings), ApiError> {
        self.wait_for_opening().await;
        match &*hold(&self.vault) {
            Some(Vault::Open(app, settings)) => Ok((Ok(app.clone()), settings.clone())),
            Some(Vault::Closed(trouble)) => Ok((Err(*trouble), Settings::default())),
            Some(Vault::Broken(error)) => Err(error.clone()),
            None => Ok((Err(KeyTrouble::Locked), Settings::default())),
        }
    }

    /// The program ends: what was started for it ends, too.
    pub fn end(&self) {
        self.close();
        self.told.forget();
        if let Ok(mut sandbox) = self.sandbox.try_lock() {
            sandbox.take();
        }
    }
}

fn trouble(error: ApiError) -> Vault {
    match error.text.as_deref() {
        Some("trouble.noKeyring") => Vault::Closed(KeyTrouble::NoKeyring),
        Some("trouble.keyringAway") => Vault::Closed(KeyTrouble::KeyringAway),
        Some("trouble.keyringLocked") => Vault::Closed(KeyTrouble::KeyringLocked),
        Some("trouble.keyringSilent") => Vault::Closed(KeyTrouble::KeyringSilent),
        Some("trouble.keyLost") => Vault::Closed(KeyTrouble::KeyLost),
        Some("trouble.passphrase" | "trouble.wrongPassphrase") => Vault::Closed(KeyTrouble::Passphrase),
        Some("trouble.pin" | "trouble.wrongPin") => Vault::Closed(KeyTrouble::Pin),
        Some("trouble.needsAnswer" | "trouble.dismissed") => Vault::Closed(KeyTrouble::KeyringAsks),
        // Of either kind: the start view names it.
        Some("trouble.tooSoon") => Vault::Closed(KeyTrouble::Locked),
        _ if error.code == Code::Locked => Vault::Closed(KeyTrouble::Locked),
        _ => Vault::Broken(error),
    }
}
