// The real window, driven by WebDriver: what a person can do and see in it.
import { remote } from 'webdriverio';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { program, until } from './world.mjs';

export const AxeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
export const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Runs in the page: the visible elements of a role-like selector whose accessible text contains `words`. */
function find(selector, words) {
  const visible = (e) => e.checkVisibility?.({ visibilityProperty: true }) ?? e.offsetParent !== null;
  const said = (e) => `${e.getAttribute('aria-label') ?? ''} ${e.textContent} ${e.title ?? ''}`.replace(/\s+/g, ' ').trim();
  return [...document.querySelectorAll(selector)].filter((e) => visible(e) && said(e).includes(words))[0] ?? null;
}

/** Runs in the page: scrolls as a person does, to where nothing lies over the element, and waits until it stands still: who
 *  clicks on what moves misses it. */
function standsStill(element, done) {
  element.scrollIntoView({ block: 'center' });
  const place = () => JSON.stringify(element.getBoundingClientRect());
  let [before, still] = ['', 0];
  const look = () => {
    const now = place();
    still = now === before ? still + 1 : 0;
    if (still === 3) return done();
    before = now;
    setTimeout(look, 40);
  };
  look();
}

export class Window {
  static async open(world, { width = 1440, height = 900 } = {}) {
    const port = await world.driver();
    const window = new Window();
    window.world = world;
    window.page = await remote({
      hostname: '127.0.0.1', port, logLevel: 'error', connectionRetryCount: 1,
      capabilities: {
        'wdio:enforceWebDriverClassic': true,
        'tauri:options': { application: program('postkasse-app') },
      },
    });
    await window.size(width, height);
    return window;
  }

  /** Gives the window a size, and waits until the page has it: the answer comes before the page knows. */
  async size(width, height) {
    await this.page.setWindowRect(null, null, width, height);
    const inner = () => this.page.execute(() => [innerWidth, innerHeight]);
    await until(`a page of ${width} by ${height}`, async () => String(await inner()) === `${width},${height}`);
  }

  /** Waits until `look` gives something true; what waited in vain tells what the window said instead. */
  async waits(what, look, ms) {
    try {
      return await until(what, look, ms);
    } catch (error) {
      const text = await this.text().catch((silent) => `nothing (${silent.message})`);
      throw new Error(`${error.message}\nThe window said: ${text.slice(0, 4000)}`);
    }
  }

  /** The visible text of the window. */
  text() {
    return this.page.execute(() => document.body.innerText);
  }

  /** Waits until the window says `words`. */
  says(words, ms) {
    return this.waits(`the window to say “${words}”`, async () => (await this.text()).includes(words), ms);
  }

  /** Waits until the window no longer says `words`. */
  saysNot(words, ms) {
    return this.waits(`the window to stop saying “${words}”`, async () => !(await this.text()).includes(words), ms);
  }

  /** Waits until an element is there and visible; the element. */
  shows(selector, ms) {
    return this.waits(`“${selector}” in the window`, () => this.page.execute(find, selector, ''), ms);
  }

  /** Waits until the page has painted what it last changed and nothing in it moves any longer. */
  settles() {
    return this.page.executeAsync((done) => {
      const end = Date.now() + 20000;
      const still = () => Date.now() > end || document.getAnimations().every(({ playState }) => playState !== 'running');
      const painted = (then) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(then, 250)));
      const look = () => painted(() => (still() ? done() : look()));
      look();
    });
  }

  /** Clicks the visible button, link, tab or row with these words. */
  async click(words, selector = 'button, a[href], [role="tab"], [role="option"], [role="menuitem"], [role="treeitem"], summary, label') {
    const element = await this.waits(`“${words}” to click`, () => this.page.execute(find, selector, words));
    await this.page.executeAsync(standsStill, element);
    await (await this.page.$(element)).click();
  }

  /** Puts the focus on the visible field with this label, and its words, if it has any, out. */
  async field(label) {
    await this.waits(`a field called “${label}”`, () =>
      this.page.execute((label) => {
        // Without the answers of a list that it is around.
        const said = (one) => [...one.childNodes].filter((part) => part !== one.control).map((part) => part.textContent).join(' ').replace(/\s+/g, ' ').trim();
        const found = [...document.querySelectorAll('label')].find((one) => said(one) === label && one.control?.checkVisibility());
        found?.control.focus();
        found?.control.select?.();
        return found !== undefined && document.activeElement === found.control;
      }, label),
    );
  }

  /** Types into the field with this label. */
  async fill(label, words) {
    await this.field(label);
    await this.type(words);
  }

  /** Chooses among the answers of the list with this label. */
  async pick(label, words) {
    await this.field(label);
    await this.page.execute((words) => {
      const list = document.activeElement;
      list.value = [...list.options].find((option) => option.label.includes(words)).value;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }, words);
  }

  /** Asks for a look at the service, by its button. */
  async sync() {
    const button = await this.shows('[data-action="sync"]');
    await this.page.execute((e) => e.click(), button);
  }

  /** Presses keys together, as a person does for a shortcut. */
  keys(keys) {
    return this.page.keys(keys);
  }

  /** Types words, one key after the other. */
  async type(words) {
    for (const letter of words) await this.page.keys([letter]);
  }

  /** Every finding of axe on this screen, WCAG 2.2 A and AA, of any impact. */
  async findings() {
    await this.page.execute(await AxeSource);
    const result = await this.page.executeAsync((tags, done) => {
      window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        (r) => done(r.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`)),
        (e) => done([`axe failed: ${e}`]),
      );
    }, WCAG);
    return result;
  }

  /** A picture of it as it stands on the display: the WebDriver's own would wait for a graphics card. */
  async picture(path) {
    const { code, errors } = await this.world.run('import', ['-window', 'Postkasse', path]);
    if (code !== 0) throw new Error(`no picture of the window: ${errors}`);
  }

  close() {
    return this.page.deleteSession();
  }
}
