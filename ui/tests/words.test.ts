// Times, deadlines, mailboxes, errors and progress in words.
import { beforeEach, describe, expect, test } from 'vitest';
import { speak } from '../src/i18n/index.svelte';
import { replySignal } from '../src/parts/deadline';
import { asApiError, errorText } from '../src/parts/errors';
import { initials } from '../src/parts/initials';
import { icon, mayDo, readsOnly, role, roleWithLimit } from '../src/parts/mailbox';
import { typedDay } from '../src/parts/typed-day';
import { brief, heading, moment, parse, rowTime, weekday } from '../src/parts/time';
import { progress } from '../src/frame/progress';
import { signal } from '../src/list/signal';
import { Blocks } from '../src/list/blocks';
import { headings, made } from '../src/list/days';
import { everyRight, mailbox, reader, row, syncState } from './people';

const now = new Date('2026-02-12T12:00:00+01:00');
const on = (text: string) => new Date(`${text}+01:00`);

beforeEach(() => speak('da'));

describe('a day that is typed', () => {
  test.each(['30.6.2031', '30. 06. 2031', '30/6-2031', ' 30-06-2031 ', '30 6 2031', '2031-06-30'])('is understood as %s', (text) => {
    expect(typedDay(text)).toBe('2031-06-30');
  });

  test('has the day before the month', () => expect(typedDay('6.7.2031')).toBe('2031-07-06'));

  test.each(['', '30.6.', '30.6.31', '31.6.2031', '29.2.2031', '0.6.2031', '30.13.2031', '30. juni 2031', '1.2.3.2031', '30.6.20311'])('that is none is none: “%s”', (text) => {
    expect(typedDay(text)).toBeUndefined();
  });
});

describe('times', () => {
  test('are said as a person says them, in each language', async () => {
    expect(moment(on('2026-02-12T09:12:00'), now)).toBe('i dag kl. 9.12');
    expect(moment(on('2026-02-11T15:48:00'), now)).toBe('i går kl. 15.48');
    expect(moment(on('2025-12-01T07:00:00'), now)).toBe('1. december 2025 kl. 7.00');
    await speak('en');
    expect(brief(on('2026-02-12T09:12:00'), now)).toBe('at 9:12');
  });

  test('in a row are the clock, then the day, then the year', () => {
    expect(rowTime(on('2026-02-11T08:05:00'), now)).toBe('8.05');
    expect(rowTime(on('2026-02-02T08:05:00'), now)).toBe('2. feb.');
    expect(rowTime(on('1899-12-31T08:05:00'), now)).toMatch(/31\.12\.1899/);
  });

  test.each([
    ['da', 'torsdag den 12. februar'],
    ['pl', 'czwartek, 12 lutego'],
    ['tr', '12 Şubat Perşembe'],
    ['uk', 'четвер, 12 лютого'],
    ['se', 'guovvamánnu 12, duorasdat'],
    ['so', 'Khamiis, Febraayo 12'],
  ] as const)('of this year go without it in %s, wherever it would stand', async (code, words) => {
    await speak(code);
    expect(weekday(on('2026-02-12T09:12:00'), now)).toBe(words);
    expect(weekday(on('2025-02-12T09:12:00'), now)).toContain('2025');
  });

  test('that are none are no date at all', () => {
    expect(parse('the day after')).toBeUndefined();
    expect(parse(undefined)).toBeUndefined();
  });

  test('stand under today, yesterday, the rest of the month, and months', () => {
    const titles = ['2026-02-12T01:00:00', '2026-02-11T23:00:00', '2026-02-02T00:00:00', '2026-01-30T00:00:00', '2025-11-02T00:00:00'];
    expect(titles.map((at) => heading(on(at), now).title)).toEqual(['I dag', 'I går', 'Tidligere i februar', 'Januar', 'November 2025']);
    expect(heading(on('2026-02-12T01:00:00'), now).detail).toBe('torsdag den 12. februar');
  });
});

test('letters stand under their days in the order in which they came, undated ones apart, or under their senders', () => {
  const rows = [row('a'), row('b', { received: '2026-02-12T07:00:00Z', sender: 'Prøvebyen' }), row('c', { received: 'never' }), row('d', { received: '2025-11-02T00:00:00Z' })];
  const under = (by: 'day' | 'sender') => new Blocks().of(rows, made(by, now), headings(by, now)).map((block) => [block.heading.title, block.rows.map(({ id }) => id)]);
  expect(under('day')).toEqual([
    ['I dag', ['a', 'b']],
    ['Uden dato', ['c']],
    ['November 2025', ['d']],
  ]);
  expect(under('sender').map(([title]) => title)).toEqual([rows[0]?.sender, 'Prøvebyen', rows[0]?.sender]);
});

test('a deadline gets louder as it comes near, and says so in words', () => {
  const said = (by: string) => replySignal(on(by), now);
  expect(said('2026-03-03T00:00:00')).toEqual({ tone: 'plain', icon: 'calendar', words: 'Svar senest 3. marts' });
  expect(said('2026-02-13T00:00:00')).toMatchObject({ tone: 'warning', words: 'Frist i morgen' });
  expect(said('2026-02-17T00:00:00')).toMatchObject({ tone: 'warning', words: 'Frist om 5 dage' });
  expect(said('2026-02-12T23:59:00')).toMatchObject({ tone: 'warning', words: 'Frist i dag' });
  expect(said('2026-02-12T08:00:00')).toMatchObject({ tone: 'danger', words: 'Fristen var i dag' });
  expect(said('2026-02-09T00:00:00')).toMatchObject({ tone: 'danger', words: '3 dage over fristen' });
});

test('that opening has weight is said before any date', () => {
  const summons = row('a', { waits: 'legalNotification', replyBy: '2026-02-13T00:00:00Z' });
  expect(signal(summons, now)).toMatchObject({ icon: 'hand', words: 'Gælder som modtaget, når du åbner' });
  expect(signal(row('b'), now)).toBeUndefined();
});

describe('a mailbox in words', () => {
  test('says the role and its limit from the rights, never from a name', () => {
    const inger = mailbox('m', 'Inger Hansen', 'delegated', reader);
    expect([role(inger), roleWithLimit(inger), icon(inger)]).toEqual(['Læseadgang', 'Læseadgang · kan ikke svare', 'eye']);
    expect(mayDo(inger)).toBe('Du må læse, videresende, markere og flytte.');
    const helper = mailbox('m', 'Inger Hansen', 'delegated', everyRight);
    expect([role(helper), readsOnly(helper), icon(helper)]).toEqual(['Adgang for en anden', false, 'person']);
  });

  test('says that a closed company may only be read', () => {
    expect(roleWithLimit(mailbox('m', 'Lukket ApS', 'company', ['read']))).toBe('Virksomhed · kan ikke svare');
  });

  test('says when there is nothing one may do', () => {
    expect(mayDo(mailbox('m', 'X', 'company', ['grant']))).toBe('Du må ikke læse post her.');
  });

  test('says that an access has ended', () => {
    const ended = { ...mailbox('m', 'Inger Hansen', 'delegated', []), ended: '2026-02-11T15:05:00Z' };
    expect(roleWithLimit(ended)).toBe('Adgangen er slut');
  });
});

test('an error is said by its exact text, else by its code, and anything else is unexpected', () => {
  const error = { code: 'signInAgain', retry: false, text: 'error.login.timeout', reference: 'r' } as const;
  expect(errorText(error)).toBe('Login tog for lang tid. Prøv igen.');
  expect(errorText({ ...error, text: 'no.such.text' })).toMatch(/^Din login er løbet ud/);
  expect(asApiError(new TypeError('broken'))).toMatchObject({ code: 'unexpected' });
});

test('the first sync says how far it is and that reading need not wait', () => {
  expect(progress(syncState({ phase: 'letters', first: true, done: 120, of: 840 }))).toBe('Henter brev 120 af 840. Du kan læse imens.');
  expect(progress(syncState({ phase: 'letters', done: 1, of: 2 }))).toBeUndefined();
  expect(progress(syncState({ phase: 'documents', done: 3 }))).toBe('Henter dokumenter, 3 indtil nu. Du kan læse imens.');
});

test('the letters on a tile are those of the first and the last name', () => {
  expect(['Mette Hansen', 'Åse', 'Øst & Vest Æbler', ''].map(initials)).toEqual(['MH', 'Å', 'ØÆ', '']);
});
