// What a sender is, in words. Only what the register says: nothing is guessed from a name.
import { t, type Key } from '../i18n/index.svelte';
import type { OrganisationView } from '../platform/types/OrganisationView';

const kinds = {
  state: 'sender.kind.state',
  region: 'sender.kind.region',
  municipality: 'sender.kind.municipality',
  authority: 'sender.kind.authority',
  company: 'sender.kind.company',
} satisfies Record<string, Key>;

const works = {
  justice: 'sender.work.justice',
  hospital: 'sender.work.hospital',
  association: 'sender.work.association',
} satisfies Record<string, Key>;

/** What it is in a word or two, where the register says. */
export function kindOf({ kind, work }: OrganisationView): string | undefined {
  const words = [work && t(works[work]), kind && t(kinds[kind])].filter(Boolean);
  return words.length > 0 ? words.join(' · ') : undefined;
}

/** Whether the letter calls its sender otherwise than the register does. */
export function hasOtherName(inLetter: string, { name }: OrganisationView): boolean {
  const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim().toLocaleLowerCase();
  return plain(inLetter) !== plain(name);
}
