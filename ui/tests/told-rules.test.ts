// Being told of letters: what holds for all mailboxes, and the exceptions of one.
import { cleanup, fireEvent, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { speak } from '../src/i18n/index.svelte';
import { exceptionWords } from '../src/notifications/words';
import { fresh, ruleOf, setUp, type ToldWorld } from './told';
import { askedFor, card, click, fill, more, show } from './told-page';
import './setup';

beforeEach(() => speak('da'));
afterEach(cleanup);

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
