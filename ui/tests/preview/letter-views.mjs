// The letter where it is hard: a long subject, nine attachments, everything allowed, little room, large text.
const desktop = { width: 1440, height: 900 };
const two = { width: 820, height: 1180 };
const phone = { width: 390, height: 844 };
const tiny = { width: 320, height: 640 };

const see = (name, size, choice, more = {}) => ({ name: `letter-full-${name}`, size, choice: { scene: 'fullLetter', ...choice }, ...more });
const open = async (page) => {
  await page.click('[data-letter="l0"]');
  await page.waitForSelector('[data-letter-heading]');
};
const more = async (page) => {
  await open(page);
  await page.click('button:has-text("Flere valg")');
};
const files = async (page) => {
  await open(page);
  await page.click('button:has-text("bilag mere")');
};

const aloud = async (page) => {
  await open(page);
  await page.click('button:has-text("Læs op")');
  await page.waitForSelector('button:has-text("Stop")');
};

export const letterViews = [
  ...['light', 'dark'].flatMap((theme) => [
    see(`desktop-${theme}`, desktop, { theme }, { act: open }),
    see(`two-${theme}`, two, { theme }, { act: more }),
    see(`phone-${theme}`, phone, { theme }, { act: open }),
    see(`more-phone-${theme}`, phone, { theme }, { act: more }),
    see(`aloud-desktop-${theme}`, desktop, { theme }, { act: aloud }),
    see(`aloud-phone-${theme}`, phone, { theme }, { act: aloud }),
    see(`simple-phone-${theme}`, phone, { theme, simple: '1' }, { act: more }),
  ]),
  see('simple-aloud-phone', phone, { simple: '1' }, { act: aloud }),
  see('simple-desktop', desktop, { simple: '1' }, { act: more }),
  see('files-phone', phone, {}, { act: files }),
  see('tiny', tiny, {}, { act: more }),
  see('text200-desktop', desktop, {}, { act: open, textSize: '200%' }),
  see('text200-phone', phone, {}, { act: more, textSize: '200%' }),
];
