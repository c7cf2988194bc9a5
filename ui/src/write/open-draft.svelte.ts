// The draft that is open: what the person types is saved by itself a moment later, and before anything else is
// done with it. What could not be saved stays in the fields, and is tried again with the next key. What changes
// the draft is asked of the core in turn: an older text never arrives after a newer one, and nothing arrives after
// the draft was thrown away.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { DraftEdit } from '../platform/types/DraftEdit';
import type { DraftView } from '../platform/types/DraftView';
import type { FieldView } from '../platform/types/FieldView';
import { saving } from '../state/saving';

/** A pause in typing after which it is saved. */
const PAUSE_MS = 600;

/** One open draft. */
export class OpenDraft {
  view = $state.raw<DraftView>();
  subject = $state('');
  text = $state('');
  fields = $state.raw<FieldView[]>([]);
  error = $state.raw<ApiError>();
  /** It is gone: sent, thrown away, or with the access to its mailbox. */
  gone = $state(false);
  /** Something is under way that must not be begun twice. */
  busy = $state(false);
  saved = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #typed = 0;
  #reads = 0;
  #discarding = false;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    readonly core: Core,
    readonly id: string,
  ) {}

  /** Whether it can be written in. */
  get open(): boolean {
    return this.view?.state === 'editing' || this.view?.state === 'refused';
  }

  /** Reads it, or reads it again; what was typed and not saved yet stays. */
  async read(): Promise<void> {
    const mine = ++this.#reads;
    try {
      const view = await this.core.draft(this.id);
      if (mine === this.#reads) this.#take(view);
    } catch (thrown) {
      const error = asApiError(thrown);
      // With an access its drafts go, too.
      if (error.code === 'notFound' || error.code === 'accessEnded') this.gone = true;
      else this.error = error;
    }
  }

  /** Something was typed. */
  typed(): void {
    this.#typed += 1;
    this.saved = false;
    this.#saveSoon();
  }

  /** What a contact point asked for; `undefined` leaves it unanswered. */
  setField(label: string, value: string | undefined): void {
    const others = this.fields.filter((field) => field.label !== label);
    this.fields = value === undefined ? others : [...others, { label, value }];
    this.typed();
  }

  /** Saves what was typed. */
  async save(): Promise<boolean> {
    clearTimeout(this.#timer);
    if (this.saved || this.gone) return true;
    return saving(this.#change(() => ({ subject: this.subject, text: this.text, fields: this.fields })));
  }

  /** Agrees, or no longer, to its going by e-mail. */
  async agree(agreed: boolean): Promise<void> {
    await this.#change(() => ({ agreed }));
  }

  /** Says whom it is for. */
  to = (recipient: string) => this.#do(async () => this.#take(await this.core.draftTo(this.id, recipient)));
  /** Lets the person choose files. */
  attach = (title: string) => this.#do(async () => this.#take(await this.core.draftAttach(this.id, title)));
  /** Takes a file out. */
  detach = (attachment: string) => this.#do(async () => this.#take(await this.core.draftDetach(this.id, attachment)));
  /** Goes on writing what waits to be sent. */
  takeBack = () => this.#do(async () => this.#take(await this.core.draftTakeBack(this.id)));

  /** Sends it; true when it waits to be sent. */
  send = () => this.#do(() => this.core.draftSend(this.id));

  /** Throws it away; true when it is gone. What was not saved yet need not be; whatever else is under way is not
   *  a reason to leave it. */
  async discard(): Promise<boolean> {
    if (this.#discarding) return false;
    clearTimeout(this.#timer);
    [this.#discarding, this.error] = [true, undefined];
    try {
      await this.#inTurn(() => this.core.draftDiscard(this.id));
      this.gone = true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      await this.read();
      if (!this.saved) this.#saveSoon();
    } finally {
      this.#discarding = false;
    }
    return this.gone;
  }

  /** Nobody looks at it any longer. */
  leave(): void {
    void this.save();
  }

  async #do(what: () => Promise<void>): Promise<boolean> {
    if (this.busy || this.#discarding || !(await this.save())) return false;
    [this.busy, this.error] = [true, undefined];
    try {
      await what();
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      await this.read();
      return false;
    } finally {
      this.busy = false;
    }
  }

  #saveSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.save(), PAUSE_MS);
  }

  /** Asks when everything that was asked before is answered. */
  #inTurn<T>(ask: () => Promise<T>): Promise<T> {
    const answer = this.#last.then(ask);
    this.#last = answer.catch(() => {});
    return answer;
  }

  /** Changes it as `edit` says when its turn comes; a draft that is gone by then needs no change. */
  #change(edit: () => DraftEdit): Promise<boolean> {
    return this.#inTurn(async () => {
      if (this.gone) return true;
      const [typed, wanted] = [this.#typed, edit()];
      try {
        const view = await this.core.draftChange(this.id, wanted);
        // What was typed meanwhile is saved with the next pause.
        if (wanted.text !== undefined) this.saved = typed === this.#typed;
        this.error = undefined;
        this.#take(view);
        return true;
      } catch (thrown) {
        this.error = asApiError(thrown);
        return false;
      }
    });
  }

  #take(view: DraftView): void {
    this.view = view;
    if (!this.saved) return;
    [this.subject, this.text, this.fields] = [view.subject, view.text, view.fields];
  }
}
