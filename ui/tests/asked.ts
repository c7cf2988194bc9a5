// What the service and the guide answer in the tests of the pages: invented people, public pages as they are named.
import type { AddressView } from '../src/platform/types/AddressView';
import type { DeviceView } from '../src/platform/types/DeviceView';
import type { PageView } from '../src/platform/types/PageView';
import type { RegistrationView } from '../src/platform/types/RegistrationView';
import type { ServiceNotifications } from '../src/platform/types/ServiceNotifications';
import type { StepView } from '../src/platform/types/StepView';
import type { SupportView } from '../src/platform/types/SupportView';

export function publicPage(id: string, host: string, more: Partial<PageView> = {}): PageView {
  return { id, host, name: `Siden hos ${host}`, date: '2026-11', dated: false, ...more };
}

export function address(text: string, more: Partial<AddressView> = {}): AddressView {
  return { id: text, address: text, state: 'confirmed', quiet: true, ...more };
}

export function registration(mailbox: string, more: Partial<RegistrationView> = {}): RegistrationView {
  return {
    mailbox,
    owner: 'Mette Hansen',
    company: false,
    status: 'registered',
    since: '2021-03-01T08:00:00Z',
    byProxy: false,
    paperTo: [],
    nemSms: address('20000000'),
    facts: [
      { title: 'facts.means', open: true, facts: [{ text: 'fact.registered.letters', page: publicPage('lifeInDenmark', 'lifeindenmark.borger.dk') }, { text: 'fact.registered.paper', page: publicPage('lifeInDenmark', 'lifeindenmark.borger.dk') }] },
      { title: 'facts.how', open: false, facts: [{ text: 'fact.how.untold', page: publicPage('untold', 'familieretshuset.dk') }] },
    ],
    ...more,
  };
}

export function exempt(mailbox: string): RegistrationView {
  const page = publicPage('exemption', 'mariagerfjord.dk');
  return registration(mailbox, {
    owner: 'Jens Lund',
    status: 'exempt',
    exemptFrom: '2022-05-02',
    byProxy: true,
    paperTo: ['Jens Lund', 'Eksempelvej 1', '0000'],
    nemSms: undefined,
    facts: [
      { title: 'facts.digital', open: true, facts: [{ text: 'fact.digital.payslips', page }] },
      { title: 'facts.selfService', open: true, facts: [{ text: 'fact.selfService.courts', page: publicPage('act', 'ft.dk', { date: '2023-05-31', dated: true }) }] },
    ],
  });
}

export function notifications(mailbox: string, more: Partial<ServiceNotifications> = {}): ServiceNotifications {
  return {
    mailbox,
    emails: [address('mette@eksempel.example'), address('arbejde@eksempel.example', { state: 'needsCode' })],
    mostEmails: 5,
    mobile: address('20000000', { state: 'confirmAgain', quiet: false }),
    country: 'denmark',
    codes: true,
    quiet: true,
    optsOut: true,
    settings: [],
    ...more,
  };
}

export function devices(): DeviceView[] {
  return [
    { id: 'd1', name: 'Postkasse', since: '2026-02-01T08:00:00Z', here: 'yes' },
    { id: 'd2', name: 'Eksempelappen på telefonen', since: '2025-11-02T08:00:00Z', here: 'no' },
    { id: 'd3', name: '', here: 'no' },
  ];
}

export function steps(): StepView[] {
  return [
    { fact: { text: 'step.told.add', page: publicPage('lifeInDenmark', 'lifeindenmark.borger.dk') }, place: 'notifications' },
    { fact: { text: 'step.read', page: publicPage('lifeInDenmark', 'lifeindenmark.borger.dk') } },
    { fact: { text: 'step.private', page: publicPage('mitDkHelp', 'mit.dk', { date: '2025-12-23', dated: true }) }, place: 'other' },
  ];
}

export function supportLines(): SupportView[] {
  return [
    { country: 'denmark', topic: 'support.mitid', text: 'support.mitid.text', phone: '+45 33 98 00 10', page: publicPage('mitidSupport', 'sullissivik.gl') },
    { country: 'denmark', topic: 'support.eBoks', text: 'support.eBoks.text', page: publicPage('eBoks', 'e-boks.com') },
  ];
}
