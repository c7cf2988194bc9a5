// What can be done right now: found by typing, done by a key, told in the list of keys; never more than may be done.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { everyRight, mailbox, reader, row, startView } from './people';

afterEach(cleanup);
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const press = (key: string, more: KeyboardEventInit = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, bubbles: true, cancelable: true, ...more });

async function shown(world: Partial<World> = {}) {
  const core = new FakeCore({ letters: [row('a', { subject: 'Afgørelse', read: true })], ...world });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  return { core, page };
}
async function opened(world: Partial<World> = {}) {
  const all = await shown(world);
  await fireEvent.click(all.page.container.querySelector('[data-letter="a"]') as HTMLElement);
  await waitFor(() => expect(all.page.container.querySelector('[data-letter-heading]')).not.toBeNull());
  return all;
}
async function palette(page: Awaited<ReturnType<typeof shown>>['page']) {
  await press('P', { ctrlKey: true, shiftKey: true });
  const field = await page.findByRole('combobox', { name: 'Skriv, hvad du vil gøre' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  return field;
}

describe('the palette', () => {
  test('finds what can be done by words in any order, goes through it by arrows, and does it', async () => {
    const { core, page } = await shown();
    const field = await palette(page);
    await fireEvent.input(field, { target: { value: 'hansen gå' } });
    const options = within(page.getByRole('listbox')).getAllByRole('option');
    expect(options.map((option) => option.textContent?.trim())).toEqual([
      'Gå til Mette Hansen · Mig selv', 'Gå til Hansen VVS ApS · Virksomhed', 'Gå til Inger Hansen · Læseadgang',
    ]);
    await press('ArrowDown');
    await press('ArrowUp');
    await press('ArrowUp');
    expect(field.getAttribute('aria-activedescendant')).toBe(options[2]?.id);
    expect(options[2]?.getAttribute('aria-selected')).toBe('true');
    await press('Enter');
    await waitFor(() => expect(asked(core, 'mailboxUsed')).toEqual([['m3']]));
    expect(page.queryByRole('combobox', { name: 'Skriv, hvad du vil gøre' })).toBeNull();
  });

  test('says so when nothing is found, and Enter does nothing then', async () => {
    const { page } = await shown();
    await fireEvent.input(await palette(page), { target: { value: 'xyzzy' } });
    await page.findByText(/Det kan ikke gøres her/);
    await press('Enter');
    expect(page.getByRole('combobox', { name: 'Skriv, hvad du vil gøre' })).toBeTruthy();
  });

  test('names what the open letter allows before all else, and not what it does not', async () => {
    const { page } = await opened({ mailboxes: [mailbox('m1', 'Inger Hansen', 'delegated', reader)] });
    await palette(page);
    const names = within(page.getByRole('listbox')).getAllByRole('option').map((option) => option.querySelector('.words')?.textContent);
    expect(names[0]).toBe('Markér');
    expect(names).toContain('Flyt');
    expect(names).not.toContain('Slet');
    expect(names).not.toContain('Skriv nyt brev');
  });
});

describe('a key', () => {
  test('does what the button of the open letter does', async () => {
    const { core } = await opened();
    await press('u');
    await waitFor(() => expect(asked(core, 'mark')).toEqual([[['a'], 'unread']]));
    await press('d');
    await waitFor(() => expect(asked(core, 'deleteLetters')).toEqual([[['a']]]));
  });

  test('does nothing where it may not, in a field, or once they are turned off', async () => {
    const { core, page } = await opened({ mailboxes: [mailbox('m1', 'Inger Hansen', 'delegated', reader)] });
    await press('d');
    expect(asked(core, 'deleteLetters')).toEqual([]);
    (page.getByRole('searchbox') as HTMLElement).focus();
    await press('u');
    expect(asked(core, 'mark')).toEqual([]);
    cleanup();
    const off = await opened({ start: startView('ready', { settings: { ...startView('ready').settings, singleKeys: false } }) });
    (document.activeElement as HTMLElement | null)?.blur();
    await press('u');
    await press('?');
    expect(asked(off.core, 'mark')).toEqual([]);
    expect(off.page.queryByRole('dialog')).toBeNull();
  });

  test('is told in the list, which has the switch that turns the single ones off', async () => {
    const { core, page } = await opened();
    await press('?');
    const dialog = await page.findByRole('dialog', { name: 'Taster' });
    expect(within(dialog).getByText('Markér som ulæst')).toBeTruthy();
    await fireEvent.click(within(dialog).getByRole('switch', { name: 'Brug dem' }));
    await waitFor(() => expect(asked(core, 'settingsSet').at(-1)).toMatchObject([{ singleKeys: false }]));
    expect(within(dialog).queryByText('Markér som ulæst')).toBeNull();
  });
});

test('no two of the things that can be done with a letter have the same key', async () => {
  const { page } = await opened({ mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight)], about: { a: { canReply: true, canForward: true } } });
  await palette(page);
  const keys = within(page.getByRole('listbox')).getAllByRole('option').map((option) => option.querySelector('kbd')?.textContent).filter((key) => key !== undefined);
  expect(keys.length).toBeGreaterThan(8);
  expect(new Set([...keys, 'j', 'k']).size).toBe(keys.length + 2);
});
