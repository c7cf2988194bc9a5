// The pages beside the post, in the order in which the rack names them; what is to be done stands above the mailboxes. A page is one component without
// properties; what it needs it asks the app for.
import type { Component } from 'svelte';
import AccessPage from '../access/AccessPage.svelte';
import DevicesPage from '../devices/DevicesPage.svelte';
import HelpPage from '../guide/HelpPage.svelte';
import HelpingPage from '../helping/HelpingPage.svelte';
import MailboxesPage from '../mailboxes/MailboxesPage.svelte';
import type { Key } from '../i18n/index.svelte';
import MorePage from './MorePage.svelte';
import KnownPage from '../known/KnownPage.svelte';
import NotificationsPage from '../notifications/NotificationsPage.svelte';
import type { IconName } from '../parts/icons';
import { countriesOf, offers } from '../parts/service';
import RegistrationPage from '../registration/RegistrationPage.svelte';
import SettingsPage from '../settings/SettingsPage.svelte';
import type { AppState } from '../state/app.svelte';
import type { PageName } from '../state/place.svelte';
import TodoPage from '../todo/TodoPage.svelte';

/** A page: how it is reached, and what it shows. */
export interface PageEntry<Name extends PageName = PageName> {
  name: Name;
  icon: IconName;
  title: Key;
  page: Component;
}

/** Those that the rack does not name among the others: they stand at its head or foot, or are reached from pages. */
export const aside: readonly PageName[] = ['todo', 'helping', 'more', 'settings', 'known', 'mailboxes'];

/** All of them. */
export const pages: { [Name in PageName]: PageEntry<Name> } = {
  todo: { name: 'todo', icon: 'tasks', title: 'todo.title', page: TodoPage },
  helping: { name: 'helping', icon: 'helping', title: 'helping.title', page: HelpingPage },
  more: { name: 'more', icon: 'menu', title: 'more.title', page: MorePage },
  access: { name: 'access', icon: 'people', title: 'access.title', page: AccessPage },
  registration: { name: 'registration', icon: 'personCheck', title: 'registration.title', page: RegistrationPage },
  notifications: { name: 'notifications', icon: 'bell', title: 'notify.title', page: NotificationsPage },
  devices: { name: 'devices', icon: 'laptop', title: 'devices.title', page: DevicesPage },
  help: { name: 'help', icon: 'help', title: 'help.title', page: HelpPage },
  mailboxes: { name: 'mailboxes', icon: 'inbox', title: 'mailboxes.title', page: MailboxesPage },
  known: { name: 'known', icon: 'information', title: 'known.title', page: KnownPage },
  settings: { name: 'settings', icon: 'cog', title: 'settings.title', page: SettingsPage },
};

/** Those that the person's services have something for; before she has logged in anywhere, all. The page about the
    register is called what her country calls it. */
export function offered({ session, mailboxes }: AppState): PageEntry[] {
  const { accounts } = session;
  const any = (...what: Parameters<typeof offers>[1][]) => accounts.length === 0 || what.some((one) => accounts.some((account) => offers(account, one)));
  const countries = countriesOf(accounts);
  const norwegian = countries.includes('norway');
  const hidden: Partial<Record<PageName, boolean>> = {
    registration: !any('registration') && !norwegian,
    devices: !any('devices'),
    access: !any('accesses', 'accessByAddress', 'accessElsewhere', 'activity') && mailboxes.all.every(({ kind }) => kind === 'archive'),
  };
  const title = (page: PageEntry): Key => (page.name === 'registration' && norwegian && !countries.includes('denmark') ? 'register.title' : page.title);
  return Object.values(pages)
    .filter(({ name }) => !hidden[name])
    .map((page) => ({ ...page, title: title(page) }));
}
