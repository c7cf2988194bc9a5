// Folders in folders: the order in which they are shown, the keys that go through them, and the pages with them.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { branches, step } from '../src/parts/tree';
import type { FolderView } from '../src/platform/types/FolderView';
import { FakeCore } from './fake-core';
import { folders } from './people';
import './setup';

afterEach(cleanup);

function own(id: string, parent?: string): FolderView {
  return { id, mailbox: 'm1', role: 'own', name: id, unread: 0, total: 0, ...(parent && { parent }) };
}
const nested = [own('hus'), own('lån', 'hus'), own('rente', 'lån'), own('skat'), own('alene', 'væk')];
const shown = (all: FolderView[], closed: string[] = []) => branches(all, new Set(closed)).map(({ folder, level }) => `${level} ${folder.id}`);

describe('the order', () => {
  test('is each folder before what lies in it, and what lies nowhere stands at the top', () => {
    expect(shown(nested)).toEqual(['1 hus', '2 lån', '3 rente', '1 skat', '1 alene']);
    expect(shown(nested, ['hus'])).toEqual(['1 hus', '1 skat', '1 alene']);
  });

  test('survives folders that lie in each other', () => {
    expect(shown([own('a', 'b'), own('b', 'a'), own('c', 'a')]).map((row) => row.slice(2)).sort()).toEqual(['a', 'b', 'c']);
    expect(shown([own('a', 'a')])).toEqual(['1 a']);
  });

  test('tells each its place among its siblings', () => {
    expect(branches(nested, new Set()).map(({ position, siblings }) => `${position}/${siblings}`)).toEqual(['1/3', '1/1', '1/1', '2/3', '3/3']);
  });
});

test('the keys are those of a tree', () => {
  const rows = branches(nested, new Set());
  const closed = branches(nested, new Set(['hus']));
  expect(step(rows, 'hus', 'ArrowDown')).toEqual({ focus: 'lån' });
  expect(step(rows, 'skat', 'ArrowUp')).toEqual({ focus: 'rente' });
  expect(step(rows, 'hus', 'ArrowUp')).toEqual({});
  expect(step(rows, 'hus', 'ArrowRight')).toEqual({ focus: 'lån' });
  expect(step(closed, 'hus', 'ArrowRight')).toEqual({ toggle: 'hus' });
  expect(step(rows, 'hus', 'ArrowLeft')).toEqual({ toggle: 'hus' });
  expect(step(rows, 'rente', 'ArrowLeft')).toEqual({ focus: 'lån' });
  expect(step(rows, 'skat', 'ArrowRight')).toEqual({});
  expect(step(rows, 'lån', 'Home')).toEqual({ focus: 'hus' });
  expect(step(rows, 'lån', 'End')).toEqual({ focus: 'alene' });
  expect(step(rows, 'hus', 's')).toEqual({ focus: 'skat' });
  expect(step(rows, 'hus', '/')).toBeUndefined();
  expect(step(rows, 'hus', 'Escape')).toBeUndefined();
});

describe('in the window', () => {
  async function show() {
    const core = new FakeCore();
    const all = (id: string) => [...folders(id), { ...own('Lån', `${id}-Skat og årsopgørelser`), mailbox: id, id: `${id}-Lån` }];
    vi.spyOn(core, 'folders').mockImplementation((id) => Promise.resolve(all(id)));
    const page = render(App, { core });
    await waitFor(() => expect(page.container.querySelector('[data-letter]')).not.toBeNull());
    return { core, page };
  }
  const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);

  test('the rack shows them with level and state, goes through them by keys and opens by Enter', async () => {
    const { core, page } = await show();
    await fireEvent.click(page.container.querySelector('.boxes button') as HTMLElement);
    const tree = await page.findByRole('tree', { name: 'Mapper hos Mette Hansen' });
    const item = (name: string) => page.getByRole('treeitem', { name });
    expect(item('Lån').getAttribute('aria-level')).toBe('2');
    expect(item('Skat og årsopgørelser').getAttribute('aria-expanded')).toBe('true');
    expect(tree.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    item('Skat og årsopgørelser').focus();
    await fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowLeft' });
    await waitFor(() => expect(page.queryByRole('treeitem', { name: 'Lån' })).toBeNull());
    expect(item('Skat og årsopgørelser').getAttribute('aria-expanded')).toBe('false');
    await fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowRight' });
    await fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'ArrowRight' });
    await waitFor(() => expect(document.activeElement).toBe(item('Lån')));
    await fireEvent.keyDown(document.activeElement as HTMLElement, { key: 'Enter' });
    await waitFor(() => expect(asked(core, 'letters').at(-1)).toEqual([expect.objectContaining({ folder: 'm1-Lån' })]));
    expect(item('Lån').getAttribute('aria-selected')).toBe('true');
  });

  test('one is made inside another, and a new name can be taken back', async () => {
    const { core, page } = await show();
    await fireEvent.click(page.container.querySelector('.boxes button') as HTMLElement);
    await fireEvent.click(await page.findByRole('treeitem', { name: 'Skat og årsopgørelser' }));
    await fireEvent.click(await page.findByRole('button', { name: 'Ny mappe heri' }));
    await fireEvent.input(page.getByLabelText('Mappens navn'), { target: { value: 'Renter' } });
    await fireEvent.click(page.getByRole('button', { name: 'Opret' }));
    await waitFor(() => expect(asked(core, 'folderAdd')).toEqual([['m1', 'Renter', 'm1-Skat og årsopgørelser']]));
    await fireEvent.click(page.getByRole('button', { name: 'Omdøb mappen' }));
    await fireEvent.input(page.getByLabelText('Mappens navn'), { target: { value: 'Skat' } });
    await fireEvent.click(page.getByRole('button', { name: 'Gem' }));
    await waitFor(() => expect(page.getByText('Mappen hedder nu “Skat”')).toBeTruthy());
    await fireEvent.click(page.getByRole('button', { name: 'Fortryd' }));
    await waitFor(() => expect(asked(core, 'folderRename').at(-1)).toEqual(['m1', 'm1-Skat og årsopgørelser', 'Skat og årsopgørelser']));
  });

  test('a letter’s new name can be taken back', async () => {
    const { core, page } = await show();
    await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
    await fireEvent.click(await page.findByRole('button', { name: 'Notat og navn' }));
    await fireEvent.input(page.getByLabelText('Brevets navn her i postkassen'), { target: { value: 'Børnehaven' } });
    await fireEvent.click([...document.querySelectorAll<HTMLElement>('dialog button')].at(-1) as HTMLElement);
    await waitFor(() => expect(asked(core, 'renameLetter')).toEqual([['a', 'Børnehaven']]));
    await fireEvent.click(await page.findByRole('button', { name: 'Fortryd' }));
    await waitFor(() => expect(asked(core, 'renameLetter').at(-1)).toEqual(['a', 'Emne a']));
  });
});
