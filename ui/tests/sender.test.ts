// Who the sender of a letter is: a logo that never says anything, what the register says behind a press, and where
// nothing is known, that it is nothing.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { Logos } from '../src/state/logos.svelte';
import type { LetterRow } from '../src/platform/types/LetterRow';
import type { LetterView } from '../src/platform/types/LetterView';
import { FakeCore } from './fake-core';
import { row } from './people';
import './setup';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const municipality = { name: 'Prøvekommunen', number: '00000001', kind: 'municipality' } as const;

/** Opens a letter of which this is known. */
async function show(about: Partial<LetterView>, more: Partial<LetterRow> = {}) {
  const core = new FakeCore({ letters: [row('a', more)], about: { a: about } });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="a"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="a"]') as HTMLElement);
  await waitFor(() => expect(page.container.querySelector('[data-letter-heading]')).not.toBeNull());
  const tile = () => page.container.querySelector('article .tile') as HTMLElement;
  return { core, page, tile };
}

test('the register says what a sender is, and more behind a press that closes again', async () => {
  const { page } = await show({ organisation: municipality });
  expect(page.getByText('Kommune')).toBeTruthy();
  const press = page.getByRole('button', { name: 'Hvem er det?' });
  expect(press.getAttribute('aria-expanded')).toBe('false');
  expect(page.queryByText('CVR-nummer')).toBeNull();
  await fireEvent.click(press);
  expect(press.getAttribute('aria-expanded')).toBe('true');
  expect(document.getElementById(press.getAttribute('aria-controls') ?? '')?.textContent).toContain('00000001');
  expect(page.getByText(/Det står i registeret/)).toBeTruthy();
  expect(page.queryByText(/et andet navn/)).toBeNull();
  expect(page.queryByRole('button', { name: /Slå op/ })).toBeNull();
  await fireEvent.click(press);
  expect(page.queryByText('CVR-nummer')).toBeNull();
});

test('what a sender does is said before what it is, and another name in the letter is pointed out', async () => {
  const { page } = await show({ organisation: { name: 'Region Prøve', number: '00000002', kind: 'region', work: 'hospital', closed: true } });
  expect(page.getByText('Hospital · Region')).toBeTruthy();
  await fireEvent.click(page.getByRole('button', { name: 'Hvem er det?' }));
  expect(page.getByText('Brevet bruger et andet navn end registeret.')).toBeTruthy();
  expect(page.getByText('Registeret siger, at afsenderen er lukket.')).toBeTruthy();
});

test('a name alone is said to be all that is known, and a register that does not say is quoted so', async () => {
  const { page } = await show({});
  await fireEvent.click(page.getByRole('button', { name: 'Hvem er det?' }));
  expect(page.getByText(/Vi kender kun navnet/)).toBeTruthy();
  cleanup();
  const other = await show({ organisation: { name: 'Prøvekommunen', number: '00000001' } });
  await fireEvent.click(other.page.getByRole('button', { name: 'Hvem er det?' }));
  expect(other.page.getByText('Det siger registeret ikke.')).toBeTruthy();
});

test('the page of the national register is opened only after its host was shown', async () => {
  const { core, page } = await show({ organisation: { ...municipality, page: 'datacvr.virk.dk' } });
  await fireEvent.click(page.getByRole('button', { name: 'Hvem er det?' }));
  await fireEvent.click(page.getByRole('button', { name: 'Slå op på datacvr.virk.dk' }));
  expect(core.asked.some(([name]) => name === 'openLink')).toBe(false);
  await fireEvent.click(page.getByRole('button', { name: 'Åbn i browser' }));
  expect(core.asked.find(([name]) => name === 'openLink')).toEqual(['openLink', 'a', 'sender']);
});

test('a letter that was sent from here asks nobody who its sender is', async () => {
  const { page } = await show({}, { recipient: 'Prøvekommunen', sender: 'Mette Hansen', folder: 'sent' });
  expect(page.queryByRole('button', { name: 'Hvem er det?' })).toBeNull();
});

test('a logo takes the place of the letters once it is drawn, says nothing, and gives way when it is broken', async () => {
  const { core, tile } = await show({}, { logo: 'mark' });
  await waitFor(() => expect(tile().querySelector('img')).not.toBeNull());
  expect(tile().getAttribute('aria-hidden')).toBe('true');
  expect(tile().querySelector('img')?.getAttribute('alt')).toBe('');
  expect(tile().textContent).toContain('P');
  await fireEvent.load(tile().querySelector('img') as HTMLElement);
  expect(tile().textContent?.trim()).toBe('');
  await fireEvent.error(tile().querySelector('img') as HTMLElement);
  expect(tile().querySelector('img')).toBeNull();
  expect(tile().textContent).toContain('P');
  expect(core.asked.filter(([name]) => name === 'logoUrl')).toEqual([['logoUrl', 'mark']]);
});

test('in the list every row has a tile of one size: the logo, or a sign where there is none', async () => {
  const core = new FakeCore({ letters: [row('a', { logo: 'mark' }), row('b', { sender: 'Ukendt Afsender' }), row('c', { logo: 'mark' })] });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelectorAll('[data-letter] .tile.small')).toHaveLength(3));
  await waitFor(() => expect(page.container.querySelectorAll('[data-letter] .tile img')).toHaveLength(2));
  expect(page.container.querySelector('[data-letter="b"] .tile .icon')).not.toBeNull();
  expect(page.container.querySelector('[data-letter="b"] .tile')?.textContent?.trim()).toBe('');
  expect(core.asked.filter(([name]) => name === 'logoUrl')).toEqual([['logoUrl', 'mark']]);
});

test('an address is asked for once, anew when it has run out, and never twice in a minute', async () => {
  vi.useFakeTimers();
  const core = new FakeCore();
  const logos = new Logos(core);
  const asked = () => core.asked.filter(([name]) => name === 'logoUrl').length;
  expect(logos.address('x')).toBeUndefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(logos.address('x')).toBe(core.world.logo('x'));
  logos.failed('x');
  expect([logos.address('x'), asked()]).toEqual([undefined, 1]);
  await vi.advanceTimersByTimeAsync(31 * 60_000);
  logos.failed('x');
  await vi.advanceTimersByTimeAsync(1);
  expect([logos.address('x'), asked()]).toEqual([core.world.logo('x'), 2]);
  logos.clear();
  expect(logos.address('x')).toBeUndefined();
  expect(asked()).toBe(3);
});
