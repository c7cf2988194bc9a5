// The tour: the main job once, with the real programs on a virtual display, told step by step, with a
// screenshot of each in target/tour/. What `make run` does where there is no display.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { World, targetFolder, until } from './world.mjs';
import { Window } from './window.mjs';
import { logIn } from './login.mjs';

const folder = join(targetFolder, 'tour');
await mkdir(folder, { recursive: true });
const world = await World.start({ sandbox: ['--seed', 'demo'] });
let window;
let number = 0;

/** Tells what was done and keeps a picture of it. */
async function step(words, name) {
  number += 1;
  await window.settles();
  const file = `${String(number).padStart(2, '0')}-${name}.png`;
  await window.picture(join(folder, file));
  console.log(`${String(number).padStart(2)}. ${words}  (${file})`);
}

try {
  await world.notifications();
  console.log(`The sandbox serves at ${world.sandbox.url}; its letters are samples, not real post.`);
  window = await Window.open(world);
  await window.says('Åbn prøvebreve');
  await step('The app has started, logged out', 'first-start');

  await window.click('Åbn prøvebreve');
  const address = await world.openedAddress();
  await logIn(address, 'mette', { look: (page) => page.screenshot({ path: join(folder, '00-login-page.png') }) });
  await window.says('Hansen VVS ApS', 60000);
  await step('Logged in as Mette in a real browser; her mailboxes are in one list', 'all-mailboxes');

  await until('the documents to be here', async () => !(await window.text()).includes('Henter'), 120000);
  await step('Synced: letters and documents are in the vault', 'synced');

  await window.click('Hansen VVS ApS', 'nav button');
  await window.settles();
  await step('Switched to the company', 'company');

  await window.click('Inger Hansen', 'nav button');
  await window.says('Læseadgang');
  await step("Switched to her mother's mailbox, which she may only read", 'mother');

  await window.click('Mette Hansen', 'nav button');
  await window.click('plads i børnehaven', '[data-letter]');
  await until('the letter to be drawn', () => window.page.execute(() => document.querySelector('.textLayer span')), 30000);
  await step('A letter is open: pages with a text layer', 'letter');

  await window.size(390, 844);
  await window.settles();
  await step('The same letter on a phone', 'phone');
  await window.size(1440, 900);

  await world.admin('/admin/letters', {
    to: { person: 'mette' }, sender: 'Prøvekommunen', subject: 'Nyt brev under turen', body: { text: 'Goddag fra turen.' },
  });
  await window.sync();
  await until('the notification', async () => Number((await world.run('dunstctl', ['count', 'displayed'])).out) > 0, 60000);
  await world.run('import', ['-window', 'root', join(folder, '00-notification.png')]);
  await step('A new letter arrived, and was told in neutral words (00-notification.png)', 'new-letter');
  await world.run('dunstctl', ['action']);
  await window.says('Goddag fra turen.', 20000);
  await step('A click on the notification opened it', 'from-notification');
  console.log(`Done. The screenshots are in ${folder}`);
} catch (error) {
  if (window) await window.picture(join(folder, 'where-it-stopped.png')).catch(() => {});
  console.error(`The tour stopped: ${error.message}`);
  process.exitCode = 1;
} finally {
  await window?.close().catch(() => {});
  await world.end();
}
