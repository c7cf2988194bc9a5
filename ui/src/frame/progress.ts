// What the first sync says of itself: how far it is, and that reading need not wait.
import { t } from '../i18n/index.svelte';
import type { SyncState } from '../platform/types/SyncState';

/** The sentence, or none when there is nothing worth a line. */
export function progress({ phase, first, done, of }: SyncState): string | undefined {
  if (phase === 'letters' && first) return of > 0 ? t('progress.letters', { done, of }) : t('progress.begins');
  if (phase === 'documents' && done > 0) return of > 0 ? t('progress.documentsOf', { done, of }) : t('progress.documents', { n: done });
  return undefined;
}
