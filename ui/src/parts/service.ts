// The services by their own names, which are the same in every language, which country's mail each brings, and what it has
// beside letters. What it has is the core's to say; nothing is assumed from a name.
import { language, locales, type Key } from '../i18n/index.svelte';
import type { MailboxView } from '../platform/types/MailboxView';
import type { Country } from '../platform/types/Country';
import type { Offer } from '../platform/types/Offer';
import type { ServiceView } from '../platform/types/ServiceView';

/** A service that one logs in to. */
export type Service = ServiceView['id'];

/** Of whichever service: a mailbox or a login. */
interface Served {
  provider: string;
  offers?: Offer[];
}

const names: Record<string, string> = { altinn: 'Altinn', digipost: 'Digipost', archive: '' };

/** A country by its name. */
export const countryNames: Record<Country, Key> = { denmark: 'country.dk', norway: 'country.no' };

/** What a service is called; nothing where letters come from none. A company's receiver system fetches from Digital Post,
    too. */
export function serviceName(provider: string): string {
  return names[provider] ?? 'Digital Post';
}

/** All of them in a sentence, each once: “Digital Post og Digipost”. */
export function serviceNames(served: Served[]): string {
  const found = [...new Set(served.map(({ provider }) => serviceName(provider)).filter((name) => name !== ''))];
  return found.length === 0 ? serviceName('') : new Intl.ListFormat(locales[language()]).format(found);
}

/** Whether the service has it. */
export function offers(served: Served | undefined, what: Offer): boolean {
  return served?.offers?.includes(what) ?? false;
}

/** Whose mail it is; that of imported letters is nobody's. */
export function countryOf({ provider }: Served): Country | undefined {
  if (provider === 'archive') return undefined;
  return provider === 'altinn' || provider === 'digipost' ? 'norway' : 'denmark';
}

/** The countries of these, in the order in which they are met. */
export function countriesOf(served: Served[]): Country[] {
  return [...new Set(served.flatMap((one) => countryOf(one) ?? []))];
}

/** The words of the button that logs in there. */
export const loginWords: Record<Service, Key> = {
  'digital-post': 'start.login',
  altinn: 'start.login.altinn',
  digipost: 'start.login.digipost',
};

/** Whether the service has a place of its own for what was put away. */
export function hasArchive(provider: MailboxView['provider']): boolean {
  return provider === 'altinn';
}
