// From the click on a letter of three pages to its first page, drawn and with its text: what only five in a hundred exceed.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../world.mjs';
import { beyond } from './figures.mjs';
import { beginning } from './window.mjs';

const PAGES = 3;
const LETTERS = 40;
/** More lines than two pages have. */
const TEXT = Array.from({ length: 42 }, (_, at) => `${at + 1}. Kommunen har set på sagen igen, og her står, hvad der blev sagt og besluttet på mødet, så du kan læse det i ro og mag.`).join('\n\n');

/** The letters, to be put into a sandbox. */
export const letters = Array.from({ length: LETTERS }, (_, at) => ({
  to: { person: 'mette' }, sender: 'Prøvestrup Kommune', subject: `Afgørelse nummer ${at + 1}`, body: { pdfText: `${TEXT}\n\nBrev ${at + 1}` },
}));

/** The file of such a letter, out of a world in which there is one. */
export async function file(world) {
  const folder = join(world.folder, 'files');
  await world.run(program('postkasse-cli'), ['export', '--format', 'files', folder]);
  const [name] = (await readdir(folder, { recursive: true })).filter((one) => one.endsWith('.pdf'));
  return readFile(join(folder, name));
}

/** Runs in the page: opens the letters one after the other, and says of each how many ms later it could be read, and how many
 *  pages it has. */
function opened(done) {
  const found = [];
  const seen = new Set();
  const subjectOf = (row) => row.querySelector('.subject').textContent;
  const next = () => {
    // Of a long list only the rows near sight are there.
    const row = [...document.querySelectorAll('[data-letter]')].find((one) => subjectOf(one).startsWith('Afgørelse nummer') && !seen.has(subjectOf(one)));
    if (!row) return done(found);
    row.scrollIntoView({ block: 'center' });
    setTimeout(() => open(row), 300);
  };
  const open = (row) => {
    const subject = subjectOf(row);
    seen.add(subject);
    const began = performance.now();
    row.click();
    const look = () => {
      const heading = document.querySelector('[data-letter-heading]');
      const there = heading?.textContent === subject && document.querySelector('.page[aria-busy="false"] .textLayer span');
      if (!there) return setTimeout(look, 1);
      requestAnimationFrame(() => setTimeout(() => {
        found.push({ ms: performance.now() - began, pages: document.querySelectorAll('.page').length });
        next();
      }));
    };
    look();
  };
  next();
}

/** In ms. */
export async function openings(world) {
  const page = await beginning(world);
  await page.setTimeout({ script: 120_000 });
  const found = await page.executeAsync(opened);
  await page.deleteSession();
  if (found.length < LETTERS || found.some(({ pages }) => pages !== PAGES)) throw new Error(`other letters than were sent: ${JSON.stringify(found)}`);
  const times = found.map(({ ms }) => ms);
  console.log(JSON.stringify({ opened: times.length, first: Math.round(times[0]), slowest: Math.round(Math.max(...times)) }));
  return beyond(times, 5);
}
