// What can be done right now, by name: the palette lists it, a key does it, the list of keys tells it. Whoever can do
// something offers it as long as it is on the screen, so that nothing is named that may not be done.
import { untrack } from 'svelte';
import type { IconName } from '../parts/icons';

/** Something that can be done. */
export interface Command {
  /** Its name, in the language of the page. */
  words: string;
  icon: IconName;
  /** The one key that does it, where no field has the focus. */
  key?: string;
  run: () => void;
}

/** All of it. */
export class Commands {
  #offers = $state.raw<(() => Command[])[]>([]);

  /** Offers what `of` names from now on; what is returned takes the offer back. */
  offer(of: () => Command[]): () => void {
    // Whoever offers does not depend on what others offer.
    const change = (to: (offers: (() => Command[])[]) => (() => Command[])[]) => (this.#offers = to(untrack(() => this.#offers)));
    change((offers) => [...offers, of]);
    return () => void change((offers) => offers.filter((one) => one !== of));
  }

  /** What can be done, what was offered last first: what belongs to the open letter comes before the pages. */
  get all(): Command[] {
    return [...this.#offers].reverse().flatMap((of) => of());
  }

  /** What this key does. */
  by(key: string): Command | undefined {
    return this.all.find((command) => command.key === key);
  }

  /** Those in whose names every word is found, wherever in them. */
  matching(typed: string): Command[] {
    const words = typed.toLocaleLowerCase().split(/\s+/).filter((word) => word !== '');
    return this.all.filter((command) => words.every((word) => command.words.toLocaleLowerCase().includes(word)));
  }
}
