// Times and days in the words of the page's language, in the computer's own time zone. Whatever cannot be
// read as a time comes back as an empty text rather than as a wrong date.
import { language, locales, t } from '../i18n/index.svelte';

type Format = Intl.DateTimeFormatOptions;

const formats = {
  clock: { hour: 'numeric', minute: '2-digit' },
  dayMonth: { day: 'numeric', month: 'long' },
  dayMonthYear: { day: 'numeric', month: 'long', year: 'numeric' },
  shortDay: { day: 'numeric', month: 'short' },
  numbers: { day: 'numeric', month: 'numeric', year: 'numeric' },
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long' },
  monthYear: { month: 'long', year: 'numeric' },
} satisfies Record<string, Format>;

/** To make one takes longer than to draw a row, so they are kept. */
const kept = new Map<string, Intl.DateTimeFormat>();

function made(format: keyof typeof formats): Intl.DateTimeFormat {
  const locale = locales[language()];
  const key = `${locale} ${format}`;
  const one = kept.get(key) ?? new Intl.DateTimeFormat(locale, formats[format]);
  kept.set(key, one);
  return one;
}

function said(at: Date, format: keyof typeof formats): string {
  return made(format).format(at);
}

/** The full day without its year, and without what joins that to the rest: some languages have words for it. (A format
 *  without a year would leave out more: Danish has “torsdag den 12. februar” only beside one.) */
function withoutYear(at: Date): string {
  const parts = made('full').formatToParts(at);
  const year = parts.findIndex(({ type }) => type === 'year');
  const last = parts.findLastIndex(({ type }) => type !== 'literal') === year;
  const before = year === 0 ? 0 : year - 1;
  const after = year === 0 || last ? year + 2 : year + 1;
  return [...parts.slice(0, before), ...parts.slice(after)].map(({ value }) => value).join('');
}

/** Reads a time of the core; undefined for anything that is none. */
export function parse(text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Reads a day of the core (`2026-01-31`) as that day here, whatever the time zone. */
export function localDay(text: string | undefined): Date | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text ?? '') ?? [];
  return year === undefined ? undefined : parse(`${year}-${month}-${date}T12:00:00`);
}

/** Whole calendar days from `from` to `to`, negative when `to` lies before. */
export function daysBetween(from: Date, to: Date): number {
  const midnight = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** “9.12” */
export function clock(at: Date): string {
  return said(at, 'clock').replace(/^0(?=\d)/, '');
}

/** “3. marts”, with the year when it is another one. */
export function day(at: Date, now: Date): string {
  return said(at, at.getFullYear() === now.getFullYear() ? 'dayMonth' : 'dayMonthYear');
}

/** “november 2026” */
export function monthYear(at: Date): string {
  return said(at, 'monthYear');
}

/** “torsdag den 12. februar 2026” */
export function fullDay(at: Date): string {
  return said(at, 'full');
}

/** The same, with the year only when it is another one. */
export function weekday(at: Date, now: Date): string {
  return at.getFullYear() === now.getFullYear() ? withoutYear(at) : fullDay(at);
}

/** The time in a list row: the clock today and yesterday, the day this year, else numbers. */
export function rowTime(at: Date, now: Date): string {
  const ago = daysBetween(at, now);
  if (ago === 0 || ago === 1) return clock(at);
  return said(at, at.getFullYear() === now.getFullYear() ? 'shortDay' : 'numbers');
}

/** “i dag kl. 9.12”, “i går kl. 15.48”, “2. februar kl. 7.00”. */
export function moment(at: Date, now: Date): string {
  const ago = daysBetween(at, now);
  const time = clock(at);
  if (ago === 0) return t('time.todayAt', { time });
  if (ago === 1) return t('time.yesterdayAt', { time });
  return t('time.dayAt', { day: day(at, now), time });
}

/** As short as it can be said: “kl. 9.12” today, else as a moment. */
export function brief(at: Date, now: Date): string {
  return daysBetween(at, now) === 0 ? t('time.at', { time: clock(at) }) : moment(at, now);
}

/** The heading a letter stands under: its day for today and yesterday, else its month. */
export function heading(at: Date, now: Date): { key: string; title: string; detail?: string } {
  const ago = daysBetween(at, now);
  if (ago === 0 || ago === 1) {
    const title = ago === 0 ? t('time.today') : t('time.yesterday');
    return { key: `day${ago}`, title, detail: withoutYear(at) };
  }
  const sameYear = at.getFullYear() === now.getFullYear();
  const key = `${at.getFullYear()}-${at.getMonth()}`;
  if (sameYear && at.getMonth() === now.getMonth()) return { key, title: t('time.earlierIn', { month: said(at, 'month') }) };
  return { key, title: capital(said(at, sameYear ? 'month' : 'monthYear')) };
}

/** As it stands at the beginning of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase(locales[language()]) + text.slice(1);
}
