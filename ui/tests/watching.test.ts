// The settings for looking for letters without a window: what they say where there is a tray and where there is none.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { startView } from './people';
import './setup';

afterEach(cleanup);

const KEEP = 'Bliv ved med at se efter post, når vinduet er lukket';
const LOGIN = 'Start, når jeg logger ind på computeren';

async function settings(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await waitFor(() => expect(core.asked.some(([name]) => name === 'syncState')).toBe(true));
  await fireEvent.click((await page.findAllByRole('button', { name: 'Indstillinger' }))[0]!);
  await page.findByRole('switch', { name: KEEP });
  return { core, page, keep: () => page.getByRole('switch', { name: KEEP }) as HTMLInputElement, login: () => page.queryByRole('switch', { name: LOGIN }) as HTMLInputElement | null };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);

test('where there is a tray the program goes on by itself, and the page says where it is found', async () => {
  const { core, page, keep } = await settings({ watching: { tray: true, atLogin: false } });
  expect(keep().checked).toBe(true);
  expect(page.getByText(/ved skærmens kant/)).toBeTruthy();
  await fireEvent.click(keep());
  expect(asked(core, 'settingsSet')).toMatchObject([[{ keepLooking: false }]]);
  expect(keep().checked).toBe(false);
});

test('where there is none it says what happens instead, and lets one choose all the same', async () => {
  const { core, page, keep } = await settings({ watching: { tray: false, atLogin: false } });
  expect(keep().checked).toBe(false);
  expect(page.getByText(/slutter Postkasse, når vinduet lukkes/)).toBeTruthy();
  await fireEvent.click(keep());
  expect(asked(core, 'settingsSet')).toMatchObject([[{ keepLooking: true }]]);
  expect(keep().checked).toBe(true);
});

test('a choice that was made holds whether there is a tray or not', async () => {
  const start = startView('ready');
  start.settings.keepLooking = false;
  const { keep } = await settings({ start, watching: { tray: true } });
  expect(keep().checked).toBe(false);
});

test('starting at login is as the system has it, also after a change', async () => {
  const { core, login } = await settings({ watching: { tray: true, atLogin: false } });
  expect(login()?.checked).toBe(false);
  await fireEvent.click(login()!);
  expect(asked(core, 'startAtLogin')).toEqual([[true]]);
  await waitFor(() => expect(login()?.checked).toBe(true));
});

test('what cannot be set is said, and the switch stays as it was', async () => {
  const { core, page, login } = await settings({ watching: { tray: true, atLogin: false } });
  vi.spyOn(core, 'startAtLogin').mockRejectedValueOnce({ code: 'refused', retry: false, text: 'error.atLogin', reference: 'r' });
  await fireEvent.click(login()!);
  await waitFor(() => expect(page.getByRole('alert').textContent).toContain('kunne ikke ændres'));
  expect(login()?.checked).toBe(false);
});

test('where the system cannot start a program at login, the page does not offer it', async () => {
  const { login } = await settings({ watching: { tray: true } });
  expect(login()).toBeNull();
});
