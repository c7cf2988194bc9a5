// The conditions that a search understands besides words, as they are typed: put into what was typed, and taken
// out again.
import type { Key } from '../i18n/index.svelte';
import { conditionNames } from '../platform/types/conditionNames';

/** A condition: how it is typed in the language of the window, and what it finds. */
export interface Condition {
  typed: Key;
  finds: Key;
  /** It is whole; the others go on with what the person types. */
  whole: boolean;
}

/** All of them. */
export const conditions: Condition[] = [
  { typed: 'search.condition.attachment', finds: 'search.finds.attachment', whole: true },
  { typed: 'search.condition.unread', finds: 'search.finds.unread', whole: true },
  { typed: 'search.condition.sender', finds: 'search.finds.sender', whole: false },
  { typed: 'search.condition.from', finds: 'search.finds.from', whole: false },
  { typed: 'search.condition.to', finds: 'search.finds.to', whole: false },
  { typed: 'search.condition.in', finds: 'search.finds.in', whole: false },
];

const pieces = (text: string) => text.split(/\s+/).filter((piece) => piece !== '');
const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** Whether a whole condition is among what was typed. */
export function holds(text: string, condition: string): boolean {
  return pieces(text).some((piece) => same(piece, condition));
}

/** What was typed, with the condition. A whole one goes first, so that the last word still counts as a beginning; the
    others go last, to be gone on with. */
export function withCondition(text: string, condition: string, whole: boolean): string {
  return (whole ? [condition, text.trimStart()] : [text.trim(), condition]).filter((part) => part !== '').join(' ');
}

/** What was typed, without the condition. */
export function without(text: string, condition: string): string {
  return pieces(text)
    .filter((piece) => !same(piece, condition))
    .join(' ');
}

/** What stands before the colon of a condition, in every language that it may be typed in. */
const names = new Set(conditionNames);
/** A word, a colon, and what is asked for, which may stand in quotation marks. */
const CONDITION = /(?<=^|\s)-?([^\s:"]+):("[^"]*"?|[^\s"]+)/g;

/** The whole conditions in what was typed, as they stand there. */
export function conditionsIn(text: string): string[] {
  const found = [...text.matchAll(CONDITION)].filter(([, name]) => name && names.has(name.toLowerCase()));
  return [...new Set(found.map(([whole]) => whole))];
}

/** What was typed, without a condition that stands in it just so. */
export function withoutCondition(text: string, condition: string): string {
  const left = text.replaceAll(CONDITION, (whole) => (whole === condition ? '' : whole));
  return left.replace(/\s+/g, ' ').trim();
}
