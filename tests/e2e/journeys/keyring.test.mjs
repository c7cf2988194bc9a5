// The keyring is stuck, or another one: the window stays alive, says what is the matter with one first choice, and
// has every letter again when the keyring is well. (A locked one asks on the screen, which is its own to draw.)
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';

let scene;
before(async () => {
  scene = await Scene.begin();
});
after(() => scene?.end());

async function lock() {
  await scene.window.click('Lås');
  await scene.window.says('Postkasse er låst');
}

/** The screen has one first choice; when the keyring is well it leads to the letters. */
async function leadsBack(what) {
  const first = await scene.window.page.execute(() => [...document.querySelectorAll('main button[data-variant="primary"]')].map((e) => e.textContent.trim()));
  assert.deepEqual(first, ['Lås op'], what);
  await scene.accessible(what);
}

async function opens() {
  await scene.window.click('Lås op');
  await scene.window.shows('[data-letter]', 30000);
}

test('another one than last time does not fit, and a passphrase is said to begin anew', async () => {
  await lock();
  await scene.world.startKeyring({ other: true });
  await scene.window.click('Lås op');
  await scene.window.says('Nøglen passer ikke');
  await scene.window.says('Så begynder du forfra');
  await leadsBack('another keyring');
  await scene.world.startKeyring();
  await opens();
});

test('one that is stuck does not stop the window, neither when it is unlocked nor when it starts', async () => {
  await lock();
  scene.world.keyring.kill('SIGSTOP');
  await scene.window.click('Lås op');
  await scene.window.pick('Sprog', 'English');
  await scene.window.says('Postkasse is locked');
  await scene.window.pick('Language', 'Dansk');
  await scene.window.says('Computerens nøglering svarer ikke', 40000);
  await leadsBack('a keyring that does not answer');
  scene.world.keyring.kill('SIGCONT');
  await opens();

  await scene.window.close();
  scene.world.keyring.kill('SIGSTOP');
  scene.window = await Window.open(scene.world);
  await scene.window.says('Postkasse åbner dine breve');
  await scene.accessible('a vault that takes long to open');
  await scene.window.says('Computerens nøglering svarer ikke', 40000);
  scene.world.keyring.kill('SIGCONT');
  await opens();
});
