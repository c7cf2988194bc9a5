// How things stand is said in plain words: searching, settings, languages, dark, locked, offline, a second copy.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { program, until } from '../world.mjs';

let scene;
before(async () => (scene = await Scene.begin()));
after(() => scene?.end());

/** Types into the search field as a person does. */
async function search(words) {
  await scene.window.keys(['Control', 'k']);
  await scene.window.type(words);
}

test('searching as one types finds words inside documents, and says so when there is nothing', async () => {
  const { window } = scene;
  await search('børnehave');
  await window.shows('mark');
  await scene.accessible('what was found');
  await window.keys(['Escape']);
  await search('qqxxzz');
  await window.says('Ingen breve med');
  await scene.accessible('nothing found');
  await window.keys(['Escape']);
});

test('settings are in force at once: dark, English, bokmål, and each screen stays readable', async () => {
  const { window } = scene;
  await window.click('Indstillinger');
  await window.says('Besked om ny post');
  await scene.accessible('the settings');
  await window.click('Mørkt');
  await scene.accessible('the settings in the dark');
  for (const [language, title] of [['English', 'Settings'], ['Norsk bokmål', 'Innstillinger']]) {
    await choose(language);
    await window.says(title);
    await scene.accessible(`the settings in ${language}`);
  }
  await choose('Dansk');
  await window.says('Indstillinger');
  await window.click('Al post');
  await window.shows('[data-letter]');
  await scene.accessible('the list in the dark');
});

/** Chooses a language in the list of them. */
const choose = (name) =>
  scene.window.page.execute((wanted) => {
    const list = [...document.querySelectorAll('select')].find((one) => [...one.options].some((o) => o.label.includes(wanted)));
    list.value = [...list.options].find((option) => option.label.includes(wanted)).value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  }, name);

test('while the terminal program syncs the window reads', async () => {
  const { world } = scene;
  await scene.window.close();
  const terminal = world.spawn(program('postkasse-cli'), ['sync', '--watch']);
  await until('the terminal to have the right to sync', async () => (await world.run(program('postkasse-cli'), ['sync'])).code === 4);
  scene.window = await Window.open(world);
  await scene.window.shows('[data-letter]', 30000);
  terminal.kill('SIGTERM');
  await until('the terminal program to end', () => terminal.exitCode !== null || terminal.signalCode !== null);
  assert.equal(terminal.exitCode, 0, 'asked to end, it ends well');
});

test('a locked window shows no letter until it is unlocked', async () => {
  const { window } = scene;
  await window.click('Lås');
  await window.says('Postkasse er låst');
  assert.equal(await window.page.execute(() => document.querySelector('[data-letter]')), null);
  await scene.accessible('the locked window');
  await window.click('Lås op');
  await window.shows('[data-letter]', 30000);
});

test('the service away: the window says so and how old the mail is, and letters are read all the same', async () => {
  const { window, world } = scene;
  await world.stopSandbox();
  await window.sync();
  await window.says('Du er ikke på nettet.', 60000);
  await window.says('Du ser den post, der blev hentet');
  await scene.accessible('offline');
  await scene.open('plads i børnehaven');
  await window.shows('.textLayer span', 30000);
});
