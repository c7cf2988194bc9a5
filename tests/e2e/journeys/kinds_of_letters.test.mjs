// Every kind of letter and file is shown inside the window, saved on wish, and leaves nothing in clear behind.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';
import { placesOf } from '../planted.mjs';

// One red pixel, as a PNG.
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
const PLANTED = ['Kvæk-hemmelig-brødtekst', 'Kvæk-hemmeligt-emne', '311299-9876', 'kvaek-hemmelig.example'];
const LETTERS = [
  {
    to: { person: 'mette' }, sender: 'Prøvestrup Havn', subject: 'Nyt fra havnen',
    body: { html: '<h1>Nyt fra havnen</h1><p>Bolværket er <b>malet</b>.</p><img src="http://127.0.0.1:9/spor.png" alt="Havnen"><p><a href="https://havn.example/plan">Se planen</a></p><script>document.title = "kørt"</script>' },
  },
  {
    to: { person: 'mette' }, sender: 'Prøvestrup Bibliotek', subject: 'Bogen er kommet', body: { text: 'Kære Mette\n\nBogen om åer og øer er kommet.' },
    attachments: [
      { filename: 'forside.png', mime: 'image/png', base64: PIXEL },
      { filename: 'regler.txt', mime: 'text/plain', text: 'Afleveres inden tre uger.' },
      { filename: 'katalog.zip', mime: 'application/zip', base64: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
    ],
  },
  {
    to: { person: 'mette' }, sender: 'Retten i Prøvestrup', subject: 'Stævning i prøvesag', legalNotification: true,
    body: { text: 'De skal møde i retten til prøve.' },
  },
  { to: { person: 'mette' }, sender: 'Prøvekøbing Sygehus', subject: 'Tid til en prøve', body: { text: 'Kom til en opdigtet prøve.' } },
  { to: { person: 'mette' }, sender: 'Den Hemmelige Klinik', subject: PLANTED[1], body: { html: `<p>${PLANTED[0]} ${PLANTED[2]} <a href="https://${PLANTED[3]}/">her</a></p>` } },
];

let scene;
before(async () => (scene = await Scene.begin({ letters: LETTERS })));
after(() => scene?.end());

/** What the service itself holds of Mette's letter with this subject. */
async function atTheService(subject) {
  const [{ remoteId }] = (await scene.cli('list', '--all')).filter((letter) => letter.subject === subject);
  const mette = scene.world.sandbox.persons.find(({ id }) => id === 'mette');
  for (const { id } of mette.mailboxes) {
    const found = (await scene.world.admin(`/admin/mailboxes/${id}`)).messages.find((message) => message.id === remoteId);
    if (found) return found;
  }
}

test('an HTML letter is shown in a frame that runs nothing and calls nobody, with its links by their real host', async () => {
  const { window } = scene;
  await scene.open('Nyt fra havnen');
  await window.says('1 billede fra nettet blev ikke hentet');
  await window.says('havn.example');
  const frame = await window.page.$('iframe');
  await window.page.switchFrame(frame);
  await until('the letter in its frame', async () => (await window.page.execute(() => document.body.innerText)).includes('Bolværket er malet.'));
  // Its own style came through its own policy.
  assert.notEqual(await window.page.execute(() => getComputedStyle(document.body).maxWidth), 'none');
  await window.page.switchFrame(null);
  await scene.accessible('an HTML letter');

  await window.click('Åbn havn.example');
  await window.says('Linket fører til denne adresse');
  await scene.accessible('the question before a link is opened');
  await window.click('Åbn i browser');
  assert.equal(await scene.world.openedAddress(), 'https://havn.example/plan');
});

test('a plain text letter, its picture and its text attachment are shown inside', async () => {
  const { window } = scene;
  await scene.open('Bogen er kommet');
  await window.says('Bogen om åer og øer er kommet.');
  await scene.accessible('a plain text letter with attachments');
  await window.click('forside.png', '[role="tab"]');
  await until('the picture', () => window.page.execute(() => document.querySelector('img[alt="Billedet forside.png"]')?.naturalWidth === 1));
  await scene.accessible('a picture');
  await window.click('regler.txt', '[role="tab"]');
  await window.says('Afleveres inden tre uger.');
});

test('what cannot be shown inside says so, and every file is saved as it was sent', async () => {
  const { window } = scene;
  await window.click('katalog.zip', '[role="tab"]');
  await window.says('katalog.zip kan ikke vises her');
  await scene.accessible('a file that cannot be shown');
  await window.click('Gem');
  const path = await saved();
  assert.equal(basename(path), 'katalog.zip');
  assert.deepEqual(await readFile(path), Buffer.from(LETTERS[1].attachments[2].base64, 'base64'));
  await window.click('Gem alle');
  await until('another place than before', async () => (await saved()) !== path);
});

/** Where the window says that it saved. */
const saved = () =>
  until('the window to say where it saved', async () => /Gemt: (.+)/.exec(await scene.window.text())?.[1]?.trim());

test('a summons waits until the person agrees, and is served only then', async () => {
  const { window } = scene;
  await scene.open('Stævning i prøvesag');
  await window.says('At åbne brevet gælder som at have modtaget det');
  await scene.accessible('a summons that waits');
  assert.equal((await atTheService('Stævning i prøvesag')).served, false);
  await window.click('Åbn og modtag');
  await window.says('De skal møde i retten til prøve.', 30000);
  assert.equal((await atTheService('Stævning i prøvesag')).served, true);
});

test('who a letter is from is shown with the logo of the service, and said by its register or said to be unknown', async () => {
  const { window } = scene;
  await scene.open('Tid til en prøve');
  const logo = () => window.page.execute(() => {
    const picture = document.querySelector('article .tile.paper img');
    return picture && [picture.naturalWidth, new URL(picture.src).protocol, picture.alt];
  });
  await until('the logo, drawn', async () => (await logo())?.[0] > 0);
  assert.deepEqual(await logo(), [96, 'letter:', '']);
  await until('logos in the list', () => window.page.execute(() => document.querySelectorAll('[data-letter] .tile.small.paper').length > 0));
  await window.says('Hospital · Region');
  await window.click('Hvem er det?');
  await window.says('Det står i registeret hos den tjeneste');
  await scene.accessible('who a letter is from');
  await scene.open('Nyt fra havnen');
  await window.click('Hvem er det?');
  await window.says('Vi kender kun navnet');
});

test('a letter that was read is marked as read at the service by the next sync', async () => {
  await until('the read mark at the service', async () => {
    await scene.window.sync();
    return (await atTheService('Bogen er kommet')).read;
  });
  // Nobody opened this one.
  assert.equal((await atTheService(PLANTED[1])).read, false);
});

test('nothing of a letter stands in any file that the window wrote, while it is shown and after it was closed', async () => {
  const { window, world } = scene;
  await scene.open(PLANTED[1]);
  await window.says(PLANTED[3]);
  await window.page.execute(() => {
    const field = document.querySelector('input[type="search"]');
    field.focus();
  });
  await window.type(PLANTED[0]);
  await window.shows('mark');
  assert.deepEqual(await placesOf(PLANTED, world.folder), [], 'while it runs');
  await window.close();
  scene.window = undefined;
  assert.deepEqual(await placesOf(PLANTED, world.folder), [], 'after it ended');
});
