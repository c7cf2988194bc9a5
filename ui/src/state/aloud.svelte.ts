// What is read aloud now. The core says when it begins and ends; the page highlights nothing, since nobody knows at which
// word the voice is.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { AppEvent } from '../platform/types/AppEvent';

type Told = Extract<AppEvent, { kind: 'readingAloud' | 'readingEnded' }>;

/** Reading aloud. */
export class Aloud {
  /** The file that is read; it is set as soon as the person asked, so that stopping is possible at once. */
  file = $state<string>();
  /** The file whose reading the voice broke off. */
  broken = $state<string>();
  /** Why it could not begin. */
  error = $state.raw<ApiError>();
  #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Reads a file, in the place of what is read. */
  async begin(message: string, file: string): Promise<void> {
    [this.file, this.broken, this.error] = [file, undefined, undefined];
    try {
      await this.#core.readAloud(message, file);
    } catch (thrown) {
      if (this.file === file) this.file = undefined;
      [this.error, this.broken] = [asApiError(thrown), undefined];
    }
  }

  /** Stops it. */
  stop(): void {
    this.file = undefined;
    // A core that is gone reads nothing.
    void this.#core.readAloudStop().catch(() => {});
  }

  /** The core said how it goes. */
  heard(event: Told): void {
    if (event.kind === 'readingEnded' && event.file === this.file) {
      this.file = undefined;
      if (event.failed) this.broken = event.file;
    }
  }
}
