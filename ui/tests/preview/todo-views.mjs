// To do: with everything in it, with long words, with nothing; and a guess in a letter.
const desktop = { width: 1440, height: 900 };
const two = { width: 820, height: 1180 };
const phone = { width: 390, height: 844 };
const tallPhone = { width: 390, height: 2400 };
const tiny = { width: 320, height: 640 };

const see = (name, size, choice, more = {}) => ({ name: `todo-${name}`, size, choice, ...more });
const page = async (page) => {
  if (await page.isVisible('.card button')) await page.click('.card button');
  await page.click('.rack button:has-text("At gøre")');
  await page.waitForSelector('h1:has-text("At gøre")');
};
const ticked = async (browser) => {
  await page(browser);
  await browser.click('[data-todo] .tick');
  await browser.click('button:has-text("der er klaret")');
  await browser.waitForSelector('.ticked >> nth=1');
};
const saved = async (browser) => {
  await page(browser);
  await browser.click('button:has-text("kalenderfil")');
  await browser.waitForSelector('.saved');
};
const guess = async (browser) => {
  await browser.click('[data-letter="l2"]');
  await browser.waitForSelector('.strip q');
};

export const todoViews = [
  ...['light', 'dark'].flatMap((theme) => [
    see(`desktop-${theme}`, desktop, { theme }, { act: page }),
    see(`two-${theme}`, two, { theme }, { act: page }),
    see(`phone-${theme}`, tallPhone, { theme }, { act: page }),
    see(`ticked-desktop-${theme}`, desktop, { theme }, { act: ticked }),
    see(`ticked-phone-${theme}`, tallPhone, { theme }, { act: ticked }),
    see(`saved-desktop-${theme}`, desktop, { theme }, { act: saved }),
    see(`guess-desktop-${theme}`, desktop, { theme }, { act: guess }),
    see(`guess-phone-${theme}`, phone, { theme }, { act: guess }),
    see(`none-phone-${theme}`, phone, { scene: 'nothingToDo', theme }, { act: page }),
  ]),
  see('long-desktop', desktop, { scene: 'todoLong' }, { act: page }),
  see('long-phone', tallPhone, { scene: 'todoLong' }, { act: page }),
  see('tiny', tiny, {}, { act: page }),
  see('text200-desktop', desktop, {}, { act: page, textSize: '200%' }),
  see('text200-phone', phone, {}, { act: page, textSize: '200%' }),
];
