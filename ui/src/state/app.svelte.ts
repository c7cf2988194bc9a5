// The state of the window, put together: what each part knows, and which of them reads again when the core
// says that something changed.
import { createContext } from 'svelte';
import type { Core } from '../platform/core';
import type { AppEvent } from '../platform/types/AppEvent';
import type { LetterOrder } from '../platform/types/LetterOrder';
import type { LetterQuery } from '../platform/types/LetterQuery';
import { again } from './again';
import { Aloud } from './aloud.svelte';
import { Changes } from './changes.svelte';
import { Channels } from './channels.svelte';
import { Commands } from './commands.svelte';
import { Drafts } from './drafts.svelte';
import { Helping } from './helping.svelte';
import { LetterList } from './list.svelte';
import { Logos } from './logos.svelte';
import { Mailboxes } from './mailboxes.svelte';
import { PastSearches } from './past.svelte';
import { Place, type Filter, type Shelf } from './place.svelte';
import { Search } from './search.svelte';
import { Selection } from './selection.svelte';
import { Session } from './session.svelte';
import { Sync } from './sync.svelte';
import { Todos } from './todos.svelte';

/** What the window knows. */
export class AppState {
  readonly session: Session;
  readonly mailboxes: Mailboxes;
  readonly list: LetterList;
  readonly search: Search;
  readonly past: PastSearches;
  readonly sync: Sync;
  readonly changes: Changes;
  readonly channels: Channels;
  readonly drafts: Drafts;
  readonly todos: Todos;
  readonly helping: Helping;
  readonly aloud: Aloud;
  readonly logos: Logos;
  readonly selection = new Selection();
  readonly commands = new Commands();
  readonly place = new Place();
  /** Goes up when the letter that is open has changed. */
  letterChanged = $state(0);
  /** Goes up when letters in the making have changed. */
  draftsChanged = $state(0);
  /** Something was read: what the window begins with is drawn once, with its letters. */
  begun = $state(false);
  /** The mailboxes and the top of the list are here. */
  #firstRead: Promise<unknown> = Promise.resolve();
  /** How far a document is that goes into a mailbox. */
  puttingIn = $state.raw<Extract<AppEvent, { kind: 'puttingIn' }>>();
  /** The letter of a notification that was clicked while nothing could be read. */
  #wanted?: string;

  #rackAgain = again(async () => {
    await this.mailboxes.refresh();
    await Promise.all([this.mailboxes.openFolders(this.place.shelf.mailbox), this.#mayReadNow()]);
  });
  #listAgain = again(async () => {
    await Promise.all([this.list.refresh(), this.search.refresh()]);
  });
  #syncAgain = again(async () => {
    await this.sync.refresh();
    // A round ends with telling of what came, and with what that asks for.
    if (!this.sync.running) await Promise.all([this.channels.refresh(), this.#todosAgain()]);
  });
  #draftsAgain = again(() => this.drafts.refresh());
  #todosAgain = again(async () => {
    await Promise.all([this.todos.refresh(), this.place.page === 'helping' && this.helping.refresh()]);
  });

  constructor(readonly core: Core) {
    this.session = new Session(core);
    this.mailboxes = new Mailboxes(core);
    this.list = new LetterList(core);
    this.search = new Search(core);
    this.past = new PastSearches(core);
    this.sync = new Sync(core);
    this.changes = new Changes(core);
    this.channels = new Channels(core);
    this.drafts = new Drafts(core);
    this.todos = new Todos(core);
    this.helping = new Helping(core);
    this.aloud = new Aloud(core);
    this.logos = new Logos(core);
  }

  /** Starts: asks how things stand, then listens. */
  async begin(): Promise<void> {
    const listening = this.core.subscribe((event) => void this.#heardWhile(event));
    await this.session.begin();
    await listening;
    const read = this.readAll();
    await this.#firstRead;
    this.begun = true;
    await read;
  }

  /** Reads everything that the main screen shows, or empties it when the vault is closed. */
  async readAll(): Promise<void> {
    if (this.session.view?.state !== 'ready') return this.#empty();
    this.#showWanted();
    const mailboxes = this.mailboxes.refresh();
    const list = this.list.show(this.#query());
    this.#firstRead = Promise.all([mailboxes, list]);
    await Promise.all([
      this.session.refreshAccounts(),
      mailboxes.then(() => this.mailboxes.openFolders(this.place.shelf.mailbox)),
      list,
      this.sync.refresh(),
      this.drafts.refresh(),
      this.channels.refresh(),
    ]);
    // After the list: the rack's number can wait, the letters cannot.
    await this.todos.refresh();
  }

  /** Closes the vault, and with it everything that is shown. */
  async lock(): Promise<void> {
    await this.session.lock();
    await this.readAll();
  }

  /** Lets somebody else who shares this computer at it: nothing of what was shown stays. */
  async changePerson(id: string): Promise<void> {
    // Refused, it may be another's core all the same; what is hers to see is read again.
    await this.session.changePerson(id);
    this.#empty();
    await this.readAll();
  }

  /** Goes to a mailbox or a folder. */
  async go(shelf: Shelf): Promise<void> {
    this.place.go(shelf);
    this.search.clear();
    this.selection.end();
    await Promise.all([this.#showList(), this.mailboxes.openFolders(shelf.mailbox)]);
    if (shelf.mailbox) this.mailboxes.used(shelf.mailbox);
  }

  /** Narrows the list. */
  async filter(filter: Filter): Promise<void> {
    this.place.filter = filter;
    this.selection.end();
    await this.#showList();
  }

  /** In which order lists stand. */
  get order(): LetterOrder {
    return this.session.view?.settings.listOrder ?? 'newest';
  }

  /** Puts the list into an order, and remembers it. */
  async sort(listOrder: LetterOrder): Promise<void> {
    const kept = this.session.change({ listOrder });
    await Promise.all([this.#showList(), kept]);
  }

  /** The core said that something changed: what shows it is read again. */
  async heard(event: AppEvent): Promise<void> {
    switch (event.kind) {
      case 'mailboxes':
        this.#lettersMayDiffer();
        await Promise.all([this.session.refreshAccounts(), this.#rackAgain(), this.#listAgain(), this.#draftsAgain(), this.#todosMayDiffer()]);
        return;
      case 'drafts':
        this.#lettersMayDiffer();
        return this.#draftsAgain();
      case 'letters':
        await Promise.all([this.#rackAgain(), this.#todosMayDiffer(), this.#shows(event.mailbox) && this.#listAgain()]);
        return;
      case 'letter':
        if (event.id === this.place.letter) this.letterChanged += 1;
        await Promise.all([this.#rackAgain(), this.#listAgain(), this.#todosMayDiffer()]);
        return;
      case 'sync':
        return this.#syncAgain();
      case 'open':
        this.#wanted = event.id;
        return this.#showWanted();
      case 'readingAloud':
      case 'readingEnded':
        return this.aloud.heard(event);
      case 'puttingIn':
        this.puttingIn = event;
        return;
      case 'leaving':
        await this.session.lock();
        return this.readAll();
      case 'locked':
        await this.session.begin();
        return this.readAll();
    }
  }

  /** What changed before anything was read is read anyway. */
  async #heardWhile(event: AppEvent): Promise<void> {
    if (this.begun || ['open', 'locked', 'leaving'].includes(event.kind)) await this.heard(event);
  }

  /** A letter that is asked for while the vault is being closed or opened waits until everything can be read. */
  #showWanted(): void {
    if (!this.#wanted || this.session.view?.state !== 'ready' || this.session.leaving) return;
    this.place.open(this.#wanted);
    this.#wanted = undefined;
  }

  /** A round is over, or a draft was begun, changed, sent or thrown away: what is open is read again. */
  #lettersMayDiffer(): void {
    this.letterChanged += 1;
    this.draftsChanged += 1;
  }

  /** Letters come many at a time: what they ask for is looked through when the round ends, which tells of it, or at once
   *  for somebody who looks at it. */
  async #todosMayDiffer(): Promise<void> {
    const looksAtIt = this.place.page === 'todo' || this.place.page === 'helping';
    if (!this.sync.running || looksAtIt) await this.#todosAgain();
  }

  #shows(mailbox: string): boolean {
    return this.search.active || [undefined, mailbox].includes(this.place.shelf.mailbox);
  }

  /** The mailbox that is shown may have become one to read, or one that is read no longer. */
  async #mayReadNow(): Promise<void> {
    if (this.list.asked !== this.mailboxes.readable(this.place.shelf.mailbox)) await this.#showList();
  }

  #query(): LetterQuery {
    return { ...this.place.query(), ...(this.order !== 'newest' && { order: this.order }) };
  }

  async #showList(): Promise<void> {
    if (!this.mailboxes.readable(this.place.shelf.mailbox)) return this.list.clear();
    await this.list.show(this.#query());
  }

  #empty(): void {
    // What began anew has none of the letters of before.
    if (this.session.view?.state === 'firstStart') this.#wanted = undefined;
    this.place.reset();
    this.mailboxes.clear();
    this.list.clear();
    this.search.clear();
    this.past.clear();
    this.sync.clear();
    this.changes.dismiss();
    this.channels.clear();
    this.drafts.clear();
    this.todos.clear();
    this.helping.clear();
    this.logos.clear();
    this.selection.end();
  }
}

const [getApp, provideApp] = createContext<AppState>();
export { getApp, provideApp };
