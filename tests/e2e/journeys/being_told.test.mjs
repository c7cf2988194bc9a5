// Choosing how one is told of letters, in the real window, with a real mail server and a real notification server.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { MailServer, PASSWORD, USER } from '../mail.mjs';
import { Scene } from '../scene.mjs';
import { Window } from '../window.mjs';
import { until } from '../world.mjs';

const letter = (subject) => ({ to: { person: 'mette' }, sender: 'Hemmelig Klinik', subject, body: { text: 'Kære Mette' } });

let scene, mail;
before(async () => {
  scene = await Scene.begin({ sandbox: ['--seed', 'empty'], letters: [letter('Det første brev')] });
  await scene.world.notifications();
  mail = await MailServer.start(scene.world);
});
after(() => scene?.end());

const email = '[data-channel="email"]';
const open = async () => {
  await scene.window.click('Besked om ny post', 'nav button');
  await scene.window.shows(`${email} h2`);
};
/** Puts words into the field with this label, as one that is pasted. */
async function paste(label, words) {
  await scene.window.field(label);
  await scene.window.page.execute((words) => document.execCommand('insertText', false, words), words);
}
const isOn = (channel) => scene.window.page.execute((channel) => document.querySelector(`[data-channel="${channel}"] [role="switch"]`).checked, channel);
/** Where Digital Post itself writes to Mette. */
const served = async () => {
  const { accesses } = await scene.world.admin('/admin/persons/mette');
  return accesses.find(({ person }) => person === 'mette').emailNotificationSubscriptions[0].email;
};
const arrives = async (subject) => {
  await scene.world.admin('/admin/letters', letter(subject));
  await scene.window.sync();
};

test('the screen is on from the beginning, and a try is shown by it', async () => {
  const { window, world } = scene;
  await open();
  assert.deepEqual([await isOn('desktop'), await isOn('email'), await isOn('sms')], [true, false, false]);
  await scene.accessible('the ways to be told');
  await window.click('Send en prøve', '[data-channel="desktop"] button');
  await window.says('Computeren har fået prøven');
  await until('the try on the screen', () => world.notified.includes('Dette er en prøve'));
});

test('e-mail that cannot be set up says of each field why, and stays off', async () => {
  const { window } = scene;
  await window.click('', `${email} [role="switch"]`);
  await window.fill('Mailserver', 'smtps://mail.eksempel.example');
  await window.fill('Send til', 'mette');
  await window.click('Gem og slå til', `${email} button`);
  await window.says('5 felter skal rettes.');
  for (const words of ['Det er ikke navnet på en mailserver', 'Skriv det navn, du logger ind med', 'Den mangler eller kan ikke bruges', 'Det er ikke en e-mailadresse']) {
    await window.says(words);
  }
  await scene.accessible('a form with errors');
  const all = await scene.cli('notify', 'show');
  assert.equal(all.channels[1].to, undefined);
  assert.equal(all.rules[1].on, false);
});

test('a server at which nobody answers is kept, and the try says why nothing came of it', async () => {
  const { window, world } = scene;
  await paste('Mailserver', '127.0.0.1');
  await window.fill('Brugernavn', USER);
  await paste('Adgangskode', PASSWORD);
  await paste('Afsender', 'mette@eksempel.example');
  await paste('Send til', await served());
  await window.click('Port og certifikat', `${email} button`);
  await window.fill('Port', '9');
  await paste('Certifikat (PEM)', mail.ca);
  await window.click('Gem og slå til', `${email} button`);
  await window.shows(`${email} [data-action="trial"]`);
  await until('e-mail to be on', () => isOn('email'));
  await window.click('Send en prøve', `${email} button`);
  await window.says('Prøven blev ikke sendt. Tjenesten kan ikke nås.', 60000);
  await window.says('Beskeder er ikke kommet frem siden');
  await scene.accessible('a channel in trouble');
  assert.ok(!(await window.page.execute(() => document.body.innerHTML)).includes(PASSWORD));
  assert.equal(world.notified.includes(PASSWORD), false);
});

test('set up well, the try arrives, and what would come twice is said', async () => {
  const { window } = scene;
  await window.click('Ret opsætning', `${email} button`);
  await window.says('Der er gemt en til denne server');
  await window.fill('Port', String(mail.port));
  // Another port is another server to the one that is kept.
  await window.click('Gem', `${email} button[type="submit"]`);
  await window.says('Den mangler eller kan ikke bruges');
  await paste('Adgangskode', PASSWORD);
  await window.click('Gem', `${email} button[type="submit"]`);
  await window.shows(`${email} [data-action="trial"]`);
  await window.click('Send en prøve', `${email} button`);
  await window.says('Prøven er taget imod.', 60000);
  await until('the try at the mail server', () => mail.taken.length === 1);
  const [{ recipients, text }] = mail.taken;
  assert.deepEqual(recipients, [await served()]);
  assert.match(text, /Dette er en prøve/);
  await window.says('Du får besked to gange.');
  await window.says('Sidst taget imod');
  await scene.accessible('e-mail that is set up');
});

test('what is said, quiet hours and an exception are chosen, and kept when the window is closed', async () => {
  const { window } = scene;
  await window.click('Flere valg', `${email} button`);
  await window.says('Der er kommet 1 nyt brev. Åbn Postkasse for at læse det.');
  await window.click('Også hvem brevet er fra', `${email} label`);
  await window.says('Fra: Prøvestrup Kommune');
  await window.says('Mail er ikke krypteret hele vejen');
  await window.pick('Fra kl.', '20.30');
  await window.says('Kommer der post imens, får du besked kl. 7.00.');
  await scene.accessible('more choices');
  await window.click('Undtagelser', 'main button');
  await window.pick('Postkasse', 'Hansen VVS');
  await window.pick('Måde', 'E-mail');
  await window.click('Lav en undtagelse', 'main button');
  await window.click('E-mail: besked om post til Hansen VVS', 'main label');
  await window.says('E-mail: Fra');
  await scene.accessible('an exception');
  await window.close();
  scene.window = await Window.open(scene.world);
  await scene.window.shows('[data-letter]', 60000);
  await open();
  await scene.window.click('Undtagelser', 'main button');
  await scene.window.says('E-mail: Fra');
  await scene.window.click('Flere valg', `${email} button`);
  await scene.window.says('Fra: Prøvestrup Kommune');
  const from = () => scene.window.page.execute(() => [...document.querySelectorAll('label')].find((one) => one.textContent === 'Fra kl.')?.control?.value);
  assert.equal(await from(), '20:30');
  const { rules } = await scene.cli('notify', 'show');
  assert.deepEqual(rules.filter(({ mailbox }) => mailbox).map(({ channel, on }) => [channel, on]), [['email', false]]);
  await scene.window.click('Som de andre igen', 'main button');
  await scene.window.says('Undtagelsen er væk.');
  assert.ok((await scene.cli('notify', 'show')).rules.every(({ mailbox }) => mailbox === undefined));
});

test('a letter that comes is told of as was chosen, and the ledger says so without its subject', async () => {
  const { window } = scene;
  await window.click('Stille tid', `${email} label`);
  await window.says('Du kan få besked på alle tider af døgnet.');
  await window.click('Hvad du har fået besked om', 'main button');
  await window.says('Der er ikke givet besked om noget endnu.');
  await arrives('Fortroligt emne');
  await until('the letter at the mail server', () => mail.taken.length === 2, 60000);
  const { text } = mail.taken[1];
  assert.match(text, /Der er kommet 1 nyt brev/);
  assert.match(text, /Fra: Hemmelig Klinik/);
  assert.doesNotMatch(text, /Fortroligt/);
  const ledger = () => window.page.execute(() => [...document.querySelectorAll('ol li')].map((one) => one.innerText.replace(/\s+/g, ' ')));
  // The page reads it again when the round is over.
  await until('both ways in the ledger, each with its message', async () => {
    const lines = await ledger();
    return lines.length === 2 && lines.every((line) => line.includes('Sendt') && line.includes('Mette Hansen') && line.includes('1 brev'));
  });
  const channels = (await ledger()).map((line) => ['E-mail', 'Denne computer'].filter((one) => line.includes(one))).flat().sort();
  assert.deepEqual(channels, ['Denne computer', 'E-mail']);
  assert.ok(!(await window.text()).includes('Fortroligt emne'));
  await scene.accessible('the ledger');
});

test('a way that stops working is said under the top bar, with the way to where it is explained', async () => {
  const { window } = scene;
  await mail.stop();
  await window.click('Al post', 'nav button');
  await arrives('Endnu et emne');
  await window.says('Besked om ny post kommer ikke frem: E-mail.', 60000);
  await scene.accessible('the line of a channel in trouble');
  await window.click('Se hvorfor');
  await window.says('Tjenesten kan ikke nås.');
  await window.click('Hvad du har fået besked om', 'main button');
  await window.says('Venter: Tjenesten kan ikke nås.');
});

test('a way that was set up is forgotten with its password', async () => {
  const { window } = scene;
  await window.click('Ret opsætning', `${email} button`);
  await window.click('Glem opsætningen', `${email} button`);
  await window.says('slettes her på computeren');
  await scene.accessible('forgetting a way to be told');
  await window.click('', 'dialog button[data-variant="primary"]');
  await window.says('Du skal bruge en mailkonto');
  assert.equal(await isOn('email'), false);
  await window.saysNot('Besked om ny post kommer ikke frem');
  const { channels } = await scene.cli('notify', 'show');
  assert.deepEqual([channels[1].ready, channels[1].to], [false, undefined]);
});

test('the screen is turned off by keys alone, and stays off when other settings change', async () => {
  const { window } = scene;
  await window.page.execute(() => document.querySelector('h1').closest('main').focus());
  // The first thing on the page that is worked with.
  await window.keys(['Tab']);
  await window.keys([' ']);
  await until('the screen to be off', async () => !(await isOn('desktop')));
  await window.click('Indstillinger', 'nav button');
  await window.click('Mørkt', 'label');
  await window.click('Vælg besked', 'main button');
  await window.shows(`${email} h2`);
  assert.equal(await isOn('desktop'), false);
  const { rules } = await scene.cli('notify', 'show');
  assert.equal(rules[0].on, false);
  await scene.accessible('the ways to be told, in the dark');
});
