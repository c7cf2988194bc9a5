// Several people at one computer: the section in the settings, adding one more, and the screens that say whose letters
// these are.
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const settings = async (page, small) => {
  if (!small) await page.click('.foot .item');
  else {
    await page.click('[popovertarget]');
    await page.click('#person-menu > .ds-button:last-child');
  }
  await page.evaluate(() => [...document.querySelectorAll('h2')].find((one) => one.textContent === 'Personer på denne computer').scrollIntoView());
};
const adding = async (page, small) => {
  await settings(page, small);
  await page.click('button:has-text("Tilføj en person")');
  await page.waitForSelector('dialog');
};
const commands = async (page) => {
  await page.keyboard.press('Control+Shift+P');
  await page.keyboard.type('skift');
};

const screens = [
  ['closed', 'sharedClosed'],
  ['first', 'sharedFirst'],
  ['settings', 'shared', settings],
  ['add', 'shared', adding],
  ['add-lock', 'post', adding],
  ['commands', 'shared', commands],
];

export const peopleViews = [['desktop', desktop], ['phone', phone]].flatMap(([place, size]) =>
  ['light', 'dark'].flatMap((theme) =>
    screens.map(([name, scene, act]) => ({
      name: `people-${name}-${place}-${theme}`,
      size,
      choice: { scene, theme },
      act: act && ((page) => act(page, size === phone)),
    })),
  ),
);
