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
}

/** One screen for each trouble. */
export const closed: Record<KeyTrouble, Closed> = {
  locked: { title: 'closed.locked.title', text: 'closed.locked.text', ways: ['keyring', 'passphrase'] },
  passphrase: { title: 'closed.passphrase.title', text: 'closed.passphrase.text', ways: ['passphrase', 'session'] },
  noKeyring: { title: 'closed.noKeyring.title', text: 'closed.noKeyring.text', ways: ['passphrase', 'session'] },
  keyringLocked: { title: 'closed.keyringLocked.title', text: 'closed.keyringLocked.text', ways: ['keyring', 'session'] },
  keyringSilent: { title: 'closed.keyringSilent.title', text: 'closed.keyringSilent.text', ways: ['keyring', 'passphrase', 'session'] },
  keyLost: { title: 'closed.keyLost.title', text: 'closed.keyLost.text', ways: ['keyring', 'passphrase', 'session'] },
};
