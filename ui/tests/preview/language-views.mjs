// The main screens in another language: from the right (Arabic), and with texts two fifths longer than the Danish ones.
// What is pressed is found by where it stands, since its words are others in each language.
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const open = (id) => async (page) => {
  await page.click(`[data-letter="${id}"]`);
  await page.waitForSelector('[data-letter-heading]');
};
const opened = open('l0');
const rack = (page) => page.click('.card button');
/** A page of the rack by its place in it. */
const beside = (at) => async (page, small) => {
  if (small) await rack(page);
  await page.locator('.pages button').nth(at).click();
};
const settings = async (page, small) => {
  if (!small) return page.click('.foot .item');
  await page.click('[popovertarget]');
  await page.click('#person-menu > .ds-button:last-child');
};

const screens = [
  ['first', 'first'],
  ['pin', 'pin'],
  ['post', 'post'],
  ['letter', 'post', opened],
  ['offline', 'offline'],
  ['long', 'long'],
  ['writing', 'drafts', async (page) => {
    await opened(page);
    await page.click('.actions button:visible >> nth=0');
    await page.waitForSelector('textarea');
  }],
  ['settings', 'post', settings],
  ...['todo', 'page1', 'page2', 'page3', 'page4'].map((name, at) => [name, 'post', beside(at)]),
];

const each = (name, choice) =>
  [['desktop', desktop], ['phone', phone]].flatMap(([place, size]) =>
    screens.map(([screen, scene, act]) => ({
      name: `${name}-${screen}-${place}`,
      size,
      choice: { scene, ...choice },
      act: act && ((page) => act(page, size === phone)),
    })),
  );

export const languageViews = [...each('arabic', { language: 'ar' }), ...each('longer', { longer: '' })];
