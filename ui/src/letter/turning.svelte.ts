// From one letter to the next. The one that is open stays until the next has been read: nothing flickers, and the question to
// the core does not wait for an empty place to be drawn. What takes longer is seen to take longer.
import { untrack } from 'svelte';
import type { Core } from '../platform/core';
import { OpenLetter } from './open-letter.svelte';

/** In ms. More would look as if the click had not been noticed. */
const PATIENCE = 120;

/** Which letter is in the place of the letter; part of the component that shows it. */
export class Turning {
  letter = $state.raw<OpenLetter>();

  /** `wanted` is the letter that the person wants, `changed` goes up when it changed. */
  constructor(core: Core, wanted: () => string | undefined, changed: () => number) {
    $effect.pre(() => {
      const id = wanted();
      if (id === untrack(() => this.letter)?.id) return;
      if (id === undefined) return void (this.letter = undefined);
      const next = new OpenLetter(core, id);
      let given = false;
      const turn = () => {
        if (!given) this.letter = next;
      };
      void next.readAsOf(untrack(changed)).then(turn);
      const late = setTimeout(turn, PATIENCE);
      return () => {
        given = true;
        clearTimeout(late);
      };
    });
  }
}
