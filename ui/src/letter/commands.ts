// What can be done with the open letter: the same as its buttons, and no more than they offer.
import { t } from '../i18n/index.svelte';
import { deletion } from '../parts/mailbox';
import { offers } from '../parts/service';
import type { LetterView } from '../platform/types/LetterView';
import type { MailboxView } from '../platform/types/MailboxView';
import type { Command } from '../state/commands.svelte';

/** What each does; the letter's buttons do the same. */
export interface Deeds {
  reply: () => void;
  forward: () => void;
  flag: () => void;
  read: () => void;
  move: () => void;
  note: () => void;
  remove: () => void;
}

/** A note where the service keeps such; else the name alone is changed. */
export function noteWords(view: LetterView, mailbox: MailboxView): string {
  if (!offers(mailbox, 'notes')) return t('letter.rename');
  return view.note ? t('letter.note.edit') : t('letter.note.add');
}

/** What may be done with this letter. */
export function letterCommands(view: LetterView, mailbox: MailboxView, deeds: Deeds): Command[] {
  const may = (right: MailboxView['rights'][number]) => mailbox.rights.includes(right);
  const open = !view.waits;
  const received = view.folder !== 'drafts' && view.folder !== 'sent';
  const deletes = deletion(view.folder, mailbox);
  const all: (Command & { may: boolean })[] = [
    { may: view.canReply && open, words: view.draft === undefined ? t('letter.reply') : t('letter.reply.continue'), icon: 'reply', key: 'r', run: deeds.reply },
    { may: view.canForward && open, words: t('letter.forward'), icon: 'arrowRight', key: 'f', run: deeds.forward },
    { may: may('mark') && open && offers(mailbox, 'flags'), words: view.flag ? t('letter.unflag') : t('letter.flag'), icon: view.flag ? 'flagged' : 'flag', key: 'b', run: deeds.flag },
    { may: may('mark') && open, words: view.read ? t('letter.markUnread') : t('letter.markRead'), icon: view.read ? 'envelope' : 'envelopeOpen', key: 'u', run: deeds.read },
    { may: may('move') && received, words: t('letter.move'), icon: 'folder', key: 'm', run: deeds.move },
    { may: may('note'), words: noteWords(view, mailbox), icon: 'pencil', key: 'n', run: deeds.note },
    { may: deletes !== undefined, words: deletes === 'good' ? t('letter.erase') : t('letter.delete'), icon: 'trash', key: 'd', run: deeds.remove },
  ];
  return all.filter((command) => command.may).map(({ may: _, ...command }) => command);
}
