// The states of being told of letters, for the preview.
import type { World } from '../fake-core';
import { mailbox, reader } from '../people';
import { fresh, ledgerRow, ruleOf, setUp, type ToldWorld } from '../told';

const HOUR = 3_600_000;
const at = (hours: number) => new Date(Date.now() - hours * HOUR).toISOString();

function troubled(): ToldWorld {
  const told = setUp();
  const health = { trouble: 'down', since: at(3), next: at(-0.5), failures: 7, asked: false };
  const login = { trouble: 'login', since: at(30), failures: 2, asked: false };
  told.view.channels = told.view.channels.map((one) => ({ ...one, health: one.channel === 'sms' ? health : one.channel === 'email' ? login : one.health }));
  return told;
}

function twice(): ToldWorld {
  const told = setUp();
  told.twice = [
    { mailbox: 'm1', name: 'Mette Hansen', service: 'Digital Post', channel: 'email', address: 'mette@eksempel.example' },
    { mailbox: 'm3', name: 'Inger Hansen', service: 'Digital Post', channel: 'email', address: 'mette@eksempel.example' },
  ];
  return told;
}

function exceptions(): ToldWorld {
  const told = setUp();
  told.view.rules.push(
    ruleOf('sms', { mailbox: 'm3', on: true, ready: true, show: 'sender', label: 'Mor', said: ['on', 'show', 'label'] }),
    ruleOf('email', { mailbox: 'm2', on: true, ready: true, digest: 'weekly', senders: ['Den Opdigtede Styrelse'], said: ['digest', 'senders'] }),
    ruleOf('desktop', { mailbox: 'm4', on: false, said: ['on'] }),
  );
  return told;
}

function ledger(): ToldWorld {
  const told = setUp();
  told.ledger = [
    ledgerRow(1, { at: at(0.1), state: 'suppressed', waits: true, why: 'quietHours', reference: undefined, mailbox: 'm3' }),
    ledgerRow(2, { at: at(0.2) }),
    ledgerRow(3, { at: at(1), channel: 'email', state: 'doubtful', why: 'timeout' }),
    ledgerRow(4, { at: at(5), channel: 'email', state: 'failed', why: 'login', mailbox: 'm2' }),
    ledgerRow(5, { at: at(6), state: 'failed', waits: true, why: 'down', reference: undefined }),
    ledgerRow(6, { at: at(26), channel: 'desktop', purpose: 'digest', reference: 'same' }),
    ledgerRow(7, { at: at(26), channel: 'desktop', purpose: 'digest', reference: 'same' }),
    ledgerRow(8, { at: at(27), state: 'suppressed', why: 'read', reference: undefined }),
    ledgerRow(9, { at: at(60), purpose: 'reminder' }),
    ledgerRow(10, { at: at(200), mailbox: '0205641234', state: 'suppressed', why: 'off', reference: undefined }),
  ];
  return told;
}

/** Names, addresses and senders as long as they come. */
function long(): Partial<World> {
  const told = exceptions();
  const address = 'ejendomsadministrationsselskabet-af-1987-hovedpostkasse@meget-lang-underafdeling.eksempel.example';
  told.view.channels = told.view.channels.map((one) => (one.channel === 'email' ? { ...one, to: address } : one));
  told.twice = ['m1', 'm2', 'm3', 'm4'].map((mailbox) => ({ mailbox, name: 'Ejendomsadministrationsselskabet Wolfeschlegelsteinhausenbergerdorff', channel: 'email', address, service: 'Digital Post' }));
  told.view.rules = told.view.rules.map((rule) => ({ ...rule, senders: ['Speciallægepraktisk Ambulatorieafdelingen for Hjerte-Kar-Sygdomme, Region Opdigtet'], ...(rule.mailbox && { label: 'Ejendomsadministrationsselskabet' }) }));
  const mailboxes = ['m1', 'm2', 'm3', 'm4'].map((id) => mailbox(id, `Speciallægepraktisk Ejendomsadministrationsselskab ${id} ved Wolfeschlegelsteinhausenbergerdorff`, 'delegated', reader));
  return { told, mailboxes };
}

export const toldScenes: Record<string, () => Partial<World>> = {
  toldFresh: () => ({ told: fresh() }),
  toldSetUp: () => ({ told: setUp() }),
  toldTrouble: () => ({ told: troubled() }),
  toldTwice: () => ({ told: twice() }),
  toldExceptions: () => ({ told: exceptions() }),
  toldLedger: () => ({ told: ledger() }),
  toldLong: long,
};
