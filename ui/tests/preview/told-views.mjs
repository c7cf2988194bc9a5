// Being told of letters: each state, as it is and with what can be opened there.
const desktop = { width: 1440, height: 900 };
const tall = { width: 1440, height: 2400 };
const phone = { width: 390, height: 844 };
const tallPhone = { width: 390, height: 3000 };

const see = (name, size, choice, more = {}) => ({ name: `told-${name}`, size, choice, ...more });

/** Goes to the page, wherever the rack is. */
const page = async (page) => {
  if (await page.isVisible('.card button')) await page.click('.card button');
  await page.click('.pages button >> nth=2');
  await page.waitForSelector('[data-channel]');
};
const then = (...steps) => async (browser) => {
  await page(browser);
  for (const step of steps) await step(browser);
};
const press = (words) => (page) => page.click(`main button:has-text("${words}")`);
const more = (channel) => async (page) => {
  await page.click(`[data-channel="${channel}"] button:has-text("Flere valg")`);
  await page.waitForSelector('figure .message');
};
const show = (words) => (page) => page.click(`[data-channel] label:has-text("${words}")`);
const setUp = (channel) => async (page) => {
  await page.click(`[data-channel="${channel}"] [role=switch]`);
  await page.waitForSelector(`[data-channel="${channel}"] form`);
};
const refused = async (page) => {
  await page.evaluate(() => (globalThis.told.wrong = ['host', 'user', 'secret', 'port', 'to']));
  await press('Gem og slå til')(page);
  await page.waitForSelector('[aria-invalid=true]');
};
const tried = async (page) => {
  await page.click('[data-channel="sms"] [data-action="trial"]');
  await page.waitForSelector('[data-channel="sms"] [role=status] .icon');
};
const forgetting = async (page) => {
  await press('Ret opsætning')(page);
  await press('Glem opsætningen')(page);
  await page.waitForSelector('dialog');
};
const exceptions = press('Undtagelser');
const change = async (page) => {
  await page.click('main button[aria-label^="Ret: "]');
  await page.waitForSelector('figure .message');
};
const ledger = async (page) => {
  await press('Hvad du har')(page);
  await page.waitForSelector('ol li');
};

export const toldViews = ['light', 'dark'].flatMap((theme) => [
  ...[['desktop', desktop], ['phone', phone]].flatMap(([at, size]) => [
    see(`fresh-${at}-${theme}`, size, { scene: 'toldFresh', theme }, { act: page }),
    see(`setUp-${at}-${theme}`, size, { scene: 'toldSetUp', theme }, { act: then(tried) }),
    see(`trouble-${at}-${theme}`, size, { scene: 'toldTrouble', theme }, { act: page }),
    see(`line-${at}-${theme}`, size, { scene: 'toldTrouble', theme }),
    see(`forget-${at}-${theme}`, size, { scene: 'toldSetUp', theme }, { act: then(forgetting) }),
    see(`twice-${at}-${theme}`, size, { scene: 'toldTwice', theme }, { act: page }),
  ]),
  ...[['desktop', tall], ['phone', tallPhone]].flatMap(([at, size]) => [
    see(`email-${at}-${theme}`, size, { scene: 'toldFresh', theme }, { act: then(setUp('email')) }),
    see(`wrong-${at}-${theme}`, size, { scene: 'toldFresh', theme }, { act: then(setUp('email'), refused) }),
    see(`sms-${at}-${theme}`, size, { scene: 'toldFresh', theme }, { act: then(setUp('sms')) }),
    see(`more-${at}-${theme}`, size, { scene: 'toldSetUp', theme }, { act: then(more('sms'), show('Også hvad det handler om'), show('samlet en gang om dagen'), press('Sprog, tid')) }),
    see(`exceptions-${at}-${theme}`, size, { scene: 'toldExceptions', theme }, { act: then(exceptions, change) }),
    see(`ledger-${at}-${theme}`, size, { scene: 'toldLedger', theme }, { act: then(ledger) }),
    see(`long-${at}-${theme}`, size, { scene: 'toldLong', theme }, { act: then(more('email'), exceptions, change) }),
  ]),
]).concat([
  see('fresh-text200-phone', phone, { scene: 'toldFresh' }, { act: page, textSize: '200%' }),
  see('more-text200-phone', tallPhone, { scene: 'toldSetUp' }, { act: then(more('email')), textSize: '200%' }),
  see('wrong-text200-desktop', tall, { scene: 'toldFresh' }, { act: then(setUp('email'), refused), textSize: '200%' }),
  see('exceptions-tiny', { width: 320, height: 2400 }, { scene: 'toldLong' }, { act: then(exceptions) }),
  see('fresh-english', desktop, { scene: 'toldSetUp', language: 'en' }, { act: page }),
  see('fresh-bokmal', desktop, { scene: 'toldSetUp', language: 'nb' }, { act: page }),
]);
