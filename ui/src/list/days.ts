// Puts letters under the headings of their days. The order is the core's: newest first.
import { heading, parse } from '../parts/time';
import { t } from '../i18n/index.svelte';
import type { LetterRow } from '../platform/types/LetterRow';

/** Letters under one heading. */
export interface Day {
  key: string;
  title: string;
  detail?: string;
  rows: LetterRow[];
}

/** The letters, grouped; a letter whose time cannot be read stands under “without a date”. */
export function byDay(rows: LetterRow[], now: Date): Day[] {
  const days = new Map<string, Day>();
  for (const row of rows) {
    const at = parse(row.received);
    const head = at ? heading(at, now) : { key: 'undated', title: t('time.undated') };
    const day = days.get(head.key) ?? { ...head, rows: [] };
    day.rows.push(row);
    days.set(head.key, day);
  }
  return [...days.values()];
}
