// Where the person is: which mailbox, folder and filter, which letter is open, and which page lies over it.
import type { LetterQuery } from '../platform/types/LetterQuery';

/** What the list shows. Without a mailbox it is the post of all of them. */
export interface Shelf {
  mailbox?: string;
  folder?: string;
  role?: LetterQuery['role'];
}

/** The filters over the list. */
export type Filter = 'all' | 'unread' | 'deadline' | 'attachments' | 'flagged';
/** The pages beside the post; how each is reached stands in frame/pages.ts, what it shows in frame/page-parts.ts. */
export type PageName = 'todo' | 'helping' | 'more' | 'access' | 'registration' | 'notifications' | 'devices' | 'help' | 'mailboxes' | 'known' | 'settings';
/** A part of a page that is shown opened: the service's own notifications among ours, or Norway's register beside the
 *  Danish one. */
export type PagePart = 'service' | 'norway';
/** What the place for letters shows. */
export type Page = 'post' | PageName;

/** Where the person is. */
export class Place {
  shelf = $state.raw<Shelf>({});
  filter = $state<Filter>('all');
  letter = $state<string>();
  /** The letter in the making that is open; over the letter that it is about, if it is about one. */
  draft = $state<string>();
  /** Where the two have no room beside each other: the letter is looked at instead of the draft about it. */
  letterFirst = $state(false);
  page = $state<Page>('post');
  /** The part of the page that is wanted at once. */
  part = $state<PagePart>();
  /** On a narrow window the rack lies over the list. */
  rackOpen = $state(false);

  /** Goes to a mailbox, or to all of them, and there to a folder if one is named. */
  go(shelf: Shelf): void {
    this.shelf = shelf;
    this.filter = 'all';
    [this.letter, this.draft, this.letterFirst] = [undefined, undefined, false];
    this.page = 'post';
    this.rackOpen = false;
  }

  /** Opens a letter beside the list. */
  open(letter: string): void {
    [this.letter, this.draft, this.letterFirst] = [letter, undefined, false];
    this.page = 'post';
  }

  /** Shows a page instead of the post. */
  show(page: PageName, part?: PagePart): void {
    [this.page, this.part] = [page, part];
    this.rackOpen = false;
  }

  /** Opens a letter in the making. */
  write(draft: string): void {
    [this.draft, this.letterFirst] = [draft, false];
    this.page = 'post';
  }

  /** The draft is no longer open; the letter that it was about is there again. */
  leaveDraft(): void {
    [this.draft, this.letterFirst] = [undefined, false];
  }

  /** One step back: from the rack, a page, a letter to the draft about it, the draft or the letter to the list. */
  back(): void {
    if (this.rackOpen) this.rackOpen = false;
    else if (this.page !== 'post') this.page = 'post';
    else if (this.letterFirst) this.letterFirst = false;
    else if (this.draft !== undefined) this.leaveDraft();
    else this.letter = undefined;
  }

  /** Back to the beginning, as after locking. */
  reset(): void {
    this.go({});
  }

  /** What to ask the core for. */
  query(): LetterQuery {
    return {
      ...this.shelf,
      ...(this.filter === 'unread' && { unread: true }),
      ...(this.filter === 'deadline' && { withDeadline: true }),
      ...(this.filter === 'attachments' && { withAttachments: true }),
      ...(this.filter === 'flagged' && { flagged: true }),
    };
  }
}
