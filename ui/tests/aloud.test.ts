// Reading aloud: offered where there is a voice, said while it goes on, and over with the letter.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { PageVoice } from '../src/platform/page-voice';
import { FakeCore, type World } from './fake-core';
import './setup';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function opened(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  await page.findByRole('button', { name: 'Udskriv' });
  return { core, page };
}
const stops = (core: FakeCore) => core.asked.filter(([name]) => name === 'readAloudStop').length;

test('the file that is shown is read and stopped by the same button, and what goes on is said', async () => {
  const { core, page } = await opened();
  const button = await page.findByRole('button', { name: 'Læs op' });
  await fireEvent.click(button);
  expect(core.asked).toContainEqual(['readAloud', 'a', 'a-f']);
  expect(await page.findByText('Læser op …')).toBeTruthy();
  expect(button.textContent?.trim()).toBe('Stop');
  await fireEvent.click(button);
  await waitFor(() => expect(button.textContent?.trim()).toBe('Læs op'));
  expect(stops(core)).toBe(1);
});

test('the end of the letter is the end of it, and a voice that broke off is said with what to do', async () => {
  const { core, page } = await opened();
  const button = await page.findByRole('button', { name: 'Læs op' });
  await fireEvent.click(button);
  core.tell({ kind: 'readingEnded', id: 'a', file: 'a-f', failed: false });
  await waitFor(() => expect(button.textContent?.trim()).toBe('Læs op'));
  await fireEvent.click(button);
  core.tell({ kind: 'readingEnded', id: 'a', file: 'a-f', failed: true });
  await page.findByText(/Stemmen svarede ikke.*Prøv igen/);
});

test('another letter stops it, and so does whatever takes the page away', async () => {
  const { core, page } = await opened();
  await fireEvent.click(await page.findByRole('button', { name: 'Læs op' }));
  await fireEvent.click(page.container.querySelector('[data-letter="b"]') as HTMLElement);
  await waitFor(() => expect(stops(core)).toBe(1));
  await fireEvent.click(await page.findByRole('button', { name: 'Læs op' }));
  page.unmount();
  expect(stops(core)).toBe(2);
});

test('where there is no voice of the language nothing is offered', async () => {
  const { core, page } = await opened({ voice: false });
  await waitFor(() => expect(core.asked).toContainEqual(['voice', 'a', 'a-f']));
  expect(page.queryByRole('button', { name: 'Læs op' })).toBeNull();
});

test('a voice that will not begin is said', async () => {
  const { core, page } = await opened();
  core.readAloud = () => Promise.reject({ code: 'refused', retry: false, text: 'error.voice', reference: 'r' });
  await fireEvent.click(await page.findByRole('button', { name: 'Læs op' }));
  await page.findByText(/stemme svarer ikke lige nu/);
  expect(page.getByRole('button', { name: 'Læs op' })).toBeTruthy();
});

test('the page’s own voice reads piece by piece, never by a service on the network, and stops', () => {
  const said: SpeechSynthesisUtterance[] = [];
  const voices = [{ lang: 'da-DK', localService: false }, { lang: 'nb-NO', localService: true }];
  vi.stubGlobal('speechSynthesis', { getVoices: () => voices, speak: (one: SpeechSynthesisUtterance) => said.push(one), cancel: vi.fn() });
  vi.stubGlobal('SpeechSynthesisUtterance', class { constructor(readonly text: string) {} });
  const told: string[] = [];
  const voice = new PageVoice(({ kind }) => told.push(kind));
  expect([voice.has('da'), voice.has('nb'), voice.has('nn')]).toEqual([false, true, true]);
  voice.read('a', 'f', 'Kjære Mette.\n\nVi har fått brevet. Hilsen', 'nb');
  const next = (how: 'onstart' | 'onend') => said.at(-1)?.[how]?.({} as SpeechSynthesisEvent);
  next('onstart');
  next('onend');
  next('onstart');
  voice.stop();
  next('onend');
  expect(said.map(({ text }) => text)).toEqual(['Kjære Mette.', 'Vi har fått brevet.']);
  expect(told).toEqual(['readingAloud', 'readingAloud', 'readingEnded']);
});
