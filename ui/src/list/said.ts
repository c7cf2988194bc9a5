// A row of the list in words, for whoever hears it: in the order in which it is read, with a stop after each part. Of the
// words of the row itself the web view would make one without any. What is seen stands together in it, so that one can say
// it to a computer; what is only heard comes before and after.
import { t } from '../i18n/index.svelte';
import { readsOnly, role } from '../parts/mailbox';
import { parse, rowTime } from '../parts/time';
import type { LetterRow } from '../platform/types/LetterRow';
import type { MailboxView } from '../platform/types/MailboxView';

/** What else stands in the row. */
interface Beside {
  now: Date;
  mailbox: MailboxView | undefined;
  /** The words of its marks: its date, its folder. */
  marks: string[];
  simple: boolean;
  /** The name of the mailbox's service, where there are several. */
  service?: string | undefined;
}

export function said(row: LetterRow, { now, mailbox, marks, simple, service }: Beside): string {
  const received = parse(row.received);
  const limited = mailbox !== undefined && (readsOnly(mailbox) || mailbox.ended !== undefined);
  const mine = mailbox && role(mailbox).toLocaleLowerCase();
  const parts = [
    !row.read && !simple && t('row.unread'),
    row.flag && t('row.flagged'),
    row.attachments > 0 && t('row.attachments', { n: row.attachments }),
    !row.read && simple && t('row.new'),
    row.recipient ? t('row.to', { name: row.recipient }) : row.sender,
    received && rowTime(received, now),
    row.subject,
    row.snippet?.map(({ text }) => text).join(''),
    mailbox && [mailbox.owner, service, limited && mine].filter(Boolean).join(', '),
    ...marks,
    !limited && mine,
  ];
  const words = parts.flatMap((part) => (part ? part.trim() : [])).filter((part) => part !== '');
  return words.map((part) => (/[.!?…]$/.test(part) ? part : `${part}.`)).join(' ');
}
