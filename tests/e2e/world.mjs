// A world of one's own for the real window: display, D-Bus session, keyring, notification server,
// sandbox, WebDriver. Everything started here is ended by its own process id, last started first.
import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, rm, writeFile, readFile, chmod } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
/** Where the build leaves things. */
export const targetFolder = process.env.CARGO_TARGET_DIR ?? join(root, 'target');

/** One of our programs, as the build left it. */
export const program = (name) => join(targetFolder, process.env.POSTKASSE_PROFILE ?? 'debug', name);

/** Waits until `look` gives something true, or fails with `what` after `ms`. */
export async function until(what, look, ms = 20000) {
  const end = Date.now() + ms;
  let last;
  while (Date.now() < end) {
    try {
      const found = await look();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`waited in vain for: ${what}${last ? ` (${last.message})` : ''}`);
}

/** A port that was free a moment ago. */
const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Every process that a world has started here and that goes on. */
const running = new Set();
// A test that takes too long is ended from outside, and nobody ends its world.
process.once('SIGTERM', () => process.exit(143));
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Remembers a process until it has ended. */
function goesOn(child) {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

export class World {
  #started = [];
  #service;
  /** Everything that was asked to be shown as a notification so far. */
  notified = '';

  static async start({ sandbox = [], language = 'da_DK.UTF-8' } = {}) {
    const world = new World();
    try {
      await world.#begin(sandbox, language);
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  async #begin(sandboxArguments, language) {
    this.folder = await mkdtemp(join(tmpdir(), 'postkasse-e2e-'));
    const runtime = join(this.folder, 'run');
    await mkdir(runtime, { mode: 0o700 });
    this.env = {
      PATH: process.env.PATH, HOME: this.folder, XDG_RUNTIME_DIR: runtime, LANG: language, LANGUAGE: '',
      XDG_DATA_HOME: join(this.folder, 'share'), XDG_CONFIG_HOME: join(this.folder, 'config'),
      XDG_CACHE_HOME: join(this.folder, 'cache'), NO_AT_BRIDGE: '1', GDK_BACKEND: 'x11',
    };
    // No voice, unless a journey puts one there; and none is started by the program.
    this.voiceSocket = join(runtime, 'voice');
    this.env.SPEECHD_ADDRESS = `unix_socket:${this.voiceSocket}`;
    const display = goesOn(spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1500x1000x24', '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    }));
    this.#started.push(display);
    this.env.DISPLAY = `:${await firstLine(display.stdio[3], 'a display')}`;
    const bus = this.spawn('dbus-daemon', ['--session', '--print-address', '--nofork', '--nopidfile']);
    this.env.DBUS_SESSION_BUS_ADDRESS = await firstLine(bus.stdout, 'a D-Bus session');
    await this.startKeyring();
    this.#service = this.spawn(program('postkasse-sandbox'), sandboxArguments);
    this.sandbox = JSON.parse(await firstLine(this.#service.stdout, 'the sandbox'));

    // The "system browser" of this world: a script that leaves the address where the test finds it.
    this.addressFile = join(this.folder, 'address');
    const browser = join(this.folder, 'browser.sh');
    await writeFile(browser, `#!/bin/sh\nprintf '%s' "$1" > '${this.addressFile}.new' && mv '${this.addressFile}.new' '${this.addressFile}'\n`);
    await chmod(browser, 0o755);
    this.home = join(this.folder, 'data');
    Object.assign(this.env, {
      POSTKASSE_HOME: this.home, POSTKASSE_SANDBOX: this.sandbox.url, POSTKASSE_BROWSER: browser, POSTKASSE_KEYRING: 'os',
    });
  }

  /** An unlocked keyring takes the place of the one that there is: the same, or another one, which knows nothing of it. */
  async startKeyring({ other = false } = {}) {
    if (this.keyring) await stop(this.keyring);
    const env = { ...this.env, ...(other && { XDG_DATA_HOME: join(this.folder, 'other') }) };
    this.keyring = this.spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], 'pipe', env);
    this.keyring.stdin.end('\n');
    await until('the keyring', async () => {
      const ask = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', 'org.freedesktop.DBus.GetConnectionUnixProcessID', 'string:org.freedesktop.secrets'];
      return (await this.run('dbus-send', ask)).out.includes(`uint32 ${this.keyring.pid}\n`);
    });
  }

  /** Starts a process of this world; it ends with the world. */
  spawn(command, args, stdin = 'ignore', env = this.env) {
    const child = goesOn(spawn(command, args, { env, stdio: [stdin, 'pipe', process.env.E2E_NOISE ? 'inherit' : 'ignore'] }));
    child.on('error', (error) => console.error(`${command}: ${error.message}`));
    this.#started.push(child);
    return child;
  }

  /** Runs a program to its end; `more` is put into its environment. */
  run(command, args, more = {}) {
    return new Promise((done) => {
      const child = spawn(command, args, { env: { ...this.env, ...more }, stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, errors] = ['', ''];
      child.stdout.on('data', (piece) => (out += piece));
      child.stderr.on('data', (piece) => (errors += piece));
      child.on('close', (code) => done({ code, out, errors }));
      child.on('error', (error) => done({ code: -1, out, errors: error.message }));
    });
  }

  /** What is started from now on can be read by assistive technology. */
  readable() {
    delete this.env.NO_AT_BRIDGE;
  }

  /** A bus in the place of the system's, for whatever is started from now on. */
  async systemBus() {
    const bus = this.spawn('dbus-daemon', ['--session', '--print-address', '--nofork', '--nopidfile']);
    this.env.DBUS_SYSTEM_BUS_ADDRESS = await firstLine(bus.stdout, 'a bus for the system');
  }

  /** A real notification server, and somebody who writes down what it is asked to show. */
  async notifications() {
    this.spawn('dunst', ['-conf', '/dev/null']);
    await until('the notification server', async () => (await this.run('dunstctl', ['count'])).code === 0);
    const monitor = this.spawn('dbus-monitor', ["interface='org.freedesktop.Notifications',member='Notify'"]);
    monitor.stdout.on('data', (piece) => (this.notified += piece));
    await until('the monitor', () => this.notified);
    this.notified = '';
  }

  /** A WebDriver that starts the built window. */
  async driver() {
    const port = await freePort();
    const native = await freePort();
    this.spawn('tauri-driver', ['--port', String(port), '--native-port', String(native)]);
    await until('the WebDriver', async () => (await fetch(`http://127.0.0.1:${port}/status`)).ok);
    return port;
  }

  /** The login address that the app opened in "the browser"; each is handed out once. */
  async openedAddress() {
    const address = await until('the app to open the browser', async () => (await readFile(this.addressFile, 'utf8').catch(() => '')) || null);
    await rm(this.addressFile);
    return address;
  }

  /** Asks the sandbox's admin interface. */
  async admin(path, body) {
    const answer = await fetch(`${this.sandbox.url}${path}`, body === undefined ? {} : {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json().catch(() => null);
  }

  /** The service goes away and does not come back. */
  stopSandbox() {
    return stop(this.#service);
  }

  async end() {
    for (const child of this.#started.reverse()) await stop(child);
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Ends a process by its id, gently at first. */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 3000);
  await gone;
  clearTimeout(late);
}

/** The first line that a process says, or a failure when it ends without one. */
function firstLine(stream, what) {
  return new Promise((done, failed) => {
    const lines = createInterface({ input: stream });
    lines.once('line', (line) => done(line));
    lines.once('close', () => failed(new Error(`${what} did not start`)));
  });
}
