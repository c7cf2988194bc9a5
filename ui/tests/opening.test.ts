// Letters whose opening is told or noted, and letters that take a higher login: what it does and for whom is said before,
// nothing is opened unasked, and one click leads through the login and back.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { SEEN } from '../src/letter/seen';
import { signal } from '../src/list/signal';
import type { LetterView } from '../src/platform/types/LetterView';
import type { MailboxView } from '../src/platform/types/MailboxView';
import { FakeCore } from './fake-core';
import { account, everyRight, letterView, mailbox, reader, row } from './people';
import './setup';

afterEach(cleanup);

const norway = (more: Partial<MailboxView> = {}): MailboxView => ({ ...mailbox('m1', 'Kari Prøve', 'own', everyRight), provider: 'altinn', fetchAhead: false, ...more });
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const opened = (core: FakeCore) => asked(core, 'letter').filter(([, open]) => open === true).length;

/** Opens a letter that waits; once it is opened for real, it is `after`. */
async function show(view: Partial<LetterView>, box = norway(), after: Partial<LetterView> = {}) {
  const waiting = row('s', { mailbox: box.id, waits: view.waits, ...(view.needsLevel && { needsLevel: view.needsLevel }) });
  const core = new FakeCore({ letters: [waiting], mailboxes: [box], accounts: [account({ provider: box.provider, person: 'Kari Prøve' })] });
  const { waits: _waits, needsLevel: _level, ...open } = letterView(waiting);
  let now: LetterView = { ...letterView(waiting), documents: [], ...view };
  vi.spyOn(core, 'letter').mockImplementation((id, opens) => {
    core.asked.push(['letter', id, opens]);
    if (opens) now = { ...open, ...after };
    return Promise.resolve(now);
  });
  vi.spyOn(core, 'stepUp').mockImplementation((id) => {
    core.asked.push(['stepUp', id]);
    now = { ...open, ...after };
    return Promise.resolve(now);
  });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="s"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="s"]') as HTMLElement);
  await page.findByRole('heading', { level: 1, name: 'Emne s' });
  return { core, page };
}

describe('a letter with a receipt', () => {
  test('says that the sender is told, and can be left for now', async () => {
    const { core, page } = await show({ waits: 'receipt' });
    expect(page.getByRole('heading', { name: 'Afsenderen får kvittering, når du åbner brevet' })).toBeTruthy();
    expect(page.getByRole('button', { name: 'Ikke nu' })).toBeTruthy();
    expect(opened(core)).toBe(0);
    await fireEvent.click(page.getByRole('button', { name: 'Åbn' }));
    await waitFor(() => expect(opened(core)).toBe(1));
  });

  test('to a relative says in whose name, and to talk to her first', async () => {
    const { page } = await show({ waits: 'receipt' }, norway({ id: 'm3', owner: 'Per Prøve', kind: 'delegated', rights: reader, provider: 'digipost' }));
    expect(page.getByRole('heading', { name: 'Åbner du brevet, får afsenderen kvittering for Per Prøve' })).toBeTruthy();
    expect(page.getByText(/Tal med Per Prøve først/)).toBeTruthy();
  });

  test('that was opened here says by whom, and that the receipt went', async () => {
    const openings = [{ answer: 'open', by: 'Kari Prøve', at: new Date().toISOString(), done: true, receipt: true }] as const;
    const { page } = await show({ ...letterView(row('s')), openings: [...openings] });
    expect(page.getByText(/^Åbnet i dag .* af Kari Prøve på denne computer\. Afsenderen fik kvittering\.$/)).toBeTruthy();
  });
});

describe('a letter that is noted as seen', () => {
  test('shows what it is about, says who can see that it was opened, and has no “not now”', async () => {
    const { core, page } = await show({ waits: 'seen', summary: 'Du skal levere skattemeldingen.' });
    expect(page.getByText('Du skal levere skattemeldingen.')).toBeTruthy();
    expect(page.getByText(/noterer Altinn, at du har set det/)).toBeTruthy();
    expect(page.queryByRole('button', { name: 'Ikke nu' })).toBeNull();
    await new Promise((done) => setTimeout(done, SEEN + 50));
    expect(asked(core, 'mark')).toEqual([]);
    await fireEvent.click(page.getByRole('button', { name: 'Åbn' }));
    await waitFor(() => expect(opened(core)).toBe(1));
  });

  test('of somebody else says whose it is', async () => {
    const { page } = await show({ waits: 'seen' }, norway({ id: 'm3', owner: 'Per Prøve', kind: 'delegated', rights: reader, provider: 'digipost' }));
    expect(page.getByText(/^Brevet er til Per Prøve\. Når du åbner det, noterer Digipost/)).toBeTruthy();
    expect(page.getByText(/også før Per Prøve har set dem/)).toBeTruthy();
  });

  test('can be fetched ahead from now on, in this mailbox', async () => {
    const { core, page } = await show({ waits: 'seen' });
    await fireEvent.click(page.getByRole('switch', { name: 'Hent breve her på forhånd fremover' }));
    await waitFor(() => expect(asked(core, 'setFetchAhead')).toEqual([['m1', true]]));
    await waitFor(() => expect((page.getByRole('switch', { name: /på forhånd/ }) as HTMLInputElement).checked).toBe(true));
    expect(opened(core)).toBe(0);
  });

  test('keeps what was opened before in sight when there is something newer', async () => {
    const { page } = await show({ waits: 'seen', documents: letterView(row('s')).documents });
    expect(page.getByRole('heading', { name: 'Der er noget nyere' })).toBeTruthy();
    expect(page.getByRole('tab', { name: /Brevet/ })).toBeTruthy();
  });
});

describe('a letter that takes a higher login', () => {
  test.each<[MailboxView['provider'], LetterView['needsLevel'], RegExp]>([
    ['altinn', 'high', /BankID, Buypass eller Commfides\. MinID er ikke nok/],
    ['digipost', 'substantial', /MinID, BankID, Buypass eller Commfides/],
    ['digital-post', 'high', /MitID på niveauet “Høj”/],
    ['altinn', undefined, /MinID er ikke nok/],
  ])('of %s at %s says what that is', async (provider, needsLevel, words) => {
    const { page } = await show({ waits: 'higherLevel', ...(needsLevel && { needsLevel }) }, norway({ provider }));
    expect(page.getByText(words)).toBeTruthy();
    expect(page.getByText(/^Log ind som Kari Prøve\./)).toBeTruthy();
  });

  test('is opened by one click that leads through the login and back', async () => {
    const { core, page } = await show({ waits: 'higherLevel', needsLevel: 'high' });
    await fireEvent.click(page.getByRole('button', { name: 'Log ind med højere sikkerhed' }));
    await waitFor(() => expect(asked(core, 'stepUp')).toEqual([['s']]));
    await page.findByRole('tab', { name: /Brevet/ });
    await waitFor(() => expect(document.activeElement).toBe(page.getByRole('heading', { level: 1, name: 'Emne s' })));
  });

  test('asks its next question when that is left', async () => {
    const { page } = await show({ waits: 'higherLevel', needsLevel: 'high' }, norway(), { waits: 'receipt', documents: [] });
    await fireEvent.click(page.getByRole('button', { name: 'Log ind med højere sikkerhed' }));
    expect(await page.findByRole('heading', { name: 'Afsenderen får kvittering, når du åbner brevet' })).toBeTruthy();
  });

  test('waits for the browser in its place, can stop waiting, and says why it stays locked', async () => {
    const { core, page } = await show({ waits: 'higherLevel', needsLevel: 'high' });
    let fail: (error: unknown) => void = () => {};
    vi.spyOn(core, 'stepUp').mockReturnValue(new Promise((_, failed) => (fail = failed)));
    await fireEvent.click(page.getByRole('button', { name: 'Log ind med højere sikkerhed' }));
    await page.findByText('Log ind i din browser');
    expect(document.querySelector('dialog')).toBeNull();
    await fireEvent.click(page.getByRole('button', { name: 'Afbryd' }));
    expect(asked(core, 'loginCancel')).toHaveLength(1);
    fail({ code: 'refused', retry: false, text: 'error.login.somebodyElse', reference: '' });
    expect((await page.findByRole('alert')).textContent).toContain('Du loggede ind som en anden');
    expect(page.getByRole('button', { name: 'Log ind med højere sikkerhed' })).toBeTruthy();
  });

  test('is found out only when it is opened, and then says so in the same way', async () => {
    const { core, page } = await show({ waits: 'seen' });
    let takes = false;
    vi.spyOn(core, 'letter').mockImplementation((_, opens) => {
      if (opens) takes = true;
      const view: LetterView = { ...letterView(row('s')), documents: [], waits: takes ? 'higherLevel' : 'seen' };
      return opens ? Promise.reject({ code: 'higherLevelNeeded', retry: false, reference: '' }) : Promise.resolve(view);
    });
    await fireEvent.click(page.getByRole('button', { name: 'Åbn' }));
    expect(await page.findByRole('button', { name: 'Log ind med højere sikkerhed' })).toBeTruthy();
    expect(page.queryByRole('alert')).toBeNull();
  });
});

test('a row says what opening does; a date comes before that it is only fetched then', () => {
  const now = new Date('2026-02-12T10:00:00');
  const words = (more: Parameters<typeof row>[1]) => signal(row('a', more), now)?.words;
  expect(words({ waits: 'receipt', replyBy: '2026-03-03T12:00:00Z' })).toBe('Afsenderen får kvittering, når du åbner');
  expect(words({ waits: 'seen' })).toBe('Hentes, når du åbner');
  expect(words({ waits: 'seen', replyBy: '2026-03-03T12:00:00Z' })).toBe('Svar senest 3. marts');
  expect(words({ waits: 'higherLevel' })).toBe('Kræver login med højere sikkerhed');
});
