// A month as a calendar shows it: weeks from Monday to Sunday, as in both countries.

/** The names of the days, as short as the language has them and in full. */
export function days(locale: string): { short: string; long: string }[] {
  const name = (weekday: 'short' | 'long') => new Intl.DateTimeFormat(locale, { weekday });
  const [short, long] = [name('short'), name('long')];
  // The first of January 2024 was a Monday.
  return Array.from({ length: 7 }, (_, at) => new Date(2024, 0, 1 + at)).map((day) => ({
    short: short.format(day).replace('.', '').slice(0, 2),
    long: long.format(day),
  }));
}

/** The weeks of the month in which this day lies; a day of another month is none. */
export function weeks(month: Date): (Date | undefined)[][] {
  const [year, at] = [month.getFullYear(), month.getMonth()];
  const before = (new Date(year, at, 1).getDay() + 6) % 7;
  const length = new Date(year, at + 1, 0).getDate();
  const cells = Array.from({ length: Math.ceil((before + length) / 7) * 7 }, (_, cell) => {
    const date = cell - before + 1;
    return date < 1 || date > length ? undefined : new Date(year, at, date);
  });
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
