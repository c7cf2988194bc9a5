// The services that letters come from, by their own names, which are the same in every language.
import type { Key } from '../i18n/index.svelte';
import type { MailboxView } from '../platform/types/MailboxView';
import type { ServiceView } from '../platform/types/ServiceView';

/** A service that one logs in to. */
export type Service = ServiceView['id'];

const names: Record<string, string> = {
  'digital-post': 'Digital Post',
  altinn: 'Altinn',
  digipost: 'Digipost',
  receiver: 'Digital Post',
};

/** What a service is called; nothing where letters come from none. */
export function serviceName(provider: MailboxView['provider']): string {
  return names[provider] ?? '';
}

/** The words of the button that logs in there. */
export const loginWords: Record<Service, Key> = {
  'digital-post': 'start.login',
  altinn: 'start.login.altinn',
  digipost: 'start.login.digipost',
};

/** A country by its name. */
export const countries: Record<ServiceView['country'], Key> = { dk: 'country.dk', no: 'country.no' };

/** Whether the service has a place of its own for what was put away. */
export function hasArchive(provider: MailboxView['provider']): boolean {
  return provider === 'altinn';
}
