// How long the next try at a lock still has to wait, second by second.
import { t } from '../i18n/index.svelte';
import type { LockView } from '../platform/types/LockView';

/** Counts down for as long as the component is there that made it. */
export class Countdown {
  /** Seconds that are left. */
  left = $state(0);
  /** Seconds that there were when it began. */
  whole = $state(0);

  constructor(lock: () => LockView | undefined) {
    $effect(() => {
      const wait = lock()?.wait ?? 0;
      this.left = this.whole = wait;
      if (wait === 0) return;
      const end = Date.now() + wait * 1000;
      const timer = setInterval(() => {
        this.left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
        if (this.left === 0) clearInterval(timer);
      }, 500);
      return () => clearInterval(timer);
    });
  }

  /** A minute or more is said in minutes. */
  inWords(seconds: number): string {
    return seconds < 60 ? t('unlock.wait.seconds', { n: seconds }) : t('unlock.wait.minutes', { n: Math.ceil(seconds / 60) });
  }
}
