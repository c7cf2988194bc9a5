// Finds a text in a catalogue and fills in its parameters. Pure: no state, no page. The catalogues lie in
// locales/, one JSON file a language, and are read by Rust as well (notifications, login pages).
import type { Language } from '../platform/types/Language';
import da from '../../../locales/da.json';
import en from '../../../locales/en.json';
import nb from '../../../locales/nb.json';

/** A key of the catalogue. */
export type Key = keyof typeof da;
/** What is filled in for `{name}`; a number named `n` also chooses the plural form. */
export type Params = Record<string, string | number>;
/** A text, or one form for each plural category of the language. */
export type Entry = string | Partial<Record<Intl.LDMLPluralRule, string>>;

/** Every language with its catalogue. */
export const catalogues: Record<Language, Record<Key, Entry>> = { da, nb, en };

/** The names under which `Intl` knows our languages. */
export const locales: Record<Language, string> = { da: 'da-DK', nb: 'nb-NO', en: 'en-GB' };

const plurals = {
  da: new Intl.PluralRules(locales.da),
  nb: new Intl.PluralRules(locales.nb),
  en: new Intl.PluralRules(locales.en),
};

/** Whether a key that came from elsewhere (an error's `text`) is in the catalogue. */
export function isKey(key: string): key is Key {
  return Object.hasOwn(da, key);
}

/** The text of `key` in `language`, its parameters filled in. */
export function say(language: Language, key: Key, params: Params = {}): string {
  const entry = catalogues[language][key];
  const text = typeof entry === 'string' ? entry : form(entry, language, Number(params.n));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(locales[language]) : value;
  });
}

function form(entry: Exclude<Entry, string>, language: Language, n: number): string {
  return entry[plurals[language].select(n)] ?? entry.other ?? '';
}
