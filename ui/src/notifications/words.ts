// Being told of letters in words: the channels, what holds, what is the matter, and what became of a message.
import { isKey, t, type Key } from '../i18n/index.svelte';
import { errorText } from '../parts/errors';
import type { IconName } from '../parts/icons';
import { clock } from '../parts/time';
import type { ChannelName } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { NotifyRuleView } from '../platform/types/NotifyRuleView';

export type Show = NotifyRuleView['show'];
export type Digest = NotifyRuleView['digest'];
export type Kind = NotifyRuleView['important'][number];

/** The channels, the simplest first. */
export const channels: readonly ChannelName[] = ['desktop', 'email', 'sms'];

const names: Record<ChannelName, Key> = {
  desktop: 'notify.channel.desktop',
  email: 'notify.channel.email',
  sms: 'notify.channel.sms',
};

export const channelIcons: Record<ChannelName, IconName> = { desktop: 'laptop', email: 'envelope', sms: 'mobile' };

/** What a channel is, for somebody who has not set it up. */
export const channelTexts: Record<ChannelName, Key> = {
  desktop: 'notify.channel.desktop.text',
  email: 'notify.channel.email.text',
  sms: 'notify.channel.sms.text',
};

export const shows: Record<Show, Key> = { nothing: 'notify.show.nothing', sender: 'notify.show.sender', subject: 'notify.show.subject' };

export const warnings: Record<ChannelName, Key> = {
  desktop: 'notify.show.warning.desktop',
  email: 'notify.show.warning.email',
  sms: 'notify.show.warning.sms',
};

export const digests: Record<Digest, Key> = {
  none: 'notify.digest.none',
  hourly: 'notify.digest.hourly',
  daily: 'notify.digest.daily',
  weekly: 'notify.digest.weekly',
};

export const kinds: Record<Kind, Key> = {
  payments: 'notify.kind.payments',
  appointments: 'notify.kind.appointments',
  legal: 'notify.kind.legal',
  reply: 'notify.kind.reply',
};

/** “Sms” */
export function channelName(channel: string): string {
  return t(names[channel as ChannelName] ?? 'notify.channel.other');
}

/** “E-mail, Sms” */
export function listed(channels: string[]): string {
  return channels.map(channelName).join(', ');
}

/** What is the matter with a channel, and what to do. What keeps a screen silent is always the same. */
export function troubleWords(channel: string, key: string): string {
  if (channel === 'desktop') return t('notify.trouble.screen');
  return t(isKey(key) ? key : 'notify.trouble.other');
}

/** What came of a try that was not taken. */
export function refusedTrial(channel: ChannelName, error: ApiError): string {
  if (error.text === 'notify.trouble.doubtful') return t('notify.test.doubtful');
  const why = error.text?.startsWith('notify.trouble.') ? troubleWords(channel, error.text) : errorText(error);
  return `${t('notify.test.failed')} ${why}`;
}

/** The two ends of quiet hours (“22:00”), or none. */
export function hours(quiet: string): [string, string] | undefined {
  const [from, to] = quiet.split('-');
  return from !== undefined && to !== undefined ? [from, to] : undefined;
}

/** “22.00”, as the language writes a time of day. */
export function hour(time: string): string {
  const [hours, minutes] = time.split(':').map(Number);
  return clock(new Date(2000, 0, 1, hours, minutes));
}

function quietWords(quiet: string): string {
  const [from, to] = hours(quiet) ?? [];
  return from === undefined || to === undefined ? t('notify.quiet.none') : t('notify.quiet.hours', { from: hour(from), to: hour(to) });
}

/** What an exception says of its own: “Fra”, or “Til · også afsender · som “Mor””. */
export function exceptionWords(rule: NotifyRuleView): string {
  const said = (field: string) => rule.said.includes(field);
  const parts = [rule.on ? t('switch.on') : t('switch.off')];
  if (!rule.on) return parts.join('');
  if (said('show')) parts.push(t(shows[rule.show]));
  if (said('digest')) parts.push(t(digests[rule.digest]));
  if (said('quiet')) parts.push(quietWords(rule.quiet));
  if (rule.label !== undefined) parts.push(t('notify.label.as', { name: rule.label }));
  if (['kinds', 'senders', 'limit', 'reminders', 'language', 'zone'].some(said)) parts.push(t('notify.exception.more'));
  return parts.join(' · ');
}
