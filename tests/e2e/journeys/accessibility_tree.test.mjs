// What a screen reader is given of each main screen, over the computer's own accessibility bus: kept in trees/, read
// through by a person, and the same in each run.
import { after, before, test } from 'node:test';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { World, until } from '../world.mjs';
import { reads } from '../tree.mjs';

const SENDER = 'Prøvestrup Kommune';
const FEE = 'Kære Mette Hansen\n\nDu skal betale 640 kr. for kælderen.\n\nMed venlig hilsen\nPrøvestrup Kommune';
const letter = (subject, body, more = {}) => ({ to: { person: 'mette' }, sender: SENDER, subject, body, ...more });
const LETTERS = [
  letter('Vand lukkes på havnen', { text: 'Kære Mette\n\nDer er ikke vand på fredag.\n\nVi åbner igen på lørdag.' }, { attachments: [{ filename: 'kort.txt', mime: 'text/plain', text: 'Kajen.' }] }),
  letter('Nyt fra havnen', { html: '<h1>Nyt fra havnen</h1><p>Bolværket er <b>malet</b>.</p><ul><li>Nordkaj</li></ul><p><a href="https://havn.example/plan">Se planen</a></p>' }, { sender: 'Prøvestrup Havn' }),
  letter('Gebyr for kælderen', { pdfText: FEE }, { replyBy: '2031-03-03' }),
  letter('Indkaldelse som vidne', { text: 'De skal møde i retten.' }, { sender: 'Retten i Prøvestrup', legalNotification: true }),
];

let scene;
before(async () => {
  scene = await Scene.begin({ sandbox: ['--seed', 'empty'], letters: LETTERS, prepare: (world) => world.readable() });
});
after(() => scene?.end());

const MAIN = ['landmark (main)', 'main'];
const LETTER = ['landmark “Brevet” (region)', 'section[aria-label="Brevet"]'];
const DIALOG = ['dialog', 'dialog[open]'];

/** Goes to the page with this name in the rack, and waits for its heading. */
async function page(name) {
  await scene.window.click(name, 'nav button');
  await scene.window.shows(`main h1`);
}

/** Opens the letter with this subject, and waits for its content and until the service knows that it was read. */
async function opens(subject, words) {
  await scene.open(subject);
  await scene.window.says(words);
  await scene.window.says('Markér som ulæst');
  await scene.window.sync();
  await scene.window.saysNot('Venter på at blive sendt');
}

test('the first screen', async () => {
  const world = await World.start();
  world.readable();
  const window = await Window.open(world);
  try {
    await window.says('Åbn prøvebreve');
    await reads({ world, window }, 'first-start');
  } finally {
    await window.close();
    await world.end();
  }
});

test('the list, with the rack beside it', async () => {
  await reads(scene, 'list');
});

test('a letter of plain text with an attachment', async () => {
  await opens('Vand lukkes', 'Der er ikke vand på fredag.');
  await reads(scene, 'letter-text', LETTER);
});

test('an HTML letter, with what is in its frame', async () => {
  await opens('Nyt fra havnen', 'havn.example');
  await reads(scene, 'letter-html', LETTER);
});

test('a PDF, with its text, and the same as text', async () => {
  await opens('Gebyr for kælderen', 'Side 1 af 1');
  await scene.window.shows('.textLayer span', 30000);
  await reads(scene, 'letter-pdf', LETTER);
  await scene.window.click('Vis som tekst', 'button');
  await scene.window.says('Du skal betale 640 kr.');
  await reads(scene, 'letter-pdf-as-text', LETTER);
});

test('a letter whose opening has weight', async () => {
  await scene.open('Indkaldelse som vidne');
  await scene.window.says('At åbne brevet gælder som');
  await reads(scene, 'letter-waits', LETTER);
});

test('moving a letter, in a dialog', async () => {
  await scene.window.click('Flyt', 'main button');
  await scene.window.shows('dialog');
  await reads(scene, 'move', DIALOG);
  await scene.window.keys(['Escape']);
});

test('what there is to do', async () => {
  await page('At gøre');
  await scene.window.says('ting med dato');
  // The month in which there is something, which is the same in each run; this one is not.
  await until('March 2031', async () => {
    const found = await scene.window.page.execute(() => document.querySelector('.month h2').textContent.includes('arts 2031'));
    if (!found) await scene.window.click('Måneden efter', 'button');
    return found;
  });
  await reads(scene, 'todo', MAIN);
});

test('those one helps', async () => {
  await page('Dem, du hjælper');
  await scene.window.says('Inger Hansen');
  await reads(scene, 'helping', MAIN);
});

test('who is told of new letters, and how', async () => {
  await page('Besked om ny post');
  await reads(scene, 'notifications', MAIN);
});

test('accesses', async () => {
  await page('Adgange');
  await reads(scene, 'access', MAIN);
});

test('the settings', async () => {
  await page('Indstillinger');
  await scene.window.says('Når vinduet er lukket');
  await reads(scene, 'settings', MAIN);
});

test('a search and what it found', async () => {
  await scene.window.click('Al post', 'nav button');
  await scene.window.keys(['Control', 'k']);
  await scene.window.type('havnen');
  await scene.window.shows('mark');
  await reads(scene, 'search', MAIN);
  await scene.window.keys(['Escape']);
});

test('a letter that is written', async () => {
  await scene.window.click('Al post', 'nav button');
  await scene.window.click('Skriv nyt brev', 'button');
  await scene.window.shows('[data-draft-heading]');
  await reads(scene, 'write', LETTER);
});

test('the keys there are', async () => {
  await scene.window.click('Taster', 'button');
  await scene.window.shows('dialog');
  await reads(scene, 'keys', DIALOG);
  await scene.window.keys(['Escape']);
});

test('the closed window', async () => {
  await scene.window.click('Lås', '.bar button');
  await scene.window.says('Postkasse er låst');
  await reads(scene, 'locked');
});
