// The person's own lock: choosing, changing and removing it, the closed screen that asks for it, and locking by itself
// with a draft half written.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import type { LockView } from '../src/platform/types/LockView';
import { FakeCore, type World } from './fake-core';
import { draftView, startView } from './people';
import './setup';

afterEach(cleanup);

const all: LockView = { kind: 'none', choices: ['none', 'pin', 'passphrase', 'keyring'], wrong: 0, wait: 0, tellsScreen: true };
const pin: LockView = { ...all, kind: 'pin' };
const closedBy = (lock: LockView) => ({ start: startView('closed', { trouble: lock.kind === 'pin' ? 'pin' : 'passphrase', lock }) });
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
  const heading = await page.findByRole('heading', { name: 'Lås' });
  await waitFor(() => expect(askedFor(core, 'lockView').length).toBe(1));
  await tick();
  return { core, page, section: within(heading.closest('section')!) };
}

async function type(dialog: ReturnType<typeof within>, fields: Record<string, string>) {
  for (const [label, value] of Object.entries(fields)) {
    await fireEvent.input(dialog.getByLabelText(label), { target: { value } });
  }
}

describe('in the settings', () => {
  test('a PIN is chosen by writing it twice, and two that differ go nowhere', async () => {
    const { core, page, section } = await settings();
    expect(section.getByText(/ikke sin egen lås/)).toBeTruthy();
    expect(section.queryByRole('combobox')).toBeNull();
    await fireEvent.click(section.getByRole('button', { name: 'Brug en PIN' }));
    const dialog = within(page.getByRole('dialog', { name: 'Vælg en PIN' }));
    await type(dialog, { 'Ny PIN': '271828', 'Ny PIN en gang til': '271829' });
    await fireEvent.click(dialog.getByRole('button', { name: 'Gem' }));
    expect(dialog.getByText(/ikke det samme/)).toBeTruthy();
    expect(document.activeElement).toBe(dialog.getByLabelText('Ny PIN en gang til'));
    expect(askedFor(core, 'lockSet')).toEqual([]);
    await type(dialog, { 'Ny PIN en gang til': '271828' });
    await fireEvent.click(dialog.getByRole('button', { name: 'Gem' }));
    expect(askedFor(core, 'lockSet')).toEqual([['pin', undefined, '271828']]);
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull());
    expect(section.getByText('Postkasse låses op med en PIN.')).toBeTruthy();
    expect(section.getByText('Låsen er ændret.')).toBeTruthy();
  });

  test('what is wrong stands at the field that it is about, and the present PIN is asked for', async () => {
    const { core, page, section } = await settings({ lock: pin });
    await fireEvent.click(section.getByRole('button', { name: 'Brug en adgangssætning' }));
    const dialog = within(page.getByRole('dialog'));
    await type(dialog, { 'Din nuværende PIN': '111111', 'Ny adgangssætning': 'fire heste', 'Ny adgangssætning en gang til': 'fire heste' });
    const refuse = (text: string) => vi.spyOn(core, 'lockSet').mockRejectedValueOnce({ code: 'locked', retry: false, text, reference: 'r' });
    for (const [text, label, words] of [
      ['trouble.wrongPin', 'Din nuværende PIN', /passer ikke/],
      ['trouble.tooSoon', 'Din nuværende PIN', /for mange forkerte forsøg/],
      ['error.lock.passphraseShort', 'Ny adgangssætning', /mindst otte tegn/],
    ] as const) {
      refuse(text);
      await fireEvent.click(dialog.getByRole('button', { name: 'Gem' }));
      const field = dialog.getByLabelText(label);
      await waitFor(() => expect(document.activeElement).toBe(field));
      expect(document.getElementById(field.getAttribute('aria-describedby')!.split(' ').at(-1)!)!.textContent).toMatch(words);
    }
    await fireEvent.click(dialog.getByRole('button', { name: 'Gem' }));
    expect(askedFor(core, 'lockSet')).toEqual([['passphrase', '111111', 'fire heste']]);
  });

  test('removing it says what that means and asks for it', async () => {
    const { core, page, section } = await settings({ lock: pin });
    await fireEvent.click(section.getByRole('button', { name: 'Fjern låsen' }));
    const dialog = within(page.getByRole('dialog', { name: 'Fjern låsen?' }));
    expect(dialog.getByText(/kan den, der er logget ind/)).toBeTruthy();
    await type(dialog, { 'Din nuværende PIN': '271828' });
    await fireEvent.click(dialog.getByRole('button', { name: 'Fjern låsen' }));
    expect(askedFor(core, 'lockSet')).toEqual([['none', '271828', undefined]]);
  });

  test('where the keyring asks nothing is typed here, and one is told where to answer while it does', async () => {
    const { core, page, section } = await settings({ lock: all });
    await fireEvent.click(section.getByRole('button', { name: 'Lad nøgleringen spørge' }));
    const dialog = within(page.getByRole('dialog', { name: 'Lad computerens nøglering spørge' }));
    expect(dialog.queryAllByRole('textbox').length + page.container.querySelectorAll('dialog input').length).toBe(0);
    let refuse = (_: unknown) => {};
    vi.spyOn(core, 'lockSet').mockReturnValueOnce(new Promise((_, no) => (refuse = no)));
    await fireEvent.click(dialog.getByRole('button', { name: 'Lad nøgleringen spørge' }));
    expect(dialog.getByRole('status').textContent).toBe('Nøgleringen har åbnet et vindue. Svar i det.');
    refuse({ code: 'locked', retry: false, text: 'trouble.dismissed', reference: 'r' });
    expect(await dialog.findByText(/fik ikke noget svar/)).toBeTruthy();
    expect(dialog.getByRole('status').textContent).toBe('');
    await fireEvent.click(dialog.getByRole('button', { name: 'Lad nøgleringen spørge' }));
    expect(askedFor(core, 'lockSet')).toEqual([['keyring', undefined, undefined]]);
    await waitFor(() => expect(page.queryByRole('dialog')).toBeNull());
    expect(section.getByText(/nøglering spørger dig/)).toBeTruthy();
    expect(section.getByRole('button', { name: 'Skift adgangskoden til Postkasse' })).toBeTruthy();
  });

  test('from the keyring’s question to a PIN the PIN is typed, and the present password is not', async () => {
    const { core, page, section } = await settings({ lock: { ...all, kind: 'keyring' } });
    await fireEvent.click(section.getByRole('button', { name: 'Brug en PIN' }));
    const dialog = within(page.getByRole('dialog'));
    expect(dialog.getByText(/Først spørger nøgleringen/)).toBeTruthy();
    await type(dialog, { 'Ny PIN': '271828', 'Ny PIN en gang til': '271828' });
    await fireEvent.click(dialog.getByRole('button', { name: 'Gem' }));
    expect(askedFor(core, 'lockSet')).toEqual([['pin', undefined, '271828']]);
  });

  test('without a keyring only the passphrase can be changed, and a session that keeps nothing has nothing to lock', async () => {
    const one = await settings({ lock: { ...all, kind: 'passphrase', choices: ['passphrase'] } });
    expect(one.section.getAllByRole('button').map((button) => button.textContent?.trim())).toEqual(['Skift adgangssætning']);
    cleanup();
    const none = await settings({ lock: { ...all, choices: [] } });
    expect(none.section.queryAllByRole('button')).toEqual([]);
    expect(none.section.getByText(/intet at låse/)).toBeTruthy();
  });

  test('it locks itself after a quarter of an hour, with sleep and with the screen, unless the person has it otherwise', async () => {
    const { core, section } = await settings({ lock: pin });
    const after = section.getByLabelText('Lås, når jeg ikke har brugt Postkasse i') as HTMLSelectElement;
    const [sleep, screen] = [section.getByRole('switch', { name: /dvale/ }), section.getByRole('switch', { name: /skærm/ })] as HTMLInputElement[];
    expect([after.value, sleep!.checked, screen!.checked]).toEqual(['900', true, true]);
    await fireEvent.change(after, { target: { value: '0' } });
    await fireEvent.click(sleep!);
    await fireEvent.click(screen!);
    const kept = askedFor(core, 'settingsSet').at(-1);
    expect(kept).toMatchObject([{ lockAfter: 0, lockWithSleep: false, lockWithScreen: false }]);
  });

  test('a switch that this computer could not keep is not offered', async () => {
    const { section } = await settings({ lock: { ...pin, tellsScreen: false } });
    expect(section.queryByRole('switch', { name: /skærm/ })).toBeNull();
  });
});

describe('the closed screen', () => {
  beforeEach(() => vi.useRealTimers());

  test('asks for the PIN, forgets what was typed, and says how often it was wrong', async () => {
    const { core, page } = await show(closedBy(pin));
    const field = (await page.findByLabelText('PIN')) as HTMLInputElement;
    expect([field.type, field.inputMode]).toEqual(['password', 'numeric']);
    core.world.start = closedBy({ ...pin, wrong: 3 }).start;
    await fireEvent.input(field, { target: { value: '111111' } });
    await fireEvent.click(page.getByRole('button', { name: 'Lås op' }));
    expect(askedFor(core, 'unlock')).toEqual([['passphrase', '111111']]);
    await waitFor(() => expect(page.getByRole('alert').textContent).toBe('Den passer ikke. Prøv igen.'));
    expect(page.getByText(/3 forkerte forsøg/)).toBeTruthy();
    expect(field.value).toBe('');
  });

  test('says how long to wait and tries nothing meanwhile', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setInterval', 'clearInterval', 'Date'] });
    const { core, page } = await show(closedBy({ ...pin, wrong: 6, wait: 60 }));
    expect((await page.findAllByText('Du kan prøve igen om 1 minut.')).length).toBe(2);
    const field = page.getByLabelText('PIN');
    await fireEvent.input(field, { target: { value: '271828' } });
    await fireEvent.click(page.getByRole('button', { name: 'Lås op' }));
    expect(askedFor(core, 'unlock')).toEqual([]);
    vi.advanceTimersByTime(31_000);
    await tick();
    expect(page.getByText('Du kan prøve igen om 29 sekunder.')).toBeTruthy();
    vi.advanceTimersByTime(30_000);
    await tick();
    await fireEvent.click(page.getByRole('button', { name: 'Lås op' }));
    expect(askedFor(core, 'unlock')).toEqual([['passphrase', '271828']]);
    vi.useRealTimers();
  });

  test('lets the keyring ask, and says so when its question was closed', async () => {
    const lock: LockView = { ...all, kind: 'keyring' };
    const { core, page } = await show({ start: startView('closed', { trouble: 'keyringAsks', lock }) });
    expect(await page.findByText(/spørger dig om adgangskoden til Postkasse/)).toBeTruthy();
    expect(page.container.querySelectorAll('input').length).toBe(0);
    expect(page.queryByRole('alert')).toBeNull();
    await fireEvent.click(page.getByRole('button', { name: 'Lås op' }));
    expect(askedFor(core, 'unlock')).toEqual([['keyring', undefined]]);
    expect((await page.findByRole('alert')).textContent).toMatch(/fik ikke noget svar/);
    core.world.start = startView('ready');
    await fireEvent.click(page.getByRole('button', { name: 'Lås op' }));
    await waitFor(() => expect(page.queryByRole('button', { name: 'Lås op' })).toBeNull());
  });

  test('tells whoever forgot it what comes back and what is lost, and asks once more before it begins anew', async () => {
    const { core, page } = await show(closedBy(pin));
    await fireEvent.click(await page.findByRole('button', { name: 'Har du glemt din PIN?' }));
    expect(page.getByText(/Det mister du: kladder/)).toBeTruthy();
    expect(page.getByText(/kommer igen af sig selv/)).toBeTruthy();
    await fireEvent.click(page.getByRole('button', { name: 'Begynd forfra' }));
    expect(askedFor(core, 'unlock')).toEqual([]);
    core.world.start = startView('firstStart');
    await fireEvent.click(within(page.getByRole('dialog')).getByRole('button', { name: 'Begynd forfra' }));
    expect(askedFor(core, 'unlock')).toEqual([['anew', undefined]]);
  });
});

describe('locking by itself', () => {
  async function writing() {
    const shown = await show({ drafts: [draftView('d1', { subject: 'Vi flytter', text: 'Kære kommune' })] });
    const { page } = shown;
    await fireEvent.click(await page.findByRole('button', { name: /Kladder/ }));
    const draft = () => page.container.querySelector<HTMLElement>('[data-draft="d1"]');
    await waitFor(() => expect(draft()).not.toBeNull());
    await fireEvent.click(draft()!);
    const text = (await page.findByLabelText('Brev')) as HTMLTextAreaElement;
    await waitFor(() => expect(text.value).toBe('Kære kommune'));
    await fireEvent.input(text, { target: { value: 'Kære kommune. Vi flytter på lørdag.' } });
    return shown;
  }

  test('saves what is being typed, shows no letter meanwhile, and locks then', async () => {
    const { core, page } = await writing();
    let save = () => {};
    const change = core.draftChange;
    core.draftChange = async (id, edit) => {
      await new Promise<void>((done) => (save = done));
      return change(id, edit);
    };
    core.tell({ kind: 'leaving' });
    await tick();
    expect(page.container.textContent).not.toMatch(/flytter|kommune|Prøvekommunen/);
    expect(page.container.querySelectorAll('textarea, iframe, [data-letter]').length).toBe(0);
    expect(page.getByRole('heading', { name: 'Postkasse er låst' })).toBeTruthy();
    expect(askedFor(core, 'lock')).toEqual([]);
    core.world.start = startView('closed', { trouble: 'pin', lock: pin });
    save();
    await waitFor(() => expect(askedFor(core, 'lock').length).toBe(1));
    const order = core.asked.map(([name]) => name);
    expect(order.lastIndexOf('draftChange')).toBeLessThan(order.indexOf('lock'));
    expect(core.asked.find(([name]) => name === 'draftChange')).toMatchObject(['draftChange', 'd1', { text: 'Kære kommune. Vi flytter på lørdag.' }]);
    expect(await page.findByLabelText('PIN')).toBeTruthy();
  });

  test('does so also when what was typed cannot be saved', async () => {
    const { core } = await writing();
    core.draftChange = () => Promise.reject({ code: 'damaged', retry: false, text: 'trouble.diskFull', reference: 'r' });
    core.tell({ kind: 'leaving' });
    await waitFor(() => expect(askedFor(core, 'lock').length).toBe(1));
  });

  test('is put off by keys and pointer, also in the search field, and tells the core at most once a second', async () => {
    const { core, page } = await show();
    const field = await page.findByRole('searchbox');
    await fireEvent.keyDown(field, { key: 'a' });
    await fireEvent.keyDown(field, { key: 'b' });
    await fireEvent.pointerMove(document.body);
    expect(askedFor(core, 'used').length).toBe(1);
  });
});
