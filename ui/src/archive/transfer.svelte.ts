// Letters on their way from files or into files: one thing at a time, and what became of it.
import { asApiError } from '../parts/errors';
import type { ApiError } from '../platform/types/ApiError';
import type { FileDone } from '../platform/types/FileDone';
import type { FileRefused } from '../platform/types/FileRefused';

/** What was done. */
export interface Done {
  what: 'read' | 'written';
  files: FileDone[];
  refused: FileRefused[];
  /** Where letters that were read lie now. */
  mailbox?: string;
  /** Where they were written. */
  folder?: string;
}

/** One import or export. */
export class Transfer {
  busy = $state(false);
  done = $state.raw<Done>();
  error = $state.raw<ApiError>();

  /** Does it, unless something is under way; a dialog that was closed does nothing and says nothing. */
  async try(act: () => Promise<Done | undefined>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.done = this.error = undefined;
    try {
      this.done = await act();
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
    this.busy = false;
  }
}
