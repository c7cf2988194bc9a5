// How syncing stands, for the top bar and the line under it.
import type { Core } from '../platform/core';
import { asApiError } from '../parts/errors';
import type { SyncState } from '../platform/types/SyncState';

const QUIET: SyncState = { phase: 'idle', done: 0, of: 0, first: false, queued: 0 };

/** Syncing as the person sees it. */
export class Sync {
  state = $state.raw<SyncState>(QUIET);
  #core: Core;
  #asked = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Something is on its way. */
  get running(): boolean {
    return this.state.phase !== 'idle';
  }

  /** There is no connection. */
  get offline(): boolean {
    return this.state.trouble === 'offline';
  }

  /** Nothing more is fetched until the person logs in again. */
  get signedOut(): boolean {
    return this.state.trouble === 'signInAgain';
  }

  /** Reads how it stands. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const state = await this.#core.syncState();
      if (mine === this.#asked) this.state = state;
    } catch (thrown) {
      this.#failed(mine, thrown);
    }
  }

  /** Asks for a look at the service now; events tell how it goes. */
  async now(): Promise<void> {
    try {
      await this.#core.syncNow();
    } catch (thrown) {
      this.#failed(this.#asked, thrown);
    }
  }

  /** Forgets what it knew, as after locking. */
  clear(): void {
    this.#asked += 1;
    this.state = QUIET;
  }

  #failed(mine: number, thrown: unknown): void {
    if (mine === this.#asked) this.state = { ...this.state, phase: 'idle', trouble: asApiError(thrown).code };
  }
}
