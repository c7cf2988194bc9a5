// The letter that is open: read from the core, read again when it changed, and marked as read once it was
// really shown. Reading somebody else's letter marks nothing by itself: the owner has not read it.
import { asApiError } from '../parts/errors';
import type { Core, Mark } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { LetterView } from '../platform/types/LetterView';
import type { MailboxView } from '../platform/types/MailboxView';

/** One open letter. */
export class OpenLetter {
  view = $state<LetterView>();
  error = $state<ApiError>();
  /** It is being opened at the service, because the person agreed. */
  opening = $state(false);

  constructor(
    readonly core: Core,
    readonly id: string,
  ) {}

  /** Reads it, or reads it again. */
  async read(open = false): Promise<void> {
    this.opening = open;
    try {
      this.view = await this.core.letter(this.id, open);
      this.error = undefined;
    } catch (thrown) {
      this.error = asApiError(thrown);
    } finally {
      this.opening = false;
    }
  }

  /** Marks it as read if it was unread, may be marked, and is the person's own business. */
  async markAsSeen(mailbox: MailboxView | undefined): Promise<void> {
    const view = this.view;
    if (!view || view.read || view.waits || mailbox?.kind === 'delegated' || !mailbox?.rights.includes('mark')) return;
    await this.mark('read');
  }

  /** Changes a mark. */
  async mark(change: Mark): Promise<void> {
    try {
      await this.core.mark([this.id], change);
      await this.read();
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
  }
}
