// The screens that docs/screens keeps: the main states at phone, half and full width. Looked at with the others only when
// they are made anew: npm run screens -- ../docs/screens docs-
const sizes = { 390: { width: 390, height: 844 }, 820: { width: 820, height: 1180 }, 1440: { width: 1440, height: 900 } };

const rack = async (page) => {
  if (await page.isVisible('.card button')) await page.click('.card button');
};
const inRack = (words) => async (page) => {
  await rack(page);
  await page.click(`.rack button:has-text("${words}")`);
};
const letter = async (page) => {
  await page.click('[data-letter="l2"]');
  await page.waitForSelector('[data-letter-heading]');
};
const search = async (page) => {
  await page.fill('input[type=search]', 'Indkaldelse');
  await page.waitForSelector('mark');
};
const palette = (page) => page.keyboard.press('Control+Shift+P');
const states = [
  ['first-start', { scene: 'first' }],
  ['locked', { scene: 'locked' }],
  ['post', {}],
  ['post-dark', { theme: 'dark' }],
  ['letter', {}, letter],
  ['search', {}, search],
  ['to-do', {}, inRack('At gøre')],
  ['helping', {}, inRack('Dem, du hjælper')],
  ['ended', { scene: 'ended' }, inRack('Inger')],
  ['offline', { scene: 'offline' }],
  ['first-sync', { scene: 'firstSync' }],
  ['empty', { scene: 'empty' }],
  ['settings', {}, inRack('Indstillinger')],
  ['told', {}, inRack('Besked om ny post')],
  ['simple', { simple: '1', language: 'nb' }],
  ['palette', {}, palette],
];

export const keptViews = states.flatMap(([name, choice, act]) =>
  Object.entries(sizes).map(([width, size]) => ({ name: `docs-${name}-${width}`, size, choice, ...(act && { act }) })),
);
