// The keyring's own question, which WebDriver does not see: the keys go to it as a person's do, through the X server of
// the test's world. The keyring is the real one, and so is its question (gcr-prompter).
import { until } from './world.mjs';

const shown = async (world) => (await world.run('xdotool', ['search', '--onlyvisible', '--class', 'gcr-prompter'])).out.trim().split('\n').filter(Boolean).at(-1);
/** Which question it is: one that follows may come in the same window under another title. */
const question = async (world) => {
  const window = await shown(world);
  return window && `${window} ${(await world.run('xdotool', ['getwindowname', window])).out.trim()}`;
};

/** Whether the keyring is asking. */
export const asks = async (world) => (await shown(world)) !== undefined;

/** Answers with this password, twice where a new one is asked for, until that question is gone. */
export const answer = (world, password, { isNew = false } = {}) =>
  leave(world, ['key ctrl+a', `type --delay 15 ${password}`, ...(isNew ? ['key Tab', 'key ctrl+a', `type --delay 15 ${password}`] : []), 'key Return']);

/** Answers with a password that is not the right one; it says so, and grows by that line. */
export async function answerWrongly(world, password) {
  await until('the keyring to ask', () => question(world));
  const size = async () => (await world.run('xdotool', ['getwindowgeometry', await shown(world)])).out.match(/Geometry: (\S+)/)?.[1];
  const before = await size();
  await until('the keyring to say that it is wrong', async () => {
    await press(world, ['key ctrl+a', `type --delay 15 ${password}`, 'key Return']);
    for (let looks = 0; looks < 20 && (await size()) === before; looks += 1) await new Promise((done) => setTimeout(done, 100));
    return (await size()) !== before;
  });
}

/** Gives no password, and says yes when it asks whether that is meant. */
export const answerNothing = (world) => leave(world, ['key Return']);

/** Closes the question without an answer. */
export const dismiss = (world) => leave(world, ['key Escape']);

/** Presses the keys until the question is gone: one that comes up may lose some. */
async function leave(world, keys) {
  const before = await until('the keyring to ask', () => question(world));
  const gone = async () => (await question(world)) !== before;
  await until('the question to be gone', async () => {
    await press(world, keys);
    for (let looks = 0; looks < 20 && !(await gone()); looks += 1) await new Promise((done) => setTimeout(done, 100));
    return gone();
  });
}

async function press(world, keys) {
  const window = await shown(world);
  if (!window) return;
  await world.run('xdotool', ['windowfocus', '--sync', window]);
  for (const line of keys) {
    const [what, ...more] = line.split(' ');
    await world.run('xdotool', [what, ...more]);
  }
}

/** The keyring's collections by their paths' last part, and whether each is locked. */
export async function collections(world) {
  const get = (path, interface_, name) =>
    world.run('gdbus', ['call', '--session', '--dest', 'org.freedesktop.secrets', '--object-path', path, '--method', 'org.freedesktop.DBus.Properties.Get', interface_, name]);
  const { out } = await get('/org/freedesktop/secrets', 'org.freedesktop.Secret.Service', 'Collections');
  const paths = [...out.matchAll(/'(\/org\/freedesktop\/secrets\/collection\/[^']+)'/g)].map(([, path]) => path);
  const found = await Promise.all(paths.map(async (path) => [path.split('/').at(-1), (await get(path, 'org.freedesktop.Secret.Collection', 'Locked')).out.includes('true')]));
  return Object.fromEntries(found);
}
