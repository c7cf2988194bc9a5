// What lies on the computer and whom the program talks to: as it is set up, with nothing said that is not so.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { channelOf, fresh, ruleOf } from './told';
import './setup';

afterEach(cleanup);

async function show(world: Partial<World>, page: string) {
  const core = new FakeCore(world);
  const shown = render(App, { core });
  await waitFor(() => expect(core.asked.some(([name]) => name === 'syncState')).toBe(true));
  await fireEvent.click((await shown.findAllByRole('button', { name: page }))[0]!);
  return { core, page: shown };
}
const section = (page: Awaited<ReturnType<typeof show>>['page'], name: string) => within(page.getByRole('heading', { name }).closest('section')!);

test('what lies here is counted when somebody asks, with what is only here and what is damaged', async () => {
  const { core, page } = await show({}, 'Indstillinger');
  expect(core.asked.some(([name]) => name === 'stored')).toBe(false);
  await fireEvent.click(await page.findByRole('button', { name: 'Tæl op' }));
  const stored = section(page, 'Det, der ligger på computeren');
  await waitFor(() => expect(stored.getByText('Det fylder i alt 131 MB.')).toBeTruthy());
  expect(stored.getByText(/840 breve · 1\.210 dokumenter · 96 MB · siden marts 2019/)).toBeTruthy();
  expect(stored.getByText('Kun her: 2 kladder, 1 flueben, 1 ting venter på at blive sendt')).toBeTruthy();
  expect(stored.getByText(/1 brev · 0 dokumenter/)).toBeTruthy();
  expect(stored.getByText(/beskadiget og hentes på ny/)).toBeTruthy();
});

test('what cannot be counted is said', async () => {
  const { core, page } = await show({}, 'Indstillinger');
  vi.spyOn(core, 'stored').mockRejectedValueOnce({ code: 'damaged', retry: false, text: 'trouble.folder', reference: 'r' });
  await fireEvent.click(await page.findByRole('button', { name: 'Tæl op' }));
  await waitFor(() => expect(page.getByRole('alert').textContent).toContain('kan ikke læses'));
});

test('from help one comes to whom it talks to, each with why and for whom, and to what messages give away', async () => {
  const told = fresh();
  told.view.channels = [channelOf('desktop'), channelOf('email', { ready: true, to: 'mette@example.org', by: 'mail.example.org' }), channelOf('sms')];
  told.view.rules = [ruleOf('desktop'), ruleOf('email', { on: true }), ruleOf('email', { on: true, mailbox: 'm2', show: 'subject' }), ruleOf('sms')];
  const { page } = await show({ told }, 'Hjælp og guide');
  await fireEvent.click(await page.findByRole('button', { name: 'Se det' }));
  await page.findByRole('heading', { level: 1, name: 'Hvad Postkasse ved og sender' });
  await waitFor(() => expect(page.getByText('post.example.org')).toBeTruthy());
  const hosts = section(page, 'Dem, Postkasse taler med').getAllByRole('listitem').map((item) => item.textContent);
  expect(hosts[0]).toContain('Henter breve, slår afsenderne op og sender det, du gør ved brevene. For Mette Hansen, Ingers Regnskab ApS.');
  expect(hosts[1]).toContain('din egen computer');
  const channels = section(page, 'Det, beskederne siger').getAllByRole('listitem').map((item) => item.textContent);
  expect(channels.length).toBe(2);
  expect(channels[1]).toContain('Til mette@example.org over mail.example.org.');
  expect(channels[1], 'the most that any mailbox gives away').toContain('hvad det handler om');
  expect(section(page, 'Licens og kildetekst').getByText(/EUPL-1\.2/)).toBeTruthy();
});

test.each([
  [{ kind: 'none', choices: ['none', 'pin', 'passphrase'] }, /logget ind på computeren, kan læse/],
  [{ kind: 'pin', choices: ['none', 'pin', 'passphrase'] }, /Nøglen er delt/],
  [{ kind: 'keyring', choices: ['none', 'pin', 'passphrase', 'keyring'] }, /kun du kender, og spørger dig om den hver gang/],
  [{ kind: 'passphrase', choices: ['passphrase'] }, /laves af din adgangssætning/],
  [{ kind: 'none', choices: [] }, /så længe Postkasse er åben/],
] as const)('how the key is guarded is said as it is: %j', async ({ kind, choices }, words) => {
  const { page } = await show({ lock: { kind, choices: [...choices], wrong: 0, wait: 0, tellsScreen: true } }, 'Hjælp og guide');
  await fireEvent.click(await page.findByRole('button', { name: 'Se det' }));
  expect(await page.findByText(words)).toBeTruthy();
});

test('nobody logged in means that it talks to nobody, and the rack does not name the page among the others', async () => {
  const { page } = await show({ known: { hosts: [], elsewhere: false, licence: 'EUPL-1.2' } }, 'Hjælp og guide');
  expect(page.queryAllByRole('button', { name: 'Hvad Postkasse ved og sender' })).toEqual([]);
  await fireEvent.click(await page.findByRole('button', { name: 'Se det' }));
  expect(await page.findByText('Ingen. Du er ikke logget ind noget sted.')).toBeTruthy();
});
