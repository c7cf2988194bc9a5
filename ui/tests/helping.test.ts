// Those one helps: whose mail waits and what presses, what one looked at oneself, what one may and may not, and a note.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { everyRight, mailbox, reader, row, todoItem } from './people';

afterEach(cleanup);
const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const world = (): Partial<World> => ({
  mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight), mailbox('m3', 'Inger Hansen', 'delegated', reader, 2), mailbox('m2', 'Hansen VVS ApS', 'company', everyRight, 4)],
  letters: [row('a', { mailbox: 'm3', subject: 'Blodprøve', read: false }), row('b', { mailbox: 'm3', subject: 'Boligydelse', read: false })],
  todos: [todoItem('a', { mailbox: 'm3', kind: 'appointment', at: at(1) })],
});

async function shown(more: Partial<World> = {}) {
  const core = new FakeCore({ ...world(), ...more });
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: 'Dem, du hjælper' }));
  await page.findByRole('heading', { name: 'Dem, du hjælper', level: 1 });
  await waitFor(() => expect(asked(core, 'helping').length).toBeGreaterThan(0));
  return { core, page };
}

describe('the page of those one helps', () => {
  test('says how many they are and who has something urgent, names what waits, and opens it', async () => {
    const { page } = await shown();
    await page.findByText('Du kan læse post for 1 person. Noget haster hos Inger Hansen.');
    const one = page.getByRole('region', { name: /Inger Hansen/ });
    expect(within(one).getByText('2 breve venter på Inger Hansen')).toBeTruthy();
    expect(within(one).getByText(/Set af dig i går/)).toBeTruthy();
    expect(within(one).getByText(/^I morgen kl/)).toBeTruthy();
    await fireEvent.click(within(one).getByRole('button', { name: /Blodprøve/ }));
    await waitFor(() => expect(page.container.querySelector('[data-letter-heading]')).not.toBeNull());
  });

  test('says what one may do, what not, and who decides', async () => {
    const { page } = await shown();
    const one = await page.findByRole('region', { name: /Inger Hansen/ });
    expect(within(one).getByText('Læse, videresende, markere og flytte')).toBeTruthy();
    expect(within(one).getByText(/^Svare eller slette/)).toBeTruthy();
    expect(within(one).getByText(/Inger Hansen bestemmer, hvad du må/)).toBeTruthy();
  });

  test('keeps a note, changes it and takes it away', async () => {
    const { core, page } = await shown();
    await fireEvent.click(await page.findByRole('button', { name: 'Skriv et notat om Inger Hansen' }));
    const field = page.getByRole('textbox', { name: 'Notat om Inger Hansen' });
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'Jeg ringer' } });
    await fireEvent.click(page.getByRole('button', { name: 'Gem' }));
    await page.findByText('Jeg ringer');
    await fireEvent.click(page.getByRole('button', { name: 'Ret notatet om Inger Hansen' }));
    await fireEvent.input(page.getByRole('textbox', { name: 'Notat om Inger Hansen' }), { target: { value: '' } });
    await fireEvent.click(page.getByRole('button', { name: 'Gem' }));
    await page.findByRole('button', { name: 'Skriv et notat om Inger Hansen' });
    expect(asked(core, 'handoverSet')).toEqual([['m3', 'Jeg ringer'], ['m3', '']]);
  });

  test('keeps what was typed when the note cannot be kept', async () => {
    const { core, page } = await shown();
    core.handoverSet = () => Promise.reject({ code: 'refused', retry: false, reference: '', text: 'error.note.length' });
    await fireEvent.click(await page.findByRole('button', { name: 'Skriv et notat om Inger Hansen' }));
    await fireEvent.input(page.getByRole('textbox', { name: 'Notat om Inger Hansen' }), { target: { value: 'Jeg ringer' } });
    await fireEvent.click(page.getByRole('button', { name: 'Gem' }));
    await page.findByText('Notatet er for langt. Gør det kortere.');
    expect((page.getByRole('textbox', { name: 'Notat om Inger Hansen' }) as HTMLTextAreaElement).value).toBe('Jeg ringer');
  });

  test('asks the service who read in a company only when that is wanted', async () => {
    const { core, page } = await shown();
    expect(asked(core, 'activity')).toEqual([]);
    await fireEvent.click(await page.findByRole('button', { name: 'Hvem har læst posten hos Hansen VVS ApS' }));
    await page.findByText('Ingen har læst noget for nylig.');
    expect(asked(core, 'activity')).toEqual([['m2', { page: 0 }]]);
  });

  test('is not offered to somebody who helps nobody and has no company', async () => {
    const core = new FakeCore({ mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight)] });
    const page = render(App, { core });
    await page.findByRole('button', { name: /^At gøre/ });
    expect(page.queryByRole('button', { name: 'Dem, du hjælper' })).toBeNull();
  });
});

test('a letter of somebody else that is looked at is remembered here, and its mark at the service is left alone', async () => {
  const { core, page } = await shown();
  await fireEvent.click((await page.findAllByRole('button', { name: /Blodprøve/ }))[0]!);
  await waitFor(() => expect(asked(core, 'looked')).toEqual([['a']]));
  expect(asked(core, 'mark')).toEqual([]);
});
