// Several letters chosen at once, to do the same with each. Choosing begins and ends with a button; going
// elsewhere ends it.
import { SvelteSet } from 'svelte/reactivity';
import type { LetterRow } from '../platform/types/LetterRow';

/** The chosen letters. */
export class Selection {
  /** Rows carry a box to tick. */
  choosing = $state(false);
  #ids = new SvelteSet<string>();

  /** Begins or ends choosing. */
  toggle(): void {
    if (this.choosing) this.end();
    else this.choosing = true;
  }

  /** Ends choosing. */
  end(): void {
    this.choosing = false;
    this.#ids.clear();
  }

  /** Whether this letter is chosen. */
  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Chooses a letter, or takes it back. */
  tick(id: string): void {
    if (!this.#ids.delete(id)) this.#ids.add(id);
  }

  /** Chooses these; if all of them are chosen already, none. */
  tickAll(rows: LetterRow[]): void {
    const all = rows.every(({ id }) => this.#ids.has(id));
    this.#ids.clear();
    if (!all) rows.forEach(({ id }) => this.#ids.add(id));
  }

  /** The chosen ones among what is shown: what is not shown any longer is not acted on. */
  of(rows: LetterRow[]): LetterRow[] {
    return rows.filter(({ id }) => this.#ids.has(id));
  }
}
