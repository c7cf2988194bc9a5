// An access that ends while something of it is on the screen: it goes off the screen.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { draftView } from './people';
import './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await page.findByRole('heading', { name: 'Al post' });
  return { core, page };
}
const choose = (page: { container: HTMLElement }, row: string) => waitFor(() => fireEvent.click(page.container.querySelector(row) as HTMLElement));

test.each(['accessEnded', 'notAllowed', 'notFound'] as const)('a letter goes off the screen when it may not be read any longer: %s', async (code) => {
  const { core, page } = await show();
  await choose(page, '[data-letter="c"]');
  await page.findByText(/Dette er et opdigtet brev/);
  vi.spyOn(core, 'letter').mockRejectedValue({ code, retry: false, reference: 'r' });
  core.tell({ kind: 'mailboxes' });
  await waitFor(() => expect(page.queryByText(/Dette er et opdigtet brev/)).toBeNull());
  expect(page.queryByRole('heading', { name: 'Emne c' })).toBeNull();
  expect(page.getByRole('alert').textContent?.trim()).not.toBe('');
});

test('a letter stays on the screen when it only cannot be read again now', async () => {
  const { core, page } = await show();
  await choose(page, '[data-letter="c"]');
  await page.findByText(/Dette er et opdigtet brev/);
  vi.spyOn(core, 'letter').mockRejectedValue({ code: 'busy', retry: true, reference: 'r' });
  core.tell({ kind: 'mailboxes' });
  expect(await page.findByRole('alert')).toBeTruthy();
  expect(page.getByText(/Dette er et opdigtet brev/)).toBeTruthy();
});

test('a draft goes with the access to its mailbox', async () => {
  const { core, page } = await show({ drafts: [draftView('d1', { subject: 'Halvt' })] });
  await fireEvent.click(page.getByRole('button', { name: 'Kladder' }));
  await choose(page, '[data-draft]');
  await page.findByLabelText('Brev');
  vi.spyOn(core, 'draft').mockRejectedValue({ code: 'accessEnded', retry: false, reference: 'r' });
  core.tell({ kind: 'mailboxes' });
  await waitFor(() => expect(page.queryByLabelText('Brev')).toBeNull());
  expect(page.container.querySelector('[data-draft]')).toBeNull();
});
