// The ways by which the person is told of new letters, as far as it outlives a page: which are in trouble, and by which a
// service tells her the same. That is asked of each service, which may be hundreds of questions: once, and again when
// something about it was changed here.
import type { Core } from '../platform/core';
import type { ChannelTrouble } from '../platform/types/ChannelTrouble';
import type { TwiceView } from '../platform/types/TwiceView';

/** The channels. */
export class Channels {
  troubles = $state.raw<ChannelTrouble[]>([]);
  /** Addresses to which a service writes by itself, too. */
  twice = $state.raw<TwiceView[]>([]);
  /** Some service could not be asked. */
  notAsked = $state(false);
  #core: Core;
  #asked = 0;
  #askedServices = 0;
  #known = false;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Reads which are in trouble. What cannot be read is told by whatever else is read at the same time. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    const troubles = await this.#core.notifyTroubles().catch(() => this.troubles);
    if (mine === this.#asked) this.troubles = troubles;
  }

  /** Asks the services, unless all have answered before. */
  async askServices({ again = false } = {}): Promise<void> {
    if (this.#known && !again) return;
    const mine = ++this.#askedServices;
    const answer = await this.#core.notifyShow(true).catch(() => undefined);
    if (mine !== this.#askedServices) return;
    this.#known = answer?.asked === true;
    this.notAsked = !this.#known;
    if (answer) this.twice = answer.channels.flatMap(({ twice }) => twice);
  }

  /** Forgets them, as after locking. */
  clear(): void {
    this.#asked += 1;
    this.#askedServices += 1;
    this.#known = false;
    [this.troubles, this.twice, this.notAsked] = [[], [], false];
  }
}
