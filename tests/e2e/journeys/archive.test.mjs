// An archive of one's own, in the real window and through the system's real dialogs: letters come in from files, and
// go out into files that are what the service has.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inBrowser } from '../browser.mjs';
import { choose, close } from '../dialogs.mjs';
import { placesOf } from '../planted.mjs';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';

const MEMO = fileURLToPath(new URL('../../../crates/memo/tests/data/MeMo_Full_Example.xml', import.meta.url));
const MAP = 'Indgang A, og så til højre';
const LETTERS = [
  { to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject: 'Kvittering for skuret', body: { text: 'Skuret er godkendt.' } },
  { to: { person: 'inger' }, sender: 'Prøvestrup Hospital', subject: 'Din tid på hospitalet', body: { text: 'Kom klokken ti.' }, attachments: [{ filename: 'kort.txt', mime: 'text/plain', text: MAP }] },
];

let scene, taken, written;
before(async () => {
  scene = await Scene.begin({ sandbox: ['--seed', 'empty'], letters: LETTERS });
  [taken, written] = [join(scene.world.folder, 'ind'), join(scene.world.folder, 'ud')];
  for (const folder of [taken, written]) await mkdir(folder);
  await copyFile(MEMO, join(taken, 'memo.xml'));
  const printed = await inBrowser(async (page) => {
    await page.setContent('<h1>Årsopgørelse</h1><p>Tallene fra Kvækbanken.</p>');
    return page.pdf();
  });
  await writeFile(join(taken, 'Årsopgørelse 2023.pdf'), printed);
  await writeFile(join(taken, 'tom.xml'), '');
});
after(() => scene?.end());

const settings = async () => {
  await scene.window.click('Indstillinger', 'nav button');
  await scene.window.says('Dit arkiv');
};
/** What the archive holds, as the terminal lists it. */
const archive = async () => {
  const mailbox = (await scene.cli('mailboxes')).find(({ kind }) => kind === 'archive');
  return mailbox ? scene.cli('list', '--mailbox', mailbox.id) : [];
};

test('a dialog that is closed takes nothing in and says nothing', async () => {
  const { window, world } = scene;
  await settings();
  await window.click('Læs filer ind');
  await close(world, 'Vælg breve');
  await until('the button to be free again', () => window.page.execute(() => document.querySelector('[aria-busy="true"]') === null));
  assert.ok(!(await window.text()).includes('læst ind.'));
  assert.deepEqual(await archive(), []);
});

test('a MeMo letter is taken in from a file, and can be read in a mailbox of its own', async () => {
  const { window, world } = scene;
  await window.click('Læs filer ind');
  await choose(world, 'Vælg breve', join(taken, 'memo.xml'));
  await window.says('1 brev er læst ind.');
  await scene.accessible('a letter that was taken in');
  await window.click('Se postkassen');
  await scene.open('Besked fra Børneforvaltningen');
  await window.says('Kommunen, Pladsanvisningen');
  await window.click('Pladsanvisning.txt', '[role="tab"]');
  await window.says('This is a test');
  await scene.accessible('a letter of the archive');
  assert.deepEqual((await archive()).map(({ subject }) => subject), ['Besked fra Børneforvaltningen']);
});

test('a folder is taken in: a PDF becomes a letter, a letter that is here stays one, and what is none is named', async () => {
  const { window, world } = scene;
  await settings();
  await window.click('Læs en mappe ind');
  await choose(world, 'Vælg breve', taken);
  await window.says('1 kom ikke med');
  await window.says('Filen er tom');
  await scene.accessible('a folder that was taken in');
  await window.click('Se postkassen');
  await scene.open('Årsopgørelse 2023');
  const read = () => window.page.execute(() => [...document.querySelectorAll('.textLayer')].map((page) => page.textContent).join(' '));
  await until('the words of the PDF', async () => (await read()).includes('Tallene fra Kvækbanken.'));
  await scene.accessible('a PDF of the archive');
  assert.deepEqual((await archive()).map(({ subject }) => subject).sort(), ['Besked fra Børneforvaltningen', 'Årsopgørelse 2023']);
  assert.deepEqual(await placesOf(['Kvækbanken', 'Børneforvaltningen'], world.home), [], 'nothing lies there in clear');
});

/** Every file below a folder of the test's, by its name, with its bytes; and what its index says of it. */
async function exported(folder) {
  const entries = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const files = await Promise.all(entries.map(async ({ name, parentPath, path }) => [name, await readFile(join(parentPath ?? path, name))]));
  const index = JSON.parse(files.find(([name]) => name === 'index.json')[1]);
  return { files: files.filter(([name]) => name !== 'index.json'), sums: index.files.map(({ sha256 }) => sha256) };
}
const sum = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('the letters of one mailbox are saved as files from the settings, each as it was sent', async () => {
  const { window, world } = scene;
  await settings();
  await window.pick('Postkasse', 'Inger Hansen');
  await window.pick('Form', 'Filer i mapper');
  await window.click('Gem breve');
  await choose(world, 'Vælg en mappe til brevene', written);
  await window.says('1 brev er gemt i mappen.');
  await window.says(written);
  await scene.accessible('letters that were saved');
  const { files, sums } = await exported(written);
  const [letter, map] = ['Kom klokken ti.', MAP].map((text) => files.find(([, bytes]) => bytes.toString() === text));
  assert.ok(letter && map?.[0].endsWith('kort.txt'), files.map(([name]) => name).join(', '));
  assert.equal(files.length, 2, 'and nothing of another mailbox');
  assert.deepEqual(sums.sort(), files.map(([, bytes]) => sum(bytes)).sort());
});

test('a mailbox saves its letters from its own menu, and what was saved can be taken in again', async () => {
  const { window, world } = scene;
  const folder = join(world.folder, 'memo');
  await mkdir(folder);
  await window.click('Mette Hansen', 'nav button');
  await window.click('Gem breve', 'main header button');
  await window.says('Gem breve fra Mette Hansen');
  await scene.accessible('the letters of a mailbox');
  await window.click('Gem breve', 'dialog button');
  await choose(world, 'Vælg en mappe til brevene', folder);
  await window.says('1 brev er gemt i mappen.');
  const { files } = await exported(folder);
  assert.equal(files.length, 1);
  assert.match(files[0][1].toString(), /label>Kvittering for skuret</);
  await window.click('Luk', 'dialog button');
  await settings();
  await window.click('Læs en mappe ind');
  await choose(world, 'Vælg breve', folder);
  await window.says('1 brev er læst ind.');
  const again = (await archive()).find(({ subject }) => subject === 'Kvittering for skuret');
  assert.equal((await scene.cli('show', again.id, '--text')).text.trim(), 'Skuret er godkendt.');
});
