// What a letter asks for, the nearest first: an answer by a date, an appointment, something to do elsewhere.
// All of it is what the sender wrote in the letter's data; nothing is guessed.
import { t } from '../i18n/index.svelte';
import { replySignal, type Signal } from '../parts/deadline';
import type { IconName } from '../parts/icons';
import { clock, daysBetween, fullDay, parse } from '../parts/time';
import type { ActionView } from '../platform/types/ActionView';
import type { LetterView } from '../platform/types/LetterView';
import type { LinkTarget } from '../platform/types/LinkTarget';

/** One thing to do. */
export interface Todo {
  icon: IconName;
  /** How near it is, when it is near or too late: in words and in colour. */
  signal?: Signal;
  title: string;
  /** What is known beside it. */
  details: string[];
  /** Where it is done, when that is an address that may be opened. */
  link?: { host: string; target: LinkTarget };
  /** When, for the order. */
  at: number;
}

/** What has no date comes after what has one; what is over comes last. */
const UNDATED = Number.MAX_SAFE_INTEGER - 1;
const OVER = Number.MAX_SAFE_INTEGER;

/** Everything that the letter asks for. */
export function todos(letter: LetterView, now: Date): Todo[] {
  const replyBy = parse(letter.replyBy);
  const actions = letter.documents.flatMap((document) =>
    document.actions.map((action, index) => {
      const link = action.host ? { host: action.host, target: { action: { document: document.id, index } } } : undefined;
      return { ...(action.reservation ? meeting(action, action.reservation, now) : task(action, now)), link };
    }),
  );
  return [...(replyBy ? [reply(replyBy, now)] : []), ...actions].sort((a, b) => a.at - b.at);
}

function reply(by: Date, now: Date): Todo {
  const title = t('letter.todo.replyBy', { day: fullDay(by) });
  return { ...dated(by, now), title, details: [...distance(by, now), t('letter.todo.fromSender')] };
}

function meeting(action: ActionView, about: NonNullable<ActionView['reservation']>, now: Date): Todo {
  const what = about.summary || action.label || t('letter.todo.meeting');
  const [starts, ends] = [parse(about.starts), parse(about.ends)];
  const over = (ends ?? starts ?? now) < now;
  const details = [about.location, about.description, ...place(action), over && t('letter.todo.over')];
  const base = { icon: 'calendar' as const, details: details.filter(isText), at: over ? OVER : (starts?.getTime() ?? UNDATED) };
  if (!starts) return { ...base, title: what };
  const when = t('letter.todo.when', { day: fullDay(starts), time: clock(starts) });
  return { ...base, title: t('letter.todo.what', { what, when }), details: [...base.details, ...distance(starts, now)], signal: soon(starts, now) };
}

/** Something to do elsewhere: pay, sign, enrol, read on. */
function task(action: ActionView, now: Date): Todo {
  const what = action.label || t('letter.todo.unnamed');
  const [starts, until] = [parse(action.starts), parse(action.ends)];
  const elsewhere = action.host ? place(action) : [t('letter.todo.noAddress')];
  if (until) {
    const title = t('letter.todo.what', { what, when: t('letter.todo.until', { day: fullDay(until) }) });
    return { ...dated(until, now), title, details: [...distance(until, now), ...elsewhere] };
  }
  const opens = starts && starts > now ? [t('letter.todo.from', { day: fullDay(starts) })] : [];
  return { icon: 'arrowRight', title: what, details: [...opens, ...elsewhere], at: UNDATED };
}

function dated(at: Date, now: Date): Pick<Todo, 'icon' | 'signal' | 'at'> {
  const signal = replySignal(at, now);
  return signal.tone === 'plain' ? { icon: 'clock', at: at.getTime() } : { icon: signal.icon, signal, at: at.getTime() };
}

/** An appointment within seven days; one cannot be late for an answer to it, so it is never red. */
function soon(starts: Date, now: Date): Signal | undefined {
  const days = daysBetween(now, starts);
  if (days < 0 || days > 7 || starts < now) return undefined;
  return { tone: 'warning', icon: 'clock', words: days === 0 ? t('time.today') : t('letter.todo.in', { n: days }) };
}

/** “Om 19 dage”; nothing for what is so near, or past, that its signal says it. */
function distance(at: Date, now: Date): string[] {
  const days = daysBetween(now, at);
  return days > 7 ? [t('letter.todo.in', { n: days })] : [];
}

function place(action: ActionView): string[] {
  return action.host ? [t('letter.todo.at', { host: action.host })] : [];
}

function isText(detail: string | false | undefined): detail is string {
  return typeof detail === 'string' && detail.trim() !== '';
}
