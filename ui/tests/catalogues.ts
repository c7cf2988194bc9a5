// The texts of every language, for tests that hold them against each other.
import { load, type Catalogue } from '../src/i18n/say';
import type { Language } from '../src/platform/types/Language';
import { languages } from '../src/platform/types/languages';

const codes = Object.keys(languages) as Language[];

/** Every language with its texts. */
export const catalogues = Object.fromEntries(
  await Promise.all(codes.map(async (code) => [code, await load(code)])),
) as Record<Language, Catalogue>;
