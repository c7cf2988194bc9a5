// Invented people, mailboxes and letters for the tests of the pages. None of them exists.
import type { AccessView } from '../src/platform/types/AccessView';
import type { AccountView } from '../src/platform/types/AccountView';
import type { DraftView } from '../src/platform/types/DraftView';
import type { ActivityRow } from '../src/platform/types/ActivityRow';
import type { FolderView } from '../src/platform/types/FolderView';
import type { LetterRow } from '../src/platform/types/LetterRow';
import type { LetterView } from '../src/platform/types/LetterView';
import type { MailboxView } from '../src/platform/types/MailboxView';
import type { RecipientView } from '../src/platform/types/RecipientView';
import type { ServiceView } from '../src/platform/types/ServiceView';
import type { StartView } from '../src/platform/types/StartView';
import type { SyncState } from '../src/platform/types/SyncState';
import type { TodoItem } from '../src/platform/types/TodoItem';

/** What the Danish Digital Post has. */
export const danish: NonNullable<MailboxView['offers']> = ['writing', 'registration', 'devices', 'accesses', 'activity', 'erasing', 'flags', 'notes', 'foldersInFolders'];
/** The rights of an owner. */
export const everyRight: MailboxView['rights'] = ['read', 'mark', 'move', 'delete', 'forward', 'write', 'note', 'notify', 'grant', 'administer'];
/** The rights of a relative with read access. */
export const reader: MailboxView['rights'] = ['read', 'mark', 'move', 'forward', 'notify'];

export function mailbox(id: string, owner: string, kind: MailboxView['kind'], rights: MailboxView['rights'], unread = 0): MailboxView {
  const organisation = kind === 'company' || kind === 'association';
  const levels: NonNullable<MailboxView['gives']> = organisation ? ['employee', 'userAdministrator', 'administrator'] : ['read', 'write'];
  const gives = rights.includes('grant') ? { gives: levels } : {};
  return { id, remoteId: id, account: 'acc', name: owner, owner, kind, provider: 'digital-post', rights, unread, total: 40, offers: danish, ...gives };
}

export function access(id: string, more: Partial<AccessView> = {}): AccessView {
  return {
    id, mailbox: 'm1', owner: 'Mette Hansen', holder: 'Ahmed Yildiz', mine: false, state: 'active', level: 'read',
    rights: reader, made: '2026-01-12T09:00:00Z', may: ['withdraw'], ...more,
  };
}

/** One who reads, one who asks, one who lost it, and what the person has herself. */
export function accesses(): AccessView[] {
  return [
    access('asks', { holder: 'Sofie Berg', state: 'waiting', level: 'write', may: ['accept', 'reject'] }),
    access('reads', { until: '2031-06-30T21:59:59.999Z' }),
    access('had', { holder: 'Jens Lund', state: 'ended', ended: '2025-11-02T09:00:00Z', may: [] }),
    access('mine', { mailbox: 'm3', owner: 'Inger Hansen', holder: 'Mette Hansen', mine: true, may: ['leave'] }),
  ];
}

export function activity(): ActivityRow[] {
  const row = (id: string, more: Partial<ActivityRow>): ActivityRow => ({
    id, mailbox: 'm1', at: '2026-02-12T08:12:00Z', what: 'read', tag: 'MESSAGE_READ', by: 'other', name: 'Ahmed Yildiz', ...more,
  });
  return [
    row('1', { subject: 'Plads i børnehaven' }),
    row('2', { what: 'accessGiven', tag: 'READ_ACCESS_CREATED', by: 'me', name: undefined, whom: 'Ahmed Yildiz' }),
    row('3', { what: 'other', tag: 'SOMETHING_NEW', by: 'service', name: undefined }),
  ];
}

export function folders(mailbox: string): FolderView[] {
  const folder = (role: FolderView['role'], name: string, unread = 0) => ({ id: `${mailbox}-${name}`, mailbox, role, name, unread, total: 9 });
  return [folder('inbox', 'Inbox', 2), folder('drafts', 'Drafts'), folder('sent', 'Sent'), folder('deleted', 'Deleted'), folder('own', 'Skat og årsopgørelser')];
}

export function account(more: Partial<AccountView> = {}): AccountView {
  return { id: 'acc', provider: 'digital-post', server: 'http://127.0.0.1:1', person: 'Mette Hansen', signedIn: true, level: 'substantial', sandbox: true, offers: danish, ...more };
}

/** The services, of which this copy may log in to these. */
export function services(...registered: ServiceView['id'][]): ServiceView[] {
  const all: [ServiceView['id'], ServiceView['country']][] = [['digital-post', 'denmark'], ['altinn', 'norway'], ['digipost', 'norway']];
  return all.map(([id, country]) => ({ id, country, registered: registered.includes(id) }));
}

export function startView(state: StartView['state'], more: Partial<StartView> = {}): StartView {
  return {
    state,
    people: [],
    settings: { language: 'da', theme: 'auto', notifyDesktop: true, listOrder: 'newest', keepSearches: true },
    services: services(),
    sandboxAvailable: true,
    readOnly: false,
    version: '0.1.0',
    ...more,
  };
}

export function syncState(more: Partial<SyncState> = {}): SyncState {
  return { phase: 'idle', done: 0, of: 0, first: false, queued: 0, ...more };
}

export function row(id: string, more: Partial<LetterRow> = {}): LetterRow {
  return {
    id,
    remoteId: id,
    mailbox: 'm1',
    folder: 'inbox',
    folderId: 'm1-Inbox',
    subject: `Emne ${id}`,
    sender: 'Prøvekommunen',
    received: '2026-02-12T08:12:00Z',
    read: false,
    flag: false,
    attachments: 0,
    ...more,
  };
}

export function letterView(of: LetterRow): LetterView {
  const file = { id: `${of.id}-f`, filename: 'brev.txt', mime: 'text/plain', size: 2100, state: 'here', shownAs: 'text' } as const;
  return { ...of, canReply: false, canForward: false, thread: [], documents: [{ id: `${of.id}-d`, kind: 'main', label: 'Brevet', files: [file], actions: [] }], guesses: [], openings: [] };
}

/** Something to do; an answer by the third of March unless told otherwise. */
export function todoItem(letter: string, more: Partial<TodoItem> = {}): TodoItem {
  return {
    letter, item: 'reply', mailbox: 'm1', kind: 'reply', title: 'Plads i børnehaven', sender: 'Prøvestrup Kommune',
    at: '2026-03-03T22:59:59Z', overdue: false, done: false, ...more,
  };
}

export function contactPoint(id: string, department: string, more: Partial<RecipientView> = {}): RecipientView {
  return { id, kind: 'contactPoint', name: 'Prøvestrup Kommune', department, groups: ['Borger', 'Bolig'], description: 'Spørgsmål om bolig', mostAttachments: 2, largest: 10_000_000, ...more };
}

export function draftView(id: string, more: Partial<DraftView> = {}): DraftView {
  return {
    id,
    mailbox: 'm1',
    kind: 'new',
    fields: [],
    subject: '',
    text: '',
    agreed: false,
    attachments: [],
    weight: 0,
    mostWeight: 99_500_000,
    mostAttachments: 10,
    changed: '2026-02-12T08:12:00Z',
    state: 'editing',
    ...more,
  };
}
