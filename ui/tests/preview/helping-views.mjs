// Those one helps, everything else in one list, and the simple form.
const desktop = { width: 1440, height: 900 };
const tall = { width: 1440, height: 1500 };
const two = { width: 820, height: 1180 };
const phone = { width: 390, height: 844 };
const tallPhone = { width: 390, height: 2400 };
const tiny = { width: 320, height: 640 };

const see = (name, size, choice, more = {}) => ({ name, size, choice, ...more });
const page = async (page) => {
  if (await page.isVisible('.card button')) await page.click('.card button');
  await page.click('.rack button:has-text("Dem, du hjælper")');
  await page.waitForSelector('.may');
};
const writing = async (browser) => {
  await page(browser);
  await browser.click('button:has-text("Skriv"):near(.note)');
  await browser.waitForSelector('textarea');
};
const noted = async (browser) => {
  await writing(browser);
  await browser.fill('textarea', 'Mette kører mor til blodprøve. Jeg ringer om boligydelsen.');
  await browser.click('form button[type=submit]');
  await browser.waitForSelector('.note .text');
};
const readers = async (browser) => {
  await page(browser);
  await browser.click('button:has-text("Hvem har læst")');
  await browser.waitForSelector('ol, .none');
};
const letter = async (page) => {
  await page.click('[data-letter="l0"]');
  await page.waitForSelector('[data-letter-heading]');
};
const more = (page) => page.click('nav button:has-text("Mere")');
const todo = (page) => page.click('nav button:has-text("At gøre")');

export const helpingViews = [
  ...['light', 'dark'].flatMap((theme) => [
    see(`helping-desktop-${theme}`, tall, { theme }, { act: noted }),
    see(`helping-writing-phone-${theme}`, tallPhone, { theme }, { act: writing }),
    see(`helping-readers-two-${theme}`, two, { theme }, { act: readers }),
    see(`helping-none-phone-${theme}`, phone, { scene: 'helpsNobody', theme }, { act: async (page) => {
      await page.click('.card button');
      await page.click('.rack button:has-text("Dem, du hjælper")');
    } }),
    see(`tabs-more-phone-${theme}`, phone, { theme }, { act: more }),
    see(`simple-post-desktop-${theme}`, desktop, { theme, simple: '1' }),
    see(`simple-post-phone-${theme}`, phone, { theme, simple: '1' }),
    see(`simple-letter-desktop-${theme}`, desktop, { theme, simple: '1' }, { act: letter }),
    see(`simple-letter-phone-${theme}`, phone, { theme, simple: '1' }, { act: letter }),
    see(`simple-todo-phone-${theme}`, tallPhone, { theme, simple: '1' }, { act: todo }),
    see(`simple-more-phone-${theme}`, phone, { theme, simple: '1' }, { act: more }),
  ]),
  see('helping-long-phone', tallPhone, { scene: 'helpsLong' }, { act: page }),
  see('helping-text200-phone', phone, {}, { act: page, textSize: '200%' }),
  see('simple-long-phone', phone, { scene: 'long', simple: '1' }),
  see('simple-tiny', tiny, { simple: '1' }),
  see('simple-text200-phone', phone, { simple: '1' }, { textSize: '200%' }),
];
