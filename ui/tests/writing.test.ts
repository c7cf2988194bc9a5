// Writing in the window: begun where it may be, saved by itself, told in words when it cannot be sent.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { FakeCore, type World } from './fake-core';
import { contactPoint, draftView, everyRight, mailbox, reader, row } from './people';
import { screen } from './setup';

afterEach(cleanup);

async function show(world: Partial<World> = {}) {
  const core = new FakeCore(world);
  const page = render(App, { core });
  await waitFor(() => expect(page.container.querySelector('[data-letter], [data-draft]') ?? page.container.querySelector('h1')).not.toBeNull());
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const open = (page: { container: HTMLElement }, letter: string) =>
  waitFor(() => fireEvent.click(page.container.querySelector(`[data-letter="${letter}"]`) as HTMLElement));
const inDialog = (words: string) =>
  waitFor(() => {
    const found = [...document.querySelectorAll<HTMLElement>('dialog button')].find((button) => button.textContent?.includes(words));
    if (!found) throw new Error(`no “${words}” in the dialog`);
    return found;
  });

describe('a new letter', () => {
  test('is begun from the mailbox that is shown, for a part of an authority, and told what that asks for', async () => {
    const { core, page } = await show();
    await fireEvent.click(await page.findByRole('button', { name: 'Skriv nyt brev' }));
    expect(asked(core, 'draftNew')).toEqual([['m1']]);
    await fireEvent.click(await page.findByRole('button', { name: 'Vælg modtager' }));
    await fireEvent.click(await inDialog('Prøvestrup Kommune'));
    await fireEvent.click(await inDialog('Flytning'));
    await waitFor(() => expect(asked(core, 'draftTo')).toEqual([['d1', 'p1']]));
    await fireEvent.input(await page.findByLabelText('Ny adresse'), { target: { value: 'Prøvevej 1' } });
    await fireEvent.input(page.getByLabelText('Emne'), { target: { value: 'Vi flytter' } });
    await fireEvent.input(page.getByLabelText('Brev'), { target: { value: 'Kære kommune' } });
    await fireEvent.click(page.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(asked(core, 'draftSend')).toEqual([['d1']]));
    const edit = { subject: 'Vi flytter', text: 'Kære kommune', fields: [{ label: 'Ny adresse', value: 'Prøvevej 1' }] };
    expect(asked(core, 'draftChange').at(-1)).toEqual(['d1', edit]);
    expect(await page.findByText('Brevet sendes om lidt')).toBeTruthy();
  }, 15_000);

  test('is not offered where one may only read', async () => {
    const { page } = await show({ mailboxes: [mailbox('m1', 'Inger Hansen', 'delegated', reader)] });
    await page.findByRole('heading', { name: 'Al post' });
    expect(page.queryByRole('button', { name: 'Skriv nyt brev' })).toBeNull();
  });
});

describe('an answer', () => {
  test('is offered where the letter takes one, stands beside it, and saves itself', async () => {
    const { core, page } = await show({ about: { a: { canReply: true } } });
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Svar' }));
    await fireEvent.input(await page.findByLabelText('Brev'), { target: { value: 'Ja tak' } });
    expect(page.container.querySelector('[data-letter-heading]')).not.toBeNull();
    expect(page.getByText('Gemmer …')).toBeTruthy();
    await waitFor(() => expect(asked(core, 'draftChange')[0]?.[1]).toMatchObject({ text: 'Ja tak' }), { timeout: 2000 });
    await page.findByText('Gemt på denne computer');
  });

  test('that was begun is gone on with, and where none is taken none is offered', async () => {
    const { core, page } = await show({ about: { a: { canReply: true, draft: 'd9' } }, drafts: [draftView('d9', { kind: 'reply', text: 'Halvt' })] });
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Skriv videre på svaret' }));
    expect(((await page.findByLabelText('Brev')) as HTMLTextAreaElement).value).toBe('Halvt');
    expect(asked(core, 'draftReply')).toEqual([]);
    await open(page, 'b');
    await waitFor(() => expect(page.getByRole('heading', { name: 'Emne b' })).toBeTruthy());
    expect(page.queryByRole('button', { name: 'Svar' })).toBeNull();
  });
});

describe('an answer where there is little room', () => {
  const both = { about: { a: { canReply: true } } };
  const shown = (page: { container: HTMLElement }, heading: string) => page.container.querySelector(heading)?.closest('.away') === null;

  test.each([
    ['a low window', 1440, 600],
    ['a phone', 390, 844],
  ])('on %s has the letter’s whole place, with a way to the letter and back to what was typed', async (_, width, height) => {
    [screen.width, screen.height] = [width, height];
    const { page } = await show(both);
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Svar' }));
    const field = (await page.findByLabelText('Brev')) as HTMLTextAreaElement;
    await fireEvent.input(field, { target: { value: 'Ja tak' } });
    expect([shown(page, '[data-draft-heading]'), shown(page, '[data-letter-heading]')]).toEqual([true, false]);
    await fireEvent.click(page.getByRole('button', { name: 'Vis brevet' }));
    expect([shown(page, '[data-draft-heading]'), shown(page, '[data-letter-heading]')]).toEqual([false, true]);
    expect(document.activeElement).toBe(page.container.querySelector('[data-letter-heading]'));
    await fireEvent.click(page.getByRole('button', { name: 'Tilbage til kladden' }));
    expect([shown(page, '[data-draft-heading]'), shown(page, '[data-letter-heading]')]).toEqual([true, false]);
    expect(document.activeElement).toBe(page.container.querySelector('[data-draft-heading]'));
    expect([page.getByLabelText('Brev'), field.value]).toEqual([field, 'Ja tak']);
  });

  test('is one step back from its letter, by Escape', async () => {
    screen.height = 600;
    const { page } = await show(both);
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Svar' }));
    await fireEvent.click(await page.findByRole('button', { name: 'Vis brevet' }));
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    expect(shown(page, '[data-draft-heading]')).toBe(true);
    await fireEvent.keyDown(document.activeElement ?? document.body, { key: 'Escape' });
    await waitFor(() => expect(page.container.querySelector('[data-draft-heading]')).toBeNull());
    expect(shown(page, '[data-letter-heading]')).toBe(true);
  });
});

describe('a letter that goes on', () => {
  test('goes to a trusted person, or by e-mail with its warning and a tick', async () => {
    const { core, page } = await show({ about: { a: { canForward: true } } });
    await open(page, 'a');
    await fireEvent.click(await page.findByRole('button', { name: 'Videresend' }));
    await fireEvent.click(await page.findByRole('button', { name: 'Vælg modtager' }));
    await inDialog('Inger Hansen');
    await fireEvent.input(page.getByLabelText('E-mailadresse'), { target: { value: 'revisor@example.org' } });
    await fireEvent.click(await inDialog('Vælg adressen'));
    await waitFor(() => expect(asked(core, 'draftTo')).toEqual([['d1', 'revisor@example.org']]));
    await page.findByText(/Andre kan læse brevet undervejs/);
    await fireEvent.click(page.getByLabelText('Jeg ved det og vil sende brevet som e-mail'));
    await waitFor(() => expect(asked(core, 'draftChange').at(-1)).toEqual(['d1', { agreed: true }]));
  });
});

describe('drafts', () => {
  const refused = draftView('d1', { subject: 'Carport', state: 'refused', why: 'refused', textKey: 'refused.tooLarge', to: contactPoint('p2', 'Byggesag') });
  test('stand under Drafts, each with where it is, and one that was refused says why', async () => {
    const { page } = await show({ drafts: [refused, draftView('d2', { subject: 'Andet', state: 'waiting' })] });
    await page.findByText('Brevet „Carport“ blev ikke sendt.');
    await fireEvent.click(page.getByRole('button', { name: 'Kladder' }));
    await waitFor(() => expect(page.container.querySelectorAll('[data-draft]')).toHaveLength(2));
    await fireEvent.click(page.container.querySelector('[data-draft="d1"]') as HTMLElement);
    expect(await page.findByText(/Brevet er for stort til modtageren/)).toBeTruthy();
    expect(page.queryByText('Brevet „Carport“ blev ikke sendt.')).toBeNull();
  });

  test('that wait can be taken back, and are not written in until then', async () => {
    const { core, page } = await show({ drafts: [draftView('d2', { subject: 'Andet', text: 'Hej', state: 'waiting' })] });
    await fireEvent.click(await page.findByRole('button', { name: 'Kladder' }));
    await waitFor(() => fireEvent.click(page.container.querySelector('[data-draft="d2"]') as HTMLElement));
    expect(((await page.findByLabelText('Brev')) as HTMLTextAreaElement).readOnly).toBe(true);
    await fireEvent.click(page.getByRole('button', { name: 'Tag tilbage' }));
    await waitFor(() => expect((page.getByLabelText('Brev') as HTMLTextAreaElement).readOnly).toBe(false));
    expect(asked(core, 'draftTakeBack')).toEqual([['d2']]);
  });

  test('take files from the system’s dialog and let go of them, and are thrown away after one was asked', async () => {
    const { core, page } = await show({ drafts: [draftView('d2', { subject: 'Andet' })] });
    await fireEvent.click(await page.findByRole('button', { name: 'Kladder' }));
    await waitFor(() => fireEvent.click(page.container.querySelector('[data-draft="d2"]') as HTMLElement));
    await fireEvent.click(await page.findByRole('button', { name: 'Vedhæft filer' }));
    await fireEvent.click(await page.findByRole('button', { name: 'Fjern bilag.pdf' }));
    await waitFor(() => expect(asked(core, 'draftDetach')).toEqual([['d2', 'f1']]));
    await fireEvent.click(page.getByRole('button', { name: 'Kassér' }));
    expect(asked(core, 'draftDiscard')).toEqual([]);
    await fireEvent.click([...(document.querySelector('dialog') as HTMLElement).querySelectorAll('button')].at(-1) as HTMLElement);
    await waitFor(() => expect(asked(core, 'draftDiscard')).toEqual([['d2']]));
    await waitFor(() => expect(page.container.querySelector('textarea')).toBeNull());
  });
});

test('what the service would not have is told until it was seen, or tried again', async () => {
  const refused = (id: number, again: boolean) => ({ id, mailbox: 'm1', change: 'move', about: `Brev ${id}`, code: 'conflict' as const, again });
  const { core, page } = await show({ refused: [refused(1, true), refused(2, false)] });
  await page.findByText('„Brev 1“ blev ikke flyttet.');
  expect(page.getByText(/Og 1 mere/)).toBeTruthy();
  await fireEvent.click(page.getByRole('button', { name: 'Prøv igen' }));
  await waitFor(() => expect(asked(core, 'wishAgain')).toEqual([['m1', 1]]));
  await waitFor(() => expect(page.queryByText('„Brev 1“ blev ikke flyttet.')).toBeNull());
  expect(page.queryByRole('button', { name: 'Prøv igen' })).toBeNull();
  await fireEvent.click(page.getByRole('button', { name: 'OK' }));
  await waitFor(() => expect(asked(core, 'wishDismiss')).toEqual([['m1', 2]]));
});

test('a sent letter says to whom, and letters that belong together lead to each other', async () => {
  const sent = row('s', { folder: 'sent', sender: 'Mette Hansen', recipient: 'Prøvekommunen', read: true });
  const thread = [{ id: 'a', place: 'answered' as const, subject: 'Tilbud', sender: 'Prøvekommunen', received: '2026-02-01T08:00:00Z' }];
  const { page } = await show({ letters: [sent, row('a')], about: { s: { thread, recipientDepartment: 'Byggesag' } }, mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight)] });
  expect(await page.findByText('Til Prøvekommunen')).toBeTruthy();
  await open(page, 's');
  expect(await page.findByText('Til Prøvekommunen, Byggesag')).toBeTruthy();
  await fireEvent.click(await page.findByRole('button', { name: /Tilbud/ }));
  await waitFor(() => expect(page.getByRole('heading', { name: 'Emne a' })).toBeTruthy());
});
