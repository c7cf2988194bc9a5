// What a letter asks for: every kind with its own words and next step, appointments for the person's calendar,
// addresses by their real host, and why some are not opened.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { speak } from '../src/i18n/index.svelte';
import { todos } from '../src/letter/todo';
import type { ActionView } from '../src/platform/types/ActionView';
import type { LetterView } from '../src/platform/types/LetterView';
import { FakeCore } from './fake-core';
import { letterView, row } from './people';
import './setup';

afterEach(cleanup);
beforeEach(() => speak('da'));

const now = new Date('2026-02-12T12:00:00+01:00');
const CODES = ['AFTALE', 'BEKRAEFT', 'BETALING', 'FORBEREDELSE', 'INFORMATION', 'SELVBETJENING', 'TILMELDING', 'UNDERSKRIV', 'NYT'];

function action(code: string, more: Partial<ActionView> = {}): ActionView {
  return { label: `Gør ${code}`, code, host: 'myndighed.example.org', ...more };
}
function letter(...actions: ActionView[]): LetterView {
  const view = letterView(row('a', { read: true }));
  return { ...view, documents: view.documents.map((document) => ({ ...document, actions })) };
}
async function show(view: LetterView) {
  const core = new FakeCore({ letters: [view] });
  vi.spyOn(core, 'letter').mockImplementation(() => Promise.resolve(view));
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  await page.findByRole('heading', { name: 'Gør først' });
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);

describe('a thing to do', () => {
  test('has an icon, a word and a step of its own for each of the eight codes, and for what is new', () => {
    const found = CODES.map((code) => todos(letter(action(code)), now)[0]);
    expect(new Set(found.map((todo) => todo?.icon)).size).toBe(CODES.length);
    expect(new Set(found.map((todo) => todo?.kind)).size).toBe(CODES.length);
    expect(found.map((todo) => todo?.link?.step)).toEqual([
      'Se aftalen', 'Bekræft', 'Betal', 'Forbered dig', 'Læs mere', 'Gå til selvbetjening', 'Tilmeld dig', 'Underskriv', 'Åbn',
    ]);
    expect(todos(letter(action('toString')), now)[0]?.link?.step).toBe('Åbn');
  });

  test('a date by which to answer says so where the answer cannot be written here, and only there', () => {
    const details = (canReply: boolean) => todos({ ...letter(), replyBy: '2026-03-12T22:59:59Z', canReply }, now)[0]?.details.join(' ');
    expect(details(false)).toMatch(/Du kan ikke svare herfra\. Læs i brevet/);
    expect(details(true)).not.toMatch(/herfra/);
  });

  test('says where it happens and what to know before', () => {
    const [pay] = todos(letter(action('BETALING', { ends: '2026-03-12T22:59:59Z' })), now);
    expect(pay?.details).toEqual(['Om 28 dage', 'Foregår på myndighed.example.org', expect.stringContaining('beløb og modtager')]);
    expect(pay?.title).toContain('senest torsdag den 12. marts 2026');
  });

  test('whose end lies before its beginning has no time limit, and says why', () => {
    const [odd] = todos(letter(action('INFORMATION', { starts: '2018-11-10T09:00:00Z', ends: '2018-11-09T12:00:00Z' })), now);
    expect(odd?.title).toBe('Gør INFORMATION');
    expect(odd?.signal).toBeUndefined();
    expect(odd?.details[0]).toContain('passer ikke sammen');
  });

  test('whose address is refused says so and offers no way there', async () => {
    const view = letter(action('BETALING', { host: undefined, refused: { why: 'lookAlike', like: 'borger.dk', host: 'b0rger.dk' } }));
    const { page } = await show(view);
    expect(page.getByText(/ligner en kendt offentlig side/)).toBeTruthy();
    expect(page.getByText('Den fører til: b0rger.dk')).toBeTruthy();
    expect(page.getByText('Den ligner: borger.dk')).toBeTruthy();
    expect(page.getByText(/Gå selv til myndighedens side/)).toBeTruthy();
    expect(page.queryByRole('button', { name: /^Betal/ })).toBeNull();
  });

  test('shows the real host before it opens, and opens by its place', async () => {
    const { core, page } = await show(letter(action('UNDERSKRIV')));
    await fireEvent.click(page.getByRole('button', { name: 'Underskriv: Åbn myndighed.example.org' }));
    expect(document.querySelector('dialog')?.textContent).toContain('myndighed.example.org');
    expect(asked(core, 'openLink')).toEqual([]);
    await fireEvent.click(page.getByRole('button', { name: 'Åbn i browser' }));
    expect(asked(core, 'openLink')).toEqual([['a', { action: { document: 'a-d', index: 0 } }]]);
  });
});

describe('an appointment', () => {
  const about = { uuid: 'u', summary: 'Opstart', description: 'Opstart', location: 'Rød stue', starts: '2026-02-16T09:00:00Z', ends: '2026-02-16T10:30:00Z' };
  const meeting = (more = {}) => action('AFTALE', { host: undefined, reservation: { ...about, ...more } });

  test('says from when until when, and only from when where the end makes no sense', () => {
    expect(todos(letter(meeting()), now)[0]?.title).toBe('Opstart: mandag den 16. februar 2026 kl. 10.00–11.30');
    expect(todos(letter(meeting({ ends: '2026-02-15T10:30:00Z' })), now)[0]?.title).toBe('Opstart: mandag den 16. februar 2026 kl. 10.00');
  });

  test('without a beginning cannot be put in a calendar', () => {
    const [vague] = todos(letter(meeting({ starts: undefined, ends: undefined })), now);
    expect([vague?.title, vague?.appointment]).toEqual(['Opstart', undefined]);
  });

  test('is saved as a file, or handed to the calendar program, only after it was said what that does', async () => {
    const { core, page } = await show(letter(meeting()));
    await fireEvent.click(page.getByRole('button', { name: 'Læg i kalender' }));
    expect(page.getByText(/Filen er ikke krypteret/)).toBeTruthy();
    expect(asked(core, 'calendarAdd')).toEqual([]);
    await fireEvent.click(page.getByRole('button', { name: 'Gem, og åbn i mit kalenderprogram' }));
    await waitFor(() => expect(page.getByText('Gemt: /hentet/aftale.ics')).toBeTruthy());
    expect(page.getByText(/givet til dit kalenderprogram/)).toBeTruthy();
    expect(asked(core, 'calendarAdd')).toEqual([['a', { document: 'a-d', index: 0 }]]);
    await fireEvent.click(page.getAllByRole('button', { name: 'Luk' }).at(-1) as HTMLElement);
    await fireEvent.click(page.getByRole('button', { name: 'Læg i kalender' }));
    await fireEvent.click(page.getByRole('button', { name: 'Gem kun filen' }));
    await waitFor(() => expect(asked(core, 'calendarSave')).toEqual([['a', { document: 'a-d', index: 0 }]]));
    expect(page.queryByText(/kalenderprogram/)).toBeNull();
  });
});
