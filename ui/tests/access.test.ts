// Who may see whose post: what the person gave others, what they did there, and what others gave her.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { account, everyRight, mailbox, reader } from './people';
import './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: 'Adgange' }));
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Adgange'));
  await waitFor(() => expect(asked(core, 'accesses').length).toBeGreaterThan(0));
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const inDialog = (words: string) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('dialog button')].find((button) => button.textContent?.trim() === words);
    if (!found) throw new Error(`no “${words}” in the dialog`);
    return found;
  });
const only = (...mailboxes: World['mailboxes']) => ({ mailboxes });
const own = mailbox('m1', 'Mette Hansen', 'own', everyRight);

describe('those who may see the post', () => {
  test('are named with what they may do and until when, and those who could once stand apart', async () => {
    const { page } = await show(only(own));
    const entry = (await page.findByText('Ahmed Yildiz')).closest('li');
    expect(entry?.textContent).toContain('Læse · Til og med 30. juni 2031 · I kraft');
    expect(entry?.textContent).toContain('Må læse, videresende, markere og flytte.');
    expect(page.queryByText('Jens Lund')).toBeNull();
    await fireEvent.click(page.getByRole('button', { name: '1 tidligere adgang' }));
    expect(page.getByText('Jens Lund').closest('ul')).not.toBe(entry?.closest('ul'));
  });

  test('lose it only after the person was asked once more', async () => {
    const { core, page } = await show(only(own));
    await fireEvent.click(await page.findByRole('button', { name: 'Fjern adgangen: Ahmed Yildiz' }));
    expect(asked(core, 'accessEnd')).toEqual([]);
    await fireEvent.click(await inDialog('Fjern adgangen'));
    await waitFor(() => expect(asked(core, 'accessEnd')).toEqual([['reads']]));
    await waitFor(() => expect(asked(core, 'accesses').length).toBe(2));
  });

  test('are answered when they ask', async () => {
    const { core, page } = await show(only(own));
    await fireEvent.click(await page.findByRole('button', { name: 'Sig ja: Sofie Berg' }));
    await waitFor(() => expect(asked(core, 'accessAccept')).toEqual([['asks', undefined]]));
    await fireEvent.click(page.getByRole('button', { name: 'Sig nej: Sofie Berg' }));
    await waitFor(() => expect(asked(core, 'accessReject')).toEqual([['asks']]));
  });

  test('get it by number and name, and the number is not shown afterwards', async () => {
    const { core, page } = await show(only(own));
    await fireEvent.click(await page.findByRole('button', { name: 'Giv adgang' }));
    await fireEvent.input(page.getByLabelText('CPR-nummer eller CVR-nummer'), { target: { value: '150910-0000' } });
    await fireEvent.input(page.getByLabelText('Hele navnet'), { target: { value: 'Ahmed Yildiz' } });
    await fireEvent.click(page.getByRole('radio', { name: /^Læse og skrive/ }));
    await fireEvent.input(page.getByLabelText('Sidste dag'), { target: { value: '30.6.2031' } });
    await fireEvent.click(await inDialog('Giv adgang'));
    const wanted = { number: '150910-0000', name: 'Ahmed Yildiz', level: 'write', until: '2031-06-30' };
    await waitFor(() => expect(asked(core, 'accessGive')).toEqual([['m1', wanted]]));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
    expect(document.body.textContent).not.toContain('150910');
  });

  test('do not get it for good because the last day was not understood', async () => {
    const { core, page } = await show(only(own));
    await fireEvent.click(await page.findByRole('button', { name: 'Giv adgang' }));
    await fireEvent.input(page.getByLabelText('CPR-nummer eller CVR-nummer'), { target: { value: '150910-0000' } });
    const day = page.getByLabelText('Sidste dag') as HTMLInputElement;
    await fireEvent.input(day, { target: { value: '31.6.2031' } });
    expect(day.getAttribute('aria-invalid')).toBeNull();
    await fireEvent.blur(day);
    await fireEvent.click(await inDialog('Giv adgang'));
    expect(page.getByText('Skriv dag, måned og år, for eksempel 30.6.2027.').id).toBe(day.getAttribute('aria-describedby'));
    expect([day.getAttribute('aria-invalid'), asked(core, 'accessGive')]).toEqual(['true', []]);
    await fireEvent.input(day, { target: { value: '30.6.2031' } });
    expect(page.getByText('Mandag den 30. juni 2031')).toBeTruthy();
    await fireEvent.click(await inDialog('Giv adgang'));
    await waitFor(() => expect(asked(core, 'accessGive')).toHaveLength(1));
  });

  test('are refused in words, and what was typed stays', async () => {
    const { core, page } = await show(only(own));
    vi.spyOn(core, 'accessGive').mockRejectedValueOnce({ code: 'refused', retry: false, text: 'error.access.nobody', reference: 'r' });
    await fireEvent.click(await page.findByRole('button', { name: 'Giv adgang' }));
    await fireEvent.input(page.getByLabelText('CPR-nummer eller CVR-nummer'), { target: { value: '0101010000' } });
    await fireEvent.click(await inDialog('Giv adgang'));
    await waitFor(() => expect(document.querySelector('dialog')?.textContent).toContain('Der er ingen med det nummer og det navn'));
    expect((page.getByLabelText('CPR-nummer eller CVR-nummer') as HTMLInputElement).value).toBe('0101010000');
  });

  test('in a company are offered what companies give', async () => {
    const { page } = await show(only(mailbox('m2', 'Hansen VVS ApS', 'company', everyRight)));
    await fireEvent.click(await page.findByRole('button', { name: 'Giv adgang' }));
    expect(page.getAllByRole('radio')).toHaveLength(3);
    expect(page.queryByRole('radio', { name: /^Læse og skrive/ })).toBeNull();
  });
});

describe('a reader', () => {
  const theirs = () => only(mailbox('m3', 'Inger Hansen', 'delegated', reader));

  test('is offered to decide about nobody, may see what happened, and may give up what she has', async () => {
    const { core, page } = await show({ ...theirs(), activity: [{ ...new FakeCore().world.activity[0]!, mailbox: 'm3' }] });
    expect(page.queryByRole('button', { name: 'Giv adgang' })).toBeNull();
    expect(page.queryByText(/Hvem kan se/)).toBeNull();
    await fireEvent.click(await page.findByRole('button', { name: 'Vis' }));
    expect(await page.findByText('Ahmed Yildiz markerede et brev som læst: Plads i børnehaven')).toBeTruthy();
    expect(asked(core, 'activity')).toEqual([['m3', { page: 0 }]]);
    await fireEvent.click(await page.findByRole('button', { name: 'Opgiv adgangen: Inger Hansen' }));
    await fireEvent.click(await inDialog('Opgiv adgangen'));
    await waitFor(() => expect(asked(core, 'accessEnd')).toEqual([['mine']]));
  });

  test('asks for access, also a company, and uses a code', async () => {
    const { core, page } = await show(theirs());
    await fireEvent.click(await page.findByRole('button', { name: 'Bed om adgang' }));
    await fireEvent.input(page.getByLabelText('CPR-nummer eller CVR-nummer'), { target: { value: '00000011' } });
    await fireEvent.click(await inDialog('Send anmodning'));
    await waitFor(() => expect(asked(core, 'accessAsk')).toEqual([[{ number: '00000011', name: '', level: 'employee' }]]));
    await fireEvent.click(page.getByRole('button', { name: 'Brug en kode fra et brev' }));
    await fireEvent.input(page.getByLabelText('Kode'), { target: { value: 'abc' } });
    await fireEvent.click(await inDialog('Tag adgangen i brug'));
    await waitFor(() => expect(asked(core, 'accessActivate')).toEqual([['abc']]));
  });
});

test('what happened is told in words, also what nobody has a word for', async () => {
  const { page } = await show(only(own));
  await fireEvent.click(await page.findByRole('button', { name: 'Vis' }));
  expect(await page.findByText('Du gav adgang: Ahmed Yildiz')).toBeTruthy();
  expect(page.getByText('Digital Post gjorde noget, som vi ikke kender ordet for (SOMETHING_NEW)')).toBeTruthy();
});

test('a mailbox in which one decides but may not read says so, and offers the deciding', async () => {
  const core = new FakeCore(only(mailbox('m2', 'Hansen VVS ApS', 'company', ['grant'])));
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: /^Hansen VVS ApS/ }));
  expect(await page.findByText(/du må ikke selv læse posten/)).toBeTruthy();
  expect(asked(core, 'folders')).toEqual([]);
});

test('without a connection says so and lets one try again', async () => {
  const core = new FakeCore(only(own));
  vi.spyOn(core, 'accesses').mockRejectedValueOnce({ code: 'offline', retry: true, reference: 'r' });
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: 'Adgange' }));
  await waitFor(() => expect(page.getByRole('alert').textContent).toContain('ingen forbindelse'));
  await fireEvent.click(page.getByRole('button', { name: 'Prøv igen' }));
  expect(await page.findByText('Ahmed Yildiz')).toBeTruthy();
});

test('one service that says nothing is named, and costs the others nothing', async () => {
  const kari = { ...mailbox('m9', 'Kari Eksempel', 'own', everyRight), account: 'post', provider: 'digipost', offers: ['accessByAddress' as const] };
  const { page } = await show({
    ...only(own, kari),
    accounts: [account(), account({ id: 'post', provider: 'digipost', person: 'Kari Eksempel' })],
    untold: [{ account: 'post', error: { code: 'signInAgain', retry: false, reference: 'r' } }],
  });
  expect(await page.findByText('Ahmed Yildiz')).toBeTruthy();
  expect(page.getByRole('alert').parentElement?.textContent).toContain('Digipost Kari Eksempel');
  // Of whom nothing was told, it is not said that nobody may see her post.
  await fireEvent.change(page.getByLabelText('Postkasse'), { target: { value: 'm9' } });
  expect(await page.findByRole('heading', { name: 'Hvem kan se posten til Kari Eksempel?' })).toBeTruthy();
  expect(page.queryByText('Ingen andre end ejeren.')).toBeNull();
});

test('an ended access says when, why and what now, as far as it is known', async () => {
  const end = (why: 'expired' | 'ownerClosed', said?: string) => ({
    ...mailbox('m3', 'Inger Hansen', 'delegated', []),
    ended: '2026-02-11T15:05:00Z',
    end: { why, since: '2026-02-10T22:59:59Z', ...(said && { said }) },
  });
  for (const [gone, words] of [
    [end('expired'), ['Tirsdag den 10. februar 2026 kl. 23.59', 'havde en slutdato', 'kan Inger Hansen give dig den']],
    [end('ownerClosed', 'Ejeren er død'), ['lukket i Digital Post', 'Det skriver Digital Post: “Ejeren er død”', 'kommer ikke tilbage']],
  ] as const) {
    const page = render(App, { core: new FakeCore(only(own, gone)) });
    await fireEvent.click(await page.findByRole('button', { name: /^Inger Hansen/ }));
    for (const word of words) await waitFor(() => expect(document.body.textContent).toContain(word));
    cleanup();
  }
});

test('a page is left for the post by a mailbox of the rack', async () => {
  const { page } = await show();
  await fireEvent.click(await page.findByRole('button', { name: /^Hansen VVS ApS/ }));
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Hansen VVS ApS'));
});
