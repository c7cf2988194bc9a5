// The last searches, to be searched again. They lie in the vault alone; here they are only while they are offered.
import type { Core } from '../platform/core';

/** The last searches. Where they cannot be had, none are offered: nothing depends on them. */
export class PastSearches {
  all = $state.raw<string[]>([]);
  #core: Core;
  #asked = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Reads them, to be offered. */
  async recall(): Promise<void> {
    const mine = ++this.#asked;
    const all = await this.#core.searches().catch(() => []);
    if (mine === this.#asked) this.all = all;
  }

  /** What was searched for was meant: a letter was opened from it, or Enter was pressed. */
  keep(text: string): void {
    void this.#core.searchKeep(text).catch(() => {});
  }

  /** Forgets one, or all. */
  async forget(text?: string): Promise<void> {
    await this.#core.searchForget(text).catch(() => {});
    await this.recall();
  }

  /** They are offered no longer. */
  clear(): void {
    this.#asked += 1;
    this.all = [];
  }
}
