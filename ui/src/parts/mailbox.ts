// What a mailbox is to this person, in words: its role, its limit and its icon. Everything is read off the
// rights and the kind that the core says; nothing is assumed from a name.
import { language, locales, t, type Key } from '../i18n/index.svelte';
import type { MailboxView } from '../platform/types/MailboxView';
import type { IconName } from './icons';
import { offers } from './service';

type Kind = MailboxView['kind'];
type Right = MailboxView['rights'][number];

const roles: Record<Kind, Key> = {
  own: 'mailbox.role.own',
  company: 'mailbox.role.company',
  delegated: 'mailbox.role.delegated',
  association: 'mailbox.role.association',
  archive: 'mailbox.role.archive',
};

const kindIcons: Record<Kind, IconName> = {
  own: 'person',
  company: 'buildings',
  delegated: 'person',
  association: 'people',
  archive: 'archive',
};

/** The rights that a person meets when reading, in the order in which they are told. */
const told: [Right, Key][] = [
  ['read', 'right.read'],
  ['write', 'right.write'],
  ['forward', 'right.forward'],
  ['mark', 'right.mark'],
  ['move', 'right.move'],
  ['delete', 'right.delete'],
];

/** What it comes to when a letter is deleted: it goes among the deleted ones, or for good, where it lies there already or there
    is no place for those. Nothing where the person may not, or where what lies there stays. */
export function deletion(folder: string, mailbox: MailboxView | undefined): 'bin' | 'good' | undefined {
  if (!mailbox?.rights.includes('delete')) return undefined;
  if (mailbox.erases) return 'good';
  if (folder !== 'deleted') return 'bin';
  return offers(mailbox, 'erasing') ? 'good' : undefined;
}

/** What changes a letter. */
const changes: Right[] = ['write', 'move', 'delete', 'mark'];

/** Whether the person may read here but not act: the plate is dashed and carries an eye. Where the service takes answers it is
    that she may not answer; where it takes none from anybody, that she may change nothing. */
export function readsOnly(mailbox: MailboxView): boolean {
  if (mailbox.kind === 'archive') return false;
  if (offers(mailbox, 'writing')) return !mailbox.rights.includes('write');
  return !changes.some((right) => mailbox.rights.includes(right));
}

/** The role in words: “Mig selv”, “Virksomhed”, “Læseadgang”. */
export function role(mailbox: MailboxView): string {
  if (mailbox.ended) return t('mailbox.role.ended');
  if (mailbox.kind === 'delegated' && readsOnly(mailbox)) return t('mailbox.role.reader');
  return t(roles[mailbox.kind]);
}

/** The role with its limit, as the rack says it: “Læseadgang · kan ikke svare”. */
export function roleWithLimit(mailbox: MailboxView): string {
  const limited = !mailbox.ended && readsOnly(mailbox) && offers(mailbox, 'writing');
  return limited ? `${role(mailbox)} · ${t('mailbox.limit.noReply')}` : role(mailbox);
}

/** Of which unit it is a part, in words. */
export function partOf({ partOf }: Pick<MailboxView, 'partOf'>): string | undefined {
  return partOf === undefined ? undefined : t('mailbox.partOf', { name: partOf });
}

/** The icon of its kind; an eye where one may only read. */
export function icon(mailbox: MailboxView): IconName {
  return readsOnly(mailbox) || mailbox.ended ? 'eye' : kindIcons[mailbox.kind];
}

/** What nobody may do where the service takes no letters. */
const writing: Right[] = ['write', 'forward'];

/** What one may do there and what one may not, in words. What the service lets nobody do is no limit of hers. */
export function rightsIn(mailbox: Pick<MailboxView, 'rights' | 'offers'>): { may: string[]; mayNot: string[] } {
  const there = ([right]: [Right, Key]) => mailbox.rights.includes(right) || mailbox.offers === undefined || mailbox.offers.includes('writing') || !writing.includes(right);
  const words = (has: boolean) => told.filter(there).filter(([right]) => mailbox.rights.includes(right) === has).map(([, key]) => t(key));
  return { may: words(true), mayNot: words(false) };
}

/** What one may do, in a sentence: “Du må læse, svare, flytte og slette.” */
export function mayDo(mailbox: Pick<MailboxView, 'rights' | 'offers'>, sentence: 'mailbox.may' | 'access.may' = 'mailbox.may'): string {
  const words = rightsIn(mailbox).may;
  if (words.length === 0) return t('mailbox.may.nothing');
  return t(sentence, { what: new Intl.ListFormat(locales[language()]).format(words) });
}
