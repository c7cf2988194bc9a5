// The list of letters, a page at a time, in the order that was asked for. It shows what it was last asked for; an answer
// that comes after another question was asked is dropped. However long it has become, reading it again reads what is in
// sight and the top, where letters come in; the rest is read again when it comes into sight.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { LetterPage } from '../platform/types/LetterPage';
import type { LetterQuery } from '../platform/types/LetterQuery';
import type { LetterRow } from '../platform/types/LetterRow';
import { PAGE } from './page';
import { place, same } from './rows';

/** Who has come that far goes on. */
const LATER = 200;
/** For the way to the very end. */
const MOST = 5000;

/** A list over one mailbox or all. */
export class LetterList {
  rows = $state.raw<LetterRow[]>([]);
  more = $state(false);
  loading = $state(false);
  /** Something was answered, so that an empty list really is empty. */
  answered = $state(false);
  error = $state.raw<ApiError>();
  #core: Core;
  #query: LetterQuery | undefined;
  /** Goes up with each question; what belongs to an older one is dropped. */
  #shown = 0;
  /** One thing after the other, so that none undoes another. */
  #work: Promise<void> = Promise.resolve();
  #waiting = 0;
  #goesOn = false;
  /** The first and the last letter in sight. */
  #sight: [string, string] | undefined;
  /** Those that are as they were when everything was last to be read again. */
  #fresh = new WeakSet<LetterRow>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Whether it shows anything, or nothing as of a mailbox that may not be read. */
  get asked(): boolean {
    return this.#query !== undefined;
  }

  /** Shows what `query` asks for, from the top. */
  async show(query: LetterQuery): Promise<void> {
    this.clear();
    this.#query = query;
    await this.#do(async (read) => this.#take(await read(PAGE), 0));
  }

  /** Reads again what may have changed: the top and what is in sight now, the rest when it comes into sight. */
  async refresh(): Promise<void> {
    await this.#do(async (read) => {
      this.#fresh = new WeakSet();
      await this.#top(read);
      const [from, to] = this.#inSight();
      if (to >= PAGE && from < this.rows.length) await this.#stretch(read, from, to);
      // What is older than the last one may have come meanwhile.
      if (!this.more && this.rows.length > PAGE) this.#take(await read(PAGE, this.rows.at(-1)), this.rows.length);
    });
  }

  /** Shows a page more. */
  async next(): Promise<void> {
    if (!this.more || this.#goesOn) return;
    this.#goesOn = true;
    await this.#do((read) => this.#on(read, this.rows.length < LATER ? PAGE : LATER));
  }

  /** Shows all of it. */
  async all(): Promise<void> {
    await this.#do(async (read) => {
      while (this.more) await this.#on(read, MOST);
    });
  }

  /** Says which letters are in sight: those that may have changed are read again. */
  async see(first: string, last: string): Promise<void> {
    this.#sight = [first, last];
    const [from, to] = this.#inSight();
    if (this.#waiting > 0 || this.rows.slice(from, to + 1).every((row) => this.#fresh.has(row))) return;
    await this.#do((read) => this.#stretch(read, ...this.#inSight()));
  }

  /** Empties the list, as after locking. */
  clear(): void {
    this.#shown += 1;
    this.#query = undefined;
    [this.#work, this.#waiting, this.#goesOn, this.#sight] = [Promise.resolve(), 0, false, undefined];
    [this.rows, this.more, this.answered, this.error, this.loading] = [[], false, false, undefined, false];
  }

  /** Does this when all before it is done, unless another question was asked by then. */
  async #do(work: (read: Read) => Promise<void>): Promise<void> {
    if (!this.#query) return;
    const mine = this.#shown;
    const read: Read = async (limit, before) => {
      const page = await this.#core.letters({ ...this.#query, limit, ...(before && { before: before.id }) });
      if (mine !== this.#shown) throw DROPPED;
      return page;
    };
    const turn = async () => {
      if (mine !== this.#shown) return;
      try {
        await work(read);
        [this.answered, this.error] = [true, undefined];
      } catch (thrown) {
        if (mine === this.#shown) this.error = asApiError(thrown);
      }
      if (mine !== this.#shown) return;
      this.#waiting -= 1;
      this.loading = this.#waiting > 0;
      this.#goesOn &&= this.loading;
    };
    this.#work = this.#waiting > 0 ? this.#work.then(turn) : turn();
    [this.#waiting, this.loading] = [this.#waiting + 1, true];
    await this.#work;
  }

  /** The page and everything after it that was here, if the page leads to it; otherwise the list ends with the page. */
  #take(page: LetterPage, from: number): void {
    const old = this.rows;
    const rows = same(old, page.rows);
    rows.forEach((row) => this.#fresh.add(row));
    const last = place(old, rows.at(-1)?.id);
    // After a page that is not the last one there are others: those that were here, where it meets them.
    const meets = page.more && last >= from;
    this.rows = [...old.slice(0, from), ...rows, ...(meets ? old.slice(last + 1) : [])];
    if (!meets || last === old.length - 1) this.more = page.more && page.rows.length > 0;
  }

  async #on(read: Read, limit: number): Promise<void> {
    this.#take(await read(limit, this.rows.at(-1)), this.rows.length);
  }

  /** Reads from the top until it meets what was here, or as far as somebody looks. */
  async #top(read: Read): Promise<void> {
    const old = this.rows;
    const [, to] = this.#inSight();
    const wanted = Math.max(PAGE, Math.min(to + 1, MOST));
    let page = await read(PAGE);
    while (page.more && page.rows.length > 0 && page.rows.length < wanted && place(old, page.rows.at(-1)?.id) < 0) {
      const { rows, more } = await read(wanted - page.rows.length, page.rows.at(-1));
      page = { rows: [...page.rows, ...rows], more };
    }
    this.#take(page, 0);
  }

  /** Reads the rows from one to another again. */
  async #stretch(read: Read, from: number, to: number): Promise<void> {
    const before = this.rows[from - 1];
    try {
      this.#take(await read(to - from + 1, before), from);
    } catch (thrown) {
      // The letter before is gone for good, so there is nothing to go on from.
      if (before === undefined || asApiError(thrown).code !== 'notFound') throw thrown;
      this.#take(await read(to + 1), 0);
    }
  }

  /** From where to where somebody looks. */
  #inSight(): [number, number] {
    const [first, last] = this.#sight ?? [];
    const [from, to] = [place(this.rows, first), place(this.rows, last)];
    return from < 0 || to < from ? [0, PAGE - 1] : [from, to];
  }
}

type Read = (limit: number, before?: LetterRow) => Promise<LetterPage>;
/** Thrown where an answer is no longer wanted; nobody sees it. */
const DROPPED = new Error('another question was asked');
