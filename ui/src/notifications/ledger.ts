// The ledger in words: one line for what was one message, or for letters with the same fate at the same time. Never what
// a letter is about.
import { isKey, t, type Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import { moment, parse } from '../parts/time';
import type { LedgerRow } from '../platform/types/LedgerRow';

type State = LedgerRow['state'] | 'waits';

/** What is shown as one line. */
export interface LedgerLine {
  key: string;
  mailbox: string;
  channel: string;
  letters: number;
  purpose: LedgerRow['purpose'];
  state: State;
  words: string;
  icon: IconName;
  tone: 'plain' | 'warning';
  when: string;
}

const states: Record<State, { words: Key; icon: IconName; tone: LedgerLine['tone'] }> = {
  sent: { words: 'notify.state.sent', icon: 'check', tone: 'plain' },
  failed: { words: 'notify.state.failed', icon: 'alert', tone: 'warning' },
  doubtful: { words: 'notify.state.doubtful', icon: 'help', tone: 'warning' },
  suppressed: { words: 'notify.state.suppressed', icon: 'minus', tone: 'plain' },
  waits: { words: 'notify.state.waits', icon: 'clock', tone: 'plain' },
};

function because(why: string | undefined): string | undefined {
  return [`notify.why.${why}`, `notify.trouble.${why}`].filter(isKey).map((key) => t(key))[0];
}

/** “Venter: stille timer” */
function wordsOf(row: LedgerRow, state: State): string {
  // What is doubtful is explained below the list; why the answer did not come says nothing more.
  const why = state === 'sent' || state === 'doubtful' ? undefined : because(row.why);
  return why === undefined ? t(states[state].words) : `${t(states[state].words)}: ${why}`;
}

/** The lines, in the order of the rows. */
export function lines(rows: readonly LedgerRow[], now = new Date()): LedgerLine[] {
  const all: LedgerLine[] = [];
  let before = '';
  rows.forEach((row, n) => {
    const at = parse(row.at);
    const when = at ? moment(at, now) : '';
    const state: State = row.waits ? 'waits' : row.state;
    const same = JSON.stringify([row.mailbox, row.channel, row.purpose, state, row.why, row.reference, when]);
    const last = all.at(-1);
    if (last && same === before) last.letters += 1;
    else {
      const { icon, tone } = states[state];
      const { mailbox, channel, purpose } = row;
      all.push({ key: `${n}`, mailbox, channel, purpose, letters: 1, state, words: wordsOf(row, state), icon, tone, when });
    }
    before = same;
  });
  return all;
}
