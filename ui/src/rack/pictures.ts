// The pictures that Digipost has for folders, by its words for them: what each looks like here, and what it is called.
import type { Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import type { FolderIcon } from '../platform/core';
import type { FolderView } from '../platform/types/FolderView';
import { folderIcon } from './folders';

/** All of them, in the order in which they are offered. */
export const pictures: Record<FolderIcon, { icon: IconName; words: Key }> = {
  FOLDER: { icon: 'folder', words: 'folder.picture.folder' },
  BOX: { icon: 'box', words: 'folder.picture.box' },
  ENVELOPE: { icon: 'envelope', words: 'folder.picture.envelope' },
  LETTER: { icon: 'envelopeOpen', words: 'folder.picture.letter' },
  PAPER: { icon: 'fileText', words: 'folder.picture.paper' },
  TAGS: { icon: 'tag', words: 'folder.picture.tags' },
  HEART: { icon: 'heart', words: 'folder.picture.heart' },
  TROPHY: { icon: 'seal', words: 'folder.picture.trophy' },
  HOME: { icon: 'home', words: 'folder.picture.home' },
  STAR: { icon: 'star', words: 'folder.picture.star' },
  SUITCASE: { icon: 'suitcase', words: 'folder.picture.suitcase' },
  CAMERA: { icon: 'camera', words: 'folder.picture.camera' },
  MONEY: { icon: 'banknote', words: 'folder.picture.money' },
  BONUS: { icon: 'percent', words: 'folder.picture.bonus' },
  RECEIPT: { icon: 'receipt', words: 'folder.picture.receipt' },
};

/** A folder's own picture, or that of its kind. */
export function picture({ role, icon }: Pick<FolderView, 'role' | 'icon'>): IconName {
  return icon === undefined ? folderIcon(role) : pictures[icon].icon;
}
