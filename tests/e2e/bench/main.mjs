// The built window, as a person waits for it: from the start of its process to a usable list, with 5,000 and with very many
// letters and with 500 mailboxes, and from the choice of a mailbox to its first painted letter. Medians; each beside a
// yardstick of the same run. How long a mailbox with very many letters takes to show what a person did in it, and a letter of
// three pages to be there; and how much memory it all takes. Usage: main.mjs RESULTS [NAME-OF-ONE-FIGURE]
import { join } from 'node:path';
import { World, program } from '../world.mjs';
import { living, switches } from './acts.mjs';
import { figure } from './figures.mjs';
import { file, letters, openings } from './letter.mjs';
import { memory } from './memory.mjs';
import { Thunderbird } from './thunderbird.mjs';
import { start } from './window.mjs';

/** How many letters a long list has. A promise is for 100,000; to bring them here takes longer than all else. */
const MANY = Number(process.env.POSTKASSE_LIST_LETTERS ?? 20_000);

/** The terminal program, to its end. */
async function cli(world, ...args) {
  const { code, errors } = await world.run(program('postkasse-cli'), args);
  if (code !== 0) throw new Error(`${args.join(' ')}: ${errors}`);
}

/** A world with these arguments for the sandbox, and these letters besides, in which Mette's post is here. */
async function synced(sandbox, then, more = []) {
  const world = await World.start({ sandbox });
  try {
    for (const letter of more) await world.admin('/admin/letters', letter);
    await cli(world, 'login', '--provider', 'digital-post', '--server', world.sandbox.url, '--as', 'mette');
    await cli(world, 'sync');
    return await then(world);
  } finally {
    await world.end();
  }
}

const wanted = process.argv[3] ?? '';
const wants = (...names) => names.some((name) => name.includes(wanted));

if (wants('window_ready')) {
  await synced(['--seed', 'demo', '--letters', '5000', '--documents', 'text'], async (world) => {
    const full = world.home;
    const empty = await start(world, join(world.folder, 'empty'), 'main button, main a[href]');
    await figure('window_ready', await start(world, full, '[data-letter]'), 'ms', empty, 'the same window with nothing in it');
  });
}
if (wants('mailboxes_500')) {
  // Mette has four without them.
  const opens = (n) =>
    synced(['--seed', 'demo', '--mailboxes', String(n - 4), '--documents', 'text'], (world) =>
      start(world, world.home, 'body:has(.boxes li):has([data-letter]) [data-letter]'),
    );
  const five = await opens(5);
  await figure('mailboxes_500', await opens(500), 'ms', five, 'the same window with five mailboxes');
}
if (wants('switch_10000')) {
  const times = (letters) => synced(['--seed', 'demo', '--letters', String(letters), '--documents', 'text'], switches);
  const [few, many] = [await times(100), await times(10_000)];
  await figure('switch_10000', many.usual, 'ms', few.usual, 'the same with 100 letters');
  await figure('switch_10000_first', many.first, 'ms', few.first, 'the same with 100 letters: the mailbox is opened');
}
if (wants('letter_open_p95')) {
  const opening = (sandbox) => synced(sandbox, openings, letters);
  const few = await opening(['--seed', 'empty']);
  await figure('letter_open_p95', await opening(['--seed', 'demo', '--letters', '5000', '--documents', 'text']), 'ms', few, 'the same without other letters (3 pages, drawn, with their text)');
}
const big = ['list_interaction_p98', 'window_ready_many', 'memory_pdf_open'];
if (wants(...big)) {
  const few = wants(big[0]) ? await synced(['--seed', 'demo', '--letters', '100', '--documents', 'text'], living) : 0;
  const pdf = await synced(['--seed', 'empty'], file, letters.slice(0, 1));
  const much = async (world) => {
    const { home } = world;
    if (wants(big[0])) await figure(big[0], await living(world), 'ms', few, `the same with 100 letters (${MANY} letters)`);
    const other = wants(big[1], big[2]) ? await Thunderbird.of(world, MANY, pdf) : undefined;
    if (wants(big[1])) {
      const empty = await start(world, join(world.folder, 'empty'), 'main', program('postkasse-empty-window'));
      const ready = await start(world, home, '[data-letter]');
      await figure(big[1], ready, 'ms', empty, `an empty window (${MANY} letters)`);
      if (other) await figure('window_ready_thunderbird', ready, 'ms', await other.ready(), 'Thunderbird with the same letters');
    }
    world.env.POSTKASSE_HOME = home;
    if (wants(big[2]) && other) await figure(big[2], await memory(world), 'MiB', await other.memory(), `Thunderbird with the same letters, a PDF open in both (PSS, ${MANY} letters)`);
  };
  await synced(['--seed', 'demo', '--letters', String(MANY), '--documents', 'text'], much, letters.slice(0, 1));
}
