// What is looked at: a scene, a size, a language, a theme, and what a person does there first.
import { helpingViews } from './helping-views.mjs';
import { letterViews } from './letter-views.mjs';
import { senderViews } from './sender-views.mjs';
import { languageViews } from './language-views.mjs';
import { norwayPageViews } from './norway-pages-views.mjs';
import { norwayViews } from './norway-views.mjs';
import { peopleViews } from './people-views.mjs';
import { todoViews } from './todo-views.mjs';
import { toldViews } from './told-views.mjs';

const desktop = { width: 1440, height: 900 };
const laptop = { width: 1000, height: 700 };
const phone = { width: 390, height: 844 };
const tiny = { width: 320, height: 640 };
const low = { width: 1280, height: 600 };

const see = (name, size, choice, more = {}) => ({ name, size, choice, ...more });
const scenes = ['first', 'registered', 'locked', 'noKeyring', 'keyringAway', 'passphrase', 'pin', 'pinWrong', 'asks', 'keyLost', 'post', 'offline', 'signedOut', 'firstSync', 'readOnly', 'empty', 'long', 'many'];
const both = ['light', 'dark'];

const openRow = async (page) => {
  await page.click('[data-letter="l0"]');
  await page.waitForSelector('[data-letter-heading]');
};
const openLetter = (id) => async (page) => {
  await page.click(`[data-letter="${id}"]`);
  await page.waitForSelector('[data-letter-heading]');
};
const allActions = async (page) => {
  await openRow(page);
  await page.click('.strip > button');
};
const calendar = async (page) => {
  await openRow(page);
  await page.click('button:has-text("Læg i kalender")');
  await page.waitForSelector('dialog');
};
const tree = async (page) => {
  await page.click('.boxes button');
  await page.waitForSelector('[role=treeitem]');
};
const phoneTree = async (page) => {
  await rack(page);
  await page.click('dialog .boxes button');
  await rack(page);
  await page.waitForSelector('[role=treeitem]');
};
const search = async (page) => {
  await page.fill('input[type=search]', 'Indkaldelse');
  await page.waitForSelector('mark');
};
const bySender = async (page) => {
  await page.selectOption('.pane header select', 'sender');
  await page.waitForSelector('.pane h2:has-text("Den Opdigtede")');
};
const conditions = async (page) => {
  await page.fill('input[type=search]', 'afsender:"Prøvestrup Kommune" er:ulæst Indkaldelse');
  await page.waitForSelector('header .ds-chip');
};
const pastSearches = async (page) => {
  await page.focus('input[type=search]');
  await page.waitForSelector('.again');
};
const farDown = async (page) => {
  for (let n = 0; n < 12; n += 1) {
    await page.evaluate(() => (document.querySelector('.pane').scrollTop += 4000));
    await page.waitForTimeout(100);
  }
};
const nothing = async (page) => {
  await page.fill('input[type=search]', 'xyzzy');
  await page.waitForSelector('.empty');
};
/** Presses one of the letter's actions, also where it stands under “Flere valg”. */
const action = async (page, words) => {
  const button = page.locator(`.actions button:has-text("${words}")`);
  if (!(await button.isVisible())) await page.click('.actions button:has-text("Flere valg")');
  await button.click();
};
const move = async (page) => {
  await openRow(page);
  await action(page, 'Flyt');
  await page.waitForSelector('dialog');
};
const note = async (page) => {
  await openRow(page);
  await action(page, 'Notat');
  await page.waitForSelector('dialog');
};
const choose = async (page) => {
  await page.click('button:has-text("Vælg flere")');
  await page.click('[data-letter="l0"] >> xpath=.. >> input');
  await page.click('[data-letter="l1"] >> xpath=.. >> input');
};
const removed = async (page) => {
  await openRow(page);
  await page.click('.actions button:has-text("Slet")');
  await page.waitForSelector('button:has-text("Fortryd")');
};
const settings = (page) => page.click('.foot .item');
const rack = (page) => page.click('.card button');
const pageBeside = (title) => async (page) => {
  await page.click(`.pages button:has-text("${title}")`);
  // The service's own notifications are a part of the page that is opened.
  if (title === pagesBeside.notifications) await page.click('main button:has-text("Besked fra Digital Post")');
};
const phoneBeside = (title) => async (page) => {
  await rack(page);
  await pageBeside(title)(page);
};
const guide = (open) => async (page) => {
  await open(page);
  await page.click('button:has-text("Begynd")');
  for (const words of ['Danmark', 'Mig selv', '18 eller ældre', 'I Danmark', 'Ja', 'Ja, alene', 'Nej']) {
    await page.click(`label:has-text("${words}") input`);
    await page.click('button[type=submit]');
  }
  await page.waitForSelector('ol');
};
const shutOut = (open) => async (page) => {
  await open(page);
  await page.click('button:has-text("Luk ude")');
  await page.waitForSelector('dialog');
};
const otherMail = async (page) => {
  await page.click('button:has-text("Mangler du post")');
  await page.waitForSelector('dialog');
};
const pagesBeside = { registration: 'Tilmelding', notifications: 'Besked om ny post', devices: 'Tilsluttede', help: 'Hjælp og guide' };
const accesses = async (page) => {
  await page.click('.pages button:has-text("Adgange")');
  await page.click('button:has-text("Vis")');
  await page.waitForSelector('ol li');
};
const phoneAccesses = async (page) => {
  await rack(page);
  await accesses(page);
};
const give = async (page) => {
  await accesses(page);
  await page.click('button:has-text("Giv adgang")');
  await page.waitForSelector('dialog form');
};
const phoneGive = async (page) => {
  await rack(page);
  await give(page);
};
const menu = (page) => page.click('[popovertarget]');
const ended = (page) => page.click('.boxes button:has-text("Inger")');
const phoneSettings = async (page) => {
  await menu(page);
  await page.click('#person-menu > .ds-button:last-child');
};
const lockSection = (open) => async (page) => {
  await open(page);
  await page.locator('h2:text-is("Lås")').scrollIntoViewIfNeeded();
  await page.evaluate(() => [...document.querySelectorAll('h2')].find((one) => one.textContent === 'Lås').scrollIntoView());
};
const lockDialog = (open, words) => async (page) => {
  await lockSection(open)(page);
  await page.click(`button:has-text("${words}")`);
  await page.waitForSelector('dialog form');
};
const known = (open) => async (page) => {
  await open(page);
  await page.click('button:has-text("Se det")');
  await page.waitForSelector('text=post.example.org');
};
const stored = (open) => async (page) => {
  await open(page);
  await page.click('button:has-text("Tæl op")');
  await page.waitForSelector('text=131 MB');
};
const forgotten = async (page) => {
  await page.click('button:has-text("Har du glemt")');
  await page.waitForSelector('button:has-text("Begynd forfra")');
};
const phoneEnded = async (page) => {
  await rack(page);
  await ended(page);
};

const toDrafts = async (page) => {
  if (await page.isVisible('.card button')) await rack(page);
  await page.click('button:has-text("Kladder")');
  await page.waitForSelector('[data-draft]');
};
const draft = (id) => async (page) => {
  await toDrafts(page);
  await page.click(`[data-draft="${id}"]`);
  await page.waitForSelector(`h1:has-text("${id === 'd3' ? 'Svar' : id === 'd2' ? 'Videresend' : 'Nyt'}")`);
};
const beside = async (page) => {
  await openRow(page);
  await page.click('.actions button:has-text("Svar")');
  await page.waitForSelector('textarea');
};
const besideLetter = async (page) => {
  await beside(page);
  await page.click('button:has-text("Vis brevet")');
  await page.waitForSelector('button:has-text("Tilbage til kladden")');
};
const exporting = (open) => async (page) => {
  await open(page);
  await page.click('button:has-text("Gem breve")');
  await page.waitForSelector('dialog');
};
const written = async (page) => {
  await exporting(ended)(page);
  await page.click('dialog button:has-text("Gem breve")');
  await page.waitForSelector('dialog .sum');
};
const thread = async (page) => {
  await openRow(page);
  await page.locator('section:has-text("hører sammen")').last().scrollIntoViewIfNeeded();
};
const recipient = async (page) => {
  await draft('d1')(page);
  await page.click('button:has-text("Vælg en anden")');
  await page.click('dialog button:has-text("Prøvestrup")');
  await page.waitForSelector('dialog button:has-text("Byggesag")');
};
const forwardTo = async (page) => {
  await draft('d2')(page);
  await page.click('button:has-text("Vælg en anden")');
  await page.waitForSelector('dialog input[type=email]');
};

export const views = [
  ...letterViews,
  ...senderViews,
  ...todoViews,
  ...helpingViews,
  ...languageViews,
  ...norwayViews,
  ...norwayPageViews,
  ...peopleViews,
  ...toldViews,
  ...scenes.flatMap((scene) => both.flatMap((theme) => [
    see(`${scene}-desktop-${theme}`, desktop, { scene, theme }),
    see(`${scene}-phone-${theme}`, phone, { scene, theme }),
  ])),
  ...both.flatMap((theme) => [
    see(`letter-desktop-${theme}`, desktop, { theme }, { act: openRow }),
    see(`letter-phone-${theme}`, phone, { theme }, { act: openRow }),
    see(`move-desktop-${theme}`, desktop, { theme }, { act: move }),
    see(`move-phone-${theme}`, phone, { theme }, { act: move }),
    see(`note-phone-${theme}`, phone, { theme }, { act: note }),
    see(`actions-desktop-${theme}`, desktop, { scene: 'actions', theme }, { act: allActions }),
    see(`actions-phone-${theme}`, phone, { scene: 'actions', theme }, { act: allActions }),
    see(`calendar-desktop-${theme}`, desktop, { scene: 'actions', theme }, { act: calendar }),
    see(`calendar-phone-${theme}`, phone, { scene: 'actions', theme }, { act: calendar }),
    see(`folders-desktop-${theme}`, desktop, { scene: 'folders', theme }, { act: tree }),
    see(`folders-phone-${theme}`, phone, { scene: 'folders', theme }, { act: phoneTree }),
    see(`folders-move-${theme}`, phone, { scene: 'folders', theme }, { act: move }),
    see(`serves-other-desktop-${theme}`, desktop, { scene: 'serves', theme }, { act: openLetter('l1') }),
    see(`serves-other-phone-${theme}`, phone, { scene: 'serves', theme }, { act: openLetter('l1') }),
    see(`serves-own-desktop-${theme}`, desktop, { theme }, { act: openLetter('l4') }),
    see(`serves-later-phone-${theme}`, phone, { scene: 'notNow', theme }, { act: openLetter('l4') }),
    see(`choose-desktop-${theme}`, desktop, { theme }, { act: choose }),
    see(`choose-phone-${theme}`, phone, { theme }, { act: choose }),
    see(`removed-desktop-${theme}`, desktop, { theme }, { act: removed }),
    see(`removed-phone-${theme}`, phone, { theme }, { act: removed }),
    see(`search-desktop-${theme}`, desktop, { theme }, { act: search }),
    see(`search-phone-${theme}`, phone, { theme }, { act: search }),
    see(`nothing-desktop-${theme}`, desktop, { theme }, { act: nothing }),
    see(`rows-sender-desktop-${theme}`, desktop, { theme }, { act: bySender }),
    see(`rows-sender-phone-${theme}`, phone, { theme }, { act: bySender }),
    see(`rows-far-desktop-${theme}`, desktop, { scene: 'thousands', theme }, { act: farDown }),
    see(`rows-past-desktop-${theme}`, desktop, { scene: 'searched', theme }, { act: pastSearches }),
    see(`rows-past-phone-${theme}`, phone, { scene: 'searched', theme }, { act: pastSearches }),
    see(`rows-conditions-desktop-${theme}`, desktop, { theme }, { act: conditions }),
    see(`rows-conditions-phone-${theme}`, phone, { theme }, { act: conditions }),
    see(`settings-desktop-${theme}`, desktop, { theme }, { act: settings }),
    see(`settings-phone-${theme}`, phone, { theme }, { act: phoneSettings }),
    see(`settings-lock-desktop-${theme}`, desktop, { scene: 'withPin', theme }, { act: lockSection(settings) }),
    see(`settings-lock-phone-${theme}`, phone, { scene: 'withPin', theme }, { act: lockSection(phoneSettings) }),
    see(`lock-change-desktop-${theme}`, desktop, { scene: 'withPin', theme }, { act: lockDialog(settings, 'Brug en adgangssætning') }),
    see(`lock-choose-phone-${theme}`, phone, { theme }, { act: lockDialog(phoneSettings, 'Brug en PIN') }),
    see(`lock-asks-phone-${theme}`, phone, { scene: 'withPin', theme }, { act: lockDialog(phoneSettings, 'Lad nøgleringen spørge') }),
    see(`lock-remove-phone-${theme}`, phone, { scene: 'withPin', theme }, { act: lockDialog(phoneSettings, 'Fjern låsen') }),
    see(`lock-forgotten-desktop-${theme}`, desktop, { scene: 'pin', theme }, { act: forgotten }),
    see(`lock-forgotten-phone-${theme}`, phone, { scene: 'pinWrong', theme }, { act: forgotten }),
    see(`known-desktop-${theme}`, desktop, { theme }, { act: known(pageBeside('Hjælp og guide')) }),
    see(`known-phone-${theme}`, phone, { theme }, { act: known(phoneBeside('Hjælp og guide')) }),
    see(`stored-desktop-${theme}`, desktop, { theme }, { act: stored(settings) }),
    see(`stored-phone-${theme}`, phone, { theme }, { act: stored(phoneSettings) }),
    see(`settings-noTray-${theme}`, desktop, { scene: 'noTray', theme }, { act: settings }),
    see(`menu-desktop-${theme}`, desktop, { scene: 'signedOut', theme }, { act: menu }),
    see(`menu-phone-${theme}`, phone, { theme }, { act: menu }),
    see(`ended-desktop-${theme}`, desktop, { scene: 'ended', theme }, { act: ended }),
    see(`ended-phone-${theme}`, phone, { scene: 'ended', theme }, { act: phoneEnded }),
    see(`endedWhy-desktop-${theme}`, desktop, { scene: 'endedWhy', theme }, { act: ended }),
    see(`endedWhy-phone-${theme}`, phone, { scene: 'endedWhy', theme }, { act: phoneEnded }),
    see(`decides-desktop-${theme}`, desktop, { scene: 'decides', theme }, { act: ended }),
    see(`decides-phone-${theme}`, phone, { scene: 'decides', theme }, { act: phoneEnded }),
    see(`access-desktop-${theme}`, desktop, { theme }, { act: accesses }),
    see(`access-phone-${theme}`, phone, { theme }, { act: phoneAccesses }),
    see(`access-long-phone-${theme}`, phone, { scene: 'longAccesses', theme }, { act: phoneAccesses }),
    see(`give-desktop-${theme}`, desktop, { theme }, { act: give }),
    see(`give-phone-${theme}`, phone, { theme }, { act: phoneGive }),
    see(`rack-phone-${theme}`, phone, { theme }, { act: rack }),
    see(`keys-desktop-${theme}`, desktop, { theme }, { act: (page) => page.keyboard.press('?') }),
    see(`mailbox-desktop-${theme}`, desktop, { theme }, { act: ended }),
    see(`export-desktop-${theme}`, desktop, { theme }, { act: written }),
    see(`export-phone-${theme}`, phone, { theme }, { act: exporting(phoneEnded) }),
    see(`queued-desktop-${theme}`, desktop, { scene: 'queued', theme }, { act: openRow }),
    see(`queued-phone-${theme}`, phone, { scene: 'queued', theme }, { act: openRow }),
    see(`writing-besideLow-${theme}`, low, { scene: 'drafts', theme }, { act: beside }),
    see(`writing-letterLow-${theme}`, low, { scene: 'drafts', theme }, { act: besideLetter }),
    see(`writing-letterFirst-phone-${theme}`, phone, { scene: 'drafts', theme }, { act: besideLetter }),
    ...Object.entries(pagesBeside).flatMap(([name, title]) => [
      see(`${name}-desktop-${theme}`, desktop, { theme }, { act: pageBeside(title) }),
      see(`${name}-phone-${theme}`, phone, { theme }, { act: phoneBeside(title) }),
    ]),
    see(`exempt-registration-desktop-${theme}`, desktop, { scene: 'exempt', theme }, { act: pageBeside('Tilmelding') }),
    see(`exempt-registration-phone-${theme}`, phone, { scene: 'exempt', theme }, { act: phoneBeside('Tilmelding') }),
    see(`guide-desktop-${theme}`, desktop, { theme }, { act: guide(pageBeside('Hjælp og guide')) }),
    see(`guide-phone-${theme}`, phone, { theme }, { act: guide(phoneBeside('Hjælp og guide')) }),
    see(`shutOut-phone-${theme}`, phone, { theme }, { act: shutOut(phoneBeside('Tilsluttede')) }),
    see(`otherMail-desktop-${theme}`, desktop, { theme }, { act: otherMail }),
  ]),
  ...both.flatMap((theme) => [desktop, phone].flatMap((size) => {
    const at = `${size === phone ? 'phone' : 'desktop'}-${theme}`;
    const writing = (name, act) => see(`writing-${name}-${at}`, size, { scene: 'drafts', theme }, { act });
    return [
      writing('drafts', toDrafts),
      writing('new', draft('d1')),
      writing('email', draft('d2')),
      writing('waiting', draft('d3')),
      writing('refused', draft('d4')),
      writing('beside', beside),
      writing('thread', thread),
      writing('recipient', recipient),
      writing('forwardTo', forwardTo),
    ];
  })),
  see('pin-tiny', tiny, { scene: 'pinWrong' }, { act: forgotten }),
  see('pin-text200-phone', phone, { scene: 'pinWrong' }, { act: forgotten, textSize: '200%' }),
  see('lock-text200-phone', phone, { scene: 'withPin' }, { act: lockDialog(phoneSettings, 'Skift PIN'), textSize: '200%' }),
  see('writing-tiny', tiny, { scene: 'drafts' }, { act: draft('d1') }),
  see('writing-text200-phone', phone, { scene: 'drafts' }, { act: draft('d1'), textSize: '200%' }),
  see('post-laptop', laptop, {}),
  see('letter-laptop', laptop, {}, { act: openRow }),
  see('first-laptop', laptop, { scene: 'first' }),
  see('post-english', desktop, { language: 'en' }, { act: openRow }),
  see('post-bokmal', desktop, { language: 'nb' }),
  see('first-english', laptop, { scene: 'first', language: 'en' }),
  ...['post', 'long', 'first', 'offline'].map((scene) => see(`${scene}-tiny`, tiny, { scene })),
  ...['post', 'first'].flatMap((scene) => [
    see(`${scene}-text200-desktop`, desktop, { scene }, { textSize: '200%' }),
    see(`${scene}-text200-laptop`, laptop, { scene }, { textSize: '200%' }),
    see(`${scene}-text200-phone`, phone, { scene }, { textSize: '200%' }),
  ]),
  // The system's few colours in the place of all of ours, and a desktop window at 400 %.
  ...[['post', {}], ['letter', {}, openRow], ['first', { scene: 'first' }], ['offline', { scene: 'offline' }], ['search', {}, search], ['move', {}, move]].flatMap(
    ([name, choice, act]) => [
      see(`forced-${name}`, desktop, choice, { act, forced: true }),
      see(`zoom400-${name}`, { width: 320, height: 256 }, choice, { act }),
    ],
  ),
];
