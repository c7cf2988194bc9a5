// A thing to do in words: what, when, and under which heading it stands.
import { t, type Key } from '../i18n/index.svelte';
import type { Signal } from '../parts/deadline';
import type { IconName } from '../parts/icons';
import { money } from '../parts/money';
import { capital, clock, daysBetween, parse, weekday } from '../parts/time';
import type { TodoItem } from '../platform/types/TodoItem';

const kinds: Record<TodoItem['kind'], Key> = {
  reply: 'todo.kind.reply',
  appointment: 'todo.kind.appointment',
  payment: 'todo.kind.payment',
  task: 'todo.kind.task',
};

/** Late, within seven days, or later. */
export type When = 'late' | 'week' | 'later';

/** A heading, with what stands under it. */
export interface Group {
  when: When;
  title: Key;
  icon: IconName;
  items: TodoItem[];
}

/** What it is called, and what stands below that. */
export function said(item: TodoItem): { title: string; about: string } {
  const kind = t(kinds[item.kind]);
  const sum = item.guess?.amount;
  const { payment } = item;
  const pays = payment?.amount === undefined ? undefined : t('todo.payment', { sum: money(payment.amount, payment.currency) });
  const title = pays ?? (sum === undefined ? item.title : t('todo.pay', { sum }));
  return { title, about: [kind, title === item.title ? '' : item.title, item.sender, item.place ?? ''].filter(Boolean).join(' · ') };
}

/** Its day: “Fredag den 13. februar”. */
export function day(item: TodoItem, now: Date): string {
  const at = parse(item.at);
  if (!at) return '';
  return capital(weekday(at, now));
}

/** How far away, in words and how loudly; with the time of an appointment: “I morgen kl. 8.40”. */
export function distance(item: TodoItem, now: Date): Signal | undefined {
  const at = parse(item.at);
  if (!at) return undefined;
  const days = daysBetween(now, at);
  if (item.overdue) return { tone: 'danger', icon: 'alert', words: days === 0 ? t('deadline.overToday') : t('deadline.over', { n: -days }) };
  const said = away(days);
  const words = item.kind === 'appointment' ? t('todo.at', { day: said, time: clock(at) }) : said;
  return days >= 0 && days <= 7 ? { tone: 'warning', icon: 'clock', words } : { tone: 'plain', icon: 'calendar', words };
}

function away(days: number): string {
  if (days < 0) return t('todo.ago', { n: -days });
  if (days === 0) return t('todo.today');
  return days === 1 ? t('todo.tomorrow') : t('letter.todo.in', { n: days });
}

/** The headings, those under which nothing stands left out. */
export function groups(items: TodoItem[], now: Date): Group[] {
  const when = (item: TodoItem): When => {
    if (item.overdue) return 'late';
    const at = parse(item.at);
    return at && daysBetween(now, at) <= 7 ? 'week' : 'later';
  };
  const all: Group[] = [
    { when: 'late', title: 'todo.late', icon: 'alert', items: [] },
    { when: 'week', title: 'todo.week', icon: 'clock', items: [] },
    { when: 'later', title: 'todo.later', icon: 'calendar', items: [] },
  ];
  for (const item of items) all.find((group) => group.when === when(item))?.items.push(item);
  return all.filter((group) => group.items.length > 0);
}
