// Stands between the pages and the core: a message that is not one of our commands, with one plain
// object of arguments of a sane size, does not pass. Kept free of dependencies and of modules.
(function () {
  'use strict';
  var commands = [
    'start', 'settings_set', 'login', 'login_again', 'step_up', 'login_cancel', 'accounts', 'mailboxes', 'mailbox_used', 'set_fetch_ahead', 'folders', 'letters',
    'searches', 'search_keep', 'search_forget', 'search', 'letter', 'not_now', 'file_text', 'file_url', 'logo_url', 'save_file', 'save_all',
    'voice', 'read_aloud', 'read_aloud_stop', 'mark', 'move_letters',
    'delete_letters', 'erase_letters', 'note_set', 'rename_letter', 'folder_add', 'folder_rename', 'folder_icon', 'folder_remove',
    'open_link', 'calendar_save', 'calendar_add', 'todo', 'todo_tick', 'todo_calendar', 'helping', 'looked', 'handover_set', 'drafts', 'draft', 'draft_new', 'draft_reply', 'draft_forward',
    'draft_change', 'draft_to', 'draft_attach', 'draft_detach', 'draft_send', 'draft_take_back', 'draft_discard',
    'draft_link', 'recipients', 'authorities', 'contact_points', 'trustees', 'refused', 'wish_dismiss',
    'wish_again', 'registration', 'nem_sms', 'contact_register', 'register_language', 'service_notifications', 'service_notify', 'devices', 'device_revoke',
    'guide_plan', 'support', 'other_mail', 'mailbox_providers', 'public_page', 'open_page', 'accesses', 'access_give', 'access_ask', 'access_accept',
    'access_reject', 'access_end', 'access_activate', 'activity', 'import_letters', 'export_letters', 'own_document_choose', 'own_document_put', 'own_document_cancel', 'notify_show',
    'notify_set', 'notify_unset', 'notify_forms', 'notify_email', 'notify_sms', 'notify_forget', 'notify_test',
    'notify_preview', 'notify_ledger', 'notify_troubles', 'sync_now', 'sync_state', 'sign_out', 'forget', 'lock',
    'unlock', 'person_add', 'person_change', 'person_name', 'lock_view', 'lock_set', 'used', 'stored', 'known', 'doctor', 'watching', 'start_at_login',
    'subscribe', 'plugin:__TAURI_CHANNEL__|fetch',
  ];
  var largest = 64 * 1024;
  function pass(message) {
    var known = message && commands.indexOf(message.cmd) !== -1;
    var plain = message && (message.payload === undefined || typeof message.payload === 'object');
    if (!known || !plain || JSON.stringify(message.payload || {}).length > largest) {
      throw new Error('refused');
    }
    return message;
  }

  // The framework has the pages wait for 50 ms before it looks whether there is a hook. There is one; what is left to know is
  // whether the framework listens yet, and it does if a message without a meaning comes as far as here. If not, nothing is
  // said, and the framework looks by its clock.
  var listens = false;
  window.__TAURI_ISOLATION_HOOK__ = function () {
    listens = true;
    return new Promise(function () {});
  };
  window.dispatchEvent(new MessageEvent('message', { origin: 'tauri://localhost', data: { callback: 0, error: 0 } }));
  window.__TAURI_ISOLATION_HOOK__ = pass;
  if (listens) window.parent.postMessage('__TAURI_ISOLATION_READY__', '*');
})();
