// What can be done from anywhere: to go to a mailbox or a page, to write, to fetch, to lock.
import { t } from '../i18n/index.svelte';
import { icon, role } from '../parts/mailbox';
import { personName } from '../people/name';
import { folderIcon, folderName, rolesOfAll } from '../rack/folders';
import type { AppState } from '../state/app.svelte';
import type { Command } from '../state/commands.svelte';
import { offered } from './pages';
import { focusSearch } from './search-focus';

/** All of it. */
export function everywhere(app: AppState, help: () => void): Command[] {
  const { place, mailboxes, drafts, core, sync } = app;
  const to = (words: string) => t('palette.goTo', { where: words });
  const own = mailboxes.find(place.shelf.mailbox) ?? mailboxes.open.find(({ kind }) => kind === 'own');
  const writes = own !== undefined && own.ended === undefined && own.rights.includes('write');
  const write = async () => {
    const begun = own && (await drafts.begin(() => core.draftNew(own.id)));
    if (begun !== undefined) place.write(begun);
  };
  return [
    ...(writes ? [{ words: t('list.write'), icon: 'pencil', key: 'c', run: () => void write() } as const] : []),
    { words: t('search.title'), icon: 'search', key: '/', run: () => void focusSearch() },
    { words: to(t('rack.all')), icon: 'inbox', run: () => void app.go({}) },
    ...mailboxes.all.map((mailbox): Command => ({
      words: to([mailbox.owner, mailboxes.service(mailbox), role(mailbox)].filter(Boolean).join(' · ')),
      icon: icon(mailbox),
      run: () => void app.go({ mailbox: mailbox.id }),
    })),
    ...rolesOfAll(mailboxes.open).map((folder): Command => ({ words: to(folderName(folder)), icon: folderIcon(folder), run: () => void app.go({ role: folder }) })),
    ...offered(app).map((page): Command => ({ words: to(t(page.title)), icon: page.icon, run: () => place.show(page.name) })),
    { words: t('sync.now'), icon: 'sync', run: () => void sync.now() },
    { words: t('login.add'), icon: 'key', run: () => app.session.add() },
    { words: t('action.lock'), icon: 'lock', run: () => void app.lock() },
    ...app.session.people
      .filter(({ here }) => !here)
      .map((person): Command => ({ words: t('people.change', { name: personName(person) }), icon: 'people', run: () => void app.changePerson(person.id) })),
    { words: t('keys.title'), icon: 'information', key: '?', run: help },
  ];
}
