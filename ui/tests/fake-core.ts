// A core without a computer behind it, for the tests of the pages and for the preview: invented people and
// letters, and a place to decide what each question is answered with.
import type { ChosenDocument, Core } from '../src/platform/core';
import type { AccessView } from '../src/platform/types/AccessView';
import type { AccountError } from '../src/platform/types/AccountError';
import type { ActivityRow } from '../src/platform/types/ActivityRow';
import type { AppEvent } from '../src/platform/types/AppEvent';
import type { ContactRegisterView } from '../src/platform/types/ContactRegisterView';
import type { DeviceView } from '../src/platform/types/DeviceView';
import type { DraftView } from '../src/platform/types/DraftView';
import type { FolderView } from '../src/platform/types/FolderView';
import type { LetterRow } from '../src/platform/types/LetterRow';
import type { LetterView } from '../src/platform/types/LetterView';
import type { KnownView } from '../src/platform/types/KnownView';
import type { LockView } from '../src/platform/types/LockView';
import type { MailboxView } from '../src/platform/types/MailboxView';
import type { RefusedView } from '../src/platform/types/RefusedView';
import type { RegistrationView } from '../src/platform/types/RegistrationView';
import type { ServiceNotifications } from '../src/platform/types/ServiceNotifications';
import type { StartView } from '../src/platform/types/StartView';
import type { StoredView } from '../src/platform/types/StoredView';
import type { SyncState } from '../src/platform/types/SyncState';
import type { HandoverView } from '../src/platform/types/HandoverView';
import type { HelpedView } from '../src/platform/types/HelpedView';
import type { TodoItem } from '../src/platform/types/TodoItem';
import type { WatchingView } from '../src/platform/types/WatchingView';
import { devices, notifications, publicPage, registration, steps, supportLines } from './asked';
import { knownView, storedView } from './known';
import { logoPicture } from './logo';
import { contactRegister, mailboxProviders, paper } from './norway';
import { changed, fresh, previewOf, ruleOf, type ToldWorld } from './told';
import { letterParts, pageParts, startParts } from '../src/frame/rest';
import { reader as pdfReader } from '../src/letter/reader';
import { access, accesses, account, activity, contactPoint, draftView, everyRight, folders, letterView, mailbox, reader, row, startView, syncState } from './people';

// What the window loads a while after its beginning is there from the beginning.
await Promise.all([letterParts, pageParts, startParts, pdfReader].map((part) => part.come()));

/** What the fake core knows; tests change it and then tell an event. */
export interface World {
  start: StartView;
  sync: SyncState;
  mailboxes: MailboxView[];
  letters: LetterRow[];
  /** What a letter says beyond its row. */
  about: Record<string, Partial<LetterView>>;
  drafts: DraftView[];
  searches: string[];
  refused: RefusedView[];
  /** The folders of a mailbox. */
  folders: (mailbox: string) => FolderView[];
  accounts: ReturnType<typeof account>[];
  registration: (mailbox: string) => RegistrationView;
  notifications: (mailbox: string) => ServiceNotifications;
  contactRegister: (account: string) => ContactRegisterView;
  /** The file that is chosen in the system's dialog. */
  document: ChosenDocument | undefined;
  devices: DeviceView[];
  accesses: AccessView[];
  /** Logins whose service says nothing of accesses. */
  untold: AccountError[];
  activity: ActivityRow[];
  /** How the person is told of letters. */
  told: ToldWorld;
  watching: WatchingView;
  todos: TodoItem[];
  handover: HandoverView | undefined;
  helping: () => HelpedView[];
  lock: LockView;
  stored: StoredView;
  known: KnownView;
  /** The computer has a voice. */
  voice: boolean;
  /** Where a sender's logo is. */
  logo: (sender: string) => string;
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
      about: {},
      drafts: [],
      todos: [],
      handover: undefined,
      helping: () => this.#helped(),
      searches: [],
      refused: [],
      folders,
      registration,
      notifications,
      contactRegister,
      document: paper(),
      devices: devices(),
      accesses: accesses(),
      untold: [],
      activity: activity(),
      told: fresh(),
      watching: { tray: true, atLogin: false },
      lock: { kind: 'none', choices: ['none', 'pin', 'passphrase', 'keyring'], wrong: 0, wait: 0, tellsScreen: true },
      stored: storedView(),
      known: knownView(),
      voice: true,
      logo: logoPicture,
      letters: [row('a'), row('b', { mailbox: 'm2' }), row('c', { mailbox: 'm3', read: true })],
      ...world,
      mailboxes,
    };
  }

  /** Tells the window that something changed. */
  tell(event: AppEvent): void {
    this.#listener(event);
  }

  /** What the letters of this world make of it. */
  #helped(): HelpedView[] {
    const { mailboxes, letters, handover } = this.world;
    return mailboxes.filter(({ kind, ended }) => kind === 'delegated' && !ended).map(({ id, unread }) => {
      const [first, ...others] = letters.filter(({ mailbox, read }) => mailbox === id && !read).slice(0, 3).map((letter) => ({ letter }));
      const looked = first && { ...first, looked: new Date(Date.now() - 86_400_000).toISOString() };
      return { mailbox: id, letters: looked ? [looked, ...others] : [], unread, ...(looked && { last: looked }), ...(handover && { handover }) };
    });
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
  login: Core['login'] = (provider, sandbox) => this.#note(undefined, 'login', provider, sandbox);
  loginAgain: Core['loginAgain'] = (id) => {
    this.world.accounts = this.world.accounts.map((one) => (one.id === id ? { ...one, signedIn: true } : one));
    return this.#note(undefined, 'loginAgain', id);
  };
  stepUp: Core['stepUp'] = async (id) => {
    const known = this.world.letters.find((letter) => letter.id === id);
    this.world.letters = this.world.letters.map(({ needsLevel, waits, ...letter }) => (letter.id === id ? letter : { ...letter, ...(needsLevel && { needsLevel }), ...(waits && { waits }) }));
    if (!known) throw { code: 'notFound', retry: false, reference: '' };
    return this.#note(letterView(known), 'stepUp', id);
  };
  loginCancel: Core['loginCancel'] = () => this.#note(undefined, 'loginCancel');
  accounts: Core['accounts'] = () => this.#note(this.world.accounts, 'accounts');
  mailboxes: Core['mailboxes'] = () => this.#note(this.world.mailboxes, 'mailboxes');
  mailboxUsed: Core['mailboxUsed'] = (id) => this.#note(undefined, 'mailboxUsed', id);
  setFetchAhead: Core['setFetchAhead'] = (id, on) => {
    this.world.mailboxes = this.world.mailboxes.map((one) => (one.id === id ? { ...one, fetchAhead: on } : one));
    return this.#note(undefined, 'setFetchAhead', id, on);
  };
  folders: Core['folders'] = (id) => this.#note(this.world.folders(id), 'folders', id);
  letters: Core['letters'] = (query) => {
    const found = this.world.letters.filter(
      (letter) =>
        (query.mailbox === undefined || letter.mailbox === query.mailbox) &&
        (query.role === undefined || letter.folder === query.role) &&
        (!query.unread || !letter.read) &&
        (!query.withDeadline || letter.replyBy !== undefined) &&
        (!query.withAttachments || letter.attachments > 0) &&
        (!query.flagged || letter.flag),
    );
    if (query.order === 'oldest') found.reverse();
    if (query.order === 'sender') found.sort((a, b) => a.sender.localeCompare(b.sender));
    return this.#note(this.#page(found, query.limit, query.before), 'letters', query);
  };
  search: Core['search'] = (query) => {
    const found = this.world.letters
      .filter(({ subject, sender }) => `${subject} ${sender}`.toLowerCase().includes(query.text.toLowerCase()))
      .map((letter) => ({ ...letter, snippet: [{ text: 'Kære Mette. Her er ', marked: false }, { text: query.text, marked: true }, { text: ', som du bad om.', marked: false }] }));
    return this.#note(this.#page(found, query.limit), 'search', query);
  };
  searches: Core['searches'] = () => this.#note(this.world.searches, 'searches');
  searchKeep: Core['searchKeep'] = (text) => {
    if (this.world.start.settings.keepSearches) this.world.searches = [text, ...this.world.searches.filter((one) => one !== text)];
    return this.#note(undefined, 'searchKeep', text);
  };
  searchForget: Core['searchForget'] = (text) => {
    this.world.searches = text === undefined ? [] : this.world.searches.filter((one) => one !== text);
    return this.#note(undefined, 'searchForget', text);
  };
  letter: Core['letter'] = (id, open) =>
    this.#note({ ...letterView(this.world.letters.find((letter) => letter.id === id) ?? row(id)), ...this.world.about[id] }, 'letter', id, open);
  notNow: Core['notNow'] = (id) => this.#note(undefined, 'notNow', id);
  fileText: Core['fileText'] = (message, file) =>
    this.#note({ text: 'Kære Mette Hansen\n\nDette er et opdigtet brev.', blockedRemote: 0, links: [] }, 'fileText', message, file);
  fileUrl: Core['fileUrl'] = (message, file) => this.#note(`letter://localhost/${message}/${file}`, 'fileUrl', message, file);
  logoUrl: Core['logoUrl'] = (sender) => this.#note(this.world.logo(sender), 'logoUrl', sender);
  voice: Core['voice'] = (message, file) => this.#note({ by: this.world.voice ? 'system' : 'nobody', language: 'da' }, 'voice', message, file);
  readAloud: Core['readAloud'] = (id, file) => {
    this.tell({ kind: 'readingAloud', id, file, piece: 1, of: 2 });
    return this.#note(undefined, 'readAloud', id, file);
  };
  readAloudStop: Core['readAloudStop'] = () => this.#note(undefined, 'readAloudStop');
  saveFile: Core['saveFile'] = (message, file) => this.#note({ filename: 'brev.pdf', path: '/hentet/brev.pdf', opened: false }, 'saveFile', message, file);
  saveAll: Core['saveAll'] = (message) => this.#note({ filename: 'brev', path: '/hentet/brev', opened: false }, 'saveAll', message);
  mark: Core['mark'] = (ids, change) => this.#note(undefined, 'mark', ids, change);
  moveLetters: Core['moveLetters'] = (ids, folder) => this.#note(undefined, 'moveLetters', ids, folder);
  deleteLetters: Core['deleteLetters'] = (ids) => this.#note(undefined, 'deleteLetters', ids);
  eraseLetters: Core['eraseLetters'] = (ids) => this.#note(undefined, 'eraseLetters', ids);
  noteSet: Core['noteSet'] = (id, text) => this.#note(undefined, 'noteSet', id, text);
  renameLetter: Core['renameLetter'] = (id, name) => this.#note(undefined, 'renameLetter', id, name);
  folderAdd: Core['folderAdd'] = (mailbox, name, parent, icon) => this.#note('new', 'folderAdd', mailbox, name, parent, ...(icon ? [icon] : []));
  folderIcon: Core['folderIcon'] = (mailbox, folder, icon) => this.#note(undefined, 'folderIcon', mailbox, folder, icon);
  folderRename: Core['folderRename'] = (mailbox, folder, name) => this.#note(undefined, 'folderRename', mailbox, folder, name);
  folderRemove: Core['folderRemove'] = (mailbox, folder) => this.#note(undefined, 'folderRemove', mailbox, folder);
  openLink: Core['openLink'] = (message, target) => this.#note(undefined, 'openLink', message, target);
  calendarSave: Core['calendarSave'] = (message, place) => this.#note({ filename: 'aftale.ics', path: '/hentet/aftale.ics', opened: false }, 'calendarSave', message, place);
  calendarAdd: Core['calendarAdd'] = (message, place) => this.#note({ filename: 'aftale.ics', path: '/hentet/aftale.ics', opened: true }, 'calendarAdd', message, place);
  todo: Core['todo'] = (query) => {
    const asked = this.world.todos.filter((item) => item.done === (query.done ?? false) && (query.mailbox === undefined || item.mailbox === query.mailbox));
    return this.#note(query.done ? asked.reverse() : asked, 'todo', query);
  };
  todoTick: Core['todoTick'] = (letter, item, done) => {
    this.world.todos = this.world.todos.map((one) => (one.letter === letter && one.item === item ? { ...one, done } : one));
    return this.#note(undefined, 'todoTick', letter, item, done);
  };
  todoCalendar: Core['todoCalendar'] = (query, name) => this.#note({ filename: `${name}.ics`, path: `/hentet/${name}.ics`, opened: false }, 'todoCalendar', query, name);
  helping: Core['helping'] = () => this.#note(this.world.helping(), 'helping');
  looked: Core['looked'] = (id) => this.#note(undefined, 'looked', id);
  handoverSet: Core['handoverSet'] = (mailbox, text) => {
    this.world.handover = text === '' ? undefined : { text, at: new Date().toISOString() };
    return this.#note(undefined, 'handoverSet', mailbox, text);
  };
  #draft(id: string): DraftView {
    const found = this.world.drafts.find((draft) => draft.id === id);
    if (!found) throw { code: 'notFound', retry: false, reference: '' };
    return found;
  }

  #begun(more: Partial<DraftView>, ...asked: [string, ...unknown[]]): Promise<DraftView> {
    const draft = draftView(`d${this.world.drafts.length + 1}`, more);
    this.world.drafts = [draft, ...this.world.drafts];
    return this.#note(draft, ...asked);
  }

  async #changed(id: string, more: Partial<DraftView>, ...asked: [string, ...unknown[]]): Promise<DraftView> {
    const draft = { ...this.#draft(id), ...more };
    this.world.drafts = this.world.drafts.map((one) => (one.id === id ? draft : one));
    return this.#note(draft, ...asked);
  }

  drafts: Core['drafts'] = () => this.#note(this.world.drafts, 'drafts');
  draft: Core['draft'] = async (id) => this.#note(this.#draft(id), 'draft', id);
  draftNew: Core['draftNew'] = (mailbox) => this.#begun({ mailbox }, 'draftNew', mailbox);
  draftReply: Core['draftReply'] = (message) =>
    this.#begun({ kind: 'reply', about: message, subject: 'Sv: Emne', to: { id: '', kind: 'sender', name: 'Prøvekommunen' } }, 'draftReply', message);
  draftForward: Core['draftForward'] = (message) => this.#begun({ kind: 'forward', about: message, subject: 'Emne' }, 'draftForward', message);
  draftChange: Core['draftChange'] = (id, edit) => this.#changed(id, edit, 'draftChange', id, edit);
  draftTo: Core['draftTo'] = (id, recipient) =>
    this.#changed(id, { to: recipient.includes('@') ? { id: recipient, kind: 'email', name: recipient } : contactPoint(recipient, 'Flytning', { asks: ['Ny adresse'] }) }, 'draftTo', id, recipient);
  draftAttach: Core['draftAttach'] = (id, title) =>
    this.#changed(id, { attachments: [{ id: 'f1', filename: 'bilag.pdf', mime: 'application/pdf', size: 21_000 }], weight: 28_000 }, 'draftAttach', id, title);
  draftDetach: Core['draftDetach'] = (id, attachment) => this.#changed(id, { attachments: [] }, 'draftDetach', id, attachment);
  draftSend: Core['draftSend'] = async (id) => void (await this.#changed(id, { state: 'waiting' }, 'draftSend', id));
  draftTakeBack: Core['draftTakeBack'] = (id) => this.#changed(id, { state: 'editing' }, 'draftTakeBack', id);
  draftDiscard: Core['draftDiscard'] = (id) => {
    this.world.drafts = this.world.drafts.filter((draft) => draft.id !== id);
    return this.#note(undefined, 'draftDiscard', id);
  };
  draftLink: Core['draftLink'] = (id) => this.#note(undefined, 'draftLink', id);
  recipients: Core['recipients'] = (mailbox, words) => this.#note([contactPoint('p1', 'Flytning'), contactPoint('p2', 'Byggesag')], 'recipients', mailbox, words);
  authorities: Core['authorities'] = (mailbox, words) =>
    this.#note([{ id: 'o1', name: 'Prøvestrup Kommune' }, { id: 'o2', name: 'Den Opdigtede Styrelse' }], 'authorities', mailbox, words);
  contactPoints: Core['contactPoints'] = (mailbox, authority) => this.#note([contactPoint('p1', 'Flytning'), contactPoint('p2', 'Byggesag')], 'contactPoints', mailbox, authority);
  trustees: Core['trustees'] = (mailbox) => this.#note([{ id: 'trusted-1', kind: 'person', name: 'Inger Hansen' }], 'trustees', mailbox);
  refused: Core['refused'] = () => this.#note(this.world.refused, 'refused');
  wishDismiss: Core['wishDismiss'] = (mailbox, wish) => {
    this.world.refused = this.world.refused.filter(({ id }) => id !== wish);
    return this.#note(undefined, 'wishDismiss', mailbox, wish);
  };
  wishAgain: Core['wishAgain'] = (mailbox, wish) => {
    this.world.refused = this.world.refused.filter(({ id }) => id !== wish);
    return this.#note(undefined, 'wishAgain', mailbox, wish);
  };
  registration: Core['registration'] = (id) => this.#note(this.world.registration(id), 'registration', id);
  nemSms: Core['nemSms'] = (id, wish) => this.#note(this.world.registration(id), 'nemSms', id, wish);
  contactRegister: Core['contactRegister'] = (id) => this.#note(this.world.contactRegister(id), 'contactRegister', id);
  registerLanguage: Core['registerLanguage'] = (id, language) => this.#note({ ...this.world.contactRegister(id), language }, 'registerLanguage', id, language);
  serviceNotifications: Core['serviceNotifications'] = (id) => this.#note(this.world.notifications(id), 'serviceNotifications', id);
  serviceNotify: Core['serviceNotify'] = (id, wish) => this.#note(this.world.notifications(id), 'serviceNotify', id, wish);
  devices: Core['devices'] = (id) => this.#note(this.world.devices, 'devices', id);
  deviceRevoke: Core['deviceRevoke'] = (id, device, alsoHere) => this.#note(undefined, 'deviceRevoke', id, device, alsoHere);
  guidePlan: Core['guidePlan'] = (answers) => this.#note(steps(), 'guidePlan', answers);
  support: Core['support'] = () => this.#note(supportLines(), 'support');
  otherMail: Core['otherMail'] = () => this.#note(
      [
        { country: 'denmark', pages: [publicPage('eBoks', 'e-boks.com'), publicPage('mitDk', 'mit.dk')] },
        { country: 'norway', pages: [publicPage('noEBoks', 'e-boks.com')] },
      ],
      'otherMail',
    );
  mailboxProviders: Core['mailboxProviders'] = () => this.#note(mailboxProviders(), 'mailboxProviders');
  publicPage: Core['publicPage'] = (id) => this.#note(publicPage(id, 'side.example'), 'publicPage', id);
  openPage: Core['openPage'] = (page) => this.#note(undefined, 'openPage', page);
  accesses: Core['accesses'] = () => this.#note({ accesses: this.world.accesses, failing: this.world.untold }, 'accesses');
  accessGive: Core['accessGive'] = (mailbox, wanted) =>
    this.#note(access('new', { mailbox, holder: wanted.name, level: wanted.level }), 'accessGive', mailbox, wanted);
  accessAsk: Core['accessAsk'] = (wanted) =>
    this.#note(access('new', { owner: wanted.name, mine: true, state: 'waiting', may: ['takeBack'] }), 'accessAsk', wanted);
  accessAccept: Core['accessAccept'] = (id, until) => this.#note(undefined, 'accessAccept', id, until);
  accessReject: Core['accessReject'] = (id) => this.#note(undefined, 'accessReject', id);
  accessEnd: Core['accessEnd'] = (id) => this.#note(undefined, 'accessEnd', id);
  accessActivate: Core['accessActivate'] = (code) => this.#note(access('new', { mine: true }), 'accessActivate', code);
  activity: Core['activity'] = (mailbox, asked) => {
    const rows = this.world.activity.filter((row) => row.mailbox === mailbox);
    return this.#note({ rows: rows.slice(asked.page * 50, asked.page * 50 + 50), more: rows.length > asked.page * 50 + 50 }, 'activity', mailbox, asked);
  };
  importLetters: Core['importLetters'] = (title, folder) =>
    this.#note({ mailbox: 'm5', read: [{ file: '/hentet/brev.xml', sha256: 'a', messages: 3 }], refused: [{ file: '/hentet/tom.xml', why: 'import.why.empty' }] }, 'importLetters', title, folder);
  exportLetters: Core['exportLetters'] = (title, mailbox, format) =>
    this.#note({ folder: '/arkiv', written: [{ file: '/arkiv/brev.xml', sha256: 'a', messages: 1 }], refused: [] }, 'exportLetters', title, mailbox, format);
  ownDocumentChoose: Core['ownDocumentChoose'] = (mailbox, title) => this.#note(this.world.document, 'ownDocumentChoose', mailbox, title);
  ownDocumentPut: Core['ownDocumentPut'] = (mailbox, handle, name, folder) => this.#note(true, 'ownDocumentPut', mailbox, handle, name, folder);
  ownDocumentCancel: Core['ownDocumentCancel'] = () => this.#note(undefined, 'ownDocumentCancel');
  notifyShow: Core['notifyShow'] = (ask) => {
    const { view, twice } = this.world.told;
    const channels = view.channels.map((one) => ({ ...one, twice: ask ? twice.filter(({ channel }) => channel === one.channel) : [] }));
    return this.#note({ ...view, channels, asked: ask }, 'notifyShow', ask);
  };
  notifySet: Core['notifySet'] = (channel, mailbox, change) => this.#note(changed(this.world.told, channel, mailbox, change), 'notifySet', channel, mailbox, change);
  notifyUnset: Core['notifyUnset'] = (channel, mailbox) => {
    const { told } = this.world;
    told.view = { ...told.view, rules: told.view.rules.filter((rule) => rule.channel !== channel || rule.mailbox !== mailbox) };
    return this.#note(ruleOf(channel, { mailbox }), 'notifyUnset', channel, mailbox);
  };
  notifyForms: Core['notifyForms'] = () => this.#note(this.world.told.forms, 'notifyForms');
  #reached(channel: string, to: string): void {
    const { told } = this.world;
    const channels = told.view.channels.map((one) => (one.channel === channel ? { ...one, ready: true, to } : one));
    told.view = { ...told.view, channels, rules: told.view.rules.map((rule) => (rule.channel === channel ? { ...rule, ready: true } : rule)) };
  }
  notifyEmail: Core['notifyEmail'] = (form, secret) => {
    this.world.told.forms = { ...this.world.told.forms, email: form };
    this.#reached('email', form.to);
    return this.#note([], 'notifyEmail', form, secret);
  };
  notifySms: Core['notifySms'] = (form, secret) => {
    this.world.told.forms = { ...this.world.told.forms, sms: form };
    this.#reached('sms', form.to);
    return this.#note([], 'notifySms', form, secret);
  };
  notifyForget: Core['notifyForget'] = (channel) => {
    const { told } = this.world;
    const channels = told.view.channels.map((one) => (one.channel === channel ? { ...one, ready: false, to: undefined } : one));
    told.view = { ...told.view, channels, rules: told.view.rules.map((rule) => (rule.channel === channel ? { ...rule, ready: false, on: false } : rule)) };
    return this.#note(undefined, 'notifyForget', channel);
  };
  notifyTest: Core['notifyTest'] = (channel) => this.#note('accepted', 'notifyTest', channel);
  notifyPreview: Core['notifyPreview'] = (channel, mailbox) => {
    const { rules } = this.world.told.view;
    const rule = rules.find((one) => one.channel === channel && one.mailbox === mailbox) ?? ruleOf(channel);
    return this.#note(previewOf(rule), 'notifyPreview', channel, mailbox);
  };
  notifyLedger: Core['notifyLedger'] = () => this.#note(this.world.told.ledger, 'notifyLedger');
  notifyTroubles: Core['notifyTroubles'] = () => {
    const { channels, rules } = this.world.told.view;
    const on = channels.filter(({ channel, health }) => health.trouble !== undefined && rules.some((rule) => rule.channel === channel && rule.on));
    return this.#note(on.map(({ channel, health }) => ({ channel, text: `notify.trouble.${health.trouble}` })), 'notifyTroubles');
  };
  syncNow: Core['syncNow'] = () => this.#note(undefined, 'syncNow');
  syncState: Core['syncState'] = () => this.#note(this.world.sync, 'syncState');
  signOut: Core['signOut'] = (id) => this.#note(undefined, 'signOut', id);
  forget: Core['forget'] = (what) => this.#note(undefined, 'forget', what);
  lock: Core['lock'] = () => this.#note(undefined, 'lock');
  unlock: Core['unlock'] = (key, passphrase) => this.#note(this.world.start, 'unlock', key, passphrase);
  personAdd: Core['personAdd'] = (own, name) => {
    const id = name.toLowerCase();
    const others = this.world.start.people.filter(({ here }) => !here);
    this.world.start = { ...this.world.start, people: [...others, { id: 'default', name: own, here: true }, { id, name, here: false }] };
    return this.#note(id, 'personAdd', own, name);
  };
  personChange: Core['personChange'] = (id) => {
    const people = this.world.start.people.map((person) => ({ ...person, here: person.id === id }));
    this.world.start = { ...this.world.start, state: 'closed', trouble: 'pin', people };
    return this.#note(this.world.start, 'personChange', id);
  };
  personName: Core['personName'] = (name) => {
    const people = this.world.start.people.map((person) => (person.here ? { ...person, name } : person));
    this.world.start = { ...this.world.start, people };
    return this.#note(this.world.start, 'personName', name);
  };
  lockView: Core['lockView'] = () => this.#note(this.world.lock, 'lockView');
  lockSet: Core['lockSet'] = (kind, present, next) => {
    this.world.lock = { ...this.world.lock, kind };
    return this.#note(this.world.lock, 'lockSet', kind, present, next);
  };
  used: Core['used'] = () => this.#note(undefined, 'used');
  stored: Core['stored'] = () => this.#note(this.world.stored, 'stored');
  known: Core['known'] = () => this.#note(this.world.known, 'known');
  doctor: Core['doctor'] = () => this.#note({ files: 214, damaged: [], odd: [{ remoteId: 'x-1', why: 'no documents' }], mended: [] }, 'doctor');
  watching: Core['watching'] = () => this.#note(this.world.watching, 'watching');
  startAtLogin: Core['startAtLogin'] = (on) => {
    this.world.watching = { ...this.world.watching, atLogin: on };
    return this.#note(this.world.watching, 'startAtLogin', on);
  };
  subscribe: Core['subscribe'] = (listener) => {
    this.#listener = listener;
    return this.#note(undefined, 'subscribe');
  };
}
