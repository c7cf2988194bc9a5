// A form by which a channel is set up: what was typed, what the core says is wrong with it, and that the secret is
// forgotten as soon as it was taken.
import { asApiError } from '../parts/errors';
import type { ApiError } from '../platform/types/ApiError';
import type { WrongField } from '../platform/types/WrongField';

export class Setup<Form extends object> {
  form = $state() as Form;
  secret = $state('');
  wrong = $state.raw<WrongField[]>([]);
  error = $state.raw<ApiError>();
  busy = $state(false);

  /** `kept` says that it was set up before, so that there may be a secret. */
  constructor(
    form: Form,
    readonly kept: boolean,
  ) {
    this.form = form;
  }

  /** What is wrong with a field. */
  of(field: string): string | undefined {
    return this.wrong.find((one) => one.field === field)?.text;
  }

  /** Sends it; whether it was taken. */
  async send(take: (form: Form, secret?: string) => Promise<WrongField[]>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.error = undefined;
    try {
      this.wrong = await take($state.snapshot(this.form) as Form, this.secret === '' ? undefined : this.secret);
      if (this.wrong.length === 0) this.secret = '';
      return this.wrong.length === 0;
    } catch (thrown) {
      this.error = asApiError(thrown);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
