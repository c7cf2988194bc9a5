// Access for others in the real window: given until a day and withdrawn, asked for, accepted, refused and given up;
// what a reader may not do is absent; and an access that ends while the window is open leaves nothing behind.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { Person } from '../person.mjs';
import { Scene } from '../scene.mjs';
import { placesOf } from '../planted.mjs';
import { program, until } from '../world.mjs';

const to = (person, subject, more = {}) => ({ to: { person }, sender: 'Prøvestrup Kommune', subject, body: { text: `Brødtekst til ${subject}.` }, replyBy: '2999-01-01', ...more });
const LETTERS = [to('mette', 'Skur i haven'), to('inger', 'Kvæk om hjemmehjælp'), to('ahmed', 'Skolestart til august'), to('jens', 'Kvæk om varmecheck')];

let scene, ahmed, jens;
before(async () => {
  scene = await Scene.begin({ sandbox: ['--seed', 'empty'], letters: LETTERS });
  [ahmed, jens] = [await Person.logIn(scene.world, 'ahmed'), await Person.logIn(scene.world, 'jens')];
});
after(() => scene?.end());

/** What the service itself holds of a person. */
const held = (person) => scene.world.admin(`/admin/persons/${person}`);
/** Who else reaches a person's mailbox, by the service. */
const reach = async (person) => (await held(person)).accesses.map((access) => access.person).filter((one) => one !== person);
const requests = async (person) => (await held(person)).requests.map(({ requestState }) => requestState);

const page = async (title) => {
  await scene.window.click(title, 'nav button');
  await scene.window.says(title);
};
/** Says whom a new access is about, in the dialog that asks. */
async function somebody(number, name, lastDay) {
  const { window } = scene;
  await window.fill('CPR-nummer eller CVR-nummer', number);
  await window.fill('Hele navnet', name);
  if (lastDay) await window.fill('Sidste dag', lastDay);
}
/** Confirms the question that is asked before something is taken away. */
async function confirm() {
  await scene.window.settles();
  await scene.window.click('', 'dialog button[data-variant="primary"]');
}

test('somebody is let in to read until a day, and stands in the list without a number', async () => {
  const { window } = scene;
  await page('Adgange');
  await window.says('Ingen andre end ejeren.');
  await window.click('Giv adgang');
  await somebody('150910-0000', 'Ahmed Yildiz', '30.6.2099');
  await window.says('Tirsdag den 30. juni 2099');
  await scene.accessible('giving access');
  await window.click('Giv adgang', 'dialog form button');
  await window.says('Læse · Til og med 30. juni 2099 · I kraft');
  await window.says('Ahmed Yildiz');
  await scene.accessible('an access that was given');
  assert.ok(!/150910/.test(await window.page.getPageSource()));
  assert.deepEqual(await reach('mette'), ['ahmed']);
  assert.equal((await held('mette')).requests.at(-1).privilegeEndDateTime, '2099-06-30T21:59:59.999Z');
  assert.deepEqual((await ahmed.mailboxOf('Mette Hansen')).rights, ['read', 'mark', 'move', 'forward', 'notify']);
});

test('a number and a name that do not fit are told, and nobody is let in', async () => {
  const { window } = scene;
  await window.click('Giv adgang', 'section > button');
  await somebody('150910-0000', 'Anna Yildiz');
  await window.click('Giv adgang', 'dialog form button');
  await window.says('Der er ingen med det nummer og det navn');
  await scene.accessible('an access that could not be given');
  await window.click('Annuller', 'dialog button');
  assert.deepEqual(await reach('mette'), ['ahmed']);
});

test('what was done in the mailbox stands in the log with who did it, and days narrow it', async () => {
  const { window } = scene;
  const theirs = await ahmed.mailboxOf('Mette Hansen');
  const [letter] = await ahmed.cli('list', '--mailbox', theirs.id);
  await ahmed.cli('mark', letter.id, '--read');
  await ahmed.cli('sync');
  await window.click('Vis', 'section button');
  await window.says('Ahmed Yildiz markerede et brev som læst: Skur i haven');
  await window.says('Du gav adgang: Ahmed Yildiz');
  await scene.accessible('what was done');
  await window.fill('Til og med', '1.1.2020');
  await window.click('Vis', 'section button');
  await window.says('Der er ikke sket noget i den tid.');
});

test('an access is withdrawn after one was told what stays, and is over at the service', async () => {
  const { window } = scene;
  await window.click('Fjern adgangen: Ahmed Yildiz', 'button');
  await window.says('Ahmed Yildiz kan ikke længere se posten.');
  await scene.accessible('withdrawing an access');
  assert.deepEqual(await reach('mette'), ['ahmed'], 'not before it was confirmed');
  await confirm();
  await window.says('1 tidligere adgang');
  assert.deepEqual(await reach('mette'), []);
  assert.equal(await ahmed.mailboxOf('Mette Hansen'), undefined);
});

test('of two who ask, one is accepted and one refused', async () => {
  const { window } = scene;
  for (const person of [ahmed, jens]) await person.cli('access', 'ask', '--cpr', '130485-0000', '--name', 'Mette Hansen');
  await page('Indstillinger');
  await page('Adgange');
  await window.says('Læse · Uden slutdato · Venter på svar');
  await scene.accessible('two who ask');
  await window.click('Sig ja: Ahmed Yildiz', 'button');
  await window.says('Læse · Uden slutdato · I kraft');
  await window.click('Sig nej: Jens Lund', 'button');
  await window.says('2 tidligere adgange');
  assert.deepEqual(await reach('mette'), ['ahmed']);
  assert.ok((await requests('mette')).includes('REJECTED'));
  assert.ok(await ahmed.mailboxOf('Mette Hansen'));
  assert.equal(await jens.mailboxOf('Mette Hansen'), undefined);
});

test('somebody is asked for access, which waits, is taken back, and asked for again', async () => {
  const { window } = scene;
  for (const next of ['taken back', 'accepted']) {
    await window.click('Bed om adgang');
    await somebody('1509100000', 'Ahmed Yildiz');
    await scene.accessible('asking for access');
    await window.click('Send anmodning', 'dialog form button');
    await window.says('Læse · Uden slutdato · Venter på svar');
    assert.deepEqual([await requests('ahmed').then((all) => all.at(-1)), await reach('ahmed')], ['SUBMITTED', []]);
    if (next === 'accepted') break;
    await window.click('Træk anmodningen tilbage: Ahmed Yildiz', 'button');
    await window.saysNot('Venter på svar');
  }
  await ahmed.cli('access', 'accept', (await ahmed.waiting()).id);
  await window.sync();
  await window.click('Ahmed Yildiz', 'nav button');
  await window.says('Skolestart til august', 30000);
  assert.deepEqual(await reach('ahmed'), ['mette']);
});

test('what a reader may not do is not there, and the core refuses it as well', async () => {
  const { window } = scene;
  await scene.open('Skolestart til august');
  await window.says('Du må læse, videresende, markere og flytte.');
  await scene.accessible('a letter that one may only read');
  const offered = (await window.page.execute(() => [...document.querySelectorAll('main button')].map((one) => (one.ariaLabel ?? one.textContent).trim()))).filter(Boolean);
  for (const words of ['Videresend', 'Flyt']) assert.ok(offered.includes(words), `${words} in ${offered.join(', ')}`);
  for (const words of ['Svar', 'Slet', 'Notat', 'Skriv']) assert.ok(!offered.some((one) => one.startsWith(words)), `${words} in ${offered.join(', ')}`);
  await page('Adgange');
  await window.pick('Postkasse', 'Ahmed Yildiz');
  await window.saysNot('Hvem kan se posten');
  assert.ok(!(await window.text()).includes('Giv adgang'));
  const [letter] = (await scene.cli('list', '--all')).filter(({ subject }) => subject === 'Skolestart til august');
  for (const refused of [['delete', letter.id], ['reply', letter.id, '--text', 'Hej'], ['note', letter.id, '--text', 'x']]) {
    assert.equal((await scene.world.run(program('postkasse-cli'), refused)).code, 5, refused[0]);
  }
});

test('an access is given up, and its mailbox says so and is empty', async () => {
  const { window } = scene;
  const theirs = (await scene.cli('mailboxes')).find(({ owner }) => owner === 'Ahmed Yildiz');
  await window.click('Opgiv adgangen: Ahmed Yildiz', 'button');
  await window.says('Kopien på denne computer slettes');
  await scene.accessible('giving an access up');
  await confirm();
  await until('the service to end it', async () => (await reach('ahmed')).length === 0);
  await window.click('Ahmed Yildiz', 'nav button');
  await window.says('Du opgav selv adgangen.');
  await nothingLeft(theirs.id, 'Skolestart til august');
});

/** Nothing of a mailbox is here any more: no key gives it, no folder has it, no list and no search finds it. */
async function nothingLeft(mailbox, subject) {
  const { world, window } = scene;
  const folders = await readdir(world.home, { recursive: true });
  assert.ok(!folders.some((path) => path.includes(mailbox)), 'its folder is gone');
  assert.equal((await world.run(program('postkasse-cli'), ['list', '--mailbox', mailbox])).code, 5);
  assert.deepEqual(await placesOf([subject], world.folder), []);
  assert.deepEqual(await scene.cli('search', subject), []);
  assert.ok(!(await window.text()).includes(subject), 'nor does the window show it');
}

test('an access that is withdrawn while its letter is read says who, when, why and what now', async () => {
  const { window, world } = scene;
  const theirs = (await scene.cli('mailboxes')).find(({ owner }) => owner === 'Inger Hansen');
  await window.click('Inger Hansen', 'nav button');
  await scene.open('Kvæk om hjemmehjælp');
  await window.says('Brødtekst til Kvæk om hjemmehjælp.');
  await world.admin('/admin/access/end', { owner: 'inger', delegate: 'mette', why: 'withdrawn' });
  await window.sync();
  await window.says('Du kan ikke længere læse posten til Inger Hansen', 40000);
  for (const words of ['Du har ikke gjort noget forkert.', 'Hvornår', 'Adgangen er fjernet hos Inger Hansen.', 'Det er slettet', 'Hvad nu?', 'kan Inger Hansen give dig den i Digital Post']) await window.says(words);
  await scene.accessible('an access that has ended');
  await nothingLeft(theirs.id, 'Kvæk om hjemmehjælp');
  await window.click('Fjern fra listen');
  await window.saysNot('Inger Hansen');
});

test('a letter that was open over all mailboxes goes when its owner has died, and the reason stands in her mailbox', async () => {
  const { window, world } = scene;
  await world.admin('/admin/access/give', { owner: 'jens', delegate: 'mette', privileges: ['MESSAGE_BASIC'] });
  await window.sync();
  await scene.open('Kvæk om varmecheck');
  await window.says('Brødtekst til Kvæk om varmecheck.');
  const theirs = (await scene.cli('mailboxes')).find(({ owner }) => owner === 'Jens Lund');
  await world.admin('/admin/access/end', { owner: 'jens', why: 'death' });
  await window.sync();
  await window.saysNot('Brødtekst til Kvæk om varmecheck.', 40000);
  await scene.accessible('a letter that is gone');
  await window.click('Jens Lund', 'nav button');
  await window.says('Postkassen er lukket i Digital Post.');
  await window.says('Ejeren er død');
  await nothingLeft(theirs.id, 'Kvæk om varmecheck');
  await window.click('Mette Hansen', 'nav button');
  await window.says('Skur i haven');
});
