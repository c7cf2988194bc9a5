// The pages of somebody with Norwegian mail, in bokmål and nynorsk.
const desktop = { width: 1440, height: 900 };
const tall = { width: 1440, height: 1800 };
const phone = { width: 390, height: 844 };
const tallPhone = { width: 390, height: 2400 };

const see = (name, size, choice, more = {}) => ({ name: `norwayPages-${name}`, size, choice: { language: 'nb', ...choice }, ...more });

/** Opens the rack where it is not there. */
const rack = async (page) => {
  if (await page.isVisible('.card button')) await page.click('.card button');
};
const beside = (title, ...steps) => async (page) => {
  await rack(page);
  await page.click(`.pages button:has-text("${title}")`);
  for (const step of steps) await step(page);
};
const press = (words) => (page) => page.click(`button:has-text("${words}")`);
const there = (what) => (page) => page.waitForSelector(what);
const inMailbox = (...steps) => async (page) => {
  await rack(page);
  await page.click('.boxes button');
  await page.waitForSelector('button:has-text("Legg i et dokument")');
  for (const step of steps) await step(page);
};

const register = beside('Kontakt og reservasjon', there('dl'));
const language = beside('Kontakt og reservasjon', there('dl'), (page) => page.selectOption('form select', 'nn'), (page) => page.click('form button[type=submit]'), there('dialog'));
const mailboxes = beside('Kontakt og reservasjon', there('dl'), press('Om å velge og bytte'), there('.places'));
const guide = beside('Hjelp og guide', press('Begynn'), async (page) => {
  for (const words of ['Norge', 'Meg selv', '18 eller eldre', 'Bare med MinID', 'Ja, Digipost', 'Ja, alene', 'Nei']) {
    await page.click(`label:has-text("${words}") input`);
    await page.click('button[type=submit]');
  }
  await page.waitForSelector('ol');
});
const notifications = beside('Varsel om ny post', press('Varsel fra Digipost'), there('[role=switch]'));
const access = beside('Tilganger', press('Gi tilgang'), there('dialog form'));
const upload = inMailbox(press('Legg i et dokument'), there('dialog'), press('Velg en fil'), there('dialog .put'));
const pictures = inMailbox(rack, press('Ny mappe'), there('dialog form'));

export const norwayPageViews = [
  ...[['desktop', desktop, 'light'], ['phone', phone, 'dark']].flatMap(([at, size, theme]) => [
    see(`post-${at}-${theme}`, size, { scene: 'norway', theme }),
    see(`language-${at}-${theme}`, size, { scene: 'norway', theme }, { act: language }),
    see(`access-${at}-${theme}`, size, { scene: 'norway', theme }, { act: access }),
    see(`upload-${at}-${theme}`, size, { scene: 'norway', theme }, { act: upload }),
    see(`uploadTooLarge-${at}-${theme}`, size, { scene: 'norwayFull', theme }, { act: upload }),
    see(`pictures-${at}-${theme}`, size, { scene: 'norway', theme }, { act: pictures }),
  ]),
  ...[['desktop', tall, 'dark'], ['phone', tallPhone, 'light']].flatMap(([at, size, theme]) => [
    see(`register-${at}-${theme}`, size, { scene: 'norway', theme }, { act: register }),
    see(`reserved-${at}-${theme}`, size, { scene: 'norwayReserved', theme }, { act: register }),
    see(`stale-${at}-${theme}`, size, { scene: 'norwayStale', theme, language: 'nn' }, { act: register }),
    see(`mailboxes-${at}-${theme}`, size, { scene: 'norway', theme }, { act: mailboxes }),
    see(`guide-${at}-${theme}`, size, { scene: 'norway', theme }, { act: guide }),
    see(`notifications-${at}-${theme}`, size, { scene: 'norway', theme }, { act: notifications }),
  ]),
].concat([
  see('both-desktop', tall, { scene: 'norwayBoth' }, { act: beside('Registrering og fritak', (page) => page.click('label:has-text("Norge")'), there('dl')) }),
  see('register-text200-phone', tallPhone, { scene: 'norwayStale' }, { act: register, textSize: '200%' }),
  see('upload-text200-phone', tallPhone, { scene: 'norwayFull' }, { act: upload, textSize: '200%' }),
  see('upload-tiny', { width: 320, height: 640 }, { scene: 'norway' }, { act: upload }),
  see('pictures-tiny', { width: 320, height: 640 }, { scene: 'norway' }, { act: pictures }),
]);
