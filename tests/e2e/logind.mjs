// The computer around a test's window: it goes to sleep, its session is locked, its screen is covered.
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './world.mjs';

export class Logind {
  /** Everything that it has said. */
  said = [];
  #process;

  /** There is one in this world from now on, on a bus in the place of the system's. */
  static async begin(world) {
    const logind = new Logind();
    await world.systemBus();
    logind.#process = world.spawn('/usr/bin/python3', [join(dirname(fileURLToPath(import.meta.url)), 'logind.py')], 'pipe');
    createInterface({ input: logind.#process.stdout }).on('line', (line) => logind.said.push(JSON.parse(line)));
    await until('logind', () => logind.said.some(({ ready }) => ready));
    return logind;
  }

  /** `{ sleep: true }`, `{ lock: true }`, `{ covered: true }`. */
  does(wish) {
    this.#process.stdin.write(`${JSON.stringify(wish)}\n`);
  }

  /** How many want sleep to wait now. */
  get waiting() {
    return this.said.filter(({ waits }) => waits === 'sleep').length - this.said.filter(({ letGo }) => letGo).length;
  }
}
