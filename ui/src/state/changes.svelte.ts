// What the person did with letters and folders last, in words, and how to undo it. An undo is the opposite change:
// it holds also when the first one was sent meanwhile.
import { t } from '../i18n/index.svelte';
import { asApiError } from '../parts/errors';
import type { Core, Mark } from '../platform/core';
import type { ApiError } from '../platform/types/ApiError';
import type { FolderView } from '../platform/types/FolderView';
import type { LetterRow } from '../platform/types/LetterRow';

/** As many are changed by one message; what is between the page and the core lets no larger one pass. */
const AT_ONCE = 500;
const OPPOSITE = { read: 'unread', unread: 'read' } as const;

/** Does it with some after the other until it is done with all. */
function some(ids: string[], change: (ids: string[]) => Promise<void>): Promise<void> {
  if (ids.length <= AT_ONCE) return change(ids);
  return change(ids.slice(0, AT_ONCE)).then(() => some(ids.slice(AT_ONCE), change));
}

/** A letter, as far as moving it back takes. */
export type Moved = Pick<LetterRow, 'id' | 'folderId'>;

/** The way back, and what to say when it was taken. */
interface Back {
  change: () => Promise<void>;
  words: string;
}

/** The last change. */
export class Changes {
  /** What was done, in words. */
  words = $state<string>();
  error = $state.raw<ApiError>();
  #back = $state.raw<Back>();
  #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Whether it can be undone. */
  get undoable(): boolean {
    return this.words !== undefined && this.#back !== undefined;
  }

  /** Moves letters; where they lay is remembered. */
  async move(letters: Moved[], folder: string, name: string): Promise<boolean> {
    return this.#do(() => some(letters.map(({ id }) => id), (ids) => this.#core.moveLetters(ids, folder)), t('done.moved', { n: letters.length, folder: name }), this.#moveBack(letters));
  }

  /** Moves letters to what is deleted. */
  async delete(letters: Moved[]): Promise<boolean> {
    return this.#do(() => some(letters.map(({ id }) => id), (ids) => this.#core.deleteLetters(ids)), t('done.deleted', { n: letters.length }), this.#moveBack(letters));
  }

  /** Marks letters as read or unread; those that were so already stay so when it is undone. */
  async mark(letters: Pick<LetterRow, 'id' | 'read'>[], mark: 'read' | 'unread'): Promise<boolean> {
    const ids = letters.filter(({ read }) => read !== (mark === 'read')).map(({ id }) => id);
    const change = (what: Mark) => () => some(ids, (ids) => this.#core.mark(ids, what));
    const words = t(mark === 'read' ? 'done.markedRead' : 'done.markedUnread', { n: ids.length });
    return this.#do(change(mark), words, { change: change(OPPOSITE[mark]), words: t('done.markUndone') });
  }

  /** Deletes letters for good. The person was asked; there is no way back. */
  async erase(ids: string[]): Promise<boolean> {
    return this.#do(() => some(ids, (ids) => this.#core.eraseLetters(ids)), t('done.erased', { n: ids.length }));
  }

  /** Calls a letter something else in its mailbox. */
  async rename({ id, subject }: Pick<LetterRow, 'id' | 'subject'>, name: string): Promise<boolean> {
    return this.#do(() => this.#core.renameLetter(id, name), t('done.renamed', { name }), {
      change: () => this.#core.renameLetter(id, subject),
      words: t('done.renamed', { name: subject }),
    });
  }

  /** Calls a folder something else. */
  async renameFolder({ mailbox, id, name: before }: Pick<FolderView, 'mailbox' | 'id' | 'name'>, name: string): Promise<boolean> {
    const call = (what: string) => this.#core.folderRename(mailbox, id, what);
    return this.#do(() => call(name), t('done.folderRenamed', { name }), {
      change: () => call(before),
      words: t('done.folderRenamed', { name: before }),
    });
  }

  /** Does the opposite of the last change. */
  async undo(): Promise<void> {
    const back = this.#back;
    if (back) await this.#do(back.change, back.words);
  }

  /** Something was done that needs no undoing here. */
  tell(words: string): void {
    this.dismiss();
    this.words = words;
  }

  /** It was read. */
  dismiss(): void {
    [this.words, this.error, this.#back] = [undefined, undefined, undefined];
  }

  /** Puts the letters back where they lay. */
  #moveBack(letters: Moved[]): Back {
    const back = byFolder(letters);
    const change = async () => {
      for (const [folder, letters] of back) await some(letters.map(({ id }) => id), (ids) => this.#core.moveLetters(ids, folder));
    };
    return { change, words: t('done.undone') };
  }

  async #do(change: () => Promise<void>, words: string, back?: Back): Promise<boolean> {
    this.dismiss();
    try {
      await change();
      [this.#back, this.words] = [back, words];
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return false;
    }
  }
}

function byFolder(letters: Moved[]): Map<string, Moved[]> {
  const groups = new Map<string, Moved[]>();
  for (const letter of letters) groups.set(letter.folderId, [...(groups.get(letter.folderId) ?? []), letter]);
  return groups;
}
