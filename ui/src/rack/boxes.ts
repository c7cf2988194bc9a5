// Which boxes the rack shows, and in what groups. The core's order is kept; what has ended stands last.
import type { Key } from '../i18n/index.svelte';
import type { MailboxView } from '../platform/types/MailboxView';

/** From so many on, the boxes stand in groups. */
const GROUPS_FROM = 20;

/** Boxes under a heading; without one when they are few. */
export interface Group {
  key: string;
  title?: Key;
  boxes: MailboxView[];
}

/** Those whose owner or name contains what was typed. */
export function narrowed(mailboxes: MailboxView[], filter: string): MailboxView[] {
  const wanted = filter.trim().toLocaleLowerCase();
  return mailboxes.filter(({ owner, name }) => `${owner} ${name}`.toLocaleLowerCase().includes(wanted));
}

/** The boxes in their groups; empty groups are left out. */
export function grouped(mailboxes: MailboxView[]): Group[] {
  const ordered = [...mailboxes.filter(({ ended }) => !ended), ...mailboxes.filter(({ ended }) => ended)];
  if (ordered.length < GROUPS_FROM) return ordered.length ? [{ key: 'all', boxes: ordered }] : [];
  const of = (...kinds: MailboxView['kind'][]) => ordered.filter(({ kind }) => kinds.includes(kind));
  const groups: Group[] = [
    { key: 'mine', title: 'rack.group.mine', boxes: of('own', 'archive') },
    { key: 'companies', title: 'rack.group.companies', boxes: of('company', 'association') },
    { key: 'others', title: 'rack.group.others', boxes: of('delegated') },
  ];
  return groups.filter(({ boxes }) => boxes.length > 0);
}
