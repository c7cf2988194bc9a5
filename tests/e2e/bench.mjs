// The built window, as a person waits for it: from the start of its process to a usable list, with 5,000 letters and
// with 500 mailboxes, and from the choice of a mailbox to its first painted letter. Medians; each beside a yardstick
// of the same run. And how long a mailbox with very many letters takes to show what a person did in it: of all that was
// done, what only two in a hundred exceed. Usage: bench.mjs RESULTS [NAME-OF-ONE-FIGURE]
import { readFile, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remote } from 'webdriverio';
import { World, program, until } from './world.mjs';

const RUNS = 7;
/** How many letters a long list has. A promise is for 100,000; to bring them here takes longer than all else. */
const MANY = Number(process.env.POSTKASSE_LIST_LETTERS ?? 20_000);
const results = process.argv[2];
const application = program('postkasse-app');

/** When the window's process started, to a hundredth of a second. */
async function born(home) {
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const exe = await readlink(`/proc/${id}/exe`).catch(() => '');
    if (exe !== application) continue;
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\0').includes(`POSTKASSE_HOME=${home}`)) continue;
    // After the name, which may hold anything, the 20th field is the start in hundredths since the system's.
    const fields = (await readFile(`/proc/${id}/stat`, 'utf8')).split(') ').at(-1).split(' ');
    const up = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
    return Date.now() - (up - Number(fields[19]) / 100) * 1000;
  }
  return null;
}

/** Runs in the page: waits until there is such an element, painted, and says when that was. */
function painted(selector, done) {
  const look = () => {
    if (!document.querySelector(selector)?.checkVisibility()) setTimeout(look, 2);
    else requestAnimationFrame(() => setTimeout(() => done(Date.now())));
  };
  look();
}

/** The median of some starts, in ms, until the window shows such an element. */
async function start(world, home, selector) {
  world.env.POSTKASSE_HOME = home;
  const port = await world.driver();
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await remote({
      hostname: '127.0.0.1', port, logLevel: 'error', connectionRetryCount: 1,
      capabilities: { 'wdio:enforceWebDriverClassic': true, 'tauri:options': { application } },
    });
    const shown = await page.executeAsync(painted, selector);
    times.push(shown - (await until('the process of the window', () => born(home))));
    await page.deleteSession();
    await until('the window to end', async () => (await born(home)) === null);
  }
  return median(times);
}

/** Runs in the page: goes to the mailbox whose box says so, and says how many ms later its first letter was painted. */
function switched(owner, done) {
  const before = document.querySelector('[data-letter]')?.dataset.letter;
  const box = [...document.querySelectorAll('.boxes button')].find((button) => button.querySelector('.owner').textContent === owner);
  const began = performance.now();
  box.click();
  const look = () => {
    const first = document.querySelector('[data-letter]');
    if (!first || first.dataset.letter === before) setTimeout(look, 1);
    else requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  };
  look();
}

/** The first switch to Mette's mailbox, which opens it, and the median of those that follow, in ms. */
async function switches(world) {
  const port = await world.driver();
  const page = await remote({
    hostname: '127.0.0.1', port, logLevel: 'error', connectionRetryCount: 1,
    capabilities: { 'wdio:enforceWebDriverClassic': true, 'tauri:options': { application } },
  });
  await page.setWindowRect(null, null, 1440, 900);
  await page.executeAsync(painted, '.boxes button');
  const times = [];
  // From all post, whose first letter may be Mette's, too.
  await page.executeAsync(switched, 'Inger Hansen');
  for (let run = 0; run <= 2 * RUNS; run += 1) {
    times.push(await page.executeAsync(switched, 'Mette Hansen'));
    await page.executeAsync(switched, 'Inger Hansen');
  }
  await page.deleteSession();
  const [first, ...rest] = times;
  return { first, usual: median(rest) };
}

/** Runs in the page: does things in the list one after the other, and says of each how many ms later it was painted. The
 *  web view has no event timing; two frames after the event what it changed is on the screen. */
function lived(done) {
  const pane = () => document.querySelector('.pane');
  const row = (at) => document.querySelectorAll('[data-letter]')[at];
  const field = document.querySelector('input[type=search]');
  const typed = (text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const box = (at) => document.querySelectorAll('.boxes button')[at];
  const times = (n, act) => Array.from({ length: n }, (_, at) => () => act(at));
  const acts = {
    scroll: times(100, () => (pane().scrollTop += 2500)),
    down: [() => row(0).focus(), ...times(50, () => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true })))],
    open: times(20, (at) => row(at).click()),
    search: [...times(5, (at) => typed('kommu'.slice(0, at + 1))), () => typed('')],
    filter: times(6, (at) => document.querySelectorAll('input[name=filter]')[[1, 0, 3, 0, 4, 0][at]].click()),
    sender: times(2, (at) => {
      const order = document.querySelector('.pane header select');
      order.value = ['sender', 'newest'][at];
      order.dispatchEvent(new Event('change', { bubbles: true }));
    }),
    switch: times(6, (at) => box(at % 2).click()),
  };
  const all = Object.entries(acts).flatMap(([what, some]) => some.map((act) => [what, act]));
  const found = [];
  const next = (at) => {
    if (at === all.length) return done(found);
    const began = performance.now();
    all[at][1]();
    requestAnimationFrame(() => requestAnimationFrame(() => {
      found.push([all[at][0], performance.now() - began]);
      setTimeout(() => next(at + 1), 120);
    }));
  };
  next(0);
}

/** What two in a hundred of the things that are done in Mette's mailbox exceed, in ms; the slowest of each kind beside. */
async function living(world) {
  const port = await world.driver();
  const page = await remote({
    hostname: '127.0.0.1', port, logLevel: 'error', connectionRetryCount: 1,
    capabilities: { 'wdio:enforceWebDriverClassic': true, 'tauri:options': { application } },
  });
  await page.setTimeout({ script: 300_000 });
  await page.setWindowRect(null, null, 1440, 900);
  await page.executeAsync(painted, '.boxes button');
  await page.executeAsync(switched, 'Inger Hansen');
  await page.executeAsync(switched, 'Mette Hansen');
  const found = await page.executeAsync(lived);
  await page.deleteSession();
  const slowest = {};
  for (const [what, ms] of found) slowest[what] = Math.round(Math.max(slowest[what] ?? 0, ms));
  console.log(JSON.stringify(slowest));
  const ordered = found.map(([, ms]) => ms).sort((a, b) => a - b);
  return ordered[Math.ceil(ordered.length * 0.98) - 1];
}

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
const rounded = (value) => Math.round(value * 1000) / 1000;

/** Adds a figure to the results, and prints it. */
async function figure(name, value, unit, yardstick, against) {
  const all = JSON.parse(await readFile(results, 'utf8').catch(() => '{}'));
  const ratio = rounded(value / yardstick);
  all[name] = { value: rounded(value), unit, ratio, against };
  await writeFile(results, JSON.stringify(all, null, 2));
  console.log(`${name.padEnd(36)}${String(rounded(value)).padStart(12)} ${unit}   ${ratio} × ${against}`);
}

/** A world with these arguments for the sandbox in which Mette's post is here. */
async function synced(sandbox, then) {
  const world = await World.start({ sandbox });
  try {
    for (const args of [['login', '--provider', 'digital-post', '--server', world.sandbox.url, '--as', 'mette'], ['sync']]) {
      const { code, errors } = await world.run(program('postkasse-cli'), args);
      if (code !== 0) throw new Error(`${args.join(' ')}: ${errors}`);
    }
    return await then(world);
  } finally {
    await world.end();
  }
}

const wanted = process.argv[3] ?? '';
if ('window_ready'.includes(wanted)) {
  await synced(['--seed', 'demo', '--letters', '5000', '--documents', 'text'], async (world) => {
    const full = world.home;
    const empty = await start(world, join(world.folder, 'empty'), 'main button, main a[href]');
    await figure('window_ready', await start(world, full, '[data-letter]'), 'ms', empty, 'the same window with nothing in it');
  });
}
if ('mailboxes_500'.includes(wanted)) {
  // Mette has four without them.
  const opens = (n) =>
    synced(['--seed', 'demo', '--mailboxes', String(n - 4), '--documents', 'text'], (world) =>
      start(world, world.home, 'body:has(.boxes li):has([data-letter]) [data-letter]'),
    );
  const five = await opens(5);
  await figure('mailboxes_500', await opens(500), 'ms', five, 'the same window with five mailboxes');
}
if ('switch_10000'.includes(wanted)) {
  const times = (letters) => synced(['--seed', 'demo', '--letters', String(letters), '--documents', 'text'], switches);
  const [few, many] = [await times(100), await times(10_000)];
  await figure('switch_10000', many.usual, 'ms', few.usual, 'the same with 100 letters');
  await figure('switch_10000_first', many.first, 'ms', few.first, 'the same with 100 letters: the mailbox is opened');
}
if ('list_interaction_p98'.includes(wanted)) {
  const lives = (letters) => synced(['--seed', 'demo', '--letters', String(letters), '--documents', 'text'], living);
  const few = await lives(100);
  await figure('list_interaction_p98', await lives(MANY), 'ms', few, `the same with 100 letters (${MANY} letters)`);
}
