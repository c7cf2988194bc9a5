// What the cards of a letter say, in words: what is there and nothing more.
import { t } from '../i18n/index.svelte';
import { money } from '../parts/money';
import { fullDay, localDay, moment, parse } from '../parts/time';
import type { CardView } from '../platform/types/CardView';
import type { PaymentView } from '../platform/types/PaymentView';

/** A name and what it says. */
export interface Fact {
  name: string;
  value: string;
  /** What goes into the clipboard, for what is typed elsewhere. */
  copy?: string;
}

const fact = (name: string, value: string | undefined, copy?: string): Fact[] =>
  value === undefined || value.trim() === '' ? [] : [{ name, value, ...(copy !== undefined && { copy }) }];

const at = (text: string | undefined, now: Date) => {
  const found = parse(text);
  return found && moment(found, now);
};

/** What is to be paid, by when and by which numbers. */
export function paymentFacts({ amount, currency, account, reference, due }: PaymentView): Fact[] {
  const day = localDay(due);
  const sum = amount === undefined ? undefined : money(amount, currency);
  return [
    ...fact(t('payment.amount'), sum, amount === undefined ? undefined : (amount / 100).toFixed(2)),
    ...fact(t('payment.due'), day && fullDay(day)),
    ...fact(t('payment.account'), account, account),
    ...fact(t('payment.reference'), reference, reference),
  ];
}

/** What a receipt, a proof or an event says. */
export function cardFacts(card: CardView, now: Date): Fact[] {
  return [
    ...fact(t('card.issuer'), card.issuer),
    ...fact(t('card.holder'), card.holder),
    ...fact(t('card.from'), at(card.from, now)),
    ...fact(t('card.until'), at(card.until, now)),
    ...fact(t('card.place'), card.place),
    ...fact(t('payment.amount'), card.amount === undefined ? undefined : money(card.amount, card.currency)),
    ...card.lines.flatMap(({ name, value }) => fact(name, value)),
  ];
}

/** Whether what a card proves, or the event that it is for, is over. */
export function isOver({ until }: CardView, now: Date): boolean {
  const ends = parse(until);
  return ends !== undefined && ends < now;
}
