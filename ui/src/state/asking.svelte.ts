// A question to the core whose answer a page shows: what came, what went wrong, and whether one waits. Of two
// questions the later counts.
import { asApiError } from '../parts/errors';
import type { ApiError } from '../platform/types/ApiError';

/** An answer on its way, or there. */
export class Asking<T> {
  answer = $state.raw<T>();
  error = $state.raw<ApiError>();
  busy = $state(false);
  #turn = 0;

  /** Asks; whether an answer came. What was answered before stays until then, and after an error. */
  async ask(question: () => Promise<T>): Promise<boolean> {
    const turn = (this.#turn += 1);
    this.busy = true;
    this.error = undefined;
    try {
      const answer = await question();
      if (turn === this.#turn) this.answer = answer;
      return true;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asApiError(thrown);
      return false;
    } finally {
      if (turn === this.#turn) this.busy = false;
    }
  }
}
