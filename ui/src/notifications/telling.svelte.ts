// How the person is told of letters, as the page has it: read from the core, and read again after each change. What
// would come twice is asked of the services, which takes longer; the page does not wait for it.
import { asApiError } from '../parts/errors';
import type { ChannelName } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { NotifyChannelView } from '../platform/types/NotifyChannelView';
import type { NotifyRuleView } from '../platform/types/NotifyRuleView';
import type { NotifyView } from '../platform/types/NotifyView';
import type { RuleChange } from '../platform/types/RuleChange';
import type { TwiceView } from '../platform/types/TwiceView';
import type { AppState } from '../state/app.svelte';

export class Telling {
  view = $state.raw<NotifyView>();
  error = $state.raw<ApiError>();
  /** Goes up when something was changed: words that were made before may be others now. */
  changed = $state(0);
  #app: Pick<AppState, 'core' | 'channels'>;
  #turn = 0;

  constructor(app: Pick<AppState, 'core' | 'channels'>) {
    this.#app = app;
  }

  channel(name: ChannelName): NotifyChannelView | undefined {
    return this.view?.channels.find(({ channel }) => channel === name);
  }

  /** What holds for a channel where no mailbox has an exception. */
  rule(name: ChannelName): NotifyRuleView | undefined {
    return this.view?.rules.find(({ channel, mailbox }) => channel === name && mailbox === undefined);
  }

  get exceptions(): NotifyRuleView[] {
    return (this.view?.rules ?? []).filter(({ mailbox }) => mailbox !== undefined);
  }

  /** The services that write to the address of a channel by themselves. */
  twice({ channel, to }: NotifyChannelView): TwiceView[] {
    return this.#app.channels.twice.filter((one) => one.channel === channel && one.address === to);
  }

  /** Some service could not be asked, and there is an address about which it matters. */
  get notAsked(): boolean {
    return this.#app.channels.notAsked && (this.view?.channels.some(({ to }) => to !== undefined) ?? false);
  }

  /** Reads it, and asks the services if they were not asked yet. */
  async begin(): Promise<void> {
    await this.refresh();
    await this.#app.channels.askServices();
  }

  /** Reads it again. */
  async refresh(): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const view = await this.#app.core.notifyShow(false);
      if (turn !== this.#turn) return;
      this.view = view;
      this.error = undefined;
    } catch (thrown) {
      if (turn === this.#turn) this.error = asApiError(thrown);
    }
    this.changed += 1;
  }

  /** Changes what holds; what went wrong, if anything did. */
  async set(channel: ChannelName, mailbox: string | undefined, change: RuleChange): Promise<ApiError | undefined> {
    const error = await this.#change(() => this.#app.core.notifySet(channel, mailbox, change));
    if (change.on && channel !== 'desktop') void this.#app.channels.askServices({ again: true });
    return error;
  }

  /** Takes an exception away. */
  unset(channel: ChannelName, mailbox: string): Promise<ApiError | undefined> {
    return this.#change(() => this.#app.core.notifyUnset(channel, mailbox));
  }

  /** Forgets how a channel is reached. */
  forget(channel: ChannelName): Promise<ApiError | undefined> {
    return this.#change(() => this.#app.core.notifyForget(channel));
  }

  /** A channel was set up or tried: it may do better or worse now, and go to another address. */
  async channelChanged(anew: boolean): Promise<void> {
    await Promise.all([this.refresh(), this.#app.channels.refresh()]);
    if (anew) void this.#app.channels.askServices({ again: true });
  }

  async #change(change: () => Promise<unknown>): Promise<ApiError | undefined> {
    let error: ApiError | undefined;
    try {
      await change();
    } catch (thrown) {
      error = asApiError(thrown);
    }
    await Promise.all([this.refresh(), this.#app.channels.refresh()]);
    return error;
  }
}
