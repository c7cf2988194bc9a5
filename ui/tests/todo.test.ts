// To do: one list over all mailboxes, what is late first; ticks that stay in place until the page is left; guesses that
// say that they are guesses.
import { cleanup, fireEvent, render, waitFor, within } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import type { TodoItem } from '../src/platform/types/TodoItem';
import { days, weeks } from '../src/todo/month';
import { distance, groups, said } from '../src/todo/words';
import { FakeCore } from './fake-core';
import { row, todoItem } from './people';

afterEach(cleanup);
const now = new Date('2026-02-12T10:00:00');
const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

async function shown(todos: TodoItem[]) {
  const core = new FakeCore({ letters: todos.map(({ letter }) => row(letter)), todos });
  const page = render(App, { core });
  await fireEvent.click(await page.findByRole('button', { name: /^At gøre/ }));
  await page.findByRole('heading', { name: 'At gøre', level: 1 });
  await page.findByRole('button', { name: 'Vis det, der er klaret' });
  return { core, page };
}
const asked = (core: FakeCore, command: string) => core.asked.filter(([name]) => name === command).map(([, ...rest]) => rest);
const titles = (page: HTMLElement) => [...page.querySelectorAll('[data-todo] .title')].map((title) => title.textContent);

const three = () => [
  todoItem('late', { title: 'Betal bøden', kind: 'payment', at: at(-3), overdue: true }),
  todoItem('soon', { title: 'Høring', mailbox: 'm4', at: at(2) }),
  todoItem('far', { title: 'Plads i børnehaven', at: at(19) }),
];

describe('the page', () => {
  test('has what is late, what is near and what is far under headings of their own, and the number in the rack', async () => {
    const { page } = await shown(three());
    const headings = page.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent?.trim());
    expect(headings).toEqual(expect.arrayContaining(['Fristen er overskredet 1', 'Inden for en uge 1', 'Senere 1']));
    expect(titles(page.container)).toEqual(['Betal bøden', 'Høring', 'Plads i børnehaven']);
    expect(page.getByRole('button', { name: 'At gøre 3 ting at gøre' }).getAttribute('aria-current')).toBe('true');
    expect(page.getByText('3 ting med dato fra 2 postkasser. Den ældste frist står først.')).toBeTruthy();
  });

  test('keeps what is ticked where it is, with the focus, until it is left; the tick can be taken back there', async () => {
    const { core, page } = await shown(three());
    const box = page.getByRole('checkbox', { name: 'Klaret: Betal bøden' }) as HTMLInputElement;
    box.focus();
    await fireEvent.click(box);
    await waitFor(() => expect(asked(core, 'todoTick')).toEqual([['late', 'reply', true]]));
    await page.findByText('2 ting med dato fra 2 postkasser. Den ældste frist står først.');
    expect(titles(page.container)).toEqual(['Betal bøden', 'Høring', 'Plads i børnehaven']);
    expect(document.activeElement).toBe(page.getByRole('checkbox', { name: 'Klaret: Betal bøden' }));
    await fireEvent.click(box);
    await waitFor(() => expect(asked(core, 'todoTick').at(-1)).toEqual(['late', 'reply', false]));
    await page.findByText(/^3 ting med dato/);
    await fireEvent.click(box);
    await page.findByText(/^2 ting med dato/);
    await fireEvent.click(page.getByRole('button', { name: /^Al post/ }));
    await fireEvent.click(page.getByRole('button', { name: /^At gøre/ }));
    await waitFor(() => expect(titles(page.container)).toEqual(['Høring', 'Plads i børnehaven']));
  });

  test('shows what is done on demand, and opens it again from there', async () => {
    const { core, page } = await shown([...three(), todoItem('done', { title: 'Underskriv', at: at(-9), done: true })]);
    expect(titles(page.container)).not.toContain('Underskriv');
    await fireEvent.click(page.getByRole('button', { name: 'Vis det, der er klaret' }));
    const box = (await page.findByRole('checkbox', { name: 'Klaret: Underskriv' })) as HTMLInputElement;
    expect(box.checked).toBe(true);
    await fireEvent.click(box);
    await waitFor(() => expect(asked(core, 'todoTick')).toEqual([['done', 'reply', false]]));
  });

  test('narrows to one mailbox, also what is saved as a calendar', async () => {
    const { core, page } = await shown(three());
    await fireEvent.change(page.getByRole('combobox', { name: 'Hvis postkasse' }), { target: { value: 'm4' } });
    expect(titles(page.container)).toEqual(['Høring']);
    await fireEvent.click(page.getByRole('button', { name: 'Gem som kalenderfil' }));
    await page.findByText(/Gemt som \/hentet\/At gøre.ics|\/hentet\/At gøre.ics/);
    expect(asked(core, 'todoCalendar')).toEqual([[{ mailbox: 'm4' }, 'At gøre']]);
  });

  test('opens the letter, and says what to expect when there is nothing', async () => {
    const { page } = await shown([three()[1]!]);
    await fireEvent.click(page.getByRole('button', { name: 'Åbn brevet: Høring' }));
    await waitFor(() => expect(page.container.querySelector('[data-letter-heading]')).not.toBeNull());
    page.unmount();
    const empty = await shown([]);
    await empty.page.findByText('Der er intet, du skal gøre');
    expect(empty.page.queryByRole('button', { name: 'Gem som kalenderfil' })).toBeNull();
  });

  test('leads from a day in the calendar to what is to be done then', async () => {
    const { page } = await shown([todoItem('today', { title: 'I dag', at: new Date().toISOString(), overdue: false })]);
    await fireEvent.click(page.getByRole('button', { name: /1 ting\. Gå til det første/ }));
    expect(document.activeElement).toBe(page.getByRole('checkbox', { name: 'Klaret: I dag' }));
  });

  test('marks a guess as one, with the sentence it comes from', async () => {
    const { page } = await shown([todoItem('g', { kind: 'payment', title: 'Regning', at: at(9), guess: { amount: '640', words: 'Betal 640 kr. senest fredag.' } })]);
    const item = page.container.querySelector('[data-todo]') as HTMLElement;
    expect(within(item).getByText('Gæt')).toBeTruthy();
    expect(within(item).getByText('Betal 640 kr.')).toBeTruthy();
    expect(within(item).getByText('Betal 640 kr. senest fredag.')).toBeTruthy();
  });
});

test('an appointment says its time, and one that is over is not called late', () => {
  const meeting = (at: string) => todoItem('m', { kind: 'appointment', at: new Date(at).toISOString() });
  expect(distance(meeting('2026-02-13T08:40:00'), now)?.words).toBe('I morgen kl. 8.40');
  expect(distance(meeting('2026-02-10T08:40:00'), now)).toMatchObject({ tone: 'plain', words: 'For 2 dage siden kl. 8.40' });
});

test('what cannot be read as a time stands last and has no words for its distance', () => {
  const odd = todoItem('odd', { at: 'aldrig' });
  expect(groups([odd], now).map(({ when }) => when)).toEqual(['later']);
  expect(distance(odd, now)).toBeUndefined();
  expect(said(odd).about).toBe('Svar · Prøvestrup Kommune');
});

test('weeks begin on Monday and have seven days, whatever the month', () => {
  for (let month = 0; month < 48; month += 1) {
    const all = weeks(new Date(2024, month, 1));
    expect(all.every((week) => week.length === 7)).toBe(true);
    const found = all.flat().filter((day) => day !== undefined);
    expect(found.map((day) => day.getDate())).toEqual(found.map((_, at) => at + 1));
    for (const week of all) week.forEach((day, weekday) => day && expect((day.getDay() + 6) % 7).toBe(weekday));
  }
  expect(days('da-DK').map(({ short }) => short)).toEqual(['ma', 'ti', 'on', 'to', 'fr', 'lø', 'sø']);
});
