// The states of mail from Norway, alone and beside Denmark's, for the preview.
import type { HappeningView } from '../../src/platform/types/HappeningView';
import type { LetterRow } from '../../src/platform/types/LetterRow';
import type { LetterView } from '../../src/platform/types/LetterView';
import type { MailboxView } from '../../src/platform/types/MailboxView';
import type { World } from '../fake-core';
import { account, everyRight, folders, letterView, mailbox, reader, row, services, startView, syncState } from '../people';

const DAY = 86_400_000;
const at = (days: number, hours = 0) => new Date(Date.now() + days * DAY - hours * 3_600_000).toISOString();
const synced = new Date(Date.now() - 60_000).toISOString();

const box = (id: string, owner: string, kind: MailboxView['kind'], provider: MailboxView['provider'], more: Partial<MailboxView> = {}): MailboxView => ({
  ...mailbox(id, owner, kind, kind === 'delegated' ? reader : everyRight, 2), account: `a-${provider}`, provider,
  ...(provider !== 'digital-post' && { fetchAhead: false }), ...more,
});
const mailboxes = () => [
  box('m1', 'Mette Hansen', 'own', 'digital-post'),
  box('m2', 'Hansen VVS ApS', 'company', 'digital-post'),
  box('n1', 'Kari Prøve', 'own', 'altinn'),
  box('n2', 'Prøve Fisk AS', 'company', 'altinn', { favourite: true }),
  box('n3', 'Prøve Fisk avd. Nord', 'company', 'altinn', { partOf: 'Prøve Fisk AS' }),
  box('n4', 'Kari Prøve', 'own', 'digipost'),
  box('n5', 'Per Prøve', 'delegated', 'digipost'),
];
const accounts = () => [
  account({ id: 'a-digital-post' }),
  account({ id: 'a-altinn', provider: 'altinn', person: 'Kari Prøve' }),
  account({ id: 'a-digipost', provider: 'digipost', person: 'Kari Prøve' }),
];

function letters(): LetterRow[] {
  const sample: Partial<LetterRow>[] = [
    { subject: 'Spørsmål om søknaden om støtte', sender: 'Den Oppdiktede Etaten', mailbox: 'n2', received: at(0, 0.1), replyBy: at(5) },
    { subject: 'Skattemelding for 2025', sender: 'Prøveskatten', mailbox: 'n1', received: at(0, 0.2), waits: 'seen' },
    { subject: 'Vedtak om barnehageplass', sender: 'Prøvevik kommune', mailbox: 'n4', received: at(0, 0.3), waits: 'receipt' },
    { subject: 'Svar på prøver', sender: 'Prøvesykehuset', mailbox: 'n5', received: at(-1), waits: 'receipt' },
    { subject: 'Timeavtale', sender: 'Prøvesykehuset', mailbox: 'n4', received: at(-1, 1), waits: 'higherLevel', needsLevel: 'high' },
    { subject: 'Plads i børnehaven Mælkebøtten', sender: 'Prøvestrup Kommune', received: at(-1, 2), attachments: 2, read: true },
    { subject: 'Faktura for strøm', sender: 'Prøvekraft', mailbox: 'n4', received: at(-2), read: true },
    { subject: 'Lånekort', sender: 'Prøve bibliotek', mailbox: 'n4', received: at(-3), read: true },
    { subject: 'Endring av opplysninger', sender: 'Prøveregisteret', mailbox: 'n3', received: at(-4), waits: 'seen' },
    { subject: 'Fortroligt brev', sender: 'Prøvestrup Kommune', mailbox: 'm1', received: at(-5), waits: 'higherLevel', needsLevel: 'high' },
  ];
  return sample.map((more, n) => row(`l${n}`, more));
}

const happening = (kind: HappeningView['kind'], word: string, days: number, more: Partial<HappeningView> = {}): HappeningView => ({ at: at(days), kind, word, text: '', ...more });
const document = (id: string) => letterView(row(id)).documents;
const withActions = (id: string, more: Partial<LetterView['documents'][number]>) => document(id).map((one) => ({ ...one, ...more }));

const theCase = (): Partial<LetterView> => ({
  status: 'requiresAttention',
  summary: 'Vi trenger flere opplysninger før vi kan behandle søknaden om støtte til nytt utstyr.',
  history: [
    happening('activity', 'DialogCreated', -30, { by: 'Den Oppdiktede Etaten' }),
    happening('activity', 'FormSaved', -29, { mine: true }),
    happening('transmission', 'Submission', -28, { mine: true, text: 'Søknad om støtte' }),
    happening('seen', '', -27, { by: 'Ola Prøve' }),
    happening('activity', 'SomethingNew', -10),
    happening('activity', 'PaymentMade', -9, { by: 'Ola Prøve' }),
    happening('transmission', 'Request', -1, { by: 'Den Oppdiktede Etaten', text: 'Hva koster utstyret, og når skal det brukes?' }),
  ],
  documents: withActions('l0', { actions: [{ code: 'SELVBETJENING', label: 'Svar på spørsmålet', host: 'skjema.example.org', ends: at(5), prompt: 'Er du sikker på at du vil svare nå?' }] }),
});
const theInvoice = (): Partial<LetterView> => ({
  documents: withActions('l6', {
    actions: [
      { code: 'BETALING', label: 'Betal strøm', host: 'betal.example.org', payment: { amount: 124_050, currency: 'NOK', account: '12345678903', reference: '00000000001234', due: at(9).slice(0, 10) } },
      { code: 'BETALING', label: 'Betal gebyr', payment: { amount: 9_900, currency: 'NOK', due: at(-9).slice(0, 10), paid: at(-10) } },
    ],
  }),
});
const theCards = (): Partial<LetterView> => ({
  documents: withActions('l7', {
    cards: [
      { kind: 'proof', title: 'Lånekort', issuer: 'Prøve bibliotek', holder: 'Kari Prøve', until: at(-9), currency: '', barcode: 'N00123456', lines: [{ name: 'Lånernummer', value: '123456' }] },
      { kind: 'event', title: 'Vaksine', place: 'Prøvevik skole, gymsalen', from: at(3), until: at(3, -1), currency: '', barcode: 'time:kari/42', lines: [{ name: 'Oppmøte', value: 'Ti minutter før' }] },
      { kind: 'receipt', title: 'Kvittering for gebyr', issuer: 'Prøvevik kommune', from: at(-20), amount: 45_000, currency: 'NOK', lines: [{ name: 'Korttype', value: 'Bankkort' }] },
    ],
  }),
});

const world = (): Partial<World> => ({
  letters: letters(),
  mailboxes: mailboxes(),
  accounts: accounts(),
  folders: (id) => [...folders(id), ...(id.startsWith('n') && id < 'n4' ? [{ id: `${id}-Archive`, mailbox: id, role: 'archive' as const, name: 'Archive', unread: 0, total: 12 }] : [])],
  sync: syncState({ synced }),
  about: { l0: theCase(), l1: { summary: 'Du skal sjekke skattemeldingen og levere den innen fristen.', documents: [] }, l2: { documents: [] }, l3: { documents: [] }, l4: { documents: [] }, l6: theInvoice(), l7: theCards(), l8: { summary: 'Opplysningene om avdelingen er endret.' }, l9: { documents: [] } },
});

export const norwayScenes: Record<string, () => Partial<World>> = {
  bothCountries: world,
  startBoth: () => ({ start: startView('firstStart', { services: services('altinn', 'digipost') }) }),
  oneEnded: () => ({
    ...world(),
    accounts: accounts().map((one) => ({ ...one, signedIn: one.provider !== 'altinn' })),
    sync: syncState({ synced, failing: [{ account: 'a-altinn', trouble: 'signInAgain' }, { account: 'a-digipost', trouble: 'busy' }] }),
  }),
  receiptLater: () => ({ ...world(), about: { ...world().about, l2: { documents: [], openings: [{ answer: 'notNow', by: 'Kari Prøve', at: at(-1), done: false, receipt: true }] } } }),
};
