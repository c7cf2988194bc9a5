// A core without a computer behind it, for the tests of the pages and for the preview: invented people and
// letters, and a place to decide what each question is answered with.
import type { Core } from '../src/platform/core';
import type { AppEvent } from '../src/platform/types/AppEvent';
import type { LetterRow } from '../src/platform/types/LetterRow';
import type { MailboxView } from '../src/platform/types/MailboxView';
import type { StartView } from '../src/platform/types/StartView';
import type { SyncState } from '../src/platform/types/SyncState';
import { account, everyRight, folders, letterView, mailbox, reader, row, startView, syncState } from './people';

/** What the fake core knows; tests change it and then tell an event. */
export interface World {
  start: StartView;
  sync: SyncState;
  mailboxes: MailboxView[];
  letters: LetterRow[];
  accounts: ReturnType<typeof account>[];
}

/** A core that answers from `world` and writes down what it was asked. */
export class FakeCore implements Core {
  asked: [string, ...unknown[]][] = [];
  world: World;
  #listener: (event: AppEvent) => void = () => {};

  constructor(world: Partial<World> = {}) {
    const mailboxes = world.mailboxes ?? [
      mailbox('m1', 'Mette Hansen', 'own', everyRight, 2),
      mailbox('m2', 'Hansen VVS ApS', 'company', everyRight, 4),
      mailbox('m3', 'Inger Hansen', 'delegated', reader, 3),
      mailbox('m4', 'Kolonihaveforeningen', 'association', everyRight, 2),
    ];
    this.world = {
      start: startView('ready'),
      sync: syncState(),
      accounts: [account()],
      letters: [row('a'), row('b', { mailbox: 'm2' }), row('c', { mailbox: 'm3', read: true })],
      ...world,
      mailboxes,
    };
  }

  /** Tells the window that something changed. */
  tell(event: AppEvent): void {
    this.#listener(event);
  }

  #note<T>(answer: T, ...asked: [string, ...unknown[]]): Promise<T> {
    this.asked.push(asked);
    return Promise.resolve(answer);
  }

  #page(found: LetterRow[], limit = 50, before?: string) {
    const from = before === undefined ? 0 : found.findIndex(({ id }) => id === before) + 1;
    return { rows: found.slice(from, from + limit), more: found.length > from + limit };
  }

  start: Core['start'] = () => this.#note(this.world.start, 'start');
  settingsSet: Core['settingsSet'] = (settings) => this.#note(undefined, 'settingsSet', settings);
  login: Core['login'] = (provider) => this.#note(undefined, 'login', provider);
  loginCancel: Core['loginCancel'] = () => this.#note(undefined, 'loginCancel');
  accounts: Core['accounts'] = () => this.#note(this.world.accounts, 'accounts');
  mailboxes: Core['mailboxes'] = () => this.#note(this.world.mailboxes, 'mailboxes');
  folders: Core['folders'] = (id) => this.#note(folders(id), 'folders', id);
  letters: Core['letters'] = (query) => {
    const found = this.world.letters.filter(
      (letter) =>
        (query.mailbox === undefined || letter.mailbox === query.mailbox) &&
        (query.role === undefined || letter.folder === query.role) &&
        (!query.unread || !letter.read) &&
        (!query.withDeadline || letter.replyBy !== undefined),
    );
    return this.#note(this.#page(found, query.limit, query.before), 'letters', query);
  };
  search: Core['search'] = (query) => {
    const found = this.world.letters
      .filter(({ subject, sender }) => `${subject} ${sender}`.toLowerCase().includes(query.text.toLowerCase()))
      .map((letter) => ({ ...letter, snippet: [{ text: 'Kære Mette. Her er ', marked: false }, { text: query.text, marked: true }, { text: ', som du bad om.', marked: false }] }));
    return this.#note(this.#page(found, query.limit), 'search', query);
  };
  letter: Core['letter'] = (id, open) =>
    this.#note(letterView(this.world.letters.find((letter) => letter.id === id) ?? row(id)), 'letter', id, open);
  fileText: Core['fileText'] = (message, file) =>
    this.#note({ text: 'Kære Mette Hansen\n\nDette er et opdigtet brev.', blockedRemote: 0, links: [] }, 'fileText', message, file);
  fileUrl: Core['fileUrl'] = (message, file) => this.#note(`letter://localhost/${message}/${file}`, 'fileUrl', message, file);
  saveFile: Core['saveFile'] = (message, file) => this.#note({ filename: 'brev.pdf', path: '/hentet/brev.pdf' }, 'saveFile', message, file);
  saveAll: Core['saveAll'] = (message) => this.#note({ filename: 'brev', path: '/hentet/brev' }, 'saveAll', message);
  mark: Core['mark'] = (ids, change) => this.#note(undefined, 'mark', ids, change);
  moveLetters: Core['moveLetters'] = (ids, folder) => this.#note(undefined, 'moveLetters', ids, folder);
  deleteLetters: Core['deleteLetters'] = (ids) => this.#note(undefined, 'deleteLetters', ids);
  eraseLetters: Core['eraseLetters'] = (ids) => this.#note(undefined, 'eraseLetters', ids);
  noteSet: Core['noteSet'] = (id, text) => this.#note(undefined, 'noteSet', id, text);
  renameLetter: Core['renameLetter'] = (id, name) => this.#note(undefined, 'renameLetter', id, name);
  folderAdd: Core['folderAdd'] = (mailbox, name, parent) => this.#note('new', 'folderAdd', mailbox, name, parent);
  folderRename: Core['folderRename'] = (mailbox, folder, name) => this.#note(undefined, 'folderRename', mailbox, folder, name);
  folderRemove: Core['folderRemove'] = (mailbox, folder) => this.#note(undefined, 'folderRemove', mailbox, folder);
  openLink: Core['openLink'] = (message, target) => this.#note(undefined, 'openLink', message, target);
  syncNow: Core['syncNow'] = () => this.#note(undefined, 'syncNow');
  syncState: Core['syncState'] = () => this.#note(this.world.sync, 'syncState');
  signOut: Core['signOut'] = (id) => this.#note(undefined, 'signOut', id);
  forget: Core['forget'] = (what) => this.#note(undefined, 'forget', what);
  lock: Core['lock'] = () => this.#note(undefined, 'lock');
  unlock: Core['unlock'] = (key, passphrase) => this.#note(this.world.start, 'unlock', key, passphrase);
  doctor: Core['doctor'] = () => this.#note({ files: 214, damaged: [], odd: [{ remoteId: 'x-1', why: 'no documents' }], mended: [] }, 'doctor');
  subscribe: Core['subscribe'] = (listener) => {
    this.#listener = listener;
    return this.#note(undefined, 'subscribe');
  };
}
