// The eight kinds of things that a letter can ask for (MeMo's action codes), each with its icon, its word, the next
// step and what to know before it. What this version does not know is offered as something to do elsewhere.
import type { Key } from '../i18n/index.svelte';
import type { IconName } from '../parts/icons';

/** A kind of thing to do. */
export interface ActionKind {
  icon: IconName;
  /** What it is, in a word. */
  kind: Key;
  /** The words of the button that leads there. */
  step: Key;
  /** What to know before. */
  next?: Key;
}

const kinds: Record<string, ActionKind> = {
  AFTALE: { icon: 'calendar', kind: 'action.kind.AFTALE', step: 'action.step.AFTALE' },
  BEKRAEFT: { icon: 'confirm', kind: 'action.kind.BEKRAEFT', step: 'action.step.BEKRAEFT', next: 'action.next.BEKRAEFT' },
  BETALING: { icon: 'wallet', kind: 'action.kind.BETALING', step: 'action.step.BETALING', next: 'action.next.BETALING' },
  FORBEREDELSE: { icon: 'tasks', kind: 'action.kind.FORBEREDELSE', step: 'action.step.FORBEREDELSE', next: 'action.next.FORBEREDELSE' },
  INFORMATION: { icon: 'information', kind: 'action.kind.INFORMATION', step: 'action.step.INFORMATION', next: 'action.next.INFORMATION' },
  SELVBETJENING: { icon: 'laptop', kind: 'action.kind.SELVBETJENING', step: 'action.step.SELVBETJENING', next: 'action.next.SELVBETJENING' },
  TILMELDING: { icon: 'enrol', kind: 'action.kind.TILMELDING', step: 'action.step.TILMELDING', next: 'action.next.TILMELDING' },
  UNDERSKRIV: { icon: 'sign', kind: 'action.kind.UNDERSKRIV', step: 'action.step.UNDERSKRIV', next: 'action.next.UNDERSKRIV' },
};
const other: ActionKind = { icon: 'arrowRight', kind: 'action.kind.other', step: 'action.step.other', next: 'action.next.other' };

/** What kind of thing a code means. */
export function actionKind(code: string): ActionKind {
  return Object.hasOwn(kinds, code) ? (kinds[code] ?? other) : other;
}
