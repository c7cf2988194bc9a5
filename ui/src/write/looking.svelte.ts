// Looking somebody up at the service: what was asked last counts, an answer to an earlier question is dropped.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { AuthorityView } from '../platform/types/AuthorityView';
import type { RecipientView } from '../platform/types/RecipientView';

/** A look into the register, from one mailbox. */
export class Looking {
  list = $state.raw<AuthorityView[]>([]);
  /** Recipients, once those were asked for. */
  found = $state.raw<RecipientView[]>();
  error = $state.raw<ApiError>();
  busy = $state(false);
  #asked = 0;

  constructor(
    readonly core: Core,
    readonly mailbox: string,
  ) {}

  /** How many were found. */
  get count(): number {
    return (this.found ?? this.list).length;
  }

  authorities = () => this.#ask(() => this.core.authorities(this.mailbox, ''), (list) => ([this.list, this.found] = [list, undefined]));
  points = (authority: string) => this.#ask(() => this.core.contactPoints(this.mailbox, authority), (found) => (this.found = found));
  search = (words: string) => this.#ask(() => this.core.recipients(this.mailbox, words), (found) => (this.found = found));
  trusted = () => this.#ask(() => this.core.trustees(this.mailbox), (found) => (this.found = found));

  async #ask<T>(question: () => Promise<T>, take: (answer: T) => void): Promise<void> {
    const mine = ++this.#asked;
    [this.busy, this.error] = [true, undefined];
    try {
      const answer = await question();
      if (mine === this.#asked) take(answer);
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    } finally {
      if (mine === this.#asked) this.busy = false;
    }
  }
}
