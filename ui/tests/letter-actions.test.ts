// What one may do with a letter where there is little room and in the simple form: the most used in reach, the others one
// step away, with the keyboard as well; and many attachments that do not push the letter away.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import type { LetterView } from '../src/platform/types/LetterView';
import { FakeCore } from './fake-core';
import { letterView, row, startView } from './people';
import { screen } from './setup';

afterEach(cleanup);

const file = (n: number) => ({ id: `f${n}`, filename: `bilag-${n}.txt`, mime: 'text/plain', size: 2000, state: 'here', shownAs: 'text' }) as const;
const withFiles = (count: number): Partial<LetterView> => ({
  canReply: true,
  canForward: true,
  documents: [...letterView(row('a')).documents, ...Array.from({ length: count }, (_, n) => ({ id: `d${n}`, kind: 'additional' as const, label: '', files: [file(n + 1)], actions: [] }))],
});

async function opened(about = withFiles(1), simple = false) {
  const start = startView('ready');
  const core = new FakeCore({ about: { a: about }, start: { ...start, settings: { ...start.settings, simple } } });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  const names = async () => {
    await page.findByRole('button', { name: 'Udskriv' });
    const pane = page.container.querySelector('article') as HTMLElement;
    return [...pane.querySelectorAll('button:not([role])')].filter((button) => !button.closest('[hidden]')).map((button) => button.textContent?.trim() || button.getAttribute('aria-label'));
  };
  return { core, page, names };
}

describe('on a phone', () => {
  test('answering, deleting, saving and printing are in reach, and the rest is under one button', async () => {
    screen.width = 390;
    const { names } = await opened();
    const outside = await names();
    for (const there of ['Svar', 'Slet', 'Gem', 'Udskriv', 'Flere valg']) expect(outside).toContain(there);
    for (const under of ['Videresend', 'Markér', 'Flyt', 'Notat og navn', 'Gem alle']) expect(outside).not.toContain(under);
  });

  test('a choice closes the others, and its dialog gives the focus back to where they were', async () => {
    screen.width = 390;
    const { page } = await opened();
    const toggle = await page.findByRole('button', { name: 'Flere valg' });
    await fireEvent.click(toggle);
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    await fireEvent.click(page.getByRole('button', { name: 'Notat og navn' }));
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    await waitFor(() => expect(document.querySelector('dialog')).not.toBeNull());
    await fireEvent(document.querySelector('dialog') as HTMLElement, new Event('cancel', { cancelable: true }));
    await waitFor(() => expect(document.activeElement).toBe(toggle));
  });

  test('Escape closes the choices and goes back to their button', async () => {
    screen.width = 390;
    const { page } = await opened();
    const toggle = await page.findByRole('button', { name: 'Flere valg' });
    await fireEvent.click(toggle);
    await fireEvent.keyDown(page.getByRole('button', { name: 'Flyt' }), { key: 'Escape' });
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    expect(document.activeElement).toBe(toggle);
    expect(page.container.querySelector('[data-letter-heading]'), 'the letter is still open').not.toBeNull();
  });

  test('all files are saved from there, and where they lie is said', async () => {
    screen.width = 390;
    const { core, page } = await opened();
    await fireEvent.click(await page.findByRole('button', { name: 'Flere valg' }));
    await fireEvent.click(page.getByRole('button', { name: 'Gem alle' }));
    await page.findByText(/Gemt: \/hentet\/brev/);
    expect(core.asked).toContainEqual(['saveAll', 'a']);
  });
});

test('where there is room everything stands outside', async () => {
  const outside = await (await opened()).names();
  for (const there of ['Svar', 'Videresend', 'Markér', 'Flyt', 'Notat og navn', 'Slet', 'Gem', 'Gem alle', 'Udskriv']) expect(outside).toContain(there);
  expect(outside).not.toContain('Flere valg');
});

test('in the simple form answering and printing stand outside, and the rest is one step away', async () => {
  const { page, names } = await opened(withFiles(1), true);
  expect(await names()).toEqual(expect.arrayContaining(['Svar', 'Flere valg', 'Udskriv']));
  for (const under of ['Slet', 'Gem', 'Flyt', 'Videresend']) expect(await names()).not.toContain(under);
  await fireEvent.click(page.getByRole('button', { name: 'Flere valg' }));
  for (const there of ['Slet', 'Gem', 'Gem alle', 'Flyt', 'Videresend']) expect(await names()).toContain(there);
});

describe('nine attachments', () => {
  test('are folded to a few on a phone, and shown on wish', async () => {
    screen.width = 390;
    const { page } = await opened(withFiles(9));
    await waitFor(() => expect(page.getAllByRole('tab')).toHaveLength(3));
    await fireEvent.click(page.getByRole('button', { name: 'Vis 7 bilag mere' }));
    await fireEvent.click(page.getByRole('tab', { name: /bilag-9/ }));
    await fireEvent.click(page.getByRole('button', { name: 'Vis færre bilag' }));
    const left = page.getAllByRole('tab');
    expect(left, 'the one that is looked at stays').toHaveLength(4);
    expect(left.at(-1)?.getAttribute('aria-selected')).toBe('true');
  });

  test('are walked through by the arrows as far as they are shown', async () => {
    screen.width = 390;
    const { page } = await opened(withFiles(9));
    await waitFor(() => expect(page.getAllByRole('tab')).toHaveLength(3));
    await fireEvent.keyDown(page.getAllByRole('tab')[0] as HTMLElement, { key: 'End' });
    expect(page.getAllByRole('tab').at(-1)?.getAttribute('aria-selected')).toBe('true');
  });
});
