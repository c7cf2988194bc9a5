// The text catalogue: the same keys and placeholders in every language, no text too many and none missing.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogues, say, type Entry, type Key } from '../src/i18n/say';

const languages = ['da', 'nb', 'en'] as const;
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

describe.each(languages)('the catalogue in %s', (language) => {
  test('has exactly the keys of the others', () => {
    expect(Object.keys(catalogues[language]).sort()).toEqual([...keys].sort());
  });

  test('has the placeholders and plural forms of the others, and no empty text', () => {
    for (const key of keys) {
      const [mine, danish] = [forms(catalogues[language][key]), forms(catalogues.da[key])];
      expect(Object.keys(mine).sort(), key).toEqual(Object.keys(danish).sort());
      for (const text of Object.values(mine)) {
        expect(text.trim(), key).not.toBe('');
        expect(placeholders(text), key).toEqual(placeholders(forms(catalogues.da[key]).other ?? ''));
      }
    }
  });
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
