// Writes crates/model/tests/plurals.json: the form that a browser’s Intl gives each number from 0 to 200, in every language of
// the list. The core's own rules and the pages are both held against it. `node scripts/plurals.mjs`
import { readFileSync, writeFileSync } from 'node:fs';

const list = readFileSync(new URL('../ui/src/platform/types/languages.ts', import.meta.url), 'utf8');
const locales = [...list.matchAll(/^ {2}(\w+): \{.*locale: '([^']+)'/gm)];
const forms = locales.map(([, code, locale]) => {
  const rules = new Intl.PluralRules(locale);
  return `  "${code}": ${JSON.stringify(Array.from({ length: 201 }, (_, n) => rules.select(n)))}`;
});
writeFileSync(new URL('../crates/model/tests/plurals.json', import.meta.url), `{\n${forms.join(',\n')}\n}\n`);
