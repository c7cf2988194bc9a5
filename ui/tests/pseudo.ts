// A language of the tests' own: the Danish texts, each 40 % longer, with letters that no screen may lose the marks of, and
// with a mark at both ends, by which one sees what is cut off. Never in the app.
import type { Catalogue, Entry, Key } from '../src/i18n/say';

/** What begins and ends every text. */
export const MARKS = ['⟦', '⟧'] as const;
const MORE = 1.4;
const accents: Record<string, string> = { a: 'ä', e: 'ê', i: 'ï', o: 'ö', u: 'ů', y: 'ý', A: 'Ä', E: 'Ê', I: 'Ï', O: 'Ö', U: 'Ů', c: 'ç', n: 'ñ', s: 'š' };
const VOWEL = /[aeiouyæøå]/i;

/** One text, its placeholders as they were. */
export function longer(text: string): string {
  let wanted = Math.ceil(text.replace(/\{\w+\}/g, '').length * (MORE - 1)) - MARKS.length;
  const drawn = text.split(/(\{\w+\})/).map((piece) =>
    piece.startsWith('{')
      ? piece
      : [...piece].map((letter) => {
          const again = VOWEL.test(letter) && wanted > 0 ? letter : '';
          wanted -= again.length;
          return (accents[letter] ?? letter) + again;
        }).join(''),
  );
  return `${MARKS[0]}${drawn.join('')}${'~'.repeat(Math.max(0, wanted))}${MARKS[1]}`;
}

/** Every text of a catalogue; what a search is typed with stays as it is typed. */
export function pseudo(texts: Catalogue): Catalogue {
  const entry = (key: string, value: Entry): Entry =>
    key.startsWith('search.condition.') && key !== 'search.condition.remove'
      ? value
      : typeof value === 'string'
        ? longer(value)
        : Object.fromEntries(Object.entries(value).map(([form, text]) => [form, longer(text)]));
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, entry(key, value)])) as Record<Key, Entry>;
}
