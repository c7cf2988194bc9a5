// The language of the page. Components call `t`; when the language changes they say it again.
import { languages } from '../platform/types/languages';
import type { Language } from '../platform/types/Language';
import { say, type Key, type Params } from './say';

export { isKey, locales, type Key } from './say';

let current = $state<Language>('da');

/** The language of the page. */
export function language(): Language {
  return current;
}

/** Changes the language of the page and the way it is written, for eyes and for screen readers. */
export function speak(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  document.documentElement.dir = languages[next].direction;
}

/** What an arrow key means along the line of reading: where one reads from the right, the left arrow goes on. */
export function along(key: string): string {
  if (languages[current].direction === 'ltr') return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}

/** The text of `key` in the language of the page. */
export function t(key: Key, params?: Params): string {
  return say(current, key, params);
}
