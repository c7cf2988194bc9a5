// What the services say of accesses, read when the page opens and after each step. One that says nothing costs the others
// nothing.
import { asApiError } from '../parts/errors';
import type { Core } from '../platform/core';
import type { AccessView } from '../platform/types/AccessView';
import type { AccountError } from '../platform/types/AccountError';
import type { ApiError } from '../platform/types/ApiError';
import type { MailboxView } from '../platform/types/MailboxView';

/** Accesses that hold or wait. */
export function isCurrent({ state }: AccessView): boolean {
  return state === 'active' || state === 'codeSent' || state === 'waiting';
}

/** The accesses. */
export class Book {
  all = $state.raw<AccessView[]>();
  /** The logins of which nothing is known, and why. */
  failing = $state.raw<AccountError[]>([]);
  error = $state.raw<ApiError>();
  #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Those to a mailbox that others have or ask for. */
  of(mailbox: string): AccessView[] {
    return (this.all ?? []).filter((access) => access.mailbox === mailbox && !access.mine);
  }

  /** Whether it is known who has or asks for what there. */
  knows({ account }: MailboxView): boolean {
    return this.all !== undefined && !this.failing.some((one) => one.account === account);
  }

  /** Those that the person has or asks for. */
  get mine(): AccessView[] {
    return (this.all ?? []).filter(({ mine }) => mine);
  }

  /** Asks the service. */
  async read(): Promise<void> {
    await this.try(async () => {});
  }

  /** Does something and reads again; what went wrong is told, and whether it went well. */
  async try(step: () => Promise<unknown>): Promise<boolean> {
    this.error = undefined;
    try {
      await step();
      const { accesses, failing } = await this.#core.accesses();
      [this.all, this.failing] = [accesses, failing];
      return true;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return false;
    }
  }
}
