// The built window under a stopwatch: started, and asked when something was painted in it.
import { readFile, readdir, readlink } from 'node:fs/promises';
import { remote } from 'webdriverio';
import { program, until } from '../world.mjs';
import { median } from './figures.mjs';

export const RUNS = 7;
const usual = program('postkasse-app');

/** The processes of a world: of those that know this data folder, the ids of the ones whose program `is` so named. */
export async function processes(home, is) {
  const found = [];
  for (const id of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const exe = await readlink(`/proc/${id}/exe`).catch(() => '');
    if (!is(exe)) continue;
    const environment = await readFile(`/proc/${id}/environ`, 'utf8').catch(() => '');
    if (environment.split('\0').includes(`POSTKASSE_HOME=${home}`)) found.push(id);
  }
  return found;
}

/** When the process of this program started, to a hundredth of a second. */
export async function born(home, application) {
  const [id] = await processes(home, (exe) => exe === application);
  if (id === undefined) return null;
  // After the name, which may hold anything, the 20th field is the start in hundredths since the system's.
  const fields = (await readFile(`/proc/${id}/stat`, 'utf8')).split(') ').at(-1).split(' ');
  const up = Number((await readFile('/proc/uptime', 'utf8')).split(' ')[0]);
  return Date.now() - (up - Number(fields[19]) / 100) * 1000;
}

/** Runs in the page: waits until there is such an element, painted, and says when that was. */
export function painted(selector, done) {
  const look = () => {
    if (!document.querySelector(selector)?.checkVisibility()) setTimeout(look, 2);
    else requestAnimationFrame(() => setTimeout(() => done(Date.now())));
  };
  look();
}

/** Opens the window, or another program's. */
export function opened(port, application = usual) {
  return remote({
    hostname: '127.0.0.1', port, logLevel: 'error', connectionRetryCount: 1,
    capabilities: { 'wdio:enforceWebDriverClassic': true, 'tauri:options': { application } },
  });
}

/** The median of some starts, in ms, until the window shows such an element. */
export async function start(world, home, selector, application = usual) {
  world.env.POSTKASSE_HOME = home;
  const port = await world.driver();
  const times = [];
  for (let run = 0; run < RUNS; run += 1) {
    const page = await opened(port, application);
    const shown = await page.executeAsync(painted, selector);
    times.push(shown - (await until('the process of the window', () => born(home, application))));
    await page.deleteSession();
    await until('the window to end', async () => (await born(home, application)) === null);
  }
  return median(times);
}

/** The window over a world's mailboxes, at the size of a desktop. */
export async function beginning(world) {
  const page = await opened(await world.driver());
  await page.setWindowRect(null, null, 1440, 900);
  await page.executeAsync(painted, '.boxes button');
  return page;
}
