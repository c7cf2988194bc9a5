// Figures as they are written down: in a table, and with their yardstick in the results.
import { readFile, writeFile } from 'node:fs/promises';

const results = process.argv[2];
const rounded = (value) => Math.round(value * 1000) / 1000;

export const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)];

/** What only so many in a hundred exceed. */
export const beyond = (times, percent) => times.sort((a, b) => a - b)[Math.ceil(times.length * (1 - percent / 100)) - 1];

/** Adds a figure to the results, and prints it. */
export async function figure(name, value, unit, yardstick, against) {
  const all = JSON.parse(await readFile(results, 'utf8').catch(() => '{}'));
  const ratio = rounded(value / yardstick);
  all[name] = { value: rounded(value), unit, ratio, against };
  await writeFile(results, JSON.stringify(all, null, 2));
  console.log(`${name.padEnd(36)}${String(rounded(value)).padStart(12)} ${unit}   ${ratio} × ${against}`);
}
