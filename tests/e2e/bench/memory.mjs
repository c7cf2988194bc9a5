// How much memory programs take together: what each has alone, and its share of what several have (PSS).
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { program } from '../world.mjs';
import { beginning, painted, processes } from './window.mjs';

const SETTLED = 5000;

/** In MiB, of the processes that know this data folder and are so named, a while after whatever they did last. */
export async function together(home, is) {
  await new Promise((done) => setTimeout(done, SETTLED));
  const ids = await processes(home, is);
  const each = await Promise.all(ids.map(async (id) => Number(/^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${id}/smaps_rollup`, 'utf8'))[1])));
  return each.reduce((sum, one) => sum + one, 0) / 1024;
}

/** The window with the newest letter open, a PDF: the program and the web view's processes. */
export async function memory(world) {
  const page = await beginning(world);
  await page.executeAsync(painted, '[data-letter]');
  await page.execute(() => document.querySelector('[data-letter]').click());
  await page.executeAsync(painted, '.page[aria-busy="false"] .textLayer span');
  const taken = await together(world.home, (exe) => exe === program('postkasse-app') || /^WebKit(Web|Network|GPU)Process$/.test(basename(exe)));
  await page.deleteSession();
  return taken;
}
