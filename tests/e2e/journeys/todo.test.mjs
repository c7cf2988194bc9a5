// To do in the window: found in the letters' data and, as a guess, in their words; ticked here and nowhere else; saved as
// a calendar file.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';

const day = (days) => {
  const at = new Date(Date.now() + days * 86_400_000);
  return `${at.getDate()}.${at.getMonth() + 1}.${at.getFullYear()}`;
};
const letter = (subject, text, more = {}) => ({ to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject, body: { text }, ...more });

let scene;
before(async () => {
  const letters = [
    letter('Høring om stien', 'Skriv til os.', { replyBy: '2031-03-03' }),
    letter('Gebyr for kælderen', `Du skal betale 640 kr. senest den ${day(5)}.`),
    letter('Vand lukkes', 'Der er ikke vand på fredag.'),
  ];
  scene = await Scene.begin({ sandbox: ['--seed', 'empty'], letters });
});
after(() => scene?.end());

test('what letters ask for stands in one list, a guess with its sentence, and is the same for everybody', async () => {
  const { window } = scene;
  await window.click('At gøre');
  await window.says('2 ting med dato fra 1 postkasse');
  await window.says('Høring om stien');
  await window.says('Betal 640 kr.');
  await window.says(`Du skal betale 640 kr. senest den ${day(5)}.`);
  assert.ok(!(await window.text()).includes('Vand lukkes'));
  await scene.accessible('what there is to do');
});

test('a tick stays on this computer, and is taken back where it was set', async () => {
  const { window, world } = scene;
  const mark = (await world.admin('/admin/requests?since=0')).at(-1).n;
  await window.click('Klaret: Betal 640 kr.', '[data-todo] input');
  await until('the terminal to know', async () => (await scene.cli('todo')).length === 1);
  await window.says('1 ting med dato');
  await window.says('Betal 640 kr.');
  await window.click('Klaret: Betal 640 kr.', '[data-todo] input');
  await window.says('2 ting med dato');
  await window.click('Klaret: Betal 640 kr.', '[data-todo] input');
  await window.says('1 ting med dato');
  const after = await world.admin(`/admin/requests?since=${mark}`);
  assert.deepEqual(after.filter(({ method }) => method !== 'GET'), []);
});

test('the letter is one click away, and the page has what is done on demand', async () => {
  const { window } = scene;
  await window.click('Åbn brevet: Høring om stien');
  await window.shows('[data-letter-heading]');
  await window.says('Svar senest');
  await window.click('At gøre');
  await window.saysNot('Betal 640 kr.');
  await window.click('Vis det, der er klaret');
  await window.says('Betal 640 kr.');
});

test('what is left is saved as a calendar file', async () => {
  const { window, world } = scene;
  await window.click('Gem som kalenderfil');
  await window.says('At gøre.ics');
  const folder = await until('the file', async () => {
    for (const name of await readdir(world.folder, { recursive: true })) if (name.endsWith('At gøre.ics')) return join(world.folder, name);
  });
  const text = await readFile(folder, 'utf8');
  assert.ok(text.includes('SUMMARY:Høring om stien') && !text.includes('Gebyr'), text);
});
