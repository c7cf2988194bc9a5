// Letters that do something, in the real window: an appointment goes into a calendar file and to the calendar program,
// a payment opens where it really leads, an address that imitates a public one does not open; folders are a tree; and
// opening for somebody else is asked in words that say for whom it counts.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().replace(/\.\d+/, '');
const letter = (subject, action, more = {}) => ({ to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject, body: { text: 'Hej Mette' }, action, ...more });
const LETTERS = [
  letter('Møde om stien', {
    code: 'AFTALE', label: 'Møde om stien', reservationUUID: 'sti-1', reservationAbstract: 'Møde om stien', description: 'Vi går en tur, og ser på stien',
    location: 'Rådhuset, sal 2', reservationStartTime: day(12), reservationEndTime: day(12.05), organizerName: 'Vej og Park', organizerMail: 'vej@example.org',
  }),
  letter('Regning for sandet', { code: 'BETALING', label: 'Betal for sandet', url: 'https://betaling.example.org/sand' }),
  letter('Bekræft din adresse', { code: 'BEKRAEFT', label: 'Bekræft adressen', url: 'https://www.borger.dk.adresse.example.org/' }),
];

let scene;
before(async () => {
  scene = await Scene.begin({ letters: LETTERS });
  for (const args of [['Hus'], ['Lån', '--parent', 'Hus']]) await scene.cli('folder', 'add', ...args);
  await scene.sync();
});
after(() => scene?.end());

test('an appointment is saved as a calendar file and handed to the calendar program, after it is said what that does', async () => {
  const { window, world } = scene;
  await scene.open('Møde om stien');
  // The mark that it was read moves the page a little: a person clicks on what stands still.
  await until('the letter to be marked as read', () => window.page.execute(() => document.querySelector('article .when').textContent.includes('Læst')));
  await window.saysNot('Venter på at blive sendt');
  await window.settles();
  await window.click('Læg i kalender');
  await window.says('Filen er ikke krypteret');
  await scene.accessible('the question before an appointment is saved');
  await window.click('Gem, og åbn i mit kalenderprogram');
  const address = await world.openedAddress();
  await window.says('Filen er givet til dit kalenderprogram');
  await scene.accessible('an appointment that was saved');
  const file = fileURLToPath(address);
  assert.ok(file.startsWith(world.folder) && file.endsWith('Møde om stien.ics'), file);
  const text = (await readFile(file, 'utf8')).replaceAll('\r\n ', '');
  for (const line of ['UID:sti-1', 'SUMMARY:Møde om stien', 'DESCRIPTION:Vi går en tur\\, og ser på stien', 'ORGANIZER;CN="Vej og Park":mailto:vej@example.org']) {
    assert.ok(text.includes(`${line}\r\n`), `${line} in ${text}`);
  }
  await window.click('Luk', 'dialog .actions button');
});

test('a payment says where it is made, and opens there', async () => {
  const { window, world } = scene;
  await scene.open('Regning for sandet');
  await window.says('Se efter, at beløb og modtager passer med brevet');
  await scene.accessible('a payment');
  await window.click('Betal: Åbn betaling.example.org');
  await window.says('betaling.example.org');
  await window.click('Åbn i browser');
  assert.equal(await world.openedAddress(), 'https://betaling.example.org/sand');
});

test('an address that imitates a public one is refused with the reason and what to do instead', async () => {
  const { window } = scene;
  await scene.open('Bekræft din adresse');
  await window.says('Adressen ligner en kendt offentlig side');
  await window.says('Den fører til: www.borger.dk.adresse.example.org');
  await window.says('Gå selv til myndighedens side');
  await scene.accessible('an address that is refused');
  const offered = await window.page.execute(() => [...document.querySelectorAll('.strip button')].map((button) => button.textContent.trim()));
  assert.deepEqual(offered, []);
});

test('folders are a tree that keys go through', async () => {
  const { window } = scene;
  await window.click('Mette Hansen', 'nav button');
  await window.shows('[role="tree"]');
  await window.says('Lån');
  await scene.accessible('folders in folders');
  const level = (name) =>
    window.page.execute((name) => [...document.querySelectorAll('[role=treeitem]')].find((item) => item.textContent.includes(name))?.getAttribute('aria-level') ?? null, name);
  assert.deepEqual([await level('Hus'), await level('Lån')], ['1', '2']);
  await window.page.execute(() => [...document.querySelectorAll('[role=treeitem]')].find((item) => item.textContent.includes('Hus')).focus());
  await window.keys(['ArrowLeft']);
  await until('the folder inside to be hidden', async () => (await level('Lån')) === null);
  await window.keys(['ArrowRight']);
  await until('the folder inside to be shown', async () => (await level('Lån')) === '2');
  await window.keys(['ArrowRight']);
  await window.keys(['Enter']);
  await until('the folder to be shown', () => window.page.execute(() => document.querySelector('h1').textContent === 'Lån'));
});

test('a summons to a relative is opened only after it was said that she is served, and who opened it is told', async () => {
  const { window } = scene;
  await window.click('Inger Hansen', 'nav button');
  await scene.open('Forkyndelse af stævning');
  await window.says('Åbner du brevet, er det forkyndt for Inger Hansen');
  await scene.accessible('a summons to a relative');
  await window.click('Ikke nu');
  await window.says('Mette Hansen svarede “Ikke nu”');
  await scene.accessible('a summons that is not opened now');
  await window.click('Åbn og modtag');
  await window.says('af Mette Hansen på denne computer', 30000);
  await scene.accessible('a summons that was opened');
});
