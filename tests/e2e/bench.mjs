// The built window, as a person waits for it: from the start of its process to a usable list, with 5,000 letters and
// with 500 mailboxes, and from the choice of a mailbox to its first painted letter. Medians; each beside a yardstick
// of the same run. Usage: bench.mjs RESULTS [NAME-OF-ONE-FIGURE]
import { readFile, readdir, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { remote } from 'webdriverio';
import { World, program, until } from './world.mjs';

const RUNS = 7;
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
