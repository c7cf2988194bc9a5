// What is the person's own at the service, in the real window: how she is registered, NemSMS, where the service tells
// her of new letters, which programs she let in, and the guide. The truth is what the service itself holds.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { Scene } from '../scene.mjs';
import { until } from '../world.mjs';

const letter = { to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject: 'Skur i haven', body: { text: 'Hej' } };

let scene;
before(async () => (scene = await Scene.begin({ sandbox: ['--seed', 'empty'], letters: [letter] })));
after(() => scene?.end());

const held = () => scene.world.admin('/admin/persons/mette');
/** Mette's own access, with where the service tells her of letters. */
const told = async () => (await held()).accesses.find(({ person }) => person === 'mette');
const sms = async () => (await told()).smsNotificationSubscription;
const email = async (address) => (await told()).emailNotificationSubscriptions.find((one) => one.email === address);
const nemSms = async () => (await held()).contact.nemSmsSubscription;
/** The code that last went to a number or an address. */
const code = async (to) => (await scene.world.admin('/admin/codes')).filter((sent) => sent.to === to).at(-1).code;

const page = async (title) => {
  await scene.window.click(title, 'nav button');
  await until(`the page “${title}”`, () => scene.window.page.execute((title) => document.querySelector('h1')?.textContent === title, title));
};
/** Leaves the page and comes back to it, so that it asks again. */
const again = async (title) => {
  await page('Indstillinger');
  await page(title);
};
const confirm = async () => {
  await scene.window.settles();
  await scene.window.click('', 'dialog button[data-variant="primary"]');
};
/** Types the code that went to an address, and sends it. */
async function prove(address, label = address) {
  await scene.window.fill(`Kode sendt til ${label}`, await code(address));
  await scene.window.click('Bekræft', 'form button');
}
const switched = (words) =>
  scene.window.page.execute((words) => [...document.querySelectorAll('label')].find((one) => one.textContent.trim() === words)?.control.checked, words);

test('how one is registered is what the register says, with what it means and where that is from', async () => {
  const { window, world } = scene;
  await page('Tilmelding og fritagelse');
  await window.says('Tilmeldt Digital Post');
  await scene.accessible('the registration');
  await world.admin('/admin/registration', { person: 'mette', status: 'exempt', since: '2026-03-01', until: '2027-03-01' });
  await again('Tilmelding og fritagelse');
  await window.says('Fritaget fra Digital Post');
  for (const words of ['1. marts 2026', '1. marts 2027', 'Eksempelvej 1']) await window.says(words);
  const sources = await window.page.execute(() => [...document.querySelectorAll('.source')].map((one) => one.textContent.trim()));
  assert.ok(sources.length > 2 && sources.every((one) => /\d{4}/.test(one)), sources.join(' | '));
  await scene.accessible('an exemption');
  await world.admin('/admin/registration', { person: 'mette', status: 'registered' });
  await again('Tilmelding og fritagelse');
  await window.says('Tilmeldt Digital Post');
});

test('the number for NemSMS is left, set, proved by its code and confirmed again', async () => {
  const { window, world } = scene;
  await window.click('Fjern 20000000', 'section button');
  await window.says('Så kommer der ingen påmindelser til 20000000 mere.');
  await scene.accessible('leaving NemSMS');
  assert.equal((await nemSms()).mobileNumber, '20000000', 'not before it was confirmed');
  await confirm();
  await window.says('Intet nummer er tilmeldt.');
  assert.equal(await nemSms(), undefined);
  await window.fill('Dansk mobilnummer', '20 00 00 04');
  await window.click('Tilmeld', 'form button');
  await window.says('Mangler kode');
  await window.fill('Kode sendt til 20000004', '000');
  await window.click('Bekræft', 'form button');
  await window.shows('[role="alert"]');
  await scene.accessible('a code that does not fit');
  assert.equal((await nemSms()).verificationTime, undefined);
  await window.field('Kode sendt til 20000004');
  await prove('20000004');
  await window.says('Bekræftet');
  assert.ok((await nemSms()).verificationTime);
  await world.admin('/admin/clock', { advanceS: 366 * 24 * 3600 });
  await again('Tilmelding og fritagelse');
  await window.says('Skal bekræftes igen');
  await window.click('Ja, den passer');
  await window.saysNot('Skal bekræftes igen');
  assert.ok((await nemSms()).confirmedDateTime);
});

test('an e-mail address is told of letters once its code was typed, and not at night unless one wants', async () => {
  const { window } = scene;
  await page('Besked om ny post');
  await window.click('Besked fra Digital Post', 'main button');
  await window.says('1 af 5 adresser');
  // A year has passed: what she had is to be confirmed again, each for itself.
  await window.says('Skal bekræftes igen');
  await scene.accessible('the notifications of the service');
  await window.fill('Ny e-mailadresse', 'ny@eksempel.example');
  await window.click('Tilføj', 'form button');
  await window.says('Mangler kode');
  await window.says('2 af 5 adresser');
  assert.equal((await email('ny@eksempel.example')).verificationTime, undefined);
  await window.click('Send ny kode');
  await window.says('En ny kode er på vej.');
  await scene.accessible('an address that waits for its code');
  await prove('ny@eksempel.example');
  await window.saysNot('Mangler kode');
  assert.ok((await email('ny@eksempel.example')).verificationTime);
  const before = (await email('ny@eksempel.example')).notificationOutsideOfActiveWindowAllowed;
  await quiet('ny@eksempel.example');
  await until('the service to have it', async () => (await email('ny@eksempel.example')).notificationOutsideOfActiveWindowAllowed === !before);
  await window.click('Fjern ny@eksempel.example', 'button');
  await window.says('1 af 5 adresser');
  assert.equal(await email('ny@eksempel.example'), undefined);
});

/** Turns the switch for the night of one address. */
async function quiet(address) {
  const { page } = scene.window;
  const found = await page.execute((address) => [...document.querySelectorAll('.item')].find((one) => one.textContent.includes(address)).querySelector('input[role="switch"]'), address);
  await page.execute((one) => one.scrollIntoView({ block: 'center' }), found);
  await (await page.$(found)).click();
}

test('five addresses are the most, and no sixth is asked for', async () => {
  const { window } = scene;
  for (const n of [2, 3, 4, 5]) {
    await window.fill('Ny e-mailadresse', `nr${n}@eksempel.example`);
    await window.click('Tilføj', 'form button');
    await window.says(`${n} af 5 adresser`);
  }
  assert.equal((await told()).emailNotificationSubscriptions.length, 5);
  assert.equal(await window.page.execute(() => [...document.querySelectorAll('label')].some((one) => one.textContent.trim() === 'Ny e-mailadresse')), false);
  await scene.accessible('five addresses');
});

test('the mobile number is changed, and hearing nothing at all is chosen and taken back', async () => {
  const { window } = scene;
  await window.click('Fjern 20000000', 'section button');
  await until('the service to have none', async () => (await sms()) === undefined);
  await window.fill('Dansk mobilnummer', '20000005');
  await window.click('Tilføj', 'section:nth-of-type(2) form button');
  await window.says('Kode sendt til 20000005');
  await window.fill('Kode sendt til 20000005', await code('20000005'));
  await window.click('Bekræft', 'section:nth-of-type(2) form button');
  await until('the number to be proved', async () => (await sms())?.verificationTime);
  for (const out of [true, false]) {
    await window.click('Digital Post skal ikke skrive til mig', 'label');
    await until(`the service to ${out ? 'be silent' : 'tell again'}`, async () => ((await told()).optedOutOfNotificationsDateTime !== undefined) === out);
    await until('the switch to say so', async () => (await switched('Digital Post skal ikke skrive til mig')) === out);
  }
  await scene.accessible('the notifications of the service, changed');
});

test('a program that was let in is shut out, and this one stays in', async () => {
  const { window } = scene;
  assert.ok((await held()).programs.includes('example-phone-app'));
  await page('Tilsluttede programmer');
  await window.says('Denne computer');
  await scene.accessible('the connected programs');
  const [other] = await window.page.execute(() =>
    [...document.querySelectorAll('main li')].filter((one) => !one.textContent.includes('Denne computer')).map((one) => one.querySelector('.name').textContent.trim()));
  await window.click(`Luk ude: ${other}`, 'main button');
  await window.says(`Luk ${other} ude?`);
  await window.says('Breve, det allerede har hentet, bliver der.');
  await scene.accessible('shutting a program out');
  assert.ok((await held()).programs.includes('example-phone-app'), 'not before it was confirmed');
  await confirm();
  await window.says(`${other} er lukket ude.`);
  const { programs } = await held();
  assert.ok(!programs.includes('example-phone-app') && programs.length === 1, programs.join(', '));
  assert.equal((await scene.cli('registration')).status, 'registered', 'the login here still counts');
});

test('the guide asks a few questions, tells nobody the answers, and leads to where a thing is done', async () => {
  const { window, world } = scene;
  await page('Hjælp og guide');
  await scene.accessible('help');
  const mark = (await world.admin('/admin/requests?since=0')).at(-1).n;
  await window.click('Begynd');
  const answers = ['Danmark', 'Mig selv', '18 eller ældre', 'I Danmark', 'Ja', 'Ja, alene', 'Nej'];
  for (const [at, answer] of answers.entries()) {
    await window.says(`Spørgsmål ${at + 1} af 7`);
    if (at === 0) await scene.accessible('a question of the guide');
    await window.click(answer, '[role="radiogroup"] label');
    await window.click('', 'form button[type="submit"]');
  }
  await window.says('Din liste');
  await scene.accessible('the list of the guide');
  const steps = await window.page.execute(() => document.querySelectorAll('ol > li').length);
  assert.ok(steps >= 2, `${steps} steps`);
  const asked = (await world.admin(`/admin/requests?since=${mark}`)).filter(({ path }) => !/messages|mailboxes|access/.test(path));
  assert.deepEqual(asked, []);
  await window.click('Vælg besked');
  await window.says('5 af 5 adresser');
});
