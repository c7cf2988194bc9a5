// The list of letters, newest first, a page of 50 at a time. It shows what it was last asked for; an answer
// that comes after another question was asked is dropped.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { LetterQuery } from '../platform/types/LetterQuery';
import type { LetterRow } from '../platform/types/LetterRow';

const PAGE = 50;
/** The most that the core gives at once. */
const MOST = 500;

/** A list over one mailbox or all. */
export class LetterList {
  rows = $state.raw<LetterRow[]>([]);
  more = $state(false);
  loading = $state(false);
  /** Something was answered, so that an empty list really is empty. */
  answered = $state(false);
  error = $state.raw<ApiError>();
  #core: Core;
  #query: LetterQuery = {};
  #wanted = PAGE;
  #asked = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Shows what `query` asks for, from the top. */
  async show(query: LetterQuery): Promise<void> {
    this.#query = query;
    this.#empty();
    await this.#read([]);
  }

  /** Reads again what is shown, as far down as it is shown. */
  async refresh(): Promise<void> {
    await this.#read([]);
  }

  /** Shows a page more. */
  async next(): Promise<void> {
    if (!this.more) return;
    this.#wanted = this.rows.length + PAGE;
    // While everything is being read again, that goes on to the new end; otherwise only the rest is read.
    await this.#read(this.loading ? [] : this.rows);
  }

  /** Empties the list, as after locking. */
  clear(): void {
    this.#asked += 1;
    this.#empty();
    this.loading = false;
  }

  async #read(kept: LetterRow[]): Promise<void> {
    const mine = ++this.#asked;
    this.loading = true;
    try {
      let [rows, more] = [kept, true];
      while (more && rows.length < this.#wanted) {
        const limit = Math.min(MOST, this.#wanted - rows.length);
        const before = rows.at(-1)?.id;
        const page = await this.#core.letters({ ...this.#query, limit, ...(before && { before }) });
        if (mine !== this.#asked) return;
        rows = [...rows, ...page.rows];
        more = page.more && page.rows.length > 0;
      }
      this.rows = rows;
      this.more = more;
      this.answered = true;
      this.error = undefined;
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    } finally {
      if (mine === this.#asked) this.loading = false;
    }
  }

  #empty(): void {
    this.#wanted = PAGE;
    this.rows = [];
    this.more = false;
    this.answered = false;
    this.error = undefined;
  }
}
