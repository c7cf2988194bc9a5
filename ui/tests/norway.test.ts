// The pages for who has Norwegian mail: the register of contact details, the two mailboxes, and that nothing is offered
// which her services do not have.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';
import App from '../src/App.svelte';
import { complete, questions } from '../src/guide/questions';
import { FakeCore, type World } from './fake-core';
import { altinnAccount, contactRegister, digipostMailbox, digipostNotifications, kari, reserved } from './norway';
import { account, everyRight, mailbox, row } from './people';
import './setup';

afterEach(cleanup);

async function show(title: string, world: Partial<World> = {}) {
  const core = new FakeCore({ ...kari(), ...world });
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: title }));
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe(title));
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const dialog = () => document.querySelector('dialog') as HTMLElement;
const press = (words: string, within: ParentNode = document) =>
  fireEvent.click([...within.querySelectorAll('button')].find((one) => one.textContent?.trim() === words) as HTMLElement);
const both = () => ({ accounts: [account(), altinnAccount()], mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight), digipostMailbox()] });

describe('the register', () => {
  const title = 'Kontakt og reservation';

  test('says of e-mail and mobile each until when it counts, and that the answer is kept nowhere', async () => {
    const { core, page } = await show(title);
    const email = (await page.findByText('kari@eksempel.example')).closest('div') as HTMLElement;
    expect(email.textContent).toContain('Gælder');
    expect(email.textContent).toContain('gælder til 12. juli 2027');
    const mobile = page.getByText('+4740000000').closest('div') as HTMLElement;
    expect(mobile.textContent).toContain('Gælder ikke');
    expect(mobile.textContent).toContain('gjaldt til 2. august 2024');
    expect(page.getByText('kari.prove#1A2B')).toBeTruthy();
    expect(page.getByText(/Svaret gemmes ikke her/)).toBeTruthy();
    expect(asked(core, 'contactRegister')).toEqual([['altinn']]);
    expect(asked(core, 'registration')).toEqual([]);
  });

  test('of who is reserved says since when, what reaches her all the same, and how she comes back', async () => {
    const { page } = await show(title, { contactRegister: reserved });
    expect(await page.findByRole('heading', { name: 'Du er reserveret' })).toBeTruthy();
    expect(page.getByText('Reserveret siden 5. marts 2024.')).toBeTruthy();
    expect(page.getByText(/Korte beskeder kan stadig komme/)).toBeTruthy();
    expect(page.getByText(/fjern reservationen/)).toBeTruthy();
    expect(page.getByText(/e-Boks lukker ikke andre programmer ind/)).toBeTruthy();
  });

  test.each([
    ['noAddress', 'Du tæller som reserveret'],
    ['stale', 'Dine adresser er for gamle'],
    ['notRegistered', 'Registeret kender dig ikke'],
  ] as const)('of %s says so in plain words', async (notice, words) => {
    const { page } = await show(title, { contactRegister: (id) => contactRegister(id, { notice, email: undefined as never, mobile: undefined as never }) });
    expect(await page.findByRole('heading', { name: words })).toBeTruthy();
    expect(page.getAllByText('Står ikke i registeret')).toHaveLength(2);
  });

  test('leads to the state’s own page for what only she may change, and shows its host first', async () => {
    const { core, page } = await show(title);
    await fireEvent.click(await page.findByRole('button', { name: /minprofil\.kontaktregisteret\.no/ }));
    expect(dialog().textContent).toContain('minprofil.kontaktregisteret.no');
    await press('Åbn i browser', dialog());
    expect(asked(core, 'openPage')).toEqual([['minProfil']]);
  });

  test('changes the language only after she was told that every authority writes in it', async () => {
    const { core, page } = await show(title);
    await fireEvent.change(await page.findByLabelText('Skriv til mig på'), { target: { value: 'nn' } });
    await press('Skift');
    expect(dialog().textContent).toContain('skriver alle myndigheder til dig på det sprog');
    await press('Annuller', dialog());
    expect(asked(core, 'registerLanguage')).toEqual([]);
    await fireEvent.change(page.getByLabelText('Skriv til mig på'), { target: { value: 'nn' } });
    await press('Skift');
    await press('Ja, skift sproget', dialog());
    await waitFor(() => expect(page.getByText('Sproget er skiftet i registeret.')).toBeTruthy());
    expect(asked(core, 'registerLanguage')).toEqual([['altinn', 'nn']]);
    expect(page.getByText('Myndighederne skriver til dig på nynorsk.')).toBeTruthy();
  });

  test('cannot be seen without a login that reaches it, and then the way to look is shown', async () => {
    const { core, page } = await show(title, { accounts: [altinnAccount({ signedIn: false })] });
    expect(await page.findByText(/når du har logget ind i Altinn/)).toBeTruthy();
    expect(await page.findByRole('button', { name: /side\.example/ })).toBeTruthy();
    expect(asked(core, 'publicPage')).toEqual([['minProfil']]);
    expect(asked(core, 'contactRegister')).toEqual([]);
  });

  test('that did not answer says what went wrong and can be asked again', async () => {
    const core = new FakeCore(kari());
    vi.spyOn(core, 'contactRegister').mockRejectedValueOnce({ code: 'offline', retry: true, reference: 'r' });
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: title }));
    await waitFor(() => expect(page.getByRole('alert').textContent).toContain('ingen forbindelse'));
    await press('Prøv igen');
    expect(await page.findByText('kari@eksempel.example')).toBeTruthy();
  });

  test('stands beside the Danish one for who has mail in both countries', async () => {
    const { core, page } = await show('Tilmelding og fritagelse', both());
    await waitFor(() => expect(asked(core, 'registration')).toEqual([['m1']]));
    await fireEvent.click(page.getByRole('radio', { name: 'Norge' }));
    await waitFor(() => expect(asked(core, 'contactRegister')).toEqual([['altinn']]));
    expect(page.queryByText('Mette Hansen · Mig selv')).toBeNull();
  });
});

test('who chooses a mailbox is told what moves along, what stays, and where it is done', async () => {
  const { core, page } = await show('Kontakt og reservation');
  await press((await page.findByText('Om at vælge og skifte')).textContent?.trim() ?? '');
  await waitFor(() => expect(page.getByRole('heading', { level: 1 }).textContent).toBe('Digipost eller e-Boks'));
  expect(await page.findByText(/Ny post fra det offentlige kommer i den postkasse/)).toBeTruthy();
  expect(page.getByText(/De gamle breve ligger i den gamle postkasse/)).toBeTruthy();
  expect(page.getByText(/e-Boks i Norge lukker ikke andre programmer ind/)).toBeTruthy();
  expect(page.getByText('Kilde: Siden hos play.google.com (play.google.com), fra 10. september 2025')).toBeTruthy();
  await fireEvent.click(page.getByRole('button', { name: 'Åbn norge.no' }));
  await press('Åbn i browser', dialog());
  expect(asked(core, 'openPage')).toEqual([['noMailbox']]);
});

describe('what the services do not have', () => {
  const titles = (page: { container: HTMLElement }) => [...page.container.querySelectorAll('.pages button')].map((one) => one.textContent?.trim());

  test('is no page: no connected programs, and the register by its Norwegian name', async () => {
    const page = render(App, { core: new FakeCore(kari()) });
    await page.findByRole('button', { name: 'Kontakt og reservation' });
    await waitFor(() => expect(titles(page)).not.toContain('Tilsluttede programmer'));
    expect(titles(page)).not.toContain('Tilmelding og fritagelse');
    expect(titles(page)).toContain('Adgange');
  });

  test('is a page as soon as one of them has it', async () => {
    const page = render(App, { core: new FakeCore({ ...kari(), ...both() }) });
    await page.findByRole('button', { name: 'Tilmelding og fritagelse' });
    expect(titles(page)).toContain('Tilsluttede programmer');
  });

  test('is not among the deeds of a letter or the filters: no flag, no note, and its name is changed where one may', async () => {
    const core = new FakeCore({ ...kari(), letters: [row('a', { mailbox: 'd1' })] });
    const page = render(App, { core });
    await fireEvent.click(await page.findByText('Emne a'));
    await page.findByRole('heading', { name: 'Emne a' });
    expect(page.queryByRole('button', { name: /Sæt flag|flag/i })).toBeNull();
    expect(page.queryByText('Notat og navn')).toBeNull();
  });
});

describe('the guide for Norway', () => {
  const names = (answers: Parameters<typeof questions>[0]) => questions({ country: 'norway', ...answers }).map(({ name }) => name);

  test('asks about eID and mailbox, the young less, and a child hardly anything', () => {
    expect(names({})).toEqual(['country', 'helper', 'age', 'eid', 'mailbox', 'ability', 'told']);
    expect(names({ age: 'young' })).toEqual(['country', 'helper', 'age', 'eid', 'told']);
    expect(names({ age: 'child' })).toEqual(['country', 'helper', 'age']);
    expect(names({ ability: 'cannot' })).not.toContain('told');
    expect(complete({ country: 'norway', eid: 'minId' })).toMatchObject({ country: 'norway', eid: 'minId', mailbox: 'none' });
  });

  test('is one of two countries, and the answers of one are not asked of the other', async () => {
    const { core, page } = await show('Hjælp og guide');
    await press('Begynd');
    for (const words of ['Norge', 'Mig selv', '18 eller ældre', 'Kun med MinID', 'Ja, e-Boks', 'Ja, alene', 'Nej']) {
      await fireEvent.click(page.getByRole('radio', { name: words }));
      await press(page.queryByRole('button', { name: 'Videre' }) ? 'Videre' : 'Vis min liste');
    }
    await waitFor(() => expect(page.getByRole('heading', { name: 'Din liste' })).toBeTruthy());
    expect(asked(core, 'guidePlan')[0]?.[0]).toMatchObject({ country: 'norway', eid: 'minId', mailbox: 'eBoks', told: false });
  });

  test('leads to the register, also for who has no Norwegian mail yet', async () => {
    const core = new FakeCore();
    vi.spyOn(core, 'guidePlan').mockResolvedValue([{ fact: { text: 'step.no.told.add', page: contactRegister('a').ownPage }, place: 'registration' }]);
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: 'Hjælp og guide' }));
    await press('Begynd');
    for (const words of ['Norge', 'Mig selv', 'Under 13']) {
      await fireEvent.click(page.getByRole('radio', { name: words }));
      await press(page.queryByRole('button', { name: 'Videre' }) ? 'Videre' : 'Vis min liste');
    }
    await fireEvent.click(await page.findByRole('button', { name: 'Kontakt og reservation' }));
    expect(await page.findByText(/når du har logget ind i Altinn/)).toBeTruthy();
    expect((page.getByRole('radio', { name: 'Norge' }) as HTMLInputElement).checked).toBe(true);
  });

  test('stands beside the help lines of both countries, those of her own open', async () => {
    const core = new FakeCore(kari());
    vi.spyOn(core, 'support').mockResolvedValue([
      { country: 'denmark', topic: 'support.mitid', text: 'support.mitid.text', phone: '+45 00 00 00 00', page: contactRegister('a').ownPage },
      { country: 'norway', topic: 'support.no.digipost', text: 'support.no.digipost.text', phone: '+47 22 03 00 00', page: contactRegister('a').ownPage },
    ]);
    const page = render(App, { core });
    await fireEvent.click(await page.findByRole('button', { name: 'Hjælp og guide' }));
    expect(await page.findByText('Telefon +47 22 03 00 00')).toBeTruthy();
    await waitFor(() => expect(page.queryByText('Telefon +45 00 00 00 00')).toBeNull());
    await press('Danmark');
    expect(page.getByText('Telefon +45 00 00 00 00')).toBeTruthy();
  });
});

describe('Digipost’s own notifications', () => {
  const open = async (world: Partial<World> = {}) => {
    const shown = await show('Besked om ny post', { notifications: digipostNotifications, ...world });
    await fireEvent.click(await shown.page.findByRole('button', { name: 'Besked fra Digipost' }));
    await shown.page.findByText('kari@eksempel.example');
    return shown;
  };

  test('have three addresses, a Norwegian number, and neither codes nor quiet hours nor a way out of all', async () => {
    const { page } = await open();
    expect(page.getByText('2 af 3 adresser')).toBeTruthy();
    expect(page.getByLabelText('Norsk mobilnummer')).toBeTruthy();
    expect(page.queryByLabelText(/Kode sendt til/)).toBeNull();
    expect(page.getByText('Ikke bekræftet')).toBeTruthy();
    expect(page.getByText(/Bekræft på tjenestens egen side/)).toBeTruthy();
    expect(page.queryByRole('switch', { name: 'Ingen besked om natten' })).toBeNull();
    expect(page.queryByText('Slet ingen besked')).toBeNull();
  });

  test('have switches in the service’s own words; what it holds fast is said and cannot be turned', async () => {
    const { core, page } = await open();
    await fireEvent.click(page.getByRole('switch', { name: 'Påminnelse om uleste brev' }));
    expect(asked(core, 'serviceNotify')).toEqual([['d1', { kind: 'setting', name: 'reminder', on: false }]]);
    expect(page.queryByRole('switch', { name: 'Viktige meldinger' })).toBeNull();
    expect(page.getByText('Viktige meldinger').closest('li')?.textContent).toContain('altid til');
  });
});

describe('accesses', () => {
  const world = (more: Partial<World> = {}): Partial<World> => ({ accesses: [], ...more });

  test('at Digipost are given by the address of the other’s mailbox, without a last day', async () => {
    const { core, page } = await show('Adgange', world());
    await fireEvent.click(await page.findByRole('button', { name: 'Giv adgang' }));
    expect(dialog().textContent).toContain('Den anden skal selv have Digipost.');
    expect(page.queryByLabelText('CPR-nummer eller CVR-nummer')).toBeNull();
    expect(page.queryByLabelText('Sidste dag')).toBeNull();
    await fireEvent.input(page.getByLabelText('Digipost-adresse'), { target: { value: 'ola.prove#1B2C' } });
    await press('Giv adgang', dialog());
    await waitFor(() => expect(asked(core, 'accessGive')).toEqual([['d1', { number: 'ola.prove#1B2C', name: '', level: 'write' }]]));
    await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  });

  test('at Altinn are given on its own page, which is said; nobody asks there, and no log is offered', async () => {
    const { core, page } = await show('Adgange', world());
    await waitFor(() => expect(page.container.querySelector('main select')).toBeTruthy());
    await fireEvent.change(page.container.querySelector('main select') as HTMLElement, { target: { value: 'a1' } });
    expect(await page.findByText(/I Altinn giver man adgang på Altinns egen side/)).toBeTruthy();
    expect(page.queryByRole('button', { name: 'Giv adgang' })).toBeNull();
    expect(page.queryByText('Hvad er der sket?')).toBeNull();
    expect(page.queryByRole('button', { name: 'Bed om adgang' })).toBeNull();
    expect(asked(core, 'activity')).toEqual([]);
  });
});
