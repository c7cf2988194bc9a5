// Several letters chosen at once, to do the same with each. Choosing begins with a button, with Shift or Ctrl and a
// click, with Shift and an arrow, or with Ctrl+A; it ends with a button, and when one goes elsewhere.
import { SvelteSet } from 'svelte/reactivity';
import type { LetterRow } from '../platform/types/LetterRow';
import { place } from './rows';

/** The chosen letters. */
export class Selection {
  /** Rows carry a box to tick. */
  choosing = $state(false);
  #ids = new SvelteSet<string>();
  /** From where Shift chooses on. */
  #from: string | undefined;

  /** Begins or ends choosing. */
  toggle(): void {
    if (this.choosing) this.end();
    else this.choosing = true;
  }

  /** Ends choosing. */
  end(): void {
    this.choosing = false;
    this.#ids.clear();
    this.#from = undefined;
  }

  /** Whether this letter is chosen. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Chooses a letter, or takes it back. */
  tick(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
    this.#from = id;
  }

  /** Chooses these; if all of them are chosen already, none. */
  tickAll(rows: LetterRow[]): void {
    const all = rows.every(({ id }) => this.#ids.has(id));
    this.#ids.clear();
    if (!all) rows.forEach(({ id }) => this.#ids.add(id));
  }

  /** Chooses from the row where choosing began, or else from `from`, to another, and nothing else. */
  reach(rows: LetterRow[], from: string, to: string): void {
    const first = this.choosing ? (this.#from ?? from) : from;
    const ends = [place(rows, first), place(rows, to)].sort((a, b) => a - b) as [number, number];
    [this.choosing, this.#from] = [true, first];
    this.#ids.clear();
    rows.slice(Math.max(0, ends[0]), ends[1] + 1).forEach(({ id }) => this.#ids.add(id));
  }

  /** Chooses all of these. */
  all(rows: LetterRow[]): void {
    this.choosing = true;
    rows.forEach(({ id }) => this.#ids.add(id));
  }

  /** A click on a row: with Shift it chooses as far as there, with Ctrl that one; says whether it was either. */
  click(event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>, rows: LetterRow[], id: string, from: string | undefined): boolean {
    if (event.shiftKey) this.reach(rows, from ?? id, id);
    else if (event.ctrlKey || event.metaKey) {
      this.choosing = true;
      this.tick(id);
    } else return false;
    return true;
  }

  /** The chosen ones among what is shown: what is not shown any longer is not acted on. */
  of(rows: LetterRow[]): LetterRow[] {
    return rows.filter(({ id }) => this.#ids.has(id));
  }
}
