// Search as one types: asked when the typing rests, and an answer to an older question is dropped. A query
// is never kept anywhere but in the field.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { LetterRow } from '../platform/types/LetterRow';
import type { SearchOrder } from '../platform/types/SearchOrder';

/** How long the typing must rest before we ask. */
export const REST_MS = 120;
/** The core's index begins at words of two letters. */
const SHORTEST = 2;
const PAGE = 50;
const MOST = 500;

/** A search over one mailbox or all. */
export class Search {
  text = $state('');
  rows = $state.raw<LetterRow[]>([]);
  more = $state(false);
  /** Which letters come first. */
  order = $state<SearchOrder>('newest');
  /** What the rows answer; undefined until there is an answer. */
  answered = $state<string>();
  error = $state.raw<ApiError>();
  #core: Core;
  #asked = 0;
  #limit = PAGE;
  #mailbox: string | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Whether the list shows what was searched for rather than the mailbox. */
  get active(): boolean {
    return this.text.trim().length >= SHORTEST;
  }

  /** The person typed. */
  type(text: string, mailbox: string | undefined): void {
    this.text = text;
    this.#mailbox = mailbox;
    this.#limit = PAGE;
    this.#asked += 1;
    clearTimeout(this.#resting);
    if (this.active) this.#resting = setTimeout(() => void this.refresh(), REST_MS);
    else this.#empty();
  }

  /** Asks again what was asked. */
  async refresh(): Promise<void> {
    if (!this.active) return;
    const mine = ++this.#asked;
    // A space at the end says that the last word is whole.
    const text = this.text.trimStart();
    try {
      const order = this.order === 'best' && { order: this.order };
      const page = await this.#core.search({ text, limit: this.#limit, ...(this.#mailbox && { mailbox: this.#mailbox }), ...order });
      if (mine !== this.#asked) return;
      this.rows = page.rows;
      this.more = page.more && this.#limit < MOST;
      this.answered = text.trim();
      this.error = undefined;
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    }
  }

  /** Asks for the same in this order, from the top. */
  async sort(order: SearchOrder): Promise<void> {
    this.order = order;
    this.#limit = PAGE;
    await this.refresh();
  }

  /** Asks for more of the same. */
  async next(): Promise<void> {
    this.#limit = Math.min(MOST, this.#limit + PAGE);
    await this.refresh();
  }

  /** Leaves the search. */
  clear(): void {
    this.type('', undefined);
  }

  #empty(): void {
    this.rows = [];
    this.more = false;
    this.answered = undefined;
    this.error = undefined;
  }
}
