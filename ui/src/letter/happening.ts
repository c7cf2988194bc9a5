// What happened about a case, in words: the service's own words (Altinn, Dialogporten: ActivityType and TransmissionType)
// where they are known, and a neutral word for those that are not.
import { t, type Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';
import type { HappeningView } from '../platform/types/HappeningView';

/** By the word without its case and its joints: “PaymentMade” and “PAYMENT_MADE” are the same. */
const activities: Record<string, Key> = {
  dialogcreated: 'history.activity.dialogCreated',
  dialogclosed: 'history.activity.dialogClosed',
  information: 'history.activity.information',
  transmissionopened: 'history.activity.transmissionOpened',
  paymentmade: 'history.activity.paymentMade',
  signatureprovided: 'history.activity.signatureProvided',
  dialogopened: 'history.activity.dialogOpened',
  dialogdeleted: 'history.activity.dialogDeleted',
  dialogrestored: 'history.activity.dialogRestored',
  senttosigning: 'history.activity.sentToSigning',
  senttoformfill: 'history.activity.sentToFormFill',
  senttosendin: 'history.activity.sentToSendIn',
  senttopayment: 'history.activity.sentToPayment',
  formsubmitted: 'history.activity.formSubmitted',
  formsaved: 'history.activity.formSaved',
  correspondenceopened: 'history.activity.correspondenceOpened',
  correspondenceconfirmed: 'history.activity.correspondenceConfirmed',
};
const transmissions: Record<string, Key> = {
  information: 'history.transmission.information',
  acceptance: 'history.transmission.acceptance',
  rejection: 'history.transmission.rejection',
  request: 'history.transmission.request',
  alert: 'history.transmission.alert',
  decision: 'history.transmission.decision',
  submission: 'history.transmission.submission',
  correction: 'history.transmission.correction',
};

const icons: Record<HappeningView['kind'], IconName> = { transmission: 'envelope', activity: 'clock', seen: 'eye' };

/** The sign of a kind of happening. */
export function happeningIcon({ kind }: HappeningView): IconName {
  return icons[kind];
}

/** What happened. */
export function happened({ kind, word }: HappeningView): string {
  if (kind === 'seen') return t('history.seen');
  const known = word.replaceAll('_', '').toLowerCase();
  if (kind === 'activity') return t(Object.hasOwn(activities, known) ? (activities[known] ?? 'history.activity.other') : 'history.activity.other');
  return t(Object.hasOwn(transmissions, known) ? (transmissions[known] ?? 'history.transmission.other') : 'history.transmission.other');
}
