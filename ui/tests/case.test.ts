// A letter that is a case, and what a letter says at a glance: how far it is, what happened, what is to be paid and by which
// numbers, and cards with a bar code.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { speak } from '../src/i18n/index.svelte';
import { bars } from '../src/letter/barcode';
import { happened } from '../src/letter/happening';
import { todos } from '../src/letter/todo';
import { money } from '../src/parts/money';
import type { ActionView } from '../src/platform/types/ActionView';
import type { CardView } from '../src/platform/types/CardView';
import type { HappeningView } from '../src/platform/types/HappeningView';
import type { LetterView } from '../src/platform/types/LetterView';
import type { PaymentView } from '../src/platform/types/PaymentView';
import { said } from '../src/todo/words';
import { FakeCore } from './fake-core';
import { letterView, row, todoItem } from './people';
import './setup';

afterEach(cleanup);
beforeEach(() => speak('da'));

const now = new Date('2026-02-12T12:00:00+01:00');
const plain = (text: string | null | undefined) => text?.replaceAll(/\s+/g, ' ').trim();
const payment = (more: Partial<PaymentView> = {}): PaymentView => ({ amount: 124_050, currency: 'NOK', account: '12345678903', reference: '0000000000', due: '2026-03-01', ...more });
const happening = (kind: HappeningView['kind'], word: string, more: Partial<HappeningView> = {}): HappeningView => ({ at: '2026-02-10T08:00:00Z', kind, word, text: '', ...more });

function letter(more: Partial<LetterView>, actions: ActionView[] = [], cards: CardView[] = []): LetterView {
  const view = letterView(row('a', { read: true }));
  return { ...view, documents: view.documents.map((document) => ({ ...document, actions, cards })), ...more };
}
async function show(view: LetterView) {
  const core = new FakeCore({ letters: [view] });
  vi.spyOn(core, 'letter').mockImplementation(() => Promise.resolve(view));
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  await page.findByRole('heading', { level: 1, name: 'Emne a' });
  return { core, page };
}

describe('a case', () => {
  test('says how far it has come and what it is about', async () => {
    const { page } = await show(letter({ status: 'requiresAttention', summary: 'Du skal svare på et spørgsmål.' }));
    expect(page.getByText('Kræver noget af dig')).toBeTruthy();
    expect(page.getByText('Du skal svare på et spørgsmål.')).toBeTruthy();
  });

  test('tells under the letter what happened, the newest first, a few at first', async () => {
    const history = [
      happening('transmission', 'Request', { text: 'Hvor bor du?', by: 'Prøveetaten' }),
      happening('activity', 'FormSaved', { mine: true }),
      happening('activity', 'FormSubmitted', { mine: true }),
      happening('seen', '', { by: 'Ola Prøve' }),
      ...['PaymentMade', 'SignatureProvided', 'DialogClosed'].map((word) => happening('activity', word)),
    ];
    const { page } = await show(letter({ history }));
    const section = within(page.getByRole('region', { name: 'Det er sket' }));
    const shown = () => section.getAllByRole('listitem').map(({ textContent }) => plain(textContent)?.split(' · ')[0]);
    expect(shown()).toEqual(['Sagen blev lukket', 'Der blev skrevet under', 'Der blev betalt', 'Set', 'Skemaet blev sendt ind']);
    await fireEvent.click(section.getByRole('button', { name: 'Vis 2 flere' }));
    expect(shown().at(-1)).toBe('Spørgsmål');
    expect(section.getByText('Hvor bor du?')).toBeTruthy();
    expect(plain(section.getAllByRole('listitem').at(-2)?.textContent)).toContain('Skemaet blev gemt · dig');
  });

  test('knows the service’s words in both ways of writing, and tells of an unknown one neutrally', () => {
    expect(happened(happening('activity', 'PAYMENT_MADE'))).toBe(happened(happening('activity', 'PaymentMade')));
    expect(happened(happening('activity', 'Information'))).not.toBe(happened(happening('transmission', 'Information')));
    for (const word of ['', 'SomethingNew', 'toString', 'constructor']) {
      expect(happened(happening('activity', word))).toBe('Der skete noget i sagen');
      expect(happened(happening('transmission', word))).toBe('Besked');
    }
  });

  test('asks the service’s question before a page is opened', async () => {
    const action: ActionView = { label: 'Send inn', code: 'SELVBETJENING', host: 'myndighet.example.org', prompt: 'Er du sikker på at du vil sende inn?' };
    const { page } = await show(letter({}, [action]));
    await fireEvent.click(page.getByRole('button', { name: /^Gå til selvbetjening/ }));
    expect(document.querySelector('dialog')?.textContent).toContain('Er du sikker på at du vil sende inn?');
  });
});

describe('a payment', () => {
  const pay = (more: Partial<PaymentView> = {}): ActionView => ({ label: 'Betal gebyr', code: 'BETALING', payment: payment(more) });

  test('is said with its sum and by when, and is late when its day is over', () => {
    const [due] = todos(letter({}, [pay()]), now);
    expect(plain(due?.title)).toBe('Betal 1.240,50 NOK: senest søndag den 1. marts 2026');
    const [today] = todos(letter({}, [pay({ due: '2026-02-12' })]), now);
    expect(today?.signal?.tone).toBe('warning');
    const [late] = todos(letter({}, [pay({ due: '2026-02-11' })]), now);
    expect(late?.signal?.tone).toBe('danger');
  });

  test('that is paid asks for nothing more', () => {
    const [done] = todos(letter({}, [pay({ paid: '2026-02-11T09:00:00Z' })]), now);
    expect(done?.signal).toBeUndefined();
    expect(done?.details).toEqual(['Betalt i går kl. 10.00']);
  });

  test('has its numbers ready to be copied', async () => {
    const writeText = vi.fn(() => Promise.resolve());
    vi.stubGlobal('navigator', Object.assign(Object.create(navigator), { clipboard: { writeText } }));
    const { page } = await show(letter({}, [pay()]));
    const card = within(page.getByRole('group', { name: 'Betaling: Betal gebyr' }));
    expect(plain(card.getByText('Beløb').closest('dt')?.nextElementSibling?.textContent)).toContain('1.240,50 NOK');
    await fireEvent.click(card.getByRole('button', { name: 'Kopiér: Betalings-id (KID)' }));
    await waitFor(() => expect(card.getByText('Kopieret')).toBeTruthy());
    await fireEvent.click(card.getByRole('button', { name: 'Kopiér: Til konto' }));
    await fireEvent.click(card.getByRole('button', { name: 'Kopiér: Beløb' }));
    expect(writeText.mock.calls).toEqual([['0000000000'], ['12345678903'], ['1240.50']]);
    vi.unstubAllGlobals();
  });

  test('is called by its sum in the list of what there is to do', () => {
    const item = said(todoItem('a', { kind: 'payment', title: 'Gebyr', sender: 'Prøveetaten', payment: payment() }));
    expect([plain(item.title), item.about]).toEqual(['Betal 1.240,50 NOK', 'Betaling · Gebyr · Prøveetaten']);
  });

  test('is written as each language writes it, also in a currency that nobody knows', async () => {
    await speak('nb');
    expect(plain(money(124_050, 'NOK'))).toBe('1 240,50 kr');
    expect(plain(money(-5, 'NOK'))).toMatch(/0,05/);
    expect(plain(money(100, 'kroner'))).toBe('1,00 kroner');
  });
});

describe('a card', () => {
  const card: CardView = {
    kind: 'proof', title: 'Lånekort', issuer: 'Prøve bibliotek', holder: 'Kari Prøve', from: '2025-01-01T00:00:00Z', until: '2026-01-01T00:00:00Z',
    currency: '', barcode: 'AB-123', lines: [{ name: 'Låner', value: '42' }],
  };

  test('says what it is, that it has expired, and shows its bar code as a picture and as text', async () => {
    const { page } = await show(letter({}, [], [card]));
    const shown = within(page.getByRole('group', { name: 'Bevis: Lånekort' }));
    for (const words of ['Prøve bibliotek', 'Kari Prøve', '42', 'Udløbet', 'AB-123']) expect(shown.getByText(words)).toBeTruthy();
    expect(page.container.querySelectorAll('.code > svg rect').length).toBeGreaterThan(20);
    expect(shown.getByRole('button', { name: 'Kopiér: Stregkode' })).toBeTruthy();
  });

  test('that cannot be drawn as a bar code is text alone', async () => {
    const { page } = await show(letter({}, [], [{ ...card, barcode: 'blåbær' }]));
    expect(page.getByText('blåbær')).toBeTruthy();
    expect(page.container.querySelector('.code > svg')).toBeNull();
  });
});

describe('a bar code', () => {
  /** The modules from the first dark one on, dark as 1. */
  const modules = (text: string) => {
    const drawn = bars(text);
    const line = Array.from({ length: drawn?.width ?? 0 }, () => '0');
    for (const { at, width } of drawn?.bars ?? []) line.fill('1', at, at + width);
    return line.join('').replace(/^0+|0+$/g, '');
  };

  test('of capitals and digits is Code 39, between two stars', () => {
    // “*A*” with three modules for a wide element, from the standard's table.
    expect(modules('A')).toBe(['1000101110111010', '1110101000101110', '100010111011101'].join(''));
  });

  test('of other signs is Code 128, with its check', () => {
    // “a” in set B: start, 65, check (104 + 65) mod 103 = 66, stop.
    expect(modules('a')).toBe(['11010010000', '10010110000', '10010000110', '1100011101011'].join(''));
  });

  test('has light room at both ends, and is not drawn of what has no sign for it', () => {
    const drawn = bars('123');
    expect(drawn?.bars[0]?.at).toBe(10);
    expect([bars(''), bars('å'), bars('x'.repeat(41)), bars('\n')]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('means each sign once', () => {
    const signs = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. $/+%'];
    expect(new Set(signs.map(modules)).size).toBe(signs.length);
    const printable = Array.from({ length: 95 }, (_, n) => String.fromCharCode(32 + n));
    const pairs = printable.map((sign) => `${sign}a`);
    expect(new Set(pairs.map(modules)).size).toBe(pairs.length);
    // Start, two signs, check and stop: eleven modules each, thirteen the last.
    for (const pair of pairs) expect(modules(pair)).toHaveLength(4 * 11 + 13);
  });
});
