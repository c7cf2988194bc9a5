// The words for an error of the core: the exact ones where the core names them, else those of its code.
import { isKey, t, type Key } from '../i18n/index.svelte';
import type { ApiError } from '../platform/types/ApiError';

const byCode: Record<ApiError['code'], Key> = {
  signInAgain: 'error.code.signInAgain',
  higherLevelNeeded: 'error.code.higherLevelNeeded',
  offline: 'error.code.offline',
  busy: 'error.code.busy',
  notAllowed: 'error.code.notAllowed',
  accessEnded: 'error.code.accessEnded',
  notFound: 'error.code.notFound',
  conflict: 'error.code.conflict',
  refused: 'error.code.refused',
  damaged: 'error.code.damaged',
  locked: 'error.code.locked',
  unexpected: 'error.code.unexpected',
};

/** Whatever was thrown, as an error of the core; what is none counts as unexpected. */
export function asApiError(thrown: unknown): ApiError {
  const known = typeof thrown === 'object' && thrown !== null && 'code' in thrown && String(thrown.code) in byCode;
  return known ? (thrown as ApiError) : { code: 'unexpected', retry: false, reference: '' };
}

/** What to say about an error. */
export function errorText(error: ApiError): string {
  if (error.text !== undefined && isKey(error.text)) return t(error.text);
  return t(byCode[error.code]);
}

/** What to say about a trouble that the core names by its code alone. */
export function troubleText(code: string): string {
  return t(byCode[asApiError({ code }).code]);
}
