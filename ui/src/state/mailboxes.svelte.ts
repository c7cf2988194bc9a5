// The mailboxes that the person reaches, and the folders of the one that is chosen.
import { asApiError } from '../parts/errors';
import { serviceName } from '../parts/service';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { FolderView } from '../platform/types/FolderView';
import type { MailboxView } from '../platform/types/MailboxView';

/** The rack. */
export class Mailboxes {
  all = $state.raw<MailboxView[]>([]);
  folders = $state.raw<FolderView[]>([]);
  error = $state.raw<ApiError>();
  #core: Core;
  #asked = 0;
  #askedFolders = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Unread letters in all of them. */
  get unread(): number {
    return this.open.reduce((sum, mailbox) => sum + mailbox.unread, 0);
  }

  /** Those whose access has not ended. */
  get open(): MailboxView[] {
    return this.all.filter((mailbox) => mailbox.ended === undefined);
  }

  /** Whether they lie at several services, so that each is named with its own. */
  get severalServices(): boolean {
    const names = new Set(this.all.map(({ provider }) => serviceName(provider)));
    names.delete('');
    return names.size > 1;
  }

  /** The name of the service of a mailbox, where there are several. */
  service(mailbox: MailboxView): string | undefined {
    return this.severalServices ? serviceName(mailbox.provider) || undefined : undefined;
  }

  /** A mailbox by its id. */
  find(id: string | undefined): MailboxView | undefined {
    return this.all.find((mailbox) => mailbox.id === id);
  }

  /** Whether there is anything to read in a mailbox; over all of them there is. */
  readable(id: string | undefined): boolean {
    const mailbox = this.find(id);
    return mailbox === undefined || (mailbox.ended === undefined && mailbox.rights.includes('read'));
  }

  /** Reads them again. */
  async refresh(): Promise<void> {
    const mine = ++this.#asked;
    try {
      const all = await this.#core.mailboxes();
      if (mine !== this.#asked) return;
      this.#take(all);
      this.error = undefined;
    } catch (thrown) {
      if (mine === this.#asked) this.error = asApiError(thrown);
    }
  }

  /** Reads the folders of a mailbox; of none, there are none. */
  async openFolders(mailbox: string | undefined): Promise<void> {
    const mine = ++this.#askedFolders;
    if (this.folders[0]?.mailbox !== mailbox) this.folders = [];
    if (mailbox === undefined || !this.readable(mailbox)) return;
    try {
      const folders = await this.#core.folders(mailbox);
      if (mine === this.#askedFolders) this.folders = folders;
    } catch (thrown) {
      if (mine === this.#askedFolders) this.error = asApiError(thrown);
    }
  }

  /** The person goes to a mailbox: it is one of those used last. Nothing depends on it. */
  used(mailbox: string): void {
    void this.#core.mailboxUsed(mailbox).catch(() => {});
  }

  /** Of hundreds few change at a time: those that did not stay the objects that they are, and are not drawn again. */
  #take(all: MailboxView[]): void {
    const before = new Map(this.all.map((mailbox) => [mailbox.id, mailbox]));
    const same = (one: MailboxView) => {
      const known = before.get(one.id);
      return known && JSON.stringify(known) === JSON.stringify(one) ? known : one;
    };
    const next = all.map(same);
    if (next.length !== this.all.length || next.some((one, at) => one !== this.all[at])) this.all = next;
  }

  /** Empties the rack, as after locking. */
  clear(): void {
    this.#asked += 1;
    this.#askedFolders += 1;
    this.all = [];
    this.folders = [];
    this.error = undefined;
  }
}
