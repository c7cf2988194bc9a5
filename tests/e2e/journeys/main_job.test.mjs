// The main job in the real window: look around, log in in the browser, read, switch, search, be told.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { World, until } from '../world.mjs';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { findingsOn, logIn } from '../login.mjs';

let world;
let window;

before(async () => {
  world = await World.start({ sandbox: ['--seed', 'demo'] });
  await world.notifications();
  window = await Window.open(world);
});
after(async () => {
  await window?.close().catch(() => {});
  await world?.end();
});

const accessible = (what) => Scene.accessible(window, what);

test('the first screen invites to log in or to look around', async () => {
  await window.says('Åbn prøvebreve');
  await window.says('Log ind med MitID');
  await accessible('the first screen');
});

test('one logs in on the real login page in a browser and a minute later the letters are there', async () => {
  await window.click('Åbn prøvebreve');
  const address = await world.openedAddress();
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/oauth\/authorize\?/);
  const goodbye = await logIn(address, 'mette', {
    look: async (page) => assert.deepEqual(await findingsOn(page), [], 'the login page'),
  });
  assert.match(goodbye, /Postkasse/);
  await window.says('Hansen VVS ApS', 60000);
  await window.says('Prøvebreve');
  await accessible('the list over all mailboxes');
});

test('whose mailbox it is and what one may do there is said in words', async () => {
  await window.click('Inger Hansen');
  await window.says('Læseadgang');
  await accessible('a mailbox that one may only read');
  await window.click('Al post');
});

test('a letter is found as one types and its PDF is shown with a text layer', async () => {
  await world.admin('/admin/letters', {
    to: { person: 'mette' }, sender: 'Prøvekommunen', subject: 'Cykelsti ved åen',
    body: { pdfText: 'Kære Mette\n\nCykelstien ved åen åbner på mandag.' },
  });
  await window.sync();
  await window.says('Cykelsti ved åen', 60000);
  await window.click('Cykelsti ved åen', 'a, button, [role="option"], li');
  await until('the text layer of the PDF', async () =>
    (await window.page.execute(() => document.querySelector('.textLayer')?.textContent ?? '')).includes('åbner på mandag'), 30000);
  await accessible('a letter as PDF');
});

test('a new letter is told in neutral words, and a click on the notification opens it', async () => {
  await world.run('dunstctl', ['close-all']);
  const { ids } = await world.admin('/admin/letters', {
    to: { person: 'mette' }, sender: 'Den Hemmelige Klinik', subject: 'Fortroligt emne', body: { text: 'Brødtekst til klikket.' },
  });
  await window.sync();
  await until('a notification', async () => Number((await world.run('dunstctl', ['count', 'displayed'])).out) > 0, 60000);
  await until('its words', () => world.notified.includes('nyt brev'));
  assert.ok(!/Hemmelige|Fortroligt|Brødtekst|http/.test(world.notified), `the notification gives nothing away: ${world.notified}`);
  // Neither being told of it nor anything before opened a letter; the click does, and the service hears that it is read.
  const own = world.sandbox.persons.find(({ id }) => id === 'mette').mailboxes.find(({ kind }) => kind === 'own').id;
  const held = async () => (await world.admin(`/admin/mailboxes/${own}`)).messages;
  const told = async () => (await held()).find(({ id }) => id === ids[0]);
  assert.deepEqual((await held()).filter(({ opened, served, receipt }) => opened || served || receipt), []);
  assert.equal((await told()).read, false);
  await world.run('dunstctl', ['action']);
  await window.says('Brødtekst til klikket.', 20000);
  await until('the service to hear of it', async () => (await told()).read, 30000);
});

test('a notification that is clicked while the window is locked opens its letter once it is unlocked', async () => {
  const displayed = async () => Number((await world.run('dunstctl', ['count', 'displayed'])).out);
  await until('the notification of what was read to go', async () => (await displayed()) === 0, 60000);
  await world.admin('/admin/letters', {
    to: { person: 'mette' }, sender: 'Prøvekommunen', subject: 'Mens der var låst', body: { text: 'Brødtekst bag låsen.' },
  });
  await window.sync();
  await until('a notification', async () => (await displayed()) > 0, 60000);
  await window.click('Lås');
  await window.says('Postkasse er låst');
  await world.run('dunstctl', ['action']);
  await window.click('Lås op');
  await window.says('Brødtekst bag låsen.', 30000);
});
