// A window whose later parts are still being loaded: what is wanted of them comes when they are there, as the last wish
// says, and the rest of the window works meanwhile.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { Later } from '../src/parts/later.svelte';
import { FakeCore, type World } from './fake-core';
import { row, startView } from './people';
import './setup';

const held = vi.hoisted(() => ({ parts: [] as { arrive: () => Promise<void> }[] }));
vi.mock('../src/frame/rest', async () => {
  const { Later } = await import('../src/parts/later.svelte');
  /** What is asked for arrives when the test lets it. */
  class Held<Part> extends Later<Part> {
    override come() {
      return Promise.resolve();
    }
    arrive() {
      return super.come();
    }
  }
  const part = <Part>(load: () => Promise<Part>) => {
    const one = new Held(load);
    held.parts.push(one);
    return one;
  };
  return {
    pageParts: part(() => import('../src/frame/page-parts')),
    letterParts: part(() => import('../src/frame/letter-parts')),
    startParts: part(() => import('../src/start/screens')),
    loadSoon: () => () => {},
  };
});

afterEach(cleanup);

// What has arrived stays: each test waits for parts of its own.
const [PAGES, LETTER, START] = [0, 1, 2];
const arrive = (...parts: number[]) => Promise.all(parts.map((part) => held.parts[part]!.arrive()));
const letters = [row('l0', { subject: 'Det første brev' }), row('l1', { subject: 'Det andet brev' })];

async function show(world: Partial<World> = {}) {
  const core = new FakeCore({ letters, ...world });
  const page = render(App, { core });
  await waitFor(() => expect(core.asked.some(([name]) => name === 'subscribe')).toBe(true));
  await tick();
  return { core, page };
}

test('letters can be chosen, pages opened and a search written before any of it is there; then the last one chosen is', async () => {
  const { page } = await show();
  await waitFor(() => expect(page.container.querySelectorAll('[data-letter]').length).toBe(2));
  await fireEvent.click((await page.findAllByRole('button', { name: 'Indstillinger' }))[0]!);
  expect(page.queryByRole('heading', { name: 'Lås' })).toBeNull();
  await fireEvent.click(page.getByRole('button', { name: /^Al post/ }));
  for (const id of ['l0', 'l1']) {
    await waitFor(() => expect(page.container.querySelector(`[data-letter="${id}"]`)).not.toBeNull());
    await fireEvent.click(page.container.querySelector(`[data-letter="${id}"]`)!);
  }
  expect(page.container.querySelector('[data-letter-heading]')).toBeNull();
  await fireEvent.input(page.getByRole('searchbox'), { target: { value: 'brev' } });
  await arrive(PAGES, LETTER);
  await waitFor(() => expect(page.container.querySelector('[data-letter-heading]')?.textContent).toBe('Det andet brev'));
  expect((page.getByRole('searchbox') as HTMLInputElement).value).toBe('brev');
});

test('a closed vault says so as soon as that screen is there', async () => {
  const { core, page } = await show({ start: startView('closed', { trouble: 'locked' }) });
  expect(page.queryByRole('heading')).toBeNull();
  await arrive(START);
  await fireEvent.click(await page.findByRole('button', { name: 'Lås op' }));
  expect(core.asked.some(([name]) => name === 'unlock')).toBe(true);
});

test('a part is loaded once, whoever asks, and one that did not come is tried again when it is asked for next', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('not there')).mockResolvedValue('here');
  const part = new Later(load);
  await Promise.all([part.come(), part.come()]);
  expect([load.mock.calls.length, part.here]).toEqual([1, undefined]);
  await vi.waitFor(() => expect(part.here).toBe('here'));
  await part.come();
  expect(load.mock.calls.length).toBe(2);
});
