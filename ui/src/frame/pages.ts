// The pages beside the post, in the order in which the rack names them. A page is one component without
// properties; what it needs it asks the app for.
import type { Component } from 'svelte';
import AccessPage from '../access/AccessPage.svelte';
import type { Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import SettingsPage from '../settings/SettingsPage.svelte';
import type { PageName } from '../state/place.svelte';

/** A page: how it is reached, and what it shows. */
export interface PageEntry<Name extends PageName = PageName> {
  name: Name;
  icon: IconName;
  title: Key;
  page: Component;
}

/** All of them. */
export const pages: { [Name in PageName]: PageEntry<Name> } = {
  access: { name: 'access', icon: 'people', title: 'access.title', page: AccessPage },
  settings: { name: 'settings', icon: 'cog', title: 'settings.title', page: SettingsPage },
};
