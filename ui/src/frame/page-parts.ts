// What the pages beside the post show, loaded together. Each is one component without properties; what it needs it asks the
// app for.
import type { Component } from 'svelte';
import AccessPage from '../access/AccessPage.svelte';
import DevicesPage from '../devices/DevicesPage.svelte';
import HelpPage from '../guide/HelpPage.svelte';
import HelpingPage from '../helping/HelpingPage.svelte';
import KnownPage from '../known/KnownPage.svelte';
import MailboxesPage from '../mailboxes/MailboxesPage.svelte';
import NotificationsPage from '../notifications/NotificationsPage.svelte';
import RegistrationPage from '../registration/RegistrationPage.svelte';
import SettingsPage from '../settings/SettingsPage.svelte';
import type { PageName } from '../state/place.svelte';
import TodoPage from '../todo/TodoPage.svelte';
import MorePage from './MorePage.svelte';

export const parts: Record<PageName, Component> = {
  todo: TodoPage,
  helping: HelpingPage,
  more: MorePage,
  access: AccessPage,
  registration: RegistrationPage,
  notifications: NotificationsPage,
  devices: DevicesPage,
  help: HelpPage,
  mailboxes: MailboxesPage,
  known: KnownPage,
  settings: SettingsPage,
};
