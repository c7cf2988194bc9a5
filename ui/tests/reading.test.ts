// How hard the texts are to read, by LIX (Björnsson): words in a sentence, and the share of words with more than six
// letters. 35 is a story in a weekly paper. Danish and Norwegian are measured; LIX says nothing of other languages.
import { describe, expect, test } from 'vitest';
import type { Entry } from '../src/i18n/say';
import { catalogues } from './catalogues';

const MOST = 35;
const LONG = 6;
/** A text of one short sentence says too little to be measured. */
const LEAST = { sentences: 2, words: 20 };
/** What has a name cannot be said by a shorter word. */
const NAMES = new Set(['digital', 'postkasse', 'borgerservice', 'udbetaling', 'danmark']);
/** Texts that are names, or are typed. */
const left = (key: string) => /^(cli\.|notification\.sample\.|search\.condition\.|app\.)/.test(key);

interface Measure {
  words: number;
  long: number;
  sentences: number;
}

const texts = (entry: Entry) => (typeof entry === 'string' ? [entry] : Object.values(entry));
const ends = (text: string) => (text.match(/[.!?:](?=$|[\s»”“")])/g) ?? []).length;

function measure(text: string): Measure {
  // Commands, addresses and what is filled in are no words to be read.
  const plain = text.replace(/postkasse-cli [^.]*|--[\w-]+|https?:\/\/\S*|[A-Z]+_[A-Z_=a-z]*|\{\w+\}/g, ' x ');
  const words = plain.match(/\p{L}+(?:[-’']\p{L}+)*/gu) ?? [];
  const long = words.filter((word) => word.length > LONG && !NAMES.has(word.toLowerCase()));
  const open = /[.!?:…][»”“")]*\s*$/.test(plain) ? 0 : 1;
  return { words: words.length, long: long.length, sentences: Math.max(1, ends(plain) + open) };
}

const lix = ({ words, long, sentences }: Measure) => Math.round(words / sentences + (100 * long) / Math.max(1, words));
const counts = ({ words, sentences }: Measure) => sentences >= LEAST.sentences || words >= LEAST.words;

describe.each(['da', 'nb', 'nn'] as const)('the texts in %s', (language) => {
  const all = Object.entries(catalogues[language])
    .filter(([key]) => !left(key))
    .flatMap(([key, entry]) => texts(entry).map((text) => ({ key, text, size: measure(text) })));

  test('are each as easy as a story', () => {
    const hard = all.filter(({ size }) => counts(size) && lix(size) > MOST);
    expect(hard.map(({ key, text, size }) => `${lix(size)} ${key}: ${text}`)).toEqual([]);
  });

  test('of a screen are together as easy as a story', () => {
    const screens = new Map<string, Measure>();
    // Names of buttons and lists are no sentences.
    for (const { key, text, size } of all.filter(({ text }) => ends(text) > 0)) {
      const screen = key.split('.')[0] ?? key;
      const sum = screens.get(screen) ?? { words: 0, long: 0, sentences: 0 };
      screens.set(screen, { words: sum.words + size.words, long: sum.long + size.long, sentences: sum.sentences + size.sentences });
      expect(text).not.toBe('');
    }
    const hard = [...screens].filter(([, sum]) => sum.words >= LEAST.words && lix(sum) > MOST);
    expect(hard.map(([screen, sum]) => `${lix(sum)} ${screen}`)).toEqual([]);
    expect(screens.size).toBeGreaterThan(30);
  });
});

test('the measure is that of the book', () => {
  // Ten words in two sentences, two of them long.
  expect(lix(measure('Myndigheden sendte brevet. Du skal svare inden mandag eller fredagen.'))).toBe(5 + 20);
  expect(lix(measure('Se det.'))).toBe(2);
});
