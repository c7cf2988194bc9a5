// How the person is told of letters, in the tests of the pages: invented servers and addresses, and a place where a
// change is kept, so that the page reads back what it said.
import type { ChannelForms } from '../src/platform/types/ChannelForms';
import type { LedgerRow } from '../src/platform/types/LedgerRow';
import type { NotifyChannelView } from '../src/platform/types/NotifyChannelView';
import type { NotifyRuleView } from '../src/platform/types/NotifyRuleView';
import type { NotifyView } from '../src/platform/types/NotifyView';
import type { PreviewView } from '../src/platform/types/PreviewView';
import type { RuleChange } from '../src/platform/types/RuleChange';
import type { TwiceView } from '../src/platform/types/TwiceView';

/** What the core keeps of it. */
export interface ToldWorld {
  view: NotifyView;
  forms: ChannelForms;
  ledger: LedgerRow[];
  /** What the services tell the person by themselves, at the same addresses. */
  twice: TwiceView[];
}

export function ruleOf(channel: string, more: Partial<NotifyRuleView> = {}): NotifyRuleView {
  const screen = channel === 'desktop';
  return {
    channel, on: screen, show: 'nothing', digest: 'none', important: ['payments', 'appointments', 'legal', 'reply'], senders: [],
    quiet: screen ? 'none' : '22:00-07:00', zone: 'Europe/Copenhagen', limit: screen ? 500 : 20, reminders: !screen, language: 'da',
    ready: screen, said: [], ...more,
  };
}

export function channelOf(channel: string, more: Partial<NotifyChannelView> = {}): NotifyChannelView {
  return { channel, ready: channel === 'desktop', health: { failures: 0, asked: false }, twice: [], ...more };
}

/** Nothing was chosen yet. */
export function fresh(): ToldWorld {
  const names = ['desktop', 'email', 'sms'];
  const view = { channels: names.map((one) => channelOf(one)), rules: names.map((one) => ruleOf(one)), asked: false };
  return { view, forms: {}, ledger: [], twice: [] };
}

/** E-mail and text messages were set up and are on. */
export function setUp(): ToldWorld {
  const told = fresh();
  const to = { email: 'mette@eksempel.example', sms: '+4520000003' };
  const by = { email: 'mail.eksempel.example:465', sms: 'https://gatewayapi.com/' };
  told.view.channels = told.view.channels.map((one) =>
    one.channel === 'email' || one.channel === 'sms' ? channelOf(one.channel, { ready: true, to: to[one.channel], by: by[one.channel], since: '2026-02-01T08:00:00Z', health: { ok: '2026-02-12T08:00:00Z', failures: 0, asked: false } }) : one,
  );
  told.view.rules = told.view.rules.map((rule) => ({ ...rule, on: true, ready: true, said: ['on'] }));
  told.forms = {
    email: { host: 'mail.eksempel.example', port: '', tls: 'implicit', user: 'mette@eksempel.example', from: 'mette@eksempel.example', to: to.email, ca: '' },
    sms: { gateway: 'gatewayapi', url: 'https://gatewayapi.com/', user: '', to: to.sms, ca: '' },
  };
  return told;
}

export function ledgerRow(n: number, more: Partial<LedgerRow> = {}): LedgerRow {
  return { remoteId: `r${n}`, mailbox: 'm1', channel: 'sms', purpose: 'new', state: 'sent', at: '2026-02-12T08:12:00Z', reference: `ref${n}`, ...more };
}

/** Changes what holds, as the core does; what holds then. */
export function changed(told: ToldWorld, channel: string, mailbox: string | undefined, { kinds, label, zone, language, ...change }: RuleChange): NotifyRuleView {
  const same = (rule: NotifyRuleView) => rule.channel === channel && rule.mailbox === mailbox;
  const all = told.view.rules.find((rule) => rule.channel === channel && rule.mailbox === undefined) ?? ruleOf(channel);
  const before = told.view.rules.find(same) ?? { ...all, mailbox, said: [] };
  const said = new Set([...before.said, ...Object.keys(change), ...(kinds ? ['kinds'] : []), ...(label !== undefined ? ['label'] : [])]);
  for (const [field, value] of [['zone', zone], ['language', language]] as const) if (value) said.add(field);
  const next: NotifyRuleView = {
    ...before, ...change, ...(kinds && { important: kinds }), ...(label !== undefined && { label }), ...(zone && { zone }), ...(language && { language }), said: [...said],
  };
  told.view = { ...told.view, rules: told.view.rules.some(same) ? told.view.rules.map((rule) => (same(rule) ? next : rule)) : [...told.view.rules, next] };
  return next;
}

/** A few of the core's words, so that the page has something to show. */
export function previewOf(rule: NotifyRuleView): PreviewView {
  const name = rule.label ? `${rule.label}: ` : '';
  const [from, about] = [rule.show === 'nothing' ? '' : ' Fra: Prøvestrup Kommune', rule.show === 'subject' ? ' Om: Plads i børnehaven' : ''];
  const letters = rule.digest === 'none' ? 'Der er kommet 1 nyt brev. Åbn Postkasse for at læse det.' : 'Der er kommet 2 nye breve. Åbn Postkasse for at læse dem.';
  return {
    text: `${name}${letters}${from}${about}`,
    ...(rule.channel !== 'sms' && { subject: 'Ny post' }),
    ...(rule.reminders && { reminder: `${name}1 brev er stadig ulæst og kan haste. Se det i Postkasse.` }),
  };
}
