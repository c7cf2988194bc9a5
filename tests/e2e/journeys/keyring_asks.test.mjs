// The lock that the system asks for: the keyring keeps the key under a password that only it knows, and asks the person
// by its own window each time. The keyring and its question are the real ones.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { answer, answerNothing, answerWrongly, asks, collections, dismiss } from '../asked.mjs';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { program, until } from '../world.mjs';

const PASSWORD = 'opdigtet7';
const NEXT = 'opdigtet8';
let scene;
before(async () => {
  scene = await Scene.begin();
});
after(() => scene?.end());

const files = () => readdir(join(scene.world.home, 'profiles/default'));
const letters = () => scene.window.shows('[data-letter]', 30000);

/** Its collections in the keyring, and whether they are locked. */
const ours = async () => Object.fromEntries(Object.entries(await collections(scene.world)).filter(([name]) => name.startsWith('Postkasse')));

async function settings() {
  await scene.window.click('Indstillinger');
  await scene.window.says('Når vinduet er lukket');
}

async function lock() {
  await scene.window.click('Lås', '.bar button');
  await scene.window.says('Computeren spørger dig om adgangskoden til Postkasse');
}

async function opens(password) {
  await scene.window.click('Lås op', 'button');
  await answer(scene.world, password);
  await letters();
}

test('it is chosen, and a question that is closed changes nothing', async () => {
  await settings();
  await scene.window.click('Lad nøgleringen spørge', 'button');
  await scene.window.says('får Postkasse den til at glemme den igen');
  await scene.accessible('the dialog for the keyring to ask');
  await scene.window.click('Lad nøgleringen spørge', 'dialog button');
  await scene.window.says('Nøgleringen har åbnet et vindue');
  await dismiss(scene.world);
  await scene.window.says('Nøgleringen fik ikke noget svar');
  assert.ok((await files()).includes('keyring-name'));
  await scene.window.click('Lad nøgleringen spørge', 'dialog button');
  await answer(scene.world, PASSWORD, { isNew: true });
  await scene.window.says('Postkasse låses op ved, at computerens nøglering spørger dig.');
  const there = await files();
  assert.ok(there.includes('lock.json') && !there.includes('keyring-name'), there.join(' '));
  assert.deepEqual((await ours()).Postkasse, true, 'locked as soon as it was written');
});

test('a password that would open to anybody is refused, and nothing of it is left', async () => {
  await settings();
  await scene.window.click('Skift adgangskoden til Postkasse', 'button');
  await scene.window.click('Lad nøgleringen spørge', 'dialog button');
  await answer(scene.world, PASSWORD);
  await answerNothing(scene.world);
  await scene.window.says('Uden en adgangskode bliver du ikke spurgt');
  await scene.window.click('Annuller', 'dialog button');
  assert.deepEqual(await ours(), { Postkasse: true });
});

test('locked it asks when the person wants in, and only the right answer opens', async () => {
  await lock();
  assert.equal(await asks(scene.world), false);
  await scene.accessible('the closed screen when the keyring asks');
  await scene.window.click('Lås op', 'button');
  await dismiss(scene.world);
  await scene.window.says('Nøgleringen fik ikke noget svar');
  await scene.accessible('the closed screen after the question was closed');
  await scene.window.click('Lås op', 'button');
  await answerWrongly(scene.world, 'forkert7');
  assert.equal(await scene.window.page.execute(() => document.querySelectorAll('[data-letter]').length), 0);
  await answer(scene.world, PASSWORD);
  await letters();
  assert.equal((await ours()).Postkasse, true, 'locked again as soon as it was read');
});

test('the terminal has it ask, too', async () => {
  const listed = scene.world.run(program('postkasse-cli'), ['--json', 'list']);
  await answer(scene.world, PASSWORD);
  const { code, out, errors } = await listed;
  assert.equal(code, 0, errors);
  assert.ok(JSON.parse(out).length > 0);
  const refused = scene.world.run(program('postkasse-cli'), ['--json', 'list']);
  await dismiss(scene.world);
  assert.equal((await refused).code, 9);
});

test('a start asks nothing by itself, and whoever forgot the password is told what is lost', async () => {
  await scene.window.close();
  scene.window = await Window.open(scene.world);
  await scene.window.says('Computeren spørger dig om adgangskoden til Postkasse');
  assert.equal(await asks(scene.world), false);
  await scene.window.click('Har du glemt adgangskoden?', 'button');
  await scene.window.says('Det mister du: kladder');
  await opens(PASSWORD);
});

test('its password is changed, and the lock removed, each after the present one was asked for; then nothing of it is left', async () => {
  await settings();
  await scene.window.click('Skift adgangskoden til Postkasse', 'button');
  await scene.window.says('Først spørger nøgleringen om din nuværende adgangskode');
  await scene.window.click('Lad nøgleringen spørge', 'dialog button');
  await answer(scene.world, PASSWORD);
  await answer(scene.world, NEXT, { isNew: true });
  await scene.window.says('Låsen er ændret.');
  await lock();
  await opens(NEXT);
  assert.deepEqual(Object.values(await ours()), [true]);
  await settings();
  await scene.window.click('Fjern låsen', 'button');
  await scene.window.click('Fjern låsen', 'dialog button');
  await answer(scene.world, NEXT);
  await scene.window.says('Postkasse har ikke sin egen lås');
  await until('the keyring to have nothing of it', async () => Object.keys(await ours()).length === 0);
  assert.equal((await scene.world.run(program('postkasse-cli'), ['--json', 'list'])).code, 0);
});
