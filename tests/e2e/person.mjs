// Somebody else in the same world, at a terminal of her own: a home folder and a passphrase that no one else has.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from './world.mjs';

export class Person {
  #env;

  /** Logs `who`, one of the sandbox's persons, in. */
  static async logIn(world, who) {
    const person = new Person();
    person.world = world;
    const home = join(world.folder, who);
    await mkdir(home);
    await writeFile(join(home, 'passphrase'), 'en lang opdigtet adgangssætning\n');
    person.#env = { POSTKASSE_HOME: join(home, 'data'), POSTKASSE_KEYRING: 'passphrase', POSTKASSE_PASSPHRASE_FILE: join(home, 'passphrase') };
    await person.cli('login', '--provider', 'digital-post', '--server', world.sandbox.url, '--as', who);
    return person;
  }

  /** The terminal program; what it prints as JSON. */
  async cli(...args) {
    const { code, out, errors } = await this.world.run(program('postkasse-cli'), ['--json', ...args], this.#env);
    assert.equal(code, 0, `postkasse-cli ${args.join(' ')}: ${errors}`);
    return JSON.parse(out);
  }

  /** Her mailbox of somebody else, if she reaches it. */
  async mailboxOf(owner) {
    await this.cli('sync');
    return (await this.cli('mailboxes')).find((one) => one.owner === owner && !one.ended);
  }

  /** The request about an access that waits for an answer, as she sees it. */
  async waiting() {
    return (await this.cli('access', 'list')).find(({ state }) => state === 'waiting');
  }
}
