// The languages as a person meets them: the menu, which way the page is written, and what keys mean there.
import { cleanup, fireEvent, render, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, test } from 'vitest';
import App from '../src/App.svelte';
import { along, speak } from '../src/i18n/index.svelte';
import { load, say } from '../src/i18n/say';
import type { Language } from '../src/platform/types/Language';
import { languages } from '../src/platform/types/languages';
import { FakeCore } from './fake-core';
import { startView } from './people';
import './setup';

const codes = Object.keys(languages) as Language[];

afterEach(() => {
  cleanup();
  return speak('da');
});

describe('the menu of languages', () => {
  test('names each in itself, in its own direction, and under a heading those that no speaker has read through', async () => {
    const page = render(App, { core: new FakeCore({ start: startView('firstStart') }) });
    const menu = await page.findByRole('combobox', { name: 'Sprog' });
    const options = [...menu.querySelectorAll('option')];
    expect(options.map(({ value, lang, dir, textContent }) => [value, lang, dir, textContent]).sort()).toEqual(
      codes.map((code) => [code, code, languages[code].direction, languages[code].name]).sort(),
    );
    const apart = menu.querySelector('optgroup');
    expect(apart?.label).toBe('Ikke læst igennem af en, der taler sproget');
    expect([...(apart?.querySelectorAll('option') ?? [])].map(({ value }) => value)).toEqual(codes.filter((code) => !languages[code].checked));
  });

  test('changes the words and the direction of the page, and says in that language that it is not read through', async () => {
    const page = render(App, { core: new FakeCore({ start: startView('firstStart') }) });
    await fireEvent.change(await page.findByRole('combobox', { name: 'Sprog' }), { target: { value: 'ar' } });
    await waitFor(() => expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl']));
    expect(page.getByRole('heading', { level: 1 }).textContent).toBe(say('ar', 'start.title'));
    expect(page.getByRole('combobox').querySelector('optgroup')?.label).toBe(say('ar', 'settings.language.unchecked'));
    await fireEvent.change(page.getByRole('combobox'), { target: { value: 'nn' } });
    await waitFor(() => expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['nn', 'ltr']));
  });
});

describe('where one reads from the right', () => {
  test('the left arrow goes on and the right one back; other keys are as they were', async () => {
    expect(['ArrowLeft', 'ArrowRight', 'Home'].map(along)).toEqual(['ArrowLeft', 'ArrowRight', 'Home']);
    await speak('ar');
    expect(['ArrowLeft', 'ArrowRight', 'Home'].map(along)).toEqual(['ArrowRight', 'ArrowLeft', 'Home']);
  });

  test('a name is kept together within the text around it, and numbers stand as in the letters', async () => {
    await load('ar');
    expect(say('ar', 'search.in', { owner: 'Mette Hansen' })).toContain('\u2068Mette Hansen\u2069');
    expect(say('da', 'search.in', { owner: 'Mette Hansen' })).toBe('Søg hos Mette Hansen');
    expect(say('ar', 'list.mailboxes', { n: 3 })).toContain('3');
    expect(new Set([0, 1, 2, 5, 11, 100].map((n) => say('ar', 'list.mailboxes', { n }).replace(/\d+/, ''))).size).toBe(6);
  });
});
