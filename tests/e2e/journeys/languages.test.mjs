// The languages in the real window: it begins in the system's, each one that is chosen is there at once, is written its own
// way, fits a phone, and is kept; and a letter is found and opened from the right as from the left.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Scene } from '../scene.mjs';

const FOLDER = join(import.meta.dirname, '../../../locales');
const RIGHT_TO_LEFT = ['ar', 'fa'];
const texts = async (code) => JSON.parse(await readFile(join(FOLDER, `${code}.json`), 'utf8'));

let scene;
before(async () => {
  scene = await Scene.begin({ language: 'nn_NO.UTF-8' });
});
after(() => scene?.end());

const page = () =>
  scene.window.page.execute(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    excess: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
const choose = (code) =>
  scene.window.page.execute((code) => {
    const list = document.querySelector('main select');
    list.value = code;
    list.dispatchEvent(new Event('change', { bubbles: true }));
  }, code);

test('it begins in the system’s language, nynorsk, on every part of the screen', async () => {
  const words = await texts('nn');
  await scene.window.says(words['rack.all']);
  await scene.window.says(words['action.lock']);
  assert.equal((await page()).lang, 'nn');
  await scene.accessible('the list in nynorsk');
});

test('each language is there when it is chosen, written its own way, and fits a phone', async () => {
  const { window } = scene;
  const codes = (await readdir(FOLDER)).filter((name) => /^\w\w\.json$/.test(name)).map((name) => name.slice(0, 2));
  assert.ok(codes.length >= 12);
  await window.click((await texts('nn'))['settings.title']);
  await window.size(390, 844);
  for (const code of codes) {
    await choose(code);
    await window.says((await texts(code))['settings.theme']);
    await window.settles();
    const { lang, dir, excess } = await page();
    assert.deepEqual([lang, dir], [code, RIGHT_TO_LEFT.includes(code) ? 'rtl' : 'ltr']);
    assert.ok(excess <= 0, `${code} is ${excess} px too wide`);
  }
  await window.size(1440, 900);
});

test('a letter is found and opened where one reads from the right', async () => {
  const { window } = scene;
  const words = await texts('ar');
  await choose('ar');
  await window.says(words['settings.title']);
  await window.keys(['Control', 'k']);
  await window.type('sygehus');
  await window.shows('mark');
  await window.keys(['ArrowDown']);
  await window.keys(['Enter']);
  await window.shows('[data-letter-heading]');
  await scene.accessible('a letter in Arabic');
});

test('a window that is locked and opened again goes on in the language that was chosen', async () => {
  const { window } = scene;
  const words = await texts('ar');
  await window.click(words['action.lock']);
  await window.click(words['unlock.keyring'], 'main button');
  await window.shows('[data-letter]', 30000);
  assert.deepEqual(await page().then(({ lang, dir }) => [lang, dir]), ['ar', 'rtl']);
});
