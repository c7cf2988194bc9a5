// Rows of letters from one reading to the next.
import type { LetterRow } from '../platform/types/LetterRow';

/** Where a letter is among the rows; -1 where it is not. */
export function place(rows: LetterRow[], id: string | undefined): number {
  return id === undefined ? -1 : rows.findIndex((row) => row.id === id);
}

/** The rows that were read now; those that say what they said stay the objects that they were, and are not drawn again. */
export function same(before: LetterRow[], now: LetterRow[]): LetterRow[] {
  const wanted = new Set(now.map(({ id }) => id));
  const known = new Map(before.filter(({ id }) => wanted.has(id)).map((row) => [row.id, row]));
  return now.map((row) => {
    const one = known.get(row.id);
    return one && JSON.stringify(one) === JSON.stringify(row) ? one : row;
  });
}
