// A letter whose opening serves its owner: who opens it is asked first, in words that fit whose it is; "not now" is
// an answer that is kept, and what was answered is said.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import type { OpeningView } from '../src/platform/types/OpeningView';
import { FakeCore } from './fake-core';
import { letterView, row } from './people';
import './setup';

afterEach(cleanup);

/** Opens a summons in this mailbox; `answers` is what was answered before. */
async function show(mailbox: string, answers: OpeningView[] = []) {
  const summons = row('s', { mailbox, waits: 'legalNotification' });
  const core = new FakeCore({ letters: [summons] });
  let openings = answers;
  let waits: 'legalNotification' | undefined = 'legalNotification';
  vi.spyOn(core, 'letter').mockImplementation((id, open) => {
    core.asked.push(['letter', id, open]);
    if (open) [waits, openings] = [undefined, [...openings, { answer: 'open', by: 'Mette Hansen', at: new Date().toISOString(), done: true }]];
    return Promise.resolve({ ...letterView({ ...summons, waits }), openings });
  });
  vi.spyOn(core, 'notNow').mockImplementation((id) => {
    core.asked.push(['notNow', id]);
    openings = [...openings, { answer: 'notNow', by: 'Mette Hansen', at: new Date().toISOString(), done: false }];
    return Promise.resolve();
  });
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter="s"]')).not.toBeNull());
  await fireEvent.click(page.container.querySelector('[data-letter="s"]') as HTMLElement);
  await page.findByRole('button', { name: 'Åbn og modtag' });
  return { core, page };
}
const opened = (core: FakeCore) => core.asked.filter(([name, , open]) => name === 'letter' && open === true).length;

test('of one’s own says that opening is receiving, and opens only on the answer', async () => {
  const { core, page } = await show('m1');
  expect(page.getByRole('heading', { name: 'At åbne brevet gælder som at have modtaget det' })).toBeTruthy();
  expect(opened(core)).toBe(0);
  expect(core.asked.some(([name]) => name === 'mark')).toBe(false);
  await fireEvent.click(page.getByRole('button', { name: 'Åbn og modtag' }));
  await waitFor(() => expect(page.getByText(/^Åbnet og modtaget i dag .* af Mette Hansen på denne computer$/)).toBeTruthy());
  expect(opened(core)).toBe(1);
});

test('of a relative says for whom it counts, and to talk to her first', async () => {
  const { page } = await show('m3');
  expect(page.getByRole('heading', { name: 'Åbner du brevet, er det forkyndt for Inger Hansen' })).toBeTruthy();
  expect(page.getByText(/Tal med Inger Hansen først/)).toBeTruthy();
});

test('of a company says that the company is served', async () => {
  const { page } = await show('m2');
  expect(page.getByText(/forkyndelse til Hansen VVS ApS/)).toBeTruthy();
});

test('is not asked about again after “not now”, but can still be opened', async () => {
  const { core, page } = await show('m1');
  await fireEvent.click(page.getByRole('button', { name: 'Ikke nu' }));
  await waitFor(() => expect(page.getByText(/^Mette Hansen svarede “Ikke nu” i dag/)).toBeTruthy());
  expect(page.queryByRole('button', { name: 'Ikke nu' })).toBeNull();
  expect(page.getByRole('button', { name: 'Åbn og modtag' }).dataset.variant).toBe('secondary');
  expect(opened(core)).toBe(0);
});

test('that was agreed to and not heard of says so', async () => {
  const { page } = await show('m1', [{ answer: 'open', by: 'Mette Hansen', at: new Date().toISOString(), done: false }]);
  expect(page.getByText(/vi hørte ikke fra tjenesten/)).toBeTruthy();
});

test('that the service did not answer says who tried, and that she may again', async () => {
  const { core, page } = await show('m1');
  const tried: OpeningView = { answer: 'open', by: 'Mette Hansen', at: new Date().toISOString(), done: false };
  vi.spyOn(core, 'letter').mockImplementation((id, open) => {
    core.asked.push(['letter', id, open]);
    if (open) return Promise.reject({ code: 'offline', retry: true, reference: '' });
    return Promise.resolve({ ...letterView(row('s', { waits: 'legalNotification' })), openings: [tried] });
  });
  await fireEvent.click(page.getByRole('button', { name: 'Åbn og modtag' }));
  expect(await page.findByText(/^Mette Hansen sagde ja til at åbne i dag .*, men vi hørte ikke fra tjenesten/)).toBeTruthy();
  expect((await page.findByRole('alert')).textContent).toContain('ingen forbindelse');
});
