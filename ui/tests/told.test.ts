// The page on which a person chooses how she is told of new letters.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { speak } from '../src/i18n/index.svelte';
import { lines } from '../src/notifications/ledger';
import { exceptionWords } from '../src/notifications/words';
import { FakeCore, type World } from './fake-core';
import { syncState } from './people';
import { channelOf, fresh, ledgerRow, ruleOf, setUp, type ToldWorld } from './told';
import './setup';

beforeEach(() => speak('da'));
afterEach(cleanup);

async function show(told: ToldWorld = fresh(), world: Partial<World> = {}) {
  const core = new FakeCore({ told, ...world });
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: 'Besked om ny post' }));
  await waitFor(() => expect(page.container.querySelectorAll('[data-channel]')).toHaveLength(3));
  await waitFor(() => expect(askedFor(core, 'notifyShow')).toContainEqual([true]));
  return { core, page };
}
const askedFor = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const card = (channel: string) => within(document.querySelector(`[data-channel="${channel}"]`) as HTMLElement);
const click = (element: HTMLElement) => fireEvent.click(element);
const fill = (field: HTMLElement, value: string) => fireEvent.input(field, { target: { value } });
const more = (channel: string, name: string) => click(card(channel).getByRole('button', { name: `Flere valg: ${name}` }));

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
    await card('email').findByLabelText('Mailserver');
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

describe('what holds', () => {
  test('is changed at once, and the words are made anew by the core', async () => {
    const { core } = await show(setUp());
    await more('sms', 'Sms');
    await card('sms').findByText('Der er kommet 1 nyt brev. Åbn Postkasse for at læse det.');
    expect(card('sms').queryByText(/ikke krypteret/)).toBeNull();
    await click(card('sms').getByRole('radio', { name: 'Også hvem brevet er fra' }));
    await card('sms').findByText(/Fra: Prøvestrup Kommune/);
    expect(card('sms').getByText(/Sms'er er ikke krypteret/)).toBeTruthy();
    expect(askedFor(core, 'notifySet')).toEqual([['sms', undefined, { show: 'sender' }]]);
  });

  test('of gathered letters offers what does not wait, kinds and senders', async () => {
    const { core } = await show(setUp());
    await more('email', 'E-mail');
    expect(card('email').queryByLabelText('Noget skal betales')).toBeNull();
    await click(card('email').getByRole('radio', { name: 'samlet en gang om dagen' }));
    await click(await card('email').findByRole('checkbox', { name: 'Noget skal betales' }));
    const field = card('email').getByLabelText('Også breve fra');
    await fill(field, 'Prøvestrup Hospital');
    await fireEvent.submit((field as HTMLInputElement).form as HTMLFormElement);
    await click(await card('email').findByRole('button', { name: 'Fjern Prøvestrup Hospital' }));
    await waitFor(() => expect(card('email').queryByText('Prøvestrup Hospital')).toBeNull());
    expect(askedFor(core, 'notifySet').map(([, , change]) => change)).toEqual([
      { digest: 'daily' },
      { kinds: ['appointments', 'legal', 'reply'] },
      { senders: ['Prøvestrup Hospital'] },
      { senders: [] },
    ]);
  });

  test('has quiet hours that begin and end when one chooses, or none', async () => {
    const { core } = await show(setUp());
    await more('sms', 'Sms');
    const from = card('sms').getByLabelText('Fra kl.') as HTMLSelectElement;
    expect([from.value, [...from.options].some(({ value }) => value === '07:00')]).toEqual(['22:00', false]);
    await fireEvent.change(from, { target: { value: '20:30' } });
    await card('sms').findByText('Kommer der post imens, får du besked kl. 7.00.');
    await click(card('sms').getByRole('switch', { name: 'Stille tid' }));
    await card('sms').findByText('Du kan få besked på alle tider af døgnet.');
    expect(askedFor(core, 'notifySet').map(([, , change]) => change)).toEqual([{ quiet: '20:30-07:00' }, { quiet: 'none' }]);
  });

  test('says what the core would not have where it was chosen, and goes back', async () => {
    const { core } = await show(setUp());
    await more('sms', 'Sms');
    await click(card('sms').getByRole('button', { name: 'Sprog, tid og antal' }));
    vi.spyOn(core, 'notifySet').mockRejectedValueOnce({ code: 'refused', retry: false, text: 'error.notify.limit', reference: '' });
    const limit = card('sms').getByLabelText('Højst så mange beskeder om dagen') as HTMLInputElement;
    await fill(limit, 'mange');
    await fireEvent.submit(limit.form as HTMLFormElement);
    expect((await card('sms').findByRole('alert')).textContent).toContain('mellem 1 og 1000');
    vi.spyOn(core, 'notifySet').mockRejectedValueOnce({ code: 'locked', retry: false, reference: '' });
    await click(card('sms').getByRole('switch', { name: 'Sms' }));
    await waitFor(() => expect((card('sms').getByRole('switch', { name: 'Sms' }) as HTMLInputElement).checked).toBe(true));
  });

  test('takes a language and a time zone, and the computer’s again', async () => {
    const { core } = await show(setUp());
    await more('sms', 'Sms');
    await click(card('sms').getByRole('button', { name: 'Sprog, tid og antal' }));
    await fireEvent.change(card('sms').getByLabelText('Beskedernes sprog'), { target: { value: 'nb' } });
    await fireEvent.change(card('sms').getByLabelText(/^Tidszone/), { target: { value: 'America/Nuuk' } });
    await fireEvent.change(card('sms').getByLabelText(/^Tidszone/), { target: { value: '' } });
    await waitFor(() => expect(askedFor(core, 'notifySet').map(([, , change]) => change)).toEqual([{ language: 'nb' }, { zone: 'America/Nuuk' }, { zone: '' }]));
  });
});

describe('exceptions', () => {
  const open = async (told: ToldWorld) => {
    const shown = await show(told);
    await click(shown.page.getByRole('button', { name: /^Undtagelser/ }));
    return shown;
  };

  test('begin as it is for all, are changed, and can be taken away again', async () => {
    const { core, page } = await open(setUp());
    await fireEvent.change(page.getByLabelText('Postkasse'), { target: { value: 'm3' } });
    await fireEvent.change(page.getByLabelText('Måde'), { target: { value: 'sms' } });
    await click(page.getByRole('button', { name: 'Lav en undtagelse' }));
    await click(await page.findByRole('switch', { name: 'Sms: besked om post til Inger Hansen' }));
    await page.findByText('Sms: Fra');
    await click(page.getByRole('button', { name: 'Som de andre igen: Inger Hansen, Sms' }));
    await page.findByText('Undtagelsen er væk. Nu gælder det samme for Inger Hansen som for de andre.');
    expect(document.activeElement).toBe(page.getByLabelText('Postkasse'));
    expect(askedFor(core, 'notifySet')).toEqual([['sms', 'm3', { on: true }], ['sms', 'm3', { on: false }]]);
    expect(askedFor(core, 'notifyUnset')).toEqual([['sms', 'm3']]);
    expect(page.getByRole('button', { name: 'Undtagelser for enkelte postkasser' })).toBeTruthy();
  });

  test('let a mailbox have a name of one’s own in messages', async () => {
    const told = setUp();
    told.view.rules.push(ruleOf('sms', { mailbox: 'm3', on: true, ready: true, said: ['on'] }));
    const { core, page } = await open(told);
    await click(page.getByRole('button', { name: 'Ret: Inger Hansen, Sms' }));
    const name = page.getByLabelText('Kald postkassen dette i beskeder');
    await fill(name, 'Mor');
    await fireEvent.submit((name as HTMLInputElement).form as HTMLFormElement);
    await page.findByText(/^Mor: Der er kommet 1 nyt brev/);
    expect((name as HTMLInputElement).value).toBe('Mor');
    expect(askedFor(core, 'notifyPreview')).toContainEqual(['sms', 'm3']);
  });

  test('are only for ways that were set up', async () => {
    const { page } = await open(fresh());
    expect([...(page.getByLabelText('Måde') as HTMLSelectElement).options].map(({ text }) => text)).toEqual(['Denne computer']);
  });

  test('say only what is their own', () => {
    const rule = ruleOf('sms', { mailbox: 'm3', on: true, show: 'sender', digest: 'daily', said: ['on', 'digest', 'quiet', 'limit'] });
    expect(exceptionWords(rule)).toBe('Til · samlet en gang om dagen · stille 22.00–7.00 · flere valg');
    expect(exceptionWords({ ...rule, on: false })).toBe('Fra');
  });
});

describe('trouble', () => {
  const down = () => {
    const told = setUp();
    const health = { trouble: 'down', since: new Date(Date.now() - 3_600_000).toISOString(), next: new Date(Date.now() + 3_600_000).toISOString(), failures: 3, asked: false };
    told.view.channels = told.view.channels.map((one) => (one.channel === 'sms' ? { ...one, health } : one));
    return told;
  };

  test('stands under the top bar in one line, with the way to where it is explained', async () => {
    const core = new FakeCore({ told: down() });
    const page = render(App, { core });
    await page.findByText('Besked om ny post kommer ikke frem: Sms.');
    await click(page.getByRole('button', { name: 'Se hvorfor' }));
    await waitFor(() => expect(card('sms').getByText(/Beskeder er ikke kommet frem siden/)).toBeTruthy());
    expect(card('sms').getByText(/Tjenesten kan ikke nås/).textContent).toMatch(/Næste forsøg/);
    // Where it is explained it need not be said again.
    expect(page.queryByText('Besked om ny post kommer ikke frem: Sms.')).toBeNull();
  });

  test('is looked for again when a round is over, and not while it goes on', async () => {
    const core = new FakeCore();
    const page = render(App, { core });
    await waitFor(() => expect(askedFor(core, 'notifyTroubles')).toHaveLength(1));
    core.world.sync = syncState({ phase: 'letters' });
    core.tell({ kind: 'sync' });
    await waitFor(() => expect(page.getAllByText('Henter post').length > 0).toBeTruthy());
    expect(askedFor(core, 'notifyTroubles')).toHaveLength(1);
    core.world.told = down();
    core.world.sync = syncState();
    core.tell({ kind: 'sync' });
    await page.findByText('Besked om ny post kommer ikke frem: Sms.');
  });

  test('of two at once is one line', async () => {
    const told = down();
    told.view.channels = told.view.channels.map((one) => ({ ...one, health: { ...one.health, trouble: 'down' } }));
    const page = render(App, { core: new FakeCore({ told }) });
    await page.findByText('Besked om ny post kommer ikke frem: Denne computer, E-mail, Sms.');
  });

  test('of one that was turned on and never set up says so', async () => {
    const told = fresh();
    told.view.rules = told.view.rules.map((rule) => ({ ...rule, on: true }));
    await show(told);
    expect(card('email').getByText('Slået til, men ikke sat op')).toBeTruthy();
    expect(card('email').getByRole('button', { name: 'Sæt op' })).toBeTruthy();
  });
});

test('a service that writes to the same address is named, and the way there is offered', async () => {
  const told = setUp();
  told.twice = [
    { mailbox: 'm2', name: 'Hansen VVS ApS', channel: 'sms', address: '+4520000003' },
    { mailbox: 'm3', name: 'Inger Hansen', channel: 'sms', address: '+4520000003' },
  ];
  const { core } = await show(told);
  expect((await card('sms').findByText(/Digital Post skriver selv til/)).textContent).toContain('Hansen VVS ApS, Inger Hansen');
  await click(card('sms').getByRole('button', { name: 'Vis beskeder fra Digital Post' }));
  await waitFor(() => expect(askedFor(core, 'serviceNotifications')).toEqual([['m2']]));
  expect(document.activeElement?.textContent?.trim()).toBe('Besked fra Digital Post');
});

describe('the ledger', () => {
  const now = new Date('2026-02-12T12:00:00+01:00');

  test('is one line for one message, says why in words, and never what a letter is about', () => {
    const rows = [
      ledgerRow(1, { state: 'suppressed', waits: true, why: 'quietHours', reference: undefined }),
      ledgerRow(2, { reference: 'same' }),
      ledgerRow(3, { reference: 'same' }),
      ledgerRow(4, { state: 'doubtful', why: 'timeout' }),
      ledgerRow(5, { state: 'failed', why: 'login', channel: 'email' }),
      ledgerRow(6, { state: 'suppressed', why: 'unheardOf', reference: undefined }),
    ];
    const said = lines(rows, now).map(({ words, letters, when }) => [words, letters, when]);
    const at = 'i dag kl. 9.12';
    expect(said).toEqual([
      ['Venter: stille timer', 1, at],
      ['Sendt', 2, at],
      ['Uvist', 1, at],
      ['Ikke sendt: Navnet eller adgangskoden blev ikke godtaget. Sæt det op igen.', 1, at],
      ['Ingen besked', 1, at],
    ]);
  });

  test('is read when it is opened, names mailboxes, and explains what is doubtful', async () => {
    const told = setUp();
    told.ledger = [ledgerRow(1, { state: 'doubtful', mailbox: 'm3' }), ledgerRow(2, { mailbox: '0205641234', channel: 'email', purpose: 'reminder' })];
    const { core, page } = await show(told);
    expect(askedFor(core, 'notifyLedger')).toEqual([]);
    await click(page.getByRole('button', { name: 'Hvad du har fået besked om' }));
    await page.findByText(/Forbindelsen blev afbrudt, før tjenesten svarede/);
    const rows = [...page.container.querySelectorAll('ol li')].map((one) => one.textContent?.replace(/\s+/g, ' ').trim());
    expect(rows[0]).toContain('Inger Hansen · Sms · 1 brev');
    expect(rows[1]).toContain('En postkasse, der ikke er her mere · E-mail · påmindelse om 1 brev');
    expect(rows.join(' ')).not.toContain('0205641234');
  });

  test('without a line says that there is none', async () => {
    const { page } = await show();
    await click(page.getByRole('button', { name: 'Hvad du har fået besked om' }));
    await page.findByText('Der er ikke givet besked om noget endnu.');
  });
});

test('a channel keeps what the services said of its address, until it goes to another', async () => {
  const told = setUp();
  told.twice = [{ mailbox: 'm1', name: 'Mette Hansen', channel: 'email', address: 'mette@eksempel.example' }];
  const { core } = await show(told);
  await card('email').findByText(/Digital Post skriver selv til/);
  await click(card('email').getByRole('switch', { name: 'E-mail' }));
  await waitFor(() => expect(askedFor(core, 'notifyShow').length).toBeGreaterThan(2));
  expect(card('email').getByText(/Digital Post skriver selv til/)).toBeTruthy();
  core.world.told.view.channels = core.world.told.view.channels.map((one) => (one.channel === 'email' ? channelOf('email', { ready: true, to: 'ny@eksempel.example' }) : one));
  core.world.told.twice = [];
  await click(card('email').getByRole('button', { name: /^Send en prøve/ }));
  await waitFor(() => expect(card('email').queryByText(/Digital Post skriver selv til/)).toBeNull());
});
