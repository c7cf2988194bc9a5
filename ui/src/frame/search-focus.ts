// Brings the keyboard to the search field.

/** The id of the field. */
export const SEARCH_ID = 'search';

/** Says whether the field is there. What stands in it is selected, or gone on with at its end. */
export function focusSearch(at: 'all' | 'end' = 'all'): boolean {
  const field = document.getElementById(SEARCH_ID);
  if (!(field instanceof HTMLInputElement)) return false;
  field.focus();
  if (at === 'all') field.select();
  else field.setSelectionRange(field.value.length, field.value.length);
  return true;
}
