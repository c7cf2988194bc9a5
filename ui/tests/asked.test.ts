// The pages that ask the service: registration, its notifications, connected programs; and the help page.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { complete, questions } from '../src/guide/questions';
import { bySource } from '../src/registration/sources';
import { address, exempt, notifications, publicPage, registration } from './asked';
import { FakeCore, type World } from './fake-core';
import { account, mailbox, reader } from './people';
import './setup';

afterEach(cleanup);

async function showPage(title: string, world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: title }));
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe(title));
  return { core, page };
}
const show = showPage;
const askedFor = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const dialog = () => document.querySelector('dialog') as HTMLElement;
const press = (words: string, within: ParentNode = document) =>
  fireEvent.click([...within.querySelectorAll('button')].find((one) => one.textContent?.trim() === words) as HTMLElement);
const type = async (field: HTMLElement, value: string) => {
  await fireEvent.input(field, { target: { value } });
  await fireEvent.submit((field as HTMLInputElement).form as HTMLFormElement);
};

describe('registration', () => {
  const title = 'Tilmelding og fritagelse';

  test('says how the owner is registered, and of each text where it is from and when', async () => {
    const { page } = await show(title);
    expect(await page.findByRole('heading', { name: 'Tilmeldt Digital Post' })).toBeTruthy();
    expect(page.getByText('1. marts 2021')).toBeTruthy();
    expect(page.getAllByText('Kilde: Siden hos lifeindenmark.borger.dk (lifeindenmark.borger.dk), læst november 2026')).toHaveLength(1);
    expect(page.queryByText(/Du behøver ikke at sige hvilken/)).toBeNull();
  });

  test('of an exemption says from when, that no end is named, and where letters on paper go', async () => {
    const { page } = await show(title, { registration: exempt });
    expect(await page.findByRole('heading', { name: 'Fritaget fra Digital Post' })).toBeTruthy();
    expect(page.getByText('2. maj 2022')).toBeTruthy();
    expect(page.getByText('Registret nævner ingen slutdato.')).toBeTruthy();
    expect(page.getByText('Eksempelvej 1')).toBeTruthy();
    expect(page.getByText(/din lønseddel, hvis du er ansat i det offentlige/)).toBeTruthy();
    expect(page.getByText('Kilde: Siden hos ft.dk (ft.dk), fra 31. maj 2023')).toBeTruthy();
  });

  test('names an end only when the register does', async () => {
    const { page } = await show(title, { registration: (id) => ({ ...exempt(id), company: true, exemptUntil: '2027-06-30' }) });
    expect(await page.findByText('30. juni 2027')).toBeTruthy();
    expect(page.queryByText('Registret nævner ingen slutdato.')).toBeNull();
  });

  test('is offered for mailboxes whose owner’s details one may change, and no others', async () => {
    const { core, page } = await show(title);
    await page.findByLabelText('Postkasse');
    const names = [...page.container.querySelectorAll('option')].map((one) => one.textContent?.trim());
    expect(names).toEqual(['Mette Hansen · Mig selv', 'Hansen VVS ApS · Virksomhed', 'Kolonihaveforeningen · Forening']);
    await fireEvent.change(page.getByLabelText('Postkasse'), { target: { value: 'm2' } });
    await waitFor(() => expect(askedFor(core, 'registration')).toEqual([['m1'], ['m2']]));
  });

  test('of a reader alone says that there is nothing to see, and asks nobody', async () => {
    const { core, page } = await show(title, { mailboxes: [mailbox('m3', 'Inger Hansen', 'delegated', reader)] });
    expect(page.getByText('Du har ingen postkasse, hvor du må se tilmeldingen.')).toBeTruthy();
    expect(askedFor(core, 'registration')).toEqual([]);
  });

  test('shows the host of a page before it opens it', async () => {
    const { core, page } = await show(title);
    await fireEvent.click((await page.findAllByText(/læst november 2026/))[0] as HTMLElement);
    expect(dialog().textContent).toContain('lifeindenmark.borger.dk');
    expect(askedFor(core, 'openPage')).toEqual([]);
    await press('Åbn i browser', dialog());
    expect(askedFor(core, 'openPage')).toEqual([['lifeInDenmark']]);
  });

  test('lets one register a number for NemSMS, and asks before it is left', async () => {
    const none = await show(title, { registration: exempt });
    await type(await none.page.findByLabelText('Dansk mobilnummer'), '20 00 00 02');
    expect(askedFor(none.core, 'nemSms')).toEqual([['m1', { kind: 'set', number: '20 00 00 02' }]]);
    cleanup();
    const there = await show(title);
    await fireEvent.click(await there.page.findByRole('button', { name: 'Fjern 20000000' }));
    expect(askedFor(there.core, 'nemSms')).toEqual([]);
    await press('Frameld', dialog());
    expect(askedFor(there.core, 'nemSms')).toEqual([['m1', { kind: 'remove' }]]);
  });

  test('says what went wrong and can be asked again', async () => {
    const core = new FakeCore();
    vi.spyOn(core, 'registration').mockRejectedValueOnce({ code: 'offline', retry: true, reference: 'r' });
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: title }));
    await waitFor(() => expect(page.getByRole('alert').textContent).toContain('ingen forbindelse'));
    await press('Prøv igen');
    expect(await page.findByRole('heading', { name: 'Tilmeldt Digital Post' })).toBeTruthy();
  });
});

describe('the service’s notifications', () => {
  const show = async (world: Partial<World> = {}) => {
    const shown = await showPage('Besked om ny post', world);
    await press('Besked fra Digital Post');
    return shown;
  };

  test('say of each address what is left to do, in words', async () => {
    const { page } = await show();
    const item = (await page.findByText('arbejde@eksempel.example')).closest('li') as HTMLElement;
    expect(item.textContent).toContain('Mangler kode');
    expect(page.getByText('Passer den stadig? Så får du fortsat besked.')).toBeTruthy();
    expect(page.getByText('2 af 5 adresser')).toBeTruthy();
  });

  test('send each choice at once', async () => {
    const { core, page } = await show();
    await type(await page.findByLabelText('Kode sendt til arbejde@eksempel.example'), '123456');
    await press('Send ny kode');
    await press('Ja, den passer');
    await fireEvent.click(page.getAllByRole('switch', { name: 'Ingen besked om natten' })[0] as HTMLElement);
    await type(page.getByLabelText('Ny e-mailadresse'), 'ny@eksempel.example');
    await fireEvent.click(page.getByRole('button', { name: 'Fjern 20000000' }));
    await fireEvent.click(page.getByRole('switch', { name: 'Digital Post skal ikke skrive til mig' }));
    expect(askedFor(core, 'serviceNotify').map(([, wish]) => wish)).toEqual([
      { kind: 'code', id: 'arbejde@eksempel.example', code: '123456' },
      { kind: 'newCode', id: 'arbejde@eksempel.example' },
      { kind: 'confirm', id: '20000000' },
      { kind: 'quiet', id: 'mette@eksempel.example', quiet: false },
      { kind: 'addEmail', email: 'ny@eksempel.example' },
      { kind: 'remove', id: '20000000' },
      { kind: 'optOut', out: true },
    ]);
  });

  test('keep what was typed when it was refused, and say why', async () => {
    const { core, page } = await show();
    vi.spyOn(core, 'serviceNotify').mockRejectedValueOnce({ code: 'refused', retry: false, text: 'error.email.invalid', reference: 'r' });
    const field = (await page.findByLabelText('Ny e-mailadresse')) as HTMLInputElement;
    await type(field, 'ikke en adresse');
    await waitFor(() => expect(page.getByRole('alert').textContent).toContain('Det er ikke en e-mailadresse'));
    expect(field.value).toBe('ikke en adresse');
  });

  test('offer no sixth address', async () => {
    const emails = [1, 2, 3, 4, 5].map((n) => address(`nr${n}@eksempel.example`));
    const { page } = await show({ notifications: (id) => notifications(id, { emails }) });
    await page.findByText('5 af 5 adresser');
    expect(page.queryByLabelText('Ny e-mailadresse')).toBeNull();
  });

  test('are a reader’s own, too', async () => {
    const { core } = await show({ mailboxes: [mailbox('m3', 'Inger Hansen', 'delegated', reader), mailbox('m9', 'Lukket ApS', 'company', ['read'])] });
    await waitFor(() => expect(askedFor(core, 'serviceNotifications')).toEqual([['m3']]));
  });
});

describe('connected programs', () => {
  const title = 'Tilsluttede programmer';

  test('are named with this one marked', async () => {
    const { page } = await show(title);
    const mine = (await page.findByText('Postkasse', { selector: 'bdi' })).closest('li') as HTMLElement;
    expect(mine.textContent).toContain('Denne computer');
    expect(page.getByText('Uden navn')).toBeTruthy();
  });

  test('are shut out after a warning that says what follows', async () => {
    const { core, page } = await show(title);
    await fireEvent.click(await page.findByRole('button', { name: 'Luk ude: Eksempelappen på telefonen' }));
    expect(dialog().textContent).toContain('kan ikke længere hente din post');
    await press('Luk ude', dialog());
    await waitFor(() => expect(page.getByText('Eksempelappen på telefonen er lukket ude.')).toBeTruthy());
    expect(askedFor(core, 'deviceRevoke')).toEqual([['acc', 'd2', false]]);
    await fireEvent.click(page.getByRole('button', { name: 'Luk ude: Postkasse' }));
    expect(dialog().textContent).toContain('Du bliver logget ud her');
    await press('Luk ude', dialog());
    await waitFor(() => expect(askedFor(core, 'deviceRevoke')).toHaveLength(2));
    expect(askedFor(core, 'deviceRevoke')[1]).toEqual(['acc', 'd1', true]);
  });

  test('are asked of logins that hold, and of nobody else', async () => {
    const { core, page } = await show(title, { accounts: [account({ signedIn: false })] });
    expect(page.getByText('Log ind for at se, hvem du har lukket ind.')).toBeTruthy();
    expect(askedFor(core, 'devices')).toEqual([]);
  });
});

describe('the guide', () => {
  const title = 'Hjælp og guide';
  const answer = async (page: Awaited<ReturnType<typeof show>>['page'], words: string) => {
    await fireEvent.click(page.getByRole('radio', { name: words }));
    await press(page.queryByRole('button', { name: 'Videre' }) ? 'Videre' : 'Vis min liste');
  };

  test('asks seven questions one at a time and then gives the list with its sources', async () => {
    const { core, page } = await show(title);
    await press('Begynd');
    for (const words of ['Danmark', 'Mig selv', '18 eller ældre', 'I Danmark', 'Ja', 'Ja, alene', 'Nej']) await answer(page, words);
    await waitFor(() => expect(page.getByRole('heading', { name: 'Din liste' })).toBeTruthy());
    expect(askedFor(core, 'guidePlan')).toEqual([[{ country: 'denmark', helper: false, age: 'adult', home: 'denmark', mitid: true, ability: 'alone', told: false, eid: 'high', mailbox: 'none' }]]);
    expect(document.activeElement?.textContent).toBe('Din liste');
    await press('Vælg besked');
    await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Besked om ny post'));
    expect(page.getByRole('button', { name: 'Besked fra Digital Post' }).getAttribute('aria-expanded')).toBe('true');
  });

  test('goes on only after an answer, and back without losing any', async () => {
    const { page } = await show(title);
    await press('Begynd');
    await press('Videre');
    expect(page.getByText('Spørgsmål 1 af 7')).toBeTruthy();
    await answer(page, 'Danmark');
    await answer(page, 'En, jeg hjælper');
    expect(page.getByText('Spørgsmål 3 af 7')).toBeTruthy();
    await press('Tilbage');
    expect((page.getByRole('radio', { name: 'En, jeg hjælper' }) as HTMLInputElement).checked).toBe(true);
  });

  test('asks a child fewer questions, and whoever cannot read one less', () => {
    const names = (answers: Parameters<typeof questions>[0]) => questions(answers).map(({ name }) => name);
    expect(names({})).toEqual(['country', 'helper', 'age', 'home', 'mitid', 'ability', 'told']);
    expect(names({ age: 'child' })).toEqual(['country', 'helper', 'age', 'mitid']);
    expect(names({ ability: 'cannot' })).not.toContain('told');
    expect(complete({ age: 'child' })).toMatchObject({ age: 'child', home: 'denmark', ability: 'alone' });
  });

  test('stands beside the support lines, each with its source, and help in other languages', async () => {
    const { page } = await show(title);
    expect(await page.findByText('Telefon +45 33 98 00 10')).toBeTruthy();
    expect(page.getByText(/Vi har ikke fundet et sikkert nummer/)).toBeTruthy();
    expect(page.getByRole('heading', { name: 'العربية' }).parentElement?.dir).toBe('rtl');
    expect(page.getByRole('heading', { name: 'Türkçe' }).parentElement?.lang).toBe('tr');
  });
});

describe('mail from companies', () => {
  test('is explained where it is looked for: under the mailboxes and in a search without an answer', async () => {
    const core = new FakeCore({ letters: [] });
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: 'Mangler du post fra virksomheder?' }));
    expect(dialog().textContent).toContain('De to lukker ikke andre programmer ind');
    await waitFor(() => expect(dialog().textContent).toContain('Åbn e-boks.com'));
    await press('Åbn mit.dk', dialog());
    const asking = [...document.querySelectorAll('dialog')].at(-1) as HTMLElement;
    await press('Åbn i browser', asking);
    expect(core.asked.at(-1)).toEqual(['openPage', 'mitDk']);
    await fireEvent.input(page.getByRole('searchbox', { name: /Søg/ }), { target: { value: 'lønseddel' } });
    await waitFor(() => expect(page.getAllByRole('button', { name: 'Mangler du post fra virksomheder?', hidden: true }).length).toBeGreaterThan(1));
  });
});

test('texts of one page in a row stand under one source', () => {
  const [one, other] = [publicPage('a', 'a.dk'), publicPage('b', 'b.dk')];
  const facts = [{ text: '1', page: one }, { text: '2', page: one }, { text: '3', page: other }, { text: '4', page: one }];
  expect(bySource(facts).map(({ page, texts }) => [page.id, texts])).toEqual([['a', ['1', '2']], ['b', ['3']], ['a', ['4']]]);
});

test('a registration that the window does not know keeps its page', async () => {
  const { page } = await show('Tilmelding og fritagelse', { registration: (id) => registration(id, { status: 'unknown', facts: [], nemSms: undefined }) });
  expect(await page.findByText('Registret siger noget, som Postkasse ikke kender')).toBeTruthy();
});
