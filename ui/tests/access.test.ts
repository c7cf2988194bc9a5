// Who may see whose post: what others gave the person, and what she gave others.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { mailbox, reader } from './people';
import './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: 'Adgange' }));
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Adgange'));
  return { core, page };
}

test('others’ post that one may read is named, with what one may do and until when', async () => {
  const ends = { ...mailbox('m3', 'Inger Hansen', 'delegated', reader), ends: '2031-06-30T21:59:59Z' };
  const { page } = await show({ mailboxes: [ends] });
  const entry = (await page.findByText('Til og med 30. juni 2031')).closest('li');
  expect(entry?.textContent).toContain('Inger Hansen');
  expect(entry?.textContent).toContain('Du må læse, videresende, markere og flytte.');
});

test('a page is left for the post by a mailbox of the rack', async () => {
  const { page } = await show();
  await fireEvent.click(await page.findByRole('button', { name: /^Hansen VVS ApS/ }));
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Hansen VVS ApS'));
});
