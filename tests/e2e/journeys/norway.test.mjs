// Norwegian mail in the real window: the login is ID-porten's, a letter of which others learn that it was opened waits for
// the person, one that takes more than MinID is opened by one step, and letters of both countries stand in one list.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { World, program } from '../world.mjs';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { findingsOn, logIn } from '../login.mjs';

let world;
let window;

before(async () => {
  world = await World.start({ sandbox: ['--seed', 'empty'] });
  window = await Window.open(world);
});
after(async () => {
  await window?.close().catch(() => {});
  await world?.end();
});

const KARI = 'urn:altinn:person:identifier-no:01858300000';
const accessible = (what) => Scene.accessible(window, what);
const deliver = (more) =>
  world.admin('/admin/letters', {
    provider: 'altinn', to: { person: 'kari' }, sender: 'Prøveetaten', subject: 'Vedtak om prøve', body: { text: 'Du har fått medhold.' }, ...more,
  });
/** What the service holds of Kari's letter with this subject. */
const record = async (id) => {
  const response = await fetch(`${world.sandbox.url}/admin/mailboxes/${KARI}`);
  return (await response.json()).messages.find((one) => one.id === id);
};
const text = () => window.page.execute(() => document.querySelector('article')?.textContent ?? '');
/** The letter's page is in a frame of its own: what it says is read as text. */
const readAsText = async (words) => {
  await window.click('Vis som tekst');
  await window.says(words, 30000);
};

test('one chooses Norway and logs in with ID-porten, and the person and her companies are there', async () => {
  await window.says('Åbn prøvebreve');
  await window.click('Norge', 'label');
  await accessible('the first screen with Norway chosen');
  await window.click('Åbn prøvebreve', 'button');
  const address = await world.openedAddress();
  assert.match(address, /^http:\/\/127\.0\.0\.1:\d+\/idporten\/authorize\?/);
  await logIn(address, 'kari', { locale: 'nb-NO', look: async (page) => assert.deepEqual(await findingsOn(page), [], 'the login page') });
  await window.says('Eksempel Bakeri AS', 60000);
});

test('a letter whose reading is noted waits, says so, and is opened by the person alone', async () => {
  const { ids: [id] } = await deliver({ summary: 'Vi har avgjort saken din.' });
  await window.sync();
  await window.says('Vedtak om prøve', 60000);
  assert.equal((await record(id)).seen, 0);
  await window.click('Vedtak om prøve', '[data-letter]');
  await window.says('Vi har avgjort saken din.');
  await accessible('a letter whose reading is noted');
  assert.equal((await record(id)).seen, 0, 'to look at what is said of it opens nothing');
  await window.click('Åbn', 'article .actions button, article section button');
  await readAsText('Du har fått medhold.');
  assert.equal((await record(id)).seen, 1);
  await accessible('a letter as a case');
});

test('one that takes more than MinID is locked, and one step logs in higher and comes back to it', async () => {
  await deliver({ subject: 'Bare for høyt nivå', level: 'high', body: { text: 'Fortrolig.' } });
  await window.sync();
  await window.says('Bare for høyt nivå', 60000);
  await window.click('Bare for høyt nivå', '[data-letter]');
  // What a service takes is asked for some times a day: of a new one it is learnt when the person opens the letter.
  await window.click('Åbn', 'article .actions button, article section button');
  await window.says('BankID');
  await accessible('a letter that takes a higher level');
  await window.click('Log ind med højere sikkerhed', 'article button');
  const address = await world.openedAddress();
  await logIn(address, 'kari', { locale: 'nb-NO' });
  await window.shows('[data-letter-heading]', 30000);
  assert.match(await text(), /Bare for høyt nivå/);
  await window.click('Åbn', 'article .actions button, article section button');
  await readAsText('Fortrolig.');
});

test('letters of both countries stand in one list, each with its owner', async () => {
  await world.admin('/admin/letters', { to: { person: 'mette' }, sender: 'Prøvekommunen', subject: 'Dansk brev', body: { text: 'Hej' } });
  const { code, errors } = await world.run(program('postkasse-cli'), ['login', '--provider', 'digital-post', '--server', world.sandbox.url, '--as', 'mette']);
  assert.equal(code, 0, errors);
  await window.sync();
  await window.says('Dansk brev', 60000);
  await window.says('Vedtak om prøve');
  await window.says('Mette Hansen');
  await accessible('one list over both countries');
});
