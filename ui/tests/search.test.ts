// Search with conditions: as the person types them, as the window offers them, and in the order that she chooses.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { catalogues } from '../src/i18n/say';
import { conditions, holds, withCondition, without } from '../src/list/conditions';
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
    await fireEvent.click(page.getByText('afsender:'));
    expect(field.value).toBe('emne afsender:');
    expect(document.activeElement).toBe(field);
    expect([field.selectionStart, field.selectionEnd]).toEqual([field.value.length, field.value.length]);
  });

  test('are said with what they find', async () => {
    const { page } = await searching('emne');
    expect(page.getByText('Søg mere præcist').tagName).toBe('SUMMARY');
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

  test.each(['da', 'nb', 'en'] as const)('are six different ones in %s, each with a colon and without a space', (language) => {
    const typed = conditions.map((condition) => catalogues[language][condition.typed]);
    expect(new Set(typed).size).toBe(6);
    for (const text of typed) expect(text).toMatch(/^[^\s:]+:[^\s:]*$/);
    expect(conditions.map(({ typed, whole }) => String(catalogues[language][typed]).endsWith(':') === !whole)).not.toContain(false);
  });
});
