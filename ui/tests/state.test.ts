// What the window knows: paging, searching as one types, reading again, logging in and locking.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { again } from '../src/state/again';
import { AppState } from '../src/state/app.svelte';
import { LetterList } from '../src/state/list.svelte';
import { REST_MS, Search } from '../src/state/search.svelte';
import type { LetterPage } from '../src/platform/types/LetterPage';
import type { StartView } from '../src/platform/types/StartView';
import { FakeCore } from './fake-core';
import { account, row, startView, syncState } from './people';

const many = (n: number) => Array.from({ length: n }, (_, at) => row(`l${at}`));
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest[0]);

/** A promise that the test settles. */
function later<T>() {
  let settle!: (value: T) => void;
  const promise = new Promise<T>((done) => (settle = done));
  return { promise, settle };
}

describe('the list', () => {
  test('comes a page of 50 at a time, each asked for by the last letter of the one before', async () => {
    const core = new FakeCore({ letters: many(120) });
    const list = new LetterList(core);
    await list.show({});
    expect([list.rows.length, list.more]).toEqual([50, true]);
    await list.next();
    await list.next();
    expect([list.rows.length, list.more]).toEqual([120, false]);
    expect(asked(core, 'letters')).toEqual([{ limit: 50 }, { limit: 50, before: 'l49' }, { limit: 50, before: 'l99' }]);
    await list.next();
    expect(asked(core, 'letters')).toHaveLength(3);
  });

  test('read again keeps what is shown and finds what came, went or changed in sight, without reading the rest', async () => {
    const core = new FakeCore({ letters: many(1000) });
    const list = new LetterList(core);
    await list.show({});
    while (list.more) await list.next();
    await list.see('l600', 'l640');
    const before = asked(core, 'letters').length;
    const stays = list.rows[700];
    const changed = core.world.letters.filter(({ id }) => id !== 'l610').map((one) => (one.id === 'l620' || one.id === 'l30' ? { ...one, subject: 'Nyt' } : one));
    core.world.letters = [row('new'), ...changed];
    await list.refresh();
    expect(asked(core, 'letters').slice(before)).toEqual([{ limit: 50 }, { limit: 41, before: 'l599' }, { limit: 50, before: 'l999' }]);
    expect(list.rows).toEqual(core.world.letters);
    expect(list.rows[700]).toBe(stays);
  });

  test('reads again what comes into sight if it may have changed since, and what is as it was not', async () => {
    const core = new FakeCore({ letters: many(300) });
    const list = new LetterList(core);
    await list.show({});
    while (list.more) await list.next();
    const before = asked(core, 'letters').length;
    await list.see('l200', 'l240');
    expect(asked(core, 'letters')).toHaveLength(before);
    await list.see('l0', 'l40');
    core.world.letters = core.world.letters.map((one) => (one.id === 'l210' ? { ...one, subject: 'Nyt' } : one));
    await list.refresh();
    expect(list.rows[210]?.subject).not.toBe('Nyt');
    await list.see('l200', 'l240');
    expect(list.rows[210]?.subject).toBe('Nyt');
  });

  test('goes on to letters that come below the end of what was all of it', async () => {
    const core = new FakeCore({ letters: many(60) });
    const list = new LetterList(core);
    await list.show({});
    await list.next();
    expect(list.more).toBe(false);
    core.world.letters = many(200);
    await list.refresh();
    expect([list.rows.length, list.more]).toEqual([110, true]);
  });

  test('reads again from the top where the letter before what is in sight is gone', async () => {
    const core = new FakeCore({ letters: many(300) });
    const list = new LetterList(core);
    await list.show({});
    while (list.more) await list.next();
    await list.see('l100', 'l140');
    core.world.letters = core.world.letters.filter(({ id }) => id !== 'l99');
    const answers = core.letters;
    vi.spyOn(core, 'letters').mockImplementation((query) => (query.before === 'l99' ? Promise.reject({ code: 'notFound', retry: false, reference: '' }) : answers(query)));
    await list.refresh();
    expect([list.error, list.rows.some(({ id }) => id === 'l99'), list.rows[99]?.id]).toEqual([undefined, false, 'l100']);
  });

  test('drops the answer to a question that is no longer asked', async () => {
    const core = new FakeCore();
    const slow = later<LetterPage>();
    const list = new LetterList(core);
    vi.spyOn(core, 'letters').mockReturnValueOnce(slow.promise);
    const first = list.show({ mailbox: 'm1' });
    await list.show({ mailbox: 'm2' });
    slow.settle({ rows: [row('stale')], more: false });
    await first;
    expect(list.rows.map(({ id }) => id)).toEqual(['b']);
  });

  test('goes on after its error is gone', async () => {
    const core = new FakeCore();
    const list = new LetterList(core);
    vi.spyOn(core, 'letters').mockRejectedValueOnce({ code: 'damaged', retry: false, reference: 'r' });
    await list.show({});
    expect(list.error?.code).toBe('damaged');
    await list.refresh();
    expect([list.error, list.rows.length]).toEqual([undefined, 3]);
  });
});

describe('the search', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('asks once the typing rests, and not for a single letter', async () => {
    const core = new FakeCore();
    const search = new Search(core);
    for (const text of ['E', 'Em', 'Emn', 'Emne']) search.type(text, 'm2');
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect(asked(core, 'search')).toEqual([{ text: 'Emne', limit: 50, mailbox: 'm2' }]);
    search.type('E', 'm2');
    await vi.advanceTimersByTimeAsync(REST_MS);
    expect([asked(core, 'search').length, search.active, search.rows.length]).toEqual([1, false, 0]);
  });

  test('drops an answer that comes after more was typed', async () => {
    const core = new FakeCore();
    const slow = later<LetterPage>();
    vi.spyOn(core, 'search').mockReturnValueOnce(slow.promise);
    const search = new Search(core);
    search.type('Emne', undefined);
    await vi.advanceTimersByTimeAsync(REST_MS);
    search.type('Emne b', undefined);
    await vi.advanceTimersByTimeAsync(REST_MS);
    slow.settle({ rows: [row('stale')], more: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(search.rows.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('the window', () => {
  test('reads everything when the vault is open, and asks for nothing while it is closed', async () => {
    const core = new FakeCore({ start: startView('closed', { trouble: 'locked' }) });
    const app = new AppState(core);
    await app.begin();
    expect(core.asked.map(([name]) => name)).toEqual(['subscribe', 'start']);
    core.world.start = startView('ready');
    await app.session.unlock('keyring');
    await app.readAll();
    expect([app.mailboxes.all.length, app.list.rows.length, app.mailboxes.unread]).toEqual([4, 3, 11]);
  });

  test('reads again what an event says has changed', async () => {
    const core = new FakeCore();
    const app = new AppState(core);
    await app.begin();
    core.world.letters = [row('new'), ...core.world.letters];
    await app.heard({ kind: 'letters', mailbox: 'm1' });
    expect(app.list.rows[0]?.id).toBe('new');
    core.world.sync = syncState({ trouble: 'offline' });
    await app.heard({ kind: 'sync' });
    expect(app.sync.offline).toBe(true);
    app.place.open('a');
    await app.heard({ kind: 'letter', id: 'a' });
    expect(app.letterChanged).toBe(1);
  });

  test('leaves the list alone when letters of another mailbox change', async () => {
    const core = new FakeCore();
    const app = new AppState(core);
    await app.begin();
    await app.go({ mailbox: 'm2' });
    const before = asked(core, 'letters').length;
    await app.heard({ kind: 'letters', mailbox: 'm1' });
    expect(asked(core, 'letters')).toHaveLength(before);
  });

  test('shows a mailbox that becomes one to read while it is open, and nothing of another one before', async () => {
    const core = new FakeCore();
    const app = new AppState(core);
    await app.begin();
    const mailboxes = core.world.mailboxes;
    core.world.mailboxes = mailboxes.map((one) => (one.id === 'm3' ? { ...one, rights: [] } : one));
    await app.heard({ kind: 'mailboxes' });
    await app.go({ mailbox: 'm3' });
    await app.heard({ kind: 'letters', mailbox: 'm3' });
    expect(app.list.rows).toEqual([]);
    core.world.mailboxes = mailboxes;
    await app.heard({ kind: 'mailboxes' });
    expect(app.list.rows.map(({ id }) => id)).toEqual(['c']);
  });

  test('shows the letter of a notification', async () => {
    const app = new AppState(new FakeCore());
    await app.begin();
    app.place.show('settings');
    await app.heard({ kind: 'open', id: 'b' });
    expect([app.place.letter, app.place.page]).toEqual(['b', 'post']);
  });

  test('shows it once the vault is open when it was clicked while it was being closed, closed or opened', async () => {
    const core = new FakeCore();
    const app = new AppState(core);
    await app.begin();
    const lock = later<void>();
    core.lock = () => lock.promise;
    const locking = app.lock();
    await app.heard({ kind: 'open', id: 'b' });
    core.world.start = startView('closed', { trouble: 'locked' });
    lock.settle();
    await locking;
    await app.heard({ kind: 'locked' });
    expect([app.session.view?.state, app.place.letter]).toEqual(['closed', undefined]);
    core.world.start = startView('ready');
    await app.session.unlock('keyring');
    await app.readAll();
    expect(app.place.letter).toBe('b');
    // Once.
    app.place.back();
    await app.readAll();
    expect(app.place.letter).toBe(undefined);
  });

  test('the closed screen speaks and looks as the window did', async () => {
    const core = new FakeCore({ start: startView('ready') });
    const app = new AppState(core);
    await app.begin();
    await app.session.change({ language: 'pl', theme: 'dark' });
    core.world.start = startView('closed', { trouble: 'locked' });
    await app.lock();
    expect([document.documentElement.lang, document.documentElement.dataset.colorScheme]).toEqual(['pl', 'dark']);
    core.world.start = startView('ready');
    await app.session.unlock('keyring');
    expect(document.documentElement.lang).toBe('da');
  });

  test('a late answer of before does not close what was opened meanwhile', async () => {
    const core = new FakeCore({ start: startView('closed', { trouble: 'locked' }) });
    const app = new AppState(core);
    await app.begin();
    const late = later<StartView>();
    vi.spyOn(core, 'start').mockReturnValueOnce(late.promise);
    const heard = app.heard({ kind: 'locked' });
    core.world.start = startView('ready');
    await app.session.unlock('keyring');
    late.settle(startView('closed', { trouble: 'locked' }));
    await heard;
    expect(app.session.view?.state).toBe('ready');
  });

  test('keeps nothing on the page once it is locked', async () => {
    const core = new FakeCore();
    const app = new AppState(core);
    await app.begin();
    app.place.open('a');
    app.search.type('Emne', undefined);
    core.world.start = startView('closed', { trouble: 'locked' });
    await app.heard({ kind: 'locked' });
    expect([app.list.rows, app.mailboxes.all, app.place.letter, app.search.text]).toEqual([[], [], undefined, '']);
  });

  test('a login that fails says why and leaves everything as it was', async () => {
    const core = new FakeCore({ start: startView('firstStart') });
    const app = new AppState(core);
    await app.begin();
    const error = { code: 'signInAgain', retry: false, text: 'error.login.cancelled', reference: '' };
    vi.spyOn(core, 'login').mockRejectedValueOnce(error);
    expect(await app.session.login('digital-post', true)).toBe(false);
    expect([app.session.error, app.session.waitsFor, app.session.view?.state]).toEqual([error, undefined, 'firstStart']);
  });

  test('a login that ran out is taken up where it was', async () => {
    const core = new FakeCore({ accounts: [account({ signedIn: false, sandbox: false })] });
    const app = new AppState(core);
    await app.begin();
    const [signedOut] = app.session.signedOut;
    expect(signedOut && (await app.session.loginAgain(signedOut))).toBe(true);
    expect(asked(core, 'loginAgain')).toEqual(['acc']);
  });

  test('a language is in force at once, and kept only where it can be', async () => {
    const core = new FakeCore({ start: startView('closed', { trouble: 'locked' }) });
    const app = new AppState(core);
    await app.begin();
    await app.session.change({ language: 'nb', theme: 'dark' });
    expect([document.documentElement.lang, document.documentElement.dataset.colorScheme]).toEqual(['nb', 'dark']);
    expect(asked(core, 'settingsSet')).toEqual([]);
    core.world.start = startView('ready');
    await app.session.begin();
    await app.session.change({ notifyDesktop: false });
    expect(asked(core, 'settingsSet')).toMatchObject([{ language: 'da', notifyDesktop: false }]);
  });
});

test('a burst of events costs one run now and one afterwards', async () => {
  vi.useFakeTimers();
  const run = later<void>();
  const doIt = vi.fn(() => run.promise);
  const ask = again(doIt);
  const all = Promise.all([ask(), ask(), ask(), ask()]);
  run.settle();
  await vi.advanceTimersByTimeAsync(1000);
  await all;
  expect(doIt).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test('what there is to do is looked through when a round ends, not at each letter that it brings, unless somebody looks', async () => {
  const core = new FakeCore({ sync: syncState({ phase: 'letters' }) });
  const app = new AppState(core);
  await app.begin();
  const times = () => asked(core, 'todo').length;
  const before = times();
  await app.heard({ kind: 'letters', mailbox: 'm1' });
  expect(times()).toBe(before);
  app.place.show('todo');
  await app.heard({ kind: 'letters', mailbox: 'm1' });
  expect(times()).toBe(before + 1);
  app.place.back();
  core.world.sync = syncState();
  await app.heard({ kind: 'sync' });
  await vi.waitFor(() => expect(times()).toBeGreaterThan(before + 1));
});
