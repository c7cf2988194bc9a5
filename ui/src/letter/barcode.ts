// A text as a bar code, drawn from its own tables: Code 39 (ISO/IEC 16388) where that has all of its characters, as
// Digipost shows events, else Code 128 in its set B (ISO/IEC 15417). No service says which it means; readers take both.

/** The dark bars, in modules from the edge of the quiet zone, and the width of all. */
export interface Bars {
  bars: { at: number; width: number }[];
  width: number;
}

/** Modules on both sides that stay light. */
const QUIET = 10;
/** More would be too fine to be read from a screen. */
const LONGEST = 40;

/** Nine elements a character, dark and light in turn; a capital is wide. */
const CODE_39: Record<string, string> = {
  '0': 'nnnWWnWnn', '1': 'WnnWnnnnW', '2': 'nnWWnnnnW', '3': 'WnWWnnnnn', '4': 'nnnWWnnnW', '5': 'WnnWWnnnn', '6': 'nnWWWnnnn',
  '7': 'nnnWnnWnW', '8': 'WnnWnnWnn', '9': 'nnWWnnWnn', A: 'WnnnnWnnW', B: 'nnWnnWnnW', C: 'WnWnnWnnn', D: 'nnnnWWnnW', E: 'WnnnWWnnn',
  F: 'nnWnWWnnn', G: 'nnnnnWWnW', H: 'WnnnnWWnn', I: 'nnWnnWWnn', J: 'nnnnWWWnn', K: 'WnnnnnnWW', L: 'nnWnnnnWW', M: 'WnWnnnnWn',
  N: 'nnnnWnnWW', O: 'WnnnWnnWn', P: 'nnWnWnnWn', Q: 'nnnnnnWWW', R: 'WnnnnnWWn', S: 'nnWnnnWWn', T: 'nnnnWnWWn', U: 'WWnnnnnnW',
  V: 'nWWnnnnnW', W: 'WWWnnnnnn', X: 'nWnnWnnnW', Y: 'WWnnWnnnn', Z: 'nWWnWnnnn', '-': 'nWnnnnWnW', '.': 'WWnnnnWnn', ' ': 'nWWnnnWnn',
  $: 'nWnWnWnnn', '/': 'nWnWnnnWn', '+': 'nWnnnWnWn', '%': 'nnnWnWnWn', '*': 'nWnnWnWnn',
};

/** Six widths a value, dark and light in turn; the last is the stop. */
const CODE_128 = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 ' +
  '223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 ' +
  '112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 ' +
  '311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 ' +
  '122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 ' +
  '214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ');
const [START_B, STOP, CHECK] = [104, 106, 103];

/** The bar code of a text; none for one that cannot be written as one. */
export function bars(text: string): Bars | undefined {
  if (text.length === 0 || text.length > LONGEST) return undefined;
  const widths = code39(text) ?? code128(text);
  return widths && drawn(widths);
}

function code39(text: string): number[] | undefined {
  // The star begins and ends it, and means nothing inside.
  if (![...text].every((character) => character !== '*' && Object.hasOwn(CODE_39, character))) return undefined;
  const characters = [...`*${text}*`].map((character) => [...(CODE_39[character] ?? '')].map((element) => (element === 'W' ? 3 : 1)));
  return characters.flatMap((character, at) => (at === 0 ? character : [1, ...character]));
}

function code128(text: string): number[] | undefined {
  if (!/^[ -~]+$/.test(text)) return undefined;
  const values = [...text].map((character) => character.charCodeAt(0) - 32);
  const check = values.reduce((sum, value, at) => sum + value * (at + 1), START_B) % CHECK;
  return [START_B, ...values, check, STOP].flatMap((value) => [...(CODE_128[value] ?? '')].map(Number));
}

function drawn(widths: number[]): Bars {
  let at = QUIET;
  const found: Bars['bars'] = [];
  widths.forEach((width, number) => {
    if (number % 2 === 0) found.push({ at, width });
    at += width;
  });
  return { bars: found, width: at + QUIET };
}
