// What the preview can show, by name: the states a person can meet.
import type { ActionView } from '../../src/platform/types/ActionView';
import type { FolderView } from '../../src/platform/types/FolderView';
import type { LetterRow } from '../../src/platform/types/LetterRow';
import type { LetterView } from '../../src/platform/types/LetterView';
import type { LockView } from '../../src/platform/types/LockView';
import { exempt } from '../asked';
import type { World } from '../fake-core';
import { norwayPageScenes } from './norway-pages-scenes';
import { norwayScenes } from './norway-scenes';
import { toldScenes } from './told-scenes';
import { access, account, activity, contactPoint, draftView, everyRight, folders, letterView, mailbox, reader, row, services, startView, syncState, todoItem } from '../people';

const DAY = 86_400_000;
const at = (days: number, hours = 0) => new Date(Date.now() + days * DAY - hours * 3_600_000).toISOString();
const synced = new Date(Date.now() - 60_000).toISOString();

function letters(): LetterRow[] {
  const sample: Partial<LetterRow>[] = [
    { subject: 'Plads i børnehaven Mælkebøtten', sender: 'Prøvestrup Kommune', logo: 'Prøvestrup Kommune', attachments: 2, read: true, received: at(0, 0.1), replyBy: at(19) },
    { subject: 'Indkaldelse til undersøgelse', sender: 'Prøvestrup Hospital', logo: 'Prøvestrup Hospital', attachments: 1, mailbox: 'm3', received: at(0, 0.2) },
    { subject: 'Moms for 4. kvartal', sender: 'Den Opdigtede Styrelse', logo: 'Den Opdigtede Styrelse', mailbox: 'm2', received: at(0, 0.3), replyBy: at(5) },
    { subject: 'Høring om lokalplan 142', sender: 'Prøvestrup Kommune, Plan og Miljø', attachments: 6, mailbox: 'm4', received: at(-1, 1), replyBy: at(1) },
    { subject: 'Indkaldelse som vidne', sender: 'Retten i Prøvestrup', logo: 'Retten i Prøvestrup', received: at(-1, 2), waits: 'legalNotification' },
    { subject: 'Boligydelse fra 1. marts', sender: 'Udbetaling Prøveland', logo: 'Udbetaling Prøveland', attachments: 1, mailbox: 'm3', read: true, received: at(-1, 3) },
    { subject: 'Afgift for parkering på Rislebjergvej', sender: 'Prøvestrup Kommune, Parkering', attachments: 1, received: at(-10), replyBy: at(-3), read: true, flag: true },
    { subject: 'Svar til kommunen', sender: 'Mette Hansen', received: at(-12), read: true, folder: 'sent', queued: true },
  ];
  const older = Array.from({ length: 60 }, (_, n) => ({
    subject: `Lønseddel nummer ${60 - n}`,
    sender: 'Prøvefirmaet A/S',
    read: n > 1,
    attachments: 1,
    received: at(-20 - n * 15),
  }));
  return [...sample, ...older].map((more, n) => row(`l${n}`, more));
}

/** A letter that asks for one thing of every kind, and has an address that is refused. */
function asking(id: string): Partial<LetterView> {
  const about = { uuid: 'u', summary: 'Møde om stien', description: 'Vi går en tur', location: 'Rådhuset, sal 2', starts: at(12), ends: at(12, -1) };
  const link = (code: string, label: string) => ({ code, label, host: 'selvbetjening.example.org', ends: at(20) });
  const actions: ActionView[] = [
    { code: 'AFTALE', label: 'Møde om stien', reservation: about },
    { code: 'BETALING', label: 'Betal gebyret', ends: at(5), refused: { why: 'lookAlike', like: 'borger.dk', host: 'www.borger.dk.example.org' } },
    link('BEKRAEFT', 'Bekræft din adresse'),
    link('FORBEREDELSE', 'Læs om mødet'),
    link('SELVBETJENING', 'Ret dine oplysninger'),
    link('TILMELDING', 'Tilmeld dig mødet'),
    link('UNDERSKRIV', 'Underskriv aftalen'),
    { code: 'INFORMATION', label: 'Læs om stier', host: 'www.example.org', starts: at(3), ends: at(1) },
  ];
  const view = letterView(row(id));
  return { documents: view.documents.map((document) => ({ ...document, actions })) };
}
/** A letter in which everything is much: its subject, its attachments, and what one may do with it. */
function full(id: string): Partial<LetterView> {
  const [main] = letterView(row(id)).documents;
  const file = (n: number) => ({ id: `${id}-f${n}`, filename: `Bilag ${n} – beregningsgrundlag og oversigtskort.pdf`, mime: 'application/pdf', size: 123_000 * n, state: 'here', shownAs: 'pdf' }) as const;
  const nine = Array.from({ length: 9 }, (_, n) => ({ id: `${id}-d${n}`, kind: 'additional' as const, label: '', files: [file(n + 1)], actions: [] }));
  return { subject: 'Afgørelse om godkendelse af støttet byggeri, herunder beregning af beboerindskud og betalingsrækkefølge', canReply: true, canForward: true, documents: main ? [main, ...nine] : nine };
}
const nested = (mailbox: string): FolderView[] => {
  const own = (name: string, parent?: string): FolderView => ({ id: name, mailbox, role: 'own', name, unread: name.length % 3, total: 9, ...(parent && { parent }) });
  return [...folders(mailbox), own('Hus'), own('Lån og renter', 'Hus'), own('Afsluttede', 'Lån og renter'), own('Institutioner og fritidstilbud til børnene')];
};
const answered = { answer: 'notNow', by: 'Mette Hansen', at: at(-1), done: false } as const;

/** What the sample letters ask for; two of them only by their words. */
const todos = () => [
  todoItem('l6', { kind: 'payment', title: 'Betal 1.240 kr.', sender: 'Prøvestrup Kommune, Parkering', at: at(-3), overdue: true }),
  todoItem('l3', { mailbox: 'm4', title: 'Høring om lokalplan 142', sender: 'Prøvestrup Kommune, Plan og Miljø', at: at(1) }),
  todoItem('l1', { item: 'guess-appointment-1', mailbox: 'm3', kind: 'appointment', title: 'Indkaldelse til undersøgelse', sender: 'Prøvestrup Hospital', at: at(2, 3), guess: { words: 'Du har fået en tid i Ambulatoriet for Blodprøver om to dage.' } }),
  todoItem('l2', { item: 'guess-payment-1', mailbox: 'm2', kind: 'payment', title: 'Moms for 4. kvartal', sender: 'Den Opdigtede Styrelse', at: at(9), guess: { amount: '12.400', words: 'Beløbet på 12.400 kr. skal være betalt senest om ni dage.' } }),
  todoItem('l4', { item: 'd-0', kind: 'appointment', title: 'Mød i retten som vidne', sender: 'Retten i Prøvestrup', at: at(12), place: 'Retssal 4' }),
  todoItem('l0', { title: 'Plads i børnehaven Mælkebøtten', at: at(19) }),
  todoItem('l8', { kind: 'task', title: 'Underskriv låneaftalen', at: at(-9), done: true }),
];
/** Who some of them are by the register; of the others only the name is known. */
const organisations = {
  l0: { name: 'Prøvestrup Kommune', number: '00000001', kind: 'municipality', page: 'datacvr.virk.dk' },
  l1: { name: 'Region Prøve', number: '00000002', kind: 'region', work: 'hospital' },
  l2: { name: 'Den Opdigtede Styrelse', number: '00000003', kind: 'state' },
} as const;
const post = (): Partial<World> => ({ letters: letters(), todos: todos(), about: { l0: { organisation: organisations.l0 }, l1: { organisation: organisations.l1 }, l2: { organisation: organisations.l2, guesses: todos().filter(({ letter }) => letter === 'l2') } }, sync: syncState({ synced }) });
const lockView = (more: Partial<LockView> = {}): LockView => ({ kind: 'pin', choices: ['none', 'pin', 'passphrase', 'keyring'], wrong: 0, wait: 0, tellsScreen: true, ...more });
const mailboxes = () => [
  mailbox('m1', 'Mette Hansen', 'own', everyRight, 2),
  mailbox('m2', 'Hansen VVS ApS', 'company', everyRight, 4),
  mailbox('m3', 'Inger Hansen', 'delegated', reader, 3),
  mailbox('m4', 'Kolonihaveforeningen', 'association', everyRight, 2),
];
/** Two at one computer, the first of whom has a long name. */
const people = (here: 'default' | 'jens') => [
  { id: 'default', name: 'Mette Wolfeschlegelsteinhausenbergerdorff', here: here === 'default' },
  { id: 'jens', name: 'Jens', here: here === 'jens' },
];
const closed = (trouble: NonNullable<World['start']['trouble']>) => (): Partial<World> => ({ start: startView('closed', { trouble }) });

/** Letters in the making in every state, and what the service would not have. */
const drafts = (): Partial<World> => ({
  ...post(),
  about: {
    l0: {
      canReply: true,
      canForward: true,
      thread: [{ id: 'l7', place: 'answers', subject: 'Sv: Plads i børnehaven Mælkebøtten', sender: 'Mette Hansen', recipient: 'Prøvestrup Kommune', received: at(-1) }],
    },
  },
  drafts: [
    draftView('d1', {
      to: contactPoint('p1', 'Folkeregister og flytning', { asks: ['Ny adresse', 'Flyttedato'], link: { label: 'Anmeld flytning', host: 'selvbetjening.example.org' } }),
      subject: 'Vi flytter den 1. marts',
      text: 'Kære kommune\n\nVi flytter til en ny adresse den 1. marts.\n\nVenlig hilsen\nMette Hansen',
      fields: [{ label: 'Flyttedato', value: '' }],
      attachments: [{ id: 'f1', filename: 'lejekontrakt.pdf', mime: 'application/pdf', size: 214_000 }],
      weight: 286_000,
      mostWeight: 10_000_000,
      mostAttachments: 5,
      changed: at(0, 0.2),
    }),
    draftView('d2', { kind: 'forward', about: 'l0', mailbox: 'm3', subject: 'Indkaldelse til undersøgelse', to: { id: 'a@example.org', kind: 'email', name: 'revisor@example.org' }, changed: at(0, 2) }),
    draftView('d3', { kind: 'reply', about: 'l0', subject: 'Sv: Plads i børnehaven Mælkebøtten', text: 'Ja tak', to: { id: '', kind: 'sender', name: 'Prøvestrup Kommune' }, state: 'waiting', replyBy: at(19), changed: at(0, 3) }),
    draftView('d4', { subject: 'Tegninger til carport', to: contactPoint('p2', 'Byggesag'), text: 'Se tegningerne.', state: 'refused', why: 'refused', textKey: 'refused.tooLarge', changed: at(-1) }),
  ],
  refused: [{ id: 3, mailbox: 'm1', change: 'move', about: 'Afgift for parkering', code: 'conflict', again: true }],
});

export const scenes: Record<string, () => Partial<World>> = {
  ...Object.fromEntries(Object.entries(toldScenes).map(([name, scene]) => [name, () => ({ ...post(), ...scene() })])),
  ...norwayScenes,
  ...norwayPageScenes,
  post,
  drafts,
  first: () => ({ start: startView('firstStart') }),
  registered: () => ({ start: startView('firstStart', { services: services('digital-post', 'altinn') }) }),
  locked: closed('locked'),
  noKeyring: closed('noKeyring'),
  keyringAway: closed('keyringAway'),
  passphrase: closed('passphrase'),
  pin: () => ({ start: startView('closed', { trouble: 'pin', lock: lockView() }) }),
  pinWrong: () => ({ start: startView('closed', { trouble: 'pin', lock: lockView({ wrong: 6, wait: 45 }) }) }),
  asks: () => ({ start: startView('closed', { trouble: 'keyringAsks', lock: lockView({ kind: 'keyring' }) }) }),
  shared: () => ({ ...post(), lock: lockView(), start: startView('ready', { people: people('jens') }) }),
  sharedClosed: () => ({ start: startView('closed', { trouble: 'pin', lock: lockView(), people: people('default') }) }),
  sharedFirst: () => ({ start: startView('firstStart', { people: people('jens') }) }),
  withPin: () => ({ ...post(), lock: lockView() }),
  keyLost: closed('keyLost'),
  offline: () => ({ ...post(), sync: syncState({ trouble: 'offline', synced, queued: 1 }) }),
  signedOut: () => ({ ...post(), accounts: [account({ signedIn: false })], sync: syncState({ trouble: 'signInAgain', synced }) }),
  queued: () => ({ ...post(), about: { l0: { queued: true } } }),
  fullLetter: () => ({ ...post(), about: { l0: full('l0') } }),
  firstSync: () => ({ ...post(), sync: syncState({ phase: 'letters', first: true, done: 120, of: 840 }) }),
  todoLong: () => ({
    ...post(),
    mailboxes: [mailbox('m1', 'Wolfeschlegelsteinhausenbergerdorff Ejendomsadministrationsselskab', 'company', reader)],
    todos: todos().map((item) => ({ ...item, mailbox: 'm1', title: 'Meddelelse om ændring af betalingsserviceaftale vedrørende ejendomsskattebillet', sender: 'Ejendomsadministrationsselskabet Prøvestrup' })),
  }),
  helpsNobody: () => ({ ...post(), mailboxes: mailboxes().filter(({ kind }) => kind !== 'delegated') }),
  helpsLong: () => ({
    ...post(),
    mailboxes: [mailbox('m3', 'Wolfeschlegelsteinhausenbergerdorff Ejendomsadministrationsselskab', 'delegated', reader, 12)],
    letters: letters().map((letter) => ({ ...letter, mailbox: 'm3', read: false, subject: 'Meddelelse om ændring af betalingsserviceaftale vedrørende ejendomsskattebillet' })),
  }),
  nothingToDo: () => ({ ...post(), todos: [] }),
  exempt: () => ({ ...post(), registration: exempt }),
  noTray: () => ({ ...post(), watching: { tray: false, atLogin: true } }),
  readOnly: () => ({ ...post(), start: startView('ready', { readOnly: true }) }),
  empty: () => ({ letters: [], mailboxes: mailboxes().map((box) => ({ ...box, unread: 0 })), sync: syncState({ synced }) }),
  ended: () => ({ ...post(), mailboxes: mailboxes().map((box) => (box.id === 'm3' ? { ...box, ended: at(-1), rights: [] } : box)) }),
  endedWhy: () => ({
    ...post(),
    mailboxes: mailboxes().map((box) =>
      box.id === 'm3' ? { ...box, ended: at(-1), rights: [], end: { why: 'ownerClosed', since: at(-2), said: 'Ejeren er død' } } : box,
    ),
  }),
  decides: () => ({ ...post(), mailboxes: [mailbox('m3', 'Ingers Regnskab ApS', 'company', ['grant'])] }),
  longAccesses: () => ({
    ...post(),
    accesses: Array.from({ length: 12 }, (_, n) =>
      access(`a${n}`, { holder: `Speciallægepraktisk Ejendomsadministrationsselskab ${n} ved Wolfeschlegelsteinhausenbergerdorff`, state: n % 3 ? 'active' : 'waiting', may: n % 3 ? ['withdraw'] : ['accept', 'reject'] }),
    ),
    activity: Array.from({ length: 60 }, (_, n) => ({ ...activity()[0]!, id: `e${n}`, at: at(-n), subject: 'Meddelelse om ændring af betalingsserviceaftale vedrørende ejendomsskattebillet' })),
  }),
  searched: () => ({ ...post(), searches: ['børnehave', 'afsender:"Prøvestrup Kommune" har:bilag', 'Meddelelse om ændring af betalingsserviceaftale vedrørende ejendomsskattebillet'] }),
  thousands: () => ({ ...post(), letters: Array.from({ length: 3000 }, (_, n) => row(`l${n}`, { subject: `Lønseddel nummer ${3000 - n}`, sender: 'Prøvefirmaet A/S', received: at(-n) })) }),
  long: () => ({
    letters: letters().map((letter) => ({
      ...letter,
      sender: 'Speciallægepraktisk Ambulatorieafdelingen for Hjerte-Kar-Sygdomme, Region Opdigtet',
      subject: 'Meddelelse om ændring af betalingsserviceaftale vedrørende ejendomsskattebillet og arbejdsmarkedsbidragspligt',
    })),
    mailboxes: mailboxes().map((box) => ({ ...box, owner: `${box.owner} Ejendomsadministrationsselskabet af 1987`, unread: 1234 })),
    sync: syncState({ synced }),
  }),
  actions: () => ({ ...post(), about: { l0: asking('l0') } }),
  folders: () => ({ ...post(), folders: nested }),
  serves: () => ({ ...post(), letters: letters().map((letter, n) => (n === 1 ? { ...letter, waits: 'legalNotification' as const } : letter)) }),
  notNow: () => ({ ...post(), about: { l4: { openings: [answered] } } }),
  many: () => ({
    ...post(),
    mailboxes: Array.from({ length: 34 }, (_, n) =>
      mailbox(`m${n + 1}`, n === 0 ? 'Mette Hansen' : `Prøvefirma ${n} ApS`, n === 0 ? 'own' : n % 9 ? 'company' : 'delegated', n % 9 || n === 0 ? everyRight : reader, n % 4),
    ),
  }),
};
