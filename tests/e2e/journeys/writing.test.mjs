// Writing in the window: a letter to an authority, an answer beside its letter, a letter that goes on by e-mail, and
// a draft that is there again after the window was closed. What arrives is asked of the sandbox.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';

const letter = { to: { person: 'mette' }, sender: 'Prøvekøbing Kommune', subject: 'Plads i børnehaven', body: { text: 'Vil I have pladsen?' }, replyBy: '2999-01-01' };

let scene;
before(async () => (scene = await Scene.begin({ letters: [letter] })));
after(() => scene?.end());

const sent = async () => (await fetch(`${scene.world.sandbox.url}/admin/sent?since=0`)).json();
const arrived = (subject) => until(`“${subject}” to arrive`, async () => (await sent()).find(({ label }) => label === subject), 40000);

const fill = (label, words) => scene.window.fill(label, words);

test('a letter is written to a part of an authority, told what that asks for, and arrives', async () => {
  const { window } = scene;
  await window.click('Skriv nyt brev');
  await window.click('Vælg modtager');
  await window.says('Prøvekøbing Kommune');
  await scene.accessible('the authorities');
  await window.click('Prøvekøbing Kommune', 'dialog button');
  await window.click('Kontanthjælp og sygedagpenge', 'dialog button');
  await window.says('Modtageren beder om');
  await scene.accessible('a new letter');
  await fill('Emne', 'Min sag');
  await fill('Brev', 'Hej kommune');
  await fill('Sagsnummer', '12');
  await window.says('Gemt på denne computer');
  await window.click('Send', 'form button');
  await window.says('Brevet sendes om lidt');
  const one = await arrived('Min sag');
  assert.equal(one.documents[0].files[0].text, 'Hej kommune');
  assert.equal(one.recipient.contactPoint.contactInfo[0].value, '12');
  await window.says('Min sag', 40000);
});

test('a letter is answered beside it, and the two lead to each other', async () => {
  const { window } = scene;
  await scene.open('Plads i børnehaven');
  await window.click('Svar', '.actions button');
  await fill('Brev', 'Ja tak');
  await window.says('Svar senest');
  await scene.accessible('an answer beside its letter');
  // On a low screen there is room for one of the two.
  await window.size(1280, 600);
  await window.click('Vis brevet', 'article button');
  await window.says('Vil I have pladsen?');
  await window.saysNot('Gemt på denne computer');
  await window.settles();
  assert.deepEqual(await window.findings(), [], 'the letter instead of its answer');
  await window.click('Tilbage til kladden');
  await window.says('Gemt på denne computer');
  assert.equal(await window.page.execute(() => document.querySelector('textarea').value), 'Ja tak');
  await window.size(1440, 900);
  // What moves while the window grows is not what a person presses.
  await window.settles();
  await window.click('Send', 'form button');
  await arrived('Sv: Plads i børnehaven');
  await window.says('Breve, der hører sammen', 40000);
  await window.click('Sv: Plads i børnehaven', 'section button');
  await window.says('besvaret af dette');
});

test('a letter goes on by e-mail only with the warning read and ticked', async () => {
  const { window } = scene;
  await scene.open('Plads i børnehaven');
  await window.click('Videresend', '.actions button');
  await window.click('Vælg modtager');
  await window.says('Inger Hansen');
  await scene.accessible('whom to forward to');
  await fill('E-mailadresse', 'revisor@example.org');
  await window.click('Vælg adressen');
  await window.says('E-mail er ikke sikker');
  await scene.accessible('the warning of e-mail');
  await window.click('Videresend', 'form button');
  await window.says('andre kan læse brevet undervejs');
  assert.ok(!(await sent()).some(({ kind }) => kind === 'forward'));
  await window.click('Jeg ved det og vil sende brevet som e-mail', 'label');
  await window.click('Videresend', 'form button');
  await until('it to be forwarded', async () => (await sent()).some(({ kind }) => kind === 'forward'), 40000);
});

test('a draft that nobody sent stands under Drafts and is private', async () => {
  const { window } = scene;
  await window.click('Skriv nyt brev');
  await fill('Emne', 'Halvt brev');
  await window.says('Gemt på denne computer');
  await window.click('Luk. Kladden er gemt.');
  await window.click('Al post', 'nav button');
  await window.click('Kladder', 'nav button');
  await window.says('Halvt brev');
  await scene.accessible('the drafts');
  assert.ok(!(await sent()).some(({ label }) => label === 'Halvt brev'));
  await window.click('Halvt brev', '[data-draft]');
  await window.click('Kassér', 'form button');
  await window.says('Kassér kladden?');
  await window.settles();
  await window.click('Kassér', 'dialog button[data-variant="primary"]');
  await window.saysNot('Halvt brev');
});
