// The addresses of senders' logos, each asked for once for all the places that show it. An address runs out; one that
// brings nothing is asked for anew, once in a while, and until then the sender has none.
import { SvelteMap } from 'svelte/reactivity';
import type { Core } from '../platform/core';

/** Ms between two questions for the same logo. */
const AGAIN = 60_000;

/** The addresses of logos. */
export class Logos {
  #core: Core;
  #addresses = new SvelteMap<string, string>();
  #asked = new Map<string, number>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Where this logo is, once that is known; the first who asks makes it known. */
  address(logo: string): string | undefined {
    if (!this.#asked.has(logo)) this.#ask(logo);
    return this.#addresses.get(logo);
  }

  /** Nothing came from there. */
  failed(logo: string): void {
    this.#addresses.delete(logo);
    if (Date.now() - (this.#asked.get(logo) ?? 0) > AGAIN) this.#ask(logo);
  }

  /** The vault was closed: its addresses lead nowhere. */
  clear(): void {
    this.#asked.clear();
    this.#addresses.clear();
  }

  #ask(logo: string): void {
    const at = Date.now();
    this.#asked.set(logo, at);
    const found = (address: string) => this.#asked.get(logo) === at && this.#addresses.set(logo, address);
    void this.#core.logoUrl(logo).then(found).catch(() => {});
  }
}
