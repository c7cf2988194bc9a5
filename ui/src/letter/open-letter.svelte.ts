// The letter that is open: read from the core, read again when it changed, and marked as read once it was
// really shown. Reading somebody else's letter marks nothing by itself: the owner has not read it.
import { asApiError } from '../parts/errors';
import type { Core, Mark } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { LetterView } from '../platform/types/LetterView';
import type { MailboxView } from '../platform/types/MailboxView';
import type { SavedView } from '../platform/types/SavedView';
import { shownFiles, type Shown } from './files';

/** One open letter. */
export class OpenLetter {
  view = $state.raw<LetterView>();
  /** Why it could not be read. */
  error = $state<ApiError>();
  /** Why the last thing that the person did with it failed; stays until the next one. */
  refused = $state<ApiError>();
  /** It is being opened at the service, because the person agreed. */
  opening = $state(false);
  /** Which of its files is looked at; the first until she chose. */
  chosenId = $state<string>();
  /** Where a file was saved, or why it was not. */
  saved = $state.raw<SavedView>();
  saveError = $state.raw<ApiError>();
  #asked = 0;
  #asOf?: number;
  #seen = false;

  constructor(
    readonly core: Core,
    readonly id: string,
  ) {}

  /** The file that is looked at. */
  get chosen(): Shown | undefined {
    const files = this.view ? shownFiles(this.view) : [];
    return files.find(({ file }) => file.id === this.chosenId) ?? files[0];
  }

  /** Waits for a file to be saved, and keeps what came of it. */
  async save(saving: Promise<SavedView>): Promise<void> {
    [this.saved, this.saveError] = [undefined, undefined];
    try {
      this.saved = await saving;
    } catch (thrown) {
      this.saveError = asApiError(thrown);
    }
  }

  /** Reads it, unless that was done since it last changed. */
  async readAsOf(change: number): Promise<void> {
    if (this.opening || change === this.#asOf) return;
    this.#asOf = change;
    await this.read();
  }

  /** Reads it, or reads it again. An answer that comes after a later question's is dropped. */
  async read(): Promise<void> {
    if (this.opening) return;
    const asked = ++this.#asked;
    try {
      const view = await this.core.letter(this.id, false);
      if (asked === this.#asked) [this.view, this.error] = [view, undefined];
    } catch (thrown) {
      if (asked === this.#asked) this.#failed(asApiError(thrown));
    }
  }

  /** Opens a letter whose opening counts. The person agreed. */
  async open(): Promise<void> {
    if (this.opening) return;
    this.opening = true;
    this.#asked += 1;
    let refused: ApiError | undefined;
    try {
      this.view = await this.core.letter(this.id, true);
    } catch (thrown) {
      refused = asApiError(thrown);
    } finally {
      this.opening = false;
    }
    // That the person wanted it is kept with the letter, and so is what it needs.
    if (refused) await this.read();
    if (refused?.code === 'higherLevelNeeded' && this.view?.waits === 'higherLevel') refused = undefined;
    this.refused = refused;
  }

  /** The person will not open it now; that is kept with the letter. */
  async notNow(): Promise<void> {
    this.refused = undefined;
    try {
      await this.core.notNow(this.id);
      await this.read();
    } catch (thrown) {
      this.refused = asApiError(thrown);
    }
  }

  /** What it says is on the screen. */
  get seeable(): boolean {
    return this.view !== undefined && !this.view.waits && (shownFiles(this.view)[0]?.file.state ?? 'here') === 'here';
  }

  /** Marks it as read, once, if it was unread, could be seen, may be marked, and is the person's own business. */
  async markAsSeen(mailbox: MailboxView): Promise<void> {
    const view = this.view;
    if (this.#seen || !view || !this.seeable) return;
    // From here on the mark is the person's: what she marks as unread stays so while she looks at it.
    this.#seen = true;
    // In somebody else's mailbox the mark is the owner's; that she looked is kept here for herself.
    if (mailbox.kind === 'delegated') return void this.core.looked(this.id).catch(() => {});
    if (view.read || !mailbox.rights.includes('mark')) return;
    await this.mark('read');
  }

  /** Changes a mark. */
  async mark(change: Mark): Promise<void> {
    if (change === 'read' || change === 'unread') this.#seen = true;
    this.refused = undefined;
    try {
      await this.core.mark([this.id], change);
      await this.read();
    } catch (thrown) {
      this.refused = asApiError(thrown);
    }
  }

  /** What is gone, or no longer the person's to read, is not shown any longer; otherwise what was read stays on the
   *  screen. */
  #failed(error: ApiError): void {
    const gone = error.code === 'notFound';
    if (gone || error.code === 'accessEnded' || error.code === 'notAllowed') this.view = undefined;
    this.error = gone && error.text === undefined ? { ...error, text: 'letter.gone' } : error;
  }
}
