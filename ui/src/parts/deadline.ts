// How near a date is, and how it is said: plain while far, amber within seven days, red when it has passed.
import { t } from '../i18n/index.svelte';
import { day, daysBetween } from './time';

/** A date signal: its words and how loudly they are said. */
export interface Signal {
  tone: 'plain' | 'warning' | 'danger';
  icon: 'calendar' | 'clock' | 'alert';
  words: string;
}

/** The signal for a date by which an answer is asked for. */
export function replySignal(by: Date, now: Date): Signal {
  const days = daysBetween(now, by);
  if (by.getTime() < now.getTime()) {
    const words = days === 0 ? t('deadline.overToday') : t('deadline.over', { n: -days });
    return { tone: 'danger', icon: 'alert', words };
  }
  if (days > 7) return { tone: 'plain', icon: 'calendar', words: t('deadline.by', { day: day(by, now) }) };
  if (days === 0) return { tone: 'warning', icon: 'clock', words: t('deadline.today') };
  if (days === 1) return { tone: 'warning', icon: 'clock', words: t('deadline.tomorrow') };
  return { tone: 'warning', icon: 'clock', words: t('deadline.in', { n: days }) };
}
