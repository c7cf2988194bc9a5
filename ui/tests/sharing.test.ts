// Several people at one computer: one more is added behind a lock of her own, each finds the way to her own letters, and
// nothing of one stays when the other comes.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import type { LockView } from '../src/platform/types/LockView';
import type { PersonView } from '../src/platform/types/PersonView';
import { FakeCore, type World } from './fake-core';
import { services, startView } from './people';
import './setup';

afterEach(cleanup);

const none: LockView = { kind: 'none', choices: ['none', 'pin', 'passphrase', 'keyring'], wrong: 0, wait: 0, tellsScreen: true };
const pin: LockView = { ...none, kind: 'pin' };
const two: PersonView[] = [
  { id: 'default', name: 'Mette', here: true },
  { id: 'jens', name: 'Jens', here: false },
];
const askedFor = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await waitFor(() => expect(core.asked.some(([name]) => name === 'subscribe')).toBe(true));
  return { core, page };
}

async function settings(world: Partial<World> = {}) {
  const { core, page } = await show(world);
  await fireEvent.click((await page.findAllByRole('button', { name: 'Indstillinger' }))[0]!);
  const heading = await page.findByRole('heading', { name: 'Personer på denne computer' });
  return { core, page, section: within(heading.closest('section')!) };
}

describe('in the settings', () => {
  test('whoever is alone is asked for nothing but whether there is one more', async () => {
    const { section } = await settings();
    expect(section.queryByRole('textbox')).toBeNull();
    expect(section.getAllByRole('button').map(({ textContent }) => textContent?.trim())).toEqual(['Tilføj en person']);
  });

  test('somebody is added only once the letters here have a lock, and then the window is hers', async () => {
    const { core, page, section } = await settings({ lock: none });
    await fireEvent.click(section.getByRole('button', { name: 'Tilføj en person' }));
    const dialog = within(page.getByRole('dialog', { name: 'Tilføj en person' }));
    await dialog.findByText('Uden en lås kan den anden åbne dine breve.');
    expect(dialog.queryByLabelText('Den nye persons navn')).toBeNull();
    await fireEvent.click(dialog.getByRole('button', { name: 'Brug en PIN' }));
    const choosing = within(page.getByRole('dialog', { name: 'Vælg en PIN' }));
    for (const label of ['Ny PIN', 'Ny PIN en gang til']) await fireEvent.input(choosing.getByLabelText(label), { target: { value: '271828' } });
    await fireEvent.click(choosing.getByRole('button', { name: 'Gem' }));
    const own = (await dialog.findByLabelText('Dit navn her')) as HTMLInputElement;
    expect(own.value).toBe('Mette Hansen');
    await fireEvent.input(own, { target: { value: 'Mette' } });
    await fireEvent.input(dialog.getByLabelText('Den nye persons navn'), { target: { value: 'Jens' } });
    await fireEvent.click(dialog.getByRole('button', { name: 'Tilføj og skift' }));
    await waitFor(() => expect(askedFor(core, 'personAdd')).toEqual([['Mette', 'Jens']]));
    // She is new here: a lock of her own comes before any login.
    await page.findByText('Her ligger breve til Jens');
  });

  test.each([
    ['error.person.own.taken', 'Dit navn her'],
    ['error.person.name', 'Den nye persons navn'],
  ])('a name that cannot be had is said at its field (%s), and what was typed stays', async (text, label) => {
    const { core, page, section } = await settings({ lock: pin });
    vi.spyOn(core, 'personAdd').mockRejectedValueOnce({ code: 'refused', retry: false, text, reference: '' });
    await fireEvent.click(section.getByRole('button', { name: 'Tilføj en person' }));
    const dialog = within(page.getByRole('dialog'));
    await fireEvent.input(await dialog.findByLabelText('Den nye persons navn'), { target: { value: 'Jens' } });
    await fireEvent.click(dialog.getByRole('button', { name: 'Tilføj og skift' }));
    await waitFor(() => expect(document.activeElement).toBe(within(page.getByRole('dialog')).getByLabelText(label)));
    expect((within(page.getByRole('dialog')).getByLabelText('Den nye persons navn') as HTMLInputElement).value).toBe('Jens');
  });

  test('what one is called here can be changed', async () => {
    const { core, section } = await settings({ start: startView('ready', { people: two }) });
    await fireEvent.input(section.getByLabelText('Dit navn her'), { target: { value: 'Mette H' } });
    await fireEvent.click(section.getByRole('button', { name: 'Gem navn' }));
    await section.findByText('Navnet er gemt.');
    expect(askedFor(core, 'personName')).toEqual([['Mette H']]);
  });
});

describe('where two share the computer', () => {
  test('the closed screen says whose letters these are, and leads the other to hers', async () => {
    const { core, page } = await show({ start: startView('closed', { trouble: 'pin', lock: pin, people: two }) });
    await page.findByText('Her ligger breve til Mette');
    const section = within((await page.findByRole('heading', { name: 'Er det ikke dig?' })).closest('section')!);
    await fireEvent.click(section.getByRole('button', { name: 'Skift til Jens' }));
    await page.findByText('Her ligger breve til Jens');
    expect(askedFor(core, 'personChange')).toEqual([['jens']]);
  });

  test('what is damaged of one is said, and leaves the other the way to hers', async () => {
    const error = { code: 'damaged' as const, retry: false, reference: 'r' };
    const { core, page } = await show({ start: startView('broken', { error, people: two }) });
    expect((await page.findByRole('alert')).textContent).toContain('beskadiget');
    await fireEvent.click(page.getByRole('button', { name: 'Skift til Jens' }));
    await page.findByText('Her ligger breve til Jens');
    expect(askedFor(core, 'personChange')).toEqual([['jens']]);
  });

  test('one changes from the menu and the commands, and nothing of the first stays in the page', async () => {
    const { core, page } = await show({ start: startView('ready', { people: two }) });
    await page.findAllByText(/Emne|Brev/);
    await fireEvent.click((await page.findAllByRole('button', { name: 'Skift til Jens', hidden: true }))[0]!);
    await page.findByText('Her ligger breve til Jens');
    expect(page.container.querySelectorAll('[data-letter]')).toHaveLength(0);
    expect(askedFor(core, 'personChange')).toEqual([['jens']]);
  });

  test('whoever has no letters yet chooses a lock before she logs in', async () => {
    const { core, page } = await show({ lock: none, start: startView('firstStart', { services: services('digital-post'), people: [{ ...two[0]!, here: false }, { ...two[1]!, here: true }] }) });
    await page.findByText('Andre bruger også denne computer. Med en lås er dine breve kun dine.');
    expect(page.queryByRole('button', { name: 'Log ind med MitID' })).toBeNull();
    expect(page.getByRole('button', { name: 'Skift til Mette' })).toBeTruthy();
    await fireEvent.click(page.getByRole('button', { name: 'Brug en PIN' }));
    const choosing = within(page.getByRole('dialog', { name: 'Vælg en PIN' }));
    for (const label of ['Ny PIN', 'Ny PIN en gang til']) await fireEvent.input(choosing.getByLabelText(label), { target: { value: '271828' } });
    await fireEvent.click(choosing.getByRole('button', { name: 'Gem' }));
    await page.findByRole('button', { name: 'Log ind med MitID' });
    expect(askedFor(core, 'lockSet')).toEqual([['pin', undefined, '271828']]);
  });

  test('somebody who gave no name is called the first', async () => {
    const { page } = await show({ start: startView('closed', { trouble: 'locked', people: [{ ...two[0]!, name: '', here: false }, { ...two[1]!, here: true }] }) });
    expect(await page.findByRole('button', { name: 'Skift til den første' })).toBeTruthy();
  });
});
