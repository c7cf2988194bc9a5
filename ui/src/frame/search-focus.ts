// Brings the keyboard to the search field.

/** The id of the field. */
export const SEARCH_ID = 'search';

/** Says whether the field is there. */
export function focusSearch(): boolean {
  const field = document.getElementById(SEARCH_ID);
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  field.select();
  return true;
}
