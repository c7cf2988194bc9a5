// Two people at one computer: the second is added behind a lock of her own, logs in, and neither sees anything of the other;
// what is told of the first is gone from the screen, and forgetting the second leaves the first as she was.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { logIn } from '../login.mjs';
import { Scene } from '../scene.mjs';
import { program, until } from '../world.mjs';

const [PIN, OTHER] = ['271828', '314159'];
let scene;
before(async () => {
  scene = await Scene.begin({ prepare: (world) => world.notifications() });
});
after(() => scene?.end());

const profiles = () => readdir(join(scene.world.home, 'profiles'));
const page = () => scene.window.page.execute(() => document.documentElement.textContent);

async function choosePin(pin, where = 'main button') {
  await scene.window.click('Brug en PIN', where);
  await scene.window.fill('Ny PIN', pin);
  await scene.window.fill('Ny PIN en gang til', pin);
  await scene.window.click('Gem', 'dialog button');
}

async function unlock(pin) {
  await scene.window.fill('PIN', pin);
  await scene.window.click('Lås op', 'button');
  await scene.window.shows('[data-letter]', 30000);
}

test('one more is added only behind a lock, and then the window is hers and shows nothing of the first', async () => {
  const { window } = scene;
  await window.click('Indstillinger');
  await window.click('Tilføj en person', 'button');
  await window.says('Uden en lås kan den anden åbne dine breve.');
  await choosePin(PIN, 'dialog button');
  await window.fill('Dit navn her', 'Mette');
  await window.fill('Den nye persons navn', 'Jens');
  await scene.accessible('adding a person');
  await window.click('Tilføj og skift', 'dialog button');
  await window.says('Her ligger breve til Jens');
  await window.says('Andre bruger også denne computer.');
  const left = await page();
  for (const words of ['Mette Hansen', 'Prøvestrup']) assert.ok(!left.includes(words), words);
  await scene.accessible('the first screen of one more person');
  assert.deepEqual((await profiles()).sort(), ['default', 'jens']);
});

test('she chooses her own lock, and looks around without seeing what the first has', async () => {
  const { window } = scene;
  await choosePin(OTHER);
  await window.click('Åbn prøvebreve', 'button');
  await logIn(await scene.world.openedAddress(), 'mette');
  await until('letters of her own', async () => (await window.page.execute(() => document.querySelectorAll('[data-letter]').length)) > 0, 60000);
  await window.click('Lås');
  await window.says('Her ligger breve til Jens');
});

test('each opens with her own PIN alone', async () => {
  const { window } = scene;
  await window.fill('PIN', PIN);
  await window.click('Lås op', 'button');
  await window.says('Den passer ikke.');
  await window.click('Skift til Mette', 'button');
  await window.says('Her ligger breve til Mette');
  await scene.accessible('the closed screen of two people');
  await unlock(PIN);
  assert.ok(!(await page()).includes('Her ligger breve til'));
});

test('the next start begins with whoever was here last, and the terminal names both', async () => {
  const named = await scene.world.run(program('postkasse-cli'), ['--json', 'people']);
  assert.deepEqual(JSON.parse(named.out).map(({ profile, name, lock }) => [profile, name, lock]), [['jens', 'Jens', 'pin'], ['default', 'Mette', 'pin']]);
  const list = JSON.parse(await readFile(join(scene.world.home, 'people.json'), 'utf8'));
  assert.deepEqual(Object.keys(list).sort(), ['last', 'names']);
  assert.equal(list.last, 'default');
});

test('what is damaged of one is said to her, and leaves the other the way to hers', async () => {
  const { window, world } = scene;
  await window.click('Lås');
  const file = join(world.home, 'profiles', 'jens', 'profile.db');
  const whole = await readFile(file);
  await writeFile(file, Buffer.concat([whole.subarray(0, 64), Buffer.alloc(whole.length - 64, 7)]));
  await window.click('Skift til Jens', 'button');
  await window.fill('PIN', OTHER);
  await window.click('Lås op', 'button');
  await window.says('Prøv igen');
  await scene.accessible('a damaged profile beside a whole one');
  await window.click('Skift til Mette', 'button');
  await window.says('Her ligger breve til Mette');
  await window.click('Skift til Jens', 'button');
  await window.fill('PIN', OTHER);
  await window.click('Lås op', 'button');
  await window.says('Prøv igen');
  // What was in the way has gone.
  await writeFile(file, whole);
  await window.click('Prøv igen', 'button');
  await window.says('Her ligger breve til Jens');
  await window.click('Skift til Mette', 'button');
  await unlock(PIN);
});

test('what was told of the first goes from the screen when the second comes', async () => {
  const { window, world } = scene;
  const displayed = async () => Number((await world.run('dunstctl', ['count', 'displayed'])).out);
  await world.admin('/admin/letters', { to: { person: 'mette' }, sender: 'Prøvekommunen', subject: 'Kun til Mette', body: { text: 'Til dig.' } });
  await window.sync();
  await until('a notification', async () => (await displayed()) > 0, 60000);
  await window.click('Lås');
  await window.click('Skift til Jens', 'button');
  await window.says('Her ligger breve til Jens');
  await until('the notification to go', async () => (await displayed()) === 0);
});

test('forgetting everything of one leaves the other, who is asked for her PIN', async () => {
  const { window } = scene;
  await unlock(OTHER);
  await window.click('Indstillinger');
  await window.click('Glem alt', 'button');
  await window.click('Glem alt', 'dialog button');
  await window.says('Skriv din PIN');
  assert.deepEqual(await profiles(), ['default']);
  assert.ok(!(await readFile(join(scene.world.home, 'people.json'), 'utf8')).includes('Jens'));
  await unlock(PIN);
});
