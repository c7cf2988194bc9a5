// Printing: what goes to the printer says whose letter it is and from whom, lies beside the app, and goes again.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore } from './fake-core';
import { letterView, row } from './people';

beforeEach(() => vi.stubGlobal('print', vi.fn()));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const sheet = () => document.querySelector('body > .print-sheet');

async function opened() {
  const core = new FakeCore({ letters: [row('a', { subject: 'Afgørelse', sender: 'Prøvestyrelsen' })] });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  const button = await page.findByRole('button', { name: 'Udskriv' });
  return { core, page, button };
}

test('the text of a letter is printed with whose it is and from whom, and is gone when that is done', async () => {
  const { button } = await opened();
  await fireEvent.click(button);
  await waitFor(() => expect(window.print).toHaveBeenCalledTimes(1));
  expect(sheet()?.textContent).toMatch(/Afgørelse.*Til Mette Hansen.*Prøvestyrelsen.*Dette er et opdigtet brev/s);
  window.dispatchEvent(new Event('afterprint'));
  await waitFor(() => expect(sheet()).toBeNull());
});

test('what waits for the printer goes with the letter, as when the mail is locked', async () => {
  const { page, button } = await opened();
  await fireEvent.click(button);
  await waitFor(() => expect(sheet()).not.toBeNull());
  page.unmount();
  expect(sheet()).toBeNull();
});

test('a file that cannot be printed says so and what to do, and nothing is printed', async () => {
  const { core, page, button } = await opened();
  core.fileText = () => Promise.reject({ code: 'damaged', retry: false, reference: '' });
  await fireEvent.click(button);
  await page.findByText(/kan ikke udskrives herfra/);
  expect(window.print).not.toHaveBeenCalled();
});

test('a file that is only saved is not offered to the printer', async () => {
  const view = letterView(row('a'));
  const documents = view.documents.map((one) => ({ ...one, files: one.files.map((file) => ({ ...file, shownAs: 'save' as const })) }));
  const core = new FakeCore({ letters: [row('a')], about: { a: { documents } } });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  await page.findByRole('button', { name: 'Gem' });
  expect(page.queryByRole('button', { name: 'Udskriv' })).toBeNull();
});
