// Search with conditions: as the person types them, as the window offers them, and in the order that she chooses.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import type { Language } from '../src/platform/types/Language';
import { conditions, conditionsIn, holds, withCondition, without, withoutCondition } from '../src/list/conditions';
import { catalogues } from './catalogues';
import { FakeCore } from './fake-core';
import './setup';

afterEach(cleanup);

const asked = (core: FakeCore) => core.asked.filter(([name]) => name === 'search').map(([, query]) => query);

async function searching(text: string) {
  const core = new FakeCore();
  const page = render(App, { core });
  const field = (await page.findByRole('searchbox')) as HTMLInputElement;
  await fireEvent.input(field, { target: { value: text } });
  await waitFor(() => expect(asked(core)).toHaveLength(1));
  return { core, page, field };
}

describe('what a search found', () => {
  test('comes newest first, or best first when the person chooses so', async () => {
    const { core, page } = await searching('emne');
    expect(asked(core)[0]).toEqual({ text: 'emne', limit: 50 });
    expect((page.getByRole('radio', { name: 'Nyeste først' }) as HTMLInputElement).checked).toBe(true);
    await fireEvent.click(page.getByRole('radio', { name: 'Passer bedst' }));
    await waitFor(() => expect(asked(core)).toHaveLength(2));
    expect(asked(core)[1]).toEqual({ text: 'emne', limit: 50, order: 'best' });
    await fireEvent.click(page.getByRole('radio', { name: 'Nyeste først' }));
    await waitFor(() => expect(asked(core)[2]).toEqual({ text: 'emne', limit: 50 }));
  });
});

describe('the conditions', () => {
  test('are put into the search field, and a whole one is taken out again', async () => {
    const { core, page, field } = await searching('emne');
    await fireEvent.click(page.getByRole('button', { name: 'Søg mere præcist' }));
    const unread = page.getByText('er:ulæst');
    expect(unread.getAttribute('aria-pressed')).toBe('false');
    await fireEvent.click(unread);
    expect(field.value).toBe('er:ulæst emne');
    expect(unread.getAttribute('aria-pressed')).toBe('true');
    await waitFor(() => expect(asked(core).at(-1)).toEqual({ text: 'er:ulæst emne', limit: 50 }));
    await fireEvent.click(unread);
    expect(field.value).toBe('emne');
  });

  test('that go on are gone on with in the field', async () => {
    const { page, field } = await searching('emne');
    await fireEvent.click(page.getByRole('button', { name: 'Søg mere præcist' }));
    await fireEvent.click(page.getByText('afsender:'));
    expect(field.value).toBe('emne afsender:');
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([field.value.length, field.value.length]);
  });

  test('are said with what they find', async () => {
    const { page } = await searching('emne');
    await fireEvent.click(page.getByRole('button', { name: 'Søg mere præcist' }));
    for (const text of ['Breve med bilag', 'Breve, du ikke har læst']) expect(page.getByText(text).tagName).toBe('DD');
  });

  test('stand once in what was typed, whatever else does', () => {
    expect(withCondition('  børne', 'har:bilag', true)).toBe('har:bilag børne');
    expect(withCondition('', 'har:bilag', true)).toBe('har:bilag');
    expect(withCondition('børne ', 'fra:', false)).toBe('børne fra:');
    expect(holds('HAR:Bilag børne', 'har:bilag')).toBe(true);
    expect(holds('har:bilagene', 'har:bilag')).toBe(false);
    expect(without('børne HAR:bilag have', 'har:bilag')).toBe('børne have');
  });

  test.each(Object.keys(catalogues) as Language[])('are six different ones in %s, each with a colon and without a space', (language) => {
    const typed = conditions.map((condition) => catalogues[language][condition.typed]);
    expect(new Set(typed).size).toBe(6);
    for (const text of typed) expect(text).toMatch(/^[^\s:]+:[^\s:]*$/);
    expect(conditions.map(({ typed, whole }) => String(catalogues[language][typed]).endsWith(':') === !whole)).not.toContain(false);
  });

  test('that are in the search stand below it, and each is taken away by one press', async () => {
    const { core, page, field } = await searching('afsender:"Prøvestrup Kommune" har:bilag emne');
    const chips = [...page.getByRole('list', { name: 'Betingelser i søgningen' }).querySelectorAll('button')];
    expect(chips.map(({ textContent }) => textContent?.trim())).toEqual(['afsender:"Prøvestrup Kommune"', 'har:bilag']);
    await fireEvent.click(page.getByRole('button', { name: 'Fjern har:bilag' }));
    expect(field.value).toBe('afsender:"Prøvestrup Kommune" emne');
    expect(document.activeElement).toBe(field);
    await fireEvent.click(page.getByRole('button', { name: 'Fjern afsender:"Prøvestrup Kommune"' }));
    await waitFor(() => expect(asked(core).at(-1)).toEqual({ text: 'emne', limit: 50 }));
    expect(page.queryByRole('list', { name: 'Betingelser i søgningen' })).toBeNull();
  });

  test('are found in every language, and what only looks like one is not', () => {
    expect(conditionsIn('from:2026 er:ulæst kl. 12:30 avsender:nav -har:bilag fra:')).toEqual(['from:2026', 'er:ulæst', 'avsender:nav', '-har:bilag']);
    expect(withoutCondition('a er:ulæst b er:ulæste', 'er:ulæst')).toBe('a b er:ulæste');
  });
});

describe('the last searches', () => {
  const kept = (core: FakeCore) => core.asked.filter(([name]) => name === 'searchKeep').map(([, text]) => text);

  test('are kept when a letter is opened or Enter is pressed, and not while one types', async () => {
    const { core, page, field } = await searching('emne');
    await waitFor(() => expect(page.container.querySelector('[data-letter]')).not.toBeNull());
    expect(kept(core)).toEqual([]);
    await fireEvent.keyDown(field, { key: 'Enter' });
    expect(kept(core)).toEqual(['emne']);
    await fireEvent.click(page.container.querySelector('[data-letter]') as HTMLElement);
    expect(kept(core)).toEqual(['emne', 'emne']);
  });

  test('are offered while the field is empty and has the focus; one is searched again, one forgotten, then all', async () => {
    const core = new FakeCore({ searches: ['emne', 'skat', 'børnehave'] });
    const page = render(App, { core });
    const field = (await page.findByRole('searchbox')) as HTMLInputElement;
    const offered = () => [...page.container.querySelectorAll('.again')].map(({ textContent }) => textContent);
    expect(offered()).toEqual([]);
    await fireEvent.focusIn(field);
    await waitFor(() => expect(offered()).toEqual(['emne', 'skat', 'børnehave']));
    field.focus();
    await fireEvent.keyDown(field, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toBe('emne');
    await fireEvent.click(page.getByRole('button', { name: 'Glem søgningen skat' }));
    await waitFor(() => expect(offered()).toEqual(['emne', 'børnehave']));
    await fireEvent.click(page.getByRole('button', { name: 'emne' }));
    expect([field.value, document.activeElement, offered()]).toEqual(['emne', field, []]);
    await fireEvent.input(field, { target: { value: '' } });
    await fireEvent.click(await page.findByRole('button', { name: 'Glem alle' }));
    await waitFor(() => expect(offered()).toEqual([]));
    expect(core.world.searches).toEqual([]);
  });

  test('are closed by Escape and when the focus goes elsewhere', async () => {
    const core = new FakeCore({ searches: ['emne'] });
    const page = render(App, { core });
    const field = await page.findByRole('searchbox');
    field.focus();
    await page.findByRole('button', { name: 'emne' });
    await fireEvent.keyDown(field, { key: 'Escape' });
    expect(page.queryByRole('button', { name: 'emne' })).toBeNull();
    field.blur();
    field.focus();
    await page.findByRole('button', { name: 'emne' });
    field.blur();
    await waitFor(() => expect(page.queryByRole('button', { name: 'emne' })).toBeNull());
  });

  test('are remembered only while the person wants that', async () => {
    const core = new FakeCore();
    const page = render(App, { core });
    await fireEvent.click((await page.findAllByRole('button', { name: 'Indstillinger' }))[0] as HTMLElement);
    await fireEvent.click(page.getByRole('switch', { name: 'Husk mine seneste søgninger' }));
    expect(core.asked.filter(([name]) => name === 'settingsSet').at(-1)?.[1]).toMatchObject({ keepSearches: false });
  });
});
