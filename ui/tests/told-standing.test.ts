// Being told of letters: a channel in trouble, what comes twice, and what was told.
import { cleanup, render, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { speak } from '../src/i18n/index.svelte';
import { lines } from '../src/notifications/ledger';
import { FakeCore } from './fake-core';
import { syncState } from './people';
import { channelOf, fresh, ledgerRow, setUp } from './told';
import { askedFor, card, click, show } from './told-page';
import './setup';

beforeEach(() => speak('da'));
afterEach(cleanup);

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
    { mailbox: 'm2', name: 'Hansen VVS ApS', service: 'Digital Post', channel: 'sms', address: '+4520000003' },
    { mailbox: 'm3', name: 'Inger Hansen', service: 'Digital Post', channel: 'sms', address: '+4520000003' },
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

describe('the services', () => {
  const told = () => ({ ...setUp(), twice: [{ mailbox: 'm1', name: 'Mette Hansen', service: 'Digital Post', channel: 'email', address: 'mette@eksempel.example' }] });
  const questions = (core: FakeCore) => askedFor(core, 'notifyShow').filter(([ask]) => ask).length;

  test('are asked once, however often the page is looked at, and again when something changes here', async () => {
    const { core, page } = await show(told());
    await card('email').findByText(/Digital Post skriver selv til/);
    await click(page.getByRole('button', { name: 'Indstillinger' }));
    await click(page.getByRole('button', { name: 'Besked om ny post' }));
    await card('email').findByText(/Digital Post skriver selv til/);
    expect(questions(core)).toBe(1);
    await click(page.getByRole('button', { name: 'Besked fra Digital Post' }));
    core.world.told.twice = [];
    await click((await page.findAllByRole('button', { name: /^Fjern / }))[0] as HTMLElement);
    await waitFor(() => expect(card('email').queryByText(/Digital Post skriver selv til/)).toBeNull());
    expect(questions(core)).toBe(2);
  });

  test('that did not answer are said to be unknown, and are asked again the next time', async () => {
    const core = new FakeCore({ told: told() });
    const answer = core.notifyShow;
    core.notifyShow = (ask) => (ask ? answer(ask).then(() => Promise.reject(new Error('away'))) : answer(ask));
    const page = render(App, { core });
    await click(await page.findByRole('button', { name: 'Besked om ny post' }));
    await page.findByText(/Digital Post kunne ikke spørges/);
    core.notifyShow = answer;
    await click(page.getByRole('button', { name: 'Indstillinger' }));
    await click(page.getByRole('button', { name: 'Besked om ny post' }));
    await card('email').findByText(/Digital Post skriver selv til/);
    expect(page.queryByText(/Digital Post kunne ikke spørges/)).toBeNull();
  });

  test('say nothing of an address to which a channel no longer goes', async () => {
    const { core } = await show(told());
    await card('email').findByText(/Digital Post skriver selv til/);
    const channels = core.world.told.view.channels.map((one) => (one.channel === 'email' ? channelOf('email', { ready: true, to: 'ny@eksempel.example' }) : one));
    core.world.told.view = { ...core.world.told.view, channels };
    await click(card('email').getByRole('button', { name: /^Send en prøve/ }));
    await waitFor(() => expect(card('email').queryByText(/Digital Post skriver selv til/)).toBeNull());
  });
});
