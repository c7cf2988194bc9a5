// How many panes there is room for: three from 1100 px, two from 700, one below. Measured in em, so that
// larger text means fewer panes.
import { MediaQuery } from 'svelte/reactivity';

const wide = new MediaQuery('width >= 68.75em', true);
const two = new MediaQuery('width >= 43.75em', true);

/** Room for rack, list and letter beside one another. */
export function hasThreePanes(): boolean {
  return wide.current;
}

/** Room for one pane only. */
export function hasOnePane(): boolean {
  return !two.current;
}
