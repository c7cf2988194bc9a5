// What a letter asks for, the nearest first: an answer by a date, an appointment, something to do elsewhere. What the
// sender wrote in the letter's data comes first; what its text seems to ask for is marked as a guess.
import { t } from '../i18n/index.svelte';
import { replySignal, type Signal } from '../parts/deadline';
import type { IconName } from '../parts/icons';
import { money } from '../parts/money';
import { clock, daysBetween, fullDay, localDay, moment, parse } from '../parts/time';
import type { ActionView } from '../platform/types/ActionView';
import type { AppointmentPlace } from '../platform/types/AppointmentPlace';
import type { LetterView } from '../platform/types/LetterView';
import type { LinkTarget } from '../platform/types/LinkTarget';
import type { TodoItem } from '../platform/types/TodoItem';
import type { RefusedLink } from '../platform/types/RefusedLink';
import { actionKind } from './actions';

/** One thing to do. */
export interface Todo {
  /** The same for the same thing, however often the letter is read again. */
  id: string;
  icon: IconName;
  /** What kind of thing it is, in a word. */
  kind?: string;
  /** How near it is, when it is near or too late: in words and in colour. */
  signal?: Signal;
  title: string;
  /** What is known beside it. */
  details: string[];
  /** Where it is done, when that is an address that may be opened, and the words of the button. */
  link?: { host: string; target: LinkTarget; step: string; prompt?: string };
  /** Why its address is not opened. */
  refused?: RefusedLink;
  /** The appointment, when it says when it begins. */
  appointment?: AppointmentPlace;
  /** It is only guessed, from this sentence. */
  guess?: string;
  /** When, for the order. */
  at: number;
}

/** What has no date comes after what has one; what is over comes last. */
const UNDATED = Number.MAX_SAFE_INTEGER - 1;
const OVER = Number.MAX_SAFE_INTEGER;

/** Everything that the letter asks for. */
export function todos(letter: LetterView, now: Date): Todo[] {
  const replyBy = parse(letter.replyBy);
  const actions = letter.documents.flatMap(({ id, actions }) => actions.map((action, index) => todo(action, { document: id, index }, now)));
  const guesses = letter.guesses.filter(({ done }) => !done).map((item) => guessed(item, now));
  return [...(replyBy ? [reply(replyBy, letter.canReply, now)] : []), ...actions, ...guesses].sort((a, b) => a.at - b.at);
}

function todo(action: ActionView, place: AppointmentPlace, now: Date): Todo {
  const { icon, kind, step } = actionKind(action.code);
  const about = action.reservation;
  return {
    id: `${place.document} ${place.index}`,
    ...(about ? meeting(action, about, now) : task(action, now)),
    icon: about ? 'calendar' : icon,
    kind: t(kind),
    link: action.host ? { host: action.host, target: { action: place }, step: t(step), prompt: action.prompt } : undefined,
    refused: action.refused,
    appointment: about && parse(about.starts) ? place : undefined,
  };
}

function reply(by: Date, here: boolean, now: Date): Todo {
  const title = t('letter.todo.replyBy', { day: fullDay(by) });
  const { signal, at } = dated(by, now);
  return { id: 'reply', icon: signal?.icon ?? 'clock', signal, at, title, details: [...distance(by, now), t('letter.todo.fromSender'), ...(here ? [] : [t('letter.todo.replyElsewhere')])] };
}

/** What the text seems to ask for. */
function guessed(item: TodoItem, now: Date): Todo {
  const at = parse(item.at) ?? now;
  const meets = item.kind === 'appointment';
  const { signal, at: order } = meets ? { signal: soon(at, now), at: at.getTime() } : dated(at, now);
  return { id: item.item, icon: signal?.icon ?? 'calendar', signal, at: order, title: asks(item, at), details: distance(at, now), guess: item.guess?.words };
}

function asks({ kind, guess }: TodoItem, at: Date): string {
  const day = fullDay(at);
  if (kind === 'appointment') return t('letter.todo.guess.meeting', { day, time: clock(at) });
  if (kind === 'reply') return t('letter.todo.guess.reply', { day });
  if (kind === 'task') return t('letter.todo.guess.task', { day });
  return guess?.amount === undefined ? t('letter.todo.guess.pay', { day }) : t('letter.todo.guess.paySum', { sum: guess.amount, day });
}

type Known = Pick<Todo, 'title' | 'details' | 'signal' | 'at'>;

function meeting(action: ActionView, about: NonNullable<ActionView['reservation']>, now: Date): Known {
  const what = about.summary || action.label || t('action.kind.AFTALE');
  const starts = parse(about.starts);
  const ends = after(parse(about.ends), starts);
  const over = (ends ?? starts ?? now) < now;
  const details = [about.location, about.description !== what && about.description, ...place(action), over && t('letter.todo.over')];
  const base = { details: details.filter(isText), at: over ? OVER : (starts?.getTime() ?? UNDATED) };
  if (!starts) return { ...base, title: what };
  const when = ends && daysBetween(starts, ends) === 0
    ? t('letter.todo.span', { day: fullDay(starts), time: clock(starts), end: clock(ends) })
    : t('letter.todo.when', { day: fullDay(starts), time: clock(starts) });
  return { ...base, title: t('letter.todo.what', { what, when }), details: [...base.details, ...distance(starts, now)], signal: soon(starts, now) };
}

/** Something to do elsewhere: pay, sign, enrol, read on. */
function task(action: ActionView, now: Date): Known {
  const { kind, next } = actionKind(action.code);
  const { payment } = action;
  const what = payment?.amount === undefined ? action.label || t(kind) : t('todo.payment', { sum: money(payment.amount, payment.currency) });
  const paid = parse(payment?.paid);
  if (paid) return { title: what, details: [t('payment.paidAt', { when: moment(paid, now) })], at: OVER };
  const [starts, ends] = [parse(action.starts), parse(action.ends)];
  const until = after(ends, starts) ?? endOf(localDay(payment?.due));
  const odd = ends !== undefined && until === undefined ? [t('letter.todo.datesOdd')] : [];
  const elsewhere = action.host ? [...place(action), ...(next ? [t(next)] : [])] : [];
  if (until) {
    const title = t('letter.todo.what', { what, when: t('letter.todo.until', { day: fullDay(until) }) });
    return { ...dated(until, now), title, details: [...distance(until, now), ...elsewhere] };
  }
  const opens = starts && starts > now && odd.length === 0 ? [t('letter.todo.from', { day: fullDay(starts) })] : [];
  return { title: what, details: [...odd, ...opens, ...elsewhere], at: UNDATED };
}

/** A day that is a limit holds until it is over. */
function endOf(day: Date | undefined): Date | undefined {
  return day && new Date(day.getFullYear(), day.getMonth(), day.getDate(), 23, 59, 59);
}

/** An end that lies before the beginning is a slip of the sender's, and no end. */
function after(ends: Date | undefined, starts: Date | undefined): Date | undefined {
  return ends && (!starts || ends > starts) ? ends : undefined;
}

function dated(at: Date, now: Date): Pick<Todo, 'signal' | 'at'> {
  const signal = replySignal(at, now);
  return signal.tone === 'plain' ? { at: at.getTime() } : { signal, at: at.getTime() };
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
