// The ways by which the person is told of new letters, as far as the main screen has to know: which are in trouble.
import type { Core } from '../platform/core';
import type { ChannelTrouble } from '../platform/types/ChannelTrouble';

/** The channels. */
export class Channels {
  troubles = $state.raw<ChannelTrouble[]>([]);
  #core: Core;
  #asked = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Reads which are in trouble. What cannot be read is told by whatever else is read at the same time. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    const troubles = await this.#core.notifyTroubles().catch(() => this.troubles);
    if (mine === this.#asked) this.troubles = troubles;
  }

  /** Forgets them, as after locking. */
  clear(): void {
    this.#asked += 1;
    this.troubles = [];
  }
}
