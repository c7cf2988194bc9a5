// Sorting, deleting and noting letters: what is offered, what is asked first, and the way back.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { Changes } from '../src/state/changes.svelte';
import { FakeCore, type World } from './fake-core';
import { everyRight, mailbox, reader, row } from './people';
import './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter]')).not.toBeNull());
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
/** A button of the dialog that is open, once it is there. */
const inDialog = (words: string) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('dialog button')].find((button) => button.textContent?.trim() === words);
    if (!found) throw new Error(`no “${words}” in the dialog`);
    return found;
  });
const open = (page: { container: HTMLElement }, letter: string) =>
  fireEvent.click(page.container.querySelector(`[data-letter="${letter}"]`) as HTMLElement);

describe('a letter', () => {
  test('is moved to a folder of its own mailbox, and back again on wish', async () => {
    const { core, page } = await show();
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Flyt' }));
    await fireEvent.click(await page.findByRole('treeitem', { name: 'Skat og årsopgørelser' }));
    await waitFor(() => expect(asked(core, 'moveLetters')).toEqual([[['a'], 'm1-Skat og årsopgørelser']]));
    expect(page.getByText('1 brev flyttet til Skat og årsopgørelser')).toBeTruthy();
    await fireEvent.click(page.getByRole('button', { name: 'Fortryd' }));
    await waitFor(() => expect(asked(core, 'moveLetters').at(-1)).toEqual([['a'], 'm1-Inbox']));
    expect(page.queryByRole('button', { name: 'Fortryd' })).toBeNull();
  });

  test('is put in Deleted at once, and deleted for good only after one was asked', async () => {
    const { core, page } = await show({ letters: [row('a'), row('b', { folder: 'deleted', folderId: 'm1-Deleted' })] });
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Slet' }));
    await waitFor(() => expect(asked(core, 'deleteLetters')).toEqual([[['a']]]));
    await fireEvent.click(page.getByRole('button', { name: 'Slettet' }));
    await waitFor(() => expect(page.container.querySelector('[data-letter="b"]')).not.toBeNull());
    await open(page, 'b');
    await fireEvent.click(await page.findByRole('button', { name: 'Slet for altid' }));
    expect(asked(core, 'eraseLetters')).toEqual([]);
    await fireEvent.click([...(document.querySelector('dialog') as HTMLElement).querySelectorAll('button')].at(-1) as HTMLElement);
    await waitFor(() => expect(asked(core, 'eraseLetters')).toEqual([[['b']]]));
  });

  test('stays where it is among the deleted ones of a service that deletes nothing for good', async () => {
    const keeps = { ...mailbox('m1', 'Kari Prøve', 'own', everyRight), provider: 'altinn', offers: [] };
    const { page } = await show({ mailboxes: [keeps], letters: [row('b'), row('a', { folder: 'deleted', folderId: 'm1-Deleted' })] });
    await fireEvent.click(await page.findByRole('button', { name: 'Slettet' }));
    await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
    await open(page, 'a');
    expect(await page.findByRole('button', { name: 'Flyt' })).toBeTruthy();
    for (const absent of ['Slet', 'Slet for altid']) expect(page.queryByRole('button', { name: absent })).toBeNull();
  });

  test('goes for good where there is no place for what was deleted, and only after one was asked', async () => {
    const own = { ...mailbox('m1', 'Kari Eksempel', 'own', everyRight), provider: 'digipost', erases: true };
    const { core, page } = await show({ mailboxes: [own], letters: [row('a'), row('b')] });
    await open(page, 'a');
    expect(page.queryByRole('button', { name: 'Slet' })).toBeNull();
    await fireEvent.click(await page.findByRole('button', { name: 'Slet for altid' }));
    expect([...asked(core, 'eraseLetters'), ...asked(core, 'deleteLetters')]).toEqual([]);
    await fireEvent.click([...(document.querySelector('dialog') as HTMLElement).querySelectorAll('button')].at(-1) as HTMLElement);
    await waitFor(() => expect(asked(core, 'eraseLetters')).toEqual([[['a']]]));
    expect(asked(core, 'deleteLetters')).toEqual([]);
    expect(page.queryByRole('button', { name: 'Fortryd' })).toBeNull();
  });

  test('gets a note', async () => {
    const { core, page } = await show();
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Notat og navn' }));
    await fireEvent.input(page.getByLabelText('Notat'), { target: { value: 'Ring på mandag' } });
    await fireEvent.click(await inDialog('Gem'));
    await waitFor(() => expect(asked(core, 'noteSet')).toEqual([['a', 'Ring på mandag']]));
    expect(asked(core, 'renameLetter')).toEqual([]);
  });

  test('of a mailbox that one may only read can be sorted, and nothing more is offered', async () => {
    const { page } = await show();
    await open(page, 'c');
    expect(await page.findByRole('button', { name: 'Flyt' })).toBeTruthy();
    for (const absent of ['Slet', 'Notat og navn', 'Slet for altid']) expect(page.queryByRole('button', { name: absent })).toBeNull();
  });

  test('that the service would not move says so', async () => {
    const { core, page } = await show();
    vi.spyOn(core, 'deleteLetters').mockRejectedValueOnce({ code: 'notAllowed', retry: false, reference: 'r' });
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Slet' }));
    await waitFor(() => expect(page.getByText(/Det har du ikke adgang til her/)).toBeTruthy());
  });
});

describe('several letters', () => {
  test('are chosen and deleted together, and put back together', async () => {
    const { core, page } = await show({ letters: [row('a'), row('b', { folderId: 'm1-Skat' })] });
    await fireEvent.click(page.getByRole('button', { name: 'Vælg flere' }));
    for (const box of page.getAllByRole('checkbox')) await fireEvent.click(box);
    expect(page.getByText('2 valgt')).toBeTruthy();
    await fireEvent.click(page.getByRole('button', { name: 'Slet' }));
    await waitFor(() => expect(asked(core, 'deleteLetters')).toEqual([[['a', 'b']]]));
    await waitFor(() => expect(page.queryByRole('checkbox')).toBeNull());
    await fireEvent.click(page.getByRole('button', { name: 'Fortryd' }));
    await waitFor(() => expect(asked(core, 'moveLetters')).toEqual([[['a'], 'm1-Inbox'], [['b'], 'm1-Skat']]));
  });

  test('are marked as read together, and on wish those that were unread are again', async () => {
    const { core, page } = await show({ letters: [row('a'), row('b', { read: true }), row('c')] });
    await fireEvent.click(page.getByRole('button', { name: 'Vælg flere' }));
    await fireEvent.click(page.getByRole('button', { name: 'Vælg alle' }));
    await fireEvent.click(page.getByRole('button', { name: 'Markér som læst' }));
    await waitFor(() => expect(page.getByText('2 breve markeret som læst')).toBeTruthy());
    await fireEvent.click(page.getByRole('button', { name: 'Fortryd' }));
    await waitFor(() => expect(asked(core, 'mark')).toEqual([[['a', 'c'], 'read'], [['a', 'c'], 'unread']]));
  });

  test('are changed some after the other where they are very many', async () => {
    const core = new FakeCore();
    const many = Array.from({ length: 1201 }, (_, at) => row(`l${at}`));
    await new Changes(core).delete(many);
    expect(asked(core, 'deleteLetters').map(([ids]) => (ids as string[]).length)).toEqual([500, 500, 201]);
  });

  test('of which one may not be deleted are not offered to be', async () => {
    const { page } = await show({
      letters: [row('a'), row('c', { mailbox: 'm3', folderId: 'm3-Inbox' })],
      mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight), mailbox('m3', 'Inger Hansen', 'delegated', reader)],
    });
    await fireEvent.click(page.getByRole('button', { name: 'Vælg flere' }));
    await fireEvent.click(page.getByRole('button', { name: 'Vælg alle' }));
    expect(page.getByText('2 valgt')).toBeTruthy();
    expect(page.queryByRole('button', { name: 'Slet' })).toBeNull();
    expect(page.queryByRole('button', { name: 'Flyt' })).toBeNull();
    expect(page.getByRole('button', { name: 'Markér som læst' })).toBeTruthy();
  });
});

describe('folders', () => {
  test('are made where one may sort, renamed, and removed', async () => {
    const { core, page } = await show();
    await fireEvent.click(page.getByRole('button', { name: /^Hansen VVS ApS/ }));
    await fireEvent.click(await page.findByRole('button', { name: 'Ny mappe' }));
    await fireEvent.input(page.getByLabelText('Mappens navn'), { target: { value: ' Hus ' } });
    await fireEvent.click(page.getByRole('button', { name: 'Opret' }));
    await waitFor(() => expect(asked(core, 'folderAdd')).toEqual([['m2', 'Hus', undefined]]));
    await fireEvent.click(page.getByRole('treeitem', { name: 'Skat og årsopgørelser' }));
    await fireEvent.click(await page.findByRole('button', { name: 'Fjern mappen' }));
    await waitFor(() => expect(asked(core, 'folderRemove')).toEqual([['m2', 'm2-Skat og årsopgørelser']]));
  });
});
