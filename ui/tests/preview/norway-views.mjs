// Mail from Norway: letters whose opening is told or noted, or that take a higher login; cases, payments and cards; the first
// screen, the rack and the logins of two countries.
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const tiny = { width: 320, height: 640 };

const open = (id) => async (page) => {
  await page.click(`[data-letter="${id}"]`);
  await page.waitForSelector('[data-letter-heading]');
};
const openTo = (id, what) => async (page) => {
  await open(id)(page);
  await page.locator(what).first().scrollIntoViewIfNeeded();
};
const asked = async (page) => {
  await open('l0')(page);
  await page.click('.strip button:has-text("Gå til")');
  await page.waitForSelector('dialog');
};
const add = async (page) => {
  await page.click('[popovertarget]');
  await page.click('#person-menu button:has-text("Tilføj et login")');
  await page.waitForSelector('dialog');
};
const rack = (small) => async (page) => {
  if (small) await page.click('.card button');
};
const ahead = (small) => async (page) => {
  await rack(small)(page);
  await page.click('.boxes button:has-text("Per Prøve")');
  await page.click('button:has-text("Hent på forhånd")');
  await page.waitForSelector('dialog [role=switch]');
};

const screens = [
  ['rack', 'bothCountries', rack],
  ['seen', 'bothCountries', open('l1')],
  ['newer', 'bothCountries', open('l8')],
  ['receipt-own', 'bothCountries', open('l2')],
  ['receipt-other', 'bothCountries', open('l3')],
  ['receipt-later', 'receiptLater', open('l2')],
  ['level-bankid', 'bothCountries', open('l4')],
  ['level-mitid', 'bothCountries', open('l9')],
  ['case', 'bothCountries', open('l0')],
  ['history', 'bothCountries', openTo('l0', 'section:has-text("Det er sket")')],
  ['question', 'bothCountries', asked],
  ['invoice', 'bothCountries', open('l6')],
  ['cards', 'bothCountries', open('l7')],
  ['start', 'startBoth'],
  ['add', 'bothCountries', add],
  ['ended', 'oneEnded'],
  ['ahead', 'bothCountries', ahead],
];
/** Those that go another way where there is one pane only. */
const twoWays = new Set([rack, ahead]);

const see = (name, size, scene, act, more = {}) => ({
  name: `norway-${name}`, size, choice: { scene, ...more }, act: twoWays.has(act) ? act(size !== desktop) : act,
});

export const norwayViews = [
  ...[['desktop', desktop, 'light'], ['phone', phone, 'dark']].flatMap(([place, size, theme]) =>
    screens.map(([name, scene, act]) => see(`${name}-${place}-${theme}`, size, scene, act, { theme })),
  ),
  ...['case', 'start', 'receipt-other'].map((name) => {
    const [, scene, act] = screens.find(([one]) => one === name);
    return see(`${name}-tiny`, tiny, scene, act);
  }),
  see('cards-nynorsk', phone, 'bothCountries', open('l7'), { language: 'nn' }),
  see('seen-bokmaal', desktop, 'bothCountries', open('l1'), { language: 'nb' }),
];
