// The mailboxes of those whom the person helps.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { HelpedView } from '../platform/types/HelpedView';

/** Those whom the person helps. */
export class Helping {
  all = $state.raw<HelpedView[]>([]);
  /** Something was answered, so that none really is none. */
  answered = $state(false);
  error = $state.raw<ApiError>();
  #core: Core;
  #asked = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Reads them again. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const all = await this.#core.helping();
      if (mine === this.#asked) [this.all, this.answered, this.error] = [all, true, undefined];
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    }
  }

  /** Empties it, as after locking. */
  clear(): void {
    this.#asked += 1;
    [this.all, this.answered, this.error] = [[], false, undefined];
  }
}
