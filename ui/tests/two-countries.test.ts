// Mail from two countries in one window: the first screen, one more login, logins that end one by one, mailboxes that name
// their service, and the folder for what was put away.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { headings } from '../src/list/days';
import { rolesOfAll } from '../src/rack/folders';
import { grouped, narrowed } from '../src/rack/boxes';
import type { MailboxView } from '../src/platform/types/MailboxView';
import { FakeCore, type World } from './fake-core';
import { account, everyRight, folders, mailbox, row, services, startView, syncState } from './people';
import './setup';

afterEach(cleanup);

const box = (id: string, owner: string, provider: MailboxView['provider'], more: Partial<MailboxView> = {}): MailboxView => ({ ...mailbox(id, owner, 'own', everyRight), account: `a-${provider}`, provider, ...more });
const both = () => [box('m1', 'Mette Hansen', 'digital-post'), box('m2', 'Mette Hansen', 'altinn'), box('m3', 'Prøve AS', 'altinn', { kind: 'company', partOf: 'Prøve Holding AS' })];
const logins = () => [
  account({ id: 'a-digital-post', sandbox: false }),
  account({ id: 'a-altinn', provider: 'altinn', person: 'Kari Prøve', sandbox: false }),
];

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await waitFor(() => expect(core.asked.some(([name]) => name === (core.world.start.state === 'ready' ? 'todo' : 'subscribe'))).toBe(true));
  await new Promise((done) => setTimeout(done));
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);

describe('the first screen', () => {
  test('has the services of both countries, and a login only where this copy may', async () => {
    const { core, page } = await show({ start: startView('firstStart', { services: services('altinn') }) });
    expect(page.getAllByRole('listitem').slice(0, 3).map(({ textContent }) => textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Digital Post Danmark · Log ind med MitID Virker ikke endnu', 'Altinn Norge Log ind med ID-porten', 'Digipost Norge · Log ind hos Digipost Virker ikke endnu',
    ]);
    expect(page.container.querySelectorAll('button[data-variant="primary"]')).toHaveLength(1);
    expect(page.getByText(/mangler at blive registreret hos Digital Post og Digipost/)).toBeTruthy();
    await fireEvent.click(page.getByRole('button', { name: 'Log ind med ID-porten' }));
    expect(asked(core, 'login')).toEqual([['altinn', false]]);
  });

  test('has sample letters from the country that one chooses', async () => {
    const { core, page } = await show({ start: startView('firstStart') });
    await fireEvent.click(page.getByRole('button', { name: 'Åbn prøvebreve' }));
    await waitFor(() => expect(asked(core, 'login')).toEqual([['digital-post', true]]));
    await fireEvent.click(await page.findByRole('radio', { name: 'Norge' }));
    await fireEvent.click(page.getByRole('button', { name: 'Åbn prøvebreve' }));
    await waitFor(() => expect(asked(core, 'login').at(-1)).toEqual(['altinn', true]));
  });

  test('proposes the country of the language', async () => {
    const start = startView('firstStart');
    const { page } = await show({ start: { ...start, settings: { ...start.settings, language: 'nn' } } });
    // The texts of a language come when it is first spoken.
    expect(((await page.findByRole('radio', { name: 'Noreg' })) as HTMLInputElement).checked).toBe(true);
  });
});

describe('one more login', () => {
  test('is found under the person and in the settings, with every service and its samples', async () => {
    const { core, page } = await show({ start: startView('ready', { services: services('digital-post') }) });
    await fireEvent.click(await page.findByRole('button', { name: 'Tilføj et login', hidden: true }));
    const dialog = within(document.querySelector('dialog') as HTMLElement);
    expect(dialog.getByRole('button', { name: 'Log ind med MitID' })).toBeTruthy();
    await fireEvent.click(dialog.getByRole('button', { name: 'Prøvebreve: Digipost' }));
    await waitFor(() => expect(asked(core, 'login')).toEqual([['digipost', true]]));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    await fireEvent.click(page.getAllByRole('button', { name: 'Indstillinger' })[0] as HTMLElement);
    expect(page.getAllByRole('button', { name: 'Tilføj et login', hidden: true })).toHaveLength(2);
  });
});

describe('a login that ends', () => {
  test('is said of itself alone, and is logged in to again by one button', async () => {
    const accounts = logins().map((one) => ({ ...one, signedIn: one.provider !== 'altinn' }));
    const { core, page } = await show({ mailboxes: both(), accounts, sync: syncState({ synced: new Date().toISOString(), failing: [{ account: 'a-altinn', trouble: 'signInAgain' }] }) });
    expect(page.getByText('Nye breve fra Altinn kommer, når du har logget ind igen.', { selector: 'strong' })).toBeTruthy();
    expect(page.getByText(/Kari Prøve er logget ud dér/)).toBeTruthy();
    expect(page.queryByText('Posten kunne ikke hentes.')).toBeNull();
    expect(page.queryByText('Din login er løbet ud.')).toBeNull();
    await fireEvent.click(page.getAllByRole('button', { name: 'Log ind igen: Altinn, Kari Prøve' })[0] as HTMLElement);
    await waitFor(() => expect(asked(core, 'loginAgain')).toEqual([['a-altinn']]));
    await waitFor(() => expect(page.queryByText(/Nye breve fra Altinn/)).toBeNull());
  });

  test('a service that cannot be reached is named, and the others are not', async () => {
    const { page } = await show({ mailboxes: both(), accounts: logins(), sync: syncState({ failing: [{ account: 'a-altinn', trouble: 'busy' }] }) });
    expect(page.getByText('Posten fra Altinn kunne ikke hentes.')).toBeTruthy();
    expect(page.queryByText(/Posten fra Digital Post/)).toBeNull();
  });
});

describe('mailboxes of several services', () => {
  test('name their service beside the owner in the rack, on the plates and for the ear', async () => {
    const { page } = await show({ mailboxes: both(), letters: [row('a', { mailbox: 'm2' })], accounts: logins() });
    expect([...page.container.querySelectorAll('.boxes .role')].map(({ textContent }) => textContent)).toEqual([
      'Digital Post · Mig selv', 'Altinn · Mig selv', 'Altinn · en del af Prøve Holding AS · Virksomhed',
    ]);
    expect(page.container.querySelector('[data-letter="a"]')?.getAttribute('aria-label')).toContain('Mette Hansen, Altinn.');
    expect(page.container.querySelector('[data-letter="a"] .plate')?.textContent).toContain('Altinn');
  });

  test('of one service do not', async () => {
    const { page } = await show({ letters: [row('a')] });
    expect(page.container.querySelector('.boxes')?.textContent).not.toContain('Digital Post');
    expect(page.container.querySelector('[data-letter="a"]')?.getAttribute('aria-label')).toContain('Mette Hansen.');
  });

  test('are found by their service and unit, and keep the order of the core', () => {
    expect(narrowed(both(), 'altinn').map(({ id }) => id)).toEqual(['m2', 'm3']);
    expect(narrowed(both(), 'holding').map(({ id }) => id)).toEqual(['m3']);
    expect(grouped(both())[0]?.boxes.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3']);
  });

  test('stand under the person’s own days, wherever a letter came from', () => {
    const now = new Date('2026-02-12T10:00:00+01:00');
    const of = headings('day', now);
    // Half past midnight here; the services speak of the same moment in UTC.
    const both = [row('a', { received: '2026-02-11T23:30:00Z' }), row('b', { mailbox: 'm2', received: '2026-02-12T00:30:00+01:00' })];
    expect(both.map((one) => of(one).title)).toEqual(['I dag', 'I dag']);
    expect(of(row('c', { received: '2026-02-11T22:30:00Z' })).title).toBe('I går');
  });
});

describe('what was put away', () => {
  const withArchive = (id: string) => [...folders(id), { id: `${id}-Archive`, mailbox: id, role: 'archive' as const, name: 'Archive', unread: 0, total: 3 }];

  test('has its folder over all mailboxes only where a service has one', () => {
    expect(rolesOfAll([{ provider: 'digital-post' }])).not.toContain('archive');
    expect(rolesOfAll([{ provider: 'digital-post' }, { provider: 'altinn' }])).toContain('archive');
  });

  test('is a place to move to, and has its name in the rack and over the list', async () => {
    const { core, page } = await show({ mailboxes: both(), letters: [row('a', { mailbox: 'm2' })], folders: withArchive });
    await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
    await page.findByRole('heading', { level: 1, name: 'Emne a' });
    await fireEvent.click(page.getByRole('button', { name: 'Flyt' }));
    await fireEvent.click(await page.findByRole('treeitem', { name: /Arkiv/ }));
    await waitFor(() => expect(asked(core, 'moveLetters')).toEqual([[['a'], 'm2-Archive']]));
    await fireEvent.click(page.getByRole('button', { name: /^Arkiv/ }));
    await waitFor(() => expect(asked(core, 'letters').at(-1)?.[0]).toMatchObject({ role: 'archive' }));
    expect(page.getAllByRole('heading', { level: 1 }).map(({ textContent }) => textContent)).toContain('Arkiv');
  });
});

test('a second login that is stopped leaves everything as it was', async () => {
  const { core, page } = await show({ mailboxes: both(), accounts: logins() });
  vi.spyOn(core, 'login').mockRejectedValueOnce({ code: 'signInAgain', retry: false, text: 'error.login.cancelled', reference: '' });
  await fireEvent.click(page.getByRole('button', { name: 'Tilføj et login', hidden: true }));
  await fireEvent.click(within(document.querySelector('dialog') as HTMLElement).getByRole('button', { name: 'Prøvebreve: Altinn' }));
  expect(await page.findByText('Du afbrød login. Der er ikke ændret noget.')).toBeTruthy();
});
