// Without a window: closing it leaves the program in the tray, where it looks for letters and tells of them; a click
// there, or another start, brings the window back; Quit ends it. Starting at login is a file of the person's own.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Scene } from '../scene.mjs';
import { Tray } from '../tray.mjs';
import { Window } from '../window.mjs';
import { program, until } from '../world.mjs';

let scene;
let tray;
let item;
before(async () => {
  const prepare = async (world) => {
    await world.notifications();
    tray = await Tray.begin(world);
  };
  scene = await Scene.begin({ prepare });
  item = await tray.item();
});
after(() => scene?.end());

const here = dirname(fileURLToPath(import.meta.url));

/** The windows that can be seen, by their numbers. */
async function visible() {
  const { out } = await scene.world.run('xdotool', ['search', '--onlyvisible', '--name', '^Postkasse$']);
  return out.trim().split('\n').filter(Boolean);
}
const appears = () => until('the window to be seen', async () => (await visible()).length > 0);
const disappears = () => until('the window to be gone', async () => (await visible()).length === 0);

/** Clicks the button in the window's corner. */
async function close() {
  for (const window of await visible()) {
    const { code, errors } = await scene.world.run('/usr/bin/python3', [join(here, '../close-window.py'), window]);
    assert.equal(code, 0, errors);
  }
}

/** Whether a process goes on; one that has ended and that nobody has asked about yet does not. */
async function lives(pid) {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
  return !['Z', 'X'].includes(stat.slice(stat.lastIndexOf(')') + 2)[0]);
}
const ends = (pid) => until('the program to end', async () => !(await lives(pid)));

/** How many letters are unread, as the tray says it. */
const unread = () => until('a number in the tray', async () => Number((await tray.menu())[0].match(/^(\d+) ulæst/)?.[1]));

const filesAtLogin = () => readdir(join(scene.world.env.XDG_CONFIG_HOME, 'autostart')).catch(() => []);
/** Turns a switch in the settings. */
async function turn(words) {
  await scene.window.click('Indstillinger');
  await scene.window.click(words, 'label');
}

test('the item in the tray says what program it is and how many letters are unread, and nothing more', async () => {
  assert.deepEqual([item.title, item.tip], ['Postkasse', 'Postkasse']);
  assert.ok((await unread()) > 0);
  assert.deepEqual((await tray.menu()).slice(1), ['Åbn Postkasse', 'Se efter ny post nu', 'Lås', 'Afslut Postkasse']);
});

test('closing the window leaves the program in the tray, and a letter that comes is told from there', async () => {
  const before = await unread();
  await close();
  await disappears();
  await scene.world.admin('/admin/letters', {
    to: { person: 'mette' }, sender: 'Den Hemmelige Klinik', subject: 'Fortroligt emne', body: { text: 'Brødtekst.' },
  });
  await tray.choose('Se efter ny post nu');
  await until('to be told', () => scene.world.notified.includes('nyt brev'), 60000);
  await tray.offers(`${before + 1} ulæste`);
  assert.ok(!/Hemmelige|Fortroligt/.test(JSON.stringify(await tray.menu())));
  assert.ok(await lives(item.pid));
  assert.deepEqual(await visible(), []);
});

test('a click on the item brings the window back with the letter in it', async () => {
  await tray.activate();
  await appears();
  await scene.window.says('Fortroligt emne');
});

test('locked from the tray it stays locked there, and the window that comes back shows no letter', async () => {
  await close();
  await disappears();
  await tray.choose('Lås');
  await tray.offers('Låst');
  assert.deepEqual(await tray.menu(), ['Låst', 'Åbn Postkasse', 'Afslut Postkasse']);
  await tray.choose('Åbn Postkasse');
  await appears();
  await scene.window.says('Postkasse er låst');
  await scene.window.click('Lås op');
  await scene.window.shows('[data-letter]', 30000);
});

test('a second start brings the first one’s window forward and ends; one at login changes nothing', async () => {
  await close();
  await disappears();
  const atLogin = await scene.world.run(program('postkasse-app'), ['--in-background']);
  assert.equal(atLogin.code, 0, atLogin.errors);
  assert.deepEqual(await visible(), []);
  const again = await scene.world.run(program('postkasse-app'), []);
  assert.equal(again.code, 0, again.errors);
  await appears();
  assert.ok(await lives(item.pid));
  assert.equal(tray.said.filter(({ came }) => came).length, 1, 'no second item came');
});

test('starting at login is written into the person’s own folder and taken out of it again', async () => {
  await turn('Start, når jeg logger ind på computeren');
  const [file] = await until('the file', async () => ((await filesAtLogin()).length === 1 ? filesAtLogin() : null));
  const text = await readFile(join(scene.world.env.XDG_CONFIG_HOME, 'autostart', file), 'utf8');
  assert.ok(text.includes(`\nExec=env "POSTKASSE_HOME=${scene.world.home}" "${program('postkasse-app')}" --in-background\n`), text);
  await scene.accessible('the settings for looking without a window');
  await scene.window.click('Start, når jeg logger ind på computeren', 'label');
  await until('the file to be gone', async () => (await filesAtLogin()).length === 0);
});

test('Quit in the tray ends the program', async () => {
  await tray.choose('Afslut Postkasse');
  await ends(item.pid);
  await tray.empty();
  await scene.window.close().catch(() => {});
});

test('started in the background it shows no window until it is asked, and looks all the same', async () => {
  const started = scene.world.spawn(program('postkasse-app'), ['--in-background']);
  await tray.item();
  await unread();
  assert.deepEqual(await visible(), []);
  await tray.activate();
  await appears();
  await tray.choose('Afslut Postkasse');
  await ends(started.pid);
  await tray.empty();
});

test('who does not want that turns it off, and closing the window ends the program', async () => {
  scene.window = await Window.open(scene.world);
  const { pid } = await tray.item();
  await scene.window.shows('[data-letter]', 30000);
  await unread();
  await turn('Bliv ved med at se efter post, når vinduet er lukket');
  // The switch turns at once; the choice holds when the core has it.
  const choice = () => scene.window.page.executeAsync((done) => {
    window.__TAURI_INTERNALS__.invoke('start').then(({ settings }) => done(settings.keepLooking), (error) => done(String(error)));
  });
  await until('the choice to be kept', async () => (await choice()) === false);
  await close();
  await ends(pid);
  await tray.empty();
});
