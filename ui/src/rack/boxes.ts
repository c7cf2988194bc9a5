// Which boxes the rack shows, and in what groups. The core's order is kept; what has ended stands last. Where there
// are many, those used last stand first as well: the groups below stay as they are, so that nothing moves away from
// where the hand expects it.
import type { Key } from '../i18n/index.svelte';
import { serviceName } from '../parts/service';
import type { MailboxView } from '../platform/types/MailboxView';

/** From so many on, the boxes stand in groups. */
const GROUPS_FROM = 20;

/** Boxes under a heading; without one when they are few. */
export interface Group {
  key: string;
  title?: Key;
  boxes: MailboxView[];
}

/** Those whose owner, name, unit or service contains what was typed. */
export function narrowed(mailboxes: MailboxView[], filter: string): MailboxView[] {
  const wanted = filter.trim().toLocaleLowerCase();
  const words = ({ owner, name, partOf, provider }: MailboxView) => [owner, name, partOf, serviceName(provider)].filter(Boolean).join(' ');
  return mailboxes.filter((mailbox) => words(mailbox).toLocaleLowerCase().includes(wanted));
}

/** The boxes in their groups; empty groups are left out. */
export function grouped(mailboxes: MailboxView[]): Group[] {
  const ordered = [...mailboxes.filter(({ ended }) => !ended), ...mailboxes.filter(({ ended }) => ended)];
  if (ordered.length < GROUPS_FROM) return ordered.length ? [{ key: 'all', boxes: ordered }] : [];
  const of = (...kinds: MailboxView['kind'][]) => ordered.filter(({ kind }) => kinds.includes(kind));
  const recent = ordered.filter((box) => box.recent !== undefined).sort((a, b) => (a.recent ?? 0) - (b.recent ?? 0));
  const groups: Group[] = [
    { key: 'recent', title: 'rack.recent', boxes: recent },
    { key: 'mine', title: 'rack.group.mine', boxes: of('own', 'archive') },
    { key: 'companies', title: 'rack.group.companies', boxes: of('company', 'association') },
    { key: 'others', title: 'rack.group.others', boxes: of('delegated') },
  ];
  return groups.filter(({ boxes }) => boxes.length > 0);
}

/** The first so many boxes, in their groups. */
export function first(groups: Group[], room: number): Group[] {
  let left = room;
  const cut = groups.map((group) => {
    const boxes = group.boxes.slice(0, Math.max(left, 0));
    left -= group.boxes.length;
    return { ...group, boxes };
  });
  return cut.filter(({ boxes }) => boxes.length > 0);
}
