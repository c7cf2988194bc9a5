// The keys that work everywhere: Ctrl+K to search, Ctrl+Shift+P for everything that can be done, Escape one step back;
// and single letters, which can be turned off since voice and tremor type them by accident (WCAG 2.2, 2.1.4): j and k
// through the list, and those of what can be done right now. Letters typed into a field, and keys while a dialog is open,
// are left alone.
import { focusRow, stepRow } from '../list/focus';
import type { AppState } from '../state/app.svelte';
import { focusSearch } from './search-focus';

const FIELDS = 'input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]';

/** Answers a key pressed anywhere in the main screen. */
export function pageKeys(app: AppState, act: { palette: () => void }): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open], :popover-open')) return;
    if (respond(event, app, act)) event.preventDefault();
  };
}

function respond(event: KeyboardEvent, app: AppState, act: { palette: () => void }): boolean {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'p' && event.shiftKey) return (act.palette(), true);
    return key === 'k' && focusSearch();
  }
  if (event.key === 'Escape') return stepBack(app);
  if (event.target instanceof Element && event.target.matches(FIELDS)) return false;
  if (app.session.view?.settings.singleKeys === false) return false;
  switch (event.key) {
    case 'j':
      return stepRow(1);
    case 'k':
      return stepRow(-1);
    default: {
      const command = app.commands.by(event.key);
      command?.run();
      return command !== undefined;
    }
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
