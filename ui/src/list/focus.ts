// Moves the keyboard's focus among the rows of the list that is shown, also to rows that are not in the page yet.

/** How to go through a list. */
export interface Walk {
  /** By so many rows from the one that has the focus, or else from the one that is open. Says whether there is any. */
  step: (by: number) => boolean;
  /** To the row of a letter, if it is in the list. */
  to: (letter: string) => void;
}

let walk: Walk | undefined;

/** The list that is shown says how to go through it; gone through until it goes. */
export function walkThrough(list: Walk): () => void {
  walk = list;
  return () => {
    if (walk === list) walk = undefined;
  };
}

/** Moves by so many rows. */
export function stepRow(by: number): boolean {
  return walk?.step(by) ?? false;
}

/** Gives the focus to a letter's row, once the list is shown again. */
export function focusRow(letter: string | undefined): void {
  if (letter !== undefined) requestAnimationFrame(() => walk?.to(letter));
}
