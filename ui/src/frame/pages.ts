// The pages beside the post, in the order in which the rack names them; what is to be done stands above the mailboxes. What
// they show is in `page-parts`.
import type { Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import { countriesOf, offers } from '../parts/service';
import type { AppState } from '../state/app.svelte';
import type { PageName } from '../state/place.svelte';

/** A page: how it is reached. */
export interface PageEntry<Name extends PageName = PageName> {
  name: Name;
  icon: IconName;
  title: Key;
}

/** Those that the rack does not name among the others: they stand at its head or foot, or are reached from pages. */
export const aside: readonly PageName[] = ['todo', 'helping', 'more', 'settings', 'known', 'mailboxes'];

/** All of them. */
export const pages: { [Name in PageName]: PageEntry<Name> } = {
  todo: { name: 'todo', icon: 'tasks', title: 'todo.title' },
  helping: { name: 'helping', icon: 'helping', title: 'helping.title' },
  more: { name: 'more', icon: 'menu', title: 'more.title' },
  access: { name: 'access', icon: 'people', title: 'access.title' },
  registration: { name: 'registration', icon: 'personCheck', title: 'registration.title' },
  notifications: { name: 'notifications', icon: 'bell', title: 'notify.title' },
  devices: { name: 'devices', icon: 'laptop', title: 'devices.title' },
  help: { name: 'help', icon: 'help', title: 'help.title' },
  mailboxes: { name: 'mailboxes', icon: 'inbox', title: 'mailboxes.title' },
  known: { name: 'known', icon: 'information', title: 'known.title' },
  settings: { name: 'settings', icon: 'cog', title: 'settings.title' },
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
