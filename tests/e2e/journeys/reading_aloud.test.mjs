// A letter is read aloud by the computer's voice: it begins, stops, and says nothing more once the mail is locked.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';
import { Voice } from '../voice.mjs';

const FIRST = 'Vi har modtaget din ansøgning om en plads i børnehaven Mælkebøtten, og vi svarer dig senest om fire uger, hvis der ikke mangler oplysninger om dig eller dit barn i den.';
const LETTERS = [
  { to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject: 'Til at høre', body: { text: `${FIRST}\n\nVenlig hilsen kommunen` } },
  { to: { person: 'mette' }, sender: 'Prøvestrup Havn', subject: 'Nyt fra havnen', body: { text: 'Bolværket er malet.' } },
];

let scene, voice;
before(async () => (scene = await Scene.begin({ letters: LETTERS, prepare: async (world) => (voice = await Voice.begin(world)) })));
after(async () => {
  await scene?.end();
  voice?.end();
});

test('the letter is read piece by piece, and the button stops it', async () => {
  const { window } = scene;
  await scene.open('Til at høre');
  await window.click('Læs op');
  await window.says('Læser op …');
  await until('the first piece', () => voice.said.length === 1);
  assert.deepEqual(voice.said, [FIRST]);
  await scene.accessible('a letter that is read aloud');
  voice.finishes();
  await until('the second piece', () => voice.said.at(-1) === 'Venlig hilsen kommunen');
  await window.click('Stop', 'article button');
  await until('the voice to stop', () => voice.stopped === 1);
  await window.shows('article button');
  await window.says('Læs op');
});

test('it ends with the text, by itself', async () => {
  const { window } = scene;
  const before = voice.said.length;
  await window.click('Læs op');
  await until('the first piece again', () => voice.said.length === before + 1);
  voice.finishes();
  await until('the second piece again', () => voice.said.length === before + 2);
  voice.finishes();
  await window.says('Læs op');
});

test('another letter stops it', async () => {
  const { window } = scene;
  const [said, stopped] = [voice.said.length, voice.stopped];
  await window.click('Læs op');
  await until('it to begin', () => voice.said.length === said + 1);
  await scene.open('Nyt fra havnen');
  await until('the voice to stop', () => voice.stopped > stopped);
  await window.says('Bolværket er malet.');
});

test('locking stops it at once', async () => {
  const { window } = scene;
  await scene.open('Til at høre');
  const [said, stopped] = [voice.said.length, voice.stopped];
  await window.click('Læs op');
  await until('it to begin', () => voice.said.length === said + 1);
  await window.click('Lås', '.bar button');
  await until('the voice to stop', () => voice.stopped > stopped);
  assert.equal(voice.said.length, said + 1);
});
