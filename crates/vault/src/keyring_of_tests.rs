//! The keyring of the unit tests: one a thread, in memory, which can be away, and which lets a test look at everything
//! before each call.

use crate::OpenError;
use crate::secret::Key;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;

/// What it holds.
pub(crate) type Entries = BTreeMap<String, [u8; 32]>;
/// Called before each call, with what it holds then.
pub(crate) type Look = Box<dyn FnMut(&Entries)>;

thread_local! {
    static ENTRIES: RefCell<Entries> = RefCell::default();
    static AWAY: RefCell<bool> = const { RefCell::new(false) };
    static LOOK: RefCell<Option<Look>> = const { RefCell::new(None) };
}

pub(crate) fn entries() -> Entries {
    ENTRIES.with_borrow(Clone::clone)
}

pub(crate) fn holds(entries: Entries) {
    ENTRIES.set(entries);
}

pub(crate) fn is_away(away: bool) {
    AWAY.set(away);
}

pub(crate) fn looked_at_by(look: Option<Look>) {
    LOOK.set(look);
}

pub(crate) const CAN_ASK: bool = true;

thread_local! {
    static ANSWERS: RefCell<bool> = const { RefCell::new(true) };
    static ASKED: RefCell<usize> = const { RefCell::new(0) };
}

pub(crate) fn asking(name: &str) -> String {
    format!("asking-{name}")
}

/// Whether the person answers when it asks.
pub(crate) fn is_answered(answered: bool) {
    ANSWERS.set(answered);
}

/// How often it asked the person.
pub(crate) fn asked() -> usize {
    ASKED.with_borrow(|asked| *asked)
}

fn asks(account: &str) -> Result<(), OpenError> {
    if !account.starts_with("asking-") {
        return Ok(());
    }
    ASKED.with_borrow_mut(|asked| *asked += 1);
    if ANSWERS.with_borrow(|answered| *answered) { Ok(()) } else { Err(OpenError::Dismissed) }
}

fn reached() -> Result<(), OpenError> {
    let entries = entries();
    LOOK.with_borrow_mut(|look| look.iter_mut().for_each(|look| look(&entries)));
    if AWAY.with_borrow(|away| *away) { Err(OpenError::NoKeyring) } else { Ok(()) }
}

pub(crate) fn load(account: String) -> Result<Option<Vec<Key>>, OpenError> {
    reached()?;
    asks(&account)?;
    Ok(ENTRIES.with_borrow(|entries| entries.get(&account).map(|bytes| vec![Key::from_bytes(bytes)])))
}

pub(crate) fn save(account: String, key: &Key) -> Result<(), OpenError> {
    reached()?;
    asks(&account)?;
    ENTRIES.with_borrow_mut(|entries| entries.insert(account, *key.expose()));
    Ok(())
}

pub(crate) fn lock(account: String, alone: File) {
    drop((account, alone));
}

pub(crate) fn delete(account: String) -> Result<(), OpenError> {
    reached()?;
    ENTRIES.with_borrow_mut(|entries| entries.remove(&account));
    Ok(())
}
