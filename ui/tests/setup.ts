// What jsdom lacks of a browser, as far as the pages use it: how large the window is, dialogs, popovers, scrolling, and
// whether something has been scrolled into view.
import { beforeEach } from 'vitest';
import { load } from '../src/i18n/say';

await load('da');

/** The window's size in px; tests set it before they mount. */
export const screen = { width: 1440, height: 900 };

beforeEach(() => {
  [screen.width, screen.height] = [1440, 900];
});

const EM = 16;
const least = (side: string, query: string) => Number(new RegExp(`${side} >= ([\\d.]+)em`).exec(query)?.[1] ?? 0) * EM;

globalThis.matchMedia = (query) =>
  ({
    get matches() {
      return screen.width >= least('width', query) && screen.height >= least('height', query);
    },
    addEventListener: () => {},
    removeEventListener: () => {},
  }) as unknown as MediaQueryList;

globalThis.IntersectionObserver = class {
  observe() {}
  disconnect() {}
} as unknown as typeof IntersectionObserver;

Object.assign(HTMLDialogElement.prototype, {
  showModal(this: HTMLDialogElement) {
    this.open = true;
    this.querySelector('button')?.focus();
  },
  close(this: HTMLDialogElement) {
    this.open = false;
  },
});
Object.assign(HTMLElement.prototype, { hidePopover() {}, scrollIntoView() {} });

// jsdom does not know the selector; nothing is a popover there.
const querySelector = document.querySelector.bind(document);
document.querySelector = ((selector: string) => querySelector(selector.replace(', :popover-open', ''))) as typeof document.querySelector;
