// A day as a person types it. In every language of the window the day comes before the month; only a year that
// comes first turns that round.
import { localDay } from './time';

/** “30.6.2031”, “30/06-2031” or “2031-06-30” as the core has it (`2031-06-30`); undefined for what is no day. */
export function typedDay(text: string): string | undefined {
  const parts = text.trim().split(/[\s./-]+/).filter((part) => part !== '');
  if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return undefined;
  const [year = '', month = '', date = ''] = parts[0]?.length === 4 ? parts : parts.reverse();
  if (year.length !== 4) return undefined;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const found = localDay(day);
  // The 31st of a shorter month would be read as a day of the next.
  return found?.getMonth() === Number(month) - 1 && found.getDate() === Number(date) ? day : undefined;
}
