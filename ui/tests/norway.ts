// Norwegian people and what their services answer, for the tests of the pages. None of them exists.
import type { ChosenDocument } from '../src/platform/core';
import type { AccountView } from '../src/platform/types/AccountView';
import type { ContactRegisterView } from '../src/platform/types/ContactRegisterView';
import type { FolderView } from '../src/platform/types/FolderView';
import type { MailboxProvidersView } from '../src/platform/types/MailboxProvidersView';
import type { MailboxView } from '../src/platform/types/MailboxView';
import type { ServiceNotifications } from '../src/platform/types/ServiceNotifications';
import { address, publicPage } from './asked';
import { account, mailbox } from './people';

/** What each of the services has. */
const altinn: NonNullable<MailboxView['offers']> = ['contactRegister', 'accessElsewhere'];
const digipost: NonNullable<MailboxView['offers']> = ['accessByAddress', 'erasing', 'folderIcons'];

export function digipostMailbox(more: Partial<MailboxView> = {}): MailboxView {
  return {
    ...mailbox('d1', 'Kari Prøve', 'own', ['read', 'mark', 'move', 'delete', 'notify', 'grant', 'upload'], 3),
    account: 'digi',
    provider: 'digipost',
    offers: digipost,
    gives: ['write'],
    space: { used: 612_000_000, total: 1_000_000_000 },
    ...more,
  };
}

export function altinnMailbox(more: Partial<MailboxView> = {}): MailboxView {
  return { ...mailbox('a1', 'Kari Prøve', 'own', ['read', 'mark', 'move', 'delete'], 1), account: 'altinn', provider: 'altinn', offers: altinn, ...more };
}

export function digipostAccount(more: Partial<AccountView> = {}): AccountView {
  return account({ id: 'digi', provider: 'digipost', person: 'Kari Prøve', offers: digipost, ...more });
}

export function altinnAccount(more: Partial<AccountView> = {}): AccountView {
  return account({ id: 'altinn', provider: 'altinn', person: 'Kari Prøve', offers: altinn, ...more });
}

/** Her folders at Digipost, one with a picture. */
export function digipostFolders(box: string): FolderView[] {
  const folder = (role: FolderView['role'], name: string, more: Partial<FolderView> = {}) => ({ id: `${box}-${name}`, mailbox: box, role, name, unread: 0, total: 4, ...more });
  return [folder('inbox', 'Inbox'), folder('own', 'Hytta', { icon: 'HOME' }), folder('own', 'Kvitteringer', { icon: 'RECEIPT' })];
}

/** Kari in both services, as her only world. */
export const kari = () => ({
  accounts: [altinnAccount(), digipostAccount()],
  mailboxes: [digipostMailbox(), altinnMailbox()],
  folders: digipostFolders,
  letters: [],
});

export function contactRegister(account: string, more: Partial<ContactRegisterView> = {}): ContactRegisterView {
  return {
    account,
    person: 'Kari Prøve',
    notice: 'digital',
    email: { value: 'kari@eksempel.example', updated: '2025-06-02T08:00:00Z', verified: '2026-01-12T08:00:00Z', until: '2027-07-12T08:00:00Z', counts: true },
    mobile: { value: '+4740000000', updated: '2023-02-02T08:00:00Z', until: '2024-08-02T08:00:00Z', counts: false },
    mailbox: { name: 'Digipost', address: 'kari.prove#1A2B', reached: true },
    language: 'nb',
    ownPage: publicPage('minProfil', 'minprofil.kontaktregisteret.no'),
    mailboxPage: publicPage('noMailbox', 'norge.no'),
    facts: [{ title: 'facts.means', open: true, facts: [{ text: 'fact.no.digital.told', page: publicPage('noContact', 'norge.no') }] }],
    ...more,
  };
}

/** Reserved: what still reaches her, and how she comes back. */
export function reserved(account: string): ContactRegisterView {
  const page = publicPage('noReservation', 'norge.no');
  return contactRegister(account, {
    notice: 'reserved',
    reservedSince: '2024-03-05T08:00:00Z',
    mobile: undefined as never,
    mailbox: { name: 'e-Boks', address: '0000', reached: false },
    facts: [
      { title: 'facts.means', open: true, facts: [{ text: 'fact.no.reserved.paper', page }] },
      { title: 'facts.no.still', open: true, facts: [{ text: 'fact.no.reserved.still', page }] },
      { title: 'facts.back', open: true, facts: [{ text: 'fact.no.back.how', page }] },
    ],
  });
}

export function mailboxProviders(): MailboxProvidersView {
  const page = publicPage('noChoose', 'norge.no');
  return {
    providers: [
      { name: 'Digipost', page: publicPage('digipost', 'digipost.no'), facts: [{ text: 'mailboxes.digipost.what', page: publicPage('noDigipostAge', 'play.google.com', { date: '2025-09-10', dated: true }) }] },
      { name: 'e-Boks', page: publicPage('noEBoks', 'e-boks.com'), facts: [{ text: 'mailboxes.eBoks.closed', page: publicPage('noEBoks', 'e-boks.com') }] },
    ],
    groups: [
      { title: 'mailboxes.along', open: true, facts: [{ text: 'mailboxes.along.new', page }] },
      { title: 'mailboxes.stays', open: true, facts: [{ text: 'mailboxes.stays.old', page }] },
    ],
    choose: publicPage('noMailbox', 'norge.no'),
    ownPage: publicPage('minProfil', 'minprofil.kontaktregisteret.no'),
  };
}

/** What Digipost's own notifications are like: no codes, no quiet hours, and switches of its own. */
export function digipostNotifications(mailbox: string): ServiceNotifications {
  return {
    mailbox,
    emails: [address('kari@eksempel.example', { quiet: false }), address('jobb@eksempel.example', { state: 'needsCode', quiet: false })],
    mostEmails: 3,
    country: 'norway',
    codes: false,
    quiet: false,
    optsOut: false,
    settings: [
      { name: 'reminder', description: 'Påminnelse om uleste brev', on: true, changeable: true },
      { name: 'bank', description: 'Viktige meldinger', on: true, changeable: false },
    ],
  };
}

/** A file that was chosen. */
export function paper(more: Partial<ChosenDocument> = {}): ChosenDocument {
  return { handle: 'h1', filename: 'leiekontrakt.pdf', name: 'leiekontrakt', size: 2_400_000, most: 20_000_000, space: { used: 612_000_000, total: 1_000_000_000 }, ...more };
}
