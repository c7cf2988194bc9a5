// Moves the keyboard's focus among the rows of the list, which lie in the page in the order in which they are
// shown.

const rows = () => [...document.querySelectorAll<HTMLElement>('[data-letter]')];

/** Moves by so many rows from the one that has the focus, or else from the one that is open. */
export function stepRow(by: number): boolean {
  const all = rows();
  const at = all.findIndex((row) => row === document.activeElement);
  const from = at >= 0 ? at : all.findIndex((row) => row.getAttribute('aria-current') === 'true');
  const next = all[from < 0 ? 0 : Math.min(all.length - 1, Math.max(0, from + by))];
  next?.focus();
  return next !== undefined;
}

/** Gives the focus to a letter's row, once the list is shown again. */
export function focusRow(letter: string | undefined): void {
  if (letter === undefined) return;
  requestAnimationFrame(() => rows().find((row) => row.dataset.letter === letter)?.focus());
}
