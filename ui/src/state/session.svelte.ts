// Who is here: which screen to begin with, logging in, locking, the accounts and the settings.
import { flushSync } from 'svelte';
import { speak } from '../i18n/index.svelte';
import { load } from '../i18n/say';
import { asApiError } from '../parts/errors';
import type { Core, Forget, LoginProvider } from '../platform/core';
import type { AccountView } from '../platform/types/AccountView';
import type { ApiError } from '../platform/types/ApiError';
import type { KeyChoice } from '../platform/types/KeyChoice';
import type { PersonView } from '../platform/types/PersonView';
import type { Settings } from '../platform/types/Settings';
import type { StartView } from '../platform/types/StartView';
import { savedAll } from './saving';

/** The session. */
export class Session {
  view = $state.raw<StartView>();
  accounts = $state.raw<AccountView[]>([]);
  error = $state.raw<ApiError>();
  /** The login that the browser is busy with: a service, or an account that is logged in to again. */
  waitsFor = $state<string>();
  /** The letter for which the browser is busy with a login at a higher level. */
  stepsUp = $state<string>();
  /** The person looks for a service to log in to. */
  adding = $state(false);
  busy = $state(false);
  /** It is being locked: nothing is shown any more, and what was typed is on its way. */
  leaving = $state(false);
  #core: Core;
  /** How often it was shown how things stand. */
  #shown = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Which of the letters are samples. */
  get samples(): 'all' | 'some' | 'none' {
    const samples = this.accounts.filter((account) => account.sandbox).length;
    if (samples === 0) return 'none';
    return samples === this.accounts.length ? 'all' : 'some';
  }

  /** Who shares this computer. */
  get people(): PersonView[] {
    return this.view?.people ?? [];
  }

  /** Whether anybody else has letters here. */
  get shared(): boolean {
    return this.people.some(({ here }) => !here);
  }

  /** The one whose letters these are, if she has a name here. */
  get here(): PersonView | undefined {
    return this.people.find(({ here }) => here);
  }

  /** The person wants fewer choices at a time. */
  get simple(): boolean {
    return this.view?.settings.simple ?? false;
  }

  /** The accounts whose login has run out. */
  get signedOut(): AccountView[] {
    return this.accounts.filter((account) => !account.signedIn);
  }

  /** Asks how things stand; once more if that became known otherwise meanwhile, for answers overtake each other. */
  async begin(): Promise<void> {
    await this.#try(async () => {
      let view: StartView;
      let shown: number;
      do {
        shown = this.#shown;
        view = this.#asBefore(await this.#core.start());
        await load(view.settings.language);
      } while (shown !== this.#shown);
      this.#set(view);
    });
  }

  /** Reads the accounts again. */
  async refreshAccounts(): Promise<void> {
    try {
      this.accounts = await this.#core.accounts();
    } catch (thrown) {
      this.error = asApiError(thrown);
    }
  }

  /** The person has read what went wrong. */
  dismiss(): void {
    this.error = undefined;
  }

  /** Shows the services that one can log in to. */
  add(): void {
    [this.adding, this.error] = [true, undefined];
  }

  /** Logs in through the browser, for real or to sample letters. Says whether it succeeded. */
  login(provider: LoginProvider, sandbox: boolean): Promise<boolean> {
    return this.#wait(provider, () => this.#core.login(provider, sandbox));
  }

  /** Logs in again where the login of an account has run out. Says whether it succeeded. */
  loginAgain({ id }: AccountView): Promise<boolean> {
    return this.#wait(id, () => this.#core.loginAgain(id));
  }

  /** Logs in at the level that a letter takes; why that did not come about, if it did not. */
  async stepUp(letter: string): Promise<ApiError | undefined> {
    if (this.stepsUp) return undefined;
    this.stepsUp = letter;
    try {
      await this.#core.stepUp(letter);
      return undefined;
    } catch (thrown) {
      return asApiError(thrown);
    } finally {
      this.stepsUp = undefined;
    }
  }

  /** Stops waiting for the browser. */
  async loginCancel(): Promise<void> {
    await this.#try(() => this.#core.loginCancel());
  }

  /** Ends a login; the mail that is here stays readable. */
  async signOut(account: string): Promise<void> {
    await this.#try(() => this.#core.signOut(account));
    await this.refreshAccounts();
  }

  /** Forgets a mailbox, an account or everything on this computer. Says whether it succeeded. */
  async forget(what: Forget): Promise<boolean> {
    return this.#try(async () => {
      await this.#core.forget(what);
      await this.#show(await this.#core.start());
    });
  }

  /** Closes the vault: the window is blank at once, and what was typed is saved first. */
  async lock(): Promise<void> {
    await this.#leave(async () => {
      await this.#core.lock();
      return this.#core.start();
    });
  }

  /** Lets somebody else at it, as with locking. Says whether it is her turn now. */
  async changePerson(id: string): Promise<boolean> {
    return this.#leave(() => this.#core.personChange(id));
  }

  /** What the one who is here is called. Says whether it was kept. */
  nameMe(name: string): Promise<boolean> {
    return this.#try(async () => this.#show(await this.#core.personName(name)));
  }

  /** Opens the vault. */
  async unlock(key: KeyChoice, passphrase?: string): Promise<void> {
    this.busy = true;
    await this.#try(async () => await this.#show(await this.#core.unlock(key, passphrase)));
    this.busy = false;
  }

  /** Changes settings: at once on the page, then for good. */
  async change(settings: Partial<Settings>): Promise<void> {
    const next = this.view && { ...this.view.settings, ...settings };
    if (this.view && next) this.#set({ ...this.view, settings: next });
    // While the vault is being opened; then its own settings hold.
    if (settings.language) await speak(settings.language);
    // A vault that is closed or broken keeps nothing: then the page alone changes.
    if (next && this.view && !isShut(this.view)) await this.#try(() => this.#core.settingsSet(next));
  }

  async #leave(to: () => Promise<StartView>): Promise<boolean> {
    if (this.leaving) return false;
    this.leaving = true;
    // What was open goes, and saves itself in going.
    flushSync();
    await savedAll();
    const left = await this.#try(async () => this.#show(await to()));
    this.leaving = false;
    return left;
  }

  /** In the person's language from the first word on. */
  async #show(view: StartView): Promise<void> {
    const next = this.#asBefore(view);
    await speak(next.settings.language);
    this.#set(next);
  }

  /** A vault that is closed or broken does not tell its settings: the window goes on looking and speaking as it did. */
  #asBefore(view: StartView): StartView {
    return isShut(view) && this.view ? { ...view, settings: this.view.settings } : view;
  }

  #set(view: StartView): void {
    this.#shown += 1;
    this.view = view;
    if (view.state !== 'ready') this.adding = false;
    void speak(view.settings.language);
    document.documentElement.dataset.colorScheme = view.settings.theme;
    document.documentElement.toggleAttribute('data-simple', view.settings.simple ?? false);
  }

  async #wait(who: string, logsIn: () => Promise<void>): Promise<boolean> {
    if (this.waitsFor) return false;
    this.waitsFor = who;
    const done = await this.#try(async () => {
      await logsIn();
      await this.#show(await this.#core.start());
    });
    this.waitsFor = undefined;
    return done;
  }

  async #try(doIt: () => Promise<void>): Promise<boolean> {
    this.error = undefined;
    try {
      await doIt();
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return false;
    }
  }
}

/** Nothing of what is here can be read or kept. */
function isShut({ state }: StartView): boolean {
  return state === 'closed' || state === 'broken';
}
