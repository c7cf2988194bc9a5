// Who a letter is from: with a logo and what the register says, and where only a name is known.
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const see = (name, size, choice, more = {}) => ({ name: `sender-${name}`, size, choice, ...more });
const open = (letter) => async (page) => {
  await page.click(`[data-letter="${letter}"]`);
  await page.waitForSelector('[data-letter-heading]');
};
const ask = (letter) => async (page) => {
  await open(letter)(page);
  await page.click('button:has-text("Hvem er det?")');
  await page.waitForSelector('.who');
};

export const senderViews = [
  ...['light', 'dark'].flatMap((theme) => [
    see(`desktop-${theme}`, desktop, { theme }, { act: ask('l0') }),
    see(`phone-${theme}`, phone, { theme }, { act: ask('l1') }),
    see(`simple-phone-${theme}`, phone, { theme, simple: '1' }, { act: ask('l0') }),
    see(`unknown-phone-${theme}`, phone, { theme }, { act: ask('l3') }),
  ]),
  see('closed-phone', phone, {}, { act: open('l0') }),
  see('simple-desktop', desktop, { simple: '1' }, { act: ask('l1') }),
  see('forced', desktop, {}, { act: ask('l0'), forced: true }),
  see('text200-phone', phone, {}, { act: ask('l1'), textSize: '200%' }),
];
