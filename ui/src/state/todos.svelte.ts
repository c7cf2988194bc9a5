// What there is to do over all mailboxes. What the person ticks stays where it is until she leaves the page, so that
// nothing jumps under her finger and a tick is taken back where it was set.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { TodoItem } from '../platform/types/TodoItem';

const key = (item: TodoItem) => `${item.letter} ${item.item}`;

/** To do. */
export class Todos {
  /** What is not done, the oldest day first. */
  open = $state.raw<TodoItem[]>([]);
  /** What is done, the newest first; only once it was asked for. */
  done = $state.raw<TodoItem[]>();
  /** Something was answered, so that an empty list really is empty. */
  answered = $state(false);
  error = $state.raw<ApiError>();
  /** What was ticked on this visit, as it was, and whether it is ticked still. */
  #touched = $state.raw<{ item: TodoItem; done: boolean }[]>([]);
  #core: Core;
  #asked = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** What the page shows: what is not done, and what was ticked on this visit. */
  get shown(): TodoItem[] {
    const touched = this.#touched.map(({ item }) => item);
    const others = this.open.filter((item) => !touched.some((one) => key(one) === key(item)));
    return [...others, ...touched].sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || key(a).localeCompare(key(b)));
  }

  /** Whether it was ticked on this visit. */
  isTicked(item: TodoItem): boolean {
    return this.#touched.some((one) => one.done && key(one.item) === key(item));
  }

  /** Reads it again. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const [open, done] = await Promise.all([this.#core.todo({}), this.done && this.#core.todo({ done: true })]);
      if (mine !== this.#asked) return;
      [this.open, this.done, this.answered, this.error] = [open, done, true, undefined];
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    }
  }

  /** Shows or hides what is done. */
  async showDone(shown: boolean): Promise<void> {
    this.done = shown ? [] : undefined;
    if (shown) await this.refresh();
  }

  /** Ticks a thing as done, or takes the tick away. */
  async tick(item: TodoItem, done: boolean): Promise<void> {
    const before = this.#touched;
    const others = before.filter((one) => key(one.item) !== key(item));
    this.#touched = [...others, { item, done }];
    try {
      await this.#core.todoTick(item.letter, item.item, done);
      await this.refresh();
    } catch (thrown) {
      [this.#touched, this.error] = [before, asApiError(thrown)];
    }
  }

  /** The page is left: what was ticked goes to what is done. */
  leave(): void {
    this.#touched = [];
    this.done = undefined;
  }

  /** Empties it, as after locking. */
  clear(): void {
    this.#asked += 1;
    [this.open, this.done, this.#touched, this.answered, this.error] = [[], undefined, [], false, undefined];
  }
}
