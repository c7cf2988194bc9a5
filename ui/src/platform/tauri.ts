// The core behind the window: the only file that knows Tauri.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { ChosenDocument, Core } from './core';
import type { AppEvent } from './types/AppEvent';
import type { ExportView } from './types/ExportView';
import { PageVoice } from './page-voice';
import type { ImportView } from './types/ImportView';
import type { LetterView } from './types/LetterView';
import type { TextView } from './types/TextView';
import type { VoiceView } from './types/VoiceView';

// Where the system's voice is the page's to ask; what it tells goes the same way as what the core tells.
let listen: (event: AppEvent) => void = () => {};
const pageVoice = new PageVoice((event) => listen(event));

async function voice(message: string, file: string): Promise<VoiceView> {
  const view = await invoke<VoiceView>('voice', { message, file });
  return view.by === 'page' && !pageVoice.has(view.language) ? { ...view, by: 'nobody' } : view;
}

async function readAloud(message: string, file: string): Promise<void> {
  const { by, language } = await voice(message, file);
  if (by !== 'page') return invoke('read_aloud', { message, file });
  const { text } = await invoke<TextView>('file_text', { message, file });
  pageVoice.read(message, file, text, language);
}

// Where the first file of the letter that was opened last is to be had: it comes with the letter, and is used once and soon,
// for it runs out.
let first: { message: string; file: string; url: string; at: number } | undefined;
const SOON_MS = 60_000;

async function letter(id: string, open: boolean): Promise<LetterView> {
  const { first: told, ...view } = await invoke<LetterView & { first?: { file: string; url: string } }>('letter', { id, open });
  first = told && { message: id, at: Date.now(), ...told };
  return view;
}

async function fileUrl(message: string, file: string): Promise<string> {
  const here = first;
  first = undefined;
  const isThat = here?.message === message && here.file === file && Date.now() - here.at < SOON_MS;
  return isThat ? here.url : invoke('file_url', { message, file });
}

/** The real core. */
export const core: Core = {
  start: () => invoke('start'),
  settingsSet: (settings) => invoke('settings_set', { settings }),
  login: (provider, sandbox) => invoke('login', { provider, sandbox }),
  loginAgain: (account) => invoke('login_again', { account }),
  stepUp: (message) => invoke('step_up', { message }),
  loginCancel: () => invoke('login_cancel'),
  accounts: () => invoke('accounts'),
  mailboxes: () => invoke('mailboxes'),
  mailboxUsed: (mailbox) => invoke('mailbox_used', { mailbox }),
  setFetchAhead: (mailbox, on) => invoke('set_fetch_ahead', { mailbox, on }),
  searches: () => invoke('searches'),
  searchKeep: (text) => invoke('search_keep', { text }),
  searchForget: (text) => invoke('search_forget', { text }),
  folders: (mailbox) => invoke('folders', { mailbox }),
  letters: (query) => invoke('letters', { query }),
  search: (query) => invoke('search', { query }),
  letter,
  notNow: (id) => invoke('not_now', { id }),
  fileText: (message, file) => invoke('file_text', { message, file }),
  fileUrl,
  logoUrl: (sender) => invoke('logo_url', { sender }),
  voice,
  readAloud,
  readAloudStop: () => {
    pageVoice.stop();
    return invoke('read_aloud_stop');
  },
  saveFile: (message, file) => invoke('save_file', { message, file }),
  saveAll: (message) => invoke('save_all', { message }),
  mark: (ids, change) => invoke('mark', { ids, change }),
  moveLetters: (ids, folder) => invoke('move_letters', { ids, folder }),
  deleteLetters: (ids) => invoke('delete_letters', { ids }),
  eraseLetters: (ids) => invoke('erase_letters', { ids }),
  noteSet: (id, text) => invoke('note_set', { id, text }),
  renameLetter: (id, name) => invoke('rename_letter', { id, name }),
  folderAdd: (mailbox, name, parent, icon) => invoke('folder_add', { mailbox, name, parent, icon }),
  folderIcon: (mailbox, folder, icon) => invoke('folder_icon', { mailbox, folder, icon }),
  folderRename: (mailbox, folder, name) => invoke('folder_rename', { mailbox, folder, name }),
  folderRemove: (mailbox, folder) => invoke('folder_remove', { mailbox, folder }),
  openLink: (message, target) => invoke('open_link', { message, target }),
  calendarSave: (message, place) => invoke('calendar_save', { message, place }),
  calendarAdd: (message, place) => invoke('calendar_add', { message, place }),
  todo: (query) => invoke('todo', { query }),
  todoTick: (letter, item, done) => invoke('todo_tick', { letter, item, done }),
  todoCalendar: (query, name) => invoke('todo_calendar', { query, name }),
  helping: () => invoke('helping'),
  looked: (id) => invoke('looked', { id }),
  handoverSet: (mailbox, text) => invoke('handover_set', { mailbox, text }),
  drafts: () => invoke('drafts'),
  draft: (id) => invoke('draft', { id }),
  draftNew: (mailbox) => invoke('draft_new', { mailbox }),
  draftReply: (message) => invoke('draft_reply', { message }),
  draftForward: (message) => invoke('draft_forward', { message }),
  draftChange: (id, edit) => invoke('draft_change', { id, edit }),
  draftTo: (id, recipient) => invoke('draft_to', { id, recipient }),
  draftAttach: (id, title) => invoke('draft_attach', { id, title }),
  draftDetach: (id, attachment) => invoke('draft_detach', { id, attachment }),
  draftSend: (id) => invoke('draft_send', { id }),
  draftTakeBack: (id) => invoke('draft_take_back', { id }),
  draftDiscard: (id) => invoke('draft_discard', { id }),
  draftLink: (id) => invoke('draft_link', { id }),
  recipients: (mailbox, words) => invoke('recipients', { mailbox, words }),
  authorities: (mailbox, words) => invoke('authorities', { mailbox, words }),
  contactPoints: (mailbox, authority) => invoke('contact_points', { mailbox, authority }),
  trustees: (mailbox) => invoke('trustees', { mailbox }),
  refused: () => invoke('refused'),
  wishDismiss: (mailbox, wish) => invoke('wish_dismiss', { mailbox, wish }),
  wishAgain: (mailbox, wish) => invoke('wish_again', { mailbox, wish }),
  registration: (mailbox) => invoke('registration', { mailbox }),
  nemSms: (mailbox, wish) => invoke('nem_sms', { mailbox, wish }),
  contactRegister: (account) => invoke('contact_register', { account }),
  registerLanguage: (account, language) => invoke('register_language', { account, language }),
  serviceNotifications: (mailbox) => invoke('service_notifications', { mailbox }),
  serviceNotify: (mailbox, wish) => invoke('service_notify', { mailbox, wish }),
  devices: (account) => invoke('devices', { account }),
  deviceRevoke: (account, device, alsoHere) => invoke('device_revoke', { account, device, alsoHere }),
  guidePlan: (answers) => invoke('guide_plan', { answers }),
  support: () => invoke('support'),
  otherMail: () => invoke('other_mail'),
  mailboxProviders: () => invoke('mailbox_providers'),
  publicPage: (id) => invoke('public_page', { id }),
  openPage: (page) => invoke('open_page', { page }),
  accesses: () => invoke('accesses'),
  accessGive: (mailbox, wanted) => invoke('access_give', { mailbox, wanted }),
  accessAsk: (wanted) => invoke('access_ask', { wanted }),
  accessAccept: (id, until) => invoke('access_accept', { id, until }),
  accessReject: (id) => invoke('access_reject', { id }),
  accessEnd: (id) => invoke('access_end', { id }),
  accessActivate: (code) => invoke('access_activate', { code }),
  activity: (mailbox, asked) => invoke('activity', { mailbox, asked }),
  importLetters: async (title, folder) => (await invoke<ImportView | null>('import_letters', { title, folder })) ?? undefined,
  exportLetters: async (title, mailbox, format) => (await invoke<ExportView | null>('export_letters', { title, mailbox, format })) ?? undefined,
  ownDocumentChoose: async (mailbox, title) => (await invoke<ChosenDocument | null>('own_document_choose', { mailbox, title })) ?? undefined,
  ownDocumentPut: (mailbox, handle, name, folder) => invoke('own_document_put', { mailbox, handle, name, folder }),
  ownDocumentCancel: () => invoke('own_document_cancel'),
  notifyShow: (ask) => invoke('notify_show', { ask }),
  notifySet: (channel, mailbox, change) => invoke('notify_set', { channel, mailbox, change }),
  notifyUnset: (channel, mailbox) => invoke('notify_unset', { channel, mailbox }),
  notifyForms: () => invoke('notify_forms'),
  notifyEmail: (form, secret) => invoke('notify_email', { form, secret }),
  notifySms: (form, secret) => invoke('notify_sms', { form, secret }),
  notifyForget: (channel) => invoke('notify_forget', { channel }),
  notifyTest: (channel) => invoke('notify_test', { channel }),
  notifyPreview: (channel, mailbox) => invoke('notify_preview', { channel, mailbox }),
  notifyLedger: () => invoke('notify_ledger'),
  notifyTroubles: () => invoke('notify_troubles'),
  syncNow: () => invoke('sync_now'),
  syncState: () => invoke('sync_state'),
  signOut: (account) => invoke('sign_out', { account }),
  forget: (what) => invoke('forget', { what }),
  lock: () => invoke('lock'),
  unlock: (key, passphrase) => invoke('unlock', { key, passphrase }),
  personAdd: (own, name) => invoke('person_add', { own, name }),
  personChange: (id) => invoke('person_change', { id }),
  personName: (name) => invoke('person_name', { name }),
  lockView: () => invoke('lock_view'),
  lockSet: (kind, present, next) => invoke('lock_set', { kind, present, new: next }),
  used: () => invoke('used'),
  stored: () => invoke('stored'),
  known: () => invoke('known'),
  doctor: () => invoke('doctor'),
  watching: () => invoke('watching'),
  startAtLogin: (on) => invoke('start_at_login', { on }),
  subscribe: (listener) => {
    const channel = new Channel<AppEvent>();
    listen = listener;
    channel.onmessage = (event) => {
      if (event.kind === 'locked' || event.kind === 'leaving') [first] = [undefined, pageVoice.stop()];
      listener(event);
    };
    return invoke('subscribe', { channel });
  },
};
