// A mailbox with many letters: gone through to its end by keys, some chosen and marked, put into another order that is
// remembered, and searched in, with the searches kept until they are forgotten.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';
import { Window } from '../window.mjs';

let scene;
before(async () => (scene = await Scene.begin({ sandbox: ['--seed', 'demo', '--letters', '700', '--documents', 'text'] })));
after(() => scene?.end());

/** What has the focus, and which row it is. */
const focus = () =>
  scene.window.page.execute(() => {
    const item = document.activeElement.closest('li');
    return { letter: document.activeElement.dataset.letter, at: Number(item?.ariaPosInSet ?? item?.getAttribute('aria-posinset')), of: Number(item?.getAttribute('aria-setsize')) };
  });
const drawn = () => scene.window.page.execute(() => document.querySelectorAll('[data-letter]').length);
const headings = () => scene.window.page.execute(() => [...document.querySelectorAll('.pane section h2')].map((one) => one.textContent.trim()));

test('the keys go to the end of it and back, and only what is near is in the page', async () => {
  const { window } = scene;
  await window.click('Mette Hansen', 'nav button');
  await until('her letters alone', () => window.page.execute(() => document.querySelector('h1').textContent.includes('Mette Hansen') && document.querySelector('[aria-setsize="-1"]') === null && document.querySelectorAll('[data-letter]').length > 8));
  await window.keys(['j']);
  await until('the first row to have the focus', async () => (await focus()).at === 1);
  await window.keys(['End']);
  await until('the last row to have the focus', async () => (await focus()).at > 700);
  const { at, of } = await focus();
  assert.equal(at, of);
  assert.ok((await drawn()) < 200, `${await drawn()} rows in the page`);
  const seen = await window.page.execute(() => {
    const { top, bottom } = document.activeElement.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(seen, 'the row that has the focus is in sight');
  await scene.accessible('the end of a long list');
  await window.keys(['Home']);
  await until('the first row to have the focus again', async () => (await focus()).at === 1);
});

test('letters are chosen by Shift and an arrow, marked, and as before on wish', async () => {
  const { window } = scene;
  const unread = async () => (await scene.cli('list', '--unread', '--limit', '2000')).length;
  const before = await unread();
  await window.keys(['Shift', 'ArrowDown']);
  await window.keys(['Shift', 'ArrowDown']);
  await window.says('3 valgt');
  const some = await window.page.execute(() => document.querySelectorAll('.tick input:checked').length);
  assert.equal(some, 3);
  const words = (await window.text()).includes('Markér som læst') ? 'Markér som læst' : 'Markér som ulæst';
  await window.click(words, '.bar button');
  await window.says(words === 'Markér som læst' ? 'markeret som læst' : 'markeret som ulæst');
  await until('the letters to be so', async () => (await unread()) !== before);
  await window.click('Fortryd');
  await until('the letters to be as before', async () => (await unread()) === before);
});

test('an order is chosen, and is there when the window is opened again', async () => {
  const { window } = scene;
  await window.pick('Rækkefølge', 'Efter afsender');
  await until('senders for headings', async () => !(await headings()).some((one) => one.startsWith('I dag')));
  const senders = await headings();
  assert.deepEqual(senders, [...senders].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  await scene.accessible('a list by sender');
  await window.close();
  scene.window = await Window.open(scene.world);
  await scene.window.shows('[data-letter]', 60000);
  assert.equal(await scene.window.page.execute(() => document.querySelector('.pane header select').value), 'sender');
});

test('a search that was meant is offered again, until it is forgotten', async () => {
  const { window } = scene;
  const offered = () => window.page.execute(() => [...document.querySelectorAll('.again')].map((one) => one.textContent));
  await window.keys(['Control', 'k']);
  await window.type('sygehus');
  await window.shows('mark');
  await window.keys(['Enter']);
  await until('a row to have the focus', async () => (await focus()).letter !== undefined);
  await window.click('Luk søgning');
  await window.keys(['Control', 'k']);
  await until('it to be offered', async () => (await offered()).includes('sygehus'));
  assert.deepEqual(await window.findings(), []);
  await window.click('Glem alle');
  await until('nothing to be offered', async () => (await offered()).length === 0);
});
