// The text catalogue: the same keys and placeholders in every language, no text too many and none missing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { locales, say, type Entry, type Key } from '../src/i18n/say';
import type { Language } from '../src/platform/types/Language';
import { languages } from '../src/platform/types/languages';
import plurals from '../../crates/model/tests/plurals.json';
import { catalogues } from './catalogues';

const codes = Object.keys(languages) as Language[];
const keys = Object.keys(catalogues.da) as Key[];
const root = join(import.meta.dirname, '../..');

/** Everything that may name a text: the pages and the Rust code. */
function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(svelte|ts|rs)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
const pages = sources(join(root, 'ui/src'));
const rust = [join(root, 'crates'), join(root, 'src-tauri/src')].flatMap(sources);

const forms = (entry: Entry) => (typeof entry === 'string' ? { other: entry } : entry);
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

/** The texts of a language in which something is not as it should be. */
const wrong = (language: Language, is: (key: Key, entry: Entry) => boolean) => keys.filter((key) => is(key, catalogues[language][key]));

describe.each(codes)('the catalogue in %s (node scripts/missing-texts.mjs tells more)', (language) => {
  const categories = new Intl.PluralRules(locales[language]).resolvedOptions().pluralCategories.toSorted();

  test('has exactly the keys of the Danish one, each with a text', () => {
    expect(Object.keys(catalogues[language]).sort()).toEqual([...keys].sort());
    expect(wrong(language, (_, entry) => Object.values(forms(entry)).some((text) => text.trim() === ''))).toEqual([]);
  });

  test('counts where the Danish one does, with the forms that the language has', () => {
    const counts = (entry: Entry) => typeof entry !== 'string';
    expect(wrong(language, (key, entry) => counts(entry) !== counts(catalogues.da[key]))).toEqual([]);
    expect(wrong(language, (_, entry) => counts(entry) && Object.keys(entry).sort().join() !== categories.join())).toEqual([]);
  });

  test('has the placeholders of the Danish one in every form', () => {
    const danish = (key: Key) => placeholders(forms(catalogues.da[key]).other ?? '').join();
    expect(wrong(language, (key, entry) => Object.values(forms(entry)).some((text) => placeholders(text).join() !== danish(key)))).toEqual([]);
  });

  test('takes for every number the form that the core is held against', () => {
    const rules = new Intl.PluralRules(locales[language]);
    expect(Array.from({ length: 201 }, (_, n) => rules.select(n))).toEqual((plurals as Record<string, string[]>)[language]);
  });
});

test('a language that nobody who speaks it has read through is named apart in the menu', () => {
  expect(codes.filter((code) => !languages[code].checked)).not.toContain('da');
  expect(new Set(codes.map((code) => languages[code].name)).size).toBe(codes.length);
});

test('every text is used by the pages or by the core', () => {
  const used = [...pages, ...rust].join('\n');
  // Rust may put a key together: "cli.kind.{kind}".
  const stems = [...used.matchAll(/"([\w.]+\.)\{/g)].map(([, stem]) => stem ?? '');
  const isUsed = (key: string) => used.includes(`'${key}'`) || used.includes(`"${key}"`) || stems.some((stem) => key.startsWith(stem));
  expect(keys.filter((key) => !isUsed(key))).toEqual([]);
});

test('every text that the pages ask for is there', () => {
  const asked = pages.flatMap((source) => [...source.matchAll(/\bt\(\s*'([^']+)'/g)].map(([, key]) => key));
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((key) => !keys.includes(key as Key))).toEqual([]);
});

test('every text by which the core says an error more exactly is there', () => {
  const named = rust.flatMap((source) => [...source.matchAll(/"(error\.[\w.]+)"/g)].map(([, key]) => key));
  expect([...new Set(named)].filter((key) => !keys.includes(key as Key))).toEqual([]);
});

test('a number chooses the plural form and is written as the language writes it', () => {
  expect(say('da', 'unread.count', { n: 1 })).toBe('1 ulæst');
  expect(say('da', 'unread.count', { n: 1234 })).toBe('1.234 ulæste');
  expect(say('en', 'unread.count', { n: 1234 })).toBe('1,234 unread');
});

test('a placeholder that nothing is known about stays as it is', () => {
  expect(say('da', 'search.in')).toBe('Søg hos {owner}');
});
