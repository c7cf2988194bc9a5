// Cuts a list into blocks of rows, each under one heading: what is far from sight is not in the page, a block at a
// time. Of a list that changed a little the blocks that did not change stay the objects that they are, so that nothing
// of them is drawn again, however long the list is.
import type { LetterRow } from '../platform/types/LetterRow';

/** What rows stand under. Without a title nothing is said. */
export interface Heading {
  key: string;
  title: string;
  detail?: string;
}

/** Rows that follow one another under the same heading. */
export interface Block {
  /** Its first letter's id. */
  key: string;
  heading: Heading;
  rows: LetterRow[];
}

/** The first is small, so that a list that has just come is there at once. */
const FIRST = 16;
const USUAL = 24;

/** How many at the beginning are the same in both. */
function commonStart(a: LetterRow[], b: LetterRow[]): number {
  const most = Math.min(a.length, b.length);
  let n = 0;
  while (n < most && a[n] === b[n]) n += 1;
  return n;
}

/** How many at the end are the same in both, of those that `most` leaves. */
function commonEnd(a: LetterRow[], b: LetterRow[], most: number): number {
  let n = 0;
  while (n < most && a[a.length - 1 - n] === b[b.length - 1 - n]) n += 1;
  return n;
}

/** Cuts rows; `small` says that the list begins with them. */
function cut(rows: LetterRow[], headingOf: (row: LetterRow) => Heading, small: boolean): Block[] {
  const blocks: Block[] = [];
  for (const row of rows) {
    const heading = headingOf(row);
    const last = blocks.at(-1);
    const room = small && blocks.length === 1 ? FIRST : USUAL;
    if (last && last.heading.key === heading.key && last.rows.length < room) last.rows.push(row);
    else blocks.push({ key: row.id, heading, rows: [row] });
  }
  return blocks;
}

/** Keeps the blocks of one list from one state of it to the next. */
export class Blocks {
  #rows: LetterRow[] = [];
  #blocks: Block[] = [];
  #headings: unknown;

  /** The blocks of these rows. `headings` tells apart what headings are made by: another one, and all is cut anew. */
  of(rows: LetterRow[], headings: unknown, headingOf: (row: LetterRow) => Heading): Block[] {
    const same = this.#headings === headings;
    const begin = same ? commonStart(this.#rows, rows) : 0;
    const end = same ? commonEnd(this.#rows, rows, Math.min(this.#rows.length, rows.length) - begin) : 0;
    const [before, kept] = this.#atStart(begin, rows.length);
    const [after, rest] = this.#atEnd(end);
    const between = cut(rows.slice(kept, rows.length - rest), headingOf, kept === 0);
    [this.#rows, this.#headings, this.#blocks] = [rows, headings, [...before, ...between, ...after]];
    return this.#blocks;
  }

  /** The blocks that lie wholly in the first `n` rows, and how many rows that is; the last one of the list may grow. */
  #atStart(n: number, total: number): [Block[], number] {
    let [at, rows] = [0, 0];
    for (; at < this.#blocks.length; at += 1) {
      const next = rows + (this.#blocks[at]?.rows.length ?? 0);
      if (next > n || (at === this.#blocks.length - 1 && next < total)) break;
      rows = next;
    }
    return [this.#blocks.slice(0, at), rows];
  }

  /** The blocks that lie wholly in the last `n` rows, and how many rows that is. */
  #atEnd(n: number): [Block[], number] {
    let [at, rows] = [this.#blocks.length, 0];
    for (; at > 0; at -= 1) {
      const next = rows + (this.#blocks[at - 1]?.rows.length ?? 0);
      if (next > n) break;
      rows = next;
    }
    return [this.#blocks.slice(at), rows];
  }
}
