// Sorting letters in the window: moved, put back, noted, thrown away, several at once; and so at the service.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';

const letter = (subject) => ({ to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject, body: { text: `Brødtekst til ${subject}.` } });

let scene;
before(async () => (scene = await Scene.begin({ letters: ['Høring om stien', 'Ny skraldespand', 'Vand lukkes'].map(letter) })));
after(() => scene?.end());

/** Where the service has the letter: the names of folders as the terminal tells them, read anew. */
async function folderOf(subject) {
  await scene.cli('sync').catch(() => {});
  return (await scene.cli('list', '--all')).find((one) => one.subject === subject)?.folder;
}

test('a letter is moved to a new folder, and an undo puts it back', async () => {
  const { window } = scene;
  await scene.open('Høring om stien');
  await window.click('Flyt');
  await window.says('Flyt til');
  await scene.accessible('the choice of a folder');
  await window.page.execute(() => document.querySelector('dialog input').focus());
  await window.type('Veje');
  await window.click('Opret og flyt');
  await window.says('1 brev flyttet til Veje');
  await scene.accessible('what was done, with the way back');
  await until('the letter to lie there', async () => (await folderOf('Høring om stien')) === 'Veje', 30000);
  await window.click('Fortryd');
  await window.says('Lagt tilbage');
  await until('the letter to lie in the inbox again', async () => (await folderOf('Høring om stien')) === 'inbox', 30000);
});

test('a note is kept with the letter and shown with it', async () => {
  const { window } = scene;
  await scene.open('Ny skraldespand');
  await window.click('Notat og navn');
  await window.page.execute(() => document.querySelector('dialog textarea').focus());
  await window.type('Ring mandag');
  await scene.accessible('the note');
  await window.click('Gem', 'dialog button');
  await window.says('Notat: Ring mandag');
});

test('several letters are chosen and thrown away together', async () => {
  const { window } = scene;
  await window.click('Vælg flere');
  await window.click('Vælg Ny skraldespand', 'label');
  await window.click('Vælg Vand lukkes', 'label');
  await window.says('2 valgt');
  await scene.accessible('choosing several');
  await window.click('Slet', '.bar button');
  await window.says('2 breve lagt i Slettet');
  await until('them to lie there', async () => (await folderOf('Vand lukkes')) === 'deleted', 30000);
  assert.equal(await folderOf('Ny skraldespand'), 'deleted');
});

test('in a mailbox that one may only read nothing can be thrown away', async () => {
  const { window } = scene;
  await window.click('Inger Hansen', 'nav button');
  await until('her letters', () => window.page.execute(() => document.querySelector('h1').textContent.includes('Inger Hansen') && document.querySelector('[data-letter]') !== null));
  await window.page.execute(() => document.querySelector('[data-letter]').click());
  await window.says('Flyt');
  const offered = await window.page.execute(() => [...document.querySelectorAll('.actions button')].map((button) => button.textContent.trim()));
  assert.ok(!offered.some((words) => /Slet|Notat/.test(words)), offered.join(', '));
});
