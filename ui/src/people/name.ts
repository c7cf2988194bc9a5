// What a person who shares this computer is called.
import { t } from '../i18n/index.svelte';
import type { PersonView } from '../platform/types/PersonView';

/** Whose letters they are where nobody has been added. */
const FIRST = 'default';

/** Her name. Whoever was here before anybody was added may not have said any; whoever was added in the terminal has a
 *  profile instead. */
export function personName({ id, name }: PersonView): string {
  if (name !== '') return name;
  return id === FIRST ? t('people.first') : id;
}
