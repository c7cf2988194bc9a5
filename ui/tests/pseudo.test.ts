// The language of the tests: every text longer, with its placeholders.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { say } from '../src/i18n/say';
import { languages } from '../src/platform/types/languages';
import { catalogues } from './catalogues';
import { longer, pseudo } from './pseudo';

const named = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([whole]) => whole);

test('every text is two fifths longer, stands between its marks and keeps its placeholders', () => {
  const texts = Object.entries(pseudo(catalogues.da)).filter(([key]) => !key.startsWith('search.condition.'));
  expect(texts.length).toBeGreaterThan(1000);
  for (const [key, entry] of texts) {
    const danish = catalogues.da[key as keyof typeof catalogues.da];
    const pairs = typeof entry === 'string' ? [[danish, entry]] : Object.entries(entry).map(([form, text]) => [(danish as Record<string, string>)[form], text]);
    for (const [short, long] of pairs as [string, string][]) {
      expect(long.length, key).toBeGreaterThanOrEqual(Math.floor(short.length + 0.4 * short.replace(/\{\w+\}/g, '').length));
      expect(named(long), key).toEqual(named(short));
      expect(long, key).toMatch(/^⟦.*⟧$/s);
    }
  }
});

test('it is not a language of the app', () => {
  const files = readdirSync(join(import.meta.dirname, '../../locales')).filter((name) => /^\w\w\.json$/.test(name));
  expect(Object.keys(languages).sort()).toEqual(files.map((name) => name.slice(0, 2)).sort());
  expect(say('da', 'action.ok')).not.toBe(longer('OK'));
});
