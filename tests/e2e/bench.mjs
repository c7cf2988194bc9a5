// From the start of the built window to a usable list of 5,000 cached letters: the median of five.
import { readFile, writeFile } from 'node:fs/promises';
import { World, program } from './world.mjs';
import { Window } from './window.mjs';

const results = process.argv[2];
const world = await World.start({ sandbox: ['--seed', 'demo', '--letters', '5000'] });
try {
  const cli = async (...args) => {
    const { code, errors } = await world.run(program('postkasse-cli'), args);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${errors}`);
  };
  await cli('login', '--provider', 'digital-post', '--server', world.sandbox.url, '--as', 'mette');
  await cli('sync');
  const times = [];
  for (let run = 0; run < 5; run += 1) {
    const began = Date.now();
    const window = await Window.open(world);
    await window.shows('[data-letter]');
    times.push(Date.now() - began);
    await window.close();
  }
  const all = JSON.parse(await readFile(results, 'utf8').catch(() => '{}'));
  all.window_ready = { value: times.sort((a, b) => a - b)[2], unit: 'ms, WebDriver and its session included' };
  await writeFile(results, JSON.stringify(all, null, 2));
  console.log(`window_ready ${all.window_ready.value} ${all.window_ready.unit}`);
} finally {
  await world.end();
}
