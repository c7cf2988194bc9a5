// Finds a text in a catalogue and fills in its parameters: no state of the page. The catalogues lie in locales/, one
// JSON file a language, and are read by Rust as well (notifications, login pages). Each is loaded when it is first
// spoken.
import type da from '../../../locales/da.json';
import { languages } from '../platform/types/languages';
import type { Language } from '../platform/types/Language';

/** A key of the catalogue. */
export type Key = keyof typeof da;
/** What is filled in for `{name}`; a number named `n` also chooses the plural form. */
export type Params = Record<string, string | number>;
/** A text, or one form for each plural category of the language. */
export type Entry = string | Partial<Record<Intl.LDMLPluralRule, string>>;
/** The texts of a language. */
export type Catalogue = Record<Key, Entry>;

const files = import.meta.glob<Catalogue>('../../../locales/??.json', { import: 'default' });
const each = <T>(of: (code: Language) => T) =>
  Object.fromEntries((Object.keys(languages) as Language[]).map((code) => [code, of(code)])) as Record<Language, T>;

/** The catalogues that have been loaded. */
export const catalogues: Partial<Record<Language, Catalogue>> = {};

/** The names under which `Intl` knows our languages. */
export const locales: Record<Language, string> = each((code) => languages[code].locale);

const plurals = each((code) => new Intl.PluralRules(locales[code]));

/** The texts of a language; loaded when they are not here yet. */
export async function load(language: Language): Promise<Catalogue> {
  const texts = (catalogues[language] ??= await files[`../../../locales/${language}.json`]?.());
  if (!texts) throw new Error(`there are no texts in ${language}`);
  return texts;
}

/** Whether a key that came from elsewhere (an error's `text`) is in the catalogue of a language that is loaded. */
export function hasKey(language: Language, key: string): key is Key {
  return Object.hasOwn(catalogues[language] ?? {}, key);
}

/** The text of `key` in `language`, which is loaded, with its parameters filled in. */
export function say(language: Language, key: Key, params: Params = {}): string {
  const entry = catalogues[language]?.[key] ?? '';
  const text = typeof entry === 'string' ? entry : form(entry, language, Number(params.n));
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? value.toLocaleString(locales[language]) : apart(language, value);
  });
}

function form(entry: Exclude<Entry, string>, language: Language, n: number): string {
  return entry[plurals[language].select(n)] ?? entry.other ?? '';
}

/** A name that may be written the other way than the text around it, held together by Unicode's isolates. */
function apart(language: Language, value: string): string {
  return languages[language].direction === 'rtl' ? `\u2068${value}\u2069` : value;
}
