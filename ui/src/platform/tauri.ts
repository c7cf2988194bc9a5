// The core behind the window: the only file that knows Tauri.
import { Channel, invoke } from '@tauri-apps/api/core';
import type { Core } from './core';
import type { AppEvent } from './types/AppEvent';

/** The real core. */
export const core: Core = {
  start: () => invoke('start'),
  settingsSet: (settings) => invoke('settings_set', { settings }),
  login: (provider) => invoke('login', { provider }),
  loginCancel: () => invoke('login_cancel'),
  accounts: () => invoke('accounts'),
  mailboxes: () => invoke('mailboxes'),
  folders: (mailbox) => invoke('folders', { mailbox }),
  letters: (query) => invoke('letters', { query }),
  search: (query) => invoke('search', { query }),
  letter: (id, open) => invoke('letter', { id, open }),
  fileText: (message, file) => invoke('file_text', { message, file }),
  fileUrl: (message, file) => invoke('file_url', { message, file }),
  saveFile: (message, file) => invoke('save_file', { message, file }),
  saveAll: (message) => invoke('save_all', { message }),
  mark: (ids, change) => invoke('mark', { ids, change }),
  moveLetters: (ids, folder) => invoke('move_letters', { ids, folder }),
  deleteLetters: (ids) => invoke('delete_letters', { ids }),
  eraseLetters: (ids) => invoke('erase_letters', { ids }),
  noteSet: (id, text) => invoke('note_set', { id, text }),
  renameLetter: (id, name) => invoke('rename_letter', { id, name }),
  folderAdd: (mailbox, name, parent) => invoke('folder_add', { mailbox, name, parent }),
  folderRename: (mailbox, folder, name) => invoke('folder_rename', { mailbox, folder, name }),
  folderRemove: (mailbox, folder) => invoke('folder_remove', { mailbox, folder }),
  openLink: (message, target) => invoke('open_link', { message, target }),
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
  syncNow: () => invoke('sync_now'),
  syncState: () => invoke('sync_state'),
  signOut: (account) => invoke('sign_out', { account }),
  forget: (what) => invoke('forget', { what }),
  lock: () => invoke('lock'),
  unlock: (key, passphrase) => invoke('unlock', { key, passphrase }),
  doctor: () => invoke('doctor'),
  subscribe: (listener) => {
    const channel = new Channel<AppEvent>();
    channel.onmessage = listener;
    return invoke('subscribe', { channel });
  },
};
