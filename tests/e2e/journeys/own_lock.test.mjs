// The person's own lock: a PIN is chosen, asked for by the window and the terminal, changed and removed; and the window
// locks itself, by time, by sleep and by a locked screen, with what was being typed saved and no letter left in the page.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logind } from '../logind.mjs';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { program, until } from '../world.mjs';

const PIN = '271828';
let scene;
let logind;
before(async () => {
  scene = await Scene.begin({ prepare: async (world) => (logind = await Logind.begin(world)) });
});
after(() => scene?.end());

const files = () => readdir(join(scene.world.home, 'profiles/default'));
const terminal = (more = {}) => scene.world.run(program('postkasse-cli'), ['--json', 'list'], more);

async function unlock(words, label = 'PIN') {
  await scene.window.fill(label, words);
  await scene.window.click('Lås op', 'button');
}

async function opens(words = PIN, label = 'PIN') {
  await unlock(words, label);
  await scene.window.shows('[data-letter]', 30000);
}

/** The closed screen, and nothing of a letter behind it. */
async function isLocked() {
  await scene.window.says('Skriv din PIN');
  const left = await scene.window.page.execute(() => ({
    parts: document.querySelectorAll('[data-letter], [data-draft], main iframe, textarea, canvas').length,
    text: document.documentElement.textContent,
  }));
  assert.equal(left.parts, 0);
  for (const words of ['Prøvestrup', 'Mette', 'Kære kommune']) assert.ok(!left.text.includes(words), words);
}

async function settings() {
  await scene.window.click('Indstillinger');
  await scene.window.says('Når vinduet er lukket');
}

/** The settings that the core has. */
const kept = (change) => scene.window.page.executeAsync((change, done) => {
  const { invoke } = window.__TAURI_INTERNALS__;
  const set = ({ settings }) => (change ? invoke('settings_set', { settings: { ...settings, ...change } }).then(() => change) : settings);
  invoke('start').then(set).then(done, (error) => done(JSON.stringify(error)));
}, change);

test('a PIN is chosen, and the keyring alone opens nothing any more', async () => {
  await settings();
  await scene.accessible('the settings with the lock');
  await scene.window.click('Brug en PIN', 'button');
  await scene.window.fill('Ny PIN', '123456');
  await scene.window.fill('Ny PIN en gang til', '123456');
  await scene.window.click('Gem', 'dialog button');
  await scene.window.says('for let at gætte');
  await scene.accessible('the dialog for the lock');
  await scene.window.fill('Ny PIN', PIN);
  await scene.window.fill('Ny PIN en gang til', PIN);
  await scene.window.click('Gem', 'dialog button');
  await scene.window.says('Postkasse låses op med en PIN.');
  const there = await files();
  assert.ok(there.includes('lock.json') && !there.includes('keyring-name'), there.join(' '));
  await until('sleep to be waited with', () => logind.waiting === 1);
});

test('locked it asks for the PIN: a wrong one is said and counted, the right one opens', async () => {
  await scene.window.click('Lås', '.bar button');
  await isLocked();
  await unlock('111112');
  await scene.window.says('Den passer ikke');
  await unlock('111113');
  await scene.window.says('2 forkerte forsøg');
  await scene.accessible('the closed screen after wrong tries');
  await scene.window.click('Har du glemt din PIN?', 'button');
  await scene.window.says('Det mister du: kladder');
  await scene.accessible('what can be done when the PIN is forgotten');
  await opens();
});

test('the terminal asks for it, too, and reads it from the file that its environment names', async () => {
  const refused = await terminal();
  assert.equal(refused.code, 9, refused.out);
  assert.match(refused.errors, /låst med en PIN/);
  const file = join(scene.world.folder, 'pin');
  await writeFile(file, '000001\n');
  assert.equal((await terminal({ POSTKASSE_PASSPHRASE_FILE: file })).code, 9);
  await writeFile(file, `${PIN}\n`);
  const listed = await terminal({ POSTKASSE_PASSPHRASE_FILE: file });
  assert.equal(listed.code, 0, listed.errors);
  assert.ok(JSON.parse(listed.out).length > 0);
});

test('at a terminal it is typed, and nothing of it is shown', async () => {
  const typed = (words) => scene.world.run('python3', [join(import.meta.dirname, '../at-terminal.py'), words, program('postkasse-cli'), 'mailboxes']);
  const wrong = await typed('000002');
  assert.equal(wrong.code, 9, wrong.out);
  assert.match(wrong.out, /passer ikke/);
  const right = await typed(PIN);
  assert.equal(right.code, 0, right.out);
  assert.match(right.out, /^PIN: [\s\S]*Inger Hansen/);
  for (const { out } of [wrong, right]) assert.ok(!out.includes(PIN) && !out.includes('000002'), out);
});

test('started again the window asks for it', async () => {
  await scene.window.close();
  scene.window = await Window.open(scene.world);
  await isLocked();
  await opens();
});

test('left alone it locks itself, in the middle of a letter that is being written, and the letter is all there', async () => {
  assert.deepEqual(await kept({ lockAfter: 4 }), { lockAfter: 4 });
  await scene.window.click('Skriv nyt brev', 'button');
  await scene.window.fill('Brev', 'Kære kommune, vi flytter på lørdag');
  await scene.window.says('Skriv din PIN', 30000);
  await isLocked();
  await opens();
  assert.deepEqual(await kept({ lockAfter: 0 }), { lockAfter: 0 });
  await scene.window.click('Kladder');
  await scene.window.click('Uden emne', '[data-draft]');
  await until('the whole letter', () => scene.window.page.execute(() => document.querySelector('textarea')?.value === 'Kære kommune, vi flytter på lørdag'));
});

test('it locks before the computer sleeps, which waits for that', async () => {
  await until('sleep to be waited with', () => logind.waiting === 1);
  logind.does({ sleep: true });
  await until('the computer to be let go', () => logind.waiting === 0);
  await isLocked();
  logind.does({ sleep: false });
  await opens();
});

test('it locks with the screen, whichever way that is told, and no longer when the person has it so', async () => {
  for (const sign of [{ lock: true }, { covered: true }]) {
    await until('the session to be listened to', () => logind.waiting === 1);
    logind.does(sign);
    await isLocked();
    await opens();
  }
  await settings();
  await scene.window.click('Lås, når computerens skærm låses', 'label');
  await until('that to be kept', async () => (await kept()).lockWithScreen === false);
  await until('it to listen anew', () => logind.waiting === 1);
  logind.does({ covered: true });
  logind.does({ sleep: true });
  await isLocked();
  await opens();
});

test('it is changed to a passphrase by whoever knows the PIN, and removed by whoever knows that', async () => {
  await settings();
  await scene.window.click('Brug en adgangssætning', 'button');
  await scene.window.fill('Din nuværende PIN', '000001');
  await scene.window.fill('Ny adgangssætning', 'fire heste i engen');
  await scene.window.fill('Ny adgangssætning en gang til', 'fire heste i engen');
  await scene.window.click('Gem', 'dialog button');
  await scene.window.says('Den PIN passer ikke');
  await scene.window.fill('Din nuværende PIN', PIN);
  await scene.window.click('Gem', 'dialog button');
  await scene.window.says('Postkasse låses op med en adgangssætning.');
  await scene.window.click('Lås', '.bar button');
  await scene.window.says('Skriv din adgangssætning');
  await unlock(PIN, 'Adgangssætning');
  await scene.window.says('Den passer ikke');
  await opens('fire heste i engen', 'Adgangssætning');
  await settings();
  await scene.window.click('Fjern låsen', 'button');
  await scene.window.fill('Din nuværende adgangssætning', 'fire heste i engen');
  await scene.window.click('Fjern låsen', 'dialog button');
  await scene.window.says('Postkasse har ikke sin egen lås');
  assert.equal((await terminal()).code, 0);
  const there = await files();
  assert.ok(!there.includes('lock.json') && there.includes('keyring-name'), there.join(' '));
});
