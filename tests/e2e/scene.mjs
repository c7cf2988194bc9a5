// Where most journeys of the window begin: a world in which Mette is logged in and her post is here, the
// window open. (The login page itself is gone through in main_job.)
import assert from 'node:assert/strict';
import { World, program, until } from './world.mjs';
import { Window } from './window.mjs';

const DESKTOP = [1440, 900];
const PHONE = [390, 844];

export class Scene {
  /** A world with these arguments for the sandbox; logged in and synced by the terminal program. `prepare` puts into it
   *  what is to be there before the window. */
  static async begin({ sandbox = ['--seed', 'demo'], language, letters = [], theme, prepare } = {}) {
    const scene = new Scene();
    scene.world = await World.start({ sandbox, language });
    try {
      for (const letter of letters) await scene.world.admin('/admin/letters', letter);
      await scene.cli('login', '--provider', 'digital-post', '--server', scene.world.sandbox.url, '--as', 'mette');
      await scene.cli('sync');
      await prepare?.(scene.world);
      scene.window = await Window.open(scene.world);
      if (theme) await scene.window.page.execute((wanted) => (document.documentElement.dataset.colorScheme = wanted), theme);
      await scene.window.shows('[data-letter]', 60000);
      return scene;
    } catch (error) {
      await scene.end();
      throw error;
    }
  }

  /** The terminal program on the same folder; what it prints as JSON. */
  async cli(...args) {
    const { code, out, errors } = await this.world.run(program('postkasse-cli'), ['--json', ...args]);
    assert.equal(code, 0, `postkasse-cli ${args.join(' ')}: ${errors}`);
    return JSON.parse(out);
  }

  /** Has the terminal sync beside the window, as soon as the window lets it. */
  sync() {
    return until('the terminal to have the right to sync', async () => {
      const { code, errors } = await this.world.run(program('postkasse-cli'), ['--json', 'sync']);
      if (code !== 0) throw new Error(errors);
      return true;
    });
  }

  /** Opens the letter with this subject from the list. */
  async open(subject) {
    await this.window.click(subject, '[data-letter]');
    await this.window.says(subject);
    await this.window.shows('[data-letter-heading]');
  }

  /** No finding of axe on the screen as it is now, at phone and at desktop width, and nothing wider than the window. */
  static async accessible(window, what) {
    for (const [width, height] of [PHONE, DESKTOP]) {
      await window.size(width, height);
      await window.settles();
      assert.deepEqual(await window.findings(), [], `${what} at ${width} px`);
      const excess = await window.page.execute(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(excess <= 0, `${what} is ${excess} px wider than ${width} px`);
    }
  }

  accessible(what) {
    return Scene.accessible(this.window, what);
  }

  async end() {
    await this.window?.close().catch(() => {});
    await this.world?.end();
  }
}
