// The screens as a person meets them: what they say, what they offer, and that keys alone suffice.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { speak } from '../src/i18n/index.svelte';
import { load } from '../src/i18n/say';
import type { KeyTrouble } from '../src/platform/types/KeyTrouble';
import { FakeCore, type World } from './fake-core';
import { account, everyRight, mailbox, row, services, startView, syncState } from './people';
import { screen } from './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  const last = core.world.start.state === 'ready' ? 'syncState' : 'subscribe';
  await waitFor(() => expect(askedFor(core, last)).toHaveLength(1));
  await everyAnswer();
  return { core, page };
}
/** Lets every answer that is on its way arrive. */
const everyAnswer = () => new Promise((done) => setTimeout(done));
const press = (key: string, more = {}) => fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const askedFor = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const focused = () => (document.activeElement as HTMLElement | null)?.dataset.letter;

describe('the first start', () => {
  test('says plainly that this copy is not registered, and offers no login that cannot work', async () => {
    const { page } = await show({ start: startView('firstStart') });
    expect(page.getByText('Danmark · Log ind med MitID')).toBeTruthy();
    expect(page.getByText('Norge · Log ind med ID-porten')).toBeTruthy();
    expect(page.queryByRole('button', { name: /^Log ind/ })).toBeNull();
    expect(page.getByText(/mangler at blive registreret hos Digital Post, Altinn og Digipost/)).toBeTruthy();
    expect(page.getByRole('button', { name: 'Åbn prøvebreve' })).toBeTruthy();
  });

  test('waits for the browser, and can stop waiting', async () => {
    const { core, page } = await show({ start: startView('firstStart', { services: services('digital-post') }) });
    vi.spyOn(core, 'login').mockReturnValue(new Promise(() => {}));
    await fireEvent.click(page.getByRole('button', { name: 'Log ind med MitID' }));
    expect(page.getByText('Log ind i din browser')).toBeTruthy();
    await fireEvent.click(page.getByRole('button', { name: 'Afbryd' }));
    expect(askedFor(core, 'loginCancel')).toHaveLength(1);
  });

  test('says why a login failed and stays ready for another', async () => {
    const { core, page } = await show({ start: startView('firstStart') });
    vi.spyOn(core, 'login').mockRejectedValueOnce({ code: 'refused', retry: false, text: 'error.login.browser', reference: 'r' });
    await fireEvent.click(page.getByRole('button', { name: 'Åbn prøvebreve' }));
    await waitFor(() => expect(page.getByRole('alert').textContent).toContain('browser kunne ikke åbnes'));
    expect(await page.findByRole('button', { name: 'Åbn prøvebreve' })).toBeTruthy();
  });
});

describe('a closed vault', () => {
  test('without a keyring offers a passphrase or this session, and never a key in clear', async () => {
    const { core, page } = await show({ start: startView('closed', { trouble: 'noKeyring' }) });
    expect(page.getAllByRole('button').map((button) => button.textContent?.trim())).toEqual(['Brug adgangssætning', 'Kun denne gang']);
    await fireEvent.click(page.getByRole('button', { name: 'Kun denne gang' }));
    expect(askedFor(core, 'unlock')).toEqual([['session', undefined]]);
  });

  test('has a passphrase chosen in the same words twice, long enough, before anything is locked with it', async () => {
    const { core, page } = await show({ start: startView('closed', { trouble: 'noKeyring' }) });
    const write = async (words: string, again: string) => {
      await fireEvent.input(page.getByLabelText('Ny adgangssætning'), { target: { value: words } });
      await fireEvent.input(page.getByLabelText('Ny adgangssætning en gang til'), { target: { value: again } });
      await fireEvent.click(page.getByRole('button', { name: 'Brug adgangssætning' }));
    };
    for (const [words, again, at, said] of [
      ['heste', 'heste', 'Ny adgangssætning', /mindst otte tegn/],
      ['fire heste', 'fire hest', 'Ny adgangssætning en gang til', /ikke det samme/],
    ] as const) {
      await write(words, again);
      expect(page.getByRole('alert').textContent).toMatch(said);
      const field = page.getByLabelText(at);
      expect(document.activeElement).toBe(field);
      expect(document.getElementById(field.getAttribute('aria-describedby')!.split(' ').at(-1)!)!.textContent).toMatch(said);
    }
    expect(askedFor(core, 'unlock')).toEqual([]);
    await write('fire heste', 'fire heste');
    expect(askedFor(core, 'unlock')).toEqual([['passphrase', 'fire heste']]);
  });

  test('that only the keyring locks offers no passphrase that nobody ever chose', async () => {
    const { page } = await show({ start: startView('closed', { trouble: 'locked', lock: { kind: 'none', choices: ['none', 'pin', 'passphrase', 'keyring'], wrong: 0, wait: 0, tellsScreen: true } }) });
    expect(page.getAllByRole('button').map((button) => button.textContent?.trim())).toEqual(['Lås op']);
    expect(page.container.querySelectorAll('input').length).toBe(0);
  });

  const trying = ['Lås op', 'Brug adgangssætning', 'Kun denne gang'];
  test.each<[KeyTrouble, string, string[], boolean]>([
    ['noKeyring', 'Hvordan skal dine breve låses?', ['Brug adgangssætning', 'Kun denne gang'], false],
    ['keyringAway', 'Nøgleringen kan ikke nås', trying, true],
    ['keyringLocked', 'Computerens nøglering er låst', ['Lås op', 'Kun denne gang'], false],
    ['keyringSilent', 'Computerens nøglering svarer ikke', trying, true],
    ['keyLost', 'Nøglen passer ikke', trying, true],
  ])('for %s has one heading, one first choice, and says where a passphrase begins anew', async (trouble, heading, buttons, anew) => {
    const { core, page } = await show({ start: startView('closed', { trouble }) });
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe(heading);
    expect(page.getAllByRole('button').map((button) => button.textContent?.trim())).toEqual(buttons);
    expect(page.container.querySelectorAll('button[data-variant="primary"]')).toHaveLength(1);
    expect(page.container.textContent?.includes('Så begynder du forfra')).toBe(anew);
    await fireEvent.click(page.getByRole('button', { name: 'Kun denne gang' }));
    expect(askedFor(core, 'unlock')).toEqual([['session', undefined]]);
  });

  test('that is long in opening says so, in the language that one chooses meanwhile', async () => {
    vi.useFakeTimers();
    try {
      const core = new FakeCore();
      vi.spyOn(core, 'start').mockReturnValue(new Promise(() => {}));
      const page = render(App, { core });
      expect(page.queryByRole('heading')).toBeNull();
      await vi.advanceTimersByTimeAsync(2000);
      expect(page.getByRole('heading').textContent).toBe('Postkasse åbner dine breve');
      await load('en');
      await fireEvent.change(page.getByRole('combobox'), { target: { value: 'en' } });
      expect(page.getByRole('heading').textContent).toBe('Postkasse is opening your letters');
    } finally {
      vi.useRealTimers();
      await speak('da');
    }
  });

  test('says that a passphrase does not fit, and forgets what was typed', async () => {
    const { core, page } = await show({ start: startView('closed', { trouble: 'passphrase' }) });
    const field = page.getByLabelText('Adgangssætning') as HTMLInputElement;
    await fireEvent.input(field, { target: { value: 'forkert' } });
    await fireEvent.submit(field.form as HTMLFormElement);
    expect(askedFor(core, 'unlock')).toEqual([['passphrase', 'forkert']]);
    await waitFor(() => expect(page.getByRole('alert').textContent).toContain('Den passer ikke'));
    expect(field.value).toBe('');
  });

  test('that is damaged says so and lets one try again', async () => {
    const core = new FakeCore();
    vi.spyOn(core, 'start').mockRejectedValueOnce({ code: 'damaged', retry: false, reference: 'r' });
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: 'Prøv igen' }));
    expect(await page.findByRole('heading', { name: 'Al post' })).toBeTruthy();
  });
});

describe('the main screen', () => {
  test('says for every letter whose it is, and for a reader that she may only read', async () => {
    const { page } = await show();
    const inger = page.container.querySelector('[data-letter="c"]');
    expect(inger?.textContent).toContain('Inger Hansen');
    expect(inger?.textContent).toContain('læseadgang');
    expect(page.getByText('Læseadgang · kan ikke svare')).toBeTruthy();
    expect(page.getByText('Prøvebreve – ikke rigtig post')).toBeTruthy();
  });

  test('reaches a mailbox in one action, and shows its letters alone', async () => {
    const { page } = await show();
    await fireEvent.click(page.getByRole('button', { name: /^Hansen VVS ApS/ }));
    await waitFor(() => expect(page.container.querySelectorAll('[data-letter]')).toHaveLength(1));
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Hansen VVS ApS');
    expect(page.getByText('Skat og årsopgørelser')).toBeTruthy();
  });

  test('on a phone reaches a mailbox in two', async () => {
    screen.width = 390;
    const { page } = await show();
    await fireEvent.click(page.getByRole('button', { name: 'Skift postkasse eller mappe' }));
    await fireEvent.click(page.getByRole('button', { name: /^Inger Hansen/ }));
    await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Inger Hansen'));
    expect(document.querySelector('dialog')).toBeNull();
  });

  test('leaves deleted letters to their own folder', async () => {
    const { page } = await show({ letters: [row('kept'), row('gone', { folder: 'deleted' })] });
    expect(page.container.querySelector('[data-letter="gone"]')).toBeNull();
    await fireEvent.click(page.getByRole('button', { name: 'Slettet' }));
    await waitFor(() => expect(page.container.querySelector('[data-letter="gone"]')).not.toBeNull());
  });

  test('narrows the list to letters with attachments or flagged ones', async () => {
    const { core, page } = await show({ letters: [row('a', { attachments: 2 }), row('b', { flag: true, attachments: 0 }), row('c', { attachments: 0 })] });
    const shown = () => [...page.container.querySelectorAll<HTMLElement>('[data-letter]')].map(({ dataset }) => dataset.letter);
    await fireEvent.click(page.getByRole('radio', { name: 'Bilag' }));
    await waitFor(() => expect(shown()).toEqual(['a']));
    await fireEvent.click(page.getByRole('radio', { name: 'Markerede' }));
    await waitFor(() => expect(shown()).toEqual(['b']));
    core.world.letters = [];
    core.tell({ kind: 'mailboxes' });
    await waitFor(() => expect(page.getByText('Du har ikke markeret nogen breve.')).toBeTruthy());
  });

  test('puts the list into another order, with senders for headings, and remembers that', async () => {
    const { core, page } = await show({ letters: [row('a', { sender: 'Skatteprøven' }), row('b', { sender: 'Byprøven' })] });
    await fireEvent.change(page.getByRole('combobox', { name: 'Rækkefølge' }), { target: { value: 'sender' } });
    await waitFor(() => expect([...page.container.querySelectorAll('.pane section h2')].map(({ textContent }) => textContent)).toEqual(['Byprøven', 'Skatteprøven']));
    expect(askedFor(core, 'letters').at(-1)).toEqual([{ order: 'sender', limit: 50 }]);
    expect(askedFor(core, 'settingsSet').at(-1)).toMatchObject([{ listOrder: 'sender' }]);
  });

  test('says what is offline, how old the mail is and what waits', async () => {
    await show({ sync: syncState({ trouble: 'offline', queued: 2, synced: new Date().toISOString() }) });
    expect(document.body.textContent).toMatch(/Du er ikke på nettet\. Du ser den post, der blev hentet i dag kl\. .* 2 ændringer venter/);
  });

  test('offers to log in again where the login has run out', async () => {
    const { core, page } = await show({ accounts: [account({ signedIn: false })], sync: syncState({ trouble: 'signInAgain' }) });
    await fireEvent.click(page.getAllByRole('button', { name: 'Log ind igen' })[0] as HTMLElement);
    expect(askedFor(core, 'loginAgain')).toEqual([['acc']]);
  });

  test('says of an ended access what happened, and takes it off the list on wish', async () => {
    const ended = { ...mailbox('m3', 'Inger Hansen', 'delegated', []), ended: '2026-02-11T15:05:00Z' };
    const { core, page } = await show({ mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight), ended] });
    await fireEvent.click(page.getByRole('button', { name: /^Inger Hansen/ }));
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Du kan ikke længere læse posten til Inger Hansen');
    expect(document.body.textContent).toContain('Onsdag den 11. februar 2026 kl. 16.05');
    await fireEvent.click(page.getByRole('button', { name: 'Fjern fra listen' }));
    expect(askedFor(core, 'forget')).toEqual([[{ mailbox: 'm3' }]]);
  });

  test('asks once more before it forgets everything', async () => {
    const { core, page } = await show();
    await fireEvent.click(page.getAllByRole('button', { name: 'Indstillinger' })[0] as HTMLElement);
    await fireEvent.click(page.getByRole('button', { name: 'Glem alt på denne computer' }));
    expect(askedFor(core, 'forget')).toEqual([]);
    const dialog = document.querySelector('dialog') as HTMLElement;
    await fireEvent.click([...dialog.querySelectorAll('button')].at(-1) as HTMLElement);
    expect(askedFor(core, 'forget')).toEqual([[{ all: true }]]);
  });

  test('forgets the account that was asked about', async () => {
    const { core, page } = await show({ accounts: [account(), account({ id: 'other', person: 'Inger Hansen' })] });
    await fireEvent.click(page.getAllByText('Glem konto').at(-1) as HTMLElement);
    expect(askedFor(core, 'forget')).toEqual([]);
    const dialog = document.querySelector('dialog') as HTMLElement;
    expect(dialog.textContent).toContain('Inger Hansen');
    await fireEvent.click([...dialog.querySelectorAll('button')].at(-1) as HTMLElement);
    expect(askedFor(core, 'forget')).toEqual([[{ account: 'other' }]]);
  });

  test('carries no style in the page itself, which its security policy would refuse', async () => {
    await show();
    expect(document.querySelectorAll('[style]')).toHaveLength(0);
  });
});

describe('what may be misread', () => {
  test('is said: only some of the letters are samples', async () => {
    const { page } = await show({ accounts: [account(), account({ id: 'real', sandbox: false })] });
    expect(page.getByText('Nogle af brevene er prøvebreve – ikke rigtig post')).toBeTruthy();
  });

  test('an error stays until the person has read it', async () => {
    const { core, page } = await show();
    vi.spyOn(core, 'signOut').mockRejectedValueOnce({ code: 'offline', retry: true, reference: 'r' });
    await fireEvent.click(page.getByText('Log ud'));
    await waitFor(() => expect(page.getByText(/Der er ingen forbindelse lige nu/)).toBeTruthy());
    core.tell({ kind: 'mailboxes' });
    await everyAnswer();
    await fireEvent.click(page.getByRole('button', { name: 'Luk' }));
    expect(page.queryByText(/Der er ingen forbindelse lige nu/)).toBeNull();
  });
});

describe('keys alone', () => {
  test('go through the list, open a letter and come back', async () => {
    screen.width = 390;
    await show();
    await press('j');
    expect(focused()).toBe('a');
    await press('ArrowDown');
    await press('j');
    await press('j');
    expect(focused()).toBe('c');
    await press('k');
    expect(focused()).toBe('b');
    await fireEvent.click(document.activeElement as HTMLElement);
    await press('Escape');
    await tick();
    await waitFor(() => expect(focused()).toBe('b'));
  });

  test('reach the search, type in it undisturbed, and leave it', async () => {
    const { page } = await show();
    await press('k', { ctrlKey: true });
    const field = page.getByRole('searchbox', { name: 'Søg i al post' }) as HTMLInputElement;
    expect(document.activeElement).toBe(field);
    await fireEvent.input(field, { target: { value: 'Emne b' } });
    await press('j');
    expect(document.activeElement).toBe(field);
    await waitFor(() => expect(page.getByText('Fandt 1 brev')).toBeTruthy());
    await press('ArrowDown');
    expect(focused()).toBe('b');
    await press('Escape');
    expect(field.value).toBe('');
  });

  test('are told in a dialog', async () => {
    const { page } = await show();
    await press('?');
    expect(page.getByRole('heading', { name: 'Taster' })).toBeTruthy();
  });

  test('find one row of the list in the tab order', async () => {
    const { page } = await show();
    const inOrder = [...page.container.querySelectorAll<HTMLElement>('[data-letter]')].filter(({ tabIndex }) => tabIndex === 0);
    expect(inOrder.map(({ dataset }) => dataset.letter)).toEqual(['a']);
  });
});
