// The keys that work everywhere: Ctrl+K or / to search, j and k through the list, Escape one step back, ? for
// help. Letters typed into a field, and keys while a dialog is open, are left alone.
import { focusRow, stepRow } from '../list/focus';
import type { AppState } from '../state/app.svelte';
import { focusSearch } from './search-focus';

const FIELDS = 'input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]';

/** Answers a key pressed anywhere in the main screen. */
export function pageKeys(app: AppState, act: { help: () => void }): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open], :popover-open')) return;
    if (respond(event, app, act)) event.preventDefault();
  };
}

function respond(event: KeyboardEvent, app: AppState, act: { help: () => void }): boolean {
  const command = event.ctrlKey || event.metaKey;
  if (command) return event.key.toLowerCase() === 'k' && focusSearch();
  if (event.key === 'Escape') return stepBack(app);
  if (event.target instanceof Element && event.target.matches(FIELDS)) return false;
  switch (event.key) {
    case 'j':
      return stepRow(1);
    case 'k':
      return stepRow(-1);
    case '/':
      return focusSearch();
    case '?':
      act.help();
      return true;
    default:
      return false;
  }
}

function stepBack({ place, search, selection }: AppState): boolean {
  if (selection.choosing && place.page === 'post') {
    selection.end();
    return true;
  }
  const letter = place.letter;
  if (letter === undefined && place.page === 'post' && search.text !== '') {
    search.clear();
    return true;
  }
  place.back();
  focusRow(letter);
  return true;
}
