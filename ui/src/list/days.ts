// What letters stand under: their day or month, or who sent them. The order of the letters is the core's.
import { language, t } from '../i18n/index.svelte';
import { heading, parse } from '../parts/time';
import type { LetterRow } from '../platform/types/LetterRow';
import type { Heading } from './blocks';

/** By what a list has headings. */
export type Grouping = 'day' | 'sender' | 'none';

const NONE: Heading = { key: 'all', title: '' };

/** By what these headings are made; when it is another, all of them are made anew. */
export function made(by: Grouping, now: Date): string {
  return [by, language(), now.toDateString()].join(' ');
}

/** Says of a letter what it stands under. Those of one day stand together, so the day is worded once. */
export function headings(by: Grouping, now: Date): (row: LetterRow) => Heading {
  if (by === 'none') return () => NONE;
  if (by === 'sender') return ({ sender }) => ({ key: `sender ${sender.toLowerCase()}`, title: sender });
  let [day, found]: [string | undefined, Heading] = [undefined, NONE];
  return ({ received }) => {
    const at = parse(received);
    if (at?.toDateString() !== day || day === undefined) {
      [day, found] = [at?.toDateString(), at ? heading(at, now) : { key: 'undated', title: t('time.undated') }];
    }
    return found;
  };
}
