// How many panes there is room for: three from 1100 px, two from 700, one below; and whether two fit one over the
// other, from 720 px of height. Measured in em, so that larger text means fewer panes.
import { MediaQuery } from 'svelte/reactivity';

const wide = new MediaQuery('width >= 68.75em', true);
const roomy = new MediaQuery('width >= 80em', true);
const two = new MediaQuery('width >= 43.75em', true);
const tall = new MediaQuery('height >= 45em', true);

/** Room for rack, list and letter beside one another. */
export function hasThreePanes(): boolean {
  return wide.current;
}

/** Room for everything that one may do with a letter, beside the list. */
export function hasRoomForActions(): boolean {
  return roomy.current;
}

/** Room for one pane only. */
export function hasOnePane(): boolean {
  return !two.current;
}

/** Room for an answer and its letter, one over the other. */
export function isTall(): boolean {
  return tall.current;
}
