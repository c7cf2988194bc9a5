// What lies here and whom the program talks to, in the tests of the pages: invented hosts and numbers.
import type { KnownView } from '../src/platform/types/KnownView';
import type { StoredMailbox } from '../src/platform/types/StoredMailbox';
import type { StoredView } from '../src/platform/types/StoredView';

function stored(mailbox: string, more: Partial<StoredMailbox> = {}): StoredMailbox {
  return { mailbox, letters: 840, documents: 1210, bytes: 96_400_000, since: '2019-03-04T08:00:00Z', drafts: 0, ticks: 0, waiting: 0, damaged: false, ...more };
}

export const storedView = (): StoredView => ({
  folder: '/home/mette/.local/share/postkasse/profiles/default',
  bytes: 131_000_000,
  mailboxes: [
    stored('m1', { drafts: 2, ticks: 1, waiting: 1 }),
    stored('m2', { letters: 1, documents: 0, bytes: 310_000 }),
    stored('m3', { letters: 0, documents: 0, bytes: 4096, since: undefined as never, damaged: true }),
  ],
});

export const knownView = (): KnownView => ({
  licence: 'EUPL-1.2',
  elsewhere: false,
  hosts: [
    { host: 'post.example.org', why: 'mail', persons: ['Mette Hansen', 'Ingers Regnskab ApS'], here: false },
    { host: '127.0.0.1', why: 'mail', persons: ['Mette Hansen'], here: true },
    { host: 'id.example.org', why: 'login', persons: ['Mette Hansen'], here: false },
    { host: 'mail.example.org', why: 'email', persons: [], here: false },
  ],
});
