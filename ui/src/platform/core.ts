// The window's commands, one function each. Whatever the window knows it knows from here; it keeps nothing
// but what it shows. A command that fails throws an ApiError.
import type { AccessesView } from './types/AccessesView';
import type { AccessView } from './types/AccessView';
import type { AccountView } from './types/AccountView';
import type { ActivityPage } from './types/ActivityPage';
import type { AppEvent } from './types/AppEvent';
import type { AppointmentPlace } from './types/AppointmentPlace';
import type { AuthorityView } from './types/AuthorityView';
import type { ChannelForms } from './types/ChannelForms';
import type { ChannelTrouble } from './types/ChannelTrouble';
import type { ContactRegisterView } from './types/ContactRegisterView';
import type { DeviceView } from './types/DeviceView';
import type { DoctorView } from './types/DoctorView';
import type { DraftEdit } from './types/DraftEdit';
import type { DraftView } from './types/DraftView';
import type { EmailForm } from './types/EmailForm';
import type { ExportFormat } from './types/ExportFormat';
import type { ExportView } from './types/ExportView';
import type { FolderView } from './types/FolderView';
import type { GuideAnswers } from './types/GuideAnswers';
import type { HelpedView } from './types/HelpedView';
import type { ImportView } from './types/ImportView';
import type { KeyChoice } from './types/KeyChoice';
import type { KnownView } from './types/KnownView';
import type { LedgerRow } from './types/LedgerRow';
import type { LetterPage } from './types/LetterPage';
import type { LetterQuery } from './types/LetterQuery';
import type { LetterView } from './types/LetterView';
import type { LinkTarget } from './types/LinkTarget';
import type { LockView } from './types/LockView';
import type { MailboxProvidersView } from './types/MailboxProvidersView';
import type { MailboxView } from './types/MailboxView';
import type { NemSmsWish } from './types/NemSmsWish';
import type { NotifyRuleView } from './types/NotifyRuleView';
import type { NotifyView } from './types/NotifyView';
import type { OtherMailView } from './types/OtherMailView';
import type { OwnDocumentView } from './types/OwnDocumentView';
import type { OwnLock } from './types/OwnLock';
import type { PageView } from './types/PageView';
import type { PreviewView } from './types/PreviewView';
import type { RecipientView } from './types/RecipientView';
import type { RefusedView } from './types/RefusedView';
import type { RegistrationView } from './types/RegistrationView';
import type { RuleChange } from './types/RuleChange';
import type { SavedView } from './types/SavedView';
import type { SearchQuery } from './types/SearchQuery';
import type { ServiceNotifications } from './types/ServiceNotifications';
import type { ServiceNotifyWish } from './types/ServiceNotifyWish';
import type { ServiceView } from './types/ServiceView';
import type { Settings } from './types/Settings';
import type { SmsForm } from './types/SmsForm';
import type { StartView } from './types/StartView';
import type { StepView } from './types/StepView';
import type { StoredView } from './types/StoredView';
import type { SupportView } from './types/SupportView';
import type { SyncState } from './types/SyncState';
import type { TextView } from './types/TextView';
import type { TodoItem } from './types/TodoItem';
import type { TodoQuery } from './types/TodoQuery';
import type { TrialView } from './types/TrialView';
import type { VoiceView } from './types/VoiceView';
import type { WatchingView } from './types/WatchingView';
import type { WrongField } from './types/WrongField';

/** Where one logs in. */
export type LoginProvider = ServiceView['id'];
/** A picture for a folder. */
export type FolderIcon = NonNullable<FolderView['icon']>;
/** What is changed about letters. */
export type Mark = 'read' | 'unread' | 'flag' | 'unflag';
/** What is forgotten on this computer. Nothing is deleted at the service. */
export type Forget = { mailbox: string } | { account: string } | { all: true };

/** How much one lets somebody do. */
export type AccessLevel = NonNullable<MailboxView['gives']>[number];
/** Somebody by her number (and, for a person, the name that belongs to it) or by the address of her mailbox, and what she
 *  is to get or is asked for. */
export interface Wanted {
  number: string;
  name: string;
  level: AccessLevel;
  /** The last day on which it holds: “2027-06-30”. */
  until?: string;
}
/** A file of the person's own, by the handle under which it is put into a mailbox. */
export type ChosenDocument = OwnDocumentView & { handle: string };
/** The language in which the Norwegian state writes. */
export type RegisterLanguage = NonNullable<ContactRegisterView['language']>;
/** Which part of the activity log; days as above. */
export interface ActivityAsked {
  from?: string;
  to?: string;
  page: number;
}

/** A way by which the person is told of new letters. */
export type ChannelName = 'desktop' | 'email' | 'sms';

/** What the pages may ask of the core. */
export interface Core {
  /** How things stand: which screen to begin with. */
  start(): Promise<StartView>;
  settingsSet(settings: Settings): Promise<void>;
  /** Opens the system's browser; resolves once the person is logged in and the mailboxes are listed. `sandbox` means a
   *  service of the same kind with sample letters. */
  login(provider: LoginProvider, sandbox: boolean): Promise<void>;
  /** The same for a login that is there already and has ended: as the same person, at the same level. */
  loginAgain(account: string): Promise<void>;
  /** The same at the level that a letter takes; what the letter shows then. */
  stepUp(message: string): Promise<LetterView>;
  loginCancel(): Promise<void>;
  accounts(): Promise<AccountView[]>;
  mailboxes(): Promise<MailboxView[]>;
  /** The person went there: it is one of those used last. */
  mailboxUsed(mailbox: string): Promise<void>;
  /** Whether letters of this mailbox are fetched ahead although the service notes that they were seen. */
  setFetchAhead(mailbox: string, on: boolean): Promise<void>;
  folders(mailbox: string): Promise<FolderView[]>;
  letters(query: LetterQuery): Promise<LetterPage>;
  search(query: SearchQuery): Promise<LetterPage>;
  /** The last searches, the newest first. */
  searches(): Promise<string[]>;
  /** Something was searched for and found or meant to be; kept unless the person does not want that. */
  searchKeep(text: string): Promise<void>;
  /** Forgets one of the last searches, or all. */
  searchForget(text?: string): Promise<void>;
  /** A letter. `open` says that the person agreed to open one whose opening has weight. */
  letter(id: string, open: boolean): Promise<LetterView>;
  /** The person will not open a letter whose opening has weight now; that is kept with it. */
  notNow(id: string): Promise<void>;
  /** A file as readable text, with the links in it. */
  fileText(message: string, file: string): Promise<TextView>;
  /** An address under which the window may show the file for half an hour. */
  fileUrl(message: string, file: string): Promise<string>;
  /** An address under which the window may show a sender's logo for half an hour. */
  logoUrl(sender: string): Promise<string>;
  /** Whether a file can be read aloud: there is a voice of its language, and something to be read. */
  voice(message: string, file: string): Promise<VoiceView>;
  /** Reads it aloud, in the place of what was read; events tell how it goes. */
  readAloud(message: string, file: string): Promise<void>;
  readAloudStop(): Promise<void>;
  /** Saves a file in the folder for downloads, never over another one. */
  saveFile(message: string, file: string): Promise<SavedView>;
  /** Saves all files of a letter in a folder of their own there. */
  saveAll(message: string): Promise<SavedView>;
  mark(ids: string[], change: Mark): Promise<void>;
  moveLetters(ids: string[], folder: string): Promise<void>;
  /** Into the folder for what is deleted. */
  deleteLetters(ids: string[]): Promise<void>;
  /** For good; only what lies in the folder for what is deleted. */
  eraseLetters(ids: string[]): Promise<void>;
  /** Keeps a private note with a letter; an empty one is none. */
  noteSet(id: string, text: string): Promise<void>;
  renameLetter(id: string, name: string): Promise<void>;
  /** Makes a folder, with a picture where the service has them, and tells its id. */
  folderAdd(mailbox: string, name: string, parent?: string, icon?: FolderIcon): Promise<string>;
  folderIcon(mailbox: string, folder: string, icon: FolderIcon): Promise<void>;
  folderRename(mailbox: string, folder: string, name: string): Promise<void>;
  folderRemove(mailbox: string, folder: string): Promise<void>;
  /** Opens an address of a letter in the system's browser, after the person saw its real host. */
  openLink(message: string, target: LinkTarget): Promise<void>;
  /** Saves an appointment as a calendar file in the folder for downloads. */
  calendarSave(message: string, place: AppointmentPlace): Promise<SavedView>;
  /** The same, and hands the file to the system's calendar program. */
  calendarAdd(message: string, place: AppointmentPlace): Promise<SavedView>;
  /** What there is to do, the oldest day first; or what is done, the newest first. */
  todo(query: TodoQuery): Promise<TodoItem[]>;
  /** Ticks one thing as done, or takes the tick away. It stays here: nothing is sent. */
  todoTick(letter: string, item: string, done: boolean): Promise<void>;
  /** Saves what there is to do as a calendar file of this name in the folder for downloads. */
  todoCalendar(query: TodoQuery, name: string): Promise<SavedView>;
  /** The mailboxes of those whom the person helps. */
  helping(): Promise<HelpedView[]>;
  /** The person looked at a letter; kept only in somebody else's mailbox, and nothing is sent. */
  looked(id: string): Promise<void>;
  /** Writes the note to hand over by; an empty one is none. */
  handoverSet(mailbox: string, text: string): Promise<void>;
  /** Letters in the making, the one changed last first. */
  drafts(): Promise<DraftView[]>;
  draft(id: string): Promise<DraftView>;
  draftNew(mailbox: string): Promise<DraftView>;
  draftReply(message: string): Promise<DraftView>;
  draftForward(message: string): Promise<DraftView>;
  draftChange(id: string, edit: DraftEdit): Promise<DraftView>;
  /** Says whom it is for: a recipient's id or an e-mail address. */
  draftTo(id: string, recipient: string): Promise<DraftView>;
  /** Lets the person choose files in the system's own dialog; their bytes never come here. */
  draftAttach(id: string, title: string): Promise<DraftView>;
  draftDetach(id: string, attachment: string): Promise<DraftView>;
  /** It waits to be sent. */
  draftSend(id: string): Promise<void>;
  draftTakeBack(id: string): Promise<DraftView>;
  draftDiscard(id: string): Promise<void>;
  /** Opens the page of the authority that may serve better, after the person saw its real host. */
  draftLink(id: string): Promise<void>;
  /** Whom one can write and forward to, by words. */
  recipients(mailbox: string, words: string): Promise<RecipientView[]>;
  authorities(mailbox: string, words: string): Promise<AuthorityView[]>;
  contactPoints(mailbox: string, authority: string): Promise<RecipientView[]>;
  trustees(mailbox: string): Promise<RecipientView[]>;
  /** What the service refused and the person has not seen yet. */
  refused(): Promise<RefusedView[]>;
  wishDismiss(mailbox: string, wish: number): Promise<void>;
  wishAgain(mailbox: string, wish: number): Promise<void>;
  /** How the owner of a mailbox is registered; asks the service. */
  registration(mailbox: string): Promise<RegistrationView>;
  /** Changes the owner's number for NemSMS. */
  nemSms(mailbox: string, wish: NemSmsWish): Promise<RegistrationView>;
  /** What Norway's register of contact details says of an account's person; asks the service, and nothing of it is kept. */
  contactRegister(account: string): Promise<ContactRegisterView>;
  /** Changes the language in which every authority writes to her. */
  registerLanguage(account: string, language: RegisterLanguage): Promise<ContactRegisterView>;
  /** Where the service itself tells this person of new letters; asks the service. */
  serviceNotifications(mailbox: string): Promise<ServiceNotifications>;
  serviceNotify(mailbox: string, wish: ServiceNotifyWish): Promise<ServiceNotifications>;
  /** The programs that this account's person let in; asks the service. */
  devices(account: string): Promise<DeviceView[]>;
  /** Shuts a program out; `alsoHere` says that the person knows that it is or may be this one. */
  deviceRevoke(account: string, device: string, alsoHere: boolean): Promise<void>;
  /** What to do to be ready; worked out here, nobody is told the answers. */
  guidePlan(answers: GuideAnswers): Promise<StepView[]>;
  /** Who helps with what. */
  support(): Promise<SupportView[]>;
  /** Where mail from companies lies. */
  otherMail(): Promise<OtherMailView[]>;
  /** The two that keep digital mailboxes in Norway, and how one changes. */
  mailboxProviders(): Promise<MailboxProvidersView>;
  /** A public page by its id. */
  publicPage(id: string): Promise<PageView>;
  /** Opens one of the guide's pages in the system's browser, after the person saw its host. */
  openPage(page: string): Promise<void>;
  /** What the person gave, has and is asked for. Like the other questions about accesses it goes to the service. */
  accesses(): Promise<AccessesView>;
  accessGive(mailbox: string, wanted: Wanted): Promise<AccessView>;
  accessAsk(wanted: Wanted): Promise<AccessView>;
  accessAccept(id: string, until?: string): Promise<void>;
  accessReject(id: string): Promise<void>;
  /** Withdraws, gives up or takes back, whichever it is. */
  accessEnd(id: string): Promise<void>;
  /** Takes an access into use that was given to a company or an association. */
  accessActivate(code: string): Promise<AccessView>;
  /** What was done in a mailbox, newest first. */
  activity(mailbox: string, asked: ActivityAsked): Promise<ActivityPage>;
  /** Takes letters in from files, or from a folder of files, that the person chooses in the system's dialog; nothing
   *  when she closed it. */
  importLetters(title: string, folder: boolean): Promise<ImportView | undefined>;
  /** Writes letters into the folder that she chooses, of one mailbox or of all. */
  exportLetters(title: string, mailbox: string | undefined, format: ExportFormat): Promise<ExportView | undefined>;
  /** Lets the person choose a file for a mailbox in the system's dialog; nothing when she closed it. */
  ownDocumentChoose(mailbox: string, title: string): Promise<ChosenDocument | undefined>;
  /** Puts it in; events tell how far it is. Whether it was, and not ended before. */
  ownDocumentPut(mailbox: string, handle: string, name: string, folder?: string): Promise<boolean>;
  ownDocumentCancel(): Promise<void>;
  /** How the person is told of new letters. `ask` asks the services, too, whether they tell her at the same address. */
  notifyShow(ask: boolean): Promise<NotifyView>;
  /** Changes what holds for a channel, in one mailbox or in all that have no rule of their own; what holds then. */
  notifySet(channel: ChannelName, mailbox: string | undefined, change: RuleChange): Promise<NotifyRuleView>;
  /** Takes the exception of a mailbox away. */
  notifyUnset(channel: ChannelName, mailbox: string): Promise<NotifyRuleView>;
  /** How the channels are reached, without their secrets. */
  notifyForms(): Promise<ChannelForms>;
  /** Sets a channel up, with its password or token if that is new; what is wrong with the form, or nothing. */
  notifyEmail(form: EmailForm, secret?: string): Promise<WrongField[]>;
  notifySms(form: SmsForm, secret?: string): Promise<WrongField[]>;
  /** Forgets how a channel is reached, with its secret; it is off then. */
  notifyForget(channel: ChannelName): Promise<void>;
  /** Sends a real one and waits for what comes of it. */
  notifyTest(channel: ChannelName): Promise<TrialView>;
  /** The words that would be sent. */
  notifyPreview(channel: ChannelName, mailbox?: string): Promise<PreviewView>;
  /** What was told and what was not, the newest first; never what a letter is about. */
  notifyLedger(): Promise<LedgerRow[]>;
  /** The channels that are on and in trouble. */
  notifyTroubles(): Promise<ChannelTrouble[]>;
  /** Asks for a look at the service now; returns at once, events tell how it goes. */
  syncNow(): Promise<void>;
  syncState(): Promise<SyncState>;
  signOut(account: string): Promise<void>;
  forget(what: Forget): Promise<void>;
  lock(): Promise<void>;
  /** Opens the vault with the chosen key. */
  unlock(key: KeyChoice, passphrase?: string): Promise<StartView>;
  /** How the letters are locked. */
  lockView(): Promise<LockView>;
  /** Makes a place for one more person of this name, whose id it gives; `own` is what the one who is here is called. */
  personAdd(own: string, name: string): Promise<string>;
  /** Locks what is open, and lets somebody else at it. */
  personChange(id: string): Promise<StartView>;
  /** Calls the one who is here so. */
  personName(name: string): Promise<StartView>;
  /** Gives them another lock, or none; `present` opens the one that there is. */
  lockSet(kind: OwnLock, present?: string, next?: string): Promise<LockView>;
  /** The person did something: the time after which it locks itself begins anew. */
  used(): Promise<void>;
  /** What lies on this computer, mailbox by mailbox. */
  stored(): Promise<StoredView>;
  /** Whom the program talks to as it is set up now, and under which licence it is. */
  known(): Promise<KnownView>;
  doctor(): Promise<DoctorView>;
  /** How it stands with looking for letters without a window; what the system has is asked anew. */
  watching(): Promise<WatchingView>;
  /** Lets the system start the program when the person logs in to the computer, or no longer. */
  startAtLogin(on: boolean): Promise<WatchingView>;
  /** Tells when something changed; events carry ids, the window reads again. */
  subscribe(listener: (event: AppEvent) => void): Promise<void>;
}
