// What a letter asks for, the nearest first: an answer by a date, an appointment, something to do elsewhere.
import { t } from '../i18n/index.svelte';
import { replySignal, type Signal } from '../parts/deadline';
import type { IconName } from '../parts/icons';
import { capital, clock, daysBetween, fullDay, parse } from '../parts/time';
import type { LetterView } from '../platform/types/LetterView';
import type { LinkTarget } from '../platform/types/LinkTarget';

/** One thing to do. */
export interface Todo {
  icon: IconName;
  tone: Signal['tone'];
  title: string;
  /** What is known beside it. */
  details: string[];
  /** Where it is done, when that is an address that may be opened. */
  link?: { host: string; target: LinkTarget };
  /** When, for the order. */
  at?: Date;
}

/** “Om 19 dage”, “I dag”; nothing for what lies behind. */
function distance(at: Date, now: Date): string[] {
  const days = daysBetween(now, at);
  if (days < 0) return [];
  return [days === 0 ? t('time.today') : t('letter.todo.in', { n: days })];
}

/** Everything that the letter asks for. */
export function todos(letter: LetterView, now: Date): Todo[] {
  const found: Todo[] = [];
  const replyBy = parse(letter.replyBy);
  if (replyBy) {
    const { tone } = replySignal(replyBy, now);
    found.push({
      icon: tone === 'danger' ? 'alert' : 'clock',
      tone,
      title: t('letter.todo.replyBy', { day: fullDay(replyBy) }),
      details: [...distance(replyBy, now), t('letter.todo.fromSender')],
      at: replyBy,
    });
  }
  for (const document of letter.documents) {
    document.actions.forEach((action, index) => {
      const meeting = action.reservation;
      const at = parse(meeting?.starts ?? action.starts);
      const until = parse(action.ends);
      const late = until !== undefined && until.getTime() < now.getTime();
      const when = at && t('letter.todo.when', { day: capital(fullDay(at)), time: clock(at) });
      const details = [
        ...(meeting ? [when, meeting.location, ...(at ? distance(at, now) : [])] : []),
        ...(!meeting && until ? [t('letter.todo.until', { day: fullDay(until) })] : []),
        ...(action.host ? [t('letter.todo.at', { host: action.host })] : []),
        ...(!action.host && !meeting ? [t('letter.todo.noAddress')] : []),
      ].filter((detail): detail is string => Boolean(detail));
      found.push({
        icon: meeting ? 'calendar' : 'arrowRight',
        tone: late ? 'danger' : 'plain',
        title: meeting?.summary || action.label,
        details,
        link: action.host ? { host: action.host, target: { action: { document: document.id, index } } } : undefined,
        at: at ?? until,
      });
    });
  }
  const far = Number.MAX_SAFE_INTEGER;
  return found.sort((a, b) => (a.at?.getTime() ?? far) - (b.at?.getTime() ?? far));
}
