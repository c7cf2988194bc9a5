// The language of the page. Components call `t`; when the language changes they say it again.
import { languages } from '../platform/types/languages';
import type { Language } from '../platform/types/Language';
import { hasKey, load, say, type Key, type Params } from './say';

export { locales, type Key } from './say';

let current = $state<Language>('da');
/** The one that was asked for last; its texts may be on their way. */
let wanted: Language = 'da';

/** The language of the page. */
export function language(): Language {
  return current;
}

/** Changes the language of the page and the way it is written, for eyes and for screen readers. */
export async function speak(next: Language): Promise<void> {
  wanted = next;
  await load(next);
  if (wanted !== next) return;
  current = next;
  document.documentElement.lang = next;
  document.documentElement.dir = languages[next].direction;
}

/** What an arrow key means along the line of reading: where one reads from the right, the left arrow goes on. */
export function along(key: string): string {
  if (languages[current].direction === 'ltr') return key;
  return { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' }[key] ?? key;
}

/** Whether a key that came from elsewhere (an error's `text`) is in the catalogue. */
export function isKey(key: string): key is Key {
  return hasKey(current, key);
}

/** The text of `key` in the language of the page. */
export function t(key: Key, params?: Params): string {
  return say(current, key, params);
}
