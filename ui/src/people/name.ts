// What a person who shares this computer is called.
import { t } from '../i18n/index.svelte';
import type { PersonView } from '../platform/types/PersonView';

/** Her name; whoever was here before anybody was added may not have said any. */
export function personName(person: PersonView): string {
  return person.name === '' ? t('people.first') : person.name;
}
