// A list of many letters: what of it is in the page, that nobody loses their place in it, and that the keys reach all of
// it. The page is measured as a browser would: a row is 90 px high, a heading 30, and the window shows 900.
import { cleanup, configure, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { Sight } from '../src/list/sight.svelte';
import { FakeCore, type World } from './fake-core';
import { mailbox, everyRight, row } from './people';
import './setup';

const [ROW, HEADING, WINDOW] = [90, 30, 900];
const high = (part: Element): number =>
  part instanceof HTMLUListElement ? part.childElementCount * ROW : part.tagName === 'H2' ? (part.classList.contains('again') ? 0 : HEADING) : parseFloat((part as HTMLElement).style.blockSize) || 0;

/** How far a part of the list lies below the list's own top. */
function topOf(part: Element): number {
  const list = part.closest('section') as Element;
  const piece = [...list.children].find((one) => one.contains(part)) as Element;
  const before = [...list.children].slice(0, [...list.children].indexOf(piece)).reduce((sum, one) => sum + high(one), 0);
  const item = part.closest('li');
  return before + (item ? [...piece.children].indexOf(item) * ROW : 0);
}

function box(this: HTMLElement): DOMRect {
  const list = this.closest('section');
  if (!list || !this.closest('.pane') || this === list) return new DOMRect(0, 0, 400, WINDOW);
  const top = topOf(this) - (this.closest('.pane')?.scrollTop ?? 0);
  return new DOMRect(0, top, 400, this.dataset.letter ? ROW : high(this));
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} });
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(WINDOW);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockImplementation(function (this: HTMLElement) {
    return high(this);
  });
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(box);
});
// A list this long takes its time beside other builds.
configure({ asyncUtilTimeout: 20_000 });
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const many = (n: number) => Array.from({ length: n }, (_, at) => row(`l${at}`, { received: new Date(Date.UTC(2026, 1, 12) - at * 3_600_000).toISOString() }));
const rows = () => [...document.querySelectorAll<HTMLElement>('[data-letter]')];
const ids = () => rows().map(({ dataset }) => dataset.letter);
const item = (id: string) => rows().find(({ dataset }) => dataset.letter === id)?.closest('li') as HTMLElement;
const pane = () => document.querySelector('.pane') as HTMLElement;
const focused = () => (document.activeElement as HTMLElement).dataset.letter;

async function show(n: number, world: Partial<World> = {}) {
  const core = new FakeCore({ letters: many(n), mailboxes: [{ ...mailbox('m1', 'Mette Hansen', 'own', everyRight, 2), total: n }], ...world });
  render(App, { core });
  await waitFor(() => expect(rows().length).toBeGreaterThan(16));
  return core;
}
async function scroll(to: number) {
  pane().scrollTop = to;
  await fireEvent.scroll(pane());
}
const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
/** Scrolls on until the list has come this far. */
async function downTo(id: string, most = 60) {
  for (let n = 0; n < most && !ids().includes(id); n += 1) {
    await scroll(pane().scrollTop + WINDOW);
    await new Promise((done) => setTimeout(done));
  }
  expect(ids()).toContain(id);
}

test('a list that has only now come begins with about as many letters as a window has room for, however few came a day', () => {
  const few = (n: number) => many(2).map((one) => ({ ...one, id: `${one.id} of day ${n}` }));
  const blocks = Array.from({ length: 20 }, (_, n) => ({ key: `day ${n}`, heading: { key: `day ${n}`, title: `Day ${n}` }, rows: few(n) }));
  const sight = new Sight({ blocks: () => blocks, kept: () => undefined, near: () => {} });
  const drawn = sight.pieces.flatMap((piece) => ('block' in piece ? piece.block.rows : []));
  expect(drawn).toHaveLength(10);
});

describe('of a long list', () => {
  test('only what is near is in the page, each row with its place and, once all are known, of how many', async () => {
    await show(300);
    expect(item('l0').getAttribute('aria-posinset')).toBe('1');
    expect(item('l0').getAttribute('aria-setsize')).toBe('-1');
    await downTo('l150');
    expect(rows().length).toBeLessThan(120);
    expect(ids()).toContain('l0');
    expect(item('l150').getAttribute('aria-posinset')).toBe('151');
    await downTo('l299');
    expect(item('l299').getAttribute('aria-setsize')).toBe('300');
  });

  test('the heading of what is in sight is in the page, and headings take the room that they have', async () => {
    await show(300);
    await downTo('l150');
    expect(document.querySelectorAll('section h2').length).toBeGreaterThan(0);
    const at = topOf(item('l150'));
    await scroll(0);
    expect(ids()).not.toContain('l150');
    await scroll(at);
    expect(topOf(item('l150'))).toBe(at);
  });

  test('nobody loses their place when letters come at the top', async () => {
    const core = await show(300);
    await downTo('l200');
    const seen = () => topOf(item('l200')) - pane().scrollTop;
    const before = seen();
    core.world.letters = [...Array.from({ length: 7 }, (_, at) => row(`new${at}`)), ...core.world.letters];
    core.tell({ kind: 'letters', mailbox: 'm1' });
    await waitFor(() => expect(item('l200').getAttribute('aria-posinset')).toBe('208'));
    expect(seen()).toBe(before);
  });

  test('who looks at the top sees what comes', async () => {
    const core = await show(100);
    core.world.letters = [row('new'), ...core.world.letters];
    core.tell({ kind: 'letters', mailbox: 'm1' });
    await waitFor(() => expect(ids()[0]).toBe('new'));
    expect(pane().scrollTop).toBe(0);
  });

  test('what comes into sight again is read again when something happened meanwhile', async () => {
    const core = await show(300);
    await downTo('l200');
    core.world.letters = core.world.letters.map((one) => (one.id === 'l2' ? { ...one, subject: 'Ændret' } : one));
    core.world.letters = core.world.letters.map((one) => (one.id === 'l100' ? { ...one, subject: 'Også ændret' } : one));
    const before = core.asked.length;
    core.tell({ kind: 'letters', mailbox: 'm1' });
    await waitFor(() => expect(core.asked.length).toBeGreaterThan(before));
    await new Promise((done) => setTimeout(done, 50));
    await scroll(100 * ROW);
    await waitFor(() => expect(item('l100').textContent).toContain('Også ændret'));
  });
});

describe('the keys', () => {
  test('go to the end, which is read for it, to the beginning, and by what is in sight', async () => {
    await show(300);
    await press('j');
    expect(focused()).toBe('l0');
    await press('End');
    await waitFor(() => expect(focused()).toBe('l299'));
    await press('Home');
    expect(focused()).toBe('l0');
    await press('PageDown');
    expect(focused()).toBe('l9');
    await press('PageUp');
    expect(focused()).toBe('l0');
  });

  test('go on from the row that has the focus, however far one has scrolled from it', async () => {
    await show(300);
    await press('j');
    await press('j');
    await downTo('l200');
    expect(focused()).toBe('l1');
    await press('ArrowDown');
    expect(focused()).toBe('l2');
    expect(rows().filter(({ tabIndex }) => tabIndex === 0).map(({ dataset }) => dataset.letter)).toEqual(['l2']);
  });

  test('bring the next letters where those that are here end', async () => {
    const core = await show(120);
    await press('j');
    for (let n = 0; n < 49; n += 1) await press('ArrowDown');
    await waitFor(() => expect(core.asked.filter(([name]) => name === 'letters').length).toBeGreaterThan(1));
    for (let n = 0; n < 30; n += 1) await press('ArrowDown');
    expect(focused()).toBe('l79');
  });

  test('choose letters: Shift with an arrow, back again, and all of them', async () => {
    await show(40);
    await press('j');
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    expect(document.body.textContent).toContain('3 valgt');
    await press('ArrowUp', { shiftKey: true });
    expect(document.body.textContent).toContain('2 valgt');
    await press('a', { ctrlKey: true });
    expect(document.body.textContent).toContain('40 valgt');
    await press('Escape');
    expect(document.querySelector('.tick')).toBeNull();
  });
});

test('Shift and a click choose from the row before as far as there, Ctrl and a click one more', async () => {
  await show(40);
  await press('j');
  await fireEvent.click(item('l3').querySelector('[data-letter]') as HTMLElement, { shiftKey: true });
  expect(document.body.textContent).toContain('4 valgt');
  await fireEvent.click(item('l7').querySelector('[data-letter]') as HTMLElement, { ctrlKey: true });
  expect(document.body.textContent).toContain('5 valgt');
});
