// Why the vault is closed, in words, and which ways in can work then. Never a way that the person did not
// choose: a key in clear is not among them.
import type { Key } from '../i18n/index.svelte';
import type { KeyChoice } from '../platform/types/KeyChoice';
import type { KeyTrouble } from '../platform/types/KeyTrouble';

/** What the closed screen says and offers. */
export interface Closed {
  title: Key;
  text: Key;
  ways: KeyChoice[];
  /** A passphrase does not open what is here: it begins anew. */
  anew?: boolean;
}

/** One screen for each trouble. */
export const closed: Record<KeyTrouble, Closed> = {
  locked: { title: 'closed.locked.title', text: 'closed.locked.text', ways: ['keyring'] },
  passphrase: { title: 'closed.passphrase.title', text: 'closed.passphrase.text', ways: ['passphrase', 'session'] },
  pin: { title: 'closed.pin.title', text: 'closed.pin.text', ways: ['passphrase', 'session'] },
  keyringAsks: { title: 'closed.locked.title', text: 'closed.keyringAsks.text', ways: ['keyring', 'session'] },
  noKeyring: { title: 'closed.noKeyring.title', text: 'closed.noKeyring.text', ways: ['passphrase', 'session'] },
  keyringAway: { title: 'closed.keyringAway.title', text: 'closed.keyringAway.text', ways: ['keyring', 'passphrase', 'session'], anew: true },
  keyringLocked: { title: 'closed.keyringLocked.title', text: 'closed.keyringLocked.text', ways: ['keyring', 'session'] },
  keyringSilent: { title: 'closed.keyringSilent.title', text: 'closed.keyringSilent.text', ways: ['keyring', 'passphrase', 'session'], anew: true },
  keyLost: { title: 'closed.keyLost.title', text: 'closed.keyLost.text', ways: ['keyring', 'passphrase', 'session'], anew: true },
};
