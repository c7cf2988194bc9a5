// Being told of letters: who comes for the first time, setting a channel up, and trying it.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { speak } from '../src/i18n/index.svelte';
import { FakeCore } from './fake-core';
import { setUp } from './told';
import { askedFor, card, click, fill, show } from './told-page';
import './setup';

beforeEach(() => speak('da'));
afterEach(cleanup);

describe('who comes for the first time', () => {
  test('sees three switches and one try, and nothing that has to be filled in', async () => {
    const { page } = await show();
    const switches = page.getAllByRole('switch') as HTMLInputElement[];
    expect(switches.map((one) => one.checked)).toEqual([true, false, false]);
    for (const name of ['Denne computer', 'E-mail', 'Sms']) expect(page.getByRole('switch', { name })).toBeTruthy();
    expect(page.getAllByRole('button', { name: /^Send en prøve/ })).toHaveLength(1);
    expect(page.queryAllByRole('textbox').filter((one) => one.closest('main'))).toEqual([]);
    expect(page.queryAllByRole('radio')).toEqual([]);
  });

  test('turns the screen off and on, and it is said to the core at once', async () => {
    const { core, page } = await show();
    await click(page.getByRole('switch', { name: 'Denne computer' }));
    await waitFor(() => expect((page.getByRole('switch', { name: 'Denne computer' }) as HTMLInputElement).checked).toBe(false));
    expect(askedFor(core, 'notifySet')).toEqual([['desktop', undefined, { on: false }]]);
  });

  test('comes here from the settings, too', async () => {
    const core = new FakeCore();
    const page = render(App, { core });
    await click(await page.findByRole('button', { name: 'Indstillinger' }));
    await click(await page.findByRole('button', { name: 'Vælg besked' }));
    await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Besked om ny post'));
    expect(page.getByRole('button', { name: 'Besked fra Digital Post' }).getAttribute('aria-expanded')).toBe('false');
    expect(askedFor(core, 'serviceNotifications')).toEqual([]);
  });
});

describe('setting a channel up', () => {
  test('begins with its switch, and cancelling leaves it off', async () => {
    const { core, page } = await show();
    await click(page.getByRole('switch', { name: 'E-mail' }));
    expect(document.activeElement).toBe(await card('email').findByLabelText('Mailserver'));
    expect((page.getByRole('switch', { name: 'E-mail' }) as HTMLInputElement).checked).toBe(false);
    await click(card('email').getByRole('button', { name: 'Annuller' }));
    expect((page.getByRole('switch', { name: 'E-mail' }) as HTMLInputElement).checked).toBe(false);
    expect(askedFor(core, 'notifySet')).toEqual([]);
  });

  test('says each error beside its field, and goes to the first', async () => {
    const { core, page } = await show();
    vi.spyOn(core, 'notifyEmail').mockResolvedValueOnce([
      { field: 'to', text: 'error.email.address' },
      { field: 'host', text: 'error.notify.host' },
      { field: 'port', text: 'error.notify.port' },
    ]);
    await click(page.getByRole('switch', { name: 'E-mail' }));
    const host = await card('email').findByLabelText('Mailserver');
    await fill(host, 'smtps://mail');
    await click(card('email').getByRole('button', { name: 'Gem og slå til' }));
    await card('email').findByText('3 felter skal rettes.');
    await waitFor(() => expect(document.activeElement).toBe(host));
    const said = (label: string) => {
      const field = card('email').getByLabelText(label);
      expect(field.getAttribute('aria-invalid')).toBe('true');
      return field.getAttribute('aria-describedby')?.split(' ').map((id) => document.getElementById(id)?.textContent).join(' ');
    };
    expect(said('Mailserver')).toContain('Det er ikke navnet på en mailserver');
    expect(said('Send til')).toContain('Det er ikke en e-mailadresse');
    // It is opened where it was closed.
    expect(said('Port')).toContain('Det er ikke en port');
    expect((host as HTMLInputElement).value).toBe('smtps://mail');
    expect(askedFor(core, 'notifySet')).toEqual([]);
  });

  test('turns it on with that, hands the password in once, and offers a try', async () => {
    const { core, page } = await show();
    await click(page.getByRole('switch', { name: 'E-mail' }));
    const field = (label: string) => card('email').getByLabelText(label);
    await fill(await card('email').findByLabelText('Mailserver'), 'mail.eksempel.example');
    await fill(field('Brugernavn'), 'mette@eksempel.example');
    await fireEvent.blur(field('Brugernavn'));
    expect((field('Afsender') as HTMLInputElement).value).toBe('mette@eksempel.example');
    await fill(field('Adgangskode'), 'hemmelig');
    await fill(field('Send til'), 'privat@eksempel.example');
    await click(card('email').getByRole('button', { name: 'Gem og slå til' }));
    const trial = await card('email').findByRole('button', { name: 'Send en prøve: E-mail' });
    await waitFor(() => expect(document.activeElement).toBe(trial));
    const form = { host: 'mail.eksempel.example', port: '', tls: 'implicit', user: 'mette@eksempel.example', from: 'mette@eksempel.example', to: 'privat@eksempel.example', ca: '' };
    expect(askedFor(core, 'notifyEmail')).toEqual([[form, 'hemmelig']]);
    expect(askedFor(core, 'notifySet')).toEqual([['email', undefined, { on: true }]]);
    expect(card('email').getByText('privat@eksempel.example')).toBeTruthy();
  });

  test('of one that is there shows everything but the password, which stays when the field is left empty', async () => {
    const { core } = await show(setUp());
    await click(card('email').getByRole('button', { name: 'Ret opsætning' }));
    const password = (await card('email').findByLabelText('Adgangskode')) as HTMLInputElement;
    expect([password.type, password.value]).toEqual(['password', '']);
    expect((card('email').getByLabelText('Mailserver') as HTMLInputElement).value).toBe('mail.eksempel.example');
    await click(card('email').getByRole('button', { name: 'Gem' }));
    await waitFor(() => expect(askedFor(core, 'notifyEmail')).toHaveLength(1));
    expect(askedFor(core, 'notifyEmail')[0]?.[1]).toBeUndefined();
    expect(askedFor(core, 'notifySet')).toEqual([]);
  });

  test('can be taken back: everything about it is forgotten, after asking, and it is off', async () => {
    const { core, page } = await show(setUp());
    await click(card('sms').getByRole('button', { name: 'Ret opsætning' }));
    await click(await card('sms').findByRole('button', { name: 'Glem opsætningen' }));
    expect(askedFor(core, 'notifyForget')).toEqual([]);
    const dialog = document.querySelector('dialog') as HTMLElement;
    expect(dialog.textContent).toContain('slettes her på computeren');
    await click([...dialog.querySelectorAll('button')].at(-1) as HTMLElement);
    await waitFor(() => expect((page.getByRole('switch', { name: 'Sms' }) as HTMLInputElement).checked).toBe(false));
    expect(askedFor(core, 'notifyForget')).toEqual([['sms']]);
    await waitFor(() => expect(document.activeElement).toBe(card('sms').getByRole('button', { name: 'Sæt op' })));
  });

  test('of text messages asks for a name only where the gateway has one', async () => {
    const { page } = await show();
    await click(page.getByRole('switch', { name: 'Sms' }));
    await card('sms').findByLabelText('Nøgle (API-token)');
    expect(card('sms').queryByLabelText('Brugernavn')).toBeNull();
    await click(card('sms').getByRole('radio', { name: 'Kannel' }));
    expect(card('sms').getByLabelText('Brugernavn')).toBeTruthy();
    expect((card('sms').getByLabelText('Tjenestens adresse') as HTMLInputElement).value).toBe('');
  });
});

describe('a try', () => {
  const tried = async (channel: string) => {
    await click(card(channel).getByRole('button', { name: /^Send en prøve/ }));
    return () => card(channel).getAllByRole('status').map((one) => one.textContent?.trim()).join('');
  };
  const refused = (text: string) => ({ code: 'refused', retry: false, text, reference: '' });

  test('says that it was taken, or has arrived, or that nobody knows', async () => {
    const { core } = await show(setUp());
    await waitFor(async () => expect((await tried('email'))()).toBe('Prøven er taget imod. Se efter, om den kommer frem.'));
    vi.spyOn(core, 'notifyTest').mockResolvedValueOnce('delivered');
    const sms = await tried('sms');
    await waitFor(() => expect(sms()).toBe('Prøven er kommet frem.'));
    vi.spyOn(core, 'notifyTest').mockRejectedValueOnce(refused('notify.trouble.doubtful'));
    await tried('sms');
    await waitFor(() => expect(sms()).toMatch(/^Det er uvist, om prøven blev sendt/));
  });

  test('that was refused says why, and of the screen where to look', async () => {
    const { core } = await show(setUp());
    vi.spyOn(core, 'notifyTest').mockRejectedValueOnce(refused('notify.trouble.login'));
    const email = await tried('email');
    await waitFor(() => expect(email()).toMatch(/^Prøven blev ikke sendt\. Navnet eller adgangskoden/));
    vi.spyOn(core, 'notifyTest').mockRejectedValueOnce(refused('notify.trouble.down'));
    const screen = await tried('desktop');
    await waitFor(() => expect(screen()).toMatch(/Se i dens indstillinger/));
  });
});
