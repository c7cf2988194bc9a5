// What somebody with Norwegian mail can meet.
import type { World } from '../fake-core';
import { contactRegister, digipostFolders, digipostMailbox, digipostNotifications, kari, paper, reserved } from '../norway';
import { account, everyRight, mailbox, row } from '../people';

function post(): Partial<World> {
  const letters = ['Vedtak om barnehageplass', 'Timeavtale ved poliklinikken', 'Årsoppgave', 'Kvittering for innsendt skjema'];
  return {
    ...kari(),
    accesses: [],
    notifications: digipostNotifications,
    letters: letters.map((subject, n) => row(`n${n}`, { subject, sender: 'Prøvevik kommune', mailbox: n === 0 ? 'a1' : 'd1', read: n > 1, folderId: 'd1-Inbox' })),
  };
}

/** Addresses as long as they come, and neither that counts. */
function long(id: string) {
  const value = 'eiendomsforvaltningsselskapet-hovedpostkasse@en-veldig-lang-underavdeling.eksempel.example';
  const email = { value, updated: '2020-06-02T08:00:00Z', verified: '2020-06-02T08:00:00Z', until: '2021-12-02T08:00:00Z', counts: false };
  return contactRegister(id, { notice: 'stale', email, mailbox: { name: 'e-Boks', address: value, reached: false } });
}

export const norwayPageScenes: Record<string, () => Partial<World>> = {
  norway: post,
  norwayReserved: () => ({ ...post(), contactRegister: reserved }),
  norwayStale: () => ({ ...post(), contactRegister: long }),
  norwayBoth: () => ({
    ...post(),
    accounts: [account(), ...(kari().accounts ?? [])],
    mailboxes: [mailbox('m1', 'Mette Hansen', 'own', everyRight, 2), ...(kari().mailboxes ?? [])],
  }),
  norwayFull: () => ({
    ...post(),
    mailboxes: [digipostMailbox({ space: { used: 998_000_000, total: 1_000_000_000 } })],
    folders: digipostFolders,
    document: paper({ filename: 'en-veldig-lang-leiekontrakt-med-alle-vedlegg-og-tegninger-fra-prøvevik.pdf', size: 30_000_000, trouble: 'error.upload.tooLarge' }),
  }),
};
