// The one date signal of a row: that opening has weight comes before any date; that it is only noted comes after it.
import { t } from '../i18n/index.svelte';
import { replySignal, type Signal } from '../parts/deadline';
import type { IconName } from '../parts/icons';
import { parse } from '../parts/time';
import type { LetterRow } from '../platform/types/LetterRow';

/** What a row says after the name plate, if anything. */
export function signal(row: LetterRow, now: Date): { tone: Signal['tone']; icon: IconName; words: string } | undefined {
  if (row.waits === 'legalNotification') return { tone: 'plain', icon: 'hand', words: t('row.waits.legal') };
  if (row.waits === 'higherLevel') return { tone: 'plain', icon: 'key', words: t('row.waits.level') };
  if (row.waits === 'receipt') return { tone: 'plain', icon: 'confirm', words: t('row.waits.receipt') };
  const by = parse(row.replyBy);
  if (by) return replySignal(by, now);
  return row.waits === 'seen' ? { tone: 'plain', icon: 'download', words: t('row.waits.seen') } : undefined;
}
