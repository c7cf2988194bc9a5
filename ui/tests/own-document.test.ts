// Putting a document of one's own into a mailbox, how much room there is, and pictures for folders.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { digipostFolders, digipostMailbox, kari, paper } from './norway';
import './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore({ ...kari(), ...world });
  const page = render(App, { core });
  const [box] = await page.findAllByRole('button', { name: /Kari Prøve.*Mig selv/ });
  await fireEvent.click(box as HTMLElement);
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const dialog = () => document.querySelector('dialog') as HTMLElement;
const press = (words: string, within: ParentNode = document) =>
  fireEvent.click([...within.querySelectorAll('button')].find((one) => one.textContent?.trim() === words) as HTMLElement);

describe('a document of one’s own', () => {
  async function chosen(world: Partial<World> = {}) {
    const shown = await show(world);
    await fireEvent.click(await shown.page.findByRole('button', { name: 'Læg et dokument i' }));
    await press('Vælg en fil', dialog());
    await shown.page.findByText('leiekontrakt.pdf');
    return shown;
  }

  test('is chosen in the system’s dialog after the room was said, and gets a name and a folder', async () => {
    const { core, page } = await show();
    await fireEvent.click(await page.findByRole('button', { name: 'Læg et dokument i' }));
    expect(dialog().textContent).toContain('612 MB af 1 GB er brugt.');
    await press('Vælg en fil', dialog());
    const name = (await page.findByLabelText('Dokumentets navn')) as HTMLInputElement;
    expect(name.value).toBe('leiekontrakt');
    await fireEvent.input(name, { target: { value: 'Leiekontrakt 2026' } });
    await fireEvent.change(page.getByLabelText('Mappe'), { target: { value: 'd1-Hytta' } });
    await press('Læg i', dialog());
    await waitFor(() => expect(asked(core, 'ownDocumentPut')).toEqual([['d1', 'h1', 'Leiekontrakt 2026', 'd1-Hytta']]));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(page.getByText('„Leiekontrakt 2026“ er lagt i postkassen til Kari Prøve.')).toBeTruthy();
  });

  test('that is too large is not sent; why, and how large one may be, is said before', async () => {
    const { core, page } = await chosen({ document: paper({ size: 30_000_000, trouble: 'error.upload.tooLarge' }) });
    expect(page.getByRole('alert').textContent).toContain('Filen er for stor');
    expect(page.getByRole('alert').textContent).toContain('Digipost tager højst 100 MB.');
    expect([...dialog().querySelectorAll('button')].map((one) => one.textContent?.trim())).not.toContain('Læg i');
    expect(asked(core, 'ownDocumentPut')).toEqual([]);
  });

  test('tells how far it is, and can be stopped', async () => {
    const { core, page } = await chosen();
    let end: (put: boolean) => void = () => {};
    vi.spyOn(core, 'ownDocumentPut').mockReturnValueOnce(new Promise((resolve) => (end = resolve)));
    await press('Læg i', dialog());
    core.tell({ kind: 'puttingIn', mailbox: 'd1', gone: 1_200_000, of: 2_400_000 });
    await waitFor(() => expect(page.getByLabelText('1,2 MB af 2,4 MB er sendt')).toBeTruthy());
    expect((page.getByRole('progressbar') as HTMLProgressElement).position).toBeCloseTo(0.5);
    await press('Stop', dialog());
    expect(asked(core, 'ownDocumentCancel')).toHaveLength(1);
    end(false);
    await waitFor(() => expect(page.getByText('Du stoppede det. Filen er ikke lagt i postkassen.')).toBeTruthy());
  });

  test('that the service refused says why, and everything stays as it was typed', async () => {
    const { core, page } = await chosen();
    vi.spyOn(core, 'ownDocumentPut').mockRejectedValueOnce({ code: 'refused', retry: false, text: 'error.upload.noRoom', reference: 'r' });
    await press('Læg i', dialog());
    await waitFor(() => expect(page.getByRole('alert').textContent).toContain('Der er ikke plads til filen'));
    expect(page.getByText('leiekontrakt.pdf')).toBeTruthy();
  });

  test('is not offered where one may not put anything in', async () => {
    const { page } = await show({ mailboxes: [digipostMailbox({ rights: ['read'] })] });
    await page.findByRole('button', { name: 'Gem breve' });
    expect(page.queryByRole('button', { name: 'Læg et dokument i' })).toBeNull();
  });
});

test('settings say how much room is taken at the service', async () => {
  const { core, page } = await show();
  core.world.stored = { ...core.world.stored, mailboxes: [{ mailbox: 'd1', letters: 4, documents: 4, bytes: 9000, drafts: 0, ticks: 0, waiting: 0, damaged: false, since: '2026-01-01T00:00:00Z' }] };
  await fireEvent.click(page.getByRole('button', { name: 'Indstillinger' }));
  await press('Tæl op');
  expect(await page.findByText('Hos Digipost er 612 MB af 1 GB brugt.')).toBeTruthy();
});

describe('folders at Digipost', () => {
  const svg = (element: Element | null | undefined) => element?.querySelector('.icon')?.innerHTML;

  test('show the picture that was chosen for them', async () => {
    const { page } = await show();
    const [home, receipts] = [(await page.findByText('Hytta')).closest('li'), page.getByText('Kvitteringer').closest('li')];
    expect(svg(home)).not.toBe(svg(receipts));
  });

  test('are made with a picture, beside the others and not in one another', async () => {
    const { core, page } = await show();
    await fireEvent.click(await page.findByRole('button', { name: 'Ny mappe' }));
    await fireEvent.click(page.getByRole('radio', { name: 'Stjerne' }));
    const field = page.getByLabelText('Mappens navn') as HTMLInputElement;
    expect(field.maxLength).toBe(30);
    await fireEvent.input(field, { target: { value: 'Bil' } });
    await fireEvent.submit(field.form as HTMLFormElement);
    await waitFor(() => expect(asked(core, 'folderAdd')).toEqual([['d1', 'Bil', undefined, 'STAR']]));
    await fireEvent.click(page.getByText('Hytta'));
    await page.findByRole('button', { name: 'Omdøb mappen' });
    expect(page.queryByRole('button', { name: 'Ny mappe heri' })).toBeNull();
  });

  test('get another picture when it was chosen and saved', async () => {
    const { core, page } = await show();
    await fireEvent.click(await page.findByText('Hytta'));
    await fireEvent.click(await page.findByRole('button', { name: 'Skift billede' }));
    expect((page.getByRole('radio', { name: 'Hus' }) as HTMLInputElement).checked).toBe(true);
    await fireEvent.click(page.getByRole('radio', { name: 'Hjerte' }));
    expect(asked(core, 'folderIcon')).toEqual([]);
    await press('Gem', dialog());
    await waitFor(() => expect(asked(core, 'folderIcon')).toEqual([['d1', 'd1-Hytta', 'HEART']]));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });

  test('elsewhere have no pictures', async () => {
    const { page } = await show({ mailboxes: [digipostMailbox({ offers: ['foldersInFolders'], provider: 'digital-post' })], folders: digipostFolders });
    await fireEvent.click(await page.findByRole('button', { name: 'Ny mappe' }));
    expect(page.queryByRole('radio', { name: 'Stjerne' })).toBeNull();
    expect((page.getByLabelText('Mappens navn') as HTMLInputElement).maxLength).toBe(100);
  });
});
