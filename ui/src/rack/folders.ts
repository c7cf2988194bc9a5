// Folders in words: built-in ones in the person's language, own ones by their name.
import { t, type Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import { hasArchive } from '../parts/service';
import type { FolderView } from '../platform/types/FolderView';
import type { MailboxView } from '../platform/types/MailboxView';

/** What a folder is for. */
export type FolderRole = FolderView['role'];
type BuiltIn = Exclude<FolderRole, 'own'>;

const names: Record<BuiltIn, Key> = {
  inbox: 'folder.inbox',
  drafts: 'folder.drafts',
  sent: 'folder.sent',
  archive: 'folder.archive',
  deleted: 'folder.deleted',
};

const folderIcons: Record<FolderRole, IconName> = {
  inbox: 'envelope',
  drafts: 'pencil',
  sent: 'arrowRight',
  archive: 'archive',
  deleted: 'trash',
  own: 'folder',
};

/** The folders that can be seen over all of these mailboxes. */
export function rolesOfAll(mailboxes: Pick<MailboxView, 'provider'>[]): BuiltIn[] {
  const archive: BuiltIn[] = mailboxes.some(({ provider }) => hasArchive(provider)) ? ['archive'] : [];
  return ['inbox', 'drafts', 'sent', ...archive, 'deleted'];
}

/** The most characters that a folder's name has. */
export const LONGEST_NAME = 100;

/** The same in a mailbox of this service. */
export function longestName(provider: string | undefined): number {
  return provider === 'digipost' ? 30 : LONGEST_NAME;
}

/** The icon of a folder. */
export function folderIcon(role: FolderRole): IconName {
  return folderIcons[role];
}

/** What a folder is called. */
export function folderName(role: FolderRole, name = ''): string {
  return role === 'own' ? name : t(names[role]);
}

/** A letter's folder, which the core names by its role or, for one's own, by its name. */
export function folderOfLetter(folder: string): { icon: IconName; name: string; inbox: boolean } {
  const role = folder in names ? (folder as BuiltIn) : 'own';
  return { icon: folderIcon(role), name: folderName(role, folder), inbox: role === 'inbox' };
}
