// Letters in the making, and what the service refused: both wait for the person, wherever in the window she is.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { DraftView } from '../platform/types/DraftView';
import type { RefusedView } from '../platform/types/RefusedView';

/** What waits for the person. */
export class Drafts {
  all = $state.raw<DraftView[]>([]);
  refused = $state.raw<RefusedView[]>([]);
  /** Why something could not be begun or said. */
  error = $state.raw<ApiError>();
  #core: Core;
  #asked = 0;
  #thrownAway = new Set<string>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Drafts that the service would not have, or whose sending cannot be told. */
  get troubled(): DraftView[] {
    return this.all.filter(({ state }) => state === 'refused');
  }

  /** Those of a mailbox, or of all. */
  of(mailbox?: string): DraftView[] {
    return this.all.filter((draft) => mailbox === undefined || draft.mailbox === mailbox);
  }

  /** Reads everything again. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const [all, refused] = await Promise.all([this.#core.drafts(), this.#core.refused()]);
      if (mine === this.#asked) [this.all, this.refused] = [all.filter(({ id }) => !this.#thrownAway.has(id)), refused];
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    }
  }

  /** Begins a draft; its id, unless it could not be begun. */
  async begin(how: () => Promise<DraftView>): Promise<string | undefined> {
    this.error = undefined;
    try {
      const { id } = await how();
      await this.refresh();
      return id;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return undefined;
    }
  }

  /** It was thrown away: it is off the list at once, and an answer that was on its way does not bring it back. */
  forget(id: string): void {
    this.#thrownAway.add(id);
    this.all = this.all.filter((draft) => draft.id !== id);
  }

  /** The person has seen that it was refused. */
  dismiss = (one: RefusedView) => this.#say(() => this.#core.wishDismiss(one.mailbox, one.id));

  /** It is to be tried once more. */
  again = (one: RefusedView) => this.#say(() => this.#core.wishAgain(one.mailbox, one.id));

  /** Empties it, as after locking. */
  clear(): void {
    this.#asked += 1;
    [this.all, this.refused, this.error] = [[], [], undefined];
  }

  async #say(what: () => Promise<void>): Promise<void> {
    try {
      await what();
      await this.refresh();
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
  }
}
