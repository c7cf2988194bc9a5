// Names the texts that a language lacks, has too many of, or has with other placeholders or plural forms than it needs.
// `node scripts/missing-texts.mjs [code]`; ends with 1 when there are any.
import { readFileSync } from 'node:fs';

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const list = [...read('ui/src/platform/types/languages.ts').matchAll(/^ {2}(\w+): \{.*locale: '([^']+)'/gm)];
const danish = JSON.parse(read('locales/da.json'));
const names = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort().join();
const all = (entry) => (typeof entry === 'string' ? [entry] : Object.values(entry));
let wrong = 0;
const say = (line) => (console.log(line), (wrong += 1));

for (const [, code, locale] of list) {
  if (process.argv[2] && process.argv[2] !== code) continue;
  const texts = JSON.parse(read(`locales/${code}.json`));
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted().join();
  for (const [key, entry] of Object.entries(danish)) {
    const mine = texts[key];
    if (mine === undefined) say(`${code} lacks ${key}: ${JSON.stringify(entry)}`);
    else if ((typeof mine === 'string') !== (typeof entry === 'string')) say(`${code} counts ${key} otherwise than Danish`);
    else if (typeof mine !== 'string' && Object.keys(mine).sort().join() !== forms) say(`${code} has other forms of ${key} than ${forms}`);
    else if (all(mine).some((text) => names(text) !== names(all(entry)[0]))) say(`${code} has other placeholders in ${key}`);
  }
  for (const key of Object.keys(texts)) if (!(key in danish)) say(`${code} has ${key} too many`);
}
process.exitCode = wrong > 0 ? 1 : 0;
