// Accesses in words: how much, until when, and what is done about them.
import { language, locales, t, type Key } from '../i18n/index.svelte';
import { mayDo } from '../parts/mailbox';
import { day, parse } from '../parts/time';
import type { AccessLevel } from '../platform/core';
import type { AccessView } from '../platform/types/AccessView';
import type { ActivityRow } from '../platform/types/ActivityRow';

const levels: Record<AccessLevel, Key> = {
  read: 'access.level.read',
  write: 'access.level.write',
  employee: 'access.level.employee',
  userAdministrator: 'access.level.userAdministrator',
  administrator: 'access.level.administrator',
};

const details: Record<AccessLevel, Key> = {
  read: 'access.level.read.text',
  write: 'access.level.write.text',
  employee: 'access.level.employee.text',
  userAdministrator: 'access.level.userAdministrator.text',
  administrator: 'access.level.administrator.text',
};

const states: Record<AccessView['state'], Key> = {
  waiting: 'access.state.waiting',
  codeSent: 'access.state.codeSent',
  active: 'access.state.active',
  rejected: 'access.state.rejected',
  ended: 'access.state.ended',
};

const doers: Record<ActivityRow['by'], Key> = {
  me: 'activity.by.me',
  owner: 'activity.by.unknown',
  other: 'activity.by.unknown',
  service: 'activity.by.service',
};

/** “Læse og skrive” */
export function levelName(level: AccessLevel | undefined): string {
  return t(level === undefined ? 'access.level.other' : levels[level]);
}

/** What the level means, in a sentence or two. */
export function levelText(level: AccessLevel): string {
  return t(details[level]);
}

/** “Læse · til og med 30. juni · i kraft” */
export function standing(access: AccessView, now = new Date()): string {
  const [until, ended] = [parse(access.until), parse(access.ended)];
  const time = ended ? t('access.endedOn', { day: day(ended, now) }) : until ? t('access.until', { day: day(until, now) }) : t('access.noEnd');
  const shown = ended && access.state !== 'rejected' ? [levelName(access.level), time] : [levelName(access.level), time, t(states[access.state])];
  return shown.join(' · ');
}

/** What the holder may do: “Du må …” where it is the person, else a list of the same words. */
export function rightsOf(access: AccessView): string {
  return mayDo({ rights: access.rights }, access.mine ? 'mailbox.may' : 'access.may');
}

/** “Ahmed Yildiz markerede et brev som læst: Plads i børnehaven” */
export function happened(row: ActivityRow, service: string): string {
  const who = row.by === 'me' ? t('activity.by.me') : (row.name ?? t(doers[row.by], { service }));
  const key = `activity.${row.what}` as Key;
  const about = [row.subject, row.whom].filter((text) => text !== undefined);
  const list = new Intl.ListFormat(locales[language()], { type: 'unit' }).format(about);
  return `${who} ${t(key, { tag: row.tag })}${about.length > 0 ? `: ${list}` : ''}`;
}
