// One's own archive in the settings: letters from files and into files, and what became of them in plain words.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore } from './fake-core';
import { everyRight, mailbox } from './people';

afterEach(cleanup);

const keptRights = ['read', 'mark', 'move', 'delete', 'note', 'upload'] as const;

async function settings() {
  const core = new FakeCore({
    mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight, 2), mailbox('m5', 'Importeret', 'archive', [...keptRights])],
  });
  const page = render(App, { core });
  await waitFor(() => expect(core.asked.some(([name]) => name === 'syncState')).toBe(true));
  await fireEvent.click((await page.findAllByRole('button', { name: 'Indstillinger' }))[0]!);
  await page.findByRole('heading', { name: 'Dit arkiv' });
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);

test('files are taken in, and what was left out is named with its reason', async () => {
  const { core, page } = await settings();
  await fireEvent.click(page.getByRole('button', { name: 'Læs filer ind' }));
  expect(await page.findByText('3 breve er læst ind.')).toBeTruthy();
  expect(page.getByText('1 kom ikke med')).toBeTruthy();
  expect(page.getByText(/Filen er tom/).textContent).toContain('/hentet/tom.xml');
  expect(asked(core, 'importLetters')).toEqual([['Vælg breve', false]]);
  await fireEvent.click(page.getByRole('button', { name: 'Se postkassen' }));
  await waitFor(() => expect(asked(core, 'letters').some(([query]) => (query as { mailbox?: string }).mailbox === 'm5')).toBe(true));
});

test('a folder is chosen as a folder, and a dialog that is closed says nothing', async () => {
  const { core, page } = await settings();
  vi.spyOn(core, 'importLetters').mockResolvedValue(undefined);
  await fireEvent.click(page.getByRole('button', { name: 'Læs en mappe ind' }));
  await waitFor(() => expect(core.importLetters).toHaveBeenCalledWith('Vælg breve', true));
  expect(page.queryByText(/læst ind\./)).toBeNull();
});

test('letters of one mailbox or of all are saved in the form that was chosen', async () => {
  const { core, page } = await settings();
  await fireEvent.click(page.getByRole('button', { name: 'Gem breve' }));
  expect(await page.findByText('1 brev er gemt i mappen.')).toBeTruthy();
  expect(page.getByText('/arkiv')).toBeTruthy();
  await fireEvent.change(page.getByLabelText('Postkasse'), { target: { value: 'm5' } });
  await fireEvent.change(page.getByLabelText('Form'), { target: { value: 'mbox' } });
  await fireEvent.click(page.getByRole('button', { name: 'Gem breve' }));
  await waitFor(() =>
    expect(asked(core, 'exportLetters')).toEqual([
      ['Vælg en mappe til brevene', undefined, 'memo'],
      ['Vælg en mappe til brevene', 'm5', 'mbox'],
    ]),
  );
});

test('letters of a mailbox are saved from its own menu, which asks for no mailbox', async () => {
  const core = new FakeCore();
  const page = render(App, { core });
  await page.findByRole('heading', { name: 'Al post' });
  expect(page.queryByRole('button', { name: 'Gem breve' })).toBeNull();
  await fireEvent.click(await page.findByRole('button', { name: /^Inger Hansen/ }));
  await fireEvent.click(await page.findByRole('button', { name: 'Gem breve' }));
  const dialog = document.querySelector('dialog') as HTMLElement;
  expect(dialog.textContent).toContain('Gem breve fra Inger Hansen');
  expect([...dialog.querySelectorAll('select')].map((list) => list.labels?.[0]?.textContent?.trim().split(/\s/)[0])).toEqual(['Form']);
  await fireEvent.change(dialog.querySelector('select') as HTMLSelectElement, { target: { value: 'files' } });
  await fireEvent.click([...dialog.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Gem breve')) as HTMLElement);
  await waitFor(() => expect(asked(core, 'exportLetters')).toEqual([['Vælg en mappe til brevene', 'm3', 'files']]));
  expect(await page.findByText('1 brev er gemt i mappen.')).toBeTruthy();
});

test('what stopped an import is said with what to do', async () => {
  const { core, page } = await settings();
  vi.spyOn(core, 'importLetters').mockRejectedValue({ code: 'damaged', retry: false, text: 'trouble.diskFull', reference: 'r' });
  await fireEvent.click(page.getByRole('button', { name: 'Læs filer ind' }));
  expect((await page.findByRole('alert')).textContent).toContain('Disken er fuld');
});
