// The other yardstick: Thunderbird from Debian on the same letters as one mbox. Where it is not installed nothing is
// measured against it. It is asked by its remote control, which listens before there is a window.
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { program, until } from '../world.mjs';
import { median } from './figures.mjs';
import { Marionette } from './marionette.mjs';
import { together } from './memory.mjs';
import { processes } from './window.mjs';

const RUNS = 5;
const FOLDER = 'mailbox://nobody@Local%20Folders/Breve';
const PDF_NAME = 'brev.pdf';
const PORT = 28_280;
const isIt = (exe) => basename(exe).startsWith('thunderbird');

/** Nothing that is asked, looked up or shown on a first start; one account, which lies on this computer. */
const settings = (profile) => ({
  'marionette.port': PORT,
  'mail.accountmanager.accounts': 'account1',
  'mail.accountmanager.localfoldersserver': 'server1',
  'mail.account.account1.server': 'server1',
  'mail.server.server1.type': 'none',
  'mail.server.server1.hostname': 'Local Folders',
  'mail.server.server1.userName': 'nobody',
  'mail.server.server1.name': 'Local Folders',
  'mail.server.server1.directory': join(profile, 'Mail'),
  'mail.provider.suppress_dialog_on_startup': true,
  'mail.shell.checkDefaultClient': false,
  'mail.spotlight.firstRunDone': true,
  'mailnews.start_page.enabled': false,
  'mailnews.database.global.indexer.enabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'app.update.enabled': false,
  'extensions.update.enabled': false,
  'app.donation.eoy.version.viewed': 999,
});

/** Runs in Thunderbird: how many letters its list has once it shows some; shows the folder if it shows another. */
const LISTED = `
  const [folder] = arguments;
  const pane = Services.wm.getMostRecentWindow('mail:3pane')?.document.getElementById('tabmail')?.currentAbout3Pane;
  if (!pane?.threadTree) return 0;
  if (pane.gFolder?.URI !== folder) { pane.displayFolder(folder); return 0; }
  return pane.threadTree.getRowAtIndex(0) ? pane.gDBView.rowCount : 0;
`;
/** Runs in Thunderbird: opens a PDF in a tab of its own, in its own reader. */
const PDF = `Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').openTab('contentTab', { url: arguments[0] });`;
/** Runs in Thunderbird: the title of its tab, which the reader sets when it has read the file. */
const TITLE = `
  const tab = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail').currentTabInfo;
  return tab.title ?? '';
`;

const CLOSE = `
  const tabs = Services.wm.getMostRecentWindow('mail:3pane').document.getElementById('tabmail');
  tabs.closeTab(tabs.currentTabInfo);
`;

export class Thunderbird {
  /** With the letters of a world, as many as this at least, and a PDF to open; none where it is not installed. */
  static async of(world, many, pdf) {
    if ((await world.run('thunderbird', ['--version'])).code !== 0) return undefined;
    const other = new Thunderbird();
    [other.world, other.many, other.profile] = [world, many, join(world.folder, 'thunderbird')];
    await mkdir(join(other.profile, 'Mail'), { recursive: true });
    const exported = join(world.folder, 'exported');
    // It ends with another code than 0 because of the letters that wait for the person.
    await world.run(program('postkasse-cli'), ['export', '--format', 'mbox', exported]);
    await rename(join(exported, 'Mette Hansen.mbox'), join(other.profile, 'Mail', 'Breve'));
    await writeFile(join(other.profile, PDF_NAME), pdf);
    const lines = Object.entries(settings(other.profile)).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
    await writeFile(join(other.profile, 'user.js'), lines.join('\n'));
    // The first time it reads the whole file and makes its index.
    await other.#opened(async () => {});
    return other;
  }

  /** Starts it, waits for the list, does this and ends it; how long it took to the list, in ms. */
  async #opened(then) {
    const began = Date.now();
    const env = { ...this.world.env, POSTKASSE_HOME: this.profile };
    const args = ['--profile', this.profile, '--no-remote', '--marionette', '--remote-allow-system-access'];
    const child = this.world.spawn('thunderbird', args, 'ignore', env);
    const gone = new Promise((done) => child.once('exit', done));
    const remote = await Marionette.to(PORT);
    await until('the list in Thunderbird', async () => (await remote.run(LISTED, FOLDER)) >= this.many, 600_000);
    const took = Date.now() - began;
    await then(remote);
    await remote.ask('Marionette:Quit', { flags: ['eAttemptQuit'] }).catch(() => {});
    remote.end();
    await gone;
    await until('all of it to end', async () => (await processes(this.profile, isIt)).length === 0);
    return took;
  }

  /** The median of some starts until it shows the list, in ms. */
  async ready() {
    const times = [];
    for (let run = 0; run < RUNS; run += 1) times.push(await this.#opened(async () => {}));
    console.log(JSON.stringify({ thunderbird: times }));
    return median(times);
  }

  /** With the list and a PDF of as many pages open, in MiB. */
  async memory() {
    let taken;
    await this.#opened(async (remote) => {
      await remote.run(PDF, pathToFileURL(join(this.profile, PDF_NAME)).href);
      await until('the PDF in Thunderbird', async () => (await remote.run(TITLE)).includes(PDF_NAME), 60_000);
      taken = await together(this.profile, isIt);
      // Or it would be there again at the next start, in the list's place.
      await remote.run(CLOSE);
    });
    return taken;
  }
}
