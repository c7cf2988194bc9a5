// From one letter to the next: the one that is open stays until the next has been read, and what is only gone past is not
// marked as read.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { Later } from '../src/parts/later.svelte';
import { FakeCore } from './fake-core';
import { everyRight, letterView, mailbox, row } from './people';
import { SEEN } from '../src/letter/seen';
import './setup';

afterEach(cleanup);

const letters = ['a', 'b'].map((id) => row(id, { read: false }));

/** The window with two unread letters; each is read when it is let go. */
async function show() {
  const core = new FakeCore({ letters, mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight)] });
  const waiting = new Map<string, () => void>();
  vi.spyOn(core, 'letter').mockImplementation((id) => new Promise((done) => waiting.set(id, () => done(letterView(row(id, { read: false }))))));
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelectorAll('[data-letter]')).toHaveLength(2));
  const open = (id: string) => fireEvent.click(page.container.querySelector(`[data-letter="${id}"]`) as HTMLElement);
  const read = async (id: string) => {
    await waitFor(() => expect(waiting.has(id)).toBe(true));
    waiting.get(id)?.();
  };
  const subject = () => page.container.querySelector('[data-letter-heading]')?.textContent;
  /** Reads it, and waits until it is there. */
  const comes = async (id: string) => {
    await read(id);
    await waitFor(() => expect(subject()).toBe(`Emne ${id}`));
  };
  return { core, page, open, read, subject, comes };
}
const marked = (core: FakeCore) => core.asked.filter(([name]) => name === 'mark').map(([, ...rest]) => rest);
const passes = (ms: number) => new Promise((done) => setTimeout(done, ms));

test('the letter that is open stays until the next one has been read', async () => {
  const { open, comes, subject } = await show();
  await open('a');
  await comes('a');
  await open('b');
  expect(subject()).toBe('Emne a');
  await comes('b');
});

test('a letter that takes long is seen to be on its way, and the one before is gone', async () => {
  const { page, open, comes, subject } = await show();
  await open('a');
  await comes('a');
  await open('b');
  await waitFor(() => expect(page.container.querySelector('article')?.getAttribute('aria-busy')).toBe('true'));
  expect(subject()).toBeUndefined();
  await comes('b');
});

test('who closes the letter meanwhile is shown neither of the two', async () => {
  const { page, open, read } = await show();
  await open('a');
  await fireEvent.keyDown(document.body, { key: 'Escape' });
  await read('a');
  await passes(150);
  expect(page.container.querySelector('article')).toBeNull();
});

test('a letter that was only gone past stays unread, and one that was looked at does not', async () => {
  const { core, open, read, comes } = await show();
  await open('a');
  await comes('a');
  await open('b');
  await read('b');
  await waitFor(() => expect(marked(core)).toEqual([[['b'], 'read']]));
  await passes(SEEN);
  expect(marked(core)).toHaveLength(1);
});

test('what a person marks as unread right away stays so', async () => {
  const core = new FakeCore({ letters: [row('a', { read: true })], mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight)] });
  vi.spyOn(core, 'mark').mockImplementation((ids, change) => {
    core.asked.push(['mark', ids, change]);
    core.world.letters = [row('a', { read: change === 'read' })];
    return Promise.resolve();
  });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter]') as HTMLElement);
  await fireEvent.click(await page.findByRole('button', { name: 'Markér som ulæst' }));
  await page.findByRole('button', { name: 'Markér som læst' });
  await passes(SEEN + 100);
  expect(marked(core)).toEqual([[['a'], 'unread']]);
});

test('keys do nothing to the letter that is going while the next one is read', async () => {
  const { core, open, subject, comes } = await show();
  await open('a');
  await comes('a');
  await open('b');
  expect(subject()).toBe('Emne a');
  await fireEvent.keyDown(document.body, { key: 'd' });
  await comes('b');
  expect(core.asked.filter(([name]) => name === 'deleteLetters')).toEqual([]);
  await fireEvent.keyDown(document.body, { key: 'd' });
  await waitFor(() => expect(core.asked.filter(([name]) => name === 'deleteLetters')).toEqual([['deleteLetters', ['b']]]));
});

test('a part that could not be loaded is loaded when it is needed next', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('gone')).mockResolvedValue('part');
  const part = new Later<string>(load);
  expect(part.here).toBeUndefined();
  await part.come();
  expect(part.here).toBeUndefined();
  await part.come();
  expect(part.here).toBe('part');
  expect(load).toHaveBeenCalledTimes(2);
});
