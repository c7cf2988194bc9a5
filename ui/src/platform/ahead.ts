// The first questions of a window, asked before it knows whether there is anything to show: the core answers them as soon as
// the vault is open, and the first screen need not wait for one answer to ask for the next. Each is used once, by whoever
// asks the same first; one that the core could not answer then is asked anew.
import type { Core } from './core';
import type { LetterQuery } from './types/LetterQuery';

function early<Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>, ...asked: Asked) {
  const key = JSON.stringify(asked);
  let first: Promise<Answer | undefined> | undefined = ask(...asked).catch(() => undefined);
  return async (...now: Asked): Promise<Answer> => {
    const answer = JSON.stringify(now) === key ? first : undefined;
    first = undefined;
    return (await answer) ?? ask(...now);
  };
}

/** The core, with its first questions asked; `page` is the list as it is asked for when nothing else was chosen. */
export function ahead(core: Core, page: LetterQuery): Core {
  return {
    ...core,
    start: early(core.start),
    accounts: early(core.accounts),
    mailboxes: early(core.mailboxes),
    letters: early(core.letters, page),
    syncState: early(core.syncState),
    drafts: early(core.drafts),
    notifyTroubles: early(core.notifyTroubles),
  };
}
