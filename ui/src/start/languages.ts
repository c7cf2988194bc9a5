// The languages of the catalogue, each named in itself.
import type { Language } from '../platform/types/Language';

/** Code and own name of each. */
export const languageNames: readonly (readonly [Language, string])[] = [
  ['da', 'Dansk'],
  ['nb', 'Norsk bokmål'],
  ['en', 'English'],
];
