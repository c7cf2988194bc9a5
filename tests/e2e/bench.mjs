// From the start of the built window's process to a usable list of 5,000 cached letters, beside the same window
// with nothing in it to its first screen: the medians of seven.
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
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)];
}

const world = await World.start({ sandbox: ['--seed', 'demo', '--letters', '5000', '--documents', 'text'] });
try {
  const full = world.home;
  const cli = async (...args) => {
    const { code, errors } = await world.run(program('postkasse-cli'), args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${errors}`);
  };
  await cli('login', '--provider', 'digital-post', '--server', world.sandbox.url, '--as', 'mette');
  await cli('sync');
  const empty = await start(world, join(world.folder, 'empty'), 'main button, main a[href]');
  const list = await start(world, full, '[data-letter]');
  const all = JSON.parse(await readFile(results, 'utf8').catch(() => '{}'));
  const ratio = Math.round((list / empty) * 1000) / 1000;
  all.window_ready = { value: list, unit: 'ms', ratio, against: 'the same window with nothing in it' };
  await writeFile(results, JSON.stringify(all, null, 2));
  console.log(`${'window_ready'.padEnd(36)}${String(list).padStart(12)} ms   ${ratio} × ${all.window_ready.against}`);
} finally {
  await world.end();
}
