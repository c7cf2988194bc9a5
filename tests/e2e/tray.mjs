// The tray of a test's own session, and what a person does there.
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { until } from './world.mjs';

export class Tray {
  /** Everything that the tray has said: items that came and went, and its answers. */
  said = [];
  #process;

  /** Shows trays in this world from now on. */
  static async begin(world) {
    const tray = new Tray();
    tray.#process = world.spawn('/usr/bin/python3', [join(dirname(fileURLToPath(import.meta.url)), 'tray-host.py')], 'pipe');
    createInterface({ input: tray.#process.stdout }).on('line', (line) => tray.said.push(JSON.parse(line)));
    await until('a tray', () => tray.said.some(({ ready }) => ready));
    return tray;
  }

  /** Waits until the program is in the tray; what its item says. */
  item() {
    return until('the program in the tray', () => this.said.find(({ came }) => came && !this.said.some(({ went }) => went === came)));
  }

  /** Waits until no program is in the tray. */
  empty() {
    const count = (what) => this.said.filter((line) => line[what]).length;
    return until('an empty tray', () => count('came') === count('went'));
  }

  async #ask(wish) {
    const before = this.said.length;
    this.#process.stdin.write(`${JSON.stringify(wish)}\n`);
    const answer = await until(`an answer to ${JSON.stringify(wish)}`, () => this.said.slice(before).find(({ menu, done, failed }) => menu ?? done ?? failed));
    if (answer.failed) throw new Error(`${JSON.stringify(wish)}: ${answer.failed}`);
    return answer;
  }

  /** The lines of the menu. */
  async menu() {
    return (await this.#ask({})).menu;
  }

  /** Waits until the menu has this line. */
  offers(words) {
    return until(`“${words}” in the tray's menu`, async () => (await this.menu()).includes(words));
  }

  /** Chooses from the menu. */
  choose(words) {
    return this.#ask({ choose: words });
  }

  /** A click on the item. */
  activate() {
    return this.#ask({ activate: true });
  }
}
