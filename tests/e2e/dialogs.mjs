// The system's own dialog for files, which WebDriver does not see: the keys go to it as a person's do, through the
// X server of the test's world.
import { until } from './world.mjs';

/** Chooses `path`, a file or a folder, in the dialog with this title. */
export function choose(world, title, path) {
  // A slash opens the line in which a place is typed. The dialog may lose a key while that line comes, so the whole
  // place is typed over whatever stands there.
  return leave(world, title, ['key slash', 'key ctrl+a', `type --delay 15 ${path}`, 'key Return']);
}

/** Closes the dialog with this title without choosing anything. */
export function close(world, title) {
  return leave(world, title, ['key Escape']);
}

/** Presses the keys until the dialog is gone. They are sent to it alone, and do nothing in the window below. */
async function leave(world, title, keys) {
  const dialog = await until(`the dialog “${title}”`, async () => (await search(world, title)).split('\n').at(-1));
  await world.run('xdotool', ['windowfocus', '--sync', dialog]);
  const open = async () => (await search(world, title)) !== '';
  await until(`the dialog “${title}” to close`, async () => {
    for (const line of keys) {
      const [what, ...more] = line.split(' ');
      await world.run('xdotool', [what, '--window', dialog, ...more]);
    }
    for (let looks = 0; looks < 10 && (await open()); looks += 1) await new Promise((done) => setTimeout(done, 100));
    return !(await open());
  });
}

const search = async (world, title) => (await world.run('xdotool', ['search', '--onlyvisible', '--name', `^${title}$`])).out.trim();
